//! What an application can't do, each with a code that pages say in people's words.

use super::Application;
use crate::UserId;
use crate::paper::Lack;

/// Why a step of an application is not possible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplicationRefusal {
    #[error("application.not_now")]
    NotNow,
    /// By the same checker.
    #[error("application.taken_already")]
    TakenAlready,
    /// Another checker looks at it.
    #[error("application.with_another")]
    WithAnother,
    #[error("application.lacking")]
    Lacking(Vec<Lack>),
    #[error("application.text_missing")]
    TextMissing,
    #[error("application.name_missing")]
    NameMissing,
    #[error("application.kind_not_taken")]
    KindNotTaken,
    #[error("application.invitation_needed")]
    InvitationNeeded,
    #[error("application.one_at_a_time")]
    OneAtATime,
    #[error("application.too_many")]
    TooMany,
    #[error("application.too_many_questions")]
    TooManyQuestions,
    #[error("application.score_missing")]
    ScoreMissing,
    #[error("application.score_too_low")]
    ScoreTooLow,
    #[error("application.appeal_over")]
    AppealOver,
    /// An appeal is decided by somebody else than who refused, where there is somebody else.
    #[error("application.same_person")]
    SamePerson,
    #[error("application.no_delivery")]
    NoDelivery,
    #[error("application.question_open")]
    QuestionOpen,
    #[error("application.category_not_taken")]
    CategoryNotTaken,
    #[error("application.too_many_categories")]
    TooManyCategories,
    /// More is asked of a shop in these categories, in minor units: a deposit, the first year.
    #[error("application.costs_more")]
    CostsMore(i64),
}

impl Application {
    /// Who decides the appeal is not who refused. `is_alone`: the operator has nobody else who could.
    pub fn may_rule(&self, by: UserId, is_alone: bool) -> Result<(), ApplicationRefusal> {
        if self.refused_by == Some(by.get()) && !is_alone {
            Err(ApplicationRefusal::SamePerson)
        } else {
            Ok(())
        }
    }
}
