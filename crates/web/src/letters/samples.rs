//! One letter of each kind, with awkward names, for tests and for looking.

use domain::policy::field::Change;
use domain::refund::{RefundCause, RequestState};
use domain::suspension::{SuspensionCause, SuspensionStep};
use domain::user::SignInNews;
use domain::{Code, DAY, OrderId};
use engine::mail::{Facts, LetterLine, LetterPart, Reader, Rules, Tells};
use money::{Currency, Money};

const AT: i64 = 1_795_370_520_000_000;

/// Every kind of letter.
pub fn all() -> Vec<Facts> {
    let reader = Reader {
        email: "claire@example.com".to_owned(),
        name: "Claire <Morel>".to_owned(),
        language: "fr".to_owned(),
        market_name: "Grand Rue & Cie".to_owned(),
        host_url: "http://mall.localhost:8080".to_owned(),
        offset_minutes: 60,
    };
    let nobody = Reader { name: String::new(), ..reader.clone() };
    let tells = [
        to_buyers(),
        of_requests(),
        of_accounts(),
        to_sellers(),
        of_applications(),
        of_reminders(),
        of_suspensions(),
        of_reviews(),
        of_fees(),
        of_stand_ins(),
        of_followed(),
        of_sign_ins(),
    ]
    .concat();
    tells
        .into_iter()
        .zip([reader, nobody].iter().cycle())
        .map(|(tells, reader)| Facts { reader: reader.clone(), tells })
        .collect()
}

fn of_reviews() -> Vec<Tells> {
    let judged = |reason: &str, is_author| Tells::ReviewJudged {
        link: link(),
        product: "景德镇手工青花瓷茶壶".to_owned(),
        words: "Nie wieder <b>!\nSchade.".to_owned(),
        reason: reason.to_owned(),
        ruling: if reason.is_empty() {
            String::new()
        } else {
            "It names a neighbour & her street.".to_owned()
        },
        appeal: "market@example.com".to_owned(),
        is_author,
    };
    let lines =
        vec!["Donaudampfschifffahrtsgesellschaftskapitänsmützenständer".to_owned(), "Pinsel & Co".to_owned()];
    let asked = Tells::ReviewAsked { link: link(), shop: shop(), lines, until: AT + 60 * DAY };
    let shown = |words: &str| Tells::ReviewShown {
        link: link(),
        product: "景德镇手工青花瓷茶壶".to_owned(),
        author: "Claire <M.>".to_owned(),
        stars: 1,
        words: words.to_owned(),
    };
    let answered = Tells::ReviewAnswered {
        link: link(),
        shop: shop(),
        product: "Pinsel & Co".to_owned(),
        answer: "We are sorry.\nA new one is on its way <b>!".to_owned(),
    };
    let told = vec![asked, shown("Nie wieder <b>!\nSchade."), shown(""), answered];
    [told, vec![judged("personal_data", true), judged("fake", false), judged("", true)]].concat()
}

fn of_sign_ins() -> Vec<Tells> {
    let tells = |news: &SignInNews| Tells::SignIn { link: link(), news: *news, left: 2, at: AT };
    SignInNews::ALL.iter().map(tells).collect()
}

fn of_followed() -> Vec<Tells> {
    let news = |news: &domain::follow::ShopNews| Tells::ShopNews {
        link: link(),
        shop: shop(),
        news: *news,
        leave: "http://mall.localhost:8080/hooks/unfollow?shop=shp_1&user=usr_1&key=k".to_owned(),
    };
    domain::follow::ShopNews::ALL.iter().map(news).collect()
}

