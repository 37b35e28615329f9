//! SQL as a row of tokens: enough to see which tables and columns a text names.
//! Knows the store's own tokens in braces; never judges.

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Word,
    Param,
    /// One of the store's tokens, with its braces: `{rows v: id i}`.
    Brace,
    Quoted,
    Sign,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub offset: usize,
}

impl Token<'_> {
    pub fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Sign) && self.text == text
    }

    pub fn is_rows(&self) -> bool {
        self.kind == Kind::Brace && self.text.starts_with("{rows ")
    }
}

/// Words, signs, parameters and braces; comments and spaces are left out.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match first {
            '-' if rest.starts_with("--") => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (None, rest.find("*/").map_or(rest.len(), |end| end + 2)),
            c if c.is_whitespace() => (None, c.len_utf8()),
            '\'' => (Some(Kind::Quoted), quoted_length(rest)),
            '{' => (Some(Kind::Brace), brace_length(rest)),
            '$' => (Some(Kind::Param), 1 + word_length(&rest[1..])),
            c if is_word(c) => (Some(Kind::Word), word_length(rest)),
            c => (Some(Kind::Sign), c.len_utf8()),
        };
        if let Some(kind) = kind {
            found.push(Token { kind, text: &rest[..length], offset: at });
        }
        at += length;
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word_length(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

fn quoted_length(text: &str) -> usize {
    text[1..].find('\'').map_or(text.len(), |end| end + 2)
}

fn brace_length(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The text as one database sees it: `{pg: …}` or `{lite: …}` opened, the other one gone.
pub fn spoken(text: &str, engine: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let length = brace_length(&rest[open..]);
        let brace = &rest[open..open + length];
        out += &rest[..open];
        let inside = brace.strip_prefix('{').and_then(|b| b.strip_suffix('}')).unwrap_or_default();
        match inside.split_once(':') {
            Some((name @ ("pg" | "lite"), own)) if name == engine => out += &spoken(own, engine),
            Some(("pg" | "lite", _)) => {}
            _ => out += brace,
        }
        rest = &rest[open + length..];
    }
    out + rest
}

/// Whether a string of a program is meant for a database. Prose that begins with the same word is not:
/// "Select a shop from the list" has neither all small nor all capital letters at its head.
pub fn looks_like_sql(text: &str) -> bool {
    let small = text.trim_start().to_lowercase();
    let head = text.split_whitespace().next().unwrap_or_default();
    let is_keyword = head == head.to_lowercase() || head == head.to_uppercase();
    let has = |word: &str| small.split_whitespace().any(|part| part == word);
    is_keyword
        && (small.starts_with("insert into ")
            || small.starts_with("delete from ")
            || small.starts_with("create table ")
            || small.starts_with("select ") && has("from")
            || small.starts_with("update ") && has("set")
            || small.starts_with("with ") && small.contains(" as (select "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str) -> Vec<&str> {
        tokens(sql).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn a_text_falls_into_tokens() {
        for (sql, expected) in [
            ("a.b = $12", vec!["a", ".", "b", "=", "$12"]),
            ("a -- b\nc /* d */ e", vec!["a", "c", "e"]),
            ("'it''s' {in 1}", vec!["'it'", "'s'", "{in 1}"]),
            ("{rows v: a i, b t}{pg: {x}}", vec!["{rows v: a i, b t}", "{pg: {x}}"]),
        ] {
            assert_eq!(texts(sql), expected, "{sql}");
        }
    }

    #[test]
    fn each_database_sees_its_own_text() {
        let sql = "a {pg: b {in 1}}{lite: c} {rows v: d i}";
        assert_eq!(spoken(sql, "pg"), "a  b {in 1} {rows v: d i}");
        assert_eq!(spoken(sql, "lite"), "a  c {rows v: d i}");
    }

    #[test]
    fn prose_is_not_taken_for_sql() {
        for (text, expected) in [
            ("select id from orders", true),
            ("SELECT id FROM orders", true),
            ("\n  update orders set state = $1", true),
            ("with x as (select 1) select 2", true),
            ("Select a shop from the list", false),
            ("update your address", false),
            ("delete", false),
        ] {
            assert_eq!(looks_like_sql(text), expected, "{text}");
        }
    }
}
