//! A whole boutique out of an archive or a folder: read once, written slice by slice, each product whole or reported. The
//! same slices serve a job of the seller centre and a command at the machine.

pub(crate) mod archive;
mod describe;
mod pictures;
mod reading;
mod sending;
mod work;
mod write;

pub use gateways::boutique_file::ARCHIVE_BYTES_MAX;
pub use reading::Import;
pub use sending::Sending;
pub(crate) use work::go_on;
pub use write::{Into, run};

use crate::command::OtherContent;
use crate::job::JobRefusal;

/// Why an archive can't be sent just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendingRefusal {
    /// The seller sends another one.
    #[error("import.one_at_a_time")]
    OneAtATime,
    /// Too many others send theirs.
    #[error("import.busy")]
    Busy,
    #[error("import.disk_full")]
    DiskFull,
    #[error("import.too_slow")]
    TooSlow,
}

/// Why an archive is not taken at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// The code of the archive's or the product file's own refusal.
    #[error("{0}")]
    File(&'static str),
    #[error("{0}")]
    Sending(#[from] SendingRefusal),
    #[error("{0}")]
    Job(#[from] JobRefusal),
    #[error("{0}")]
    OtherContent(#[from] OtherContent),
}

impl ImportRefusal {
    const TOO_LARGE: Self = Self::File("archive.too_large");
}
