//! What Halles brings along: presets of policies, the first tree of categories, and three furnished markets with their
//! people and their past, made by the same acts as any. Only for looking at and for measuring.

pub mod catalogue;
pub mod decor;
mod door;
pub mod furnish;
pub mod letters;
pub mod lot;
pub mod own;
pub mod past;
mod plan;
pub mod preset;
mod said;
mod texts;

/// Puts the engine's clock to a moment.
pub type Put<'a> = &'a (dyn Fn(domain::Micros) + Send + Sync);
