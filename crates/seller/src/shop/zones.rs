//! The rows of delivery zones as typed: field names carry the number of their row, `price.3`.

use web::FormData;

/// As many as a shop may have.
pub const ZONES_EDITED_MAX: usize = domain::shop::ZONES_MAX;
const FIELDS: [&str; 7] = ["name", "countries", "price", "per_kg", "free_above", "days_min", "days_max"];

/// How many rows the form has: at least one.
pub fn count(data: &FormData) -> usize {
    usize::clamp(data.first("rows").parse().unwrap_or(1), 1, ZONES_EDITED_MAX)
}

/// One empty row more.
pub fn add(data: &FormData) -> FormData {
    let mut rows = rows(data);
    rows.push(FIELDS.map(|_| String::new()));
    written(rows)
}

/// Without that row; taking the last away empties it.
pub fn remove(data: &FormData, row: usize) -> FormData {
    let mut rows = rows(data);
    if row < rows.len() {
        rows.remove(row);
    }
    written(rows)
}

/// The form without the rows in which nothing at all was typed.
pub fn without_blanks(data: &FormData) -> FormData {
    let kept = rows(data).into_iter().filter(|row| row.iter().any(|value| !value.trim().is_empty()));
    written(kept.collect())
}

/// How many rows are to be saved: none, if the only one is blank.
pub fn filled(data: &FormData) -> usize {
    if count(data) == 1 && is_blank(data, 0) { 0 } else { count(data) }
}

fn is_blank(data: &FormData, row: usize) -> bool {
    FIELDS.iter().all(|field| data.first(&format!("{field}.{row}")).trim().is_empty())
}

fn rows(data: &FormData) -> Vec<[String; 7]> {
    (0..count(data)).map(|row| FIELDS.map(|field| data.first(&format!("{field}.{row}")).to_owned())).collect()
}

fn written(rows: Vec<[String; 7]>) -> FormData {
    let mut pairs = vec![("rows".to_owned(), rows.len().to_string())];
    for (at, row) in rows.into_iter().enumerate() {
        pairs.extend(FIELDS.into_iter().zip(row).map(|(field, value)| (format!("{field}.{at}"), value)));
    }
    FormData::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_added_below_and_taken_away_where_asked() {
        let data = FormData::parse(b"rows=2&name.0=A&name.1=B&price.1=5").unwrap();
        let more = add(&data);
        assert_eq!((more.first("rows"), more.first("name.1"), more.first("name.2")), ("3", "B", ""));
        let less = remove(&data, 0);
        assert_eq!((less.first("rows"), less.first("name.0"), less.first("price.0")), ("1", "B", "5"));
        assert!(is_blank(&more, 2) && !is_blank(&more, 1));
        assert_eq!(count(&remove(&remove(&data, 0), 0)), 1);
    }
}
