//! Who says that a company, a person and a bank account are real. A trait for providers, and a sandbox whose answers are
//! chosen by what is asked. Every question carries the id of our intent, so that it may be repeated.

use crate::payment::ProviderFailure;

/// What a provider is asked about.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// Our intent's id: the provider's idempotency key.
    pub intent: String,
    pub what: AskedFor,
    pub country: String,
    pub legal_name: String,
    pub representative: String,
    pub register_number: String,
    pub iban: String,
}

impl std::fmt::Debug for Asked {
    /// Names and accounts do not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Asked");
        shown.field("intent", &self.intent).field("what", &self.what).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedFor {
    Company,
    Identity,
    BankAccount,
}

/// A provider's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub reference: String,
    pub answer: Answer,
    /// What the provider adds, for the checker.
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Passed,
    Failed,
    /// A person has to look.
    Unclear,
}

/// Checks of identity. Calls block, up to the provider's own time limit; they are never made inside an act.
pub trait IdentityProvider: Send + Sync + std::fmt::Debug {
    /// A stable name for records, such as `sandbox`.
    fn name(&self) -> &'static str;

    fn check(&self, asked: &Asked) -> Result<Told, ProviderFailure>;
}

/// Says what the question wants to hear: numbers that end in 404 are in no register, those in 409 are unclear, at
/// those in 408 it falls silent; people called Nobody do not exist. Everything else is fine. Keeps nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sandbox;

impl IdentityProvider for Sandbox {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn check(&self, asked: &Asked) -> Result<Told, ProviderFailure> {
        let number = match asked.what {
            AskedFor::Company => asked.register_number.trim(),
            AskedFor::Identity => "",
            AskedFor::BankAccount => asked.iban.trim(),
        };
        if number.ends_with("408") {
            return Err(ProviderFailure::Silent);
        }
        let nobody = asked.what == AskedFor::Identity && asked.representative.contains("Nobody");
        let (answer, note) = if number.ends_with("404") || nobody {
            (Answer::Failed, "not found")
        } else if number.ends_with("409") {
            (Answer::Unclear, "more than one found")
        } else {
            (Answer::Passed, "found")
        };
        Ok(Told { reference: format!("sandbox-{}", asked.intent), answer, note: note.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sandbox_answers_by_what_it_is_asked() {
        let asked = |what, register_number: &str, representative: &str| Asked {
            intent: "chk_1".into(),
            what,
            country: "FR".into(),
            legal_name: "Cifang".into(),
            representative: representative.into(),
            register_number: register_number.into(),
            iban: String::new(),
        };
        let answer = |asked: &Asked| Sandbox.check(asked).unwrap().answer;
        for (what, number, person, expected) in [
            (AskedFor::Company, "552 100 554", "Chen", Answer::Passed),
            (AskedFor::Company, "552 100 404", "Chen", Answer::Failed),
            (AskedFor::Company, "552 100 409", "Chen", Answer::Unclear),
            (AskedFor::Identity, "552 100 404", "Chen", Answer::Passed),
            (AskedFor::Identity, "", "Max Nobody", Answer::Failed),
        ] {
            assert_eq!(answer(&asked(what, number, person)), expected, "{number} {person}");
        }
        assert!(!format!("{:?}", asked(AskedFor::Company, "1", "Chen")).contains("Chen"));
    }
}
