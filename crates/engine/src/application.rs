//! Applications: how a seller comes to a shop. Each act loads the whole case, lets `domain` decide, and brings the shop in line
//! with the stage. What is lacking is worked out anew each time: nothing is open that may not be.

mod applicant;
mod begin;
mod category;
mod check;
mod due;
mod file;
mod invitation;
mod listed;
mod remind;
mod review;
mod seen;
mod watched;

pub use applicant::{
    Details, answer, appeal, become_trader, close, open_shop, save_details, submit, take_back,
};
pub use begin::{Begin, begin};
pub use category::name_categories;
pub use check::{ClearCheck, clear_check};
pub(crate) use check::{ask_again, perform};
pub(crate) use due::{application_due, is_under_way, paper_ends};
pub(crate) use file::delete;
pub use file::{AddPaper, FileLink, PaperFile, add_paper, link, read_file};
pub use invitation::{
    DAYS_MAX as INVITATION_DAYS_MAX, NOTE_LETTERS_MAX as INVITATION_NOTE_LETTERS_MAX, NewInvitation,
    USES_MAX as INVITATION_USES_MAX, invitations, invite,
};
pub(crate) use listed::list;
pub use listed::{PAGE, Queue, queue, waiting};
pub use remind::{remind, remind_paper};
pub(crate) use remind::{remind_applicant, remind_of_paper, told};
pub(crate) use review::take_one;
pub use review::{Judgement, ask, judge, pass, refuse, rule, score, send_back, take};
pub use seen::{ApplicationView, for_applicant, for_checker, of_member};
pub use store::application::{Invitation, ListedApplication};
pub use store::paper::{ListedPaper, PaperReading};
pub use watched::watched;

use domain::admission::{Admission, Checklist};
use domain::application::{Application, ApplicationRefusal, ApplicationStep, Move, Stage};
use domain::event::{EventKind, TimerKind};
use domain::paper::{Evidence, Lack, Paper, ProviderCheck};
use domain::seller::{Seller, Trader};
use domain::shop::{Shop, ShopState};
use domain::wording::Wording;
use domain::{ApplicationId, DAY, EventId, Micros, ShopId};
use store::{Stored, Tx};

use crate::fee::Book;
use crate::shop::{SLUG, slug_claim};
use crate::stop::OrAbsent;
use crate::{Act, Engine, OperatorMember, Seen, SellerMember, Stop};

/// Endings tried for the short name of a shop.
const SLUGS_TRIED: i64 = 50;
const HUE: i64 = 200;
const HANDLING_DAYS: i64 = 3;

/// An application with all that decides about it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) it: Application,
    pub(crate) papers: Vec<Paper>,
    pub(crate) checks: Vec<ProviderCheck>,
    pub(crate) seller: Seller,
    pub(crate) trader: Trader,
    pub(crate) admission: Admission,
    pub(crate) list: Checklist,
    /// The operator has stopped the shop.
    pub(crate) is_suspended: bool,
    /// Places of the market's tree that it may name.
    pub(crate) places: Vec<String>,
    /// What it owes and has paid.
    pub(crate) book: Book,
}

impl Case {
    /// Reads a case; the rules are those under which it was begun.
    pub(crate) fn read(tx: &mut Tx<'_>, engine: &Engine, it: Application, now: Micros) -> Seen<Self> {
        let policy = engine.version_in(tx, it.market, it.policy_number)?.policy.clone();
        let admission = policy.admission;
        // Never an empty list instead: nothing would be lacking.
        let list = admission.checklist(it.kind, &it.country);
        let list =
            list.ok_or_else(|| Stop::fault(format!("{} is of a kind that has no checklist", it.id)))?;
        let seller = store::seller::seller(tx, it.seller)?.or_absent()?;
        let trader = store::seller::trader(tx, it.seller)?.or_absent()?;
        let book = Book::of_application(tx, engine, &it, policy.fees)?;
        let (papers, checks) = (store::paper::papers(tx, it.id)?, store::application::checks(tx, it.id)?);
        let shop = it.shop.map(ShopId::from_raw);
        let suspended = shop.map(|shop| store::suspension::goes_on(tx, shop)).transpose()?.flatten();
        Ok(Self {
            places: category::places(engine, it.market, it.kind, now),
            it,
            papers,
            checks,
            seller,
            trader,
            admission,
            list,
            book,
            is_suspended: suspended.is_some(),
        })
    }

