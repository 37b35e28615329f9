//! Letters: what they tell, to whom, and when. Their words are written elsewhere, in the reader's language.

mod door;
mod facts;
mod fees;
mod follow;
mod member;
mod reminder;
mod review;
mod rules;
mod sending;
mod sign_in;
mod stand_in;
mod suspension;
pub(crate) use facts::is_told;
pub(crate) use fees::Told;
pub(crate) use sending::feed;

use domain::application::Move;
use domain::fee::FeeNews;
use domain::follow::ShopNews;
use domain::paper::{Lack, PaperKind};
use domain::policy::field::Change;
use domain::refund::{RefundCause, RequestState};
use domain::reminder::{ApplicationNews, PaperNews};
use domain::seller::{MemberOf, Role};
use domain::suspension::{SuspensionCause, SuspensionStep};
use domain::user::SignInNews;
use domain::{Micros, OrderId};
use gateways::mail::Mailer;
use money::{Currency, Money};

use crate::stop::OrAbsent;
use crate::{Engine, Seen, Stop};

/// Who reads a letter, and where its links lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub email: String,
    pub name: String,
    pub language: String,
    pub market_name: String,
    /// `http://mall.localhost:8080`
    pub host_url: String,
    pub offset_minutes: i64,
}

/// One line of goods in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterLine {
    pub title: String,
    pub options: String,
    pub quantity: i64,
    pub amount: Money,
}

/// One shop's part in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPart {
    pub shop: String,
    pub lines: Vec<LetterLine>,
    pub delivery_name: String,
    pub delivery: Money,
    pub total: Money,
}

/// A change of a market's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub changes: Vec<Change>,
    pub currency: Currency,
    /// Why, in the operator's words; may be empty.
    pub note: String,
}

/// What a letter tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tells {
    Placed {
        link: String,
        parts: Vec<LetterPart>,
        total: Money,
    },
    Shipped {
        link: String,
        shop: String,
        carrier: String,
        tracking: String,
        confirm_by: Option<Micros>,
    },
    Delivered {
        link: String,
        shop: String,
        confirm_by: Option<Micros>,
    },
    Refunded {
        link: String,
        shop: String,
        amount: Money,
        cause: RefundCause,
    },
    PaymentRefunded {
        link: String,
        amount: Money,
    },
    RefundAnswered {
        link: String,
        shop: String,
        state: RequestState,
        answer: String,
        granted: Money,
    },
    WithdrawalReceipt {
        link: String,
        shop: String,
        order: OrderId,
        declared_at: Micros,
        amount: Money,
    },
    Cancelled {
        link: String,
        shop: String,
        reason: String,
    },
    Verify {
        link: String,
    },
    Reset {
        link: String,
    },
    Sold {
        link: String,
        order: OrderId,
        part: LetterPart,
        ship_by: Micros,
    },
    PaidOut {
        link: String,
        amount: Money,
        iban_end: String,
    },
    /// To whom somebody asks to become a member.
    Invited {
        link: String,
        by: String,
        /// The seller or operator.
        name: String,
        of: MemberOf,
        role: Role,
        until: Micros,
    },
    /// To other members of the operator: a change waits for one of them.
    RulesProposed {
        link: String,
        author: String,
        rules: Rules,
    },
    /// To other members of the operator: an announced change shall not come, and one of them has to agree.
    RulesOffAsked {
        link: String,
        author: String,
        /// When it would hold.
        since: Micros,
        rules: Rules,
    },
    /// To a seller: rules that will hold.
    RulesAnnounced {
        link: String,
        since: Micros,
        rules: Rules,
    },
    /// To a seller: rules that were announced do not come.
    RulesCalledOff {
        link: String,
        since: Micros,
        rules: Rules,
    },
    /// Of an application: to who applies; that it is overdue, to the market too.
    Application {
        link: String,
        shop: String,
        step: Move,
        /// A person's words, or the code of a paper.
        text: String,
        until: Option<Micros>,
    },
    /// To the owners of a shop, once more: what is to be done about a paper.
    PaperReminder {
        link: String,
        shop: String,
        paper: PaperKind,
        news: PaperNews,
        /// When it ends or has ended.
        until: Option<Micros>,
        /// When the shop is closed for want of it.
        closes_at: Option<Micros>,
    },
    /// To who applies, once more: what is waited for.
    ApplicationReminder {
        link: String,
        shop: String,
        news: ApplicationNews,
        /// What they can do something about.
        lacks: Vec<Lack>,
        /// What a checker has asked in words.
        words: Vec<String>,
        until: Micros,
    },
    /// A shop is suspended, or no longer: to its seller. A complaint: to the operator's members.
    Suspension {
        link: String,
        shop: String,
        step: SuspensionStep,
        cause: SuspensionCause,
        text: String,
    },
    /// What became of the reader's own sign-in.
    SignIn {
        /// What to do if it was not them; with few recovery codes, where new ones are made.
        link: String,
        news: SignInNews,
        /// Recovery codes.
        left: i64,
        at: Micros,
    },
    /// To the seller's owners: somebody of the operator acts for them for a while.
    StandIn {
        /// Where they see what is done.
        link: String,
        seller: String,
        by: String,
        operator: String,
        reason: String,
        until: Micros,
    },
    /// To one who follows a shop.
    ShopNews {
        link: String,
        shop: String,
        news: ShopNews,
        /// Where its reader follows no longer, without signing in.
        leave: String,
    },
    /// The goods are there: the buyer is asked what they are like.
    ReviewAsked {
        link: String,
        shop: String,
        lines: Vec<String>,
        until: Micros,
    },
    /// To the shop's members: somebody has reviewed what they bought there.
    ReviewShown {
        link: String,
        product: String,
        author: String,
        stars: i64,
        words: String,
    },
    /// To who wrote a review: the shop has answered it.
    ReviewAnswered {
        link: String,
        shop: String,
        product: String,
        answer: String,
    },
    /// A review was taken down, or stands again: to who wrote it and to the shop's members.
    ReviewJudged {
        link: String,
        product: String,
        /// What was written.
        words: String,
        /// Code of the reason; empty where it stands again.
        reason: String,
        ruling: String,
        /// Where one writes who does not agree.
        appeal: String,
        is_author: bool,
    },
    /// To a seller, about its deposit and fees.
    Fees {
        link: String,
        shop: String,
        news: FeeNews,
        amount: Money,
        /// An operator's words; may be empty.
        text: String,
        until: Option<Micros>,
    },
    RefundAskedSeller {
        link: String,
        order: OrderId,
        reason: String,
        text: String,
        asked: Money,
        answer_by: Micros,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub reader: Reader,
    pub tells: Tells,
}

