//! What clients were told, held against the books: a purchase too many, a piece or a cent that is off, and the run has
//! failed. Reads the database after the server has ended.

use engine::Engine;
use engine::plain::told;
use store::check::Totals;

use super::buyer::Ended;

/// What the clients of a run were told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    pub purchases: i64,
    pub minor: i64,
    pub pieces: i64,
    pub refused: i64,
}

impl Told {
    pub fn note(&mut self, ended: Ended, pieces: i64) {
        match ended {
            Ended::Paid { minor } => {
                self.purchases += 1;
                self.minor += minor;
                self.pieces += pieces;
            }
            Ended::Refused => self.refused += 1,
        }
    }

    /// The same, so many times.
    pub fn times(self, count: i64) -> Self {
        Self {
            purchases: self.purchases * count,
            minor: self.minor * count,
            pieces: self.pieces * count,
            refused: self.refused * count,
        }
    }

    pub fn join(&mut self, other: Self) {
        self.purchases += other.purchases;
        self.minor += other.minor;
        self.pieces += other.pieces;
        self.refused += other.refused;
    }
}

/// Compares, and lets the doctor look at everything. Answers how many of the doctor's checks hold: all of them.
pub async fn compare(engine: &Engine, told_to_clients: Told, stocked: i64) -> anyhow::Result<usize> {
    let totals = engine.db().heavy(store::check::totals).await?;
    let off = differences(told_to_clients, stocked, &totals);
    anyhow::ensure!(off.is_empty(), "what clients were told is not what the books say: {}", off.join("; "));
    let checks = told(engine::doctor::run(engine).await, "the doctor")?;
    let broken: Vec<String> = checks
        .iter()
        .filter(|check| !check.holds)
        .map(|check| format!("{} {}", check.name, check.found))
        .collect();
    anyhow::ensure!(broken.is_empty(), "the doctor found: {}", broken.join("; "));
    Ok(checks.len())
}

/// Each client bought of one shop at a time: a purchase is one order.
fn differences(told: Told, stocked: i64, totals: &Totals) -> Vec<String> {
    let table = [
        ("purchases paid", told.purchases, totals.purchases),
        ("orders", told.purchases, totals.orders),
        ("charges at the provider", told.purchases, totals.charges),
        ("cents of purchases", told.minor, totals.purchased),
        ("cents of orders", told.minor, totals.ordered),
        ("cents captured in the ledger", told.minor, totals.captured),
        ("cents charged by the provider", told.minor, totals.charged),
        ("pieces ordered", told.pieces, totals.pieces),
        ("pieces sold from stock", told.pieces, totals.stock_sold),
        ("pieces on hand", stocked, totals.stock_on_hand),
        ("pieces still held", 0, totals.stock_held),
    ];
    let off = table.into_iter().filter(|(_, told, found)| told != found);
    off.map(|(what, told, found)| format!("{what}: {told} expected, {found} found")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cent_that_is_off_is_found() {
        let told = Told { purchases: 2, minor: 4_580, pieces: 3, refused: 1 };
        let right = Totals {
            purchases: 2,
            purchased: 4_580,
            orders: 2,
            ordered: 4_580,
            captured: 4_580,
            charges: 2,
            charged: 4_580,
            pieces: 3,
            stock_on_hand: 100,
            stock_held: 0,
            stock_sold: 3,
        };
        assert!(differences(told, 100, &right).is_empty());
        let off = Totals { captured: 4_579, ..right };
        assert_eq!(differences(told, 100, &off), ["cents captured in the ledger: 4580 expected, 4579 found"]);
        assert_eq!(differences(told, 101, &right).len(), 1);
    }
}
