//! What leaves the house: entries with their hashes and the signed ends of their chains, so that somebody else can check
//! them without us. That something was taken out is itself written down.

use domain::Micros;
use domain::audit::{About, AuditEntry, AuditHead, Deed, FIELDS};
use domain::permission::Permission;
use gateways::catalogue_file::cells::neutralise;
use serde_json::json;
use store::audit::Wanted;

use crate::{Engine, OperatorMember, Seen, SellerMember, Stop};

/// Entries of one export.
const EXPORTED_MAX: i64 = 20_000;

/// What was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// In the order of their chains.
    pub entries: Vec<AuditEntry>,
    pub heads: Vec<AuditHead>,
}

/// Everything that an operator looks for with its hashes, in the order of the chains, and the signed ends: so that somebody
/// else can check it. That it was taken out is itself written down.
pub async fn export(engine: &Engine, member: &OperatorMember, wanted: Wanted, now: Micros) -> Seen<Taken> {
    member.may(Permission::AuditExport)?;
    let (operator, looked_for) = (member.operator, wanted.clone());
    let found = engine
        .heavy(move |tx| {
            let listed = store::audit::list(tx, operator, &wanted, EXPORTED_MAX)?;
            let entries = store::audit::entries(tx, &listed)?;
            let mut buckets: Vec<i64> = entries.iter().map(|entry| entry.id.bucket()).collect();
            buckets.dedup();
            let heads = store::audit::last_heads(tx, buckets)?;
            Ok(Taken { entries, heads })
        })
        .await?;
    let (doer, count) = (member.doer(), found.entries.len());
    let what = json!({ "entries": count, "deed": looked_for.deed, "subject": looked_for.subject });
    engine
        .act(now, move |act| {
            let about = About::Operator(operator);
            act.audit(&doer, Deed::AuditExported, about, operator, (json!(null), what.clone()));
            Ok(())
        })
        .await?;
    Ok(found)
}

/// Everything about a seller, for its own people; otherwise as `export`.
pub async fn export_of_seller(engine: &Engine, member: &SellerMember, now: Micros) -> Seen<Taken> {
    member.may(Permission::AuditExport)?;
    let (about, doer) = (About::Seller(member.seller), member.doer());
    let found = engine
        .heavy(move |tx| {
            let of = about.to_string();
            let mut entries = store::audit::of_one(tx, (about.bucket(), &of), i64::MAX, EXPORTED_MAX)?;
            entries.reverse();
            Ok(Taken { entries, heads: store::audit::last_heads(tx, vec![about.bucket()])? })
        })
        .await?;
    let count = found.entries.len();
    engine
        .act(now, move |act| {
            let what = (json!(null), json!({ "entries": count }));
            act.audit(&doer, Deed::AuditExported, about, about, what);
            Ok(())
        })
        .await?;
    Ok(found)
}

/// A line of JSON for each entry, then one for each signed end.
pub fn as_lines(taken: &Taken) -> Vec<u8> {
    let entries = taken.entries.iter().map(AuditEntry::line);
    let lines = entries.chain(taken.heads.iter().map(AuditHead::line));
    lines.map(|line| line + "\n").collect::<String>().into_bytes()
}

/// A table for people; the signed ends are only in the lines of JSON. What a spreadsheet would run is made harmless, so that
/// it can be taken back when the table is checked.
pub fn as_csv(taken: &Taken) -> Seen<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let fault = |error: csv::Error| Stop::fault(format!("writing an export: {error}"));
    writer.write_record(FIELDS).map_err(fault)?;
    for entry in &taken.entries {
        writer.write_record(entry.fields().map(|cell| neutralise(&cell).into_owned())).map_err(fault)?;
    }
    writer.into_inner().map_err(|error| Stop::fault(format!("writing an export: {error}")))
}
