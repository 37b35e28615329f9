//! No sequence of acts lets a member do what their role lacks: every route of the seller centre stands in one table with the
//! right that it asks for, and is tried by every role, then by members whose roles change while they work.

use std::path::Path;

use domain::audit::{AuditEntry, Deed};
use domain::permission::Permission as P;
use domain::seller::MemberOf;
use testkit::rights::Asks::{Nothing, OfNobodys, Right};
use testkit::rights::{House, Line, must_be_listed};
use testkit::{World, both};
use web::{Scheme, Site};

/// Every route of the seller centre.
const ROUTES: &[Line] = &[
    ("GET", "/seller", Right(P::ShopRead), ""),
    ("GET", "/seller/suspension", Right(P::ShopRead), ""),
    ("POST", "/seller/suspension/complaint", OfNobodys(P::ShopSpeak), "suspension={suspension}&words=Not+so"),
    ("GET", "/seller/stock/{id}", Right(P::ProductsRead), ""),
    ("GET", "/seller/orders", Right(P::OrdersRead), ""),
    ("GET", "/seller/orders.csv", Right(P::OrdersRead), ""),
    (
        "POST",
        "/seller/orders/shipments",
        Right(P::OrdersShip),
        "order={order}&carrier.{order}=DHL&tracking.{order}=1",
    ),
    ("GET", "/seller/orders/{id}", Right(P::OrdersRead), ""),
    ("GET", "/seller/orders/{id}/packing-slip", Right(P::OrdersRead), ""),
    ("POST", "/seller/orders/{id}/shipments", Right(P::OrdersShip), "carrier=DHL&tracking=1&quantity.0=1"),
    ("POST", "/seller/orders/{id}/parcels/{parcel}/delivery", OfNobodys(P::OrdersShip), ""),
    ("POST", "/seller/orders/{id}/cancellation", Right(P::RefundsDecide), "reason=Broken"),
    ("POST", "/seller/orders/{id}/refunds", Right(P::RefundsDecide), "amount=1.00&text=Sorry&key=k"),
    ("POST", "/seller/orders/{id}/requests/{request}/agreement", OfNobodys(P::RefundsDecide), ""),
    ("POST", "/seller/orders/{id}/requests/{request}/refusal", OfNobodys(P::RefundsDecide), "why=No"),
    ("POST", "/seller/orders/{id}/requests/{request}/escalation", OfNobodys(P::RefundsDecide), ""),
    ("GET", "/seller/jobs", Right(P::ProductsRead), ""),
    ("GET", "/seller/jobs/{id}", OfNobodys(P::ProductsRead), ""),
    ("GET", "/seller/jobs/{id}/report.csv", OfNobodys(P::ProductsRead), ""),
    ("POST", "/seller/jobs/{id}/stop", OfNobodys(P::ProductsEdit), ""),
    ("GET", "/seller/balance", Right(P::MoneyRead), ""),
    ("GET", "/seller/payouts", Right(P::MoneyRead), ""),
    ("POST", "/seller/payouts/bank", Right(P::MoneyPayout), "iban=DE89370400440532013000"),
    ("GET", "/seller/fees", Right(P::MoneyRead), ""),
    ("POST", "/seller/fees/payment", OfNobodys(P::FeesPay), ""),
    ("GET", "/seller/fees/return", OfNobodys(P::MoneyRead), ""),
    ("POST", "/seller/fees/plan", OfNobodys(P::FeesPay), ""),
    ("GET", "/seller/invoices", Right(P::MoneyRead), ""),
    ("GET", "/seller/invoices/{id}", OfNobodys(P::MoneyRead), ""),
    ("GET", "/seller/audit", Right(P::AuditRead), ""),
    ("POST", "/seller/audit/export", Right(P::AuditExport), "format=csv"),
    ("GET", "/apply", Nothing, ""),
    ("POST", "/apply", Nothing, ""),
    // Everybody sees their own, and members those of their seller.
    ("GET", "/seller/applications", Nothing, ""),
    ("GET", "/seller/opening", Right(P::ShopEdit), ""),
    ("POST", "/seller/opening", OfNobodys(P::ShopEdit), "do=open"),
    ("GET", "/seller/decor", Right(P::ShopEdit), ""),
    ("POST", "/seller/decor", OfNobodys(P::ShopEdit), "do=publish"),
    ("GET", "/seller/decor/goods", OfNobodys(P::ShopEdit), ""),
    ("POST", "/seller/decor/goods", OfNobodys(P::ShopEdit), "block=0&do=add"),
    ("POST", "/seller/decor/pictures", OfNobodys(P::ShopEdit), "upload"),
    ("POST", "/seller/decor/pictures/{name}/removal", OfNobodys(P::ShopEdit), ""),
    ("GET", "/seller/applications/{id}", OfNobodys(P::PapersRead), ""),
    ("POST", "/seller/applications/{id}", OfNobodys(P::PapersEdit), ""),
    ("POST", "/seller/applications/{id}/papers", OfNobodys(P::PapersEdit), "upload"),
    ("POST", "/seller/applications/{id}/submission", OfNobodys(P::PapersEdit), ""),
    ("POST", "/seller/applications/{id}/answers/{ordinal}", OfNobodys(P::PapersEdit), "text=Yes"),
    ("POST", "/seller/applications/{id}/appeal", OfNobodys(P::PapersEdit), "text=No"),
    ("POST", "/seller/applications/{id}/withdrawal", OfNobodys(P::PapersEdit), ""),
    ("POST", "/seller/applications/{id}/opening", OfNobodys(P::PapersEdit), ""),
    ("POST", "/seller/applications/{id}/closing", OfNobodys(P::PapersEdit), ""),
    ("POST", "/seller/applications/{id}/categories", OfNobodys(P::PapersEdit), ""),
    ("POST", "/seller/applications/{id}/payment", OfNobodys(P::FeesPay), ""),
    ("GET", "/seller/applications/{id}/return", OfNobodys(P::MoneyRead), ""),
    ("POST", "/seller/applications/{id}/trade", OfNobodys(P::PapersEdit), ""),
    ("GET", "/seller/products", Right(P::ProductsRead), ""),
    ("POST", "/seller/products", Right(P::StockEdit), "quantity.{item}=7"),
    ("GET", "/seller/products/new", Right(P::ProductsEdit), ""),
    ("POST", "/seller/products/new", Right(P::ProductsEdit), CUP),
    ("GET", "/seller/products/{id}", Right(P::ProductsRead), ""),
    ("POST", "/seller/products/{id}", Right(P::ProductsEdit), CUP),
    ("GET", "/seller/products/{id}/shops", Right(P::ProductsRead), ""),
    ("POST", "/seller/products/{id}/shops", Right(P::ProductsEdit), ""),
    ("POST", "/seller/products/{id}/pictures", OfNobodys(P::ProductsEdit), "upload"),
    ("POST", "/seller/products/{id}/pictures/{ordinal}/removal", OfNobodys(P::ProductsEdit), ""),
    ("GET", "/seller/tracking", Right(P::OrdersShip), ""),
    ("POST", "/seller/tracking", OfNobodys(P::OrdersShip), "upload"),
    ("GET", "/seller/tracking/template.csv", Right(P::OrdersShip), ""),
    ("GET", "/seller/shop", Right(P::ShopRead), ""),
    ("POST", "/seller/shop", Right(P::ShopEdit), "name=Brume&city=Lyon&story=&handling_days=2"),
    (
        "POST",
        "/seller/shop/zones",
        Right(P::ShopEdit),
        "do=save&name.0=All&countries.0=FR&price.0=4.90&days_min.0=1&days_max.0=2",
    ),
    ("GET", "/seller/import", Right(P::ProductsEdit), ""),
    ("POST", "/seller/import", OfNobodys(P::ProductsEdit), "upload"),
    ("GET", "/seller/reviews", Right(P::OrdersRead), ""),
    ("POST", "/seller/reviews/{id}/answer", OfNobodys(P::ShopSpeak), "answer=Thanks"),
    ("GET", "/seller/assortment", Right(P::ProductsRead), ""),
    ("POST", "/seller/assortment", OfNobodys(P::ProductsEdit), "do=begin"),
    ("GET", "/seller/policy", Right(P::ShopRead), ""),
    ("GET", "/seller/members", Right(P::MembersRead), ""),
    ("POST", "/seller/members", Right(P::MembersManage), "act=invite&email=new%40example.com&role=clerk"),
    ("POST", "/seller/members/departure", Nothing, ""),
];

