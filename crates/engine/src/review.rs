//! What buyers say of goods and shops: written, answered, reported, judged; and what pages show of it. Who is pleased and who
//! is not makes no difference anywhere.

mod feed;
mod judge;
mod seen;
mod write;

pub(crate) use feed::feed;
pub use judge::{Judgement, answer, judge, report};
pub use seen::{
    OfProduct, OfShop, OperatorReview, PAGE, Said, Writing, for_operator, of_product, of_shop, product_of,
    queue, record_of, to_write,
};
pub use store::review::{ListedReview, ProductRating};
pub(crate) use write::pictured;
pub use write::{Rate, Write, rate, write};

use domain::event::EventKind;
use domain::review::Review;

use crate::Act;

/// Tells that pages and lists show another review, or others.
fn told(act: &mut Act<'_, '_>, review: &Review) {
    act.event(EventKind::ReviewChanged, review.id.get(), &review.product.to_string());
}
