//! What buyers say afterwards: most are pleased, some are not, and not everybody says anything.

use domain::review::ReviewReason;
use engine::plain::told;
use engine::review::{Rate, Write};

use super::Stage;
use crate::said;

/// Of a hundred: so many stars up to that lot.
const STARS: [(i64, i64); 5] = [(54, 5), (79, 4), (90, 3), (96, 2), (99, 1)];

impl Stage<'_> {
    /// The buyer of a story rates its shops and says a word about most things; some shops answer, and one thinks that a
    /// word does not belong there.
    pub(super) async fn review(&mut self, story: usize) -> anyhow::Result<()> {
        let language = self.threads[story].language.clone();
        let found = self.orders(story).await?;
        let orders: Vec<_> = found.into_iter().map(|(view, seller)| (view, seller.clone())).collect();
        for (view, seller) in orders {
            let (order, user, now) = (view.order.id, view.order.user_id, self.now());
            let [described, service, delivery] = [(); 3].map(|()| self.stars());
            let rate = Rate { order, described, service, delivery };
            told(engine::review::rate(self.engine, user, rate, now).await, "rating")?;
            for line in &view.lines {
                let stars = self.stars();
                let (title, text) = said::review(stars, self.lot.between(0, 29), &language);
                let write = Write {
                    order,
                    ordinal: line.ordinal,
                    stars,
                    title: title.to_owned(),
                    text: text.to_owned(),
                    pictures: Vec::new(),
                    dropped: Vec::new(),
                };
                let id = told(engine::review::write(self.engine, user, write, now).await, "a review")?;
                if self.lot.between(0, 9) < 4 {
                    let answer = said::answer(stars, &language).to_owned();
                    told(engine::review::answer(self.engine, &seller, id, answer, now).await, "an answer")?;
                }
                if stars <= 2 && self.reported < 2 {
                    self.reported += 1;
                    let why = (ReviewReason::OffTopic, said::report(&language).to_owned());
                    told(engine::review::report(self.engine, seller.user, id, why, now).await, "a report")?;
                }
            }
        }
        Ok(())
    }

    fn stars(&mut self) -> i64 {
        let lot = self.lot.between(0, 99);
        STARS.iter().find(|(most, _)| lot <= *most).map_or(5, |(_, stars)| *stars)
    }
}