    fn load<R>(
        act: &mut Act<'_, '_>,
        id: ApplicationId,
        is_theirs: impl FnOnce(&Application) -> bool,
    ) -> Result<Self, Stop<R>> {
        let it = store::application::application(act.tx, id)?.filter(is_theirs).or_absent()?;
        let engine = act.engine.clone();
        Self::read(act.tx, &engine, it, act.now).map_err(|stop| stop.map(|never| match never {}))
    }

    pub(crate) fn of_applicant<R>(
        act: &mut Act<'_, '_>,
        member: &SellerMember,
        id: ApplicationId,
    ) -> Result<Self, Stop<R>> {
        Self::load(act, id, |it| it.seller == member.seller)
    }

    /// What was never sent in is nobody's business but the applicant's.
    pub(crate) fn of_checker<R>(
        act: &mut Act<'_, '_>,
        member: &OperatorMember,
        id: ApplicationId,
    ) -> Result<Self, Stop<R>> {
        Self::load(act, id, |it| it.operator == member.operator && it.submitted_at.is_some())
    }

    pub(crate) fn any<R>(act: &mut Act<'_, '_>, id: ApplicationId) -> Result<Self, Stop<R>> {
        Self::load(act, id, |_| true)
    }

    /// The case that a shop came from, if it came by an application.
    pub(crate) fn of_shop<R>(act: &mut Act<'_, '_>, shop: &Shop) -> Result<Option<Self>, Stop<R>> {
        let found = store::application::of_shop(act.tx, shop.seller, shop.id.get())?;
        found.map(|it| Self::any(act, it.id)).transpose()
    }

