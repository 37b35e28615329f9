//! From nothing to an open shop and out again, on both databases: papers, checks, questions, appeals, deadlines, and the end
//! of a paper. The game of chance about the rules alone stands in `domain`.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::admission::{Admission, Attestation, CheckKind, Checklist, Door, ShopKind, Waiver};
use domain::application::{Application, ApplicationRefusal, Move, RefusalReason, Stage, Turn};
use domain::market::Market;
use domain::paper::{CheckState, Lack, PaperKind, PaperPart, PaperRefusal, PapersWanted, Verdict};
use domain::policy::Fees;
use domain::seller::{MemberOf, Role};
use domain::shop::ShopState;
use domain::{ApplicationId, DAY, Micros, PaperId};
use engine::application::{
    self as door, AddPaper, ApplicationView, Begin, ClearCheck, Details, Judgement, NewInvitation, Queue,
};
use engine::cart::CartRefusal;
use engine::{OperatorMember, SellerMember, Stop};
use testkit::applicants::{begins, delivers, sees, wish};
use testkit::{World, applicants, both};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

fn flagship() -> Checklist {
    Checklist {
        countries: vec!["EU".into()],
        papers: vec![PaperKind::RegisterExtract, PaperKind::Trademark],
        attestations: vec![Attestation::LawfulGoods],
        checks: vec![CheckKind::Company, CheckKind::Sanctions],
        waivers: vec![Waiver { paper: PaperKind::RegisterExtract, by: None }],
        ..Checklist::empty(ShopKind::Flagship)
    }
}

/// A market with this door.
async fn market(world: &World, admission: Admission) -> Market {
    let (engine, mall) = (&world.engine, &world.cast.mall);
    let mut policy = engine.policy(mall.id, world.now()).policy.clone();
    // What it costs stands in `fees.rs`.
    (policy.admission, policy.fees) = (admission, Fees::default());
    let slug = format!("door-{}", engine.markets().len());
    let market = Market { slug: slug.clone(), name: slug.clone(), ..mall.clone() };
    let host = format!("{slug}.localhost");
    engine::market::open_market(engine, market, &host, policy, world.now()).await.unwrap()
}

async fn asks_for_papers(world: &World) -> Market {
    let lists = vec![flagship(), Checklist::empty(ShopKind::PrivatePerson)];
    market(world, Admission { door: Door::Application, checklists: lists, ..Admission::default() }).await
}

fn details(number: &str) -> Details {
    Details {
        register: "RCS Lyon".into(),
        register_number: number.into(),
        attested: vec![Attestation::LawfulGoods],
        ..applicants::details(&["kitchen"])
    }
}

async fn sends(
    world: &World,
    member: &SellerMember,
    id: ApplicationId,
    (kind, valid_until): (PaperKind, Option<Micros>),
) -> Result<PaperId, Stop<PaperRefusal>> {
    let paper = AddPaper {
        application: id,
        kind,
        number: "41 208 831".into(),
        issuer: "INPI".into(),
        valid_until,
        file_name: "licence.pdf".into(),
        file: PDF.to_vec(),
    };
    door::add_paper(&world.engine, member, paper, world.now()).await
}

