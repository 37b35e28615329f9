//! What a shop writes of itself with simple formatting: a small part of Markdown becomes clean HTML. Never lets through a
//! picture, a script, an attribute, or markup that was typed: that is shown as it was typed.

use std::collections::HashSet;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Lists within lists; deeper ones stand on this level.
const LIST_DEPTH_MAX: usize = 4;

/// What may stand in a text: paragraphs, headings, lists, emphasis, links.
const TAGS: [&str; 10] = ["p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em"];

/// Where links may lead. An address without a scheme leads nowhere: it would look like a page of the market.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// What stands above a text, so that its headings come below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    Page,
    Section,
}

impl Under {
    fn heading(self, level: HeadingLevel) -> HeadingLevel {
        match (self, level) {
            (Self::Page, HeadingLevel::H1) => HeadingLevel::H2,
            (Self::Page, _) | (Self::Section, HeadingLevel::H1) => HeadingLevel::H3,
            (Self::Section, _) => HeadingLevel::H4,
        }
    }
}

/// Clean HTML of a text. A line that was broken stays broken.
pub fn html(text: &str, under: Under) -> String {
    let mut lists = Lists::default();
    let events = Parser::new_ext(text, Options::empty()).filter_map(|event| shown(event, under, &mut lists));
    let mut made = String::new();
    html::push_html(&mut made, events);
    let tags = TAGS.into_iter().chain(["a"]).collect();
    ammonia::Builder::empty()
        .tags(tags)
        .generic_attributes(HashSet::new())
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("ol", ["start"])
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"))
        .clean(&made)
        .to_string()
}

/// The words of a text without its formatting, on one line.
pub fn plain(text: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                words.push(' ');
            }
            Event::End(TagEnd::Heading(_)) => words.push_str(" – "),
            _ => {}
        }
    }
    let one_line: Vec<&str> = words.split_whitespace().collect();
    one_line.join(" ").trim_end_matches(" –").to_owned()
}

/// The lists that are open: whether each is shown as one of its own.
#[derive(Debug, Default)]
struct Lists(Vec<bool>);

impl Lists {
    fn opens(&mut self) -> bool {
        let depth = self.0.iter().filter(|is_shown| **is_shown).count();
        self.0.push(depth < LIST_DEPTH_MAX);
        depth < LIST_DEPTH_MAX
    }

    fn closes(&mut self) -> bool {
        self.0.pop().unwrap_or(false)
    }
}

