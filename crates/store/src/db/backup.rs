//! Copies of a SQLite database that are taken while it is used: whole ones, and an archive from which any moment comes
//! back. Never changes a row. PostgreSQL has its own means, which are better than what could stand here.

mod archive;
mod base;
mod copy;
mod files;
mod keeper;
mod restore;
mod segment;
mod wal;

pub use archive::{Archive, Clock};
pub use copy::{Copied, copy};
pub use files::hash_of;
pub use keeper::leave;
pub use restore::{Gap, Restored, TooEarly, restore};

pub(super) use keeper::Keeper;

/// The name of a database in backups and archives.
pub const DATABASE: &str = "halles.db";
