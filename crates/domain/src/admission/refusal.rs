//! What a market's checklists must be, so that each of them is met by somebody and can be fulfilled. Looks at no application.

use super::{ANYWHERE, Admission, CheckKind, Checklist, EU};
use crate::address::COUNTRIES;

/// Why a checklist can't hold among the others of its market.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListRefusal {
    #[error("checklist.no_country")]
    NoCountry,
    #[error("checklist.unknown_country")]
    UnknownCountry { country: String },
    /// The list at this place, of the same kind of shop, stands before this one and holds for the country already.
    #[error("checklist.country_taken")]
    CountryTaken { country: String, by: usize },
    #[error("checklist.asked_twice")]
    AskedTwice,
    /// A waiver for a paper that the list does not ask for.
    #[error("checklist.waives_nothing")]
    WaivesNothing,
    /// A paper is waived by a check that nobody makes.
    #[error("checklist.waived_by_no_check")]
    WaivedByNoCheck { check: CheckKind },
}

impl Admission {
    /// The first list that can't hold, by its place, and why. Is asked of lists that somebody writes; those of a stored policy
    /// are taken as they were decided.
    pub fn wrong(&self) -> Option<(usize, ListRefusal)> {
        (0..self.checklists.len()).find_map(|at| self.wrong_at(at).map(|refusal| (at, refusal)))
    }

    /// Why the list at this place can't hold there.
    pub fn wrong_at(&self, at: usize) -> Option<ListRefusal> {
        let list = self.checklists.get(at)?;
        list.wrong().or_else(|| list.taken(&self.checklists[..at]))
    }

    /// Where a new list has to stand so that it is met: before the first one of its kind that holds for one of its countries,
    /// else after all of them.
    pub fn place_for(&self, new: &Checklist) -> usize {
        let takes = |list: &Checklist| {
            list.kind == new.kind && new.countries.iter().any(|country| list.holds_for_all_of(country))
        };
        self.checklists.iter().position(takes).unwrap_or(self.checklists.len())
    }
}

impl Checklist {
    /// What is wrong with the list itself.
    fn wrong(&self) -> Option<ListRefusal> {
        if self.countries.is_empty() {
            return Some(ListRefusal::NoCountry);
        }
        if let Some(country) = self.countries.iter().find(|one| !is_known(one)) {
            return Some(ListRefusal::UnknownCountry { country: country.clone() });
        }
        let is_twice = has_twice(&self.countries)
            || has_twice(&self.papers)
            || has_twice(&self.attestations)
            || has_twice(&self.checks)
            || has_twice(&self.waivers);
        if is_twice {
            return Some(ListRefusal::AskedTwice);
        }
        if self.waivers.iter().any(|waiver| !self.papers.contains(&waiver.paper)) {
            return Some(ListRefusal::WaivesNothing);
        }
        let checks = self.waivers.iter().filter_map(|waiver| waiver.by);
        checks
            .into_iter()
            .find(|check| !self.checks.contains(check))
            .map(|check| ListRefusal::WaivedByNoCheck { check })
    }

    fn taken(&self, before: &[Self]) -> Option<ListRefusal> {
        self.countries.iter().find_map(|country| {
            let takes = |list: &Self| list.kind == self.kind && list.holds_for_all_of(country);
            let by = before.iter().position(takes)?;
            Some(ListRefusal::CountryTaken { country: country.clone(), by })
        })
    }

    /// Whether it holds for a country, or for every one that `EU` or `*` stands for.
    fn holds_for_all_of(&self, country: &str) -> bool {
        let names = |code: &str| self.countries.iter().any(|one| one == code);
        match country {
            ANYWHERE => names(ANYWHERE),
            EU => names(ANYWHERE) || names(EU),
            one => self.is_for(one),
        }
    }
}

/// A code of a country, `EU` or `*`.
fn is_known(country: &str) -> bool {
    country == ANYWHERE || country == EU || COUNTRIES.iter().any(|(code, _)| *code == country)
}

