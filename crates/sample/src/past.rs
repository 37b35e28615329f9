//! Plays the demo's past by real acts at past times, in the order of time: what is shown was not written into tables but
//! happened, with its letters, timers and transfers. Each night everything due is done; each morning the
//! operator looks at the payouts.

mod acts;
mod buying;
mod reviewing;

use anyhow::Context;
use domain::payout::{PayoutRefusal, PayoutState};
use domain::{DAY, MINUTE, Micros, OrderId, PurchaseId, RequestId, UserId};
use engine::plain::{settle, told};
use engine::{Engine, Stop};

use super::Put;
use super::door::{Begun, Scene};
use super::furnish::Markets;
use super::lot::Lot;
use super::plan::{self, Step, Story};

/// The past is so long.
const DAYS: i64 = 36;
const SEED: u64 = 1_912;
/// What became due is done at this minute of a day, when the providers' files of the night are there.
const ROUND: i64 = 45;
/// When the operator looks at the payouts, in minutes of a day.
const CONSOLE: i64 = 9 * 60 + 10;
/// Payouts of the last days wait for the operator: as many as lie between two runs, so that some wait on any day.
const LEFT_DAYS: i64 = 7;
/// From then on the operator may find a payout odd, once: a run and more before those that wait.
const ODD_DAYS: i64 = 15;
const ODD_HOLDER: &str = "The bank knows the account's holder by another name.";
const LESS_NOW: &str = "The balance is smaller now; it will be proposed again.";

/// When the past begins: at a midnight.
pub fn beginning(now: Micros) -> Micros {
    (now / DAY - DAYS) * DAY
}

/// Something that happens, apart from people buying.
#[derive(Debug, Clone, Copy)]
enum Happening {
    /// A step of the story at this place.
    Step(usize, Step),
    /// At the door, to this one of those who apply.
    Door(usize, Scene),
    Round,
    Console,
}

/// A story as far as it has come.
#[derive(Debug, Default)]
struct Thread {
    user: Option<UserId>,
    language: String,
    purchase: Option<PurchaseId>,
    pay_url: String,
    orders: Vec<OrderId>,
    request: Option<RequestId>,
}

/// Everything that the acts of the past need.
struct Stage<'a> {
    engine: &'a Engine,
    markets: &'a Markets,
    lot: Lot,
    stories: Vec<Story>,
    threads: Vec<Thread>,
    /// What those who apply have begun.
    begun: Begun,
    /// Payouts that were turned down: one is enough.
    refused: usize,
    /// Reviews that a shop has reported.
    reported: usize,
}

/// Plays all days from the beginning until `now`. `put` puts the engine's clock.
pub async fn play(engine: &Engine, put: Put<'_>, markets: &Markets, now: Micros) -> anyhow::Result<()> {
    let mut lot = Lot::new(SEED);
    let stories = plan::stories(now, &mut lot);
    let happenings = happenings(&stories, &markets.queue.scenes(now), now);
    let threads = stories.iter().map(|_| Thread::default()).collect();
    let begun = Begun::new();
    let mut stage = Stage { engine, markets, lot, stories, threads, begun, refused: 0, reported: 0 };
    for (at, happening) in happenings {
        put(at);
        match happening {
            Happening::Step(story, step) => {
                let ending = stage.stories[story].ending;
                stage.step(story, step).await.with_context(|| format!("{ending:?}, {step:?}"))?;
            }
            Happening::Door(who, scene) => {
                let checker = &markets.consoles[0];
                markets.queue.play(engine, checker, (who, scene), &mut stage.begun).await?;
            }
            Happening::Round => settle(engine, at).await?,
            Happening::Console => stage.console(now).await?,
        }
    }
    put(now);
    settle(engine, now).await?;
    stage.fill_a_cart().await
}

fn happenings(stories: &[Story], scenes: &[(Micros, usize, Scene)], now: Micros) -> Vec<(Micros, Happening)> {
    let mut all = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        all.extend(story.steps.iter().map(|(moment, step)| (*moment, Happening::Step(at, *step))));
    }
    all.extend(scenes.iter().map(|(moment, who, scene)| (*moment, Happening::Door(*who, *scene))));
    for day in 0..=DAYS {
        let midnight = beginning(now) + day * DAY;
        all.push((midnight + ROUND * MINUTE, Happening::Round));
        all.push((midnight + CONSOLE * MINUTE, Happening::Console));
    }
    all.retain(|(at, _)| *at < now - MINUTE / 2);
    all.sort_by_key(|(at, _)| *at);
    all
}

impl Stage<'_> {
    fn now(&self) -> Micros {
        self.engine.now()
    }

    /// The operator approves the payouts of the days before, and once finds a reason not to.
    async fn console(&mut self, now: Micros) -> anyhow::Result<()> {
        let at = self.now();
        if at > now - LEFT_DAYS * DAY {
            return Ok(());
        }
        for console in &self.markets.consoles {
            let proposed = engine::payout::listed(self.engine, console, &[PayoutState::Proposed], None).await;
            for payout in told(proposed, "payouts")? {
                let id = payout.payout;
                let is_odd = self.refused == 0 && at > now - ODD_DAYS * DAY;
                let approved = match is_odd {
                    true => Err(Stop::Refused(PayoutRefusal::NoBank)),
                    false => engine::payout::approve(self.engine, console, id, at).await,
                };
                // Money went back to a buyer since it was proposed, or the bank's name for the holder is another.
                if let Err(Stop::Refused(_)) = approved {
                    let reason = if is_odd { ODD_HOLDER } else { LESS_NOW };
                    let refused =
                        engine::payout::refuse(self.engine, console, id, reason.to_owned(), at).await;
                    told(refused, "turning a payout down")?;
                    self.refused += 1;
                } else {
                    told(approved, "approving a payout")?;
                }
            }
        }
        Ok(())
    }
}
