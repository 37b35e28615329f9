//! The rows of variants as typed: which there are, and what the buttons make of them. Field names carry the number of
//! their row: `price.3`; values of options carry the option's as well: `value1.3`.

use domain::product::OPTIONS_MAX;
use web::FormData;

/// More rows than this make a form that is too long to be read; they are edited by file.
pub const VARIANTS_EDITED_MAX: usize = 40;
/// The fields of one row.
const FIELDS: [&str; 11] =
    ["id", "sku", "price", "was", "quantity", "seen", "weight", "barcode", "value0", "value1", "value2"];

/// How many rows the form has, and which options are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variants {
    pub count: usize,
    /// Number and name of each option that has one.
    pub options: Vec<(usize, String)>,
}

impl Variants {
    pub fn read(data: &FormData) -> Self {
        let count = data.first("rows").parse().unwrap_or(1);
        let option = |at: usize| (at, data.first(&format!("option{at}")).trim().to_owned());
        Self {
            count: usize::clamp(count, 1, VARIANTS_EDITED_MAX),
            options: (0..OPTIONS_MAX).map(option).filter(|(_, name)| !name.is_empty()).collect(),
        }
    }

    pub fn has_room(&self) -> bool {
        self.count < VARIANTS_EDITED_MAX
    }
}

/// One row more, with the price and weight of the last.
pub fn add(data: &FormData) -> FormData {
    let last = Variants::read(data).count - 1;
    let mut rows = rows(data);
    let like = |field: &str| (field.to_owned(), data.first(&format!("{field}.{last}")).to_owned());
    rows.push(["price", "was", "weight"].map(like).to_vec());
    written(data, rows)
}

/// Without that row; the last one stays.
pub fn remove(data: &FormData, row: usize) -> FormData {
    let mut rows = rows(data);
    if row < rows.len() && rows.len() > 1 {
        rows.remove(row);
    }
    written(data, rows)
}

/// A row for each combination of the values typed beside the options; rows that are there already keep what they have.
pub fn combine(data: &FormData) -> FormData {
    let mut made: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for at in 0..OPTIONS_MAX {
        let typed = data.first(&format!("values{at}"));
        let values: Vec<&str> =
            typed.split([',', '，', '、', ';']).map(str::trim).filter(|value| !value.is_empty()).collect();
        if values.is_empty() || data.first(&format!("option{at}")).trim().is_empty() {
            continue;
        }
        let name = format!("value{at}");
        let with = |row: &Vec<(String, String)>, value: &str| {
            row.iter().cloned().chain([(name.clone(), value.to_owned())]).collect()
        };
        made = made
            .iter()
            .flat_map(|row| values.iter().map(move |value| (row, *value)))
            .map(|(row, value)| with(row, value))
            .collect();
        made.truncate(VARIANTS_EDITED_MAX);
    }
    let known = rows(data);
    let same =
        |row: &[(String, String)], other: &[(String, String)]| row.iter().all(|pair| other.contains(pair));
    let rows = made.into_iter().map(|row| known.iter().find(|old| same(&row, old)).cloned().unwrap_or(row));
    written(data, rows.collect())
}

fn rows(data: &FormData) -> Vec<Vec<(String, String)>> {
    let field =
        |row: usize, field: &str| (field.to_owned(), data.first(&format!("{field}.{row}")).to_owned());
    (0..Variants::read(data).count).map(|row| FIELDS.map(|name| field(row, name)).to_vec()).collect()
}

/// The form with other rows.
fn written(data: &FormData, rows: Vec<Vec<(String, String)>>) -> FormData {
    let is_row =
        |name: &str| name == "rows" || name.split_once('.').is_some_and(|(field, _)| FIELDS.contains(&field));
    let mut pairs: Vec<(String, String)> = data
        .iter()
        .filter(|(name, _)| !is_row(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    pairs.push(("rows".to_owned(), rows.len().to_string()));
    for (at, row) in rows.into_iter().enumerate() {
        pairs.extend(row.into_iter().map(|(field, value)| (format!("{field}.{at}"), value)));
    }
    FormData::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(text: &str) -> FormData {
        FormData::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_new_row_costs_and_weighs_what_the_last_one_does() {
        let more = add(&data("title=Cup&rows=1&price.0=48&sku.0=A&weight.0=450"));
        assert_eq!((more.first("rows"), more.first("price.1"), more.first("sku.1")), ("2", "48", ""));
        assert_eq!((more.first("title"), more.first("sku.0")), ("Cup", "A"));
    }

    #[test]
    fn a_row_taken_away_moves_up_those_below_and_the_last_stays() {
        let less = remove(&data("rows=3&sku.0=A&sku.1=B&sku.2=C"), 1);
        assert_eq!((less.first("rows"), less.first("sku.0"), less.first("sku.1")), ("2", "A", "C"));
        assert_eq!(remove(&data("rows=1&sku.0=A"), 0).first("sku.0"), "A");
    }

    #[test]
    fn options_are_combined_and_known_rows_keep_their_prices() {
        let text = "option0=Glaze&values0=Slate%2C+Moss&option1=Size&values1=S%2CL&rows=1&value0.0=Moss&value1.0=L&price.0=9";
        let made = combine(&data(text));
        assert_eq!(made.first("rows"), "4");
        assert_eq!(
            (made.first("value0.3"), made.first("value1.3"), made.first("price.3")),
            ("Moss", "L", "9")
        );
    }

    #[test]
    fn no_form_has_more_rows_than_it_can_send() {
        let many = (0..30).map(|at| at.to_string()).collect::<Vec<_>>().join(",");
        let made = combine(&data(&format!("option0=A&values0={many}&option1=B&values1={many}")));
        assert_eq!(made.first("rows"), VARIANTS_EDITED_MAX.to_string());
        assert_eq!(Variants::read(&data("rows=999999")).count, VARIANTS_EDITED_MAX);
    }
}
