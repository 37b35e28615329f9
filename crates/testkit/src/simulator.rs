//! A market under chance: buyers, sellers, an operator, time and trouble do what a seed draws, one act after the other, and
//! after each the database must say what a plain model says. The same seed gives the same run. Never sleeps.

mod act;
mod board;
mod chance;
mod dice;
mod draw;
mod examine;
mod follow;
mod judge;
mod model;
mod report;
mod rows;
mod stage;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Mutex;

use domain::PayoutId;
use domain::payout::PayoutState;

use self::act::{Act, Said};
use self::board::Board;
use self::dice::Dice;
use self::draw::Urn;
use self::model::Model;
use self::stage::Stage;
use crate::Kind;

pub use self::report::{Difference, Report};

/// Everything is brought to rest and examined after so many acts.
const EXAMINED_EVERY: u64 = 1_000;
/// A market grows old after so many acts: a long simulation is many markets, each with the next seed.
pub const ACTS_PER_MARKET: u64 = 20_000;
/// Acts that a difference shows.
const ACTS_SHOWN: usize = 30;

/// One market that is simulated.
pub struct Simulation {
    stage: Stage,
    model: Model,
    dice: Dice,
    /// Proposals that an operator could see at some time.
    payouts: Vec<PayoutId>,
    decided: BTreeSet<PayoutId>,
    trace: VecDeque<String>,
    report: Report,
}

impl std::fmt::Debug for Simulation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Simulation").field("report", &self.report).finish_non_exhaustive()
    }
}

/// Plays `acts` acts on fresh markets, from `seed` on. Absent where the database is not to be had.
///
/// # Panics
/// Where the machine gives no threads.
pub fn run(
    kind: Kind,
    seed: u64,
    acts: u64,
    tell: impl FnMut(&Report) + Send,
) -> Option<Result<Report, Difference>> {
    run_on(1, kind, seed, acts, tell)
}

/// As `run`, with so many markets at once: none of them knows of another, and each is what it would be alone.
///
/// # Panics
/// Where the machine gives no threads.
pub fn run_on(
    threads: usize,
    kind: Kind,
    seed: u64,
    acts: u64,
    tell: impl FnMut(&Report) + Send,
) -> Option<Result<Report, Difference>> {
    let (board, tell) = (Board::new(seed, acts), Mutex::new(tell));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((seed, acts)) = board.next() {
                    board.hear(play(kind, seed, acts, &board), &tell);
                }
            });
        }
    });
    board.ended()
}

/// Plays one market. Absent where the database is not to be had.
fn play(kind: Kind, seed: u64, acts: u64, board: &Board) -> Option<Result<Report, Difference>> {
    // One thread, and one for what blocks: the order of things is then the seed's alone.
    let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).enable_time().build();
    runtime.expect("a thread can be had").block_on(async {
        let mut simulation = Simulation::open(kind, seed).await?;
        for number in 1..=acts {
            if let Err(what) = simulation.step(number, number == acts).await {
                return Some(Err(Difference::new(kind, (seed, number), what, simulation.trace)));
            }
            if board.is_over() {
                break;
            }
        }
        Some(Ok(simulation.report))
    })
}

impl Simulation {
    /// Draws an act, plays it, and follows it.
    async fn step(&mut self, number: u64, is_last: bool) -> Result<(), String> {
        let act = if is_last || number.is_multiple_of(EXAMINED_EVERY) {
            Act::Examine
        } else {
            let (buyers, payouts) = (self.stage.buyers.len(), &self.payouts);
            Urn { dice: &mut self.dice, model: &self.model, buyers, payouts, number }.draw()
        };
        self.note(format!("{number} {act:?}"));
        match &act {
            Act::Examine => self.examine().await?,
            Act::Both(both) => self.both(&both.0, &both.1).await?,
            act => self.one(act).await?,
        }
        if let Act::Examine | Act::Both(_) = act {
            self.report.hear(&act, &Said::Done(act::Got::Nothing));
        }
        self.report.count(&act);
        rows::goods_differ(&self.stage.world.engine, &self.model).await
    }

    fn note(&mut self, line: String) {
        if self.trace.len() >= ACTS_SHOWN {
            self.trace.pop_front();
        }
        self.trace.push_back(line);
    }

    async fn one(&mut self, act: &Act) -> Result<(), String> {
        self.stage.chance.is_loose(true);
        let said = self.stage.play(act, &self.model).await;
        self.stage.chance.is_loose(false);
        self.note(format!("  {said:?}"));
        self.report.hear(act, &said);
        if let Act::Settle { .. } = act {
            self.comes_to_rest().await?;
        }
        self.follow(act, said).await
    }

    /// What trouble kept from happening happens now, at the same moment.
    async fn comes_to_rest(&mut self) -> Result<(), String> {
        match self.stage.play(&Act::Settle { by: 0 }, &self.model).await {
            Said::Done(_) => {}
            other => return Err(format!("without any trouble: {other:?}")),
        }
        let (engine, olga) = (&self.stage.world.engine, &self.stage.world.cast.olga);
        let proposed = engine::payout::listed(engine, olga, &[PayoutState::Proposed], None).await;
        for payout in proposed.map_err(|stop| stop.to_string())? {
            if !self.payouts.contains(&payout.payout) {
                self.payouts.push(payout.payout);
            }
        }
        let first = self.payouts.len().saturating_sub(PAYOUTS_KNOWN);
        self.payouts.drain(..first);
        Ok(())
    }

    /// Two acts at the same time: there is an order of the two in which the model agrees with both answers.
    async fn both(&mut self, one: &Act, other: &Act) -> Result<(), String> {
        let said = tokio::join!(self.stage.plays(one, &self.model), self.stage.plays(other, &self.model));
        self.report.hear(one, &said.0);
        self.report.hear(other, &said.1);
        self.note(format!("  {said:?}"));
        let views = (self.view_of(&said.0, one).await?, self.view_of(&said.1, other).await?);
        let (now, before) = (self.stage.world.now(), self.model.clone());
        let pairs = [(one, &said.0, views.0.as_ref()), (other, &said.1, views.1.as_ref())];
        let mut whys = Vec::new();
        for order in [[0, 1], [1, 0]] {
            self.model = before.clone();
            let followed = order.iter().try_for_each(|at| {
                let (act, said, view) = pairs[*at];
                match act {
                    Act::Place { .. } => {
                        judge::place_in(&mut self.model, act, (said, view), &self.stage.places)
                    }
                    _ => judge::order_in(&mut self.model, act, said, now),
                }
            });
            match followed {
                Ok(()) => {
                    return self.both_stand(&pairs.map(|(act, ..)| act), &pairs.map(|(.., view)| view)).await;
                }
                Err(why) => whys.push(why),
            }
        }
        Err(format!("no order of the two explains it: {}", whys.join("; or ")))
    }

    async fn both_stand(
        &mut self,
        acts: &[&Act; 2],
        views: &[Option<&engine::purchase::PurchaseView>; 2],
    ) -> Result<(), String> {
        for view in views.iter().flatten() {
            self.look_at(view.purchase.id).await?;
        }
        for act in acts {
            match act {
                Act::Place { buyer, market, .. } => self.cart_differs((*buyer, *market)).await?,
                _ => self.orders_differ().await?,
            }
        }
        Ok(())
    }
}

/// Payouts that operators of the simulation think of.
const PAYOUTS_KNOWN: usize = 6;
