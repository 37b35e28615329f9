//! A person's own page: name, password, where they are signed in, where goods went.

pub mod handlers;

use askama::Template;
use web::{Form, Frame, Words};

#[derive(Debug, Template)]
#[template(path = "account/show.html")]
pub struct ShowAccount {
    pub frame: Frame,
    pub email: String,
    pub is_verified: bool,
    pub has_second_step: bool,
    /// With the fields `name`, `password` and `new_password`.
    pub form: Form,
    pub sessions: Vec<Seat>,
    pub addresses: Vec<String>,
}

/// One browser in which the person is signed in.
#[derive(Debug, Clone)]
pub struct Seat {
    pub id: String,
    pub agent: String,
    pub host: String,
    pub seen: String,
    pub is_this: bool,
}

pub fn labels(w: Words) -> Vec<(&'static str, String)> {
    vec![
        ("name", w.say("sign-up-name").into_owned()),
        ("password", w.say("password-old").into_owned()),
        ("new_password", w.say("password-new").into_owned()),
    ]
}

/// “Firefox · Linux” out of what a browser says of itself; the first words of it where nothing is known.
pub fn browser(agent: &str) -> String {
    const BROWSERS: &[(&str, &str)] =
        &[("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    const SYSTEMS: &[(&str, &str)] = &[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |list: &[(&str, &'static str)]| {
        list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    match (find(BROWSERS), find(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(40).collect(),
    }
}

#[cfg(test)]
impl web::Page for ShowAccount {
    fn samples(words: Words) -> Vec<Self> {
        let seat = |agent: &str, is_this| Seat {
            id: "ses_1".to_owned(),
            agent: browser(agent),
            host: "mall.example.org".to_owned(),
            seen: "22 Nov, 18:02".to_owned(),
            is_this,
        };
        let mut form = Form::filled([("name", "Marta Kowalczyk".to_owned())]).labelled(labels(words));
        let page = |form, is_verified, sessions, addresses| Self {
            frame: Frame::sample(words),
            email: "marta@example.org".to_owned(),
            is_verified,
            has_second_step: is_verified,
            form,
            sessions,
            addresses,
        };
        let fine = page(
            form.clone(),
            true,
            vec![seat("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", true), seat("curl/8", false)],
            vec!["Marta Kowalczyk, 12 rue Mercière, 69002 Lyon, France".to_owned()],
        );
        form.errors.refuse("password", "password.wrong", Vec::new());
        vec![fine, page(form, false, Vec::new(), Vec::new())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ShowAccount>();
    }

    #[test]
    fn a_browser_is_named_as_people_name_it() {
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140",
                "Edge · Windows",
            ),
            ("curl/8.14", "curl/8.14"),
            ("", ""),
        ] {
            assert_eq!(browser(agent), name);
        }
    }
}
