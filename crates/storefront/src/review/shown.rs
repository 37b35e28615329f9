//! Reviews and scores as pages show them: written already, so that templates only put them in their places.

use domain::review::rating::{SHOWN_FROM, mean_tenths};
use domain::review::{Record, STARS_MAX};
use engine::review::{OfProduct, ProductRating, Said as Kept};
use web::{Picture, Words};

use crate::reader::{Reader, Said, picture};

/// One review.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub id: String,
    /// In tenths, as stars are drawn.
    pub stars: i64,
    pub title: Said,
    pub text: Said,
    pub by: String,
    pub edited: String,
    pub pictures: Vec<Picture>,
    pub answer: String,
    pub answer_by: String,
}

/// The reviews with so many stars.
#[derive(Debug, Clone)]
pub struct Bar {
    pub label: String,
    pub stars: i64,
    pub count: i64,
    pub percent: i64,
    pub href: String,
}

/// Three scores of a shop.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    pub is_on: bool,
    /// Names, means as written, and percent of the best; empty while there are too few.
    pub means: Vec<(String, String, i64)>,
    /// How many, or that there are too few.
    pub about: String,
}

/// What was said of a product, in short.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Whether the market has reviews, or had some.
    pub is_on: bool,
    /// The mean in tenths.
    pub mean: i64,
    pub mean_written: String,
    pub count: i64,
    pub bars: Vec<Bar>,
    pub newest: Vec<Shown>,
    /// All of them.
    pub href: String,
    pub scores: Scores,
}

impl Shown {
    pub fn new(reader: &Reader, kept: &Kept, shop: &str) -> Self {
        let (w, review) = (reader.words, &kept.review);
        let lang = if review.language == reader.language() { String::new() } else { review.language.clone() };
        let said = |text: &str| Said { text: text.to_owned(), lang: lang.clone() };
        let author = if review.author.is_empty() {
            w.say("review-nobody").into_owned()
        } else {
            review.author.clone()
        };
        let by = [("author", author.into()), ("date", reader.date(review.posted_at).into())];
        let edited = |at| w.with("review-edited", &[("date", reader.date(at).into())]);
        let photo = |(at, row): (usize, &domain::picture::AttachedPicture)| {
            let alt = w.with("review-picture", &[("number", (at + 1).into())]);
            picture(&row.name, "", 0, &alt)
        };
        Self {
            id: review.id.to_string(),
            stars: review.stars * 10,
            title: said(&review.title),
            text: said(&review.text),
            by: w.with("review-by", &by),
            edited: review.edited_at.map(edited).unwrap_or_default(),
            pictures: kept.pictures.iter().enumerate().map(photo).collect(),
            answer: review.answer.clone(),
            answer_by: w.with("review-answer-by", &[("shop", shop.into())]),
        }
    }

    #[cfg(test)]
    pub fn samples(words: Words) -> Vec<Self> {
        let by = |name: &str| {
            words.with("review-by", &[("author", name.into()), ("date", "12 November 2026".into())])
        };
        let short = Self { id: "rev_1".to_owned(), stars: 50, by: by("Marta K."), ..Self::default() };
        let full = Self {
            id: "rev_2".to_owned(),
            stars: 20,
            title: Said::plain("Donaudampfschifffahrtsgesellschaftskapitänsmützenständer"),
            text: Said { text: "碎了。<b>\n\n包装太薄。".to_owned(), lang: "zh".to_owned() },
            by: by("王＊＊"),
            edited: words.with("review-edited", &[("date", "20 November 2026".into())]),
            pictures: vec![Picture::photo("/pictures/0f3a", "one"), Picture::photo("/pictures/0f3b", "two")],
            answer: "We are sorry.\nIt is on its way again.".to_owned(),
            answer_by: words.with("review-answer-by", &[("shop", "Atelier Brume".into())]),
        };
        vec![short, full]
    }
}

impl Scores {
    pub fn new(words: Words, record: &Record, is_on: bool) -> Self {
        let names = ["rating-described", "rating-service", "rating-delivery"];
        let mean =
            |(name, tenths): (&str, i64)| (words.say(name).into_owned(), words.tenths(tenths), tenths * 2);
        let is_shown = record.is_shown();
        let about = match is_shown {
            true => words.with("rating-count", &[("count", record.count.into())]),
            false => words.with("rating-few", &[("least", SHOWN_FROM.into())]),
        };
        let means = names.into_iter().zip(record.means()).map(mean);
        Self { is_on, means: if is_shown { means.collect() } else { Vec::new() }, about }
    }
}

impl Summary {
    /// `path` is the page of all reviews.
    pub fn new(reader: &Reader, found: &OfProduct, shop: &str, path: &str, is_on: bool) -> Self {
        let (rating, w) = (&found.rating, reader.words);
        let count = rating.count();
        let mean = mean_tenths(rating.sum(), count);
        Self {
            is_on: is_on || count > 0,
            mean,
            mean_written: w.tenths(mean),
            count,
            bars: bars(w, rating, path),
            newest: found.reviews.iter().map(|kept| Shown::new(reader, kept, shop)).collect(),
            href: path.to_owned(),
            scores: Scores::new(w, &found.record, is_on || found.record.count > 0),
        }
    }

    #[cfg(test)]
    pub fn sample(words: Words) -> Self {
        use domain::{MarketId, ProductId, ShopId};
        let id = (MarketId::from_raw(1), ProductId::from_raw(1), ShopId::from_raw(1));
        let rating = ProductRating { one: 1, four: 30, five: 180, ..ProductRating::none(id.0, id.1, id.2) };
        let record = Record { count: 87, described: 420, service: 400, delivery: 399 };
        let found = OfProduct { rating, record, reviews: Vec::new(), next: None };
        let path = "/product/bowl/prd_1/reviews";
        let reader = crate::sample::reader(words);
        Self { newest: Shown::samples(words), ..Self::new(&reader, &found, "Atelier Brume", path, true) }
    }
}

/// How many have five stars, four, and so on; each leads to those.
pub fn bars(words: Words, rating: &ProductRating, path: &str) -> Vec<Bar> {
    let all = rating.count().max(1);
    let bar = |(stars, count): (i64, i64)| Bar {
        label: words.with("review-bar", &[("stars", stars.into()), ("count", count.into())]),
        stars,
        count,
        percent: count * 100 / all,
        href: format!("{path}?stars={stars}"),
    };
    let mut bars: Vec<Bar> = (1..=STARS_MAX).zip(rating.by_stars()).map(bar).collect();
    bars.reverse();
    bars
}