/// A letter's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// A letter in the demo's folder.
#[derive(Debug, Clone)]
pub struct LetterHead {
    pub id: String,
    pub to: String,
    pub subject: String,
    pub at: Micros,
}

/// Letters in the folder, newest first; absent where mail is really sent.
pub async fn letters(engine: &Engine) -> Seen<Vec<LetterHead>> {
    let folder = folder(engine)?;
    let listed = engine.blocking(move || gateways::mail::list(&folder)).await?;
    let listed = listed.map_err(|error| Stop::fault(format!("reading letters: {error}")))?;
    let head = |stored: gateways::mail::StoredLetter| LetterHead {
        id: stored.name,
        to: stored.letter.to,
        subject: stored.letter.subject,
        at: stored.at_micros,
    };
    let mut heads: Vec<LetterHead> = listed.into_iter().map(head).collect();
    heads.sort_by_key(|head| std::cmp::Reverse(head.at));
    Ok(heads)
}

/// One letter of the folder: its head and both its bodies.
pub async fn letter(engine: &Engine, id: String) -> Seen<(LetterHead, LetterText)> {
    let folder = folder(engine)?;
    let stored = engine.blocking(move || gateways::mail::read(&folder, &id)).await?;
    let stored = stored.map_err(|error| Stop::fault(format!("reading a letter: {error}")))?.or_absent()?;
    let letter = stored.letter;
    let text = LetterText { subject: letter.subject.clone(), text: letter.text, html: letter.html };
    Ok((LetterHead { id: stored.name, to: letter.to, subject: letter.subject, at: stored.at_micros }, text))
}

fn folder(engine: &Engine) -> Seen<std::path::PathBuf> {
    match &engine.inner.outside.mailer {
        Mailer::Folder { path } => Ok(path.clone()),
        Mailer::Smtp(_) | Mailer::Memory(_) => Err(Stop::Absent),
    }
}
