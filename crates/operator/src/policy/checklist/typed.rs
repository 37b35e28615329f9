//! One checklist as the fields of a form: filled from a list, read back into one. The rest of the draft rides along.

use domain::Code;
use domain::address::COUNTRIES as KNOWN;
use domain::admission::{ANYWHERE, CheckKind, Checklist, EU, ShopKind, Waiver};
use domain::paper::PaperKind;
use web::rules::Reading;
use web::{Arg, Form, FormData};

pub(super) const KIND: &str = "list.kind";
pub(super) const COUNTRIES: &str = "list.countries";
/// One for each paper, in their order.
pub(super) const PAPER: &str = "list.paper";
/// A paper that is added with whatever is pressed.
pub(super) const MORE: &str = "list.more";
/// `identity:company`, or `identity:person` for one that a checker may let go.
pub(super) const WAIVER: &str = "list.waiver";
pub(super) const ATTESTATION: &str = "list.attestation";
pub(super) const CHECK: &str = "list.check";
/// Says that the list has come into the draft just now.
pub(super) const FRESH: &str = "list.fresh";
/// Who lets a paper go where no check does.
const PERSON: &str = "person";

/// Letters of a list of countries.
const COUNTRIES_LETTERS_MAX: usize = 600;

/// The fields of the draft, that this page carries on.
pub(super) fn carried(form: &Form) -> Vec<(&str, &str)> {
    let is_own = |name: &str| name.starts_with("list.") || name.starts_with("new.");
    form.data.iter().filter(|(name, _)| !is_own(name) && !matches!(*name, "do" | "step" | "seen")).collect()
}

/// The draft alone, as the page of all rules sends it.
pub(super) fn draft(form: &Form) -> Form {
    Form::new(FormData::from_pairs(carried(form).into_iter().map(|(name, value)| (name, value.to_owned()))))
}

/// The draft with the fields of one of its lists.
pub(super) fn filled(form: &Form, list: &Checklist) -> Form {
    let waiver = |one: &Waiver| (WAIVER, waiver_value(one.paper, one.by));
    let own = [(KIND, list.kind.code().to_owned()), (COUNTRIES, list.countries.join(", "))]
        .into_iter()
        .chain(list.papers.iter().map(|one| (PAPER, one.code().to_owned())))
        .chain(list.waivers.iter().map(waiver))
        .chain(list.attestations.iter().map(|one| (ATTESTATION, one.code().to_owned())))
        .chain(list.checks.iter().map(|one| (CHECK, one.code().to_owned())));
    let rest = carried(form).into_iter().map(|(name, value)| (name, value.to_owned()));
    Form::new(FormData::from_pairs(rest.chain(own)))
}

/// The same form, of a list that the draft did not have before.
pub(super) fn fresh(form: &Form) -> Form {
    let all = form.data.iter().map(|(name, value)| (name, value.to_owned()));
    Form::new(FormData::from_pairs(all.chain([(FRESH, "yes".to_owned())])))
}

pub(super) fn waiver_value(paper: PaperKind, by: Option<CheckKind>) -> String {
    format!("{}:{}", paper.code(), by.map_or(PERSON, Code::code))
}

/// The papers of the form, each once, with the one that is chosen to be added.
pub(super) fn papers(form: &Form) -> Vec<PaperKind> {
    each_once(form.data.all(PAPER).chain(form.data.all(MORE)).filter_map(|code| code.parse().ok()))
}

/// The same form with these papers.
pub(super) fn with_papers(form: &Form, papers: &[PaperKind]) -> Form {
    let others = form.data.iter().filter(|(name, _)| !matches!(*name, PAPER | MORE | "do"));
    let others = others.map(|(name, value)| (name, value.to_owned()));
    let papers = papers.iter().map(|one| (PAPER, one.code().to_owned()));
    Form::new(FormData::from_pairs(others.chain(papers)))
}

