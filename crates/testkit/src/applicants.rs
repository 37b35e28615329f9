//! Who applies for a shop: Sam with everything that is asked of a flagship in France. Only what several stories share.

use domain::admission::{Admission, Checklist, Door, ShopKind};
use domain::market::Market;
use domain::paper::PaperKind;
use domain::policy::Fees;
use domain::{ApplicationId, Micros, PaperId};
use engine::application::{self as door, AddPaper, ApplicationView, Begin, Details, Judgement};
use engine::by_hand::{NewAccount, add_account};
use engine::sandbox::CardEntry;
use engine::shop::ZoneForm;
use engine::{Presence, SellerMember};

use crate::{IBAN, World};

/// The smallest that is one.
pub const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

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

/// A market that asks a flagship for an extract of the register, and a private person for nothing.
pub async fn market_of_papers(world: &World) -> Market {
    let (engine, mall) = (&world.engine, &world.cast.mall);
    let mut policy = engine.policy(mall.id, world.now()).policy.clone();
    let flagship =
        Checklist { papers: vec![PaperKind::RegisterExtract], ..Checklist::empty(ShopKind::Flagship) };
    let checklists = vec![flagship, Checklist::empty(ShopKind::PrivatePerson)];
    policy.admission = Admission { door: Door::Application, checklists, ..Admission::default() };
    policy.fees = Fees::default();
    let slug = format!("papers-{}", engine.markets().len());
    let market = Market { slug: slug.clone(), name: slug.clone(), ..mall.clone() };
    let host = format!("{slug}.localhost");
    let opened = engine::market::open_market(engine, market, &host, policy, world.now()).await;
    opened.expect("a market more")
}

/// Somebody new, with a proved address, sends an application in; nobody has looked at it.
pub async fn submits(world: &World, market: &Market, name: &str) -> (SellerMember, ApplicationId) {
    let (engine, now) = (&world.engine, world.now());
    let account = NewAccount {
        name: name.into(),
        email: format!("{name}@example.com"),
        language: "en".into(),
        password_hash: String::new(),
    };
    let user = add_account(engine, account, now).await.expect("a new address");
    let begin = Begin { shop_name: name.into(), ..wish(market, ShopKind::Flagship) };
    let id = door::begin(engine, user, begin, now).await.expect("anybody may apply");
    let member = SellerMember::of(engine, user).await.expect("who applies is a member");
    let register = ("RCS Lyon".to_owned(), "552 100 554".to_owned());
    let told = Details {
        shop_name: name.into(),
        register: register.0,
        register_number: register.1,
        ..details(&["kitchen"])
    };
    door::save_details(engine, &member, id, told, now).await.expect("it is a draft");
    sends_extract(world, &member, id, None).await;
    door::submit(engine, &member, id, now).await.expect("all is there");
    (member, id)
}

/// An applicant hands in an extract of the register.
pub async fn sends_extract(
    world: &World,
    member: &SellerMember,
    application: ApplicationId,
    valid_until: Option<Micros>,
) -> PaperId {
    let paper = AddPaper {
        application,
        kind: PaperKind::RegisterExtract,
        number: "41 208 831".into(),
        issuer: "INPI".into(),
        valid_until,
        file_name: "extract.pdf".into(),
        file: PDF.to_vec(),
    };
    door::add_paper(&world.engine, member, paper, world.now()).await.expect("it is asked for")
}

/// Sam's shop in trade on a market of papers; a flagship with an extract that ends then.
pub async fn opens(
    world: &World,
    market: &Market,
    (kind, valid_until): (ShopKind, Option<Micros>),
) -> (SellerMember, ApplicationId) {
    let (engine, olga) = (&world.engine, &world.cast.olga);
    world.proves_address(world.cast.sam).await;
    let (sam, id) = begins(world, market, kind).await;
    let register = ("RCS Lyon".to_owned(), "552 100 554".to_owned());
    let told = Details { register: register.0, register_number: register.1, ..details(&["kitchen"]) };
    let saved = door::save_details(engine, &sam, id, told, world.now()).await;
    saved.expect("Sam may");
    if kind == ShopKind::Flagship {
        sends_extract(world, &sam, id, valid_until).await;
    }
    door::submit(engine, &sam, id, world.now()).await.expect("all is there");
    door::take(engine, olga, id, world.now()).await.expect("it waits");
    for paper in sees(world, &sam, id).await.papers {
        let judged = door::judge(engine, olga, id, Judgement::Accept(paper.id), world.now()).await;
        judged.expect("nobody has judged it");
    }
    door::pass(engine, olga, id, world.now()).await.expect("nothing is lacking");
    delivers(world, &sam, id).await;
    door::open_shop(engine, &sam, id, world.now()).await.expect("it is filled");
    world.settle().await;
    (sam, id)
}
