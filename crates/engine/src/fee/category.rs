//! What the categories of a shop do to its fees: a year says which category made its price, and a shop that names dearer ones
//! tops up its deposit. A year that runs costs what it cost; nothing that was lodged goes back before the end.

use domain::event::TimerKind;
use domain::fee::{Fee, FeeKind, FeeNews, FeeState};
use domain::policy::Fees;
use domain::policy::fees::{Payer, Tariff};
use domain::{DAY, FeeId, Micros};
use money::Money;

use super::Book;
use crate::stop::OrAbsent;
use crate::{Act, Seen};

/// What a shop owes more than before, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rise {
    /// Of the deposit.
    deposit: i64,
    /// A first year, with its VAT, where none was asked before.
    year: i64,
}

impl Rise {
    pub(crate) fn total(self) -> i64 {
        self.deposit + self.year
    }
}

impl Book {
    /// The tariff of a year that was charged, in some rules: that of the category that made its price.
    pub(super) fn tariff_of_year<'r>(&self, fee: &Fee, rules: &'r Fees) -> Option<&'r Tariff> {
        let path = Some(fee.about.clone()).filter(|path| !path.is_empty());
        let priced_by: Vec<String> = path.into_iter().collect();
        rules.annual_of(Payer { categories: &priced_by, ..self.payer() })
    }

    /// Writes down that a year's fee is due, and which category makes its price.
    pub(super) fn ask_for_year(
        &mut self,
        act: &Act<'_, '_>,
        rules: &Fees,
        due_at: Micros,
    ) -> Seen<Option<FeeId>> {
        let Some(tariff) = rules.annual_of(self.payer()).cloned() else { return Ok(None) };
        let id = self.ask(act, (FeeKind::Annual, tariff.amount_minor), due_at)?;
        if let Some(fee) = self.fees.iter_mut().find(|fee| fee.id == id) {
            fee.about = tariff.category.unwrap_or_default();
        }
        Ok(Some(id))
    }

    /// What the categories that it has now cost more than those that it paid by.
    pub(crate) fn rise(&self, act: &mut Act<'_, '_>) -> Seen<Rise> {
        let wanted = self.rules.deposit_of(self.payer()).unwrap_or_default();
        let lodged = self.terms.as_ref().map_or(0, |terms| terms.deposit);
        let left = self.deposit(act)?;
        let is_due = |fee: &&Fee| fee.kind == FeeKind::Deposit && fee.state == FeeState::Due;
        let due: i64 = self.fees.iter().filter(is_due).map(|fee| fee.net).sum();
        // What the operator asks by hand may be more, and stands until it is paid.
        let is_short =
            wanted > lodged && wanted - left > due && self.rules.is_short(wanted, left, self.market.currency);
        let has_year = self.fees.iter().any(|fee| fee.kind == FeeKind::Annual && fee.is_settled());
        let year = self.rules.annual_of(self.payer()).filter(|_| !has_year).map(|tariff| tariff.amount_minor);
        let operator = act.engine.operator(self.market.operator).or_absent()?;
        let vat = super::vat_rate(act.engine, &operator, &self.country, act.now);
        let gross = |net| net + Money::new(net, self.market.currency).share(vat).minor;
        Ok(Rise {
            deposit: if is_short { wanted - left } else { 0 },
            year: year.map(gross).unwrap_or_default(),
        })
    }

    /// Asks for what the categories cost more: a shop in trade has the days for topping up, another one pays before it opens.
    pub(crate) fn ask_for_rise(&mut self, act: &mut Act<'_, '_>, rise: Rise, is_trading: bool) -> Seen<()> {
        let by = if is_trading { act.now + self.rules.top_up_days * DAY } else { act.now };
        if rise.deposit > 0 {
            let left = self.deposit(act)?;
            self.terms_mut().deposit = left + rise.deposit;
            self.ask_to_top_up(act, left, by)?;
            let amount = Money::new(rise.deposit, self.market.currency);
            self.tell(act, (FeeNews::DepositAsked, amount), "", Some(by));
        }
        if rise.year > 0 {
            let due = self.fees.iter_mut().filter(|fee| fee.state == FeeState::Due);
            due.filter(|fee| fee.kind == FeeKind::Annual).for_each(|fee| fee.state = FeeState::Dropped);
            let rules = self.rules.clone();
            if let Some(id) = self.ask_for_year(act, &rules, act.now)? {
                self.charge(act, id)?;
            }
        }
        if rise.total() > 0 {
            act.timer(self.account, TimerKind::FeesDue, act.now);
        }
        Ok(())
    }

    /// Asks for what is missing of a deposit of which so much is left. An earlier day stands.
    pub(super) fn ask_to_top_up(&mut self, act: &mut Act<'_, '_>, left: i64, by: Micros) -> Seen<()> {
        let open =
            self.fees.iter_mut().filter(|fee| fee.kind == FeeKind::Deposit && fee.state == FeeState::Due);
        open.for_each(|fee| fee.state = FeeState::Dropped);
        let asked = self.terms_mut().deposit;
        self.ask(act, (FeeKind::Deposit, asked - left), by)?;
        let by = self.terms_mut().top_up_by.map_or(by, |known| known.min(by));
        self.terms_mut().top_up_by = Some(by);
        act.timer(self.account, TimerKind::FeesDue, by);
        Ok(())
    }
}