/// All that is asked for is there and sent in; the checks have come back.
async fn submitted(world: &World, market: &Market) -> (SellerMember, ApplicationId) {
    let (sam, id) = begins(world, market, ShopKind::Flagship).await;
    let engine = &world.engine;
    door::save_details(engine, &sam, id, details("552 100 554"), world.now()).await.unwrap();
    sends(world, &sam, id, (PaperKind::RegisterExtract, Some(world.now() + 100 * DAY))).await.unwrap();
    sends(world, &sam, id, (PaperKind::Trademark, None)).await.unwrap();
    door::submit(engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    (sam, id)
}

async fn judges_all(world: &World, member: &SellerMember, id: ApplicationId) {
    for paper in sees(world, member, id).await.papers {
        if paper.verdict == Verdict::Waiting {
            let word = Judgement::Accept(paper.id);
            door::judge(&world.engine, &world.cast.olga, id, word, world.now()).await.unwrap();
        }
    }
}

/// An open shop, by the whole way.
async fn opened(world: &World, market: &Market) -> (SellerMember, ApplicationId) {
    let (sam, id) = submitted(world, market).await;
    let (engine, olga) = (&world.engine, &world.cast.olga);
    door::take(engine, olga, id, world.now()).await.unwrap();
    judges_all(world, &sam, id).await;
    door::pass(engine, olga, id, world.now()).await.unwrap();
    door::pass(engine, olga, id, world.now()).await.unwrap();
    delivers(world, &sam, id).await;
    door::open_shop(engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    (sam, id)
}

fn stage(it: &Application) -> (Stage, Turn) {
    (it.stage, it.turn)
}

/// The names of letters sent so far.
fn letters(world: &World, about: &str) -> usize {
    world.letters().iter().filter(|letter| letter.text.contains(about)).count()
}

both!(from_nothing_to_an_open_flagship, |world| {
    let market = asks_for_papers(world).await;
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let (sam, id) = begins(world, &market, ShopKind::Flagship).await;
    assert!(engine::shop::of_member(engine, &sam).await.unwrap().is_empty(), "no shop before the approval");
    let again = door::begin(engine, world.cast.sam, wish(&market, ShopKind::Flagship), world.now()).await;
    assert_eq!(again.unwrap(), id, "the same form sent twice begins one application");
    let other =
        door::begin(engine, world.cast.sam, wish(&market, ShopKind::PrivatePerson), world.now()).await;
    assert!(matches!(other, Err(Stop::Refused(ApplicationRefusal::OneAtATime))));
    let early = door::submit(engine, &sam, id, world.now()).await;
    let Err(Stop::Refused(ApplicationRefusal::Lacking(lacks))) = early else { panic!("it is empty") };
    assert!(lacks.contains(&Lack::Detail("legal_name")) && lacks.len() > 8, "{lacks:?}");
    let hidden = door::for_checker(engine, olga, id, world.now()).await;
    assert!(matches!(hidden, Err(Stop::Absent)), "a draft is nobody else's business");
    let strange = door::for_applicant(engine, &world.cast.brume, id, world.now()).await;
    assert!(matches!(strange, Err(Stop::Absent)), "another seller's application does not exist");

    door::save_details(engine, &sam, id, details("552 100 554"), world.now()).await.unwrap();
    sends(world, &sam, id, (PaperKind::RegisterExtract, None)).await.unwrap();
    let first = sends(world, &sam, id, (PaperKind::Trademark, None)).await.unwrap();
    sends(world, &sam, id, (PaperKind::Trademark, None)).await.unwrap();
    let view = sees(world, &sam, id).await;
    let replaced = view.papers.iter().find(|paper| paper.id == first).unwrap();
    assert_eq!(replaced.verdict, Verdict::Replaced, "nobody has looked at it yet");
    door::submit(engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    let view = sees(world, &sam, id).await;
    assert!(view.checks.iter().all(|check| check.state == CheckState::Passed), "{:?}", view.checks);
    assert_eq!(stage(&view.it), (Stage::Submitted, Turn::Checker));
    let queue = door::queue(engine, olga, market.id, (Queue::Ours, None), None).await.unwrap();
    assert_eq!((queue.len(), queue[0].application), (1, id));

    door::take(engine, olga, id, world.now()).await.unwrap();
    let blind = door::pass(engine, olga, id, world.now()).await;
    assert!(matches!(blind, Err(Stop::Refused(ApplicationRefusal::Lacking(_)))), "no paper was judged");
    judges_all(world, &sam, id).await;
    door::pass(engine, olga, id, world.now()).await.unwrap();
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Brand);
    door::pass(engine, olga, id, world.now()).await.unwrap();
    let view = sees(world, &sam, id).await;
    assert_eq!(stage(&view.it), (Stage::Preparing, Turn::Applicant), "no money is asked");
    assert_eq!(view.shop.unwrap().state, ShopState::Preparing);
    let bare = door::open_shop(engine, &sam, id, world.now()).await;
    assert!(matches!(bare, Err(Stop::Refused(ApplicationRefusal::NoDelivery))));
    delivers(world, &sam, id).await;
    door::open_shop(engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, view.shop.unwrap().state), (Stage::Open, ShopState::Open));
    let shops = engine::listing::shops(engine, market.id).await.unwrap();
    assert!(shops.iter().any(|shop| shop.slug == "cifang"), "it stands in the list of shops");
    assert!(
        letters(world, "Submitted") > 0 && letters(world, "Approved") > 0 && letters(world, "Opened") > 0
    );
});

both!(a_paper_that_ends_warns_twice_and_takes_the_goods_off_sale_until_it_is_renewed, |world| {
    let market = asks_for_papers(world).await;
    let (sam, id) = opened(world, &market).await;
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let shop = sees(world, &sam, id).await.shop.unwrap();
    let offer = world.sells(&sam, &shop, "Gaiwan", 4_800, 3).await;
    let ending =
        door::watched(engine, olga, market.id, (PapersWanted::of(PaperPart::Ending), world.now()), None)
            .await
            .unwrap();
    assert_eq!((ending.len(), ending[0].kind), (1, PaperKind::RegisterExtract));
    world.travels(71 * DAY).await;
    assert_eq!((letters(world, "EndsInAMonth"), letters(world, "EndsInAWeek")), (1, 0));
    world.travels(23 * DAY).await;
    assert_eq!((letters(world, "EndsInAMonth"), letters(world, "EndsInAWeek")), (1, 1));
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Open);
    let puts = || engine::cart::add(engine, world.cast.marta, market.id, offer, 1, world.now());
    puts().await.unwrap();
    world.travels(7 * DAY).await;
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, view.shop.unwrap().state), (Stage::Supervised, ShopState::Supervised));
    let again = puts().await;
    assert!(matches!(again, Err(Stop::Refused(CartRefusal::OfferGone))), "{again:?}");
    let seen = engine::cart::view(engine, world.cast.marta, market.id, world.now()).await.unwrap();
    let line = &seen.shops[0].lines[0];
    assert!(line.change.gone && seen.goods == 0, "it stays in the cart and costs nothing: {seen:?}");
    let page = engine::listing::product(engine, market.id, line.product, world.now()).await.unwrap();
    assert_eq!(page.shop.state, ShopState::Supervised, "its page stays, and says that nothing is sold");
    sends(world, &sam, id, (PaperKind::RegisterExtract, Some(world.now() + 365 * DAY))).await.unwrap();
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Supervised, "nobody has looked at it yet");
    judges_all(world, &sam, id).await;
    world.settle().await;
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, view.shop.unwrap().state), (Stage::Open, ShopState::Open));
});

