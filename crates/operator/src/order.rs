//! Orders of a market: the list by state, and one order with its money.

pub mod list;
mod rule;
pub mod show;
mod transfers;

pub(crate) use list::{Row, list};
pub(crate) use rule::{rule, show};

#[cfg(test)]
#[cfg(test)]
mod samples;
#[cfg(test)]
#[cfg(test)]
pub(crate) use samples::{disputed as sample_disputed, sample_list};
