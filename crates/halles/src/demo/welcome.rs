//! What the demo tells who started it: where to look, and who to be.

use std::time::Duration;

use gateways::payment::sandbox::TEST_CARDS;
use sample::furnish::{OPERATOR_EMAIL, PASSWORD, SECOND_EMAIL};
use sample::{decor, own};

use crate::say;

/// Shown as one buyer and one seller; the others stand in the same lists.
const BUYER: &str = "elodie.marchand@example.com";
const BUYER_US: &str = "grace.okonkwo.hill@example.com";
const SELLER: &str = "atelier@galoche-et-fils.example";
/// Sells on the mall and runs a market of its own.
const SELLER_OWN: &str = "commande@mas-des-restanques.example";
const SELLER_US: &str = "shop@sprucehead.example";

pub fn show(port: u16, has_past: bool, took: Duration) {
    let mall = format!("http://mall.localhost:{port}");
    let makers = format!("http://makers.localhost:{port}");
    let restanques = format!("http://{}.localhost:{port}", own::MARKET.0);
    let rows = [
        ("all markets", format!("http://localhost:{port}/"), String::new()),
        ("Grand Rue", format!("{mall}/"), format!("buyer     {BUYER}")),
        ("Makers", format!("{makers}/"), format!("buyer     {BUYER_US}")),
        ("seller centre", format!("{mall}/seller"), format!("seller    {SELLER}")),
        ("", format!("{makers}/seller"), format!("seller    {SELLER_US}")),
        ("own market", format!("{restanques}/"), format!("seller    {SELLER_OWN}")),
        ("", format!("{restanques}/seller/assortment"), "the same, and its operator".to_owned()),
        ("own host", format!("http://{}:{port}/", decor::HOST.1), "a shop under its own name".to_owned()),
        ("console", format!("{mall}/operator"), format!("operator  {OPERATOR_EMAIL}")),
        ("", format!("{mall}/operator/policy"), format!("operator  {SECOND_EMAIL}")),
        ("letters", format!("{mall}/dev/mail"), String::new()),
    ];
    let cells = rows.map(|(what, address, who)| vec![what.to_owned(), address, who]);
    say::line("");
    say::table(&["", "open", "sign in as"], &cells);
    say::line("");
    say::line(&format!("password of everybody: {PASSWORD}"));
    let good = TEST_CARDS.first().map_or("", |card| card.number);
    say::line(&format!("pay with the card {good}, any later expiry and any CVC; the page lists more"));
    let again = if has_past { "the same data as last time" } else { "a fresh past" };
    say::line(&format!(
        "ready in {}.{:01} s with {again}; `halles demo --reset` begins anew; Ctrl-C ends",
        took.as_secs(),
        took.subsec_millis() / 100
    ));
}
