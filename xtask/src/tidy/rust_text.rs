//! Just enough of Rust's grammar to tell code from comments, strings and tests.
//! Not a parser: it never judges, it only says where things are.

use std::ops::Range;

#[derive(Debug)]
pub struct RustText {
    /// The file with comments and the insides of literals blanked; every byte keeps its place.
    pub code: String,
    pub literals: Vec<Literal>,
    tests: Vec<Range<usize>>,
    line_starts: Vec<usize>,
}

/// A string literal, its escapes undone.
#[derive(Debug)]
pub struct Literal {
    pub offset: usize,
    pub text: String,
}

#[derive(Debug, PartialEq)]
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

impl RustText {
    pub fn new(path: &str, text: &str) -> Self {
        let mut scan =
            Scan { text, bytes: text.as_bytes(), code: text.as_bytes().to_vec(), literals: vec![] };
        scan.run();
        let Scan { code, literals, .. } = scan;
        let code = String::from_utf8(code).expect("whole characters were blanked byte by byte");
        let tests = if is_test_file(path) { vec![whole(&code)] } else { test_items(&code) };
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { code, literals, tests, line_starts }
    }

    /// Counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// The file is a module that only tests have.
    pub fn into_test(mut self) -> Self {
        self.tests = vec![whole(&self.code)];
        self
    }

    /// The files of the modules that this file declares for tests only: `#[cfg(test)] mod cast;`.
    pub fn test_modules(&self, path: &str) -> Vec<String> {
        let folder = path.trim_end_matches("lib.rs").trim_end_matches("main.rs");
        let folder = folder.strip_suffix(".rs").map_or(folder.to_owned(), |stem| format!("{stem}/"));
        let after_marks = self.code.split("#[cfg(test)]").skip(1);
        let declared =
            after_marks.filter_map(|after| after.split([';', '{']).next()?.trim_start().rsplit_once("mod "));
        declared.map(|(_, name)| format!("{folder}{}.rs", name.trim())).collect()
    }

    pub fn is_test(&self, offset: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&offset))
    }

    pub fn lines_without_tests(&self) -> usize {
        let ends_in_newline = self.code.ends_with('\n');
        let lines = self.line_starts.len() - usize::from(ends_in_newline);
        (0..lines).filter(|line| !self.is_test(self.line_starts[*line])).count()
    }

    /// Functions with a body, outside tests.
    pub fn functions(&self) -> Vec<Function> {
        words(&self.code, "fn").filter(|at| !self.is_test(*at)).filter_map(|at| self.function(at)).collect()
    }

    /// Where functions with a body are, outside tests: their `fn`, and what stands between their braces.
    pub fn bodies(&self) -> Vec<(usize, Range<usize>)> {
        let all = words(&self.code, "fn").filter(|at| !self.is_test(*at));
        all.filter_map(|at| {
            let open = body_start(&self.code, at)?;
            Some((at, open..closing(&self.code, open)?))
        })
        .collect()
    }

    fn function(&self, at: usize) -> Option<Function> {
        let rest = &self.code[at + 2..];
        let name: String =
            rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let open = body_start(&self.code, at)?;
        if name.is_empty() {
            return None;
        }
        let close = closing(&self.code, open)?;
        let line = self.line(at);
        Some(Function { name, line, lines: self.line(close) - line + 1 })
    }

    /// The text between the delimiters of each call of the macro `name!`, as ranges.
    pub fn macro_calls(&self, name: &str) -> Vec<Range<usize>> {
        let call = format!("{name}!");
        let mut ranges = vec![];
        for (at, _) in self.code.match_indices(&call) {
            let after = at + call.len();
            let open = after + (self.code[after..].len() - self.code[after..].trim_start().len());
            let is_call = matches!(self.code.as_bytes().get(open), Some(b'(' | b'{' | b'['));
            if is_call
                && !is_word_before(&self.code, at)
                && let Some(close) = closing(&self.code, open)
            {
                ranges.push(open + 1..close);
            }
        }
        ranges
    }
}

