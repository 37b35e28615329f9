//! The stranger's walk: from an empty database to the sellers' money at their banks, by commands and forms alone, on both
//! databases; after each step the doctor finds nothing. Amounts are worked out by hand from the posting table.

use domain::{OrderId, PurchaseId};
use testkit::Kind;

use crate::browser::Browser;
use crate::form::Form;
use crate::house::{House, Server};
use crate::opening::{
    FRENCH, GERMAN, OPERATOR, card, checkout, finds, imports, opens, orders_on, purchase_in, signs_in,
};

#[test]
fn a_stranger_s_money_goes_all_the_way_on_sqlite() {
    walks(&House::new(Kind::Sqlite).expect("SQLite needs nothing"));
}

#[test]
fn a_stranger_s_money_goes_all_the_way_on_postgresql() {
    if let Some(house) = House::new(Kind::Postgres) {
        walks(&house);
    }
}

fn walks(house: &House) {
    house.must_be_sound("nothing");
    opens(house);
    house.must_be_sound("importing");
    imports(house, (0, 2));
    house.must_be_sound("importing again");
    let server = house.serves();
    let mut olga = signs_in(server.port, OPERATOR);
    goods_change_hands(house, &server, &mut olga);
    must_end_well(server);
    time_passes(house, &mut olga);
    sellers_are_paid(house, &mut olga);
}

fn goods_change_hands(house: &House, server: &Server, olga: &mut Browser) {
    let mut guest = Browser::at(server.port);
    let purchase = buys_from_two_shops(house, &mut guest);
    books_say(olga, &[("A1", "€71.90"), ("L1", "€71.90"), ("L2p", "€0.00")]);

    let french = ships(server, FRENCH);
    let german = ships(server, GERMAN);
    assert_ne!(french, german);
    house.must_be_sound("shipping");

    let page = guest.sees(&format!("/purchases/{purchase}"), &["GLS"]).page;
    guest.sends(&Form::on(&page, &format!("/orders/{french}/receipt")));
    house.must_be_sound("confirming");
    // 40.90 was held. 5 % of 36.00 is 1.80, VAT on it at 20 % is 0.36: 38.74 are the seller's.
    books_say(olga, &[("L1", "€31.00"), ("L2p", "€38.74"), ("R", "€1.80"), ("L6", "€0.36")]);

    gives_back(server, french, "5.00");
    house.must_be_sound("a refund after release");
    // 5.00 of 40.90: of the fee 0.22 and of its VAT 0.04 go back; 38.74 + 0.26 − 5.00 = 34.00.
    books_say(olga, &[("A1", "€66.90"), ("L2p", "€34.00"), ("R", "€1.58"), ("L6", "€0.32"), ("A4", "€0.00")]);
}

fn buys_from_two_shops(house: &House, guest: &mut Browser) -> PurchaseId {
    let cup = finds(guest, "breakfast").with("quantity", "2");
    assert_eq!(guest.sends(&cup), "/cart?done=cart-added");
    let spoon = finds(guest, "honey");
    guest.sends(&spoon);
    guest.sees("/cart", &["Breakfast cup", "Honey spoon", "€61.00"]);
    let form = checkout(guest);
    // 2 × 18.00 and 4.90, 25.00 and 6.00.
    assert_eq!(form.value("expected_total"), "7190");
    let pay = guest.sends(&form);
    assert_eq!(guest.sends(&form), pay, "the same form sent twice places one purchase");
    house.must_be_sound("placing");
    let back = card(guest, &pay);
    let back = guest.sends(&back);
    let purchase = purchase_in(&guest.get(&back).to);
    house.must_be_sound("paying");
    let page = guest.sees(&format!("/purchases/{purchase}"), &["€40.90", "€31.00", "€71.90"]).page;
    assert_eq!(orders_on(&page).len(), 2, "an order for each shop");
    purchase
}

/// A seller signs in and ships all that waits, which is one order: the own.
fn ships(server: &Server, email: &str) -> OrderId {
    let mut seller = signs_in(server.port, email);
    let waiting = orders_on(&seller.sees("/seller/orders", &[]).page);
    let [order] = waiting[..] else { panic!("{email} sees {waiting:?}") };
    let page = seller.sees(&format!("/seller/orders/{order}"), &[]).page;
    let parcel = Form::on(&page, &format!("/seller/orders/{order}/shipments"));
    seller.sends(&parcel.with("carrier", "GLS").with("tracking", "77"));
    order
}

/// The French seller's goodwill.
fn gives_back(server: &Server, order: OrderId, amount: &str) {
    let mut seller = signs_in(server.port, FRENCH);
    let page = seller.sees(&format!("/seller/orders/{order}"), &[]).page;
    let refund = Form::on(&page, &format!("/seller/orders/{order}/refunds"));
    seller.sends(&refund.with("amount", amount).with("text", "A scratch"));
}

