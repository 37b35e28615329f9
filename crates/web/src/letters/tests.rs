//! Every letter in every language: both parts say the same, and nothing that a stranger wrote becomes markup.

use engine::mail::Tells;

use super::*;

fn everywhere() -> impl Iterator<Item = (Facts, Words, LetterText)> {
    Lang::ALL.into_iter().flat_map(|lang| {
        let words = Words::new(lang);
        samples::all().into_iter().map(move |facts| {
            let written = write(&facts, words);
            (facts, words, written)
        })
    })
}

/// As HTML writes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;")
}

/// What the reader must find in both parts.
fn musts(tells: &Tells, words: Words) -> Vec<String> {
    let (link, mut musts) = match tells {
        Tells::Placed { link, parts, total } => {
            let lines = parts.iter().flat_map(|part| &part.lines).map(|line| line.title.clone());
            let parts = parts.iter().flat_map(|part| [part.shop.clone(), words.money(part.total)]);
            (link, lines.chain(parts).chain([words.money(total)]).collect())
        }
        Tells::Shipped { link, shop, carrier, tracking, .. } => {
            (link, vec![shop.clone(), carrier.clone(), tracking.clone()])
        }
        Tells::Delivered { link, shop, .. } => (link, vec![shop.clone()]),
        Tells::Refunded { link, shop, amount, .. } => (link, vec![shop.clone(), words.money(amount)]),
        Tells::PaymentRefunded { link, amount } => (link, vec![words.money(amount)]),
        Tells::RefundAnswered { link, shop, answer, granted, .. } => {
            (link, vec![shop.clone(), answer.clone(), words.money(granted)])
        }
        Tells::WithdrawalReceipt { link, shop, order, declared_at, amount } => {
            (link, vec![shop.clone(), order.to_string(), crate::iso(*declared_at), words.money(amount)])
        }
        Tells::ReviewAsked { link, shop, lines, .. } => (link, [&[shop.clone()][..], lines].concat()),
        Tells::ReviewJudged { link, product, words: said, reason, ruling, appeal, .. } => {
            let named = |code: &String| words.say(&format!("review-reason-{code}")).into_owned();
            let reason = Some(reason).filter(|code| !code.is_empty()).map(named).unwrap_or_default();
            let first = said.lines().next().unwrap_or_default().to_owned();
            (link, vec![product.clone(), first, reason, ruling.clone(), appeal.clone()])
        }
        Tells::ReviewShown { link, product, author, words: said, .. } => {
            (link, vec![product.clone(), author.clone(), said.lines().next().unwrap_or_default().to_owned()])
        }
        Tells::ReviewAnswered { link, shop, product, answer } => {
            let first = answer.lines().next().unwrap_or_default().to_owned();
            (link, vec![shop.clone(), product.clone(), first])
        }
        Tells::Cancelled { link, shop, reason } => {
            (link, vec![shop.clone(), reason.lines().next().unwrap_or_default().to_owned()])
        }
        Tells::Verify { link }
        | Tells::Reset { link }
        | Tells::Application { link, .. }
        | Tells::Fees { link, .. } => (link, Vec::new()),
        Tells::Sold { link, order, part, .. } => (link, vec![order.to_string(), words.money(part.total)]),
        Tells::PaidOut { link, amount, iban_end } => (link, vec![words.money(amount), iban_end.clone()]),
        Tells::Invited { link, by, name, until, .. } => {
            (link, vec![by.clone(), name.clone(), words.date(*until, 60)])
        }
        Tells::RulesProposed { link, author, rules } => {
            let reading = crate::rules::Reading { words, currency: rules.currency };
            let labels = reading.changes(&rules.changes).into_iter().map(|change| change.label);
            (link, labels.chain([author.clone(), rules.note.clone()]).collect())
        }
        Tells::RulesOffAsked { link, author, since, rules } => {
            let reading = crate::rules::Reading { words, currency: rules.currency };
            let labels = reading.changes(&rules.changes).into_iter().map(|change| change.label);
            (link, labels.chain([author.clone(), rules.note.clone(), words.date(*since, 60)]).collect())
        }
        Tells::RulesAnnounced { link, rules, .. } | Tells::RulesCalledOff { link, rules, .. } => {
            let reading = crate::rules::Reading { words, currency: rules.currency };
            let shown = reading.changes(&rules.changes).into_iter();
            (link, shown.flat_map(|change| [change.label, change.from, change.to]).collect())
        }
        Tells::PaperReminder { link, shop, paper, until, closes_at, .. } => {
            let paper = crate::admission::paper(words, *paper);
            let dates = [until.map(|until| until - 1), *closes_at].into_iter().flatten();
            (link, dates.map(|at| words.date(at, 60)).chain([shop.clone(), paper]).collect())
        }
        Tells::ApplicationReminder { link, shop, lacks, words: said, until, .. } => {
            let lacks = lacks.iter().map(|lack| crate::admission::lack(words, lack));
            (link, lacks.chain(said.clone()).chain([shop.clone(), words.date(*until, 60)]).collect())
        }
        Tells::SignIn { link, at, .. } => (link, vec![words.date_time(*at, 60)]),
        Tells::StandIn { link, seller, by, operator, reason, until } => {
            let first = reason.lines().next().unwrap_or_default().to_owned();
            let until = words.date_time(*until, 60);
            (link, vec![seller.clone(), by.clone(), operator.clone(), first, until])
        }
        Tells::ShopNews { link, shop, leave, .. } => (link, vec![shop.clone(), leave.clone()]),
        Tells::Suspension { link, shop, text, .. } => (link, vec![shop.clone(), text.clone()]),
        Tells::RefundAskedSeller { link, order, text, asked, .. } => {
            (link, vec![order.to_string(), text.clone(), words.money(asked)])
        }
    };
    musts.push(link.clone());
    musts
}

