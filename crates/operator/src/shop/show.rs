//! One shop as its operator sees it: who runs it, how it stands, its suspensions with complaints and answers.

use askama::Template;
use domain::Code;
use domain::application::Application;
use domain::seller::Seller;
use domain::shop::{Shop, ShopStanding, ShopState};
use domain::stand_in::MINUTES;
use domain::suspension::{Suspension, SuspensionCause};
use web::{Choice, Desk, Form, Frame, Words};

use crate::mark::Mark;
use crate::place::Place;

/// A shop with what an operator may know of it.
#[derive(Debug)]
pub(super) struct Told {
    pub shop: Shop,
    pub seller: Seller,
    pub application: Option<Application>,
    /// The newest first.
    pub suspensions: Vec<Suspension>,
    /// Whoever looks may begin to act for the seller.
    pub may_act_for: bool,
    pub sees_fees: bool,
}

#[derive(Debug, Template)]
#[template(path = "shop/show.html")]
pub(crate) struct ShowShop {
    frame: Frame,
    desk: Desk,
    list: String,
    name: String,
    mark: Mark,
    /// The shop as buyers see it.
    public: String,
    facts: Vec<(String, String)>,
    /// Empty where it came without one.
    application: String,
    current: Option<Past>,
    past: Vec<Past>,
    base: String,
    /// Where the current suspension's forms go.
    base_current: String,
    market: String,
    can: Can,
    causes: Vec<Choice>,
    /// For how long one may act for the seller.
    minutes: Vec<Choice>,
    form: Form,
}

/// What may be done now.
#[derive(Debug, Clone, Copy, Default)]
struct Can {
    suspend: bool,
    rule: bool,
    close: bool,
    open: bool,
    act_for: bool,
    see_fees: bool,
}

/// A suspension in words.
#[derive(Debug)]
struct Past {
    cause: String,
    text: String,
    by: String,
    complaint: String,
    complained: String,
    ruling: String,
    ruled: String,
    /// When it ended; empty while it goes on.
    ended: String,
}

impl ShowShop {
    pub(super) fn new(frame: Frame, place: &Place, told: &Told, form: Form) -> Self {
        let (words, shop) = (place.words, &told.shop);
        let (current, past): (Vec<&Suspension>, Vec<_>) =
            told.suspensions.iter().partition(|one| one.goes_on());
        let current = current.first().copied();
        let standing = ShopStanding::of(shop.state, current);
        let id = shop.id;
        let can = Can {
            suspend: current.is_none() && matches!(shop.state, ShopState::Open | ShopState::Supervised),
            rule: current.is_some_and(Suspension::is_complained_of),
            close: shop.state != ShopState::Closed,
            open: shop.state == ShopState::Closed && current.is_none(),
            act_for: told.may_act_for && shop.state != ShopState::Closed,
            see_fees: told.sees_fees,
        };
        Self {
            desk: place.desk(),
            list: place.to("/operator/shops"),
            name: shop.name.clone(),
            mark: Mark::standing(words, standing),
            public: place.on_market(&format!("/shop/{}", shop.slug)),
            facts: facts(place, told),
            application: told
                .application
                .as_ref()
                .filter(|it| it.submitted_at.is_some())
                .map(|it| place.to(&format!("/operator/applications/{}", it.id)))
                .unwrap_or_default(),
            base_current: current.map(|it| format!("/operator/suspensions/{}", it.id)).unwrap_or_default(),
            current: current.map(|it| said(place, it)),
            past: past.into_iter().map(|it| said(place, it)).collect(),
            base: format!("/operator/shops/{id}"),
            market: place.query().to_owned(),
            can,
            causes: causes(words),
            minutes: minutes(words),
            form,
            frame: frame.titled(shop.name.clone()),
        }
    }
}

fn facts(place: &Place, told: &Told) -> Vec<(String, String)> {
    let (words, seller) = (place.words, &told.seller);
    let town = format!("{} {}", seller.postcode, seller.city);
    vec![
        (words.say("operator-seller").into_owned(), seller.legal_name.clone()),
        (words.say("suspension-seller-mail").into_owned(), seller.email.clone()),
        (
            words.say("suspension-address").into_owned(),
            [seller.street.as_str(), town.trim(), &words.country(&seller.country)].join(", "),
        ),
        (words.say("operator-opened").into_owned(), words.date(told.shop.opened_at, place.offset_minutes)),
    ]
}

fn said(place: &Place, it: &Suspension) -> Past {
    let words = place.words;
    let date = |at: i64| words.date_time(at, place.offset_minutes);
    let by = |name: &str, at: i64| {
        words.with("suspension-by", &[("name", name.into()), ("date", date(at).into())])
    };
    Past {
        cause: words.say(&format!("suspension-cause-{}", it.cause.code())).into_owned(),
        text: it.text.clone(),
        by: by(&it.by_whom, it.since),
        complaint: it.complaint.clone(),
        complained: it.complained_at.map(date).unwrap_or_default(),
        ruling: it.ruling.clone(),
        ruled: it.ruled_at.map(|at| by(&it.ruled_by, at)).unwrap_or_default(),
        ended: it
            .ended_at
            .map(|at| words.with("suspension-ended", &[("date", date(at).into())]))
            .unwrap_or_default(),
    }
}

fn causes(words: Words) -> Vec<Choice> {
    let label =
        |cause: &SuspensionCause| words.say(&format!("suspension-cause-{}", cause.code())).into_owned();
    SuspensionCause::ALL.iter().map(|cause| Choice::new(cause.code(), label(cause))).collect()
}

fn minutes(words: Words) -> Vec<Choice> {
    let label = |count: i64| words.with("acting-minutes-of", &[("count", count.into())]);
    MINUTES.into_iter().map(|count| Choice::new(count.to_string(), label(count))).collect()
}
