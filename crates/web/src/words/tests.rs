//! Every sentence exists in every language, and every key that a page names exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;

/// Key → names of its variables, read from the files as text.
fn sentences(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in sources(lang).iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) =
            line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            key = name.trim().to_owned();
            assert!(!found.contains_key(&key), "{key} is given twice in {}", lang.html());
            assert!(key.contains('-'), "{key} has no dash: begin it with its noun");
            found.insert(key.clone(), BTreeSet::new());
        }
        for part in line.split('$').skip(1) {
            let name: String =
                part.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
            found.get_mut(&key).expect("a variable stands in a sentence").insert(name);
        }
    }
    found
}

#[test]
fn the_three_languages_say_the_same_things_with_the_same_variables() {
    let en = sentences(Lang::En);
    for lang in [Lang::Fr, Lang::Zh] {
        let other = sentences(lang);
        let missing: Vec<_> = en.keys().filter(|key| !other.contains_key(*key)).collect();
        let extra: Vec<_> = other.keys().filter(|key| !en.contains_key(*key)).collect();
        let unlike: Vec<_> =
            en.iter().filter(|(key, vars)| other.get(*key).is_some_and(|o| o != *vars)).collect();
        assert!(
            missing.is_empty() && extra.is_empty() && unlike.is_empty(),
            "{}: missing {missing:?}, extra {extra:?}, other variables {unlike:?}",
            lang.html()
        );
    }
}

#[test]
fn every_key_that_a_page_names_has_its_sentence() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let known = sentences(Lang::En);
    let mut missing = BTreeSet::new();
    for krate in std::fs::read_dir(crates).unwrap() {
        for folder in ["templates", "src"] {
            visit(&krate.as_ref().unwrap().path().join(folder), &mut |file, text| {
                missing.extend(
                    keys(text)
                        .filter(|key| !known.contains_key(*key))
                        .map(|key| format!("{key} in {}", file.display())),
                );
            });
        }
    }
    assert!(missing.is_empty(), "keys without a sentence: {missing:#?}");
}

fn visit(folder: &Path, each: &mut dyn FnMut(&Path, &str)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        match path.extension().and_then(|e| e.to_str()) {
            _ if path.is_dir() => visit(&path, each),
            Some("rs" | "html" | "txt") if !path.ends_with("words/tests.rs") => {
                each(&path, &std::fs::read_to_string(&path).unwrap());
            }
            _ => {}
        }
    }
}

/// The literals in `.say("…")` and `.with("…"`. A key has a dash; other crates have a `with` of their own for other things.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    [".say(\"", ".with(\""].into_iter().flat_map(move |call| {
        text.split(call)
            .skip(1)
            .filter_map(|rest| rest.split_once('"').map(|(key, _)| key))
            .filter(|key| key.contains('-'))
    })
}

#[test]
fn numbers_in_sentences_choose_the_plural_and_are_written_in_full() {
    for (lang, one, many) in [
        (Lang::En, "Cart, 1 item", "Cart, 1,200 items"),
        (Lang::Fr, "Panier, 1 article", "Panier, 1\u{202f}200 articles"),
        (Lang::Zh, "购物车，1 件", "购物车，1,200 件"),
    ] {
        let words = Words::new(lang);
        assert_eq!(words.with("web-cart-of", &[("count", 1_i64.into())]), one);
        assert_eq!(words.with("web-cart-of", &[("count", 1_200_i64.into())]), many);
    }
}

#[test]
fn a_refusal_without_a_sentence_of_its_own_still_says_something() {
    for lang in Lang::ALL {
        assert_eq!(Words::new(lang).refusal("nothing.like_it", &[]), Words::new(lang).say("refusal-unknown"));
    }
}

#[test]
#[should_panic(expected = "no sentence has the key")]
fn an_unknown_key_is_noticed_in_tests() {
    Words::default().sentence("no-such-key", None);
}
