//! Who applies for a shop: Sam with everything that is asked of a flagship in France. Only what several stories share.

use domain::ApplicationId;
use domain::admission::ShopKind;
use domain::market::Market;
use engine::application::{self as door, ApplicationView, Begin, Details};
use engine::sandbox::CardEntry;
use engine::shop::ZoneForm;
use engine::{Presence, SellerMember};

use crate::{IBAN, World};

/// A card that pays at once.
pub const GOOD_CARD: &str = "4242424242424242";

pub fn wish(market: &Market, kind: ShopKind) -> Begin {
    Begin {
        market: market.id,
        kind,
        country: "FR".into(),
        shop_name: "Cifang".into(),
        invitation: String::new(),
        language: "fr".into(),
    }
}

/// Without a register and without declarations, of which some doors ask.
pub fn details(categories: &[&str]) -> Details {
    Details {
        shop_name: "Cifang".into(),
        goods: "Cups".into(),
        categories: categories.iter().map(|path| (*path).to_owned()).collect(),
        legal_name: "Cifang SARL".into(),
        representative: "Chen Wanqing".into(),
        street: "1 rue du Four".into(),
        postcode: "69001".into(),
        city: "Lyon".into(),
        email: "chen@example.com".into(),
        phone: "+33 4 00 00 00 00".into(),
        iban: IBAN.into(),
        ..Details::default()
    }
}

/// Sam applies; answers who acts for the new seller, their password just given.
pub async fn begins(world: &World, market: &Market, kind: ShopKind) -> (SellerMember, ApplicationId) {
    let (engine, sam) = (&world.engine, world.cast.sam);
    let id = door::begin(engine, sam, wish(market, kind), world.now()).await.expect("Sam may apply");
    let member = SellerMember::of(engine, sam).await.expect("who applies is a member");
    (member.present(Presence { is_proved: true, ..Presence::default() }), id)
}

pub async fn sees(world: &World, member: &SellerMember, id: ApplicationId) -> ApplicationView {
    door::for_applicant(&world.engine, member, id, world.now()).await.expect("one's own application")
}

/// Says where the shop delivers, without which it can't open.
pub async fn delivers(world: &World, member: &SellerMember, id: ApplicationId) {
    let shop = sees(world, member, id).await.shop.expect("an approved application has a shop");
    let zone = ZoneForm {
        name: "France".into(),
        countries: "FR".into(),
        price: 490,
        per_kg: 0,
        free_above: None,
        days_min: 2,
        days_max: 4,
    };
    let saved =
        engine::shop::save_zones(&world.engine, member, shop.id, "en".into(), vec![zone], world.now()).await;
    saved.expect("it delivers to France");
}

pub fn card(number: &str) -> CardEntry {
    CardEntry { number: number.into(), expiry: "12/30".into(), cvc: "123".into(), second_step: None }
}
