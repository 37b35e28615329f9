//! One row of an answer, whichever database gave it.

use super::{Problem, Stored};

/// A row while it is being read.
#[expect(missing_debug_implementations, reason = "the drivers' rows do not print")]
pub enum Row<'r> {
    Lite(&'r rusqlite::Row<'r>),
    Pg(&'r postgres::Row),
}

/// Takes one row after the other.
pub(super) type Read<'a> = dyn FnMut(&Row<'_>) -> Stored<()> + 'a;

macro_rules! getter {
    ($name:ident, $type:ty) => {
        pub fn $name(&self, at: usize) -> Result<$type, Problem> {
            match self {
                Self::Lite(row) => row.get(at).map_err(Problem::from),
                Self::Pg(row) => row.try_get(at).map_err(Problem::from),
            }
        }
    };
}

impl Row<'_> {
    getter!(integer, i64);
    getter!(maybe_integer, Option<i64>);
    getter!(text, String);
    getter!(maybe_text, Option<String>);
    getter!(boolean, bool);
    getter!(bytes, Vec<u8>);

    /// The cell at `at`, counted from 0.
    pub fn get<C: super::Cell>(&self, at: usize) -> Result<C, Problem> {
        C::read(self, at)
    }
}
