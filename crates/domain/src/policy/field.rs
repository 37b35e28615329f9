//! Every field of a policy, described once: its range, how its value is written, whether sellers' money hangs on it.
//! Forms, comparisons, checks and the notice of a change are all made from this list; there is no second one.

use serde_json::Value;

use super::fees::{LISTING_RULES_MAX, PLANS_MAX, TARIFFS_MAX};
use super::{CategoryRate, CommissionBase, Policy, PolicyRefusal, TaxRegime, goods};
use crate::Code;
use crate::admission::{CHECKLISTS_MAX, Door};
use crate::review::Moderation;

/// Categories with a rate of their own.
pub const CATEGORY_RATES_MAX: usize = 200;
/// Letters of a category's path.
pub const CATEGORY_LETTERS_MAX: usize = 120;

/// How a value is written.
#[derive(Debug, Clone, Copy)]
pub enum Unit {
    /// Parts per million, read and shown as a percentage.
    Rate,
    Days,
    Minutes,
    /// Minor units of the market's currency.
    Amount,
    YesNo,
    /// One of a closed list: the name of the list for its words, and its codes.
    Choice(&'static str, fn() -> Vec<&'static str>),
    /// Rates by category.
    Rates,
    /// A whole number without a unit.
    Points,
    /// How many of something.
    Count,
    /// A list of short codes, sorted: paths of categories, languages.
    Codes,
    /// A list whose entries have a shape of their own, which the policy itself checks.
    Entries,
}

/// What a change of the field concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touches {
    /// How much sellers get, when, or what buyers can claim back from them: announced in time, decided by two people.
    SellersMoney,
    /// How the market is run.
    Conduct,
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Where it stands in the policy: `escrow.confirm_days_after_delivery`.
    pub name: &'static str,
    pub unit: Unit,
    pub touches: Touches,
    /// Whether the rule may be absent.
    pub is_optional: bool,
    /// Least and most; of a list, how many entries.
    pub range: (i64, i64),
}

const fn money(name: &'static str, unit: Unit, least: i64, most: i64) -> Field {
    Field { name, unit, touches: Touches::SellersMoney, is_optional: false, range: (least, most) }
}

const fn conduct(name: &'static str, unit: Unit, least: i64, most: i64) -> Field {
    Field { name, unit, touches: Touches::Conduct, is_optional: false, range: (least, most) }
}

const fn maybe(field: Field) -> Field {
    Field { is_optional: true, ..field }
}

fn codes<C: Code>() -> Vec<&'static str> {
    C::ALL.iter().map(|one| one.code()).collect()
}

/// Highest commission: half of the base.
const RATE_PPM_MAX: i64 = 500_000;
/// Largest amount that a rule can name.
const AMOUNT_MAX: i64 = 100_000_000;

