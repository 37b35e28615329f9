//! The real binary as a stranger meets it: started as a process, spoken to over HTTP, killed, and sent nonsense.
//! Knows no engine and no database: what the binary says is all there is.

#![expect(clippy::unwrap_used, reason = "a story that can't go on stops")]

mod archive;
mod bad_input;
mod browser;
mod crash;
mod form;
mod house;
mod opening;
mod rush;
mod tree;
mod walk;
mod watched;
