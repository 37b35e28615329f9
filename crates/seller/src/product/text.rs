//! A description as a person types it: paragraphs with an empty line between them. Text that has more structure than
//! that is shown as the HTML it is; the engine cleans whatever comes back.

/// What the form shows of a description that is kept as HTML.
pub fn to_typed(html: &str) -> String {
    let plain = html.replace("</p>", "\n\n").replace("<p>", "").replace("<br>", "\n").replace("<br/>", "\n");
    if plain.contains('<') {
        return html.to_owned();
    }
    let paragraphs: Vec<&str> = plain.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect();
    let entities = [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.iter().fold(paragraphs.join("\n\n"), |text, (entity, letter)| text.replace(entity, letter))
}

/// What is saved of what was typed: HTML as it is, anything else as paragraphs.
pub fn to_html(typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n");
    if ["<p", "<ul", "<ol", "<h", "<br", "<div", "<b>", "<strong", "<em", "<a "]
        .iter()
        .any(|tag| typed.contains(tag))
    {
        return typed;
    }
    let escaped = typed.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs = escaped.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    paragraphs.map(|part| format!("<p>{}</p>", part.replace('\n', "<br>"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_come_back_as_they_were_typed() {
        for (typed, html) in [
            ("One & two\n\n3 < 4\nand more", "<p>One &amp; two</p><p>3 &lt; 4<br>and more</p>"),
            ("", ""),
            ("杯子", "<p>杯子</p>"),
        ] {
            assert_eq!(to_html(typed), html);
            assert_eq!(to_typed(html), typed);
        }
    }

    #[test]
    fn what_has_more_structure_stays_html() {
        let html = "<p>Care:</p><ul><li>by hand</li></ul>";
        assert_eq!(to_typed(html), html);
        assert_eq!(to_html(html), html);
    }
}
