//! One product out of its row and those of its variations.

use money::{Currency, Money};

use super::columns::{Attribute, Columns};
use super::goods_reason;
use crate::catalogue_file::draft::{PictureDraft, ProductDraft, VariantDraft};
use crate::catalogue_file::findings::{Findings, distinct};
use crate::catalogue_file::header::{Column, Header};
use crate::catalogue_file::problem::{Reason, RowProblem};
use crate::catalogue_file::table::Row;
use crate::catalogue_file::{OPTIONS_MAX, PICTURES_MAX, values};

/// What a variation says when its product decides.
const AS_PARENT: &str = "parent";

pub struct Build<'a> {
    columns: &'a Columns,
    currency: Currency,
    findings: Findings<'a>,
}

impl<'a> Build<'a> {
    pub fn new(
        columns: &'a Columns,
        header: &'a Header,
        currency: Currency,
        problems: &'a mut Vec<RowProblem>,
    ) -> Self {
        Self { columns, currency, findings: Findings::new(header, problems) }
    }

    pub fn simple(mut self, row: &Row) -> ProductDraft {
        let mut draft = self.product(row);
        draft.variants = vec![self.variant(row, row, Vec::new())];
        draft.remarks = self.findings.remarks;
        draft
    }

    pub fn variable(mut self, parent: &Row, variations: &[Row]) -> ProductDraft {
        let mut draft = self.product(parent);
        let mut sold: Vec<&Row> = variations.iter().filter(|row| self.is_sold(row)).collect();
        sold.sort_by_key(|row| (row.cell(self.columns.position).parse().unwrap_or(u32::MAX), row.line));
        draft.option_names = self.option_names(parent, &sold);
        draft.variants = sold
            .into_iter()
            .map(|row| {
                let chosen = self.option_values(row, &draft.option_names);
                self.variant(row, parent, chosen)
            })
            .collect();
        self.findings.check_variants(parent, &draft.variants, [None; 3]);
        draft.remarks = self.findings.remarks;
        draft
    }

    /// Everything but variants.
    fn product(&mut self, row: &Row) -> ProductDraft {
        let columns = self.columns;
        let text = |column: Column| row.cell(column).replace("\\n", "\n");
        let (title, description) = (text(columns.name), text(columns.description));
        if title.is_empty() {
            self.findings.problem(row, columns.name, Reason::TitleMissing);
        }
        ProductDraft {
            key: self.columns.names_of(row).next().unwrap_or_else(|| values::key_of(&title)),
            title,
            description_html: if description.is_empty() {
                text(columns.short_description)
            } else {
                description
            },
            brand: values::list(row.cell(columns.brand)).into_iter().next().unwrap_or_default(),
            category: deepest(values::list(row.cell(columns.categories))),
            tags: self.findings.tags(row, columns.tags),
            published: self.is_published(row),
            option_names: Vec::new(),
            variants: Vec::new(),
            pictures: self.pictures(row),
            tax_class: own(row.cell(columns.tax_class)).to_owned(),
            remarks: Vec::new(),
        }
    }

    /// 1 is published, 0 private, -1 a draft; nothing said is published.
    fn is_published(&mut self, row: &Row) -> bool {
        match row.cell(self.columns.published) {
            "-1" => false,
            _ => self.findings.flag(row, self.columns.published, true),
        }
    }

    fn is_sold(&mut self, variation: &Row) -> bool {
        if goods_reason(variation.cell(self.columns.kind)).is_some() {
            self.findings.remark(variation, self.columns.kind, Reason::VariantNotGoods);
            return false;
        }
        let published = self.is_published(variation);
        if !published {
            self.findings.remark(variation, self.columns.published, Reason::VariantUnpublished);
        }
        published
    }

