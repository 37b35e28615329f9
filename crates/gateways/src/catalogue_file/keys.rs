//! Which products stood in the file already, told by their keys. Eight bytes for each: ten million fit in memory. Two
//! that collide by chance, once in a hundred thousand such files, cost the second a line in the report.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::header::{Column, Header};
use super::problem::{Reason, RowProblem};
use super::table::Row;

#[derive(Debug, Default)]
pub struct Keys(HashSet<u64>);

impl Keys {
    /// A product that comes back later in the file is refused, not merged, and so is one that nothing identifies.
    pub fn check(&mut self, key: &str, row: &Row, column: Column, header: &Header) -> Option<RowProblem> {
        let problem = |reason| Some(RowProblem::new(row.line, header.name(column), reason, key));
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        match key {
            "" => problem(Reason::KeyMissing),
            _ if self.0.insert(hasher.finish()) => None,
            _ => problem(Reason::KeyRepeated),
        }
    }
}
