//! Which amount holds for whom, and the tables of the presets beside their sources' figures.

use super::super::tests::preset;
use super::*;

fn payer(kind: ShopKind, categories: &[String]) -> Payer<'_> {
    Payer { kind, categories, currency: Currency::EUR }
}

fn named(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

fn tariff_of(kind: Option<ShopKind>, category: &str, amount_minor: i64) -> Tariff {
    let category = Some(category.to_owned()).filter(|path| !path.is_empty());
    Tariff { kind, category, amount_minor, ..Tariff::default() }
}

#[test]
fn the_closest_category_holds_and_of_several_categories_the_highest() {
    let fees = Fees {
        annual: vec![
            tariff_of(None, "", 3_000),
            tariff_of(None, "fashion", 6_000),
            tariff_of(None, "fashion/shoes", 5_000),
            tariff_of(Some(ShopKind::Maker), "", 1_000),
        ],
        ..Fees::default()
    };
    let table: &[(ShopKind, &[&str], i64)] = &[
        (ShopKind::Flagship, &[], 3_000),
        (ShopKind::Maker, &[], 1_000),
        (ShopKind::Flagship, &["books"], 3_000),
        (ShopKind::Flagship, &["fashion"], 6_000),
        (ShopKind::Flagship, &["fashion/hats"], 6_000),
        (ShopKind::Flagship, &["fashion/shoes/boots"], 5_000),
        (ShopKind::Flagship, &["books", "fashion/shoes"], 5_000),
        (ShopKind::Flagship, &["fashionable"], 3_000),
    ];
    for (kind, categories, amount) in table {
        let found = fees.annual_of(payer(*kind, &named(categories))).map(|tariff| tariff.amount_minor);
        assert_eq!(found, Some(*amount), "{kind} {categories:?}");
    }
    let only = Fees { annual: vec![tariff_of(None, "a", 1), tariff_of(None, "b", 2)], ..Fees::default() };
    let unsaid = only.annual_of(payer(ShopKind::Maker, &[])).map(|tariff| tariff.amount_minor);
    assert_eq!(unsaid, Some(2), "silence saves nothing");
    assert_eq!(only.annual_of(payer(ShopKind::Maker, &named(&["c"]))), None);
}

#[test]
fn who_names_a_category_pays_for_the_dearest_that_lies_below_it() {
    let fees = Fees {
        deposit: vec![
            tariff_of(None, "", 5_000),
            tariff_of(None, "media/games", 1_000),
            tariff_of(None, "health/medicine", 30_000),
        ],
        ..Fees::default()
    };
    let table: &[(&[&str], i64)] = &[
        (&["health"], 30_000),
        (&["health/medicine/plants"], 30_000),
        (&["health/care"], 5_000),
        (&["media"], 5_000),
        (&["media/games"], 1_000),
        (&["media/games", "health/medicine"], 30_000),
        (&["media/games", "books"], 5_000),
    ];
    for (categories, amount) in table {
        assert_eq!(
            fees.deposit_of(payer(ShopKind::Flagship, &named(categories))),
            Some(*amount),
            "{categories:?}"
        );
    }
}

#[test]
fn each_preset_asks_by_category_what_the_schedules_say() {
    let yuan = Currency::CNY;
    // Kind, categories, deposit (Tmall 2012) and a year (Tmall 2016), in yuan: games, phones and travel 10,000, medicine
    // 300,000; 30,000 or 60,000 a year, who sells in several pays the highest and never the sum.
    type Line<'l> = (&'l str, ShopKind, &'l [&'l str], Option<i64>, Option<i64>);
    let table: &[Line<'_>] = &[
        ("mall", ShopKind::Flagship, &["kitchen"], Some(50_000), Some(30_000)),
        ("mall", ShopKind::Flagship, &["fashion"], Some(50_000), Some(60_000)),
        ("mall", ShopKind::Flagship, &["shoes/boots", "kitchen"], Some(50_000), Some(60_000)),
        ("mall", ShopKind::Speciality, &["kitchen", "home", "toys"], Some(100_000), Some(30_000)),
        ("mall", ShopKind::Flagship, &["games"], Some(10_000), Some(30_000)),
        ("mall", ShopKind::Speciality, &["travel", "phones"], Some(10_000), Some(30_000)),
        ("mall", ShopKind::Flagship, &["games", "medicine"], Some(300_000), Some(30_000)),
        ("mall", ShopKind::Speciality, &["games", "fashion"], Some(100_000), Some(60_000)),
        ("makers", ShopKind::Maker, &["shoes"], None, None),
        ("bazaar", ShopKind::PrivatePerson, &["games"], None, None),
        ("retail", ShopKind::Speciality, &["shoes"], None, None),
        ("flagship", ShopKind::Flagship, &["shoes"], None, None),
    ];
    for (name, kind, categories, deposit, year) in table {
        let (fees, categories) = (preset(name).fees, named(categories));
        let payer = Payer { kind: *kind, categories: &categories, currency: yuan };
        let minor = |amount: &Option<i64>| amount.map(|amount| amount * 100);
        assert_eq!(fees.deposit_of(payer), minor(deposit), "{name} {kind} {categories:?}");
        assert_eq!(
            fees.annual_of(payer).map(|one| one.amount_minor),
            minor(year),
            "{name} {kind} {categories:?}"
        );
    }
}

