//! Pictures that are attached to reviews and shops. Those of products stand with the products.

use domain::picture::AttachedPicture;

use crate::db::{Stored, Tx, insert};
use crate::{record, statement, values};

record!(AttachedPicture as ATTACHED in "attached_picture", bucket |picture| domain::bucket_of(picture.owner),
    keys [owner, ordinal], {
    owner: i, ordinal: i, of_kind: t, name: t, alt: t, width: i, height: i, source: t, state: t, added_at: i
});

statement!(DROP_ATTACHED, "delete from attached_picture where bucket = $1 and owner = $2");

/// The pictures of some owners, by raw id.
pub fn attached(tx: &mut Tx<'_>, owners: &[i64]) -> Stored<Vec<AttachedPicture>> {
    crate::load(tx, owners.iter().map(|owner| (domain::bucket_of(*owner), *owner)))
}

/// Sets the pictures of an owner: what was there before is gone.
pub fn replace_attached(tx: &mut Tx<'_>, owner: i64, pictures: &[AttachedPicture]) -> Stored<()> {
    tx.execute(DROP_ATTACHED, values![domain::bucket_of(owner), owner])?;
    insert(tx, pictures)
}