#[test]
fn both_parts_carry_the_amount_the_names_and_the_link() {
    for (facts, words, written) in everywhere() {
        let name = facts.reader.name.clone();
        for must in musts(&facts.tells, words).into_iter().chain([name]) {
            assert!(written.text.contains(&must), "{must} is missing in: {}", written.text);
            assert!(written.html.contains(&escaped(&must)), "{must} is missing in: {}", written.html);
        }
    }
}

#[test]
fn a_letter_loads_nothing_and_keeps_strangers_words_as_words() {
    for (_, words, written) in everywhere() {
        for part in ["<img", "<script", "<link", "url(", "src=", "<Ulm>", "<when>", "<broke>", "<Morel>"] {
            assert!(!written.html.contains(part), "{part} in {}", written.html);
        }
        assert!(written.html.contains(&format!("<html lang=\"{}\"", words.lang.html())));
        assert!(!written.text.contains("&#"), "plain text is not escaped");
    }
}

#[test]
fn no_key_is_left_unresolved_and_every_subject_is_one_line() {
    for (facts, _, written) in everywhere() {
        for part in [&written.subject, &written.text, &written.html] {
            assert!(!part.contains("mail-") && !part.contains("{ $"), "{:?}: {part}", facts.tells);
        }
        assert!(!written.subject.is_empty() && !written.subject.contains('\n'));
    }
}

#[test]
fn a_line_break_in_a_shop_s_name_ends_no_header() {
    assert_eq!(
        one_line("Atelier\r\nBcc: all@example.org  has sent"),
        "Atelier Bcc: all@example.org has sent"
    );
    assert_eq!(one_line(&"长".repeat(500)).chars().count(), SUBJECT_CHARS_MAX);
}

#[test]
fn a_letter_is_written_in_its_reader_s_language_else_in_english() {
    let mut facts = samples::all().remove(0);
    assert_eq!(for_reader(&facts), write(&facts, Words::new(Lang::Fr)));
    facts.reader.language = "de".to_owned();
    assert_eq!(for_reader(&facts), write(&facts, Words::default()));
}
