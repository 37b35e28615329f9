//! Shopify's product CSV, with the column names of both generations. Rows of a product follow each other and share its
//! handle; a row without a title continues the product above it; a row may hold nothing but a picture.

use std::io::Read;

use money::Currency;

use super::header::{Column, Header};
use super::keys::Keys;
use super::problem::{FileRefusal, Reason, RowProblem, SkipReason};
use super::table::{Group, Row, Table};
use super::{Entry, Outcome, values};

mod build;

/// Where the columns stand, by what they mean.
#[derive(Debug)]
struct Columns {
    handle: Column,
    title: Column,
    description: Column,
    brand: Column,
    category: Column,
    kind: Column,
    tags: Column,
    published: Column,
    status: Column,
    option_names: [Column; 3],
    option_values: [Column; 3],
    sku: Column,
    grams: Column,
    tracker: Column,
    quantity: Column,
    price: Column,
    compare_at: Column,
    requires_shipping: Column,
    taxable: Column,
    barcode: Column,
    picture: Column,
    picture_position: Column,
    picture_alt: Column,
    variant_picture: Column,
    gift_card: Column,
    tax_class: Column,
}

#[derive(Debug)]
pub struct Reader {
    columns: Columns,
    currency: Currency,
    keys: Keys,
}

impl Reader {
    /// None if the header is not Shopify's.
    pub fn for_header(header: &Header, currency: Currency) -> Option<Self> {
        let columns = Columns::find(header);
        let ours = columns.title.is_some() && columns.handle.is_some() && columns.price.is_some();
        ours.then(|| Self { columns, currency, keys: Keys::default() })
    }

    pub fn next_entry<R: Read>(&mut self, table: &mut Table<R>) -> Result<Option<Entry>, FileRefusal> {
        let Some(first) = table.next_row()? else { return Ok(None) };
        let handle = first.cell(self.columns.handle).to_owned();
        let mut group = Group::default();
        group.push(first);
        let mut overflows = false;
        while let Some(next) = table.next_row().transpose() {
            match next {
                Ok(row) if self.continues(&row, &handle) && group.has_room_for(&row) => group.push(row),
                other => {
                    overflows = other.as_ref().is_ok_and(|row| self.continues(row, &handle));
                    table.put_back(other);
                    break;
                }
            }
        }
        let outcome = self.judge(&group.rows, &table.header, overflows);
        Ok(Some(Entry::new(group.rows, outcome)))
    }

    fn continues(&self, row: &Row, handle: &str) -> bool {
        let own = row.cell(self.columns.handle);
        if own.is_empty() { row.cell(self.columns.title).is_empty() } else { own == handle }
    }

    fn judge(&mut self, rows: &[Row], header: &Header, overflows: bool) -> Outcome {
        let mut problems = Vec::new();
        for row in rows {
            row.check(header, &mut problems);
        }
        if overflows {
            problems.push(RowProblem::new(rows[0].line, "", Reason::ProductTooLarge, ""));
        }
        let is_gift_card =
            rows.iter().any(|row| values::flag(row.cell(self.columns.gift_card)) == Some(true));
        if is_gift_card && problems.is_empty() {
            return Outcome::Skipped(SkipReason::GiftCard);
        }
        let draft = build::Build::new(&self.columns, header, self.currency, &mut problems).product(rows);
        problems.extend(self.keys.check(&draft.key, &rows[0], self.columns.handle, header));
        Outcome::of(draft, problems)
    }
}

impl Columns {
    /// The older name first where both generations differ.
    fn find(header: &Header) -> Self {
        let option = |number: usize, what: &str| header.find(&[&format!("option{number}{what}")]);
        Self {
            handle: header.find(&["handle", "urlhandle"]),
            title: header.find(&["title"]),
            description: header.find(&["bodyhtml", "body", "description"]),
            brand: header.find(&["vendor"]),
            category: header.find(&["productcategory", "standardproducttype"]),
            kind: header.find(&["type", "customproducttype"]),
            tags: header.find(&["tags"]),
            published: header.find(&["published", "publishedononlinestore"]),
            status: header.find(&["status"]),
            option_names: [1, 2, 3].map(|number| option(number, "name")),
            option_values: [1, 2, 3].map(|number| option(number, "value")),
            sku: header.find(&["variantsku", "sku"]),
            grams: header.find(&["variantgrams", "weightvaluegrams"]),
            tracker: header.find(&["variantinventorytracker", "inventorytracker"]),
            quantity: header.find(&["variantinventoryqty", "inventoryquantity"]),
            price: header.find(&["variantprice", "price"]),
            compare_at: header.find(&["variantcompareatprice", "compareatprice"]),
            requires_shipping: header.find(&["variantrequiresshipping", "requiresshipping"]),
            taxable: header.find(&["varianttaxable", "chargetax"]),
            barcode: header.find(&["variantbarcode", "barcode"]),
            picture: header.find(&["imagesrc", "productimageurl"]),
            picture_position: header.find(&["imageposition"]),
            picture_alt: header.find(&["imagealttext"]),
            variant_picture: header.find(&["variantimage", "variantimageurl"]),
            gift_card: header.find(&["giftcard"]),
            tax_class: header.find(&["varianttaxcode", "taxcode"]),
        }
    }
}
