//! The page in between as it can look: some ticked shops, all of a filter, too many, none.

use domain::admission::ShopKind;
use domain::application::Queue;
use domain::bulk::Rows;
use domain::job::JobKind;
use domain::paper::{PaperKind, PaperPart, PapersWanted};
use domain::shop::ShopStanding;
use engine::bulk::{COUNTED_MAX, Named, Preview, ROWS_MAX};
use web::{Form, Frame, Page, Words};

use super::{AskBulk, Asked};
use crate::place::{Place, Section};

impl Page for AskBulk {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Shops);
        let names = ["Süßwarenmanufaktur Oberschwaben GmbH & Co. KG", "景德镇瓷坊", "Rucher du Parc"];
        let named = |name: &str, paper| Named { name: name.to_owned(), paper };
        let seen = |total: i64| {
            let names = names.map(|name| named(name, None)).to_vec();
            Preview { total, is_more: total == COUNTED_MAX, names }
        };
        let of_papers = |total: i64| {
            let paper = |name| named(name, Some(PaperKind::Authorisation));
            Preview { total, is_more: total == COUNTED_MAX, names: names.map(paper).to_vec() }
        };
        let papers = Rows::Papers(PapersWanted {
            days: Some(30),
            kind: Some(PaperKind::Authorisation),
            country: "DE".to_owned(),
            search: "\"café & cie\"".to_owned(),
            ..PapersWanted::of(PaperPart::Ending)
        });
        let none = Preview { total: 0, is_more: false, names: Vec::new() };
        let page = |kind, rows, seen: &Preview, form| {
            let asked = Asked { kind, rows };
            Self::new(Frame::sample(words), &place, &asked, (seen, "k".to_owned()), form)
        };
        let some = Rows::these([3 << 22, 7 << 22, 9 << 22]);
        let all =
            |search: &str| Rows::Shops { standing: Some(ShopStanding::Suspended), search: search.to_owned() };
        let waiting = |queue, kind| Rows::Applications { queue, kind };
        let mut wordless = Form::default();
        wordless.errors.refuse("found", "suspension.reason_missing", Vec::new());
        vec![
            page(JobKind::SuspendShops, some, &seen(3), wordless),
            page(JobKind::LiftSuspensions, all("\"café & cie\""), &seen(COUNTED_MAX), Form::default()),
            page(JobKind::SuspendShops, all(""), &seen(ROWS_MAX + 1), Form::default()),
            page(JobKind::LiftSuspensions, Rows::these([]), &none, Form::default()),
            page(JobKind::RemindPapers, papers, &of_papers(COUNTED_MAX), Form::default()),
            page(JobKind::RemindPapers, Rows::these([5 << 22]), &of_papers(ROWS_MAX + 1), Form::default()),
            page(JobKind::TakeApplications, Rows::these([5 << 22]), &seen(3), Form::default()),
            page(
                JobKind::RemindApplications,
                waiting(Queue::Theirs, Some(ShopKind::PrivatePerson)),
                &seen(1_204),
                Form::default(),
            ),
            page(JobKind::RemindApplications, waiting(Queue::Supervised, None), &none, Form::default()),
        ]
    }
}

#[test]
fn pages_render() {
    web::page::render_all::<AskBulk>();
}

#[test]
fn what_a_list_asks_for_is_carried_on_as_it_was() {
    let id = domain::ShopId::from_raw(7 << 22);
    let paper = domain::PaperId::from_raw(9 << 22);
    let application = domain::ApplicationId::from_raw(9 << 22);
    for (text, fits) in [
        (format!("what=suspend_shops&row={id}&row={id}"), true),
        ("what=suspend_shops&all=1&state=open&q=Caf%C3%A9".to_owned(), true),
        ("what=lift_suspensions&all=1".to_owned(), true),
        (format!("what=remind_papers&row={paper}"), true),
        (
            "what=remind_papers&all=1&part=ending&days=30&kind=identity&country=FR&q=Caf%C3%A9".to_owned(),
            true,
        ),
        ("what=remind_papers&all=1&part=none&days=31&kind=none&country=fr".to_owned(), true),
        (format!("what=take_applications&row={application}"), true),
        ("what=take_applications&all=1&queue=ours".to_owned(), true),
        ("what=remind_applications&all=1&queue=theirs&kind=maker".to_owned(), true),
        ("what=remind_applications&all=1&queue=none&kind=none".to_owned(), true),
        (format!("what=offer&row={id}"), false),
        (format!("row={id}"), false),
    ] {
        let read = |text: &str| Asked::read(&web::FormData::parse(text.as_bytes()).expect("a form"));
        let Some(asked) = read(&text) else {
            assert!(!fits, "{text}");
            continue;
        };
        assert!(fits, "{text}");
        let fields = asked.fields();
        let carried = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let again = read(&carried).expect("it is carried on");
        assert_eq!((again.kind, again.rows), (asked.kind, asked.rows), "{text}");
    }
}