    /// The attributes by which the variations differ, in the product's order. One that no variation chooses a value of
    /// is left to the buyer by WooCommerce; here it is no option.
    fn option_names(&mut self, parent: &Row, variations: &[&Row]) -> Vec<String> {
        let columns = self.columns;
        let mut names: Vec<(&str, Column)> = Vec::new();
        for row in std::iter::once(&parent).chain(variations) {
            for attribute in &columns.attributes {
                let name = row.cell(attribute.name);
                if !name.is_empty() && !names.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
                    names.push((name, attribute.name));
                }
            }
        }
        let chosen =
            |name: &str| variations.iter().any(|row| !value(row, name, &columns.attributes).1.is_empty());
        let mentioned =
            |name: &str| variations.iter().any(|row| value(row, name, &columns.attributes).0.is_some());
        let (options, open): (Vec<_>, Vec<_>) = names.into_iter().partition(|(name, _)| chosen(name));
        for (name, column) in open {
            if mentioned(name) {
                self.findings.remark(parent, column, Reason::OptionOpen);
            }
        }
        if options.len() > OPTIONS_MAX {
            self.findings.problem(parent, None, Reason::TooManyOptions);
        }
        options.into_iter().map(|(name, _)| name.to_owned()).collect()
    }

    fn option_values(&mut self, row: &Row, names: &[String]) -> Vec<String> {
        let chosen = |name: &String| {
            let (column, value) = value(row, name, &self.columns.attributes);
            if value.is_empty() {
                self.findings.problem(row, column, Reason::OptionValueMissing);
            }
            value.to_owned()
        };
        names.iter().map(chosen).collect()
    }

    /// For a simple product `parent` is the same row.
    fn variant(&mut self, row: &Row, parent: &Row, option_values: Vec<String>) -> VariantDraft {
        let columns = self.columns;
        let (price, compare_at) = self.prices(row);
        let pictures = values::list(row.cell(columns.pictures));
        let weight_row = if row.cell(columns.weight).is_empty() { parent } else { row };
        let tax_row = if own(row.cell(columns.tax_status)).is_empty() { parent } else { row };
        VariantDraft {
            sku: row.cell(columns.sku).to_owned(),
            option_values,
            price,
            compare_at,
            quantity: self.quantity(row),
            weight_grams: self.findings.weight_grams(weight_row, columns.weight, columns.weight_unit),
            barcode: row.cell(columns.barcode).trim_start_matches('\'').to_owned(),
            requires_shipping: true,
            taxable: matches!(tax_row.cell(columns.tax_status), "" | "taxable"),
            picture_url: match pictures.first() {
                Some(url) if row.line != parent.line => self.findings.picture_url(row, columns.pictures, url),
                _ => None,
            },
            line: row.line,
        }
    }

    /// A sale price that has dates is a passing one: the regular price is the price.
    fn prices(&mut self, row: &Row) -> (Money, Option<Money>) {
        let (columns, currency) = (self.columns, self.currency);
        let read = |text: &str| values::price(text, currency);
        let regular = self.findings.required(row, columns.regular_price, read);
        let sale = self.findings.required(row, columns.sale_price, read);
        let is_dated =
            [columns.sale_starts, columns.sale_ends].iter().any(|column| !row.cell(*column).is_empty());
        match (sale, regular) {
            (Some(_), Some(regular)) if is_dated => {
                self.findings.remark(row, columns.sale_price, Reason::SaleDated);
                (regular, None)
            }
            (Some(sale), Some(regular)) if sale.minor < regular.minor => (sale, Some(regular)),
            (Some(sale), Some(regular)) => {
                if sale.minor > regular.minor {
                    self.findings.remark(row, columns.sale_price, Reason::CompareAtNotHigher);
                }
                (regular, None)
            }
            (Some(price), None) | (None, Some(price)) => (price, None),
            (None, None) => {
                if row.cell(columns.regular_price).is_empty() && row.cell(columns.sale_price).is_empty() {
                    self.findings.problem(row, columns.regular_price, Reason::PriceMissing);
                }
                (Money::zero(currency), None)
            }
        }
    }

    /// A blank stock is not counted: the goods are there, or not, without a number.
    fn quantity(&mut self, row: &Row) -> Option<i64> {
        let columns = self.columns;
        match row.cell(columns.stock) {
            "" => (values::flag(row.cell(columns.in_stock)) == Some(false)).then_some(0),
            AS_PARENT => {
                self.findings.remark(row, columns.stock, Reason::StockShared);
                None
            }
            _ => self.findings.quantity(row, columns.stock),
        }
    }

    fn pictures(&mut self, row: &Row) -> Vec<PictureDraft> {
        let column = self.columns.pictures;
        let mut pictures = Vec::new();
        for url in values::list(row.cell(column)) {
            pictures.extend(
                self.findings
                    .picture_url(row, column, &url)
                    .map(|url| PictureDraft { url, alt: String::new() }),
            );
        }
        if pictures.len() > PICTURES_MAX {
            self.findings.problem(row, column, Reason::TooManyPictures);
        }
        distinct(pictures)
    }
}

/// The value that a row has for an attribute, and where; attributes stand in any order.
fn value<'r>(row: &'r Row, name: &str, attributes: &[Attribute]) -> (Column, &'r str) {
    let named = attributes.iter().find(|attribute| row.cell(attribute.name).eq_ignore_ascii_case(name));
    named.map_or((None, ""), |attribute| (attribute.values.or(attribute.name), row.cell(attribute.values)))
}

/// A product may stand in several categories; the deepest says most.
fn deepest(categories: Vec<String>) -> String {
    let depth = |path: &String| path.matches('>').count();
    categories.into_iter().rev().max_by_key(depth).unwrap_or_default()
}

fn own(cell: &str) -> &str {
    if cell == AS_PARENT { "" } else { cell }
}
