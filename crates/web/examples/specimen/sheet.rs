//! Two pages that use every part: one of a market, one of a desk.

use askama::Template;
use web::{
    Bar, Choice, Crumb, Desk, Form, FormData, Frame, Link, Page, Pager, Picture, Spark, Step, Stop, Words,
};

/// Every part of a market's page.
#[derive(Debug, Template)]
#[template(path = "specimen/sheet.html")]
pub struct Sheet {
    frame: Frame,
    form: Form,
    choices: Vec<Choice>,
    steps: Vec<Step>,
    stops: Vec<Stop>,
    sums: Vec<(String, String)>,
    pager: Pager,
    pictures: Vec<(&'static str, Picture)>,
}

/// Every part of a desk.
#[derive(Debug, Template)]
#[template(path = "specimen/board.html")]
pub struct DeskSheet {
    frame: Frame,
    desk: Desk,
    bars: Vec<Bar>,
    spark: Spark,
    tabs: Vec<Link>,
    crumbs: Vec<Crumb>,
    rows: Vec<(&'static str, &'static str, i64)>,
}

const DRAWINGS: [&str; 12] =
    ["shoe", "boot", "train", "rabbit", "cup", "teapot", "honey", "wine", "dress", "lamp", "bicycle", "kite"];

fn form(words: Words) -> Form {
    let typed = "name=Marta+Kowalczyk&zip=9O210&country=fr&delivery=tracked&glaze=moss&abroad=yes&about=%3Cb%3E&password=secret";
    let mut form = Form::new(FormData::parse(typed.as_bytes()).expect("the sample is short"))
        .labelled([("zip", "Postal code"), ("about", "About the shop")]);
    form.number("zip", 0..=99_999);
    form.optional("about", 2);
    form.errors.refuse("", "web.too_many_tries", Vec::new());
    debug_assert!(!form.error("zip", words).is_empty());
    form
}

impl Page for Sheet {
    fn samples(words: Words) -> Vec<Self> {
        let sheet = |frame: Frame, form: Form| Self {
            frame,
            form,
            choices: vec![
                Choice::new("tracked", "Tracked parcel").note("Thu 26 – Sat 28 Nov").aside("$6.40"),
                Choice::new("moss", "Moss").note("Fri 27 – Mon 30 Nov").aside("$4.20"),
                Choice { disabled: true, ..Choice::new("fr", "France") },
            ],
            steps: Step::list(["Cart", "Address and delivery", "Payment", "Done"].map(str::to_owned), 1),
            stops: vec![
                Stop::done("Paid", "20 Nov, 18:02"),
                Stop::now("On its way", "today").note("Colissimo 8R 4471"),
                Stop::ahead("Delivered", "26 – 28 Nov"),
            ],
            sums: [("3 items", "$187.50"), ("Coupon RHONE10", "−$9.85")]
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .to_vec(),
            pager: Pager::numbered(6, 1_200, |page| format!("/search?page={page}")),
            pictures: DRAWINGS
                .iter()
                .zip(0_u16..)
                .map(|(name, at)| (*name, Picture::drawing(name, at * 30)))
                .collect(),
        };
        vec![sheet(Frame::sample(words), form(words)), sheet(Frame::sample_stranger(words), Form::default())]
    }
}

impl Page for DeskSheet {
    fn samples(words: Words) -> Vec<Self> {
        let months = ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"];
        let sold = [228, 246, 243, 276, 264, 298, 331, 322, 356, 389, 437, 520];
        vec![Self {
            frame: Frame::sample(words).titled("Orders"),
            desk: Desk::sample(words),
            bars: Bar::scale(
                months.iter().zip(sold).map(|(month, sold)| ((*month).to_owned(), sold, sold.to_string())),
            ),
            spark: Spark::new(
                "Earned per day, rising",
                &[38, 52, 47, 66, 60, 75, 88, 80, 97, 92, 105, 101, 118, 131],
            ),
            tabs: vec![
                Link::new("To ship", "/seller/orders").here().counted(7),
                Link::new("On the way", "/seller/orders?state=shipped").counted(1_100),
                Link::new("Rückerstattungsanträge", "/seller/orders?state=refund"),
            ],
            crumbs: vec![Crumb { label: "Orders".to_owned(), href: "/seller/orders".to_owned() }],
            rows: vec![("B-7731", "Marta Kowalczyk", 4_800), ("B-7729", "李雨桐", 6_400)],
        }]
    }
}