/// All fields, in the order in which people read them. A test asks for each value of `Policy` to be here.
pub const FIELDS: &[Field] = &[
    money("commission.rate_ppm", Unit::Rate, 0, RATE_PPM_MAX),
    money("commission.by_category", Unit::Rates, 0, CATEGORY_RATES_MAX as i64),
    money("commission.base", Unit::Choice("base", codes::<CommissionBase>), 0, 0),
    maybe(money("commission.least_per_line_minor", Unit::Amount, 1, AMOUNT_MAX)),
    maybe(money("commission.most_per_line_minor", Unit::Amount, 1, AMOUNT_MAX)),
    maybe(money("commission.least_per_order_minor", Unit::Amount, 1, AMOUNT_MAX)),
    maybe(money("commission.most_per_order_minor", Unit::Amount, 1, AMOUNT_MAX)),
    money("fees.deposit", Unit::Entries, 0, TARIFFS_MAX as i64),
    money("fees.deposit_least_ppm", Unit::Rate, 0, 1_000_000),
    money("fees.top_up_days", Unit::Days, 1, 90),
    money("fees.deposit_back_days", Unit::Days, 0, 365),
    money("fees.annual", Unit::Entries, 0, TARIFFS_MAX as i64),
    money("fees.plans", Unit::Entries, 0, PLANS_MAX as i64),
    money("fees.listing", Unit::Entries, 0, LISTING_RULES_MAX as i64),
    money("escrow.confirm_days_after_delivery", Unit::Days, 1, 90),
    money("escrow.confirm_days_after_dispatch", Unit::Days, 1, 120),
    money("refunds.answer_days", Unit::Days, 1, 30),
    money("refunds.ask_days_after_completion", Unit::Days, 0, 730),
    maybe(money("refunds.withdrawal_days", Unit::Days, 14, 100)),
    money("payouts.delay_days", Unit::Days, 0, 60),
    money("payouts.every_days", Unit::Days, 1, 31),
    money("payouts.least_minor", Unit::Amount, 1, AMOUNT_MAX),
    money("payouts.approved_by_hand", Unit::YesNo, 0, 1),
    conduct("checkout.hold_minutes", Unit::Minutes, 1, 10_080),
    conduct("checkout.guests", Unit::YesNo, 0, 1),
    money("tax.regime", Unit::Choice("regime", codes::<TaxRegime>), 0, 0),
    conduct("admission.door", Unit::Choice("door", codes::<Door>), 0, 0),
    maybe(conduct("admission.score_least", Unit::Points, 0, 100)),
    conduct("admission.checklists", Unit::Entries, 0, CHECKLISTS_MAX as i64),
    conduct("admission.days.draft", Unit::Days, 1, 365),
    conduct("admission.days.review", Unit::Days, 1, 90),
    conduct("admission.days.answer", Unit::Days, 1, 180),
    conduct("admission.days.prepare", Unit::Days, 1, 365),
    conduct("admission.days.appeal", Unit::Days, 1, 365),
    conduct("admission.days.supervise", Unit::Days, 1, 180),
    conduct("admission.days.settle", Unit::Days, 1, 180),
    conduct("admission.days.keep", Unit::Days, 183, 3_650),
    conduct("goods.categories", Unit::Codes, 0, goods::PATHS_MAX as i64),
    conduct("goods.reserved", Unit::Entries, 0, goods::RESERVED_MAX as i64),
    conduct("goods.only_named", Unit::YesNo, 0, 1),
    conduct("goods.languages", Unit::Codes, 0, goods::LANGUAGES_MAX as i64),
    conduct("goods.pictures_least", Unit::Count, 0, goods::PICTURES_LEAST_MAX),
    conduct("goods.text_letters_least", Unit::Count, 0, goods::TEXT_LETTERS_LEAST_MAX),
    conduct("reviews.on", Unit::YesNo, 0, 1),
    conduct("reviews.days", Unit::Days, 7, 730),
    conduct("reviews.moderation", Unit::Choice("moderation", codes::<Moderation>), 0, 0),
];

/// One value that differs between two policies.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    pub field: String,
    pub from: Value,
    pub to: Value,
}

impl Change {
    /// The description of its field.
    pub fn field(&self) -> Option<&'static Field> {
        find(&self.field)
    }

    /// Whether sellers' money hangs on it. A field that nobody describes is taken for one.
    pub fn touches_money(&self) -> bool {
        self.field().is_none_or(|field| field.touches == Touches::SellersMoney)
    }
}

pub fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

impl Field {
    /// `escrow` of `escrow.confirm_days_after_delivery`.
    pub fn section(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(section, _)| section)
    }

    /// The value that a policy has here.
    pub fn of(&self, policy: &Policy) -> Value {
        self.within(&json(policy))
    }

    fn within(&self, whole: &Value) -> Value {
        whole.pointer(&self.pointer()).cloned().unwrap_or(Value::Null)
    }

    /// RFC 6901: `/escrow/confirm_days_after_delivery`.
    fn pointer(&self) -> String {
        format!("/{}", self.name.replace('.', "/"))
    }

    fn put(&self, whole: &mut Value, value: Value) {
        let place = self.name.split('.').fold(whole, |inner, step| &mut inner[step]);
        *place = value;
    }

    /// Whether the value is one that the field can have.
    pub fn fits(&self, value: &Value) -> bool {
        if value.is_null() {
            return self.is_optional;
        }
        let in_range = |number: i64| (self.range.0..=self.range.1).contains(&number);
        match self.unit {
            Unit::Rate | Unit::Days | Unit::Minutes | Unit::Amount | Unit::Points | Unit::Count => {
                value.as_i64().is_some_and(in_range)
            }
            Unit::YesNo => value.is_boolean(),
            Unit::Choice(_, codes) => value.as_str().is_some_and(|code| codes().contains(&code)),
            Unit::Rates => rates(value).is_some_and(|rates| are_fine(&rates)),
            Unit::Codes => codes_in(value).is_some_and(|all| in_range(all.len() as i64) && are_codes(&all)),
            Unit::Entries => value.as_array().is_some_and(|all| in_range(all.len() as i64)),
        }
    }
}