fn of_stand_ins() -> Vec<Tells> {
    vec![Tells::StandIn {
        link: link(),
        seller: shop(),
        by: "Olga <Renaud>".to_owned(),
        operator: "Halles & Cie SAS".to_owned(),
        reason: "They asked by telephone:\nthe stock <is> wrong.".to_owned(),
        until: AT + DAY / 24,
    }]
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn shop() -> String {
    "Süßwarenmanufaktur Oberschwaben <Ulm>".to_owned()
}

fn link() -> String {
    "http://mall.localhost:8080/purchases/pur_04zmw2c8rt3y0?key=5jx2q&lang=fr".to_owned()
}

fn order() -> OrderId {
    OrderId::from_raw(AT)
}

fn part(shop: String) -> LetterPart {
    let line = |title: &str, options: &str, quantity, minor| LetterLine {
        title: title.to_owned(),
        options: options.to_owned(),
        quantity,
        amount: eur(minor),
    };
    LetterPart {
        shop,
        lines: vec![
            line("Donaudampfschifffahrtsgesellschaftskapitänsmützenständer", "Eiche, 40 cm", 1, 124_900),
            line("景德镇手工青花瓷茶壶", "", 2, 25_760),
        ],
        delivery_name: "Colissimo".to_owned(),
        delivery: eur(490),
        total: eur(151_150),
    }
}

fn to_buyers() -> Vec<Tells> {
    let confirm_by = Some(AT + 10 * DAY);
    let shipped = |carrier: &str, tracking: &str, confirm_by| Tells::Shipped {
        link: link(),
        shop: shop(),
        carrier: carrier.to_owned(),
        tracking: tracking.to_owned(),
        confirm_by,
    };
    let parts = vec![part(shop()), part("景德镇瓷坊".to_owned())];
    let mut all = vec![
        Tells::Placed { link: link(), parts, total: eur(302_300) },
        shipped("Colissimo", "8R 4471 0029", confirm_by),
        shipped("", "", None),
        Tells::Delivered { link: link(), shop: shop(), confirm_by },
        Tells::PaymentRefunded { link: link(), amount: eur(302_300) },
        Tells::Cancelled {
            link: link(),
            shop: shop(),
            reason: "The kiln <broke>.\nNext firing: March.".to_owned(),
        },
        Tells::Cancelled { link: link(), shop: shop(), reason: String::new() },
    ];
    all.extend(RefundCause::ALL.iter().map(|cause| Tells::Refunded {
        link: link(),
        shop: shop(),
        amount: eur(12_880),
        cause: *cause,
    }));
    all
}

fn of_requests() -> Vec<Tells> {
    let mut all: Vec<Tells> = RequestState::ALL
        .iter()
        .map(|state| Tells::RefundAnswered {
            link: link(),
            shop: shop(),
            state: *state,
            answer: if *state == RequestState::Agreed {
                String::new()
            } else {
                "It was whole <when> it left.".to_owned()
            },
            granted: eur(12_880),
        })
        .collect();
    all.push(Tells::WithdrawalReceipt {
        link: link(),
        shop: shop(),
        order: order(),
        declared_at: AT,
        amount: eur(151_150),
    });
    all
}

fn of_accounts() -> Vec<Tells> {
    vec![Tells::Verify { link: link() }, Tells::Reset { link: link() }]
}

fn rules() -> Rules {
    let change = |field: &str, from, to| Change { field: field.to_owned(), from, to };
    Rules {
        changes: vec![
            change("commission.rate_ppm", 50_000.into(), 45_000.into()),
            change("escrow.confirm_days_after_delivery", 10.into(), 14.into()),
            change("commission.most_per_order_minor", ().into(), 5_000.into()),
        ],
        currency: Currency::EUR,
        note: "Banks have become cheaper.".to_owned(),
    }
}

fn of_fees() -> Vec<Tells> {
    use domain::fee::FeeNews;
    let tells = |news: &FeeNews| Tells::Fees {
        link: link(),
        shop: shop(),
        news: *news,
        amount: eur(60_000),
        text: if *news == FeeNews::DepositUsed {
            "The parcel never came <at all>".to_owned()
        } else {
            String::new()
        },
        until: (*news == FeeNews::DepositAsked).then_some(AT),
    };
    FeeNews::ALL.iter().map(tells).collect()
}

fn of_reminders() -> Vec<Tells> {
    use domain::reminder::PaperNews as N;
    let tells = |(news, until, closes_at): (N, Option<i64>, Option<i64>)| Tells::PaperReminder {
        link: link(),
        shop: shop(),
        paper: domain::paper::PaperKind::Authorisation,
        news,
        until,
        closes_at,
    };
    let day = |days: i64| Some(AT + days * DAY);
    let of_papers =
        [(N::Ends, day(9), None), (N::Ended, day(-3), day(27)), (N::Missing, None, day(27))].map(tells);
    [of_papers.to_vec(), of_waiting()].concat()
}

/// Reminders of what an application waits for.
fn of_waiting() -> Vec<Tells> {
    use domain::fee::FeeKind;
    use domain::paper::{Lack, PaperKind, PaperStanding};
    use domain::reminder::ApplicationNews as A;
    let refused = Lack::Paper(PaperKind::Authorisation, PaperStanding::Refused);
    let unpaid = |kind| Lack::Unpaid(kind);
    let tells = |(news, lacks, words): (A, Vec<Lack>, Vec<&str>)| Tells::ApplicationReminder {
        link: link(),
        shop: shop(),
        news,
        lacks,
        words: words.into_iter().map(str::to_owned).collect(),
        until: AT + 5 * DAY,
    };
    let asked = vec!["One page is missing.", "Please send the test for <glazes> & lids."];
    [
        (A::Complete, vec![refused, Lack::Detail("representative")], asked),
        (A::Complete, vec![], vec![]),
        (A::Pay, vec![unpaid(FeeKind::Deposit), unpaid(FeeKind::Annual)], vec![]),
        (A::Prepare, vec![], vec![]),
        (A::MakeGood, vec![refused], vec![]),
    ]
    .map(tells)
    .to_vec()
}

fn of_applications() -> Vec<Tells> {
    use domain::application::Move as M;
    let steps = [
        (M::Submitted, ""),
        (M::Asked, "Please send the test for <glazes> that touch food."),
        (M::SentBack, "One page is missing"),
        (M::Approved, ""),
        (M::PaymentDue, ""),
        (M::PaidTooLate, ""),
        (M::Opened, ""),
        (M::EndsInAMonth, "authorisation"),
        (M::EndsInAWeek, "authorisation"),
        (M::Supervised, ""),
        (M::Reopened, ""),
        (M::BecameTrader, ""),
        (M::Closed, ""),
        (M::Refused, "The names do not agree"),
        (M::AppealGranted, "Right you are"),
        (M::AppealRejected, "It is not"),
        (M::Overdue, ""),
        (M::Lapsed, ""),
    ];
    let tells = |(step, text): (M, &str)| Tells::Application {
        link: link(),
        shop: shop(),
        step,
        text: text.to_owned(),
        until: Some(AT + 5 * DAY),
    };
    steps.into_iter().map(tells).collect()
}

fn to_sellers() -> Vec<Tells> {
    vec![
        Tells::Invited {
            link: link(),
            by: "Camille Roux".to_owned(),
            name: "Atelier Brume".to_owned(),
            of: domain::seller::MemberOf::Seller,
            role: domain::seller::Role::Clerk,
            until: AT + 7 * DAY,
        },
        Tells::RulesProposed { link: link(), author: "Ada <Wolfe>".to_owned(), rules: rules() },
        Tells::RulesOffAsked {
            link: link(),
            author: "Ada <Wolfe>".to_owned(),
            since: AT + 16 * DAY,
            rules: rules(),
        },
        Tells::RulesAnnounced { link: link(), since: AT + 16 * DAY, rules: rules() },
        Tells::RulesCalledOff { link: link(), since: AT + 16 * DAY, rules: rules() },
        Tells::Sold { link: link(), order: order(), part: part(shop()), ship_by: AT + 2 * DAY },
        Tells::PaidOut { link: link(), amount: eur(1_248_000), iban_end: "0189".to_owned() },
        Tells::RefundAskedSeller {
            link: link(),
            order: order(),
            reason: "damaged".to_owned(),
            text: "The lid is in two pieces.".to_owned(),
            asked: eur(12_880),
            answer_by: AT + 5 * DAY,
        },
    ]
}

fn of_suspensions() -> Vec<Tells> {
    let tells = |step: &SuspensionStep| Tells::Suspension {
        link: link(),
        shop: shop(),
        step: *step,
        cause: SuspensionCause::Counterfeit,
        text: if *step == SuspensionStep::Lifted {
            String::new()
        } else {
            "A seal & a sign <not theirs>.".to_owned()
        },
    };
    SuspensionStep::ALL.iter().map(tells).collect()
}
