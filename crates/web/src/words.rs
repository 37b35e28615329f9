//! The sentences of pages, in the reader's language. Sentences live in `i18n/`, never in code or templates.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::Lang;
use crate::figures;

type Bundle = fluent_bundle::concurrent::FluentBundle<FluentResource>;

macro_rules! sources {
    ($lang:literal) => {
        &[
            include_str!(concat!("../i18n/", $lang, "/web.ftl")),
            include_str!(concat!("../i18n/", $lang, "/refusals.ftl")),
            include_str!(concat!("../i18n/", $lang, "/storefront.ftl")),
            include_str!(concat!("../i18n/", $lang, "/seller.ftl")),
            include_str!(concat!("../i18n/", $lang, "/operator.ftl")),
            include_str!(concat!("../i18n/", $lang, "/mail.ftl")),
            include_str!(concat!("../i18n/", $lang, "/admission.ftl")),
            include_str!(concat!("../i18n/", $lang, "/rules.ftl")),
            include_str!(concat!("../i18n/", $lang, "/checklists.ftl")),
            include_str!(concat!("../i18n/", $lang, "/copies.ftl")),
            include_str!(concat!("../i18n/", $lang, "/suspension.ftl")),
            include_str!(concat!("../i18n/", $lang, "/people.ftl")),
            include_str!(concat!("../i18n/", $lang, "/totp.ftl")),
            include_str!(concat!("../i18n/", $lang, "/audit.ftl")),
            include_str!(concat!("../i18n/", $lang, "/reviews.ftl")),
            include_str!(concat!("../i18n/", $lang, "/boutique.ftl")),
            include_str!(concat!("../i18n/", $lang, "/fees.ftl")),
            include_str!(concat!("../i18n/", $lang, "/bulk.ftl")),
            include_str!(concat!("../i18n/", $lang, "/acting.ftl")),
            include_str!(concat!("../i18n/", $lang, "/terms.ftl")),
            include_str!(concat!("../i18n/", $lang, "/queue.ftl")),
            include_str!(concat!("../i18n/", $lang, "/calling_off.ftl")),
        ]
    };
}

static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En));
static FR: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Fr));
static ZH: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Zh));

/// The words of one language: a copyable handle. Also formats amounts, numbers and dates (see `figures`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    pub lang: Lang,
}

/// A value put into a sentence. Numbers choose plurals and are written the language's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

impl Words {
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The sentence of `key`. An unknown key falls back to English, then to the key itself; in tests it panics.
    pub fn say(self, key: &str) -> Cow<'static, str> {
        self.sentence(key, None)
    }

    /// The sentence of `key` with its variables filled in.
    pub fn with(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.value())).collect();
        self.sentence(key, Some(&args)).into_owned()
    }

    /// What a refusal with this stable code tells the user; a general sentence for a code without its own.
    pub fn refusal(self, code: &str, args: &[(&str, Arg<'_>)]) -> String {
        let key = format!("refusal-{}", code.replace('.', "-"));
        if self.knows(&key) { self.with(&key, args) } else { self.say("refusal-unknown").into_owned() }
    }

    /// A country's name; the code itself for one that has no name here.
    pub fn country(self, code: &str) -> Cow<'static, str> {
        let key = format!("country-{code}");
        if self.knows(&key) { self.say(&key) } else { Cow::Owned(code.to_owned()) }
    }

    pub fn knows(self, key: &str) -> bool {
        of(self.lang).has_message(key)
    }

    fn sentence(self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        match find(self.lang, key, args).or_else(|| find(Lang::En, key, args)) {
            Some(text) => text,
            None if cfg!(any(test, debug_assertions)) => panic!("no sentence has the key {key:?}"),
            None => Cow::Owned(key.to_owned()),
        }
    }
}

fn find(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
    let bundle = of(lang);
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    debug_assert!(errors.is_empty(), "{key:?} in {}: {errors:?}", lang.html());
    Some(match text {
        Cow::Borrowed(text) => Cow::Borrowed(text),
        Cow::Owned(text) => Cow::Owned(text),
    })
}

fn of(lang: Lang) -> &'static Bundle {
    match lang {
        Lang::En => &EN,
        Lang::Fr => &FR,
        Lang::Zh => &ZH,
    }
}

fn bundle(lang: Lang) -> Bundle {
    let tag = lang.tag().parse().expect("our own tags are well formed");
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Isolating marks would be copied along with order numbers, and no language we have runs from right to left.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| written(Lang::En, value),
        Lang::Fr => |value, _| written(Lang::Fr, value),
        Lang::Zh => |value, _| written(Lang::Zh, value),
    }));
    for source in sources(lang) {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("a sentence file in {} is broken: {errors:?}", lang.html()));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("a key is given twice in {}: {errors:?}", lang.html()));
    }
    bundle
}

/// The texts of the sentence files of one language.
pub(crate) fn sources(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => sources!("en"),
        Lang::Fr => sources!("fr"),
        Lang::Zh => sources!("zh"),
    }
}

fn written(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    Some(figures::number(lang, *value as i64))
}

impl Arg<'_> {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_ref()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                Self::Number(i64::from(number))
            }
        }
        impl From<&$number> for Arg<'_> {
            fn from(number: &$number) -> Self {
                Self::Number(i64::from(*number))
            }
        }
    )* };
}
numbers!(i64, i32, u32, u16, u8);

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
#[path = "words/tests.rs"]
mod tests;