const CUP: &str = "language=en&title=Cup&category=kitchen%2Fcoffee&tax_class=standard&drawing=cup&hue=235&rows=1\
    &price.0=12.50&quantity.0=9&weight.0=300&sku.0=CUP-1&do=publish&key=rights";

/// The centre of a seller who has sold something.
async fn house(world: &World) -> House<'_> {
    let cast = &world.cast;
    let offer = world.sells(&cast.brume, &cast.brume_shop, "Kettle", 4_800, 9).await;
    world.puts_in_cart(cast.marta, cast.mall.id, offer, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "first").await.orders[0];
    let line = world.order(cast.marta, order).await.lines[0].clone();
    let nobodys = (1_i64 << 40) * domain::BUCKETS + cast.brume.seller.bucket();
    House {
        world,
        routes: seller::routes().with_state(Site::new(world.engine.clone(), Scheme::Http, false)),
        of: (MemberOf::Seller, cast.brume.seller.get()),
        table: ROUTES,
        names: vec![
            ("/seller/orders/{id}", order.to_string()),
            ("/seller/products/{id}", line.product.to_string()),
            ("/seller/stock/{id}", line.stock_item.to_string()),
            ("/seller/invoices/{id}", domain::InvoiceId::from_raw(nobodys).to_string()),
            ("/seller/jobs/{id}", domain::JobId::from_raw(nobodys).to_string()),
            ("/seller/reviews/{id}", domain::ReviewId::from_raw(nobodys).to_string()),
            ("/seller/applications/{id}", domain::ApplicationId::from_raw(nobodys).to_string()),
            ("{suspension}", domain::SuspensionId::from_raw(nobodys).to_string()),
            ("{name}", "0f3a".to_owned()),
            ("{parcel}", domain::ShipmentId::from_raw(nobodys).to_string()),
            ("{request}", domain::RequestId::from_raw(nobodys).to_string()),
            ("{ordinal}", "0".to_owned()),
            ("{order}", order.to_string()),
            ("{item}", line.stock_item.to_string()),
        ],
    }
}