    /// What it has to show for itself.
    fn with_evidence<T>(&self, look: impl FnOnce(&Evidence<'_>) -> T) -> T {
        let attested = self.it.attestations();
        look(&Evidence {
            papers: &self.papers,
            checks: &self.checks,
            attested: &attested,
            seller: &self.seller,
            trader: &self.trader,
        })
    }

    pub(crate) fn lacks(&self, now: Micros) -> Vec<Lack> {
        let mut lacks = self.with_evidence(|evidence| evidence.lacks(&self.list, now));
        let is_unnamed = self.it.categories.is_empty() && !self.places.is_empty();
        lacks.extend(is_unnamed.then_some(Lack::Detail("categories")));
        lacks.extend(self.is_suspended.then_some(Lack::Suspended));
        lacks.extend(self.book.unpaid(now).into_iter().map(Lack::Unpaid));
        lacks
    }

    /// Adds a dated step and tells who lists and writes letters.
    pub(crate) fn step(&self, act: &mut Act<'_, '_>, step: Move, by_whom: &str, text: &str) -> Stored<()> {
        let id = EventId::from_raw(act.mint(self.it.id.bucket()));
        let row = ApplicationStep {
            application: self.it.id,
            id,
            step,
            by_whom: by_whom.to_owned(),
            text: text.to_owned(),
            at: act.now,
        };
        store::insert(act.tx, &[row])?;
        act.event(EventKind::ApplicationMoved, self.it.id.get(), domain::Code::code(step));
        Ok(())
    }

    /// Ends an act: the stage follows what is lacking, the shop follows the stage, the deadline has its timer.
    pub(crate) fn save<R>(mut self, act: &mut Act<'_, '_>) -> Result<Application, Stop<R>> {
        let lacks = self.lacks(act.now);
        if self.it.paid(&lacks, &self.admission.days, act.now) {
            self.step(act, Move::Preparing, "", "")?;
        }
        if let Some(step) = self.it.follow(&lacks, &self.admission.days, act.now) {
            self.step(act, step, "", "")?;
        }
        self.fit_shop(act)?;
        self.fit_book(act).map_err(|stop| stop.map(|never| match never {}))?;
        match self.it.due_at {
            Some(due_at) => act.timer(self.it.id.get(), TimerKind::ApplicationDue, due_at),
            None => act.drop_timer(self.it.id.get(), TimerKind::ApplicationDue),
        }
        store::save(act.tx, std::slice::from_ref(&self.it))?;
        Ok(self.it)
    }

    /// What is asked and not paid is written down; what nobody will pay any more is not wanted.
    fn fit_book(&mut self, act: &mut Act<'_, '_>) -> Seen<()> {
        if self.it.stage.takes_money() {
            let due_at = self.it.due_at.unwrap_or(act.now);
            self.book.ask_for_unpaid(act, due_at)?;
        } else if self.it.stage.is_end() {
            self.book.drop_due();
        }
        self.book.fit_end(act, self.it.stage.gives_back());
        Ok(self.book.flush(act)?)
    }

    /// The steps of an approval: what is due is told, or that nothing is.
    fn approved(&self, act: &mut Act<'_, '_>) -> Stored<()> {
        if self.it.stage == Stage::Paying {
            return self.step(act, Move::PaymentDue, "", "");
        }
        self.step(act, Move::NothingDue, "", "")?;
        self.step(act, Move::Preparing, "", "")
    }

    fn fit_shop<R>(&mut self, act: &mut Act<'_, '_>) -> Result<(), Stop<R>> {
        let state = match self.it.stage {
            Stage::Preparing => ShopState::Preparing,
            Stage::Open => ShopState::Open,
            Stage::Supervised => ShopState::Supervised,
            Stage::Closed | Stage::Settled | Stage::Lapsed => ShopState::Closed,
            _ => return Ok(()),
        };
        let Some(id) = self.it.shop else {
            if state == ShopState::Preparing {
                self.it.shop = Some(self.make_shop(act)?.get());
            }
            return Ok(());
        };
        let mut shop = store::shop::shop(act.tx, ShopId::from_raw(id))?.or_absent()?;
        if shop.state == state {
            return Ok(());
        }
        if shop.state == ShopState::Preparing && state == ShopState::Open {
            shop.opened_at = act.now;
        }
        shop.state = state;
        act.event(EventKind::ShopChanged, id, "");
        Ok(store::save(act.tx, &[shop])?)
    }

    /// The shop that an approval brings, for its seller to fill. Nobody else sees it yet.
    fn make_shop<R>(&self, act: &mut Act<'_, '_>) -> Result<ShopId, Stop<R>> {
        let id = ShopId::from_raw(act.mint(self.it.seller.bucket()));
        let slug = free_slug(act, self, id)?;
        let shop = Shop {
            id,
            seller: self.it.seller,
            market: self.it.market,
            slug,
            name: self.it.shop_name.clone(),
            story: Wording::default(),
            drawing: "shop".to_owned(),
            hue: HUE,
            city: self.seller.city.clone(),
            country: self.it.country.clone(),
            state: ShopState::Preparing,
            handling_days: HANDLING_DAYS,
            opened_at: act.now,
            quiet: false,
            holiday: None,
            version: 0,
        };
        store::insert(act.tx, &[shop])?;
        if store::timer::due_at(act.tx, self.it.seller.get(), TimerKind::PayoutProposes)?.is_none() {
            act.timer(self.it.seller.get(), TimerKind::PayoutProposes, act.now + DAY);
        }
        crate::shop::begin_invoicing(act, self.it.seller)?;
        act.event(EventKind::ShopChanged, id.get(), "");
        Ok(id)
    }
}

/// The shop's name as an address, with a number where others have it already.
fn free_slug<R>(act: &mut Act<'_, '_>, case: &Case, shop: ShopId) -> Result<String, Stop<R>> {
    let wished = domain::address::slug(&case.it.shop_name, "shop");
    for number in 1..=SLUGS_TRIED {
        let slug = if number == 1 { wished.clone() } else { format!("{wished}-{number}") };
        if store::user::claim(act.tx, SLUG, &slug_claim(case.it.market, &slug), shop.get(), act.now)? {
            return Ok(slug);
        }
    }
    let last = format!("{wished}-{}", shop.get() % 1_000_000_007);
    let claim = slug_claim(case.it.market, &last);
    if store::user::claim(act.tx, SLUG, &claim, shop.get(), act.now)? { Ok(last) } else { Err(Stop::Absent) }
}

type Outcome<T = ()> = Result<T, Stop<ApplicationRefusal>>;