both!(a_supervised_shop_is_closed_settled_and_its_papers_are_deleted_in_the_end, |world| {
    let market = asks_for_papers(world).await;
    let (sam, id) = opened(world, &market).await;
    let files = || std::fs::read_dir(world.database.folder.join("papers")).map_or(0, Iterator::count);
    assert_eq!(files(), 2);
    world.travels(101 * DAY).await;
    world.travels(16 * DAY).await;
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, view.shop.unwrap().state), (Stage::Closed, ShopState::Closed));
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let shop = sees(world, &sam, id).await.shop.unwrap().id;
    let opened = engine::shop::set_state(engine, olga, shop, ShopState::Open, world.now()).await;
    assert!(
        matches!(opened, Err(Stop::Refused(ApplicationRefusal::Lacking(_)))),
        "not by the operator either"
    );
    world.travels(31 * DAY).await;
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Settled);
    world.travels(184 * DAY).await;
    let view = sees(world, &sam, id).await;
    assert!(view.papers.iter().all(|paper| paper.file_key.is_empty() && paper.number.is_empty()));
    assert_eq!(files(), 0, "six months after the end nothing is left");
});

both!(questions_go_to_and_fro_and_what_was_right_stays_right, |world| {
    let market = asks_for_papers(world).await;
    let (sam, id) = submitted(world, &market).await;
    let (engine, olga, now) = (&world.engine, &world.cast.olga, world.now());
    door::take(engine, olga, id, now).await.unwrap();
    let papers = sees(world, &sam, id).await.papers;
    door::judge(engine, olga, id, Judgement::Accept(papers[0].id), now).await.unwrap();
    let wordless = door::judge(engine, olga, id, Judgement::Refuse(papers[1].id, " ".into()), now).await;
    assert!(matches!(wordless, Err(Stop::Refused(PaperRefusal::ReasonMissing))));
    door::judge(engine, olga, id, Judgement::Refuse(papers[1].id, "Class 21?".into()), now).await.unwrap();
    let twice = door::judge(engine, olga, id, Judgement::Accept(papers[1].id), now).await;
    assert!(matches!(twice, Err(Stop::Refused(PaperRefusal::AlreadyJudged))));
    door::ask(engine, olga, id, "Which classes?".into(), now).await.unwrap();
    assert_eq!(sees(world, &sam, id).await.it.turn, Turn::Applicant);
    let unanswered = door::submit(engine, &sam, id, now).await;
    assert!(matches!(unanswered, Err(Stop::Refused(ApplicationRefusal::QuestionOpen))));
    door::answer(engine, &sam, (id, 0), "21 and 30".into(), now).await.unwrap();
    let refused = door::submit(engine, &sam, id, now).await;
    assert!(matches!(refused, Err(Stop::Refused(ApplicationRefusal::Lacking(_)))), "one paper was refused");
    sends(world, &sam, id, (PaperKind::Trademark, None)).await.unwrap();
    door::submit(engine, &sam, id, now).await.unwrap();
    let view = sees(world, &sam, id).await;
    assert_eq!(stage(&view.it), (Stage::Papers, Turn::Checker));
    assert_eq!(view.papers[0].verdict, Verdict::Accepted, "what was right stays right");
    door::send_back(engine, olga, id, "One page is missing".into(), now).await.unwrap();
    world.travels(15 * DAY).await;
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Lapsed, "silence has a winner");
    let next = door::begin(engine, world.cast.sam, wish(&market, ShopKind::Flagship), world.now()).await;
    assert!(next.is_ok(), "one that has ended makes room");
});

