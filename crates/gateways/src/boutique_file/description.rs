//! `shop.toml`, which describes a shop and where it delivers, and `stock.csv`, which says how many there are by SKU. Values
//! as they were written: the market judges them.

use std::collections::BTreeMap;

use money::{Currency, Money};

/// Rows of `stock.csv`.
pub const STOCK_ROWS_MAX: usize = 500_000;
const SKU_LETTERS_MAX: usize = 120;
/// No stock is larger.
const QUANTITY_MAX: i64 = 1_000_000;
/// So much of a wrong value is told.
const TOLD_LETTERS_MAX: usize = 80;

/// One text, or one a language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(untagged)]
pub enum Texts {
    One(String),
    ByLanguage(BTreeMap<String, String>),
}

impl Default for Texts {
    fn default() -> Self {
        Self::ByLanguage(BTreeMap::new())
    }
}

impl Texts {
    /// Languages and their texts; one alone is in `language`.
    pub fn entries(&self, language: &str) -> Vec<(String, String)> {
        match self {
            Self::One(text) => vec![(language.to_owned(), text.clone())],
            Self::ByLanguage(all) => all.iter().map(|(own, text)| (own.clone(), text.clone())).collect(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    pub name: String,
    /// The short name in addresses; for who has several shops on a market, and for a shop that is opened.
    #[serde(default)]
    pub slug: String,
    /// Language of what is written in one.
    #[serde(default)]
    pub language: String,
    #[serde(default)]
    pub story: Texts,
    #[serde(default)]
    pub city: String,
    #[serde(default)]
    pub handling_days: Option<i64>,
    #[serde(default)]
    pub drawing: String,
    #[serde(default)]
    pub hue: Option<i64>,
    #[serde(default)]
    pub zones: Vec<ZoneRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneRow {
    pub name: Texts,
    /// ISO codes, or `*`.
    pub countries: Vec<String>,
    pub price: String,
    #[serde(default)]
    pub per_kg: Option<String>,
    #[serde(default)]
    pub free_above: Option<String>,
    pub days_min: i64,
    pub days_max: i64,
}

impl ZoneRow {
    /// Price, price per kilogram and the amount above which delivery is free, in minor units.
    pub fn amounts(&self, currency: Currency) -> Option<(i64, i64, Option<i64>)> {
        let minor = |text: &str| Money::parse(text, currency).ok().map(|money| money.minor);
        let per_kg = self.per_kg.as_deref().map_or(Some(0), minor)?;
        let free_above = match &self.free_above {
            Some(text) => Some(minor(text)?),
            None => None,
        };
        Some((minor(&self.price)?, per_kg, free_above))
    }
}

/// Reads `shop.toml`; the error says what is wrong with it, and where.
pub fn description(bytes: &[u8]) -> Result<Description, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())?;
    toml::from_str(text).map_err(|error| {
        let line =
            error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        let told: String = error.message().chars().take(TOLD_LETTERS_MAX).collect();
        format!("line {line}: {told}")
    })
}

/// What `stock.csv` says, and the lines that could not be read, with what stood there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stock {
    pub by_sku: BTreeMap<String, i64>,
    pub problems: Vec<(u64, String)>,
}

/// Reads `stock.csv`: columns `sku` and `quantity` in any order, others are left alone. The last word about a SKU holds.
pub fn stock(bytes: &[u8]) -> Stock {
    let text = String::from_utf8_lossy(bytes);
    let delimiter = if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let mut stock = Stock::default();
    let heads = csv.headers().cloned().unwrap_or_default();
    let column = |name: &str| {
        heads.iter().position(|head| head.trim_matches('\u{feff}').trim().eq_ignore_ascii_case(name))
    };
    let (Some(sku), Some(quantity)) = (column("sku"), column("quantity")) else {
        stock.problems.push((1, "sku, quantity".to_owned()));
        return stock;
    };
    for row in csv.records().take(STOCK_ROWS_MAX) {
        let Ok(row) = row else {
            stock.problems.push((0, String::new()));
            break;
        };
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |at: usize| {
            super::super::catalogue_file::cells::restore(row.get(at).unwrap_or_default().trim()).to_owned()
        };
        let count = cell(quantity).parse::<i64>().ok().filter(|count| (0..=QUANTITY_MAX).contains(count));
        match (cell(sku), count) {
            (sku, Some(count)) if !sku.is_empty() && sku.chars().count() <= SKU_LETTERS_MAX => {
                stock.by_sku.insert(sku, count);
            }
            (sku, _) => {
                let told = format!("{sku} {}", cell(quantity));
                stock.problems.push((line, told.chars().take(TOLD_LETTERS_MAX).collect()));
            }
        }
    }
    stock
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_read_and_a_wrong_one_says_where() {
        let text = "name = 'Brume'\nstory = { en = 'Clay.', fr = 'Argile.' }\n\
            [[zones]]\nname = 'France'\ncountries = ['FR']\nprice = '4.90'\ndays_min = 2\ndays_max = 3\n";
        let read = description(text.as_bytes()).unwrap();
        assert_eq!((read.name.as_str(), read.story.entries("de").len()), ("Brume", 2));
        assert_eq!(read.zones[0].name.entries("fr"), [("fr".to_owned(), "France".to_owned())]);
        assert_eq!(read.zones[0].amounts(Currency::EUR), Some((490, 0, None)));
        for (wrong, line) in
            [("name = 'x'\nowner = 'me'\n", "line 2"), ("name = ", "line 1"), ("city = 'x'", "line 1")]
        {
            let told = description(wrong.as_bytes()).unwrap_err();
            assert!(told.starts_with(line), "{told}");
        }
        assert!(description(&[0xff, 0xfe]).is_err());
    }

    #[test]
    fn stock_is_read_by_sku_and_lines_that_are_not_are_told() {
        let read = stock(b"Quantity;SKU;note\n3;A-1;x\n-1;A-2;\n;A-3;\n5;;\n7;A-1;again\n");
        assert_eq!(read.by_sku, [("A-1".to_owned(), 7)].into());
        assert_eq!(read.problems.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4, 5]);
        assert_eq!(stock(b"a,b\n1,2\n").problems.len(), 1);
        assert_eq!(stock(b"").problems.len(), 1);
    }
}