#[test]
fn every_route_of_the_seller_centre_stands_in_the_table() {
    must_be_listed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), ROUTES);
}

both!(each_role_comes_through_the_routes_that_its_rights_open_and_no_others, |world| {
    house(world).await.each_role_tries_each_route().await;
});

both!(who_stands_in_comes_through_what_the_closed_list_opens_and_only_at_that_browser_and_time, |world| {
    let cast = &world.cast;
    house(world).await.who_stands_in_tries_each_route(&cast.olga, cast.brume_shop.id).await;
    let (mut entries, mut before) = (Vec::new(), 0);
    while entries.is_empty() || before > 0 {
        let seen = engine::audit::of_seller(&world.engine, &cast.brume, before).await;
        let seen = seen.expect("Camille reads it");
        entries.extend(seen.entries);
        before = seen.next;
    }
    let asked = |path: &str| {
        let is_it = |entry: &&AuditEntry| entry.deed == Deed::StandInActed && entry.after.contains(path);
        entries.iter().filter(is_it).count()
    };
    assert_eq!((asked("/seller/tracking"), asked("/seller/members")), (2, 2), "each time they stood in");
});

both!(no_sequence_of_acts_and_changed_roles_opens_what_the_role_of_the_moment_lacks, |world| {
    house(world).await.no_sequence_opens_what_a_role_lacks(17).await;
});
