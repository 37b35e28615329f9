//! A fee account inside an act: its terms, what it owes and paid, and the rules that hold for it. What is asked and not paid
//! is worked out anew each time. Changes are gathered here and written once, at the end of the act.

use domain::admission::ShopKind;
use domain::application::{Application, Move, Stage};
use domain::event::{EventKind, TimerKind};
use domain::fee::{Fee, FeeKind, FeeNews, FeeState, Terms};
use domain::market::Market;
use domain::policy::Fees;
use domain::policy::fees::Payer;
use domain::shop::{Shop, ShopState};
use domain::{ApplicationId, FeeId, Micros, SellerId, ShopId, bucket_of};
use ledger::{Account, AccountKind, Charge};
use money::{Money, Rate};
use store::{Stored, Tx};

use crate::application::Case;
use crate::mail::Told;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, Stop};

/// Deposits and years of one account that are looked at: a deposit is topped up now and then, a year comes once a year.
const FEES_MAX: i64 = 200;

/// A fee account with all that decides about it.
#[derive(Debug, Clone)]
pub(crate) struct Book {
    pub(crate) account: i64,
    pub(crate) seller: SellerId,
    pub(crate) market: Market,
    pub(crate) country: String,
    pub(crate) kind: ShopKind,
    /// Those that the shop named; none where it came without an application.
    pub(crate) categories: Vec<String>,
    pub(crate) rules: Fees,
    pub(crate) terms: Option<Terms>,
    pub(crate) fees: Vec<Fee>,
    before: (Option<Terms>, Vec<Fee>),
}

impl Book {
    fn new(tx: &mut Tx<'_>, account: i64, market: Market, of: (SellerId, &str), rules: Fees) -> Stored<Self> {
        let terms = store::fee::terms(tx, account)?;
        let fees = store::fee::fees_of(tx, account, &[FeeKind::Deposit, FeeKind::Annual], FEES_MAX)?;
        Ok(Self {
            account,
            seller: of.0,
            market,
            country: of.1.to_owned(),
            kind: ShopKind::Speciality,
            categories: Vec::new(),
            rules,
            before: (terms.clone(), fees.clone()),
            terms,
            fees,
        })
    }

    /// Of an application and the shop that comes of it; the rules are those under which it was begun.
    pub(crate) fn of_application(
        tx: &mut Tx<'_>,
        engine: &Engine,
        it: &Application,
        rules: Fees,
    ) -> Seen<Self> {
        let market = engine.market(it.market).or_absent()?;
        let book = Self::new(tx, it.id.get(), market, (it.seller, &it.country), rules)?;
        Ok(Self { kind: it.kind, categories: it.categories(), ..book })
    }

    /// Of a shop that came without an application.
    pub(crate) fn of_shop(tx: &mut Tx<'_>, engine: &Engine, shop: &Shop, now: Micros) -> Seen<Self> {
        let market = engine.market(shop.market).or_absent()?;
        let rules = engine.policy(shop.market, now).policy.fees.clone();
        Ok(Self::new(tx, shop.id.get(), market, (shop.seller, &shop.country), rules)?)
    }

