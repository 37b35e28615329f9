//! Every letter in every language: both parts say the same, and nothing that a stranger wrote becomes markup.

use super::*;
use crate::Lang;

fn everywhere() -> impl Iterator<Item = (Letter, Words, LetterText)> {
    Lang::ALL.into_iter().flat_map(|lang| {
        let words = Words::new(lang);
        samples::all().into_iter().map(move |letter| {
            let written = write(&letter, words);
            (letter, words, written)
        })
    })
}

/// As HTML writes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;")
}

/// What the reader must find in both parts.
fn musts(facts: &Facts, words: Words) -> Vec<String> {
    match facts {
        Facts::Placed { total, purchase, shops, link, .. } => {
            let mut all = vec![words.money(total), purchase.clone(), link.clone()];
            all.extend(shops.iter().flat_map(|part| {
                let titles = part.lines.iter().map(|line| line.title.clone());
                titles.chain([part.shop.clone(), part.order.clone()]).collect::<Vec<_>>()
            }));
            all
        }
        Facts::Shipped { order, shop, carrier, tracking, link, .. } => {
            vec![order.clone(), shop.clone(), carrier.clone(), tracking.clone(), link.clone()]
        }
        Facts::Delivered { order, shop, link, .. } => vec![order.clone(), shop.clone(), link.clone()],
        Facts::Refunded { order, shop, amount, link, .. }
        | Facts::Cancelled { order, shop, amount, link, .. } => {
            vec![order.clone(), shop.clone(), words.money(amount), link.clone()]
        }
        Facts::PaymentRefunded { purchase, amount, link } => {
            vec![purchase.clone(), words.money(amount), link.clone()]
        }
        Facts::RefundAnswered { order, granted, answer, link, .. } => {
            vec![order.clone(), words.money(granted), answer.clone(), link.clone()]
        }
        Facts::WithdrawalReceipt { order, name, declared_at, total, link, .. } => {
            vec![order.clone(), name.clone(), crate::iso(*declared_at), words.money(total), link.clone()]
        }
        Facts::Verify { name, link } | Facts::Reset { name, link } => vec![name.clone(), link.clone()],
        Facts::Sold { order, total, link, .. } => vec![order.clone(), words.money(total), link.clone()],
        Facts::PaidOut { amount, iban_end, link } => {
            vec![words.money(amount), iban_end.clone(), link.clone()]
        }
        Facts::RefundAskedSeller { order, asked, text, link, .. } => {
            vec![order.clone(), words.money(asked), text.clone(), link.clone()]
        }
    }
}

#[test]
fn both_parts_carry_the_amount_the_names_and_the_link() {
    for (letter, words, written) in everywhere() {
        for must in musts(&letter.facts, words) {
            assert!(written.text.contains(&must), "{must} is missing in: {}", written.text);
            assert!(written.html.contains(&escaped(&must)), "{must} is missing in: {}", written.html);
        }
    }
}

#[test]
fn a_letter_loads_nothing_and_keeps_strangers_words_as_words() {
    for (_, words, written) in everywhere() {
        for part in ["<img", "<script", "<link", "url(", "src=", "<Ulm>", "<us>"] {
            assert!(!written.html.contains(part), "{part} in {}", written.html);
        }
        assert!(written.html.contains(&format!("<html lang=\"{}\"", words.lang.html())));
        assert!(!written.text.contains("&#"), "plain text is not escaped");
    }
}

#[test]
fn no_key_is_left_unresolved_and_every_subject_is_one_line() {
    for (letter, _, written) in everywhere() {
        for part in [&written.subject, &written.text, &written.html] {
            assert!(!part.contains("mail-") && !part.contains("{ $"), "{:?}: {part}", letter.facts);
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
