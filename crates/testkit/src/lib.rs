//! A market for tests, with a named cast, on SQLite and on PostgreSQL. Time moves by hand, nothing sleeps, nothing
//! leaves the machine. Never part of the binary.

pub mod applicants;
mod cast;
mod database;
mod members;
mod play;
pub mod rights;
mod rules;
pub mod simulator;
pub mod strangers;
mod world;
mod writers;

pub use cast::{Cast, IBAN, PASSWORD};
pub use database::{Kind, TestDatabase};
pub use play::{Bought, address};
pub use world::World;

/// Makes two tests of one story: `both!(a_buyer_pays_once, |world| async move { … });`
#[macro_export]
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, |$world:ident| $story:expr) => {
        mod $name {
            use super::*;

            async fn story($world: &$crate::World) {
                $story
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let world = $crate::World::open($crate::Kind::Sqlite).await.expect("SQLite needs nothing");
                story(&world).await;
                world.must_be_sound().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let Some(world) = $crate::World::open($crate::Kind::Postgres).await else { return };
                story(&world).await;
                world.must_be_sound().await;
            }
        }
    };
}
