//! All reviews of a product, ten at a time, by stars or with pictures only.

use askama::Template;
use web::{Choice, Frame, Link, Pager};
#[cfg(test)]
use web::{Page, Words};

#[cfg(test)]
use super::reasons;
use super::{Shown, Summary};

#[derive(Debug, Template)]
#[template(path = "review/list.html")]
pub struct ListReviews {
    pub frame: Frame,
    pub product: String,
    pub product_href: String,
    pub reviews: Summary,
    pub filters: Vec<Link>,
    pub rows: Vec<Shown>,
    pub pager: Pager,
    pub reasons: Vec<Choice>,
}

#[cfg(test)]
impl Page for ListReviews {
    fn samples(words: Words) -> Vec<Self> {
        let page = |rows: Vec<Shown>, reviews: Summary| Self {
            frame: Frame::sample(words),
            product: "Stoneware pour-over set, matte slate".to_owned(),
            product_href: "/product/bowl/prd_1".to_owned(),
            reviews,
            filters: vec![
                Link::new(words.say("review-filter-all"), "/product/bowl/prd_1/reviews").here(),
                Link::new(words.say("review-filter-pictures"), "/product/bowl/prd_1/reviews?pictures=1"),
            ],
            pager: Pager::neighbours(None, Some("/product/bowl/prd_1/reviews?before=rev_2".to_owned())),
            rows,
            reasons: reasons(words),
        };
        vec![page(Shown::samples(words), Summary::sample(words)), page(Vec::new(), Summary::default())]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ListReviews>();
    }
}
