//! Collects what is wrong with a product while it is read: problems reject it, remarks stay with its draft.

use std::collections::HashSet;

use super::draft::VariantDraft;
use super::header::{Column, Header};
use super::problem::{Reason, RowProblem};
use super::table::Row;
use super::{PictureDraft, TAGS_MAX, VARIANTS_MAX, values};
use crate::pictures::fetch::is_web_url;

#[derive(Debug)]
pub struct Findings<'a> {
    header: &'a Header,
    pub problems: &'a mut Vec<RowProblem>,
    pub remarks: Vec<RowProblem>,
}

impl<'a> Findings<'a> {
    pub fn new(header: &'a Header, problems: &'a mut Vec<RowProblem>) -> Self {
        Self { header, problems, remarks: Vec::new() }
    }

    pub fn problem(&mut self, row: &Row, column: Column, reason: Reason) {
        self.problems.push(RowProblem::new(row.line, self.header.name(column), reason, row.cell(column)));
    }

    pub fn remark(&mut self, row: &Row, column: Column, reason: Reason) {
        self.remarks.push(RowProblem::new(row.line, self.header.name(column), reason, row.cell(column)));
    }

    /// A cell read by `read`; if that fails the product is rejected and nothing was said.
    pub fn required<T>(
        &mut self,
        row: &Row,
        column: Column,
        read: impl Fn(&str) -> Result<Option<T>, Reason>,
    ) -> Option<T> {
        read(row.cell(column)).unwrap_or_else(|reason| {
            self.problem(row, column, reason);
            None
        })
    }

    /// Yes or no; blank is `otherwise`, and what is neither is no.
    pub fn flag(&mut self, row: &Row, column: Column, otherwise: bool) -> bool {
        if row.cell(column).is_empty() {
            return otherwise;
        }
        values::flag(row.cell(column)).unwrap_or_else(|| {
            self.remark(row, column, Reason::FlagInvalid);
            false
        })
    }

    /// What is there to sell, never less than nothing.
    pub fn quantity(&mut self, row: &Row, column: Column) -> Option<i64> {
        let quantity = self.required(row, column, values::quantity)?;
        if quantity < 0 {
            self.remark(row, column, Reason::QuantityNegative);
        }
        Some(quantity.max(0))
    }

    pub fn weight_grams(&mut self, row: &Row, column: Column, unit: values::WeightUnit) -> Option<i64> {
        values::weight_grams(row.cell(column), unit).unwrap_or_else(|reason| {
            self.remark(row, column, reason);
            None
        })
    }

    /// A picture's address, if it is one.
    pub fn picture_url(&mut self, row: &Row, column: Column, url: &str) -> Option<String> {
        if url.is_empty() {
            return None;
        }
        if !is_web_url(url) {
            let remark = RowProblem::new(row.line, self.header.name(column), Reason::PictureUrlInvalid, url);
            self.remarks.push(remark);
            return None;
        }
        Some(url.to_owned())
    }

    pub fn tags(&mut self, row: &Row, column: Column) -> Vec<String> {
        let mut tags = values::list(row.cell(column));
        if tags.len() > TAGS_MAX {
            self.remark(row, column, Reason::TooManyTags);
            tags.truncate(TAGS_MAX);
        }
        tags
    }

    /// What holds for the variants of any product: there are some, not too many, and each is another.
    pub fn check_variants(&mut self, first: &Row, variants: &[VariantDraft], options: [Column; 3]) {
        if variants.is_empty() {
            self.problem(first, None, Reason::NoVariants);
        }
        if variants.len() > VARIANTS_MAX {
            self.problem(first, None, Reason::TooManyVariants);
        }
        let mut seen = HashSet::new();
        for variant in
            variants.iter().filter(|variant| variant.option_values.iter().all(|value| !value.is_empty()))
        {
            if !seen.insert(&variant.option_values) {
                let shown = variant.option_values.join(" / ");
                let column = self.header.name(options[0]);
                self.problems.push(RowProblem::new(variant.line, column, Reason::VariantRepeated, &shown));
            }
        }
    }
}

/// Keeps the first of every picture that is named twice.
pub fn distinct(pictures: Vec<PictureDraft>) -> Vec<PictureDraft> {
    let mut seen = HashSet::new();
    pictures.into_iter().filter(|picture| seen.insert(picture.url.clone())).collect()
}
