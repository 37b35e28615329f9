//! A whole boutique out of an archive or a folder: read once, written slice by slice, each product whole or reported. The
//! same slices serve a job of the seller centre and a command at the machine.

mod describe;
mod pictures;
mod reading;
mod work;
mod write;

pub use reading::Import;
pub use work::begin;
pub(crate) use work::{forget, go_on};
pub use write::{Into, run};

use crate::command::OtherContent;
use crate::job::JobRefusal;

/// Why an archive is not taken at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// The code of the archive's or the product file's own refusal.
    #[error("{0}")]
    File(&'static str),
    #[error("{0}")]
    Job(#[from] JobRefusal),
    #[error("{0}")]
    OtherContent(#[from] OtherContent),
}
