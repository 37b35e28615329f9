//! What each letter says, in which order: the matter first, then the figures, then what to do next.

mod buyer;
mod door;
mod fees;
mod follow;
mod member;
mod reminder;
mod review;
mod rules;
mod seller;
mod sign_in;
mod stand_in;
mod suspension;

use domain::Code;
use engine::mail::{Facts, LetterPart, Reader, Tells};
use money::Money;

use super::paper::{Block, Sheet};
use crate::{Arg, Words};

/// A pen in a language, writing to a reader.
#[derive(Debug, Clone, Copy)]
struct Pen<'a> {
    words: Words,
    reader: &'a Reader,
}

pub(super) fn sheet(facts: &Facts, words: Words) -> Sheet {
    let pen = Pen { words, reader: &facts.reader };
    let sheet = match &facts.tells {
        Tells::Placed { link, parts, total } => buyer::placed(pen, link, parts, *total),
        Tells::Shipped { .. } | Tells::Delivered { .. } => buyer::on_its_way(pen, &facts.tells),
        Tells::Refunded { .. } | Tells::PaymentRefunded { .. } | Tells::Cancelled { .. } => {
            buyer::money_back(pen, &facts.tells)
        }
        Tells::RefundAnswered { .. } | Tells::WithdrawalReceipt { .. } => buyer::request(pen, &facts.tells),
        Tells::RulesProposed { .. }
        | Tells::RulesOffAsked { .. }
        | Tells::RulesAnnounced { .. }
        | Tells::RulesCalledOff { .. } => rules::letter(pen, &facts.tells),
        Tells::Verify { link } => buyer::account(pen, "verify", link),
        Tells::Reset { link } => buyer::account(pen, "reset", link),
        Tells::ReviewAsked { .. }
        | Tells::ReviewShown { .. }
        | Tells::ReviewAnswered { .. }
        | Tells::ReviewJudged { .. } => review::letter(pen, &facts.tells),
        Tells::ShopNews { .. } => follow::letter(pen, &facts.tells),
        Tells::Fees { .. } => fees::letter(pen, &facts.tells),
        Tells::Application { .. } => door::letter(pen, &facts.tells),
        Tells::PaperReminder { .. } => reminder::of_paper(pen, &facts.tells),
        Tells::ApplicationReminder { .. } => reminder::of_application(pen, &facts.tells),
        Tells::Invited { .. } => member::letter(pen, &facts.tells),
        Tells::SignIn { .. } => sign_in::letter(pen, &facts.tells),
        Tells::StandIn { .. } => stand_in::letter(pen, &facts.tells),
        Tells::Suspension { .. } => suspension::letter(pen, &facts.tells),
        Tells::Sold { .. } | Tells::PaidOut { .. } | Tells::RefundAskedSeller { .. } => {
            seller::letter(pen, &facts.tells)
        }
    };
    debug_assert!(!sheet.heading.is_empty(), "every letter has its own heading");
    sheet
}

impl Pen<'_> {
    fn say(self, key: &str) -> String {
        self.words.say(key).into_owned()
    }

    fn with(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.with(key, args)
    }

    fn money(self, money: Money) -> String {
        self.words.money(money)
    }

    /// A clock is at most a day from UTC.
    fn offset_minutes(self) -> i32 {
        i32::try_from(self.reader.offset_minutes).unwrap_or_default()
    }

    fn date(self, at: i64) -> String {
        self.words.date(at, self.offset_minutes())
    }

    fn moment(self, at: i64) -> String {
        self.words.date_time(at, self.offset_minutes())
    }

    /// `Hello Claire,`: guests may have given no name.
    fn hello(self) -> Block {
        let name = self.reader.name.trim();
        Block::Text(if name.is_empty() {
            self.say("mail-hello-nobody")
        } else {
            self.with("mail-hello", &[("name", name.into())])
        })
    }

    /// The sentence of a closed list's member.
    fn of_code(self, noun: &str, code: impl Code) -> String {
        self.say(&format!("mail-{noun}-{}", code.code()))
    }

    /// The goods of one shop, with what delivery costs.
    fn part(self, part: &LetterPart) -> [Block; 2] {
        let rows = part.lines.iter().map(|line| {
            let count = self.with("mail-pieces", &[("count", line.quantity.into())]);
            let note = if line.options.is_empty() { count } else { format!("{}, {count}", line.options) };
            (line.title.clone(), note, self.money(line.amount))
        });
        let delivery = format!("{}: {}", self.say("mail-delivery"), part.delivery_name);
        let sum =
            [(delivery, self.money(part.delivery)), (self.say("mail-shop-total"), self.money(part.total))];
        [Block::Lines(part.shop.clone(), rows.collect()), Block::Sum(sum.to_vec())]
    }

    fn button(self, key: &str, href: &str) -> Block {
        Block::Button(self.say(key), href.to_owned())
    }

    /// A letter whose preview is its first sentence.
    fn sheet(self, subject: String, heading: String, blocks: Vec<Block>, why: &str) -> Sheet {
        let preview = blocks.iter().find_map(|block| match block {
            Block::Text(text) => Some(text.clone()),
            _ => None,
        });
        let why = self.with(why, &[("market", (&self.reader.market_name).into())]);
        Sheet { subject, preview: preview.unwrap_or_default(), heading, blocks, why }
    }
}
