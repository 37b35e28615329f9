//! No sequence of acts lets a member of an operator do what their role lacks: every route of the console stands in one table
//! with the right that it asks for, and is tried by every role, then by members whose roles change while they work.

use std::path::Path;

use domain::permission::Permission as P;
use domain::seller::MemberOf;
use testkit::rights::Asks::{Nothing, OfNobodys, Right};
use testkit::rights::{House, Line, must_be_listed};
use testkit::{World, both};
use web::{Scheme, Site};

/// Every route of the console.
const ROUTES: &[Line] = &[
    ("GET", "/operator", Right(P::MarketRead), ""),
    ("GET", "/operator/orders", Right(P::MarketRead), ""),
    ("GET", "/operator/orders/{id}", Right(P::MarketRead), ""),
    (
        "POST",
        "/operator/orders/{id}/ruling",
        OfNobodys(P::RefundsRule),
        "request={request}&decision=full&ruling=So",
    ),
    ("GET", "/operator/shops", Right(P::MarketRead), ""),
    ("GET", "/operator/shops/{id}", Right(P::MarketRead), ""),
    ("POST", "/operator/shops/{id}/state", Right(P::ShopsSuspend), "state=closed"),
    (
        "POST",
        "/operator/shops/{id}/suspension",
        Right(P::ShopsSuspend),
        "cause=counterfeit&found=A+seal+that+is+not+theirs",
    ),
    ("GET", "/operator/bulk", OfNobodys(P::ShopsSuspend), ""),
    ("POST", "/operator/bulk", Right(P::ShopsSuspend), "what=lift_suspensions&all=1&key=k"),
    ("POST", "/operator/bulk", OfNobodys(P::PapersJudge), "what=remind_papers&all=1&key=k"),
    ("POST", "/operator/bulk", OfNobodys(P::ApplicationsRule), "what=take_applications&all=1&key=k"),
    (
        "POST",
        "/operator/bulk",
        OfNobodys(P::ApplicationsRule),
        "what=remind_applications&all=1&queue=theirs&key=k",
    ),
    ("GET", "/operator/jobs", Right(P::MarketRead), ""),
    ("GET", "/operator/jobs/{id}", OfNobodys(P::MarketRead), ""),
    ("GET", "/operator/jobs/{id}/report.csv", OfNobodys(P::MarketRead), ""),
    ("POST", "/operator/jobs/{id}/stop", OfNobodys(P::MarketRead), ""),
    (
        "POST",
        "/operator/shops/{id}/stand-in",
        Right(P::SellersActFor),
        "reason=They+asked+by+telephone&minutes=15",
    ),
    // Everybody ends their own.
    ("POST", "/operator/stand-in/end", Nothing, ""),
    ("GET", "/operator/shops/{id}/fees", Right(P::LedgerRead), ""),
    ("POST", "/operator/shops/{id}/deposit", OfNobodys(P::DepositsUse), "amount=5.00&reason=So"),
    ("POST", "/operator/shops/{id}/compensation", OfNobodys(P::DepositsUse), "amount=5.00&reason=So"),
    ("GET", "/operator/invoices", Right(P::LedgerRead), ""),
    ("GET", "/operator/invoices/{id}", OfNobodys(P::LedgerRead), ""),
    ("GET", "/operator/invoices.csv", Right(P::LedgerRead), ""),
    ("POST", "/operator/suspensions/{id}/end", OfNobodys(P::ShopsSuspend), ""),
    ("POST", "/operator/suspensions/{id}/ruling", OfNobodys(P::ShopsSuspend), "ruling=upheld&answer=So"),
    ("GET", "/operator/requests", Right(P::MarketRead), ""),
    ("GET", "/operator/ledger", Right(P::LedgerRead), ""),
    ("GET", "/operator/reconciliation", Right(P::LedgerRead), ""),
    ("GET", "/operator/payouts", Right(P::LedgerRead), ""),
    ("POST", "/operator/payouts", Right(P::PayoutsApprove), "decision=approve&payout={payout}"),
    ("GET", "/operator/policy", Right(P::PolicyRead), ""),
    ("POST", "/operator/policy", OfNobodys(P::PolicyPropose), "step=save"),
    ("POST", "/operator/policy/checklists", Right(P::PolicyRead), "new.kind=maker&new.countries=FR"),
    ("GET", "/operator/policy/checklists/{number}", Right(P::PolicyRead), ""),
    ("POST", "/operator/policy/checklists/{number}", OfNobodys(P::PolicyRead), "do=edit"),
    ("POST", "/operator/policy/{id}/decision", OfNobodys(P::PolicyApprove), "decision=approve&reason="),
    ("GET", "/operator/members", Right(P::MembersRead), ""),
    ("POST", "/operator/members", Right(P::MembersManage), "act=invite&email=new%40example.com&role=auditor"),
    ("POST", "/operator/members/departure", Nothing, ""),
    ("GET", "/operator/audit", Right(P::AuditRead), ""),
    ("POST", "/operator/audit/export", Right(P::AuditExport), "format=csv"),
    ("GET", "/operator/doctor", Right(P::LedgerRead), ""),
    ("POST", "/operator/doctor", Right(P::LedgerRead), ""),
    ("GET", "/operator/applications", Right(P::ApplicationsRead), ""),
    ("GET", "/operator/applications/{id}", OfNobodys(P::ApplicationsRead), ""),
    ("POST", "/operator/applications/{id}/review", OfNobodys(P::ApplicationsRule), ""),
    (
        "POST",
        "/operator/applications/{id}/verdicts",
        OfNobodys(P::PapersJudge),
        "paper={paper}&verdict=accepted",
    ),
    ("POST", "/operator/applications/{id}/clearance", OfNobodys(P::PapersJudge), "check={paper}"),
    ("POST", "/operator/applications/{id}/questions", OfNobodys(P::ApplicationsRule), "question=Why"),
    ("POST", "/operator/applications/{id}/reminder", OfNobodys(P::ApplicationsRule), "about=all"),
    ("POST", "/operator/applications/{id}/reminder", OfNobodys(P::PapersJudge), "about=identity"),
    ("POST", "/operator/applications/{id}/score", OfNobodys(P::ApplicationsRule), "score=9"),
    ("POST", "/operator/applications/{id}/decision", OfNobodys(P::ApplicationsRule), "decision=pass"),
    ("POST", "/operator/applications/{id}/ruling", OfNobodys(P::ApplicationsRule), "granted=yes&ruling=So"),
    ("GET", "/operator/papers", Right(P::ApplicationsRead), ""),
    ("GET", "/operator/papers/{id}/file", OfNobodys(P::PapersRead), ""),
    ("GET", "/operator/invitations", Right(P::ApplicationsRead), ""),
    ("POST", "/operator/invitations", Right(P::ApplicationsRule), "note=Potters&uses=3&days=9"),
    ("GET", "/operator/reviews", Right(P::MarketRead), ""),
    ("GET", "/operator/reviews/{id}", OfNobodys(P::MarketRead), ""),
    ("POST", "/operator/reviews/{id}/judgement", OfNobodys(P::ReviewsJudge), "decision=keep"),
];

