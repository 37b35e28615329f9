//! Every act and read that a member of a seller or an operator asks for begins by asking whether they may.
//! Reads texts only: which permission it is, is for whoever reads the act.

use super::{RustFile, Violation};

/// Who acts for somebody, as acts take them.
const MEMBERS: [&str; 2] = ["&SellerMember", "&OperatorMember"];
/// How an act asks.
const ASKS: [&str; 2] = ["member.may(", "member.may::<"];

pub fn check(file: &RustFile) -> Vec<Violation> {
    if !file.source.path.starts_with("crates/engine/src/") {
        return Vec::new();
    }
    let code = &file.rust.code;
    let forgets = |(at, body): &(usize, std::ops::Range<usize>)| {
        let takes_member = MEMBERS.iter().any(|member| code[*at..body.start].contains(member));
        let line_start = code[..*at].rfind('\n').map_or(0, |end| end + 1);
        let is_open = code[line_start..*at].trim_start().starts_with("pub ");
        takes_member && is_open && !ASKS.iter().any(|asks| code[body.clone()].contains(asks))
    };
    let hint = "an act of a member begins with `member.may(Permission::…)?`";
    let found = file.rust.bodies().into_iter().filter(forgets);
    found.map(|(at, _)| Violation::new(&file.source, file.rust.line(at), "rights", hint)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{said, source};
    use super::*;

    #[test]
    fn an_act_of_a_member_that_does_not_ask_is_found() {
        let act = "crates/engine/src/order.rs";
        for (path, text, expected) in [
            (act, "pub async fn ship(m: &SellerMember) -> Seen<()> { Ok(()) }", vec!["1 rights"]),
            (act, "pub fn rule(\n    m: &OperatorMember,\n) {\n}", vec!["1 rights"]),
            (act, "pub async fn ship(member: &SellerMember) { member.may(P)?; }", vec![]),
            (act, "pub fn ship(member: &SellerMember) { member.may::<Never>(P)?; }", vec![]),
            (act, "pub fn ship(member: &SellerMember) { // member.may(P)?;\n }", vec!["1 rights"]),
            (act, "pub fn place(user: UserId) { }", vec![]),
            (act, "fn own(member: &SellerMember) { }", vec![]),
            (act, "pub(crate) fn own(member: &SellerMember) { }", vec![]),
            ("crates/seller/src/order.rs", "pub fn a(member: &SellerMember) { }", vec![]),
        ] {
            assert_eq!(said(&check(&RustFile::new(&source(path, text)))), expected, "{text}");
        }
    }
}