fn whole(code: &str) -> Range<usize> {
    0..code.len()
}

/// Where `word` stands alone in `code`.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let after = code[at + word.len()..].chars().next();
        !is_word_before(code, *at) && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

fn is_word_before(code: &str, at: usize) -> bool {
    code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn is_test_file(path: &str) -> bool {
    path.contains("/tests/")
        || path.contains("/benches/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
}

fn test_items(code: &str) -> Vec<Range<usize>> {
    let marks = ["#[cfg(test)]", "#[cfg(all(test", "#[test]"];
    let starts = marks.iter().flat_map(|mark| code.match_indices(mark));
    starts
        .map(|(at, mark)| {
            let body = body_start(code, at + mark.len());
            let line_start = code[..at].rfind('\n').map_or(0, |newline| newline + 1);
            line_start..body.and_then(|open| closing(code, open)).unwrap_or(at + mark.len()) + 1
        })
        .collect()
}

/// The first `{` of the item that starts at `at`, or nothing if a `;` ends it before.
fn body_start(code: &str, at: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (offset, byte) in code.bytes().enumerate().skip(at) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b';' if depth <= 0 => return None,
            b'{' if depth <= 0 => return Some(offset),
            _ => {}
        }
    }
    None
}

fn closing(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (offset, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(offset);
        }
    }
    None
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    code: Vec<u8>,
    literals: Vec<Literal>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            at = self.step(at);
        }
    }

    fn step(&mut self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        match rest {
            [b'/', b'/', ..] => self.blank(at, self.find(at, "\n").unwrap_or(self.bytes.len())),
            [b'/', b'*', ..] => self.blank(at, self.comment_end(at)),
            [b'"', ..] => self.string(at),
            [b'r', b'"' | b'#', ..] if !self.is_word_part(at) => self.raw_string(at),
            [b'\'', ..] => self.quote(at),
            _ => at + 1,
        }
    }

    /// `r` continues a word, unless the word is one of the prefixes `b` and `c` of raw strings.
    fn is_word_part(&self, at: usize) -> bool {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        match self.bytes[..at] {
            [.., before, b'b' | b'c'] => is_word(before),
            [b'b' | b'c'] | [] => false,
            [.., last] => is_word(last),
        }
    }

    fn string(&mut self, open: usize) -> usize {
        let mut at = open + 1;
        while at < self.bytes.len() && self.bytes[at] != b'"' {
            at += if self.bytes[at] == b'\\' { 2 } else { 1 };
        }
        let close = at.min(self.bytes.len());
        let text = unescape(self.text.get(open + 1..close).unwrap_or_default());
        self.literals.push(Literal { offset: open, text });
        self.blank(open + 1, close);
        close + 1
    }

    fn raw_string(&mut self, at: usize) -> usize {
        let hashes = self.bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
        let open = at + 1 + hashes;
        if self.bytes.get(open) != Some(&b'"') {
            return at + 1; // a raw identifier such as r#type
        }
        let end = format!("\"{}", "#".repeat(hashes));
        let close = self.find(open + 1, &end).unwrap_or(self.bytes.len());
        self.literals.push(Literal { offset: open, text: self.text[open + 1..close].to_owned() });
        self.blank(open + 1, close);
        close + end.len()
    }

    /// A character literal, or the tick of a lifetime.
    fn quote(&mut self, at: usize) -> usize {
        let mut inside = self.text[at + 1..].chars();
        let close = match inside.next() {
            Some('\\') => self.find(at + 3, "'"),
            Some(c) if inside.next() == Some('\'') => Some(at + 1 + c.len_utf8()),
            _ => return at + 1,
        };
        let Some(close) = close else { return at + 1 };
        self.blank(at + 1, close);
        close + 1
    }

    fn comment_end(&self, at: usize) -> usize {
        let mut depth = 0;
        let mut here = at;
        while here + 1 < self.bytes.len() {
            match &self.bytes[here..here + 2] {
                b"/*" => (depth, here) = (depth + 1, here + 1),
                b"*/" => (depth, here) = (depth - 1, here + 1),
                _ => {}
            }
            here += 1;
            if depth == 0 {
                return here;
            }
        }
        self.bytes.len()
    }

    fn find(&self, from: usize, what: &str) -> Option<usize> {
        self.text.get(from..)?.find(what).map(|at| from + at)
    }

    fn blank(&mut self, from: usize, to: usize) -> usize {
        for byte in &mut self.code[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        to
    }
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('\n')) => while chars.next_if(|c| c.is_whitespace()).is_some() {},
            ('\\', Some('n')) => {
                chars.next();
                plain.push('\n');
            }
            ('\\', Some(_)) => plain.extend(chars.next()),
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_and_code_stays_in_place() {
        for (text, code) in [
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            (r#"f("x \" y") + 1"#, r#"f("      ") + 1"#),
            ("r#\"a\"b\"# + 1", "r#\"   \"# + 1"),
            ("br\"a\" var\"b\"", "br\" \" var\" \""),
            ("'{' 'é' '\\'' 'a: &'a str", "' ' '  ' '  ' 'a: &'a str"),
            ("r#type", "r#type"),
        ] {
            assert_eq!(RustText::new("x.rs", text).code, code, "{text}");
        }
    }

    #[test]
    fn literals_are_read_as_the_program_sees_them() {
        let text = RustText::new("x.rs", "f(\"select 1 \\\n      from a\", r\"b\\c\", \"d\\\"e\")");
        let literals: Vec<&str> = text.literals.iter().map(|literal| literal.text.as_str()).collect();
        assert_eq!(literals, ["select 1 from a", "b\\c", "d\"e"]);
    }

    #[test]
    fn lines_of_tests_do_not_count() {
        let text = "fn a() {\n}\n\n#[cfg(test)]\nmod tests {\n    fn b() { x() }\n}\n";
        let rust = RustText::new("crates/domain/src/order.rs", text);
        assert_eq!(rust.lines_without_tests(), 3);
        assert_eq!(rust.functions(), [Function { name: "a".into(), line: 1, lines: 2 }]);
        assert_eq!(RustText::new("crates/halles/tests/order.rs", text).lines_without_tests(), 0);
    }

    #[test]
    fn modules_for_tests_are_known_by_their_files() {
        let text = "#[cfg(test)]\nmod cast;\n#[cfg(test)]\npub(crate) mod market;\nmod order;\n#[cfg(test)]\nfn a() {}\n";
        for (path, expected) in [
            ("crates/a/src/lib.rs", ["crates/a/src/cast.rs", "crates/a/src/market.rs"]),
            ("crates/a/src/cart.rs", ["crates/a/src/cart/cast.rs", "crates/a/src/cart/market.rs"]),
        ] {
            assert_eq!(RustText::new(path, text).test_modules(path), expected);
        }
        assert_eq!(RustText::new("a.rs", text).into_test().lines_without_tests(), 0);
    }

    #[test]
    fn a_function_is_measured_from_its_name_to_its_last_brace() {
        let text = "trait T { fn no_body(&self); }\nfn f<A>(a: [u8; 3]) -> A\nwhere\n    A: B,\n{\n    '}'\n}\ntype F = fn(u8);\n";
        let functions = RustText::new("x.rs", text).functions();
        assert_eq!(functions, [Function { name: "f".into(), line: 2, lines: 6 }]);
    }

    #[test]
    fn macro_calls_are_found_with_any_delimiter() {
        let rust = RustText::new("x.rs", "statement!(A, \"a)\"); statement! { B } my_statement!(C)");
        let inside: Vec<&str> =
            rust.macro_calls("statement").into_iter().map(|range| &rust.code[range]).collect();
        assert_eq!(inside, ["A, \"  \"", " B "]);
    }
}