/// What of Markdown is shown. Quotes, code and pictures keep their words and lose their form.
fn shown<'a>(event: Event<'a>, under: Under, lists: &mut Lists) -> Option<Event<'a>> {
    let kept = match event {
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: under.heading(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(under.heading(level))),
        Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::List(first)) if lists.opens() => Event::Start(Tag::List(first)),
        Event::End(TagEnd::List(is_counted)) if lists.closes() => Event::End(TagEnd::List(is_counted)),
        Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Image { .. }) => return None,
        Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::Image) => return None,
        Event::Html(text) | Event::InlineHtml(text) | Event::Code(text) => Event::Text(text),
        Event::SoftBreak => Event::HardBreak,
        Event::Rule => return None,
        other => other,
    };
    Some(kept)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn section(text: &str) -> String {
        html(text, Under::Section).replace('\n', "")
    }

    #[test]
    fn each_form_becomes_its_markup_and_words_stay_words() {
        let table = [
            ("", ""),
            ("Cast in Gondomar.", "<p>Cast in Gondomar.</p>"),
            ("One\ntwo\n\nthree", "<p>One<br>two</p><p>three</p>"),
            ("# Care\nBy hand", "<h3>Care</h3><p>By hand</p>"),
            ("## Glaze", "<h4>Glaze</h4>"),
            ("###### Deep", "<h4>Deep</h4>"),
            ("- slate\n- moss", "<ul><li>slate</li><li>moss</li></ul>"),
            ("3. throw\n4. fire", "<ol start=\"3\"><li>throw</li><li>fire</li></ol>"),
            ("**one** by *one*", "<p><strong>one</strong> by <em>one</em></p>"),
            (
                "[Care](https://care.example/a?b=1&c=2)",
                "<p><a href=\"https://care.example/a?b=1&amp;c=2\" rel=\"nofollow ugc noopener\">Care</a></p>",
            ),
            (
                "<ola@ribeira.example>",
                "<p><a href=\"mailto:ola@ribeira.example\" rel=\"nofollow ugc noopener\">ola@ribeira.example</a></p>",
            ),
            ("> said", "<p>said</p>"),
            ("`5 < 6 & 7`", "<p>5 &lt; 6 &amp; 7</p>"),
            ("只可手洗。\n**小心**", "<p>只可手洗。<br><strong>小心</strong></p>"),
            ("5 * 3 * 2 & 1 < 2", "<p>5 * 3 * 2 &amp; 1 &lt; 2</p>"),
        ];
        for (text, expected) in table {
            assert_eq!(section(text), expected, "{text}");
        }
        assert_eq!(html("# A\n## B", Under::Page).replace('\n', ""), "<h2>A</h2><h3>B</h3>");
    }

    #[test]
    fn nothing_typed_becomes_markup_runs_loads_or_leads_where_it_should_not() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <b onclick=alert(1)>b</b> <style>*{display:none}</style>",
            "<iframe src=//evil.example></iframe>",
            "![x](https://evil.example/track.png)",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\nscript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:x)",
            "[x](//evil.example)",
            "[x](/account/delete)",
            "[x](https://a.example \"\" onmouseover=alert(1))",
            "[x](https://a.example/\"onmouseover=\"alert(1))",
            "<javascript:alert(1)>",
            "# x {onclick=alert(1) #id .class}",
            "[x]: https://a.example \"title\"\n\n[x]",
            "<!-- --><![CDATA[ <p onclick=alert(1)> ]]>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<a href=https://a.example target=_blank style=x>x</a>",
        ];
        for text in hostile {
            let made = section(text);
            // Whatever looks like a tag is one that we wrote.
            let tags: BTreeSet<&str> =
                made.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
            for tag in tags {
                let is_plain = TAGS.contains(&tag.trim_start_matches('/'))
                    || tag == "/a"
                    || tag == "a rel=\"nofollow ugc noopener\"";
                let is_link = tag.strip_prefix("a href=\"https://a.example").is_some_and(|rest| {
                    rest.ends_with("\" rel=\"nofollow ugc noopener\"") && rest.matches('"').count() == 3
                });
                assert!(is_plain || is_link, "{text} gave <{tag}> in {made}");
            }
        }
    }

    #[test]
    fn the_worst_text_within_the_limit_stays_flat_and_small() {
        for piece in ["> ", "- ", "1. ", "**", "_a", "[", "[a](", "`", "<", "![", "\n\t", "&", "# ", "* a\n "]
        {
            let text = piece.repeat(domain::decor::TEXT_LETTERS_MAX / piece.len());
            let made = html(&text, Under::Section);
            assert!(made.len() < 40 * domain::decor::TEXT_LETTERS_MAX, "{piece}: {}", made.len());
            let deepest = made.split("<ul>").count().max(made.matches("<ol").count());
            let open = made.matches("<ul>").count() == made.matches("</ul>").count();
            assert!(open && deepest < 4_000, "{piece}");
        }
        let nested = "- ".repeat(200) + "deep";
        assert_eq!(html(&nested, Under::Section).matches("<ul>").count(), LIST_DEPTH_MAX);
    }

    #[test]
    fn the_plain_words_are_one_line_without_any_form() {
        assert_eq!(
            plain("# Care\nBy **hand**\n- slate\n- [moss](https://a.example)\n\n<b>x</b>"),
            "Care – By hand slate moss <b>x</b>"
        );
        assert_eq!(plain(""), "");
    }
}
