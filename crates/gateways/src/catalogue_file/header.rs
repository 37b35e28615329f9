//! Finds columns by name. Names differ by generation, language and punctuation; letters and digits decide.

use std::collections::HashMap;

use csv::StringRecord;

/// Where a column stands; `None` if the file has no such column.
pub type Column = Option<usize>;

#[derive(Debug)]
pub struct Header {
    pub names: StringRecord,
    places: HashMap<String, usize>,
}

impl Header {
    /// Of two columns with the same name the first counts.
    pub fn new(names: StringRecord) -> Self {
        let mut places = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            places.entry(bare(name)).or_insert(at);
        }
        Self { names, places }
    }

    /// The column that has one of these names; the earlier name wins. Names are bare: `weightkg` for `Weight (kg)`.
    pub fn find(&self, names: &[&str]) -> Column {
        names.iter().find_map(|name| self.places.get(*name).copied())
    }

    /// The first column whose bare name begins so, with the rest of the name.
    pub fn find_beginning(&self, beginning: &str) -> Option<(usize, &str)> {
        self.places.iter().filter_map(|(name, at)| Some((*at, name.strip_prefix(beginning)?))).min()
    }

    /// The columns whose bare name fits one of the patterns, `#` being their number, in the order of their numbers.
    pub fn find_numbered(&self, patterns: &[&str]) -> Vec<(u32, usize)> {
        let numbered = |(name, at): (&String, &usize)| {
            let digits: String = name.chars().filter(char::is_ascii_digit).collect();
            let number: u32 = digits.parse().ok()?;
            patterns.contains(&name.replacen(&digits, "#", 1).as_str()).then_some((number, *at))
        };
        let mut columns: Vec<(u32, usize)> = self.places.iter().filter_map(numbered).collect();
        columns.sort_unstable();
        columns
    }

    /// The name of a column as it stands in the file.
    pub fn name(&self, column: Column) -> &str {
        column.and_then(|at| self.names.get(at)).unwrap_or("")
    }
}

/// Letters and digits of a name in lower case.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_of_a_name_decide() {
        let header = Header::new(
            [
                "Option1 Name",
                "En stock ?",
                "Poids (kg)",
                "Attribut 2 Wert(e)",
                "Attribut 10 Wert(e)",
                "sku",
                "SKU",
                "重量（g）",
            ]
            .as_slice()
            .into(),
        );
        assert_eq!(header.find(&["option1name"]), Some(0));
        assert_eq!(header.find(&["instock", "enstock"]), Some(1));
        assert_eq!(header.find_beginning("poids"), Some((2, "kg")));
        assert_eq!(header.find_beginning("重量"), Some((7, "g")));
        assert_eq!(header.find_beginning("weight"), None);
        assert_eq!(header.find_numbered(&["attribute#values", "attribut#werte"]), [(2, 3), (10, 4)]);
        assert_eq!((header.find(&["sku"]), header.name(Some(5)), header.name(None)), (Some(5), "sku", ""));
    }
}
