//! Reads the forms of a page as a browser would: what is hidden, typed, chosen and marked. No script, no layout.

/// A form, filled with what its page put there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The first form of a page whose action begins with this.
    pub fn on(page: &str, action: &str) -> Self {
        let found = Self::all(page).into_iter().find(|form| form.action.starts_with(action));
        found.unwrap_or_else(|| panic!("no form leads to {action}:\n{page}"))
    }

    pub fn all(page: &str) -> Vec<Self> {
        let mut forms = Vec::new();
        let mut open: Option<Self> = None;
        let mut choosing: Option<Choosing> = None;
        let mut rest = page;
        while let Some((before, from)) = rest.split_once('<') {
            if let Some(choosing) = &mut choosing {
                choosing.text(before);
            }
            let Some(end) = end_of_tag(from) else { break };
            let tag = Tag::read(&from[..end]);
            rest = &from[end + 1..];
            match (tag.name, &mut open) {
                ("form", _) => open = Some(Self { action: tag.value("action"), fields: Vec::new() }),
                ("/form", Some(_)) => forms.extend(open.take()),
                ("input", Some(form)) if tag.counts() => form.fields.push((tag.value("name"), tag.marked())),
                ("select" | "textarea", Some(_)) => choosing = Some(Choosing::of(&tag)),
                ("option", _) => choosing.iter_mut().for_each(|choosing| choosing.option(&tag)),
                ("/select" | "/textarea", Some(form)) => {
                    form.fields.extend(choosing.take().map(Choosing::done));
                }
                _ => {}
            }
        }
        forms
    }

    /// Types into a field, or presses a button of that name.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self
    }

    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn body(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }
}

/// A list to choose from, or a text of several lines, between its two tags.
struct Choosing {
    name: String,
    is_list: bool,
    value: Option<String>,
    /// The option whose text comes next has no value of its own.
    takes_text: bool,
}

impl Choosing {
    fn of(tag: &Tag<'_>) -> Self {
        let is_list = tag.name == "select";
        Self { name: tag.value("name"), is_list, value: None, takes_text: !is_list }
    }

    /// The first option stands until another is marked.
    fn option(&mut self, tag: &Tag<'_>) {
        self.takes_text = false;
        if self.value.is_none() || tag.has("selected") {
            self.takes_text = !tag.has("value");
            self.value = Some(tag.value("value"));
        }
    }

    fn text(&mut self, text: &str) {
        if self.takes_text {
            let text = plain(text);
            self.value = Some(if self.is_list { text.trim().to_owned() } else { text });
            self.takes_text = false;
        }
    }

    fn done(self) -> (String, String) {
        (self.name, self.value.unwrap_or_default())
    }
}

struct Tag<'a> {
    name: &'a str,
    marks: Vec<(&'a str, String)>,
}

impl<'a> Tag<'a> {
    fn read(text: &'a str) -> Self {
        let (name, mut rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let mut marks = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let (mark, behind) = rest.split_at(end);
            if mark.is_empty() {
                return Self { name, marks };
            }
            let (value, behind) = match behind.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => match behind.strip_prefix('=') {
                    Some(bare) => bare.split_once(char::is_whitespace).unwrap_or((bare, "")),
                    None => ("", behind),
                },
            };
            marks.push((mark, plain(value)));
            rest = behind;
        }
    }

    fn has(&self, mark: &str) -> bool {
        self.marks.iter().any(|(known, _)| *known == mark)
    }

    fn value(&self, mark: &str) -> String {
        self.marks
            .iter()
            .find(|(known, _)| *known == mark)
            .map_or_else(String::new, |(_, value)| value.clone())
    }

    /// Whether a browser would send it: named, and marked where it can be.
    fn counts(&self) -> bool {
        let kind = self.value("type");
        let is_choice = matches!(kind.as_str(), "checkbox" | "radio");
        self.has("name") && kind != "submit" && kind != "file" && (!is_choice || self.has("checked"))
    }

    fn marked(&self) -> String {
        let is_bare_box = self.value("type") == "checkbox" && !self.has("value");
        if is_bare_box { "on".to_owned() } else { self.value("value") }
    }
}

/// Where a tag ends: a `>` inside quotes does not end it.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.find(|c: char| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    })
}

fn plain(text: &str) -> String {
    let table =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    let mut text = text.to_owned();
    for (written, meant) in table {
        text = text.replace(written, meant);
    }
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&amp;", "&")
}

#[test]
fn a_form_is_read_as_a_browser_would_send_it() {
    let page = r#"<form action="/a"><input name="h" type="hidden" value="1 &#38; 2"><input name="box" type="checkbox" value="x">
        <input name="way" type="radio" value="0" checked><input name="way" type="radio" value="1">
        <select name="n"><option>1</option><option selected>2</option></select>
        <textarea name="t" aria-label="a > b">so
be it</textarea><button name="do" value="pay">Pay</button></form><form action="/b"></form>"#;
    assert_eq!(Form::all(page).len(), 2);
    let form = Form::on(page, "/a").with("do", "pay");
    assert_eq!(form.body(), "h=1+%26+2&way=0&n=2&t=so%0Abe+it&do=pay");
}
