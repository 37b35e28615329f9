//! One buyer, a guest without JavaScript, from a full page of goods to a paid purchase: only the requests that are needed,
//! only the fields that a page hides. What is told to the buyer is kept, to be compared with the books.

use std::time::Duration;

use anyhow::{Context, bail};

use super::line::Line;
use super::tally::Tally;
use crate::outside::stopwatch;

/// The requests of a purchase.
pub const STEPS: [&str; 6] =
    ["put in the cart", "see the checkout", "place", "see the payment page", "pay", "come back"];

const ADDRESS: &str = "&email=guest%40buyers.example&name=Ana+Gast&street=3+rue+du+Port&postcode=69001&city=Lyon&country=FR&do=pay";
const CARD: &str = "card=4242424242424242&expiry=12%2F39&cvc=123";

/// How a try to buy ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// So many minor units were paid.
    Paid { minor: i64 },
    /// A clear answer: it can't be had.
    Refused,
}

/// How long each request took, and the whole way of who paid.
#[derive(Debug, Clone, Default)]
pub struct Times {
    pub steps: [Tally; STEPS.len()],
    pub whole: Tally,
}

impl Times {
    pub fn join(&mut self, other: Self) {
        for (own, other) in self.steps.iter_mut().zip(other.steps) {
            own.join(other);
        }
        self.whole.join(other.whole);
    }
}

/// A browser with a person who buys again and again, each time as somebody new.
#[derive(Debug)]
pub struct Buyer {
    pub line: Line,
    pub times: Times,
    /// Goes where each answer leads, as a browser does by itself: the cart, the receipt.
    pub follows: bool,
    watch: std::time::Instant,
}

impl Buyer {
    pub fn new(line: Line, follows: bool) -> Self {
        Self { line, times: Times::default(), follows, watch: stopwatch() }
    }

    /// Buys pieces of an offer. An answer that no visitor should see is an error.
    pub async fn buy(&mut self, offer: &str, pieces: i64) -> anyhow::Result<Ended> {
        let begun = stopwatch();
        let Some(minor) = self.place(offer, pieces).await? else { return Ok(Ended::Refused) };
        self.pay().await?;
        self.times.whole.note(begun.elapsed());
        Ok(Ended::Paid { minor })
    }

    /// Up to the provider's page; absent where it can't be had. Answers what is to be paid.
    pub async fn place(&mut self, offer: &str, pieces: i64) -> anyhow::Result<Option<i64>> {
        self.line.forget();
        let wanted = format!("offer={offer}&quantity={pieces}");
        if !self.post(0, "/cart/lines", &wanted).await? {
            return Ok(None);
        }
        self.follow().await?;
        self.get(1, "/checkout").await?;
        let Some(form) = Checkout::on(self.line.page()) else { return Ok(None) };
        Ok(self.post(2, "/checkout", &form.body).await?.then_some(form.total))
    }

    /// From the provider's page back to the market.
    pub async fn pay(&mut self) -> anyhow::Result<()> {
        let page = self.line.location().to_owned();
        anyhow::ensure!(page.starts_with("/sandbox/pay/"), "placed, but no way to pay: {}", self.line.told());
        self.get(3, &page).await?;
        anyhow::ensure!(self.post(4, &page, CARD).await?, "the card was not taken: {}", self.line.told());
        let back = self.line.location().to_owned();
        self.get(5, &back).await?;
        let paid = self.line.location();
        anyhow::ensure!(paid.starts_with("/purchases/"), "paid, but not told so: {}", self.line.told());
        self.follow().await
    }

    async fn follow(&mut self) -> anyhow::Result<()> {
        if !self.follows {
            return Ok(());
        }
        let to = self.line.location().to_owned();
        match self.line.get(&to).await.with_context(|| to.clone())? {
            200 => Ok(()),
            _ => bail!("{to}: {}", self.line.told()),
        }
    }

    async fn get(&mut self, step: usize, path: &str) -> anyhow::Result<()> {
        let begun = self.watch.elapsed();
        let status = self.line.get(path).await.with_context(|| path.to_owned())?;
        self.note(step, begun);
        anyhow::ensure!(matches!(status, 200 | 303), "{path}: {}", self.line.told());
        Ok(())
    }

    /// True where it was done, false where it was refused.
    async fn post(&mut self, step: usize, path: &str, body: &str) -> anyhow::Result<bool> {
        let begun = self.watch.elapsed();
        let status = self.line.post(path, body).await.with_context(|| path.to_owned())?;
        self.note(step, begun);
        match status {
            303 => Ok(true),
            400..=428 => Ok(false),
            _ => bail!("{path}: {}", self.line.told()),
        }
    }

    fn note(&mut self, step: usize, begun: Duration) {
        self.times.steps[step].note(self.watch.elapsed().saturating_sub(begun));
    }
}

/// What the checkout page hides, as a browser would send it.
struct Checkout {
    body: String,
    total: i64,
}

impl Checkout {
    /// Absent where nothing can be paid.
    fn on(page: &str) -> Option<Self> {
        if tag(page, "value=\"pay\"")?.contains(" disabled") {
            return None;
        }
        let key = value(tag(page, "name=\"key\"")?)?;
        let total = value(tag(page, "name=\"expected_total\"")?)?;
        let mut body = format!("key={key}&expected_total={total}");
        let mut rest = page;
        while let Some(at) = rest.find("name=\"delivery.") {
            let way = &rest[at..];
            let way = &way[..way.find('>')?];
            if way.contains(" checked") {
                let name = way.strip_prefix("name=\"")?.split('"').next()?;
                body.extend(["&", name, "=", value(way)?]);
            }
            rest = &rest[at + way.len()..];
        }
        body.push_str(ADDRESS);
        Some(Self { total: total.parse().ok()?, body })
    }
}

/// The tag around the first place where `mark` stands.
fn tag<'p>(page: &'p str, mark: &str) -> Option<&'p str> {
    let at = page.find(mark)?;
    let (start, end) = (page[..at].rfind('<')?, at + page[at..].find('>')?);
    Some(&page[start..end])
}

fn value(tag: &str) -> Option<&str> {
    tag.split_once("value=\"")?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form><input type="hidden" name="key" value="k-1"><input name="expected_total" value="2290">
        <label><input type="radio" name="delivery.shp_a" value="0" required><label>
        <input type="radio" name="delivery.shp_a" value="1" required checked><input name="delivery.shp_b" value="0" checked>
        <button name="do" value="pay">Pay</button></form>"#;

    #[test]
    fn the_checkout_is_sent_as_it_stands() {
        let form = Checkout::on(PAGE).unwrap();
        assert_eq!(form.total, 2_290);
        assert_eq!(
            form.body,
            format!("key=k-1&expected_total=2290&delivery.shp_a=1&delivery.shp_b=0{ADDRESS}")
        );
    }

    #[test]
    fn what_can_not_be_paid_is_not_sent() {
        assert!(Checkout::on(&PAGE.replace("value=\"pay\"", "value=\"pay\" disabled")).is_none());
        assert!(Checkout::on("<p>Your cart is empty</p>").is_none());
    }
}
