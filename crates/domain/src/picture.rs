//! Pictures that belong to something other than a product: to a review, to a shop's boutique.

use crate::Micros;
use crate::product::PictureState;

codes! {
    /// To what kind of thing a picture is attached.
    pub enum PictureOf { Review = "review", Shop = "shop" }
}

/// A picture of a review or of a shop; it lies in the bucket of what it is attached to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedPicture {
    /// Raw id of what it is attached to.
    pub owner: i64,
    pub ordinal: i64,
    pub of_kind: PictureOf,
    /// First letters of the content's hash; empty while it waits.
    pub name: String,
    pub alt: String,
    pub width: i64,
    pub height: i64,
    pub source: String,
    pub state: PictureState,
    pub added_at: Micros,
}
