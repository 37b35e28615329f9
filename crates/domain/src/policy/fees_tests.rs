//! Which amount holds for whom, and the tables of the presets beside their sources' figures.

use super::super::tests::preset;
use super::*;

fn payer<'a>(kind: ShopKind, categories: &'a [&'a str]) -> Payer<'a> {
    Payer { kind, categories, currency: Currency::EUR }
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
        (ShopKind::Flagship, &["fashion/hats"], 6_000),
        (ShopKind::Flagship, &["fashion/shoes/boots"], 5_000),
        (ShopKind::Flagship, &["books", "fashion/shoes"], 5_000),
        (ShopKind::Flagship, &["fashionable"], 3_000),
    ];
    for (kind, categories, amount) in table {
        let found = fees.annual_of(payer(*kind, categories)).map(|tariff| tariff.amount_minor);
        assert_eq!(found, Some(*amount), "{kind} {categories:?}");
    }
    let only = Fees { annual: vec![tariff_of(None, "a", 1), tariff_of(None, "b", 2)], ..Fees::default() };
    let unsaid = only.annual_of(payer(ShopKind::Maker, &[])).map(|tariff| tariff.amount_minor);
    assert_eq!(unsaid, Some(2), "silence saves nothing");
    assert_eq!(only.annual_of(payer(ShopKind::Maker, &["c"])), None);
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
    let fashion = Payer { kind: ShopKind::Flagship, categories: &["fashion"], currency: yuan };
    assert_eq!(mall.annual_of(fashion).map(|one| one.amount_minor), Some(6_000_000), "60,000 RMB");
    assert_eq!(mall.top_up_days, 15, "a shortfall: 15 days to top up");
    assert!(!preset("makers").fees.asks_at_the_door() && !preset("bazaar").fees.asks_at_the_door());
}

#[test]
fn the_refund_follows_the_turnover_and_a_part_of_a_year_needs_as_much_less() {
    let mall = preset("mall").fees;
    let yuan = Currency::CNY;
    let fashion = Payer { kind: ShopKind::Flagship, categories: &["fashion"], currency: yuan };
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