    pub(super) fn payer(&self) -> Payer<'_> {
        Payer { kind: self.kind, categories: &self.categories, currency: self.market.currency }
    }

    /// What the rules ask for before a shop may open, net.
    pub(crate) fn asked(&self) -> Vec<(FeeKind, i64)> {
        let annual = self.rules.annual_of(self.payer()).map(|tariff| tariff.amount_minor);
        let both = [(FeeKind::Deposit, self.rules.deposit_of(self.payer())), (FeeKind::Annual, annual)];
        both.into_iter().filter_map(|(kind, net)| Some((kind, net?))).collect()
    }

    /// What of it was never paid, and a deposit that was not topped up in time.
    pub(crate) fn unpaid(&self, now: Micros) -> Vec<FeeKind> {
        let is_settled = |kind| self.fees.iter().any(|fee| fee.kind == kind && fee.is_settled());
        // Who trades already has some days for a deposit that came to be asked.
        let has_time = |kind| kind == FeeKind::Deposit && self.has_time(now);
        let asked = self.asked().into_iter().map(|(kind, _)| kind);
        let mut unpaid: Vec<FeeKind> = asked.filter(|kind| !is_settled(*kind) && !has_time(*kind)).collect();
        if self.is_late(now) && !unpaid.contains(&FeeKind::Deposit) {
            unpaid.push(FeeKind::Deposit);
        }
        unpaid
    }

    fn has_time(&self, now: Micros) -> bool {
        self.terms.as_ref().and_then(|terms| terms.top_up_by).is_some_and(|by| by > now)
    }

    /// Whether a deposit that is short was not topped up in time.
    fn is_late(&self, now: Micros) -> bool {
        self.terms.as_ref().and_then(|terms| terms.top_up_by).is_some_and(|by| by <= now)
    }

    pub(crate) fn due(&self) -> impl Iterator<Item = &Fee> {
        self.fees.iter().filter(|fee| fee.state == FeeState::Due)
    }

    pub(crate) fn due_minor(&self) -> i64 {
        self.due().map(Fee::gross).sum()
    }

    /// Writes down that an amount is due. A deposit bears no VAT: it stays the seller's.
    pub(crate) fn ask(
        &mut self,
        act: &Act<'_, '_>,
        (kind, net): (FeeKind, i64),
        due_at: Micros,
    ) -> Seen<FeeId> {
        let operator = act.engine.operator(self.market.operator).or_absent()?;
        let vat_ppm = match kind {
            FeeKind::Deposit => Rate::ZERO,
            _ => super::vat_rate(act.engine, &operator, &self.country, act.now),
        };
        let id = FeeId::from_raw(act.mint(bucket_of(self.account)));
        self.fees.push(Fee {
            id,
            account: self.account,
            seller: self.seller,
            market: self.market.id,
            operator: self.market.operator,
            kind,
            about: String::new(),
            net,
            vat: Money::new(net, self.market.currency).share(vat_ppm).minor,
            vat_ppm,
            currency: self.market.currency,
            state: FeeState::Due,
            owed: 0,
            covers_from: None,
            covers_until: None,
            earned: 0,
            months_earned: 0,
            given_back: 0,
            due_at,
            paid_at: None,
            version: 0,
        });
        Ok(id)
    }

    /// Writes down what is asked and was neither paid nor written down.
    pub(crate) fn ask_for_unpaid(&mut self, act: &Act<'_, '_>, due_at: Micros) -> Seen<()> {
        let unpaid = self.unpaid(act.now);
        let missing = |(kind, _): &(FeeKind, i64)| {
            unpaid.contains(kind)
                && !self.fees.iter().any(|fee| fee.kind == *kind && fee.state == FeeState::Due)
        };
        let missing: Vec<(FeeKind, i64)> = self.asked().into_iter().filter(missing).collect();
        for asked in missing {
            // A deposit that is short was asked for when it became so.
            let is_whole = !self.fees.iter().any(|fee| fee.kind == asked.0 && fee.is_settled());
            match asked.0 {
                _ if !is_whole => {}
                FeeKind::Annual => {
                    let rules = self.rules.clone();
                    self.ask_for_year(act, &rules, due_at)?;
                }
                _ => {
                    self.ask(act, asked, due_at)?;
                }
            }
        }
        Ok(())
    }

    /// What was never paid is not wanted any more.
    pub(crate) fn drop_due(&mut self) {
        let due = self.fees.iter_mut().filter(|fee| fee.state == FeeState::Due);
        due.for_each(|fee| fee.state = FeeState::Dropped);
    }

    pub(crate) fn terms_mut(&mut self) -> &mut Terms {
        self.terms.get_or_insert(Terms {
            account: self.account,
            seller: self.seller,
            market: self.market.id,
            operator: self.market.operator,
            currency: self.market.currency,
            deposit: 0,
            top_up_by: None,
            back_at: None,
            version: 0,
        })
    }

    /// Tells the seller by letter.
    pub(crate) fn tell(
        &self,
        act: &mut Act<'_, '_>,
        (news, amount): (FeeNews, Money),
        text: &str,
        until: Option<Micros>,
    ) {
        let told = Told { news, amount, text: text.to_owned(), until };
        let body = serde_json::to_string(&told).expect("texts and numbers are always JSON");
        act.event(EventKind::FeeTold, self.account, &body);
    }

    /// Pays all that is due out of what is available, which was seen to be enough.
    pub(crate) fn pay_due(&mut self, act: &mut Act<'_, '_>) -> Seen<()> {
        for at in 0..self.fees.len() {
            if self.fees[at].state == FeeState::Due {
                self.pay_one(act, at)?;
            }
        }
        Ok(())
    }

    fn pay_one(&mut self, act: &mut Act<'_, '_>, at: usize) -> Seen<()> {
        let has_deposit = self.fees.iter().any(|fee| fee.kind == FeeKind::Deposit && fee.is_settled());
        let (account, seller, now) = (self.account, self.seller.get(), act.now);
        let fee = &mut self.fees[at];
        fee.charged(0, now);
        let (id, net) = (fee.id.get(), Money::new(fee.net, fee.currency));
        let charge = Charge { fee: id, seller, net, vat_minor: fee.vat, available_minor: fee.net + fee.vat };
        let (kind, transfers) = match fee.kind {
            FeeKind::Deposit if has_deposit => {
                (fee.kind, ledger::deposit_topped_up(id, seller, account, net))
            }
            FeeKind::Deposit => (fee.kind, ledger::deposit_paid(id, seller, account, net)),
            FeeKind::Annual => (fee.kind, ledger::annual_fee_paid(charge)),
            FeeKind::Plan => (fee.kind, ledger::plan_charged(charge)),
            FeeKind::Listing => (fee.kind, ledger::listing_charged(charge)),
        };
        act.post(bucket_of(account), self.market.operator, transfers);
        crate::invoice::of_fee(act, &self.fees[at])?;
        let terms = self.terms_mut();
        if kind == FeeKind::Deposit {
            terms.top_up_by = None;
            if !has_deposit {
                terms.deposit = net.minor;
            }
        }
        act.timer(account, TimerKind::FeesDue, act.now);
        Ok(())
    }

    /// What the seller has available with this market's operator, in minor units.
    pub(crate) fn available(&self, act: &mut Act<'_, '_>) -> Stored<i64> {
        self.balance(act, Account::of(AccountKind::PayableAvailable, self.seller.get()))
    }

    /// What is left of the deposit.
    pub(crate) fn deposit(&self, act: &mut Act<'_, '_>) -> Stored<i64> {
        self.balance(act, Account::of(AccountKind::Deposit, self.account))
    }

    fn balance(&self, act: &mut Act<'_, '_>, account: Account) -> Stored<i64> {
        let (bucket, operator) = (bucket_of(self.account), self.market.operator);
        Ok(act.balance(bucket, operator, account, self.market.currency)?.minor)
    }

    /// Writes what changed since it was read.
    pub(crate) fn flush(&mut self, act: &mut Act<'_, '_>) -> Stored<()> {
        let known = |fee: &Fee| self.before.1.iter().find(|before| before.id == fee.id);
        let fresh: Vec<Fee> = self.fees.iter().filter(|fee| known(fee).is_none()).cloned().collect();
        let changed = |fee: &&Fee| known(fee).is_some_and(|before| before != *fee);
        let changed: Vec<Fee> = self.fees.iter().filter(changed).cloned().collect();
        store::insert(act.tx, &fresh)?;
        store::save(act.tx, &changed)?;
        match (&self.before.0, &self.terms) {
            (None, Some(terms)) => store::insert(act.tx, std::slice::from_ref(terms))?,
            (Some(before), Some(terms)) if before != terms => {
                store::save(act.tx, std::slice::from_ref(terms))?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whose account it is: a case that an application made, or a shop that came without one.
#[derive(Debug)]
pub(crate) enum Holder {
    Case(Box<Case>),
    Shop(Box<Book>, Box<Shop>),
}

impl Holder {
    /// The holder of an account.
    pub(crate) fn find<R>(act: &mut Act<'_, '_>, account: i64) -> Result<Self, Stop<R>> {
        let id = ApplicationId::from_raw(account);
        if store::application::application(act.tx, id)?.is_some() {
            return Ok(Self::Case(Box::new(Case::any(act, id)?)));
        }
        let shop = store::shop::shop(act.tx, ShopId::from_raw(account))?.or_absent()?;
        let (engine, now) = (act.engine.clone(), act.now);
        let book = Book::of_shop(act.tx, &engine, &shop, now).map_err(widen)?;
        Ok(Self::Shop(Box::new(book), Box::new(shop)))
    }

    /// The holder of the account of a shop.
    pub(crate) fn of_shop<R>(act: &mut Act<'_, '_>, shop: &Shop) -> Result<Self, Stop<R>> {
        match Case::of_shop(act, shop)? {
            Some(case) => Ok(Self::Case(Box::new(case))),
            None => Self::find(act, shop.id.get()),
        }
    }

    pub(crate) fn book(&mut self) -> &mut Book {
        match self {
            Self::Case(case) => &mut case.book,
            Self::Shop(book, _) => book,
        }
    }

    /// The shop, once there is one.
    pub(crate) fn shop(&self) -> Option<ShopId> {
        match self {
            Self::Case(case) => case.it.shop.map(ShopId::from_raw),
            Self::Shop(_, shop) => Some(shop.id),
        }
    }

    /// The id under which people find it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Case(case) => case.it.id.to_string(),
            Self::Shop(_, shop) => shop.id.to_string(),
        }
    }

    /// Whether what is due may still be paid.
    pub(crate) fn takes_money(&self) -> bool {
        match self {
            Self::Case(case) => case.it.stage.takes_money(),
            Self::Shop(..) => true,
        }
    }

    /// Whether the shop sells, or is only suspended: it goes on costing what it costs.
    pub(crate) fn is_trading(&self) -> bool {
        match self {
            Self::Case(case) => matches!(case.it.stage, Stage::Open | Stage::Supervised),
            Self::Shop(_, shop) => shop.state != ShopState::Closed,
        }
    }

    /// Whether the shop has ended and nothing that was bought in it is under way.
    pub(crate) fn is_over(&self, act: &mut Act<'_, '_>) -> Seen<bool> {
        let (has_ended, shop) = match self {
            Self::Case(case) => (case.it.stage.gives_back(), case.it.shop.map(ShopId::from_raw)),
            Self::Shop(_, shop) => (shop.state == ShopState::Closed, Some(shop.id)),
        };
        let Some(shop) = shop.filter(|_| has_ended) else { return Ok(has_ended) };
        Ok(!crate::application::is_under_way(act, shop)?)
    }

    /// Adds a dated step to the application's timeline, if there is one.
    pub(crate) fn step(&self, act: &mut Act<'_, '_>, step: Move, by: &str, text: &str) -> Stored<()> {
        match self {
            Self::Case(case) => case.step(act, step, by, text),
            Self::Shop(..) => Ok(()),
        }
    }

    /// Ends the act: stage and shop follow what is paid, changes are written.
    pub(crate) fn save<R>(self, act: &mut Act<'_, '_>) -> Result<(), Stop<R>> {
        match self {
            Self::Case(case) => case.save(act).map(drop),
            Self::Shop(mut book, shop) => {
                book.fit_end(act, shop.state == ShopState::Closed);
                book.flush(act)?;
                let is_late = book.is_late(act.now);
                let is_suspended = store::suspension::goes_on(act.tx, shop.id)?.is_some();
                let state = match shop.state {
                    ShopState::Open if is_late => ShopState::Supervised,
                    ShopState::Supervised if !is_late && !is_suspended => ShopState::Open,
                    _ => return Ok(()),
                };
                act.event(EventKind::ShopChanged, shop.id.get(), "");
                Ok(store::save(act.tx, &[Shop { state, ..*shop }])?)
            }
        }
    }
}

fn widen<R>(stop: Stop<Never>) -> Stop<R> {
    stop.map(|never| match never {})
}
