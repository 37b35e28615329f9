//! A list of a preset, one that asks for nothing, one that asks for everything, and one with errors.

use domain::admission::Waiver;
use domain::policy::Policy;
use money::Currency;
use web::{Page, Words};

use super::*;

fn everything() -> Checklist {
    let by_hand = |paper: &PaperKind| Waiver { paper: *paper, by: None };
    Checklist {
        countries: domain::address::COUNTRIES.iter().map(|(code, _)| (*code).to_owned()).collect(),
        papers: PaperKind::ALL.to_vec(),
        attestations: Attestation::ALL.to_vec(),
        checks: CheckKind::ALL.to_vec(),
        waivers: PaperKind::ALL.iter().map(by_hand).collect(),
        ..Checklist::empty(domain::admission::ShopKind::Speciality)
    }
}

impl Page for EditChecklist {
    fn samples(words: Words) -> Vec<Self> {
        let policy =
            Policy::from_toml(include_str!("../../../../../presets/mall.toml")).expect("our own preset");
        let place = Place::sample(words, Section::Policy);
        let reading = Reading { words, currency: Currency::EUR };
        let page = |form: Form| Self::new(Frame::sample(words), &place, reading, (1, form));
        let draft = web::rules::filled(&policy, Currency::EUR);
        let of = |list: &Checklist| typed::filled(&draft, list);
        let nothing = Checklist::empty(domain::admission::ShopKind::PrivatePerson);
        let mut wrong = of(&everything());
        wrong.errors.refuse(
            typed::COUNTRIES,
            "checklist.country_taken",
            told_of(&ListRefusal::CountryTaken { country: "FR".to_owned(), by: 1 }),
        );
        wrong.errors.refuse(typed::CHECK, "checklist.waived_by_no_check", Vec::new());
        vec![
            page(of(&policy.admission.checklists[0])),
            page(typed::fresh(&of(&nothing))),
            page(of(&everything())),
            page(wrong),
        ]
    }
}

#[test]
fn pages_render() {
    page::render_all::<EditChecklist>();
}
