//! What happened, for those who act on it later: mail, read-models, calls to the outside. And timers.

use crate::{EventId, Micros};

/// Lanes of the outbox: each is 64 buckets, and one process at a time reads a lane.
pub const LANES: i64 = 16;

/// The lane of a bucket.
pub fn lane_of(bucket: i64) -> i64 {
    bucket / (crate::BUCKETS / LANES)
}

codes! {
    /// Past participles: something that is now true.
    pub enum EventKind {
        ProductChanged = "product_changed",
        ShopChanged = "shop_changed",
        PurchasePaid = "purchase_paid",
        PurchaseExpired = "purchase_expired",
        PaymentUnusable = "payment_unusable",
        OrderPlaced = "order_placed",
        OrderChanged = "order_changed",
        OrderShipped = "order_shipped",
        OrderDelivered = "order_delivered",
        OrderCompleted = "order_completed",
        OrderCancelled = "order_cancelled",
        RefundAsked = "refund_asked",
        RefundAnswered = "refund_answered",
        RefundOpened = "refund_opened",
        RefundDone = "refund_done",
        WithdrawalDeclared = "withdrawal_declared",
        PayoutProposed = "payout_proposed",
        PayoutApproved = "payout_approved",
        PayoutPaid = "payout_paid",
        PayoutReturned = "payout_returned",
        SecretAsked = "secret_asked",
        PictureNamed = "picture_named",
        /// Subject: application. The body is the code of the step.
        ApplicationMoved = "application_moved",
        /// Subject: application, whose owners are reminded. The body is the code of the kind of paper.
        PaperReminded = "paper_reminded",
        /// Subject: application, whose applicants are reminded of what they are waited for.
        ApplicationReminded = "application_reminded",
        /// Subject: check. A provider is to be asked.
        CheckOpened = "check_opened",
        /// Subject: paper. The body is the key of the file that goes.
        PaperDropped = "paper_dropped",
        /// Subject: suspension. It began, was complained of, was decided or ended.
        SuspensionMoved = "suspension_moved",
        /// Subject: market. What its lists show is different; the body names which.
        ListsChanged = "lists_changed",
        /// Subject: market. Its name, its rules or the categories are different.
        MarketChanged = "market_changed",
        /// Subject: proposal. Other members are asked to decide.
        PolicyProposed = "policy_proposed",
        /// Subject: proposal that was announced. Other members are asked whether it is called off.
        PolicyCallOffAsked = "policy_call_off_asked",
        /// Subject: fee payment. It came too late and goes back.
        FeePaymentUnusable = "fee_payment_unusable",
        /// Subject: fee account. The body says what its seller is told.
        FeeTold = "fee_told",
        /// Subject: invoice, which wants its number.
        InvoiceWritten = "invoice_written",
        /// Subject: invoice.
        InvoiceNumbered = "invoice_numbered",
        /// Subject: shop, whose seller is told. The body is the id of the proposal.
        PolicyAnnounced = "policy_announced",
        /// Subject: shop, whose seller is told that what was announced does not come. The body is the id of the proposal.
        PolicyCalledOff = "policy_called_off",
        /// Subject: entry of the audit. The body is its number in its bucket.
        AuditWritten = "audit_written",
        /// Subject: seller or operator. The body carries the secret of the letter's link.
        MemberInvited = "member_invited",
        /// Subject: user, who is told what became of their sign-in. The body says what.
        SignInChanged = "sign_in_changed",
        /// Subject: stand-in. The seller's owners are told.
        StandInBegun = "stand_in_begun",
        /// Subject: review. The body is the id of its product.
        ReviewChanged = "review_changed",
        /// Subject: review. It was taken down, or stands again; both sides are told.
        ReviewJudged = "review_judged",
        /// Subject: review, which is to be seen for the first time. The shop is told.
        ReviewShown = "review_shown",
        /// Subject: review, which its shop has answered for the first time. Who wrote it is told.
        ReviewAnswered = "review_answered",
        /// Subject: shop. The body is the day of the rating.
        ShopRated = "shop_rated",
        /// Subject: user, who follows a shop or no longer does. The body is the shop.
        ShopFollowed = "shop_followed",
        /// Subject: shop. The body names its news and a follower, who is told.
        FollowerTold = "follower_told",
        /// Subject: what a picture is attached to. The body is the name of its original.
        PictureSent = "picture_sent",
    }
}

/// A row of the outbox, written in the transaction of the act that made it true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    pub kind: EventKind,
    /// Raw id of what it is about; lies in the event's bucket.
    pub subject: i64,
    /// Small JSON for what the subject does not tell.
    pub body: String,
    pub at: Micros,
}

codes! {
    /// What is due at a time. Silence always has a defined winner.
    pub enum TimerKind {
        /// Subject: purchase.
        PurchaseExpires = "purchase_expires",
        /// Subject: payment. The provider is asked about a silent payment.
        PaymentAsked = "payment_asked",
        /// Subject: order.
        OrderConfirms = "order_confirms",
        /// Subject: order.
        OrderMatures = "order_matures",
        /// Subject: refund request.
        RequestAnswers = "request_answers",
        /// Subject: refund. The provider is asked again.
        RefundAsked = "refund_asked",
        /// Subject: payout. The provider is asked again.
        PayoutAsked = "payout_asked",
        /// Subject: seller.
        PayoutProposes = "payout_proposes",
        /// Subject: operator. Reads the provider's settlement file of the day before.
        SettlementReads = "settlement_reads",
        /// Subject: application. Its stage's deadline.
        ApplicationDue = "application_due",
        /// Subject: paper. Its end is near or there.
        PaperEnds = "paper_ends",
        /// Subject: check. The provider is asked again.
        CheckAsked = "check_asked",
        /// Subject: fee payment. The provider is asked about a silent one.
        FeePaymentAsked = "fee_payment_asked",
        /// Subject: fee account. A month is over, a year, a plan, the time to top up.
        FeesDue = "fees_due",
        /// Subject: shop. A month begins: its plan and its listed products are charged.
        ShopMonth = "shop_month",
        /// Subject: seller. The commission of the month before is invoiced.
        CommissionInvoiced = "commission_invoiced",
        /// Subject: proposal. Sellers are told of it, page by page.
        PolicyTells = "policy_tells",
        /// Subject: the bucket itself. The end of its audit chain is signed.
        AuditSigns = "audit_signs",
        /// Subject: sandbox charge. The sandbox provider sends a webhook.
        SandboxSends = "sandbox_sends",
        /// Subject: shop. Its holiday begins or ends.
        HolidayTurns = "holiday_turns",
        /// Subject: shop. The next slice of its followers is told its news.
        FollowersTold = "followers_told",
        /// Subject: job. Its next slice.
        JobGoesOn = "job_goes_on",
        /// Subject: job, or what would have been one. Its archive is let go.
        ArchiveGoes = "archive_goes",
    }
}

/// A durable row, deleted and counted in the transaction of its act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    pub subject: i64,
    pub kind: TimerKind,
    pub due_at: Micros,
}
