//! One product against the rules of a market, case by case; prices of a rule; the same judgement twice changes nothing.

use proptest::prelude::*;

use super::*;
use crate::policy::goods::Reserved;
use crate::product::{Condition, TaxClass, Wordings};
use crate::wording::Wording;
use crate::{MarketId, OfferId, SellerId, ShopId};

const CUP: VariantId = VariantId::from_raw(5);

fn product(category: &str, text: &str, state: ProductState) -> Product {
    Product {
        id: ProductId::from_raw(1),
        seller: SellerId::from_raw(2),
        key: String::new(),
        title: Wording::in_language("en", "Cup"),
        text: Wording::in_language("en", text),
        brand: String::new(),
        category: category.into(),
        tax_class: TaxClass::Standard,
        drawing: String::new(),
        hue: 0,
        options: Wordings::default(),
        state,
        source_hash: String::new(),
        created_at: 0,
        version: 0,
    }
}

fn offer(price: i64, shown: bool) -> Offer {
    Offer {
        id: OfferId::from_raw(9),
        shop: ShopId::from_raw(3),
        market: MarketId::from_raw(4),
        product: ProductId::from_raw(1),
        variant: CUP,
        price,
        was: None,
        currency: Currency::EUR,
        condition: Condition::New,
        shown,
        withheld: None,
        live: shown,
        version: 0,
    }
}

fn place(goods: &Goods) -> Place<'_> {
    Place {
        goods,
        state: ShopState::Open,
        kind: Some(ShopKind::Maker),
        named: &[],
        currency: Currency::EUR,
        is_tax_known: true,
    }
}

fn candidate<'a>(product: &'a Product, price: Option<Money>, there: Vec<&'a Offer>) -> Candidate<'a> {
    Candidate { product, pictures: 1, prices: price.map(|price| (CUP, price)).into_iter().collect(), there }
}

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

#[test]
fn each_rule_of_a_market_has_its_objection() {
    let cup = product("kitchen/coffee", "<p>Fine and round.</p>", ProductState::Published);
    let of = |change: fn(&mut Goods)| {
        let mut goods = Goods::default();
        change(&mut goods);
        objections(&place(&goods), &cup, 1)
    };
    fn reserve(goods: &mut Goods, kinds: &[ShopKind]) {
        goods.reserved.push(Reserved { path: "kitchen".into(), kinds: kinds.to_vec() });
    }
    use Objection as O;
    assert_eq!(of(|_| {}), []);
    assert_eq!(of(|goods| goods.categories = vec!["food".into()]), [O::CategoryNotTaken]);
    assert_eq!(of(|goods| goods.categories = vec!["kitchen".into()]), []);
    assert_eq!(of(|goods| reserve(goods, &[])), [O::Restricted]);
    assert_eq!(of(|goods| reserve(goods, &[ShopKind::Flagship])), [O::KindOfShop]);
    assert_eq!(of(|goods| reserve(goods, &[ShopKind::Maker])), []);
    assert_eq!(of(|goods| goods.text_letters_least = 14), [O::TextMissing]);
    assert_eq!(of(|goods| goods.text_letters_least = 13), []);
    assert_eq!(of(|goods| goods.pictures_least = 2), [O::PictureMissing]);
    assert_eq!(of(|goods| goods.languages = vec!["en".into(), "fr".into()]), [O::LanguageMissing]);
    let (free, held) = (Goods::default(), Goods { only_named: true, ..Goods::default() });
    for (goods, named, against) in [
        (&held, &[][..], &[][..]),
        (&held, &["kitchen".to_owned()], &[]),
        (&held, &["shoes".to_owned(), "kitchen".to_owned()], &[]),
        (&held, &["shoes".to_owned()], &[O::CategoryNotNamed]),
        (&held, &["kitch".to_owned()], &[O::CategoryNotNamed]),
        (&free, &["shoes".to_owned()], &[]),
    ] {
        assert_eq!(objections(&Place { named, ..place(goods) }, &cup, 0), against, "{named:?}");
    }
    let goods = Goods::default();
    let unknown = Place { is_tax_known: false, ..place(&goods) };
    assert_eq!(objections(&unknown, &cup, 0), [O::TaxUnknown]);
}

