//! Following a shop: a question of its own, since a shop's page is the same for everybody, and the list of all shops that a
//! person follows.

pub mod handlers;
pub mod leave;

use askama::Template;
use web::Frame;
#[cfg(test)]
use web::{Page, Words};

#[cfg(test)]
use crate::sample;
use crate::shop::Window;

/// `/shop/{slug}/follow`
#[derive(Debug, Template)]
#[template(path = "follow/ask.html")]
pub struct AskFollow {
    pub frame: Frame,
    pub name: String,
    pub href: String,
    /// How many follow it.
    pub count: String,
    /// Since when this person does; empty for who does not.
    pub since: String,
}

/// `/account/following`
#[derive(Debug, Template)]
#[template(path = "follow/list.html")]
pub struct ListFollowed {
    pub frame: Frame,
    pub rows: Vec<Row>,
}

/// One shop of the list.
#[derive(Debug, Clone)]
pub struct Row {
    pub window: Window,
    pub since: String,
    /// That it sells nothing now; empty where it does.
    pub shut: String,
}

#[cfg(test)]
impl Page for AskFollow {
    fn samples(words: Words) -> Vec<Self> {
        let page = |name: &str, followers: i64, since: &str| Self {
            frame: Frame::sample(words).titled(name.to_owned()),
            name: name.to_owned(),
            href: "/shop/a".to_owned(),
            count: words.with("follow-count", &[("count", followers.into())]),
            since: since.to_owned(),
        };
        vec![page("Drechselwald Holzspielzeugmanufaktur", 1, ""), page("景德镇瓷坊", 12_400, "12 March 2026")]
    }
}

#[cfg(test)]
impl Page for ListFollowed {
    fn samples(words: Words) -> Vec<Self> {
        let rows = sample::windows(words).into_iter().enumerate();
        let rows = rows.map(|(at, window)| Row {
            window,
            since: words.with("follow-since", &[("date", "12 March 2026".into())]),
            shut: if at == 1 {
                words.with("opening-shop-away", &[("until", "24 August".into())])
            } else {
                String::new()
            },
        });
        let page = |rows| Self { frame: Frame::sample(words).titled(words.say("follow-list")), rows };
        vec![page(rows.collect()), page(Vec::new())]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::AskFollow>();
        web::page::render_all::<super::ListFollowed>();
    }
}
