//! The provider's daily settlement file: what it collected, paid and kept, line by line, so that ledger and provider can
//! be compared. Streams both ways. A malformed line is refused with its number and never guessed at.

use std::io::{self, Read, Write};

use csv::StringRecord;
use money::{Currency, Money};

pub use crate::day::{Day, NotADay};
use crate::records::{RecordFault, Records};

/// A reference or intent longer than this is no provider's.
const TEXT_BYTES_MAX: usize = 255;
pub const LINES_MAX: u64 = 10_000_000;
const HEADER: [&str; 8] = ["date", "reference", "intent", "kind", "gross", "fee", "net", "currency"];

/// One line: money that moved at the provider. Charges are positive, what goes out is negative; `net = gross - fee`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementLine {
    pub date: Day,
    pub reference: String,
    pub intent: String,
    pub kind: SettlementKind,
    pub gross: Money,
    pub fee: Money,
    pub net: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SettlementKind {
    Charge,
    Refund,
    Payout,
    /// A fee of its own, such as for an account: gross is zero.
    Fee,
}

/// Why a line is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    #[error("the first line is not the header of a settlement file")]
    HeaderUnknown,
    #[error("the line has not eight cells")]
    CellCount,
    #[error("the date is not written YYYY-MM-DD")]
    Date,
    #[error("the reference or the intent is empty or too long")]
    Reference,
    #[error("the kind is unknown")]
    Kind,
    #[error("the currency is unknown")]
    Currency,
    #[error("an amount can't be read")]
    Amount,
    #[error("the sign of the amount does not fit the kind")]
    Sign,
    #[error("net is not gross minus fee")]
    Sum,
    #[error("the file has too many lines")]
    TooManyLines,
    #[error("the file can't be read further")]
    Unreadable,
}

/// A refused line, counted from 1 (the header); 0 if the file itself failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct LineRefusal {
    pub line: u64,
    pub fault: LineFault,
}

impl LineFault {
    pub fn code(self) -> &'static str {
        match self {
            Self::HeaderUnknown => "settlement.header_unknown",
            Self::CellCount => "settlement.cell_count",
            Self::Date => "settlement.date",
            Self::Reference => "settlement.reference",
            Self::Kind => "settlement.kind",
            Self::Currency => "settlement.currency",
            Self::Amount => "settlement.amount",
            Self::Sign => "settlement.sign",
            Self::Sum => "settlement.sum",
            Self::TooManyLines => "settlement.too_many_lines",
            Self::Unreadable => "settlement.unreadable",
        }
    }
}

impl SettlementKind {
    const ALL: [(&'static str, Self); 4] =
        [("charge", Self::Charge), ("refund", Self::Refund), ("payout", Self::Payout), ("fee", Self::Fee)];

    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map(|(code, _)| *code).expect("every kind is listed")
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(code, _)| *code == text).map(|(_, kind)| *kind)
    }

    fn allows(self, gross: Money) -> bool {
        match self {
            Self::Charge => gross.minor > 0,
            Self::Refund | Self::Payout => gross.minor < 0,
            Self::Fee => gross.minor == 0,
        }
    }
}

/// Writes a whole file; what it writes, [`read`] accepts.
pub fn write<W: Write>(out: W, lines: impl IntoIterator<Item = SettlementLine>) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADER)?;
    for line in lines {
        let (date, amount) = (line.date.to_string(), Money::to_plain);
        let amounts = [amount(&line.gross), amount(&line.fee), amount(&line.net)];
        let [gross, fee, net] = amounts.each_ref().map(String::as_str);
        let currency = line.gross.currency;
        let cells =
            [&date, &line.reference, &line.intent, line.kind.code(), gross, fee, net, currency.code()];
        csv.write_record(cells)?;
    }
    csv.flush()
}

/// The lines of a file, each read or refused. Nothing follows a wrong header or an unreadable record.
pub fn read<R: Read>(file: R) -> SettlementLines<R> {
    SettlementLines { records: Records::new(file, b','), header_read: false, ended: false }
}

/// See [`read`].
#[derive(Debug)]
pub struct SettlementLines<R> {
    records: Records<R>,
    header_read: bool,
    ended: bool,
}

impl<R: Read> SettlementLines<R> {
    fn end(&mut self, line: u64, fault: LineFault) -> Option<Result<SettlementLine, LineRefusal>> {
        self.ended = true;
        Some(Err(LineRefusal { line, fault }))
    }
}

impl<R: Read> Iterator for SettlementLines<R> {
    type Item = Result<SettlementLine, LineRefusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if !self.header_read {
            self.header_read = true;
            match self.records.next() {
                Some(Ok(row)) if row.cells == *HEADER.as_slice() => {}
                _ => return self.end(1, LineFault::HeaderUnknown),
            }
        }
        match self.records.next()? {
            Err(RecordFault::TooLong { line }) => self.end(line, LineFault::Unreadable),
            Err(RecordFault::Io(_)) => self.end(0, LineFault::Unreadable),
            Ok(row) if row.line > LINES_MAX => self.end(row.line, LineFault::TooManyLines),
            Ok(row) => Some(parse(&row.cells).map_err(|fault| LineRefusal { line: row.line, fault })),
        }
    }
}