both!(a_late_checker_is_told_and_a_refusal_has_one_appeal, |world| {
    let market = asks_for_papers(world).await;
    let (sam, id) = submitted(world, &market).await;
    let (engine, olga) = (&world.engine, &world.cast.olga);
    world.travels(6 * DAY).await;
    assert!(letters(world, "Overdue") >= 2, "to the applicant and to the market");
    door::take(engine, olga, id, world.now()).await.unwrap();
    let why = (RefusalReason::NamesDiffer, "Two names".to_owned());
    door::refuse(engine, olga, id, why.clone(), world.now()).await.unwrap();
    door::appeal(engine, &sam, id, "It is one company".into(), world.now()).await.unwrap();
    world.settle().await;
    let ours = door::queue(engine, olga, market.id, (Queue::Ours, None), None).await.unwrap();
    assert_eq!(ours.len(), 1);
    let checker = world.signed_in("checks@example.com").await.user;
    let of = (MemberOf::Operator, olga.operator.get());
    world.becomes(checker, of, Some(Role::Checker)).await;
    let same = door::rule(engine, olga, id, (true, "Right".into()), world.now()).await;
    assert!(matches!(same, Err(Stop::Refused(ApplicationRefusal::SamePerson))), "{same:?}");
    let checker = OperatorMember::by_hand(engine, olga.operator, checker).await.unwrap();
    let may_rule = async |member| door::for_checker(engine, member, id, world.now()).await.unwrap().may_rule;
    assert!(!may_rule(olga).await && may_rule(&checker).await, "the page says so before it is sent");
    door::rule(engine, &checker, id, (true, "Right".into()), world.now()).await.unwrap();
    assert_eq!(stage(&sees(world, &sam, id).await.it), (Stage::Papers, Turn::Checker));
    door::refuse(engine, olga, id, why, world.now()).await.unwrap();
    let second = door::appeal(engine, &sam, id, "Again".into(), world.now()).await;
    assert!(matches!(second, Err(Stop::Refused(ApplicationRefusal::NotNow))));
});

