//! What holds for every page, checked on its text: no inline style or script, one heading, labels that lead somewhere.
//! Reads only our own output, so plain searching is enough; it's no parser of HTML.

use std::collections::BTreeSet;

use crate::{Lang, Page, Words};

/// Renders every sample in every language.
///
/// # Panics
/// When a page breaks a rule; made for tests.
pub fn render_all<P: Page>() {
    for lang in Lang::ALL {
        let samples = P::samples(Words::new(lang));
        let page = std::any::type_name::<P>();
        assert!(!samples.is_empty(), "{page} has no samples");
        for (at, sample) in samples.iter().enumerate() {
            let html = sample.render().unwrap_or_else(|error| panic!("{page} sample {at}: {error}"));
            let faults = faults(&html, lang);
            assert!(faults.is_empty(), "{page} sample {at} in {}: {faults:#?}", lang.html());
        }
    }
}

fn faults(html: &str, lang: Lang) -> Vec<String> {
    let mut faults = Vec::new();
    let mut require = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    require(html.contains(&format!("<html lang=\"{}\"", lang.html())), "html has no language");
    require(html.matches("<h1").count() == 1, "not exactly one h1");
    require(html.contains("<main"), "no main");
    for inline in [" style=\"", " style='", "<style", " onclick=", " onchange=", " onsubmit=", "javascript:"]
    {
        require(!html.contains(inline), &format!("an inline style or script: {inline}"));
    }
    let scripts_load = html
        .split("<script")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        // A block of data is no script: nothing runs it, and the content policy does not concern it.
        .all(|tag| tag.contains(" src=") || tag.contains(" type=\"application/ld+json\""));
    require(scripts_load, "an inline script");
    require(
        !html.contains("http://") && !html.contains("src=\"https://"),
        "loads or links something without TLS or from elsewhere",
    );
    faults.extend(ids(html));
    faults.extend(pictures_without_words(html));
    faults
}

fn ids(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut known = BTreeSet::new();
    for id in values(html, " id=\"") {
        if id.is_empty() || !known.insert(id) {
            faults.push(format!("the id {id:?} is empty or given twice"));
        }
    }
    for attribute in [
        " for=\"",
        " aria-describedby=\"",
        " aria-labelledby=\"",
        " form=\"",
        " popovertarget=\"",
        " list=\"",
    ] {
        for id in values(html, attribute).flat_map(str::split_whitespace) {
            if !known.contains(id) {
                faults.push(format!("{} leads to {id:?}, which does not exist", attribute.trim()));
            }
        }
    }
    for id in values(html, " href=\"#").filter(|id| !known.contains(id)) {
        faults.push(format!("a link leads to #{id}, which does not exist"));
    }
    faults
}

fn pictures_without_words(html: &str) -> Vec<String> {
    let tags = html.split("<img").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| !tag.contains(" alt=")).map(|tag| format!("a picture without alt: {tag}")).collect()
}

fn values<'a>(html: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_found() {
        let fine = r##"<html lang="en"><main id="a"><h1>x</h1><label for="a"></label><a href="#a"></a><img alt=""></main>"##;
        assert_eq!(faults(fine, Lang::En), Vec::<String>::new());
        for (broken, fault) in [
            (fine.replace("lang=\"en\"", "lang=\"fr\""), "no language"),
            (fine.replace("<h1>", "<h1></h1><h1>"), "one h1"),
            (fine.replace("<h1>", "<h1 style=\"color:red\">"), "inline"),
            (fine.replace("<h1>", "<script>x</script><h1>"), "inline script"),
            (fine.replace("for=\"a\"", "for=\"b\""), "\"b\", which does not exist"),
            (fine.replace("<h1>", "<h1 id=\"a\">"), "given twice"),
            (fine.replace(" alt=\"\"", ""), "without alt"),
        ] {
            assert!(
                faults(&broken, Lang::En).iter().any(|found| found.contains(fault)),
                "{fault}: {:?}",
                faults(&broken, Lang::En)
            );
        }
    }
}
