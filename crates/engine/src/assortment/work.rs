//! One slice of offering or taking back: some products, judged again as they are now, written together.

use domain::assortment::Judgement;
use domain::job::{Job, LineOutcome, Told};
use store::product::Whole;

use super::{Changes, Rules, What, Wish, chosen_after, wish_of};
use crate::job::Slice;
use crate::stop::OrAbsent;
use crate::{Act, Seen, SellerMember};

/// Products of one act.
const SLICE: i64 = 25;

pub(crate) fn slice(act: &mut Act<'_, '_>, job: &Job, member: &SellerMember) -> Seen<Slice> {
    let wish = wish_of(job)?;
    let shop =
        store::shop::shop(act.tx, wish.shop)?.filter(|shop| shop.seller == member.seller).or_absent()?;
    let rules = Rules::load(act.tx, act.engine, &shop, act.now)?;
    let ids = chosen_after(act.tx, member.seller, &wish.choice, job.reached, SLICE)?;
    let Some(reached) = ids.last().map(|id| id.get()) else { return Ok(Slice::end(job.reached)) };
    let wholes = store::product::wholes(act.tx, &ids)?;
    let (mut changes, mut told) = (Changes::default(), Vec::new());
    for whole in wholes.into_iter().filter(|whole| whole.product.seller == member.seller) {
        told.push(one(act, &rules, &wish, whole, &mut changes));
    }
    changes.save(act)?;
    Ok(Slice { told, reached, is_last: (ids.len() as i64) < SLICE })
}

fn one(act: &Act<'_, '_>, rules: &Rules, wish: &Wish, whole: Whole, changes: &mut Changes) -> Told {
    let language = &rules.market.language;
    let (id, name) = (whole.product.id.get(), whole.product.title.say(language).to_owned());
    let here =
        |variant| whole.offers.iter().find(|offer| offer.shop == rules.shop.id && offer.variant == variant);
    let outcome = match &wish.what {
        What::TakeBack => {
            let shown: Vec<_> = whole
                .offers
                .iter()
                .filter(|offer| offer.shop == rules.shop.id && offer.is_wanted())
                .collect();
            shown.iter().for_each(|offer| changes.takes_back(Some(offer)));
            if shown.is_empty() { LineOutcome::Unchanged } else { LineOutcome::Done }
        }
        What::Offer { from, rule, reprices } => match rules.judge(&whole, *from, rule, *reprices) {
            Judgement::Offered(prices) => {
                for (variant, price) in prices {
                    let row = (variant, price.minor, price.currency);
                    changes.shows(act, (&rules.shop, &whole.product), row, here(variant));
                }
                LineOutcome::Done
            }
            Judgement::Unchanged => LineOutcome::Unchanged,
            Judgement::Refused(objections) => {
                let code = objections.first().map(|one| domain::Code::code(*one)).unwrap_or_default();
                let others = objections.iter().skip(1).map(|one| domain::Code::code(*one));
                return Told::refused(id, &name, code).with(&others.collect::<Vec<_>>().join(" "));
            }
        },
    };
    changes.touches(whole.product);
    Told::new(id, &name, outcome)
}