both!(checks_that_fail_or_fall_silent_keep_the_door_shut_until_somebody_looks, |world| {
    let market = asks_for_papers(world).await;
    std::fs::write(world.database.folder.join("sanctions"), "CIFANG SARL; cifang\n").unwrap();
    let (sam, id) = begins(world, &market, ShopKind::Flagship).await;
    let (engine, olga) = (&world.engine, &world.cast.olga);
    door::save_details(engine, &sam, id, details("552 100 408"), world.now()).await.unwrap();
    sends(world, &sam, id, (PaperKind::RegisterExtract, None)).await.unwrap();
    sends(world, &sam, id, (PaperKind::Trademark, None)).await.unwrap();
    door::submit(engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    let state = |view: &ApplicationView, kind| {
        view.checks.iter().rev().find(|check| check.kind == kind).unwrap().state
    };
    let view = sees(world, &sam, id).await;
    assert_eq!(state(&view, CheckKind::Sanctions), CheckState::Unclear, "a person has to look");
    assert_eq!(state(&view, CheckKind::Company), CheckState::Opened, "the register is silent");
    world.travels(3 * DAY).await;
    let view = sees(world, &sam, id).await;
    assert_eq!(state(&view, CheckKind::Company), CheckState::Unclear, "silence is no yes");
    door::take(engine, olga, id, world.now()).await.unwrap();
    judges_all(world, &sam, id).await;
    assert!(door::pass(engine, olga, id, world.now()).await.is_err());
    for check in sees(world, &sam, id).await.checks {
        let form = ClearCheck { application: id, check: check.id, reason: "Seen in person".into() };
        door::clear_check(engine, olga, form, world.now()).await.unwrap();
    }
    door::pass(engine, olga, id, world.now()).await.unwrap();
    door::save_details(engine, &sam, id, details("552 100 554"), world.now()).await.unwrap();
    let view = sees(world, &sam, id).await;
    assert_eq!(state(&view, CheckKind::Company), CheckState::Opened, "another number is asked about anew");
});

both!(files_are_sealed_judged_by_content_and_every_reading_is_noted, |world| {
    let market = asks_for_papers(world).await;
    let (sam, id) = submitted(world, &market).await;
    let (engine, olga, now) = (&world.engine, &world.cast.olga, world.now());
    for entry in std::fs::read_dir(world.database.folder.join("papers")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(5).any(|part| part == b"%PDF-"), "nothing shows through");
    }
    let paper = sees(world, &sam, id).await.papers[0].id;
    let link = door::link(engine, paper, olga.user, now);
    let file = door::read_file(engine, olga, paper, link.clone(), now).await.unwrap();
    assert_eq!(file.bytes, PDF);
    let others = door::link(engine, paper, world.cast.marta, now);
    let late = now + DAY;
    for (link, at) in [(others, now), (link.clone(), late)] {
        assert!(matches!(door::read_file(engine, olga, paper, link, at).await, Err(Stop::Absent)));
    }
    let view = door::for_checker(engine, olga, id, now).await.unwrap();
    assert_eq!((view.readings.len(), view.readings[0].name.as_str()), (1, "Olga Operator"));
    let evil = AddPaper {
        application: id,
        kind: PaperKind::Trademark,
        number: String::new(),
        issuer: String::new(),
        valid_until: None,
        file_name: "a.pdf".into(),
        file: b"<svg onload=alert(1)>".to_vec(),
    };
    let refused = door::add_paper(engine, &sam, evil.clone(), now).await;
    assert!(matches!(refused, Err(Stop::Refused(PaperRefusal::File("paper.file_type")))));
    let strange =
        door::add_paper(engine, &world.cast.brume, AddPaper { file: PDF.to_vec(), ..evil }, now).await;
    assert!(matches!(strange, Err(Stop::Absent)));
    let files = std::fs::read_dir(world.database.folder.join("papers")).unwrap().count();
    assert_eq!(files, 2, "what is refused is not kept");
});

both!(an_open_door_asks_for_details_only_and_an_invitation_lets_in_as_often_as_it_says, |world| {
    let (engine, olga, now) = (&world.engine, &world.cast.olga, world.now());
    let open = market(world, Admission::default()).await;
    let (sam, id) = begins(world, &open, ShopKind::Maker).await;
    door::save_details(engine, &sam, id, details(""), now).await.unwrap();
    door::submit(engine, &sam, id, now).await.unwrap();
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Preparing, "nobody has to look at anything");
    let market = market(world, Admission { door: Door::Invitation, ..Admission::default() }).await;
    let made = NewInvitation { note: "For Marta".into(), uses: 1, days: 30 };
    let code = door::invite(engine, olga, market.id, made, now).await.unwrap();
    let begin = async |user, code: &str| {
        let wish = Begin { invitation: code.into(), ..wish(&market, ShopKind::Maker) };
        door::begin(engine, user, wish, now).await
    };
    let needed = |answer| matches!(answer, Err(Stop::Refused(ApplicationRefusal::InvitationNeeded)));
    assert!(needed(begin(world.cast.marta, "guessed").await));
    assert!(begin(world.cast.marta, &code.to_uppercase()).await.is_ok());
    assert!(needed(begin(olga.user, &code).await), "it lets one in");
});

