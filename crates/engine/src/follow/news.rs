//! Letters to those who follow a shop: that it stands in the market's lists, or is back from its holiday. Told slice by slice,
//! at most once a week for each shop; each letter carries a link by which its reader follows no longer.

use domain::event::{EventKind, Timer, TimerKind};
use domain::follow::{FollowNews, ShopNews};
use domain::shop::{Shop, ShopState};
use domain::{MINUTE, MarketId, Micros, ShopId, UserId};
use sha2::{Digest, Sha256};
use store::Problem;

use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, Stop, secret};

/// Followers of one act.
const SLICE: i64 = 100;
/// Between two slices: other letters of the same lane are not kept waiting.
const PAUSE: Micros = MINUTE;

/// Begins to tell a shop's followers, unless they were told something within the week.
pub(crate) fn tell<R>(act: &mut Act<'_, '_>, shop: &Shop, news: ShopNews) -> Result<(), Stop<R>> {
    let known = store::follow::news(act.tx, shop.id)?;
    if known.as_ref().is_some_and(|known| !known.is_over(act.now)) {
        return Ok(());
    }
    let version = known.as_ref().map_or(0, |known| known.version);
    let fresh = FollowNews { shop: shop.id, news, at: act.now, reached: 0, is_told: false, version };
    match known {
        Some(_) => store::save(act.tx, &[fresh])?,
        None => store::insert(act.tx, &[fresh]).map_err(Problem::taken_meanwhile)?,
    }
    act.timer(shop.id.get(), TimerKind::FollowersTold, act.now);
    Ok(())
}

/// The next slice of followers: an event each, of which a letter is written.
pub(crate) async fn go_on(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let id = ShopId::from_raw(timer.subject);
            let mut news = store::follow::news(act.tx, id)?.or_absent()?;
            let followers = store::follow::followers_after(act.tx, id, news.reached, SLICE)?;
            for user in &followers {
                act.event(EventKind::FollowerTold, id.get(), &format!("{} {user}", news.news));
            }
            news.reached = followers.last().map_or(news.reached, |last| last.get());
            news.is_told = (followers.len() as i64) < SLICE;
            if !news.is_told {
                act.timer(id.get(), TimerKind::FollowersTold, act.now + PAUSE);
            }
            Ok(store::save(act.tx, &[news])?)
        })
        .await
}

/// The key of a letter's link to follow no longer: derived, so that letters can carry it and nothing keeps it.
pub(crate) fn leaving_key(engine: &Engine, user: UserId, shop: ShopId) -> String {
    let mut hasher = Sha256::new();
    hasher.update(engine.inner.outside.link_secret);
    hasher.update(b"follow no longer");
    hasher.update(user.get().to_be_bytes());
    hasher.update(shop.get().to_be_bytes());
    data_encoding::BASE64URL_NOPAD.encode(&hasher.finalize()[..20])
}

/// What a letter's link says.
#[derive(Debug, Clone)]
pub struct Leaving {
    pub user: UserId,
    pub shop: ShopId,
    pub key: String,
}

impl Leaving {
    fn is_ours(&self, engine: &Engine) -> bool {
        secret::same(leaving_key(engine, self.user, self.shop).as_bytes(), self.key.as_bytes())
    }
}

/// The shop of a letter's link, and whether its reader still follows it. Absent where the key is not ours.
pub async fn leaving(engine: &Engine, market: MarketId, link: Leaving) -> Seen<(Shop, bool)> {
    if !link.is_ours(engine) {
        return Err(Stop::Absent);
    }
    engine
        .read(move |tx| {
            let shop = store::shop::shop(tx, link.shop)?.filter(|shop| shop.market == market);
            let follows = store::follow::follows(tx, &[link.user])?;
            Ok((shop.or_absent()?, follows.iter().any(|follow| follow.shop == link.shop)))
        })
        .await
}

/// Takes a shop off the list of who got the letter, signed in or not. Told twice, it is so once.
pub async fn leave_by_letter(engine: &Engine, link: Leaving, now: Micros) -> Seen<()> {
    if !link.is_ours(engine) {
        return Err(Stop::Absent);
    }
    engine
        .act(now, move |act| {
            if store::follow::leave(act.tx, link.user, link.shop)? {
                act.event(EventKind::ShopFollowed, link.user.get(), &link.shop.to_string());
            }
            Ok(())
        })
        .await
}

/// Whether what was to be told still holds when a letter is written.
pub(crate) fn still_holds(shop: &Shop, now: Micros) -> bool {
    let is_away = shop.holiday.as_ref().is_some_and(|holiday| holiday.is_on(now));
    shop.state == ShopState::Open && !shop.quiet && !is_away
}
