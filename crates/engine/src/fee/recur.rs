//! What time does to a fee account: months of a year's fee are earned, a year begins anew, a deposit that nobody topped up
//! takes the shop off sale, the deposit of a shop that has ended goes back. One timer an account looks at all of it.

use domain::application::Move;
use domain::event::{Timer, TimerKind};
use domain::fee::{Fee, FeeKind, FeeNews, FeeState, turnover_refund};
use domain::policy::Fees;
use domain::{DAY, Micros, ShopId, bucket_of};
use ledger::AnnualRefund;
use money::Money;

use super::{Book, Holder};
use crate::stop::{OrAbsent, Widen};
use crate::{Act, Engine, Never, Seen};

/// Fires when something of an account is due.
pub(crate) async fn fall_due(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let mut holder = Holder::find::<Never>(act, timer.subject)?;
            let (is_trading, is_over) = (holder.is_trading(), holder.is_over(act)?);
            let shop = holder.shop();
            let book = holder.book();
            book.earn(act);
            if let Some(shop) = shop.filter(|_| is_trading) {
                book.end_year(act, shop)?;
                book.renew_year(act)?;
            }
            let is_back = is_over && book.give_deposit_back(act)?;
            let (seller, operator, currency) = (book.seller, book.market.operator, book.market.currency);
            if let Some(next) = book.next_look(act.now) {
                act.timer(timer.subject, TimerKind::FeesDue, next);
            }
            if is_back {
                holder.step(act, Move::DepositReturned, "", "")?;
            }
            holder.save(act)?;
            let event = act.mint(bucket_of(timer.subject));
            super::set_off(act, event, (seller, operator, currency)).widen()
        })
        .await
}

impl Book {
    /// Months of a year's fee that are over are income.
    fn earn(&mut self, act: &mut Act<'_, '_>) {
        let operator = self.market.operator;
        for fee in &mut self.fees {
            let amount = fee.earn(act.now);
            let event = act.mint(fee.id.bucket());
            let amount = Money::new(amount, fee.currency);
            act.post(fee.id.bucket(), operator, ledger::annual_fee_month_earned(event, fee.id.get(), amount));
        }
    }

    /// Years that were charged.
    fn years(&self) -> impl Iterator<Item = &Fee> {
        self.fees.iter().filter(|fee| fee.kind == FeeKind::Annual && fee.is_settled())
    }

    /// The rules of a year that begins then: for the first those under which the shop came, for later ones those of that
    /// day, since sellers were told of changes in time.
    fn rules_of_year(&self, act: &Act<'_, '_>, begins: Micros) -> Fees {
        let is_first = self.years().all(|fee| fee.covers_from.is_none_or(|from| from >= begins));
        if is_first {
            self.rules.clone()
        } else {
            act.engine.policy(self.market.id, begins).policy.fees.clone()
        }
    }

    /// The year that is over: what the turnover earned of it comes back, with its VAT.
    fn end_year(&mut self, act: &mut Act<'_, '_>, shop: ShopId) -> Seen<()> {
        let latest = self.years().max_by_key(|fee| fee.covers_until);
        let over = latest.filter(|fee| fee.covers_until.is_some_and(|until| until <= act.now));
        let Some((id, time)) = over.and_then(|fee| Some((fee.id, fee.covers_from.zip(fee.covers_until)?)))
        else {
            return Ok(());
        };
        let rules = self.rules_of_year(act, time.0);
        let fee = self.fees.iter().find(|fee| fee.id == id).or_absent::<Never>()?;
        let Some(tariff) = self.tariff_of_year(fee, &rules) else { return Ok(()) };
        let turnover = store::order::turnover(act.tx, shop, time)?;
        let back = turnover_refund(fee, &tariff.refunds, turnover);
        if back <= 0 {
            return Ok(());
        }
        let fee = self.fees.iter_mut().find(|fee| fee.id == id).or_absent::<Never>()?;
        let vat = fee.vat_on(back);
        fee.given_back += back;
        let (fee, net) = (fee.clone(), Money::new(back, fee.currency));
        let bucket = bucket_of(self.account);
        let refund = AnnualRefund {
            event: act.mint(bucket),
            fee: fee.id.get(),
            seller: self.seller.get(),
            net,
            vat_minor: vat,
            deferred_minor: fee.net - fee.earned,
        };
        act.post(bucket, self.market.operator, ledger::annual_fee_refunded(refund));
        crate::invoice::of_refund(act, &fee, (back, vat))?;
        self.tell(act, (FeeNews::GivenBack, net), "", None);
        Ok(())
    }

