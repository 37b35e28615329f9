//! A list with long names and none; a review that was reported, and one that was taken down.

use domain::ReviewId;
use domain::review::{Review, ReviewReason, ReviewState};
use engine::review::{ListedReview, OperatorReview};
use web::{Form, Frame, Page, Words};

use super::ListReviews;
use super::show::ShowReview;
use crate::place::{Place, Section};

impl Page for ListReviews {
    fn samples(words: Words) -> Vec<Self> {
        use domain::{MarketId, ProductId, ShopId};
        let row = |stars: i64, title: &str, reports: i64| ListedReview {
            market: MarketId::from_raw(1),
            review: ReviewId::from_raw(stars),
            product: ProductId::from_raw(1),
            title: title.to_owned(),
            shop: ShopId::from_raw(1),
            shop_name: "Drechselwald Holzspielzeugmanufaktur".to_owned(),
            author: "Ana O.".to_owned(),
            stars,
            text: "碎了 <b>".to_owned(),
            queue: "reported".to_owned(),
            reports,
            at: 1_795_370_520_000_000,
        };
        let rows =
            [row(1, "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer", 3), row(5, "青花碗", 0)];
        let place = Place::sample(words, Section::Reviews);
        let page = |rows: &[ListedReview]| Self::new(Frame::sample(words), &place, rows, "reported", true);
        vec![page(&rows), page(&[])]
    }
}

impl Page for ShowReview {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Reviews);
        let page =
            |state: ReviewState, form: Form| Self::new(Frame::sample(words), &place, &sample(state), form);
        let mut wrong = Form::filled([("reason", "insult".to_owned())]);
        wrong.errors.refuse("ruling", "review.ruling_missing", Vec::new());
        vec![page(ReviewState::Published, wrong), page(ReviewState::Removed, Form::default())]
    }
}

fn sample(state: ReviewState) -> OperatorReview {
    use domain::review::ReviewReport;
    use domain::{MarketId, OrderId, ProductId, SellerId, ShopId, UserId};
    let at = 1_795_370_520_000_000;
    let review = Review {
        id: ReviewId::from_raw(1),
        order_id: OrderId::from_raw(1),
        ordinal: 0,
        product: ProductId::from_raw(1),
        shop: ShopId::from_raw(1),
        seller: SellerId::from_raw(1),
        market: MarketId::from_raw(1),
        user_id: UserId::from_raw(1),
        author: "王＊＊".to_owned(),
        language: "zh".to_owned(),
        stars: 1,
        title: "碎了".to_owned(),
        text: "<script>\n\nNever again.".to_owned(),
        pictures: 0,
        state,
        reason: if state == ReviewState::Removed { "insult".to_owned() } else { String::new() },
        ruling: "It calls a person names.".to_owned(),
        answer: "We are sorry.".to_owned(),
        answered_at: Some(at),
        reports: 1,
        posted_at: at,
        edited_at: None,
        judged_at: None,
        version: 0,
    };
    let report = ReviewReport {
        review: review.id,
        user_id: UserId::from_raw(2),
        reason: ReviewReason::Insult,
        text: "It calls us thieves.".to_owned(),
        at,
    };
    let shop = domain::shop::Shop {
        id: ShopId::from_raw(1),
        seller: SellerId::from_raw(1),
        market: MarketId::from_raw(1),
        slug: "drechselwald".to_owned(),
        name: "Drechselwald Holzspielzeugmanufaktur".to_owned(),
        story: domain::wording::Wording::default(),
        drawing: "bag".to_owned(),
        hue: 45,
        city: "Seiffen".to_owned(),
        country: "DE".to_owned(),
        state: domain::shop::ShopState::Open,
        handling_days: 2,
        opened_at: at,
        quiet: false,
        holiday: None,
        version: 0,
    };
    let said = engine::review::Said { review, pictures: Vec::new() };
    OperatorReview { said, title: "青花碗".to_owned(), shop, reports: vec![report] }
}