/// The list that the form describes; what does not fit is noted at its field. What was there before keeps its order.
pub(super) fn read(form: &mut Form, reading: Reading, known: &Checklist) -> Option<Checklist> {
    let kind = kind(form, KIND);
    let countries = countries(form, COUNTRIES, reading);
    let papers = papers(form);
    let waivers = form.data.all(WAIVER).filter_map(waiver).filter(|one| papers.contains(&one.paper));
    let list = Checklist {
        kind: kind?,
        countries: countries?,
        waivers: in_order_of(&known.waivers, each_once(waivers)),
        attestations: in_order_of(&known.attestations, codes(form, ATTESTATION)),
        checks: in_order_of(&known.checks, codes(form, CHECK)),
        papers,
    };
    Some(list)
}

pub(super) fn kind(form: &mut Form, field: &str) -> Option<ShopKind> {
    let offered: Vec<&str> = ShopKind::ALL.iter().map(|kind| kind.code()).collect();
    form.choice(field, &offered)?.parse().ok()
}

/// `FR, Deutschland; EU`: codes or names in the reader's language, `EU`, `*`.
pub(super) fn countries(form: &mut Form, field: &str, reading: Reading) -> Option<Vec<String>> {
    let text = form.required(field, COUNTRIES_LETTERS_MAX)?;
    let mut found: Vec<String> = Vec::new();
    for part in text.split([',', ';', '，', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty())
    {
        let Some(code) = code_of(part, reading) else {
            let args = vec![("country", Arg::from(part.to_owned()))];
            form.errors.refuse(field, "checklist.unknown_country", args);
            return None;
        };
        if !found.iter().any(|known| known == code) {
            found.push(code.to_owned());
        }
    }
    if found.is_empty() {
        form.errors.add(field, "web-error-required");
        return None;
    }
    Some(found)
}

fn code_of(text: &str, reading: Reading) -> Option<&'static str> {
    let known = || [EU, ANYWHERE].into_iter().chain(KNOWN.iter().map(|(code, _)| *code));
    let name = text.to_lowercase();
    let by_code = known().find(|code| code.eq_ignore_ascii_case(text));
    by_code.or_else(|| known().find(|code| reading.country(code).to_lowercase() == name))
}

fn waiver(value: &str) -> Option<Waiver> {
    let (paper, by) = value.split_once(':')?;
    let by = if by == PERSON { None } else { Some(by.parse().ok()?) };
    Some(Waiver { paper: paper.parse().ok()?, by })
}

fn codes<C: std::str::FromStr + PartialEq>(form: &Form, field: &str) -> Vec<C> {
    each_once(form.data.all(field).filter_map(|code| code.parse().ok()))
}

fn each_once<T: PartialEq>(given: impl Iterator<Item = T>) -> Vec<T> {
    given.fold(Vec::new(), |mut found, one| {
        if !found.contains(&one) {
            found.push(one);
        }
        found
    })
}

/// What was known before in its old order, then the rest: a list that nobody changed stays the same to the letter.
fn in_order_of<T: PartialEq>(known: &[T], mut given: Vec<T>) -> Vec<T> {
    given.sort_by_key(|one| known.iter().position(|other| other == one).unwrap_or(known.len()));
    given
}

#[cfg(test)]
mod tests {
    use domain::policy::Policy;
    use money::Currency;
    use web::rules::checklists::{carrying, drafted};
    use web::{Lang, Words};

    use super::*;

    const PRESETS: [&str; 5] = [
        include_str!("../../../../../presets/mall.toml"),
        include_str!("../../../../../presets/makers.toml"),
        include_str!("../../../../../presets/bazaar.toml"),
        include_str!("../../../../../presets/retail.toml"),
        include_str!("../../../../../presets/flagship.toml"),
    ];

    fn reading(lang: Lang) -> Reading {
        Reading { words: Words::new(lang), currency: Currency::EUR }
    }

    fn policies() -> impl Iterator<Item = Policy> {
        PRESETS.iter().map(|text| Policy::from_toml(text).unwrap())
    }