#[test]
fn the_presets_ask_what_their_sources_say() {
    let mall = preset("mall").fees;
    let (yuan, euro) = (Currency::CNY, Currency::EUR);
    // Deposits of 2012: flagship and authorised 50,000 RMB, speciality 100,000; a year's fee of 30,000 RMB.
    let table = [
        (ShopKind::Flagship, yuan, 5_000_000, 3_000_000),
        (ShopKind::Authorised, yuan, 5_000_000, 3_000_000),
        (ShopKind::Speciality, yuan, 10_000_000, 3_000_000),
        (ShopKind::Flagship, euro, 600_000, 360_000),
        (ShopKind::Speciality, euro, 1_200_000, 360_000),
        (ShopKind::Maker, euro, 100_000, 360_000),
    ];
    for (kind, currency, deposit, annual) in table {
        let of = Payer { kind, categories: &[], currency };
        assert_eq!(mall.deposit_of(of), Some(deposit), "{kind} {}", currency.code());
        assert_eq!(mall.annual_of(of).map(|one| one.amount_minor), Some(annual), "{kind}");
    }
    let fashion = named(&["fashion"]);
    let fashion = Payer { kind: ShopKind::Flagship, categories: &fashion, currency: yuan };
    assert_eq!(mall.annual_of(fashion).map(|one| one.amount_minor), Some(6_000_000), "60,000 RMB");
    assert_eq!(mall.top_up_days, 15, "a shortfall: 15 days to top up");
    assert!(!preset("makers").fees.asks_at_the_door() && !preset("bazaar").fees.asks_at_the_door());
}

#[test]
fn the_refund_follows_the_turnover_and_a_part_of_a_year_needs_as_much_less() {
    let mall = preset("mall").fees;
    let yuan = Currency::CNY;
    let fashion = named(&["fashion"]);
    let fashion = Payer { kind: ShopKind::Flagship, categories: &fashion, currency: yuan };
    let bands = &mall.annual_of(fashion).unwrap().refunds;
    // 60,000 RMB a year: half back from 360,000 on, all of it from 1,200,000 on.
    for (turnover, days, percent) in [
        (35_999_999, 365, "0"),
        (36_000_000, 365, "50"),
        (119_999_999, 365, "50"),
        (120_000_000, 365, "100"),
        (18_000_000, 182, "50"),
        (17_000_000, 182, "0"),
    ] {
        assert_eq!(refund_share(bands, turnover, days).to_string(), percent, "{turnover} in {days}");
    }
    assert_eq!(refund_share(&[], 1_000, 365), Rate::ZERO);
}

#[test]
fn values_without_sense_name_their_field() {
    let band = |turnover_minor, ppm| Band { turnover_minor, share_ppm: Rate::from_ppm(ppm).unwrap() };
    let with = |refunds| Tariff { refunds, ..tariff_of(None, "", 1) };
    let table = [
        (Fees { deposit: vec![tariff_of(None, "", 0)], ..Fees::default() }, Some("fees.deposit")),
        (Fees { deposit: vec![with(vec![band(1, 1)])], ..Fees::default() }, Some("fees.deposit")),
        (Fees { annual: vec![tariff_of(None, "Shoes", 1)], ..Fees::default() }, Some("fees.annual")),
        (Fees { annual: vec![with(vec![band(2, 1), band(1, 2)])], ..Fees::default() }, Some("fees.annual")),
        (Fees { annual: vec![with(vec![band(1, 1), band(2, 2)])], ..Fees::default() }, None),
    ];
    for (fees, wrong) in table {
        assert_eq!(fees.wrong(), wrong, "{fees:?}");
    }
}

