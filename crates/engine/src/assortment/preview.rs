//! What a wish would come to, product by product, before anything is done. Reads only.

use std::collections::BTreeMap;

use domain::assortment::{Judgement, Objection};
use domain::permission::Permission;
use domain::product::{Offer, PictureState, Product};
use domain::shop::Shop;
use domain::{Micros, ProductId, ShopId};
use money::Money;
use store::Tx;
use store::product::Whole;

use super::{Rules, What, Wish, chosen_after};
use crate::stop::OrAbsent;
use crate::{Engine, Seen, SellerMember};

/// Products of a page.
const PAGE: usize = 50;
/// Products looked at in one go.
const LOADED: i64 = 100;
/// Products that a preview counts; a larger catalogue is done all the same.
const COUNTED_MAX: i64 = 5_000;

/// What a product would become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It will be offered, or its price there changed.
    Offered,
    TakenBack,
    Unchanged,
    Refused(Vec<Objection>),
}

/// Which rows a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    #[default]
    All,
    Changed,
    Refused,
}

#[derive(Debug, Clone)]
pub struct PreviewRow {
    pub product: Product,
    /// Name of the picture that is shown; may be empty.
    pub picture: String,
    /// Least and highest price in the shop whose prices are taken.
    pub from: Option<(Money, Money)>,
    /// The same in the shop that is meant, as it will be.
    pub to: Option<(Money, Money)>,
    pub verdict: Verdict,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub total: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub refused: i64,
}

#[derive(Debug, Clone)]
pub struct Preview {
    pub shop: Shop,
    pub rows: Vec<PreviewRow>,
    pub counts: Counts,
    /// Why products are refused, the most frequent reason first.
    pub reasons: Vec<(Objection, i64)>,
    /// After which the next page begins; absent on the last.
    pub next: Option<ProductId>,
    /// The catalogue goes on beyond what was counted.
    pub is_cut: bool,
}

/// Judges everything that is chosen and shows a page of it, after a product.
pub async fn preview(
    engine: &Engine,
    member: &SellerMember,
    wish: Wish,
    (shown, after): (Shown, Option<ProductId>),
    now: Micros,
) -> Seen<Preview> {
    member.may(Permission::ProductsRead)?;
    let (own, seller) = (engine.clone(), member.seller);
    engine
        .heavy(move |tx| {
            let shop = store::shop::shop(tx, wish.shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            if let What::Offer { from, .. } = &wish.what {
                store::shop::shop(tx, *from)?.filter(|shop| shop.seller == seller).or_absent()?;
            }
            let rules = Rules::load(tx, &own, &shop, now)?;
            let mut gathered = Gathered::new(shown, after);
            let mut reached = 0;
            while gathered.counts.total < COUNTED_MAX {
                let ids = chosen_after(tx, seller, &wish.choice, reached, LOADED)?;
                let Some(last) = ids.last() else { break };
                reached = last.get();
                gathered.look_at(tx, &rules, &wish, &ids, seller)?;
            }
            let is_cut = gathered.counts.total >= COUNTED_MAX;
            Ok(gathered.into_preview(shop, is_cut))
        })
        .await
}

struct Gathered {
    shown: Shown,
    after: i64,
    rows: Vec<PreviewRow>,
    counts: Counts,
    reasons: BTreeMap<Objection, i64>,
    has_more: bool,
}

impl Gathered {
    fn new(shown: Shown, after: Option<ProductId>) -> Self {
        let (rows, reasons) = (Vec::new(), BTreeMap::new());
        let after = after.map_or(0, ProductId::get);
        Self { shown, after, rows, counts: Counts::default(), reasons, has_more: false }
    }

    fn look_at(
        &mut self,
        tx: &mut Tx<'_>,
        rules: &Rules,
        wish: &Wish,
        ids: &[ProductId],
        seller: domain::SellerId,
    ) -> Seen<()> {
        let wholes = store::product::wholes(tx, ids)?;
        for whole in wholes.iter().filter(|whole| whole.product.seller == seller) {
            let row = row(rules, wish, whole);
            self.counts.total += 1;
            match &row.verdict {
                Verdict::Offered | Verdict::TakenBack => self.counts.changed += 1,
                Verdict::Unchanged => self.counts.unchanged += 1,
                Verdict::Refused(objections) => {
                    self.counts.refused += 1;
                    objections.iter().for_each(|one| *self.reasons.entry(*one).or_default() += 1);
                }
            }
            let is_shown = match self.shown {
                Shown::All => true,
                Shown::Changed => matches!(row.verdict, Verdict::Offered | Verdict::TakenBack),
                Shown::Refused => matches!(row.verdict, Verdict::Refused(_)),
            };
            if is_shown && row.product.id.get() > self.after {
                self.has_more |= self.rows.len() == PAGE;
                if self.rows.len() < PAGE {
                    self.rows.push(row);
                }
            }
        }
        Ok(())
    }

    fn into_preview(self, shop: Shop, is_cut: bool) -> Preview {
        let mut reasons: Vec<(Objection, i64)> = self.reasons.into_iter().collect();
        reasons.sort_by_key(|(objection, count)| (-count, *objection));
        let next = self.rows.last().map(|row| row.product.id).filter(|_| self.has_more);
        Preview { shop, rows: self.rows, counts: self.counts, reasons, next, is_cut }
    }
}

fn row(rules: &Rules, wish: &Wish, whole: &Whole) -> PreviewRow {
    let ready = whole.pictures.iter().find(|picture| picture.state == PictureState::Ready);
    let there = prices_in(whole, rules.shop.id);
    let (from, to, verdict) = match &wish.what {
        What::TakeBack if there.is_empty() => (None, None, Verdict::Unchanged),
        What::TakeBack => (span(&there), None, Verdict::TakenBack),
        What::Offer { from, rule, reprices } => {
            let before = span(&prices_in(whole, *from));
            match rules.judge(whole, *from, rule, *reprices) {
                Judgement::Offered(prices) => {
                    let prices: Vec<Money> = prices.into_iter().map(|(_, price)| price).collect();
                    (before, span(&prices), Verdict::Offered)
                }
                Judgement::Unchanged => (before, span(&there), Verdict::Unchanged),
                Judgement::Refused(objections) => (before, None, Verdict::Refused(objections)),
            }
        }
    };
    PreviewRow {
        product: whole.product.clone(),
        picture: ready.map_or(String::new(), |picture| picture.name.clone()),
        from,
        to,
        verdict,
    }
}

fn prices_in(whole: &Whole, shop: ShopId) -> Vec<Money> {
    let here = |offer: &&Offer| offer.shop == shop && offer.shown;
    whole.offers.iter().filter(here).map(|offer| Money::new(offer.price, offer.currency)).collect()
}

fn span(prices: &[Money]) -> Option<(Money, Money)> {
    let (least, most) = (prices.iter().min_by_key(|p| p.minor)?, prices.iter().max_by_key(|p| p.minor)?);
    Some((*least, *most))
}
