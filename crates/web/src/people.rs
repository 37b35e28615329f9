//! How roles and permissions are called, and what a page says to who lacks one. Decides nothing.

use domain::permission::Permission;
use domain::seller::{MemberOf, Role};
use domain::{Code, audit::Deed};
use engine::Denied;

use crate::Words;

/// “Clerk”.
pub fn role(words: Words, of: MemberOf, role: Role) -> String {
    words.say(&format!("people-role-{}-{}", of.code(), role.code())).into_owned()
}

/// What somebody with a role does, in a sentence.
pub fn about(words: Words, of: MemberOf, role: Role) -> String {
    words.say(&format!("people-role-{}-{}-text", of.code(), role.code())).into_owned()
}

/// “approve payouts”.
pub fn permission(words: Words, what: Permission) -> String {
    words.say(&format!("people-may-{}", dashed(what.code()))).into_owned()
}

/// “Bank account changed”.
pub fn deed(words: Words, deed: Deed) -> String {
    words.say(&format!("audit-deed-{}", dashed(deed.code()))).into_owned()
}

fn dashed(code: &str) -> String {
    code.replace(['.', '_'], "-")
}

/// Why a member may not, and who could.
pub fn denied(words: Words, denied: Denied) -> String {
    match denied {
        Denied::Lacking { of, what } => {
            let roles: Vec<String> = what.roles(of).into_iter().map(|one| role(words, of, one)).collect();
            let roles = roles.join(&words.say("people-or"));
            words.with(
                "people-denied-lacking",
                &[("what", permission(words, what).into()), ("roles", roles.into())],
            )
        }
        Denied::WithoutSecondStep => words.say("people-denied-without-second-step").into_owned(),
        Denied::Unproved => words.say("people-denied-unproved").into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn every_role_permission_and_deed_has_its_name_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::new(lang);
            let known = |key: String| assert!(words.knows(&key), "{} lacks {key}", lang.html());
            for of in [MemberOf::Seller, MemberOf::Operator] {
                for role in Role::all_of(of) {
                    known(format!("people-role-{}-{}", of.code(), role.code()));
                    known(format!("people-role-{}-{}-text", of.code(), role.code()));
                }
            }
            Permission::ALL.iter().for_each(|one| known(format!("people-may-{}", dashed(one.code()))));
            Deed::ALL.iter().for_each(|one| known(format!("audit-deed-{}", dashed(one.code()))));
        }
    }

    #[test]
    fn who_lacks_a_right_reads_which_role_has_it() {
        let lacking = Denied::Lacking { of: MemberOf::Seller, what: Permission::OrdersShip };
        let text = denied(Words::default(), lacking);
        assert!(text.contains("Clerk") && text.contains("Owner") && !text.contains("Bookkeeper"), "{text}");
    }
}