fn parse(cells: &StringRecord) -> Result<SettlementLine, LineFault> {
    if cells.len() != HEADER.len() {
        return Err(LineFault::CellCount);
    }
    let text = |at: usize| {
        let text = cells[at].to_owned();
        if text.is_empty() || text.len() > TEXT_BYTES_MAX { Err(LineFault::Reference) } else { Ok(text) }
    };
    let currency: Currency = cells[7].parse().map_err(|_| LineFault::Currency)?;
    let amount = |at: usize| signed(&cells[at], currency).ok_or(LineFault::Amount);
    let line = SettlementLine {
        date: cells[0].parse().map_err(|_| LineFault::Date)?,
        reference: text(1)?,
        intent: text(2)?,
        kind: SettlementKind::parse(&cells[3]).ok_or(LineFault::Kind)?,
        gross: amount(4)?,
        fee: amount(5)?,
        net: amount(6)?,
    };
    if !line.kind.allows(line.gross) {
        return Err(LineFault::Sign);
    }
    if line.gross.minus(line.fee) == Ok(line.net) { Ok(line) } else { Err(LineFault::Sum) }
}

/// Plain digits with a dot, perhaps a minus: a machine wrote it, so nothing else is tolerated.
fn signed(text: &str, currency: Currency) -> Option<Money> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let plain =
        digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.bytes().any(|b| b.is_ascii_digit());
    let amount = if plain { Money::parse(digits, currency).ok()? } else { return None };
    Some(if negative { Money::new(-amount.minor, currency) } else { amount })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: SettlementKind, gross: i64, fee: i64) -> SettlementLine {
        let money = |minor| Money::new(minor, Currency::EUR);
        SettlementLine {
            date: "2026-11-22".parse().unwrap(),
            reference: "ch_1".into(),
            intent: "pay_1, \"quoted\"".into(),
            kind,
            gross: money(gross),
            fee: money(fee),
            net: money(gross - fee),
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        use SettlementKind::*;
        let lines =
            [line(Charge, 10_000, 165), line(Refund, -2_500, 0), line(Payout, -7_335, 25), line(Fee, 0, 5)];
        let mut file = Vec::new();
        write(&mut file, lines.clone()).unwrap();
        let text = String::from_utf8(file.clone()).unwrap();
        assert!(
            text.contains("2026-11-22,ch_1,\"pay_1, \"\"quoted\"\"\",charge,100.00,1.65,98.35,EUR\n"),
            "{text}"
        );
        assert_eq!(read(&*file).collect::<Result<Vec<_>, _>>().unwrap(), lines);
    }

    #[test]
    fn a_malformed_line_is_refused_by_number_and_the_next_one_is_read() {
        use LineFault::*;
        let good = "2026-11-22,ch,pay,charge,1.00,0.26,0.74,EUR";
        let table = [
            ("2026-11-22,ch,pay,charge,1.00,0.26,0.74", CellCount),
            ("2026-11-22,ch,pay,charge,1.00,0.26,0.74,EUR,", CellCount),
            ("22.11.2026,ch,pay,charge,1.00,0.26,0.74,EUR", Date),
            ("2026-11-22,,pay,charge,1.00,0.26,0.74,EUR", Reference),
            ("2026-11-22,ch,pay,gift,1.00,0.26,0.74,EUR", Kind),
            ("2026-11-22,ch,pay,charge,1.00,0.26,0.74,XXY", Currency),
            ("2026-11-22,ch,pay,charge,\"1,00\",0.26,0.74,EUR", Amount),
            ("2026-11-22,ch,pay,charge,1.001,0.26,0.74,EUR", Amount),
            ("2026-11-22,ch,pay,charge,--1.00,0.26,0.74,EUR", Amount),
            ("2026-11-22,ch,pay,charge,,0.26,0.74,EUR", Amount),
            ("2026-11-22,ch,pay,charge,-1.00,0.26,-1.26,EUR", Sign),
            ("2026-11-22,ch,pay,refund,1.00,0.26,0.74,EUR", Sign),
            ("2026-11-22,ch,pay,charge,1.00,0.26,0.75,EUR", Sum),
        ];
        for (bad, fault) in table {
            let file = format!("{}\n{good}\n\n{bad}\n{good}\n", HEADER.join(","));
            let read: Vec<_> = read(file.as_bytes()).collect();
            assert_eq!(read.len(), 3, "{bad}");
            assert_eq!(read[1], Err(LineRefusal { line: 4, fault }), "{bad}");
            assert!(read[0].is_ok() && read[2].is_ok(), "{bad}");
        }
    }

    #[test]
    fn another_file_is_refused_at_once() {
        for text in ["", "date,reference\n1,2\n", "\u{feff}x\n"] {
            let refusals: Vec<_> = read(text.as_bytes()).collect();
            assert_eq!(refusals, [Err(LineRefusal { line: 1, fault: LineFault::HeaderUnknown })], "{text:?}");
        }
    }
}