    /// A year that is over is followed by the next one, out of the balance or as a debt.
    fn renew_year(&mut self, act: &mut Act<'_, '_>) -> Seen<()> {
        let ends = self.years().filter_map(|fee| fee.covers_until);
        let Some(over) = ends.max().filter(|until| *until <= act.now) else { return Ok(()) };
        let rules = self.rules_of_year(act, over);
        let Some(id) = self.ask_for_year(act, &rules, act.now)? else { return Ok(()) };
        self.charge(act, id)?;
        if let Some(fee) = self.fees.iter_mut().find(|fee| fee.id == id) {
            fee.covers_from = Some(over);
            fee.covers_until = Some(domain::calendar::months_after(over, domain::fee::YEAR_MONTHS));
        }
        Ok(())
    }

    /// When the shop has ended for long enough, what is left of its deposit goes back; answers whether it did.
    fn give_deposit_back(&mut self, act: &mut Act<'_, '_>) -> Seen<bool> {
        if self.terms.as_ref().and_then(|terms| terms.back_at).is_none_or(|at| at > act.now) {
            return Ok(false);
        }
        let left = Money::new(self.deposit(act)?, self.market.currency);
        let (bucket, event) = (bucket_of(self.account), act.mint(bucket_of(self.account)));
        let transfers = ledger::deposit_returned(event, self.seller.get(), self.account, left);
        act.post(bucket, self.market.operator, transfers);
        let lodged = self.fees.iter_mut().filter(|fee| fee.kind == FeeKind::Deposit && fee.is_settled());
        lodged.for_each(|fee| fee.state = FeeState::Returned);
        self.tell(act, (FeeNews::DepositReturned, left), "", None);
        let terms = self.terms_mut();
        (terms.deposit, terms.top_up_by, terms.back_at) = (0, None, None);
        Ok(true)
    }

    /// A shop that has ended gets its deposit back after the days that the rules name; one that goes on keeps it.
    pub(crate) fn fit_end(&mut self, act: &mut Act<'_, '_>, has_ended: bool) {
        let days = self.rules.deposit_back_days;
        let account = self.account;
        let Some(terms) = self.terms.as_mut().filter(|terms| terms.deposit > 0) else { return };
        if has_ended && terms.back_at.is_none() {
            let back_at = act.now + days * DAY;
            terms.back_at = Some(back_at);
            act.timer(account, TimerKind::FeesDue, self.next_look(act.now).unwrap_or(back_at));
        } else if !has_ended {
            terms.back_at = None;
        }
    }

    /// When the account is looked at next. What is overdue and could not be done is tried again tomorrow.
    fn next_look(&self, now: Micros) -> Option<Micros> {
        let terms = self.terms.iter().flat_map(|terms| [terms.top_up_by, terms.back_at]);
        let months = self.fees.iter().map(Fee::next_month);
        // A year that is over and was not followed by another one is over for good.
        let end = self.years().filter_map(|fee| fee.covers_until).max().filter(|until| *until > now);
        let late = |at: Micros| if at > now { at } else { now + DAY };
        let is_waiting = |at: &Micros| {
            *at > now || self.terms.as_ref().and_then(|terms| terms.back_at).is_some_and(|back| back == *at)
        };
        terms.chain(months).chain([end]).flatten().filter(is_waiting).map(late).min()
    }
}
