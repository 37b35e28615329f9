//! Orders of a market: the list by state, and one order with its money.

mod list;
mod show;
mod transfers;

pub(crate) use list::{ListOrders, Row};
pub(crate) use show::ShowOrder;

#[cfg(test)]
mod samples;
#[cfg(test)]
pub(crate) use samples::sample_list;
