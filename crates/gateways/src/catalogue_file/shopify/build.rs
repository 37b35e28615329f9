//! One product out of its rows.

use money::{Currency, Money};

use super::Columns;
use crate::catalogue_file::PICTURES_MAX;
use crate::catalogue_file::draft::{PictureDraft, ProductDraft, VariantDraft};
use crate::catalogue_file::findings::{Findings, distinct};
use crate::catalogue_file::header::{Column, Header};
use crate::catalogue_file::problem::{Reason, RowProblem};
use crate::catalogue_file::table::Row;
use crate::catalogue_file::values::{self, WeightUnit};

/// What Shopify writes for a product without options.
const NO_OPTION: &str = "title";
const NO_OPTION_VALUE: &str = "default title";

pub struct Build<'a> {
    columns: &'a Columns,
    currency: Currency,
    findings: Findings<'a>,
}

/// Which of the three option columns the product uses, and their names.
type Options = Vec<(usize, String)>;

impl<'a> Build<'a> {
    pub fn new(
        columns: &'a Columns,
        header: &'a Header,
        currency: Currency,
        problems: &'a mut Vec<RowProblem>,
    ) -> Self {
        Self { columns, currency, findings: Findings::new(header, problems) }
    }

    pub fn product(mut self, rows: &[Row]) -> ProductDraft {
        let columns = self.columns;
        let first = &rows[0];
        let said = |column: Column| {
            rows.iter().map(|row| row.cell(column)).find(|cell| !cell.is_empty()).unwrap_or("")
        };
        let title = said(columns.title).to_owned();
        if title.is_empty() {
            self.findings.problem(first, columns.title, Reason::TitleMissing);
        }
        let handle = first.cell(columns.handle);
        let category = said(columns.category);
        let options = self.options(rows);
        let variants = self.variants(rows, &options);
        self.findings.check_variants(first, &variants, columns.option_values);
        let published = self.findings.flag(first, columns.published, true);
        ProductDraft {
            key: if handle.is_empty() { values::key_of(&title) } else { handle.to_owned() },
            title,
            description_html: said(columns.description).to_owned(),
            brand: said(columns.brand).to_owned(),
            category: if category.is_empty() { said(columns.kind) } else { category }.to_owned(),
            tags: self.findings.tags(first, columns.tags),
            published: published && self.findings.flag(first, columns.status, true),
            option_names: options.into_iter().map(|(_, name)| name).collect(),
            variants,
            pictures: self.pictures(rows),
            tax_class: said(columns.tax_class).to_owned(),
            remarks: self.findings.remarks,
        }
    }

    /// The names stand on the first row; a file made by hand may have them further down.
    fn options(&self, rows: &[Row]) -> Options {
        let name = |at: usize| {
            let cells = rows.iter().map(|row| row.cell(self.columns.option_names[at]));
            cells.into_iter().find(|cell| !cell.is_empty()).map(|cell| (at, cell.to_owned()))
        };
        let options: Options = (0..3).filter_map(name).collect();
        let is_default = |row: &Row| match row.cell(self.columns.option_values[0]) {
            "" => true,
            value => value.eq_ignore_ascii_case(NO_OPTION_VALUE),
        };
        let none = matches!(&options[..], [(0, name)] if name.eq_ignore_ascii_case(NO_OPTION))
            && rows.iter().all(is_default);
        if none { Vec::new() } else { options }
    }

    /// The first row holds a variant; a further one does if it says anything about one.
    fn variants(&mut self, rows: &[Row], options: &Options) -> Vec<VariantDraft> {
        let [first_value, ..] = self.columns.option_values;
        let telling = [first_value, self.columns.price, self.columns.sku];
        let is_variant = |row: &Row| telling.iter().any(|column| !row.cell(*column).is_empty());
        let own = |(at, row): &(usize, &Row)| *at == 0 || is_variant(row);
        let rows = rows.iter().enumerate().filter(own).map(|(_, row)| row);
        rows.map(|row| self.variant(row, options)).collect()
    }

    fn variant(&mut self, row: &Row, options: &Options) -> VariantDraft {
        let columns = self.columns;
        let price = self.price(row);
        VariantDraft {
            sku: row.cell(columns.sku).to_owned(),
            option_values: self.option_values(row, options),
            price,
            compare_at: self.compare_at(row, price),
            quantity: self.quantity(row),
            weight_grams: self.findings.weight_grams(row, columns.grams, WeightUnit::GRAM),
            barcode: row.cell(columns.barcode).trim_start_matches('\'').to_owned(),
            requires_shipping: self.findings.flag(row, columns.requires_shipping, true),
            taxable: self.findings.flag(row, columns.taxable, true),
            picture_url: self.findings.picture_url(
                row,
                columns.variant_picture,
                row.cell(columns.variant_picture),
            ),
            line: row.line,
        }
    }

    fn option_values(&mut self, row: &Row, options: &Options) -> Vec<String> {
        for (at, column) in self.columns.option_values.into_iter().enumerate() {
            let value = row.cell(column);
            let unnamed = !value.is_empty() && !options.iter().any(|(named, _)| *named == at);
            if unnamed && !value.eq_ignore_ascii_case(NO_OPTION_VALUE) {
                self.findings.problem(row, column, Reason::OptionNameMissing);
            }
        }
        let value = |(at, _): &(usize, String)| {
            let column = self.columns.option_values[*at];
            if row.cell(column).is_empty() {
                self.findings.problem(row, column, Reason::OptionValueMissing);
            }
            row.cell(column).to_owned()
        };
        options.iter().map(value).collect()
    }

    fn price(&mut self, row: &Row) -> Money {
        let (column, currency) = (self.columns.price, self.currency);
        if row.cell(column).is_empty() {
            self.findings.problem(row, column, Reason::PriceMissing);
        }
        let price = self.findings.required(row, column, |text| values::price(text, currency));
        price.unwrap_or(Money::zero(currency))
    }

    fn compare_at(&mut self, row: &Row, price: Money) -> Option<Money> {
        let column = self.columns.compare_at;
        match values::price(row.cell(column), self.currency) {
            Ok(Some(former)) if former.minor > price.minor => Some(former),
            Ok(Some(former)) if former.minor < price.minor && former.minor > 0 => {
                self.findings.remark(row, column, Reason::CompareAtNotHigher);
                None
            }
            Ok(_) => None,
            Err(_) => {
                self.findings.remark(row, column, Reason::CompareAtInvalid);
                None
            }
        }
    }

    /// Where stock is not tracked, Shopify sells without end and writes 0; a number above that is the seller's word.
    fn quantity(&mut self, row: &Row) -> Option<i64> {
        let quantity = self.findings.quantity(row, self.columns.quantity);
        let untracked = self.columns.tracker.is_some() && row.cell(self.columns.tracker).is_empty();
        quantity.filter(|quantity| !untracked || *quantity > 0)
    }

    fn pictures(&mut self, rows: &[Row]) -> Vec<PictureDraft> {
        let columns = self.columns;
        let mut placed = Vec::new();
        for row in rows {
            if let Some(url) = self.findings.picture_url(row, columns.picture, row.cell(columns.picture)) {
                let position = row.cell(columns.picture_position).parse().unwrap_or(u32::MAX);
                placed.push((position, PictureDraft { url, alt: row.cell(columns.picture_alt).to_owned() }));
            }
        }
        placed.sort_by_key(|(position, _)| *position);
        let pictures = distinct(placed.into_iter().map(|(_, picture)| picture).collect());
        if pictures.len() > PICTURES_MAX {
            self.findings.problem(&rows[0], columns.picture, Reason::TooManyPictures);
        }
        pictures
    }
}