/// The console of an operator on whose market something was sold.
async fn house(world: &World) -> House<'_> {
    let cast = &world.cast;
    let offer = world.sells(&cast.brume, &cast.brume_shop, "Kettle", 4_800, 9).await;
    world.puts_in_cart(cast.marta, cast.mall.id, offer, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "first").await.orders[0];
    let nobodys = (1_i64 << 40) * domain::BUCKETS + cast.brume.seller.bucket();
    House {
        world,
        routes: operator::routes().with_state(Site::new(world.engine.clone(), Scheme::Http, false)),
        of: (MemberOf::Operator, cast.olga.operator.get()),
        table: ROUTES,
        names: vec![
            ("/operator/orders/{id}", order.to_string()),
            ("/operator/shops/{id}", cast.brume_shop.id.to_string()),
            ("/operator/suspensions/{id}", domain::SuspensionId::from_raw(nobodys).to_string()),
            ("/operator/policy/{id}", domain::ProposalId::from_raw(nobodys).to_string()),
            ("/operator/policy/checklists/{number}", "1".to_owned()),
            ("/operator/applications/{id}", domain::ApplicationId::from_raw(nobodys).to_string()),
            ("/operator/papers/{id}", domain::PaperId::from_raw(nobodys).to_string()),
            ("/operator/reviews/{id}", domain::ReviewId::from_raw(nobodys).to_string()),
            ("/operator/jobs/{id}", domain::JobId::from_raw(nobodys).to_string()),
            ("{request}", domain::RequestId::from_raw(nobodys).to_string()),
            ("{payout}", domain::PayoutId::from_raw(nobodys).to_string()),
            ("{paper}", domain::PaperId::from_raw(nobodys).to_string()),
        ],
    }
}

#[test]
fn every_route_of_the_console_stands_in_the_table() {
    must_be_listed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), ROUTES);
}

both!(each_role_comes_through_the_routes_that_its_rights_open_and_no_others, |world| {
    house(world).await.each_role_tries_each_route().await;
});

both!(no_sequence_of_acts_and_changed_roles_opens_what_the_role_of_the_moment_lacks, |world| {
    house(world).await.no_sequence_opens_what_a_role_lacks(29).await;
});
