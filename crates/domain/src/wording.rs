//! One text in several languages.

use std::collections::BTreeMap;

/// Languages and their texts, the first written one first in doubt. Stored as opaque JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Wording(BTreeMap<String, String>);

impl Wording {
    pub fn in_language(language: &str, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(language.to_owned(), text.into())]))
    }

    pub fn with(mut self, language: &str, text: impl Into<String>) -> Self {
        self.0.insert(language.to_owned(), text.into());
        self
    }

    /// The text in `language`, else English, else any. Empty when there is none.
    pub fn say(&self, language: &str) -> &str {
        let found = self.0.get(language).or_else(|| self.0.get("en")).or_else(|| self.0.values().next());
        found.map_or("", String::as_str)
    }

    /// Which language `say` answers in: a page marks text that is not in its own.
    pub fn language_of(&self, language: &str) -> &str {
        if let Some((own, _)) = self.0.get_key_value(language) {
            return own;
        }
        self.0.get_key_value("en").or_else(|| self.0.iter().next()).map_or("", |(other, _)| other.as_str())
    }

    /// The text in exactly that language, as it is edited; empty where there is none.
    pub fn own(&self, language: &str) -> &str {
        self.0.get(language).map_or("", String::as_str)
    }

    /// With that text in one language. An empty one takes the language away, so that another is shown instead.
    pub fn edited(mut self, language: &str, text: &str) -> Self {
        if text.is_empty() {
            self.0.remove(language);
            return self;
        }
        self.with(language, text)
    }

    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// Languages and their texts.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }

    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a map of texts is always JSON")
    }

    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_edited_alone_and_leaves_when_it_is_empty() {
        let bowl = Wording::in_language("en", "bowl");
        assert_eq!((bowl.own("en"), bowl.own("fr")), ("bowl", ""));
        let both = bowl.clone().edited("fr", "bol");
        assert_eq!(both.entries().collect::<Vec<_>>(), [("en", "bowl"), ("fr", "bol")]);
        assert_eq!(both.edited("fr", ""), bowl);
        assert_eq!(bowl.clone().edited("zh", ""), bowl);
    }

    #[test]
    fn a_missing_language_falls_back_to_english_then_to_any() {
        let both = Wording::in_language("en", "bowl").with("fr", "bol");
        assert_eq!((both.say("fr"), both.say("zh"), both.language_of("zh")), ("bol", "bowl", "en"));
        assert_eq!(Wording::in_language("zh", "碗").say("fr"), "碗");
        assert_eq!(Wording::default().say("en"), "");
    }
}