fn has_twice<T: PartialEq>(all: &[T]) -> bool {
    all.iter().enumerate().any(|(at, one)| all[..at].contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admission::{Attestation, ShopKind, Waiver};
    use crate::paper::PaperKind;

    fn list(kind: ShopKind, countries: &[&str]) -> Checklist {
        Checklist {
            countries: countries.iter().map(|one| (*one).to_owned()).collect(),
            ..Checklist::empty(kind)
        }
    }

    fn wrong(checklists: Vec<Checklist>) -> Option<(usize, ListRefusal)> {
        Admission { checklists, ..Admission::default() }.wrong()
    }

    #[test]
    fn of_two_lists_of_a_kind_the_second_has_to_be_met_by_somebody() {
        use ShopKind::{Flagship, Maker};
        let taken = |country: &str, by| Some((1, ListRefusal::CountryTaken { country: country.into(), by }));
        for (first, second, expected) in [
            (&["FR"][..], &["FR"][..], taken("FR", 0)),
            (&["EU"], &["EU", "CH"], taken("EU", 0)),
            (&["EU"], &["CH", "DE"], taken("DE", 0)),
            (&["*"], &["EU"], taken("EU", 0)),
            (&["*"], &["*"], taken("*", 0)),
            (&["FR"], &["EU"], None),
            (&["EU", "FR"], &["*"], None),
            (&["EU"], &["CH"], None),
        ] {
            let case = format!("{first:?} {second:?}");
            assert_eq!(wrong(vec![list(Maker, first), list(Maker, second)]), expected, "{case}");
            assert_eq!(wrong(vec![list(Flagship, first), list(Maker, second)]), None, "{case} of two kinds");
        }
    }

    #[test]
    fn a_list_that_nobody_can_fulfil_or_meet_is_refused() {
        let whole = Checklist {
            papers: vec![PaperKind::Identity, PaperKind::BankProof],
            attestations: vec![Attestation::Accurate],
            checks: vec![CheckKind::Identity],
            waivers: vec![
                Waiver { paper: PaperKind::Identity, by: Some(CheckKind::Identity) },
                Waiver { paper: PaperKind::Identity, by: None },
            ],
            ..list(ShopKind::Maker, &["FR", "EU", "*"])
        };
        assert_eq!(wrong(vec![whole.clone()]), None);
        let told = |change: fn(&mut Checklist)| {
            let mut changed = whole.clone();
            change(&mut changed);
            wrong(vec![list(ShopKind::Flagship, &["*"]), changed])
                .map(|(at, refusal)| (at, refusal.to_string()))
        };
        let refused = |code: &str| Some((1, code.to_owned()));
        assert_eq!(told(|it| it.countries.clear()), refused("checklist.no_country"));
        assert_eq!(told(|it| it.countries.push("XX".into())), refused("checklist.unknown_country"));
        assert_eq!(told(|it| it.countries.push("fr".into())), refused("checklist.unknown_country"));
        assert_eq!(told(|it| it.countries.push("FR".into())), refused("checklist.asked_twice"));
        assert_eq!(told(|it| it.papers.push(PaperKind::Identity)), refused("checklist.asked_twice"));
        assert_eq!(told(|it| it.checks.push(CheckKind::Identity)), refused("checklist.asked_twice"));
        assert_eq!(told(|it| it.attestations.push(Attestation::Accurate)), refused("checklist.asked_twice"));
        assert_eq!(
            told(|it| it.papers.retain(|one| *one != PaperKind::Identity)),
            refused("checklist.waives_nothing")
        );
        assert_eq!(told(|it| it.checks.clear()), refused("checklist.waived_by_no_check"));
    }

    #[test]
    fn a_new_list_is_put_where_it_is_met() {
        use ShopKind::{Flagship, Maker};
        let checklists =
            vec![list(Flagship, &["*"]), list(Maker, &["FR"]), list(Maker, &["EU"]), list(Maker, &["*"])];
        let known = Admission { checklists, ..Admission::default() };
        for (kind, countries, place) in [
            (Maker, &["DE"][..], 2),
            (Maker, &["US"], 3),
            (Flagship, &["EU"], 0),
            (ShopKind::Authorised, &["*"], 4),
        ] {
            let new = list(kind, countries);
            let mut with = known.clone();
            assert_eq!(known.place_for(&new), place, "{countries:?}");
            with.checklists.insert(place, new);
            assert_eq!(with.wrong(), None, "{countries:?}");
        }
    }
}