#[test]
fn a_product_is_offered_left_as_it_is_or_refused_with_all_that_is_against_it() {
    let goods = Goods { categories: vec!["kitchen".into()], ..Goods::default() };
    let (cup, wine) =
        (product("kitchen", "", ProductState::Published), product("food/wine", "", ProductState::Draft));
    let ten = PriceRule { markup: "10".parse().unwrap(), ..PriceRule::SAME };
    let (kept, gone) = (offer(900, true), offer(900, false));
    let judged = |one: Candidate<'_>, reprices| judge(&place(&goods), &one, &ten, reprices);
    use Judgement::{Offered, Refused, Unchanged};
    use Objection as O;
    let price = Some(euro(1_000));
    assert_eq!(judged(candidate(&cup, price, vec![]), false), Offered(vec![(CUP, euro(1_100))]));
    assert_eq!(judged(candidate(&cup, price, vec![&kept]), false), Unchanged);
    assert_eq!(judged(candidate(&cup, price, vec![&kept]), true), Offered(vec![(CUP, euro(1_100))]));
    assert_eq!(judged(candidate(&cup, price, vec![&gone]), false), Offered(vec![(CUP, euro(1_100))]));
    assert_eq!(judged(candidate(&cup, None, vec![]), false), Refused(vec![O::PriceMissing]));
    assert_eq!(
        judged(candidate(&wine, Some(Money::new(1_000, Currency::USD)), vec![]), false),
        Refused(vec![O::NotPublished, O::CategoryNotTaken, O::RateMissing])
    );
    let closed = Place { state: ShopState::Closed, ..place(&goods) };
    assert_eq!(judge(&closed, &candidate(&cup, price, vec![]), &ten, false), Refused(vec![O::ShopNotOpen]));
}

#[test]
fn a_saved_product_stands_where_its_seller_wants_it_and_the_market_has_nothing_against_it() {
    use ProductState::{Draft, Published, Removed};
    let no = Some(Objection::Restricted);
    let other = Some(Objection::CategoryNotNamed);
    // Before: shown, withheld. Saved as, against. After: shown, withheld, live.
    let table = [
        ((true, None), Published, None, (true, None, true)),
        ((true, None), Published, no, (false, no, false)),
        ((true, None), Draft, no, (true, None, false)),
        ((true, None), Removed, None, (true, None, false)),
        ((false, no), Published, None, (true, None, true)),
        ((false, no), Published, other, (false, other, false)),
        ((false, no), Draft, None, (false, no, false)),
        ((false, None), Published, None, (false, None, false)),
        ((false, None), Published, no, (false, None, false)),
    ];
    for ((shown, withheld), state, against, expected) in table {
        let after = Offer { withheld, ..offer(900, shown) }.following(state, against);
        assert_eq!(
            (after.shown, after.withheld, after.live),
            expected,
            "{shown} {withheld:?} {state} {against:?}"
        );
        assert_eq!(after.live, after.is_live(state));
        assert_eq!(after.clone().following(state, against), after, "told twice, it is so once");
    }
}

#[test]
fn a_price_is_exchanged_then_raised_then_rounded() {
    let rule = |exchange: Option<&str>, markup: &str, rounding| PriceRule {
        exchange: exchange.map(|rate| rate.parse().unwrap()),
        markup: markup.parse().unwrap(),
        rounding,
    };
    let usd = |minor| Money::new(minor, Currency::USD);
    let table = [
        (rule(None, "0", Rounding::None), euro(1_234), Currency::EUR, Ok(euro(1_234))),
        (rule(Some("2"), "0", Rounding::None), euro(1_234), Currency::EUR, Ok(euro(1_234))),
        (rule(Some("1.1"), "10", Rounding::Ninety), euro(1_000), Currency::USD, Ok(usd(1_290))),
        (rule(Some("1.1"), "-10", Rounding::NinetyNine), euro(1_000), Currency::USD, Ok(usd(999))),
        (rule(None, "0", Rounding::None), euro(1_000), Currency::USD, Err(Objection::RateMissing)),
        (rule(None, "-90", Rounding::None), euro(1), Currency::EUR, Err(Objection::PriceOutOfRange)),
        (
            rule(None, "0", Rounding::None),
            euro(PRICE_MAX + 1),
            Currency::EUR,
            Err(Objection::PriceOutOfRange),
        ),
    ];
    for (rule, of, to, expected) in table {
        assert_eq!(rule.price(of, to), expected, "{rule:?} {of:?}");
    }
}

proptest! {
    #[test]
    fn what_was_offered_by_a_rule_is_unchanged_by_the_same_rule(
        minor in 1..1_000_000_i64, ppm in -500_000..2_000_000_i64, rounding in 0..3_usize, reprices in any::<bool>()
    ) {
        let rounding = <Rounding as crate::Code>::ALL[rounding];
        let rule = PriceRule { exchange: None, markup: Markup::from_ppm(ppm).unwrap(), rounding };
        let goods = Goods::default();
        let cup = product("kitchen", "", ProductState::Published);
        match judge(&place(&goods), &candidate(&cup, Some(euro(minor)), vec![]), &rule, reprices) {
            Judgement::Offered(prices) => {
                let there = offer(prices[0].1.minor, true);
                let again = judge(&place(&goods), &candidate(&cup, Some(euro(minor)), vec![&there]), &rule, reprices);
                prop_assert_eq!(again, Judgement::Unchanged);
            }
            Judgement::Refused(objections) => prop_assert_eq!(objections, vec![Objection::PriceOutOfRange]),
            Judgement::Unchanged => prop_assert!(false, "nothing was there"),
        }
    }
}
