//! The operator stops a shop: for a reason that is told, until it is made good or a complaint is upheld. What was bought
//! there goes on; nothing here takes anything from a buyer.

use crate::shop::{Shop, ShopState};
use crate::{DAY, Micros, OperatorId, SellerId, ShopId, SuspensionId, UserId};

pub const TEXT_LETTERS_MAX: usize = 2_000;
/// Less is no statement of reasons.
pub const TEXT_LETTERS_MIN: usize = 10;
/// A complaint is taken for six months: Regulation 2022/2065, art. 20(1).
pub const COMPLAINT_DAYS: i64 = 183;

codes! {
    /// Grounds that a statement of reasons names: Regulation 2019/1150 art. 4, Regulation 2022/2065 art. 17.
    pub enum SuspensionCause {
        UnlawfulGoods = "unlawful_goods",
        Counterfeit = "counterfeit",
        UnsafeGoods = "unsafe_goods",
        /// Buyers wait for parcels or answers that do not come.
        BuyersWait = "buyers_wait",
        /// Who trades here is not who it says.
        Identity = "identity",
        /// A rule of the market that the text names.
        Rules = "rules",
    }
}

codes! {
    /// What happens to a suspension.
    pub enum SuspensionStep {
        Began = "began",
        Complained = "complained",
        /// The complaint was right: the shop goes on.
        Upheld = "upheld",
        Rejected = "rejected",
        /// Made good.
        Lifted = "lifted",
    }
}

/// What can't be done with a suspension, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SuspensionRefusal {
    /// The seller must be told what was found.
    #[error("suspension.reason_missing")]
    ReasonMissing,
    #[error("suspension.already")]
    Already,
    /// Closed, or not open yet.
    #[error("suspension.not_in_trade")]
    NotInTrade,
    #[error("suspension.ended")]
    Ended,
    /// One complaint is taken, and it was made.
    #[error("suspension.complained")]
    Complained,
    #[error("suspension.too_late")]
    TooLate,
    #[error("suspension.no_complaint")]
    NoComplaint,
    /// A complaint is decided by somebody else than who suspended, where there is somebody else.
    #[error("suspension.same_person")]
    SamePerson,
}

/// One suspension of a shop, with what was said to it. Kept for ever; a shop has at most one that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    pub id: SuspensionId,
    pub shop: ShopId,
    pub seller: SellerId,
    pub operator: OperatorId,
    pub cause: SuspensionCause,
    /// What was found, in the operator's words; the seller reads it.
    pub text: String,
    pub user_id: UserId,
    pub by_whom: String,
    pub since: Micros,
    /// The seller's view.
    pub complaint: String,
    pub complained_at: Option<Micros>,
    /// The operator's answer to it.
    pub ruling: String,
    pub ruled_by: String,
    pub ruled_at: Option<Micros>,
    pub ended_at: Option<Micros>,
    pub ended_by: String,
    pub version: i64,
}

/// A member of the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person<'a> {
    pub operator: OperatorId,
    pub user: UserId,
    pub name: &'a str,
}

type Done = Result<(), SuspensionRefusal>;

fn said(text: &str) -> Result<String, SuspensionRefusal> {
    let text: String = text.trim().chars().take(TEXT_LETTERS_MAX).collect();
    if text.chars().count() < TEXT_LETTERS_MIN { Err(SuspensionRefusal::ReasonMissing) } else { Ok(text) }
}

impl Suspension {
    /// Begins one. `by` is who decided.
    pub fn begin(
        (id, shop): (SuspensionId, &Shop),
        (cause, text): (SuspensionCause, &str),
        by: &Person<'_>,
        now: Micros,
    ) -> Result<Self, SuspensionRefusal> {
        if !matches!(shop.state, ShopState::Open | ShopState::Supervised) {
            return Err(SuspensionRefusal::NotInTrade);
        }
        let text = said(text)?;
        Ok(Self {
            id,
            shop: shop.id,
            seller: shop.seller,
            operator: by.operator,
            cause,
            text,
            user_id: by.user,
            by_whom: by.name.to_owned(),
            since: now,
            complaint: String::new(),
            complained_at: None,
            ruling: String::new(),
            ruled_by: String::new(),
            ruled_at: None,
            ended_at: None,
            ended_by: String::new(),
            version: 0,
        })
    }

    pub fn goes_on(&self) -> bool {
        self.ended_at.is_none()
    }

    /// What was said at a step, by who took it.
    pub fn words_of(&self, step: SuspensionStep) -> &str {
        match step {
            SuspensionStep::Began => &self.text,
            SuspensionStep::Complained => &self.complaint,
            SuspensionStep::Upheld | SuspensionStep::Rejected => &self.ruling,
            SuspensionStep::Lifted => "",
        }
    }

    /// Waits for the operator's answer to the complaint.
    pub fn is_complained_of(&self) -> bool {
        self.complained_at.is_some() && self.ruled_at.is_none()
    }

