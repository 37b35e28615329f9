//! The closed lists of an application: its stages, whose turn it is, its dated steps, reasons of a refusal, what
//! comes of a deadline.

codes! {
    pub enum Stage {
        Draft = "draft",
        Submitted = "submitted",
        /// Company and person are looked at.
        Papers = "papers",
        /// The right to sell the brand is looked at.
        Brand = "brand",
        Approved = "approved",
        /// A deposit or a fee is due; passes by itself where the policy asks for none.
        Paying = "paying",
        /// The applicant fills the shop.
        Preparing = "preparing",
        Open = "open",
        /// Something required is lacking: nothing is on sale, what was bought goes on.
        Supervised = "supervised",
        Closed = "closed",
        /// Nothing is owed and nothing is under way any more.
        Settled = "settled",
        Refused = "refused",
        /// Nobody went on with it in time, or the applicant took it back.
        Lapsed = "lapsed",
    }
}

impl Stage {
    /// Whether a deposit or a fee may be paid now.
    pub fn takes_money(self) -> bool {
        matches!(self, Self::Paying | Self::Preparing | Self::Open | Self::Supervised)
    }

    /// Whether its shop was open once and is so no more.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Closed | Self::Settled)
    }

    /// Whether what was lodged goes back: its shop sells no more, or never will, also where it was paid and never opened.
    pub fn gives_back(self) -> bool {
        self.has_ended() || self.is_end()
    }

    /// Whether nobody will open a shop by it any more.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Refused | Self::Lapsed | Self::Settled)
    }
}

codes! {
    /// Who has to act next.
    pub enum Turn { Applicant = "applicant", Checker = "checker", Nobody = "nobody" }
}

codes! {
    /// Which part of the work a checker finds an application in.
    pub enum Queue {
        /// Waits for a checker.
        Ours = "ours",
        /// Waits for the applicant.
        Theirs = "theirs",
        Preparing = "preparing",
        Open = "open",
        Supervised = "supervised",
        Ended = "ended",
    }
}

impl Queue {
    /// Each application is in one of them.
    pub fn of(stage: Stage, turn: Turn) -> Self {
        match (stage, turn) {
            (Stage::Draft, _) => Self::Theirs,
            (Stage::Submitted | Stage::Papers | Stage::Brand, Turn::Applicant) => Self::Theirs,
            (Stage::Submitted | Stage::Papers | Stage::Brand, _) => Self::Ours,
            (Stage::Refused, Turn::Checker) => Self::Ours,
            (Stage::Approved | Stage::Paying | Stage::Preparing, _) => Self::Preparing,
            (Stage::Open, _) => Self::Open,
            (Stage::Supervised, _) => Self::Supervised,
            (Stage::Closed | Stage::Settled | Stage::Refused | Stage::Lapsed, _) => Self::Ended,
        }
    }
}

codes! {
    /// A dated step in the life of an application.
    pub enum Move {
        Begun = "begun",
        Submitted = "submitted",
        Taken = "taken",
        PaperAdded = "paper_added",
        PaperAccepted = "paper_accepted",
        PaperRefused = "paper_refused",
        PaperWaived = "paper_waived",
        CheckPassed = "check_passed",
        CheckFailed = "check_failed",
        CheckCleared = "check_cleared",
        Asked = "asked",
        Answered = "answered",
        SentBack = "sent_back",
        Scored = "scored",
        PapersPassed = "papers_passed",
        Approved = "approved",
        /// The stage of paying was passed: nothing is due.
        NothingDue = "nothing_due",
        /// A deposit or a fee has to be paid.
        PaymentDue = "payment_due",
        /// What was due is paid. The words are the amount.
        Paid = "paid",
        /// A payment came too late and went back in full.
        PaidTooLate = "paid_too_late",
        /// The operator took from the deposit for a buyer.
        DepositUsed = "deposit_used",
        DepositReturned = "deposit_returned",
        Preparing = "preparing",
        Opened = "opened",
        EndsInAMonth = "ends_in_a_month",
        EndsInAWeek = "ends_in_a_week",
        PaperEnded = "paper_ended",
        Supervised = "supervised",
        Reopened = "reopened",
        DetailsChanged = "details_changed",
        CategoriesNamed = "categories_named",
        BecameTrader = "became_trader",
        Closed = "closed",
        Settled = "settled",
        Refused = "refused",
        Appealed = "appealed",
        AppealGranted = "appeal_granted",
        AppealRejected = "appeal_rejected",
        Overdue = "overdue",
        Lapsed = "lapsed",
        TakenBack = "taken_back",
        Forgotten = "forgotten",
    }
}

codes! {
    /// Reasons that an applicant can be given beside a checker's own words.
    pub enum RefusalReason {
        NamesDiffer = "names_differ",
        PapersUnreadable = "papers_unreadable",
        ChainBroken = "chain_broken",
        GoodsNotAllowed = "goods_not_allowed",
        ScoreTooLow = "score_too_low",
        CheckFailed = "check_failed",
        Other = "other",
    }
}

/// What came of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    Nothing,
    /// The checker is late: told to both, and looked at again.
    Overdue,
    Lapsed,
    Closed,
    Settled,
    /// Something is still owed or under way: looked at again.
    NotYetSettled,
    /// The papers are deleted.
    Forgotten,
}
