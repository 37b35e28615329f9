//! Every code that an act of a seller can answer has its sentence in every language.

const CODES: [&str; 50] = [
    "bank.not_an_iban",
    "command.other_content",
    "order.already_closed",
    "order.already_delivered",
    "order.already_shipped",
    "order.not_shipped",
    "order.nothing_to_ship",
    "order.refund_too_much",
    "order.request_open",
    "order.too_many_pieces",
    "picture.damaged",
    "picture.too_large",
    "picture.too_many",
    "picture.too_many_pixels",
    "picture.unknown_type",
    "product.category_unknown",
    "product.changed",
    "product.no_variant",
    "product.price_missing",
    "product.text_too_long",
    "product.title_missing",
    "product.title_too_long",
    "product.too_many_options",
    "product.too_many_variants",
    "product.value_missing",
    "product.variant_twice",
    "product.weight",
    "request.already_closed",
    "request.amount_out_of_range",
    "request.not_your_turn",
    "request.reason_missing",
    "shipment.text_too_long",
    "shop.days",
    "shop.name_missing",
    "shop.story_too_long",
    "stock.below_promised",
    "stock.out_of_range",
    "tracking.columns_missing",
    "tracking.file_too_large",
    "tracking.line_unreadable",
    "tracking.not_an_order",
    "upload.no_file",
    "upload.too_large",
    "upload.too_many_files",
    "upload.unreadable",
    "zone.countries_unknown",
    "zone.days",
    "zone.name_missing",
    "zone.price",
    "zone.too_many",
];

#[test]
fn every_code_has_its_sentence_in_every_language() {
    for lang in web::Lang::ALL {
        for code in CODES {
            let key = format!("refusal-{}", code.replace('.', "-"));
            assert!(web::Words::new(lang).knows(&key), "{key} in {}", lang.html());
        }
    }
}