    /// The seller says why it is wrong: once, while it goes on.
    pub fn complain(&mut self, text: &str, now: Micros) -> Done {
        if !self.goes_on() {
            return Err(SuspensionRefusal::Ended);
        }
        if self.complained_at.is_some() {
            return Err(SuspensionRefusal::Complained);
        }
        if now > self.since + COMPLAINT_DAYS * DAY {
            return Err(SuspensionRefusal::TooLate);
        }
        self.complaint = said(text)?;
        self.complained_at = Some(now);
        Ok(())
    }

    /// Decides the complaint. `is_alone`: the operator has nobody else who could. One that is upheld ends the suspension.
    pub fn rule(
        &mut self,
        (is_upheld, text): (bool, &str),
        (by, is_alone): (&Person<'_>, bool),
        now: Micros,
    ) -> Done {
        if !self.goes_on() {
            return Err(SuspensionRefusal::Ended);
        }
        if !self.is_complained_of() {
            return Err(SuspensionRefusal::NoComplaint);
        }
        if self.user_id == by.user && !is_alone {
            return Err(SuspensionRefusal::SamePerson);
        }
        self.ruling = said(text)?;
        (self.ruled_by, self.ruled_at) = (by.name.to_owned(), Some(now));
        if is_upheld { self.lift(by, now) } else { Ok(()) }
    }

    /// Ends it: what was wrong is made good.
    pub fn lift(&mut self, by: &Person<'_>, now: Micros) -> Done {
        if !self.goes_on() {
            return Err(SuspensionRefusal::Ended);
        }
        (self.ended_by, self.ended_at) = (by.name.to_owned(), Some(now));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MarketId;
    use crate::wording::Wording;

    const OLGA: Person<'_> =
        Person { operator: OperatorId::from_raw(5), user: UserId::from_raw(1), name: "Olga" };
    const OTTO: Person<'_> =
        Person { operator: OperatorId::from_raw(5), user: UserId::from_raw(2), name: "Otto" };
    const FOUND: &str = "Three bags bear a sign that is not theirs.";

    fn shop(state: ShopState) -> Shop {
        Shop {
            id: ShopId::from_raw(8),
            seller: SellerId::from_raw(9),
            market: MarketId::from_raw(3),
            slug: "brume".to_owned(),
            name: "Brume".to_owned(),
            story: Wording::default(),
            drawing: "cup".to_owned(),
            hue: 0,
            city: "Lyon".to_owned(),
            country: "FR".to_owned(),
            state,
            handling_days: 2,
            opened_at: 0,
            quiet: false,
            holiday: None,
            version: 0,
        }
    }

    fn suspended() -> Suspension {
        let ids = (SuspensionId::from_raw(7), &shop(ShopState::Open));
        Suspension::begin(ids, (SuspensionCause::Counterfeit, FOUND), &OLGA, 100).unwrap()
    }

    #[test]
    fn nobody_is_suspended_without_reasons() {
        let id = SuspensionId::from_raw(7);
        let begun =
            Suspension::begin((id, &shop(ShopState::Open)), (SuspensionCause::Rules, "  no. "), &OLGA, 100);
        assert_eq!(begun, Err(SuspensionRefusal::ReasonMissing));
        let closed =
            Suspension::begin((id, &shop(ShopState::Closed)), (SuspensionCause::Rules, FOUND), &OLGA, 100);
        assert_eq!(closed, Err(SuspensionRefusal::NotInTrade));
    }

    #[test]
    fn one_complaint_is_taken_for_six_months_and_decided_by_somebody_else() {
        let mut it = suspended();
        assert_eq!(it.rule((true, FOUND), (&OTTO, false), 150), Err(SuspensionRefusal::NoComplaint));
        assert_eq!(
            it.clone().complain(FOUND, 101 + COMPLAINT_DAYS * DAY),
            Err(SuspensionRefusal::TooLate),
            "a day too late"
        );
        it.complain("They are ours, see the certificate.", 200).unwrap();
        assert_eq!(it.complain(FOUND, 201), Err(SuspensionRefusal::Complained));
        assert_eq!(it.rule((true, FOUND), (&OLGA, false), 300), Err(SuspensionRefusal::SamePerson));
        let mut alone = it.clone();
        alone.rule((false, "Seen by the holder: they are not."), (&OLGA, true), 300).unwrap();
        assert!(alone.goes_on() && !alone.is_complained_of());
        it.rule((true, "The certificate is right."), (&OTTO, false), 300).unwrap();
        assert_eq!((it.goes_on(), it.ended_at), (false, Some(300)));
        assert_eq!(it.lift(&OLGA, 400), Err(SuspensionRefusal::Ended));
    }

    #[test]
    fn what_is_made_good_is_lifted_without_a_complaint() {
        let mut it = suspended();
        it.lift(&OLGA, 500).unwrap();
        assert_eq!(it.complain(FOUND, 600), Err(SuspensionRefusal::Ended));
    }
}
