//! Which domain types one column holds, and how.

use domain::Code;
use domain::address::Address;
use domain::wording::Wording;
use money::{Currency, Rate};

use crate::cell_as;

macro_rules! id_cell {
    ($id:ident) => {
        cell_as!(domain::$id, i64, |id: domain::$id| id.get(), |raw| Ok::<_, String>(domain::$id::from_raw(
            raw
        )));
    };
}
domain::for_each_id!(id_cell);

macro_rules! code_cell {
    ($($code:ty),* $(,)?) => {
        $(cell_as!($code, String, |code: $code| code.code().to_owned(), |text: String| text.parse::<$code>());)*
    };
}

code_cell!(
    domain::admission::CheckKind,
    domain::admission::ShopKind,
    domain::application::Move,
    domain::application::Queue,
    domain::application::Stage,
    domain::application::Turn,
    domain::audit::Deed,
    domain::event::EventKind,
    domain::event::TimerKind,
    domain::job::JobKind,
    domain::job::JobState,
    domain::job::LineOutcome,
    domain::fee::FeeKind,
    domain::follow::ShopNews,
    domain::fee::FeeState,
    domain::invoice::InvoiceCause,
    domain::invoice::InvoiceSeries,
    domain::order::By,
    domain::order::OrderState,
    domain::order::Step,
    domain::paper::CheckState,
    domain::paper::FileType,
    domain::paper::PaperKind,
    domain::paper::PaperPart,
    domain::paper::Told,
    domain::paper::Verdict,
    domain::payment::PaymentState,
    domain::payout::PayoutState,
    domain::picture::PictureOf,
    domain::policy::change::ProposalState,
    domain::product::Condition,
    domain::product::PictureState,
    domain::product::ProductState,
    domain::product::TaxClass,
    domain::purchase::PurchaseState,
    domain::refund::RefundCause,
    domain::refund::RefundState,
    domain::refund::RequestKind,
    domain::refund::RequestReason,
    domain::refund::RequestState,
    domain::review::ReviewReason,
    domain::review::ReviewState,
    domain::seller::MemberOf,
    domain::seller::Role,
    domain::shop::ShopStanding,
    domain::shop::ShopState,
    domain::stock::Cause,
    domain::stock::HoldState,
    domain::suspension::SuspensionCause,
    domain::user::SecretKind,
);

cell_as!(Currency, String, |c: Currency| c.code().to_owned(), |text: String| text.parse::<Currency>());
cell_as!(Rate, i64, |rate: Rate| rate.ppm(), Rate::from_ppm);
cell_as!(Wording, String, |w: Wording| w.to_json(), |text: String| Wording::from_json(&text));
cell_as!(domain::product::Wordings, String, |w: domain::product::Wordings| w.to_json(), |text: String| {
    serde_json::from_str::<domain::product::Wordings>(&text)
});
cell_as!(
    domain::policy::change::Changes,
    String,
    |c: domain::policy::change::Changes| c.to_json(),
    |text: String| { domain::policy::change::Changes::from_json(&text) }
);
cell_as!(domain::decor::Decor, String, |decor: domain::decor::Decor| decor.to_json(), |text: String| {
    domain::decor::Decor::from_json(&text)
});
cell_as!(
    Option<domain::MovementId>,
    Option<i64>,
    |id: Option<domain::MovementId>| id.map(|id| id.get()),
    |raw: Option<i64>| Ok::<_, std::convert::Infallible>(raw.map(domain::MovementId::from_raw))
);
cell_as!(
    Option<domain::opening::Holiday>,
    Option<String>,
    |holiday: Option<domain::opening::Holiday>| holiday.map(|holiday| holiday.to_json()),
    |text: Option<String>| text.map(|text| domain::opening::Holiday::from_json(&text)).transpose()
);
cell_as!(
    Option<domain::assortment::Objection>,
    Option<String>,
    |objection: Option<domain::assortment::Objection>| objection.map(|one| one.code().to_owned()),
    |text: Option<String>| text.map(|text| text.parse::<domain::assortment::Objection>()).transpose()
);
macro_rules! json_cell {
    ($type:ty) => {
        cell_as!(
            $type,
            String,
            |value: $type| serde_json::to_string(&value).expect("numbers and texts are always JSON"),
            |text: String| serde_json::from_str::<$type>(&text)
        );
    };
}
json_cell!(domain::invoice::InvoiceLines);
json_cell!(domain::invoice::Parties);
cell_as!(Address, String, |a: Address| a.to_json(), |text: String| serde_json::from_str::<Address>(&text));

macro_rules! id_value {
    ($id:ident) => {
        impl From<domain::$id> for crate::db::Value {
            fn from(id: domain::$id) -> Self {
                Self::I(id.get())
            }
        }
    };
}
domain::for_each_id!(id_value);

/// `values![id, "text", 5_i64]`: the parameters of a statement.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Value::from($value)),*] };
}