/// Nobody confirms the other order; the provider settles; what was released may be paid out.
fn time_passes(house: &House, olga: &mut Browser) {
    // After 20 days silence confirms; what is released matures three days later.
    house.does(&["jobs", "run", "--at", "+22d"]);
    house.must_be_sound("22 days");
    let server = house.serves();
    olga.moves_to(server.port);
    // The German order: 31.00 less 5 % of 25.00, without VAT (reverse charge): 29.75. The French money is available.
    // The provider keeps 1.4 % of 71.90 and 0.25: 1.26, which the operator adds again.
    // Bank: 71.90 − 5.00 − 2.16 + 0.26 − 1.25 = 63.75 = 29.75 + 34.00. Own bank: 2.16 − 0.26 + 1.25 − 1.26 = 1.89.
    let after_22_days = [
        ("A1", "€0.00"),
        ("A2", "€63.75"),
        ("A3", "€1.89"),
        ("L1", "€0.00"),
        ("L2p", "€29.75"),
        ("L2a", "€34.00"),
        ("R", "€2.83"),
        ("E1", "€1.26"),
    ];
    books_say(olga, &after_22_days);
    let days = olga.sees("/operator/reconciliation", &[]).page;
    // Where midnight UTC fell between the purchase and the refund, these are two days of the provider.
    assert_eq!((sum_of(&days, "Provider’s file"), sum_of(&days, "of which fee")), (6_564, 126), "{days}");
    assert!(!days.contains("tag bad"), "ledger, file and bank agree:\n{days}");
    must_end_well(server);
    house.does(&["jobs", "run", "--at", "+40d"]);
    house.must_be_sound("40 days");
}

/// What the cells under a heading come to, in cents.
fn sum_of(page: &str, label: &str) -> i64 {
    let cents = |cell: &str| {
        let text = cell.split('<').next().unwrap();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let sign = if text.contains(['-', '−']) { -1 } else { 1 };
        sign * digits.parse::<i64>().unwrap()
    };
    page.split(&format!("data-label=\"{label}\">")).skip(1).map(cents).sum()
}

fn sellers_are_paid(house: &House, olga: &mut Browser) {
    let server = house.serves();
    olga.moves_to(server.port);
    books_say(olga, &[("L2p", "€0.00"), ("L2a", "€63.75")]);
    let page = olga.sees("/operator/payouts", &["€34.00", "€29.75"]).page;
    let mut form = Form::on(&page, "/operator/payouts").with("decision", "approve");
    let payouts = page.split("name=\"payout\" value=\"").skip(1);
    form.fields.extend(payouts.map(|text| ("payout".to_owned(), text.split('"').next().unwrap().to_owned())));
    assert_eq!(form.fields.iter().filter(|(name, _)| name == "payout").count(), 2);
    assert!(olga.sends(&form).ends_with("done=operator-payouts-approved"));
    house.must_be_sound("payouts");
    books_say(olga, &[("A2", "€0.00"), ("L2a", "€0.00")]);

    let mut camille = signs_in(server.port, FRENCH);
    camille.sees("/seller/payouts", &["€34.00"]);
    let french = orders_on(&camille.sees("/seller/balance", &[]).page)[0];
    gives_back(&server, french, "1.00");
    house.must_be_sound("a refund after the payout");
    // 0.04 of the fee and 0.01 of its VAT go back; the rest of 1.00 is what the seller owes.
    books_say(olga, &[("A4", "€0.95"), ("L2a", "€0.00"), ("R", "€2.79"), ("L6", "€0.31")]);
    must_end_well(server);
    house.must_be_sound("everything");
}

fn must_end_well(server: Server) {
    let log = server.ends();
    assert!(!log.contains("ERROR"), "{log}");
}

/// The balances of these accounts, as the operator's ledger shows them.
fn books_say(olga: &mut Browser, expected: &[(&str, &str)]) {
    let page = olga.sees("/operator/ledger", &[]).page;
    let balance = |label: &str| {
        let row = page.split_once(&format!("<b class=\"num\">{label}</b>"));
        let row = row.unwrap_or_else(|| panic!("no account {label}")).1.split("</tr>").next().unwrap();
        let cell = row.rsplit_once("data-label=\"Balance\">").unwrap().1;
        cell.replace("<b>", "").split('<').next().unwrap().to_owned()
    };
    let found: Vec<(&str, String)> = expected.iter().map(|(label, _)| (*label, balance(label))).collect();
    let expected: Vec<(&str, String)> =
        expected.iter().map(|(label, sum)| (*label, (*sum).to_owned())).collect();
    assert_eq!(found, expected);
}
