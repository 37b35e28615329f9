//! Invoices of the operator's legal entity to a seller, and credit notes. Both parties are frozen as they were; the number
//! comes later, without gaps, in the order in which invoices were written. Never changed but by getting its number.

use money::{Currency, Rate};

use crate::policy::Operator;
use crate::seller::Seller;
use crate::{InvoiceId, MarketId, Micros, OperatorId, SellerId};

/// Invoices that one act numbers.
pub const NUMBERED_MAX: i64 = 100;

codes! {
    /// Each legal entity counts each series by itself.
    pub enum InvoiceSeries { Invoice = "invoice", CreditNote = "credit_note" }
}

codes! {
    pub enum InvoiceCause {
        /// The commission of a month.
        Commission = "commission",
        Annual = "annual",
        Plan = "plan",
        Listing = "listing",
    }
}

impl InvoiceSeries {
    /// `INV-000042`.
    pub fn shown(self, number: i64) -> String {
        let letters = match self {
            Self::Invoice => "INV",
            Self::CreditNote => "CRN",
        };
        format!("{letters}-{number:06}")
    }
}

/// One side of an invoice, as it was on the day.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Party {
    pub legal_name: String,
    pub street: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
    pub vat_number: String,
}

/// Who invoices whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Parties {
    pub from: Party,
    pub to: Party,
}

impl Parties {
    pub fn new(operator: &Operator, seller: &Seller) -> Self {
        let from = Party {
            legal_name: operator.legal_name.clone(),
            street: operator.street.clone(),
            postcode: operator.postcode.clone(),
            city: operator.city.clone(),
            country: operator.country.clone(),
            vat_number: operator.vat_number.clone().unwrap_or_default(),
        };
        let to = Party {
            legal_name: seller.legal_name.clone(),
            street: seller.street.clone(),
            postcode: seller.postcode.clone(),
            city: seller.city.clone(),
            country: seller.country.clone(),
            vat_number: seller.vat_number.clone().unwrap_or_default(),
        };
        Self { from, to }
    }
}

/// Net and VAT at one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InvoiceLine {
    pub vat_ppm: Rate,
    pub net: i64,
    pub vat: i64,
}

/// The lines of an invoice; stored as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct InvoiceLines(pub Vec<InvoiceLine>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    pub id: InvoiceId,
    pub seller: SellerId,
    pub market: MarketId,
    pub operator: OperatorId,
    pub series: InvoiceSeries,
    pub cause: InvoiceCause,
    /// Raw id of the fee; nothing for a month's commission.
    pub about: i64,
    pub covers_from: Option<Micros>,
    pub covers_until: Option<Micros>,
    pub net: i64,
    pub vat: i64,
    pub currency: Currency,
    pub lines: InvoiceLines,
    pub parties: Parties,
    /// The seller owes the VAT itself (Directive 2006/112/EC art. 196).
    pub is_reverse_charge: bool,
    /// Without gaps in its series; absent until it is given.
    pub number: Option<i64>,
    pub written_at: Micros,
    /// The day of the invoice: that of its number, so that days rise with numbers.
    pub issued_at: Option<Micros>,
    pub version: i64,
}

impl Invoice {
    pub fn gross(&self) -> i64 {
        self.net + self.vat
    }

    /// Its number as papers show it; empty until it has one.
    pub fn shown(&self) -> String {
        self.number.map(|number| self.series.shown(number)).unwrap_or_default()
    }
}

/// The counter of a series, and who counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    pub operator: OperatorId,
    pub series: InvoiceSeries,
    /// The number that comes next.
    pub next: i64,
    pub holder: String,
    pub until_at: Micros,
    pub version: i64,
}

impl Counter {
    pub fn new(operator: OperatorId, series: InvoiceSeries) -> Self {
        Self { operator, series, next: 1, holder: String::new(), until_at: 0, version: 0 }
    }

    /// Takes or keeps the lease; false while another process holds it.
    pub fn take(&mut self, holder: &str, until: Micros, now: Micros) -> bool {
        let is_free = self.holder == holder || self.until_at <= now;
        if is_free {
            holder.clone_into(&mut self.holder);
            self.until_at = until;
        }
        is_free
    }

    /// Gives the next number to an invoice that has none.
    pub fn number(&mut self, invoice: &mut Invoice, now: Micros) {
        if invoice.number.is_none() {
            (invoice.number, invoice.issued_at) = (Some(self.next), Some(now));
            self.next += 1;
        }
    }
}

/// A line of the queue of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    pub operator: OperatorId,
    pub invoice: InvoiceId,
    pub series: InvoiceSeries,
}

/// What invoices of one kind come to; credit notes are positive here too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvoiceSum {
    pub series: InvoiceSeries,
    pub cause: InvoiceCause,
    pub currency: Currency,
    pub count: i64,
    pub net: i64,
    pub vat: i64,
}

/// An invoice as its operator lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedInvoice {
    pub operator: OperatorId,
    pub invoice: InvoiceId,
    pub series: InvoiceSeries,
    pub number: i64,
    pub market: MarketId,
    pub seller: SellerId,
    pub seller_name: String,
    pub cause: InvoiceCause,
    pub net: i64,
    pub vat: i64,
    pub currency: Currency,
    pub issued_at: Micros,
}