/// The rates by category that a value holds.
pub fn rates(value: &Value) -> Option<Vec<CategoryRate>> {
    serde_json::from_value(value.clone()).ok()
}

/// The codes of a list that a value holds.
pub fn codes_in(value: &Value) -> Option<Vec<String>> {
    serde_json::from_value(value.clone()).ok()
}

/// Sorted, each once and shaped like a path or a single step of one.
fn are_codes(codes: &[String]) -> bool {
    codes.iter().all(|code| is_path(code)) && codes.is_sorted_by(|one, next| one < next)
}

/// `shoes` or `shoes/boots`.
pub(super) fn is_path(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    path.len() <= CATEGORY_LETTERS_MAX
        && path.split('/').all(|step| !step.is_empty() && step.chars().all(plain))
}

/// Sorted by path, each path once and shaped like one.
fn are_fine(rates: &[CategoryRate]) -> bool {
    rates.len() <= CATEGORY_RATES_MAX
        && rates.iter().all(|rate| is_path(&rate.path) && (0..=RATE_PPM_MAX).contains(&rate.rate_ppm.ppm()))
        && rates.is_sorted_by(|one, next| one.path < next.path)
}

fn json(policy: &Policy) -> Value {
    serde_json::to_value(policy).expect("a policy is always JSON")
}

/// Refuses a value outside its field's range.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyRefusal> {
    let whole = json(policy);
    let outside = FIELDS.iter().find(|field| !field.fits(&field.within(&whole))).map(|field| field.name);
    match outside.or_else(|| policy.fees.wrong()) {
        Some(name) => Err(PolicyRefusal::OutOfRange(name)),
        None => Ok(()),
    }
}

/// Refuses checklists that nobody meets or can fulfil.
pub(super) fn check_lists(policy: &Policy) -> Result<(), PolicyRefusal> {
    policy.admission.wrong().map_or(Ok(()), |(at, refusal)| Err(PolicyRefusal::Checklist(at, refusal)))
}

/// Refuses checklists that somebody has changed into such. Those that hold already may stay as they are.
pub(super) fn check_new_lists(from: &Policy, to: &Policy) -> Result<(), PolicyRefusal> {
    if from.admission.checklists == to.admission.checklists { Ok(()) } else { check_lists(to) }
}

/// What differs, in the order of the fields.
pub fn diff(from: &Policy, to: &Policy) -> Vec<Change> {
    let (from, to) = (json(from), json(to));
    let change = |field: &Field| {
        let (from, to) = (field.within(&from), field.within(&to));
        (from != to).then(|| Change { field: field.name.to_owned(), from, to })
    };
    FIELDS.iter().filter_map(change).collect()
}

/// Whether each value is still what the change says it was.
pub fn hold_for(changes: &[Change], policy: &Policy) -> bool {
    let whole = json(policy);
    changes.iter().all(|change| change.field().is_some_and(|field| field.within(&whole) == change.from))
}

/// The policy with the changes made to it, if it can still hold.
pub fn apply(policy: &Policy, changes: &[Change]) -> Result<Policy, PolicyRefusal> {
    let mut whole = json(policy);
    for change in changes {
        let field = change.field().ok_or_else(|| PolicyRefusal::NoSuchField(change.field.clone()))?;
        if !field.fits(&change.to) {
            return Err(PolicyRefusal::OutOfRange(field.name));
        }
        field.put(&mut whole, change.to.clone());
    }
    let made: Policy =
        serde_json::from_value(whole).map_err(|error| PolicyRefusal::Unreadable(error.to_string()))?;
    made.checked()
}

/// The policy with values put into its fields.
pub fn with_values(policy: &Policy, values: Vec<(&'static Field, Value)>) -> Result<Policy, PolicyRefusal> {
    let change =
        |(field, to): (&Field, Value)| Change { field: field.name.to_owned(), from: Value::Null, to };
    let made = apply(policy, &values.into_iter().map(change).collect::<Vec<_>>())?;
    check_new_lists(policy, &made).map(|()| made)
}

#[cfg(test)]
#[path = "field_tests.rs"]
mod tests;
