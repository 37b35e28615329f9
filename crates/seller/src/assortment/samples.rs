//! The page of the assortment as it can look: one shop only, the bare form, a preview with refusals, a form that came back.

use domain::assortment::{Objection, Rounding};
use domain::{Code, ProductId};
use engine::assortment::{Counts, PreviewRow, Verdict};
use money::Money;
use web::{Choice, Form, Frame, Link, Page, Pager, Picture, Words};

use super::{Previewed, Row, ShowAssortment, jobs, objection};
use crate::desk::Room;
use crate::product::sample_product;
use crate::{job, sample};

fn rows(words: Words) -> Vec<Row> {
    let euro = |minor| Money::new(minor, sample::EUR);
    let goods = [
        ("Pour-over set", "pourover", Verdict::Offered),
        ("景德镇手工青花瓷茶壶配竹编提梁礼盒装家用功夫茶具大容量三百八十毫升", "teapot", Verdict::Unchanged),
        (
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer",
            "hat",
            Verdict::Refused(vec![Objection::CategoryNotTaken, Objection::LanguageMissing]),
        ),
        ("Bowl", "bowl", Verdict::TakenBack),
    ];
    let row = |(at, (title, drawing, verdict)): (i64, (&str, &str, Verdict))| {
        let (product, _) = sample_product(at, title, drawing, 1);
        let is_refused = matches!(verdict, Verdict::Refused(_));
        let to = (!is_refused).then(|| (euro(5_290), euro(5_490)));
        let from = Some((euro(4_800), euro(4_800)));
        Row::new(sample::moment(words), &PreviewRow { product, picture: String::new(), from, to, verdict })
    };
    (1..).zip(goods).map(row).collect()
}

fn previewed(words: Words) -> Previewed {
    let address = "/seller/assortment?do=preview".to_owned();
    Previewed {
        rows: rows(words),
        counts: Counts { total: 1_204, changed: 1_190, unchanged: 3, refused: 11 },
        takes_back: false,
        is_cut: true,
        reasons: vec![
            (objection(words, Objection::CategoryNotTaken), 9),
            (objection(words, Objection::PictureMissing), 2),
        ],
        tabs: vec![
            Link::new(words.say("assortment-show-all"), address.clone()).counted(1_204).here(),
            Link::new(words.say("assortment-show-refused"), address.clone()).counted(11),
        ],
        pager: Pager::neighbours(None, Some(format!("{address}&after={}", ProductId::from_raw(7)))),
        key: "k".to_owned(),
        hidden: vec![("from".to_owned(), "atelier-brume".to_owned())],
    }
}

impl Page for ShowAssortment {
    fn samples(words: Words) -> Vec<Self> {
        let scope = sample::scope();
        let moment = sample::moment(words);
        let page = |from: usize, form: Form, preview: Option<Previewed>| Self {
            frame: Frame::sample(words).titled(words.say("assortment-menu")),
            desk: sample::desk(words, Room::Assortment),
            shop: "Süßwarenmanufaktur Oberschwaben".to_owned(),
            market: "Grand Rue".to_owned(),
            key: "suesswaren".to_owned(),
            form,
            from: vec![Choice::new("atelier-brume", "Atelier Brume · Grand Rue"); from],
            choices: vec![Choice::new(
                "",
                words.with("assortment-everything", &[("count", 1_204_i64.into())]),
            )],
            roundings: Rounding::ALL
                .iter()
                .map(|one| Choice::new(one.code(), words.say(&format!("assortment-rounding-{}", one.code()))))
                .collect(),
            currency: if from > 1 { "USD".to_owned() } else { String::new() },
            preview,
            jobs: jobs(moment, &scope, &job::sample_jobs()),
            empty: Picture::drawing("vase", 235),
            scope: sample::scope(),
        };
        let mut wrong = Form::filled([("markup", "x".to_owned())]);
        wrong.errors.add("markup", "assortment-error-markup");
        wrong.errors.refuse("", "assortment.nothing_chosen", Vec::new());
        let back = Previewed { takes_back: true, is_cut: false, rows: Vec::new(), ..previewed(words) };
        vec![
            page(0, Form::default(), None),
            page(2, Form::default(), None),
            page(1, Form::default(), Some(previewed(words))),
            page(1, wrong, Some(back)),
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowAssortment>();
    }
}