#[test]
fn a_deposit_is_short_below_its_least_share() {
    let half = Fees { deposit_least_ppm: Rate::from_ppm(500_000).unwrap(), ..Fees::default() };
    let short = |fees: &Fees, left| fees.is_short(1_000, left, Currency::EUR);
    assert!(!short(&half, 500) && short(&half, 499));
    assert!(short(&Fees::default(), 999) && !short(&Fees::default(), 1_000));
}

#[test]
fn each_preset_charges_what_its_source_says_and_nothing_else() {
    let flagship = Payer { kind: ShopKind::Flagship, categories: &[], currency: Currency::USD };
    let euros = Payer { currency: Currency::EUR, ..flagship };
    // Commission in parts per million; in dollars (deposits and years in euros): deposit, year, plans, a product a month.
    // Mall: Tmall 2012 and 2016. Makers: 11 Main 3.5 % and 5 cents. Bazaar: Taobao nothing. Retail: Amazon 15 % and 39.99.
    // Flagship: the mall's rate; who opens a market for one brand asks itself for nothing.
    type Line<'l> = (&'l str, i64, Option<i64>, Option<i64>, &'l [i64], Option<i64>);
    let table: [Line<'_>; 5] = [
        ("mall", 50_000, Some(600_000), Some(360_000), &[], None),
        ("makers", 35_000, None, None, &[], Some(5)),
        ("bazaar", 0, None, None, &[], None),
        ("retail", 150_000, None, None, &[3_999], None),
        ("flagship", 50_000, None, None, &[], None),
    ];
    for (name, rate, deposit, year, plans, listing) in table {
        let policy = preset(name);
        let fees = &policy.fees;
        assert_eq!(policy.commission.rate_ppm.ppm(), rate, "{name}");
        assert_eq!(fees.deposit_of(euros), deposit, "{name}");
        assert_eq!(fees.annual_of(euros).map(|tariff| tariff.amount_minor), year, "{name}");
        let found: Vec<i64> = fees.plans_in(Currency::USD).iter().map(|plan| plan.amount_minor).collect();
        assert_eq!(found, plans, "{name}");
        assert_eq!(fees.listing_in(Currency::USD).map(|rule| rule.amount_minor), listing, "{name}");
    }
}

#[test]
fn products_that_are_paid_for_or_free_are_not_charged() {
    let rule = |free| Listing { currency: None, amount_minor: 20, months: 4, free };
    // Free by the rule and by the plan, paid for already, begun now; charged.
    let table = [
        (0, 0, 0, 0, 0),
        (0, 0, 0, 7, 7),
        (5, 0, 0, 7, 2),
        (5, 4, 0, 7, 0),
        (5, 0, 3, 7, 5),
        (5, 0, 9, 7, 7),
        (0, 10, 3, 3, 0),
    ];
    for (free, of_plan, running, begun, charged) in table {
        assert_eq!(
            rule(free).charged(begun, running, of_plan),
            charged,
            "{free} {of_plan} {running} {begun}"
        );
    }
}

#[test]
fn a_product_is_charged_for_whole_months_from_the_one_in_which_it_is_listed() {
    let at = |day: &str| crate::tax::day_of(day).unwrap();
    let table = [
        ("2026-11-01", 1, "2026-11-01", "2026-12-01"),
        ("2026-11-30", 1, "2026-11-01", "2026-12-01"),
        ("2026-11-17", 4, "2026-11-01", "2027-03-01"),
        ("2027-01-31", 1, "2027-01-01", "2027-02-01"),
    ];
    for (day, months, begun, until) in table {
        let rule = Listing { currency: None, amount_minor: 20, months, free: 0 };
        let term = ListingTerm { begun_at: at(begun), until_at: at(until) };
        assert_eq!(rule.term(at(day) + 5), term, "{day} {months}");
    }
}

#[test]
fn a_plan_s_code_stands_once_for_a_currency() {
    let plan = |code: &str, currency| Plan {
        code: code.into(),
        name: "Plus".into(),
        currency,
        amount_minor: 100,
        ..Plan::default()
    };
    let (usd, eur) = (Some(Currency::USD), Some(Currency::EUR));
    let table = [
        (vec![plan("plus", usd), plan("plus", eur)], None),
        (vec![plan("plus", usd), plan("plus", usd)], Some("fees.plans")),
        (vec![plan("plus", None), plan("plus", eur)], Some("fees.plans")),
        (vec![plan("Plus it", None)], Some("fees.plans")),
        (vec![Plan { amount_minor: 0, ..plan("plus", None) }], Some("fees.plans")),
    ];
    for (plans, wrong) in table {
        assert_eq!(Fees { plans: plans.clone(), ..Fees::default() }.wrong(), wrong, "{plans:?}");
    }
}