    /// What a browser sends of it: the page's own words for each name and value.
    fn sent(form: &Form) -> Form {
        Form::new(FormData::from_pairs(form.data.iter().map(|(name, value)| (name, value.to_owned()))))
    }

    #[test]
    fn every_preset_read_into_forms_list_by_list_and_written_back_is_the_same() {
        let mut lists_seen = 0;
        for policy in policies() {
            let mut form = web::rules::filled(&policy, Currency::EUR);
            for at in 0..policy.admission.checklists.len() {
                let mut lists = drafted(&form);
                let mut page = sent(&filled(&form, &lists[at]));
                lists[at] = read(&mut page, reading(Lang::Fr), &lists[at].clone()).unwrap();
                assert!(page.is_fine());
                form = carrying(&draft(&page), &lists);
                lists_seen += 1;
            }
            let written = web::rules::read(&mut form, &policy, Currency::EUR).unwrap();
            assert_eq!(written.admission, policy.admission);
            assert_eq!(written, policy, "the rest of the draft came along");
        }
        assert!(lists_seen > 10, "{lists_seen} lists");
    }

    #[test]
    fn a_list_in_any_order_is_the_one_that_was_there_but_papers_are_in_the_order_given() {
        let known = policies().next().unwrap().admission.checklists.remove(0);
        let page = filled(&Form::default(), &known);
        let mut pairs: Vec<(&str, String)> =
            page.data.iter().map(|(name, value)| (name, value.to_owned())).collect();
        pairs.reverse();
        let read = read(&mut Form::filled(pairs), reading(Lang::En), &known).unwrap();
        let turned = Checklist { papers: known.papers.iter().rev().copied().collect(), ..known };
        assert_eq!(read, turned);
    }

    #[test]
    fn countries_are_read_by_code_or_by_name_in_the_reader_s_language() {
        for (lang, text, expected) in [
            (Lang::En, "fr, Germany ; eu", Some("FR DE EU")),
            (Lang::Fr, "Allemagne\nch", Some("DE CH")),
            (Lang::Zh, "德国、中国", Some("DE CN")),
            (Lang::En, "*, FR, France", Some("* FR")),
            (Lang::En, "FR, Atlantis", None),
            (Lang::En, " , ", None),
            (Lang::En, "", None),
        ] {
            let mut form = Form::filled([(COUNTRIES, text.to_owned())]);
            let read = countries(&mut form, COUNTRIES, reading(lang)).map(|codes| codes.join(" "));
            assert_eq!(read.as_deref(), expected, "{text}");
            assert_eq!(form.errors.at(COUNTRIES).is_none(), expected.is_some(), "{text}");
        }
    }

    #[test]
    fn a_paper_that_is_taken_away_takes_its_waivers_along_and_one_is_added_once() {
        let known = policies().next().unwrap().admission.checklists.remove(0);
        let mut form = filled(&Form::default(), &known);
        let kept: Vec<PaperKind> =
            papers(&form).into_iter().filter(|paper| *paper != PaperKind::Identity).collect();
        form = with_papers(&form, &kept);
        let read = read(&mut form, reading(Lang::En), &known).unwrap();
        assert!(!read.papers.contains(&PaperKind::Identity));
        assert!(
            read.waivers.iter().all(|waiver| waiver.paper != PaperKind::Identity) && !read.waivers.is_empty()
        );
        let more = |code: &str| {
            let again = carried_and_own(&form).chain([(MORE, code.to_owned())]);
            papers(&Form::filled(again.collect::<Vec<_>>())).len()
        };
        assert_eq!(more("identity"), kept.len() + 1);
        assert_eq!(more("bank_proof"), kept.len(), "it is there already");
        assert_eq!(more("nonsense"), kept.len());
    }

    fn carried_and_own(form: &Form) -> impl Iterator<Item = (&str, String)> {
        form.data.iter().map(|(name, value)| (name, value.to_owned()))
    }
}