both!(a_private_person_who_becomes_a_trader_shows_a_trader_s_papers_first, |world| {
    let market = asks_for_papers(world).await;
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let (sam, id) = begins(world, &market, ShopKind::PrivatePerson).await;
    door::save_details(engine, &sam, id, details(""), world.now()).await.unwrap();
    door::submit(engine, &sam, id, world.now()).await.unwrap();
    door::take(engine, olga, id, world.now()).await.unwrap();
    door::pass(engine, olga, id, world.now()).await.unwrap();
    delivers(world, &sam, id).await;
    door::open_shop(engine, &sam, id, world.now()).await.unwrap();
    assert!(!sees(world, &sam, id).await.trader.is_trader);
    door::become_trader(engine, &sam, id, ShopKind::Flagship, world.now()).await.unwrap();
    let view = sees(world, &sam, id).await;
    assert!(view.trader.is_trader);
    assert_eq!((view.it.stage, view.shop.unwrap().state), (Stage::Supervised, ShopState::Supervised));
    assert!(view.lacks.len() >= 3, "{:?}", view.lacks);
});

both!(who_becomes_a_trader_is_one_in_every_shop, |world| {
    let (market, other) = (asks_for_papers(world).await, asks_for_papers(world).await);
    let private_only = vec![Checklist::empty(ShopKind::PrivatePerson)];
    let closed_to_traders =
        self::market(world, Admission { checklists: private_only, ..Admission::default() }).await;
    let (engine, now) = (&world.engine, world.now());
    let (sam, id) = begins(world, &market, ShopKind::PrivatePerson).await;
    let begin = async |market| {
        door::begin(engine, world.cast.sam, wish(market, ShopKind::PrivatePerson), now).await.unwrap()
    };
    let (second, third) = (begin(&other).await, begin(&closed_to_traders).await);
    for _ in 0..2 {
        door::become_trader(engine, &sam, id, ShopKind::Flagship, now).await.unwrap();
    }
    let seen = async |id| sees(world, &sam, id).await.it;
    assert_eq!(seen(id).await.kind, ShopKind::Flagship);
    assert_eq!((seen(second).await.kind, seen(second).await.stage), (ShopKind::Flagship, Stage::Draft));
    assert_eq!(seen(third).await.stage, Stage::Lapsed, "no trader sells there");
    let back = door::become_trader(engine, &sam, id, ShopKind::PrivatePerson, now).await;
    assert!(matches!(back, Err(Stop::Refused(ApplicationRefusal::NotNow))), "{back:?}");
});

both!(a_button_pressed_twice_is_pressed_once, |world| {
    let market = asks_for_papers(world).await;
    let (engine, olga, now) = (&world.engine, &world.cast.olga, world.now());
    let (sam, id) = begins(world, &market, ShopKind::PrivatePerson).await;
    door::save_details(engine, &sam, id, details(""), now).await.unwrap();
    for _ in 0..2 {
        door::submit(engine, &sam, id, now).await.unwrap();
    }
    door::take(engine, olga, id, now).await.unwrap();
    door::pass(engine, olga, id, now).await.unwrap();
    delivers(world, &sam, id).await;
    for _ in 0..2 {
        door::open_shop(engine, &sam, id, now).await.unwrap();
    }
    for _ in 0..2 {
        door::close(engine, &sam, id, now).await.unwrap();
    }
    let steps = sees(world, &sam, id).await.steps;
    let count = |step| steps.iter().filter(|one| one.step == step).count();
    assert_eq!([Move::Submitted, Move::Opened, Move::Closed].map(count), [1, 1, 1]);
});

both!(two_who_begin_at_once_begin_one_application, |world| {
    let market = asks_for_papers(world).await;
    let second = world.second_engine().await;
    let begin = |engine: engine::Engine| {
        let (user, wish, now) = (world.cast.sam, wish(&market, ShopKind::Flagship), world.now());
        tokio::spawn(async move { door::begin(&engine, user, wish, now).await.unwrap() })
    };
    let (one, other) = (begin(world.engine.clone()), begin(second));
    assert_eq!(one.await.unwrap(), other.await.unwrap());
    let sam = SellerMember::of(&world.engine, world.cast.sam).await.unwrap();
    assert_eq!(door::of_member(&world.engine, &sam).await.unwrap().len(), 1);
});
