//! What each letter says, in which order: the matter first, then the figures, then what to do next.

mod buyer;
mod seller;

use money::Money;

use super::paper::{Block, Sheet};
use super::{Facts, Goods, Letter, Sender};
use crate::{Arg, Words};

/// A pen in a language, in the name of a market.
#[derive(Debug, Clone, Copy)]
struct Pen<'a> {
    words: Words,
    sender: &'a Sender,
}

pub(super) fn sheet(letter: &Letter, words: Words) -> Sheet {
    let pen = Pen { words, sender: &letter.sender };
    let sheet = match &letter.facts {
        Facts::Placed { .. } => buyer::placed(pen, &letter.facts),
        Facts::Shipped { .. } | Facts::Delivered { .. } => buyer::on_its_way(pen, &letter.facts),
        Facts::Refunded { .. } | Facts::PaymentRefunded { .. } | Facts::Cancelled { .. } => {
            buyer::money_back(pen, &letter.facts)
        }
        Facts::RefundAnswered { .. } | Facts::WithdrawalReceipt { .. } => buyer::request(pen, &letter.facts),
        Facts::Verify { .. } | Facts::Reset { .. } => buyer::account(pen, &letter.facts),
        Facts::Sold { .. } | Facts::PaidOut { .. } | Facts::RefundAskedSeller { .. } => {
            seller::letter(pen, &letter.facts)
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

    fn date(self, at: i64) -> String {
        self.words.date(at, self.sender.offset_minutes)
    }

    fn moment(self, at: i64) -> String {
        self.words.date_time(at, self.sender.offset_minutes)
    }

    /// `Hello Claire,`: guests may have given no name.
    fn hello(self, name: &str) -> Block {
        let name = name.trim();
        Block::Text(if name.is_empty() {
            self.say("mail-hello-nobody")
        } else {
            self.with("mail-hello", &[("name", name.into())])
        })
    }

    /// The sentence of a closed list's member; none where the list has grown since.
    fn of_code(self, noun: &str, code: &str) -> Option<String> {
        let key = format!("mail-{noun}-{code}");
        self.words.knows(&key).then(|| self.say(&key))
    }

    fn lines(self, heading: String, lines: &[Goods]) -> Block {
        let rows = lines.iter().map(|line| {
            let count = self.with("mail-pieces", &[("count", line.quantity.into())]);
            let note = if line.options.is_empty() { count } else { format!("{}, {count}", line.options) };
            (line.title.clone(), note, self.money(line.amount))
        });
        Block::Lines(heading, rows.collect())
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
        let why = self.with(why, &[("market", (&self.sender.market_name).into())]);
        Sheet { subject, preview: preview.unwrap_or_default(), heading, blocks, why }
    }
}
