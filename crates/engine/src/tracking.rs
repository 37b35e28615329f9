//! Orders and tracking numbers as files: what a shop's packing table works with.

use domain::Micros;
use domain::OrderId;
use domain::ShopId;
use domain::address::Address;
use domain::order::OrderState;
use domain::permission::Permission;
use gateways::catalogue_file::cells::neutralise;
use money::Money;

use crate::order::{OrderRow, Ship, ShipRefusal, of_shop, ship};
use crate::{Engine, Seen, SellerMember, Stop};

const FILE_BYTES_MAX: usize = 2 << 20;
const LINES_MAX: usize = 5_000;
const EXPORTED_MAX: usize = 10_000;

/// What an uploaded file did.
#[derive(Debug, Clone, Default)]
pub struct TrackingReport {
    pub done: Vec<OrderId>,
    pub problems: Vec<TrackingProblem>,
}

#[derive(Debug, Clone)]
pub struct TrackingProblem {
    pub line: i64,
    /// A refusal's code, or `tracking.…`.
    pub code: String,
    pub value: String,
}

/// Ships orders by a file with the columns order, carrier, tracking (in any order, `,` or `;`). Each line is an act of
/// its own: a bad one does not stop the rest.
pub async fn upload(
    engine: &Engine,
    member: &SellerMember,
    file: Vec<u8>,
    now: Micros,
) -> Seen<TrackingReport> {
    member.may(Permission::OrdersShip)?;
    let mut report = TrackingReport::default();
    let problem = |line: usize, code: &str, value: &str| TrackingProblem {
        line: line as i64,
        code: code.to_owned(),
        value: value.chars().take(60).collect(),
    };
    let text = String::from_utf8_lossy(&file);
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = if text.lines().next().is_some_and(|head| head.contains(';')) { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let (Some(order), Some(tracking)) = (column("order"), column("tracking")) else {
        report.problems.push(problem(
            1,
            "tracking.columns_missing",
            &header.iter().collect::<Vec<_>>().join(", "),
        ));
        return Ok(report);
    };
    if file.len() > FILE_BYTES_MAX {
        report.problems.push(problem(1, "tracking.file_too_large", ""));
        return Ok(report);
    }
    for (at, record) in reader.records().enumerate().take(LINES_MAX) {
        let line = at + 2;
        let Ok(record) = record else {
            report.problems.push(problem(line, "tracking.line_unreadable", ""));
            continue;
        };
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
        let Ok(id) = cell(Some(order)).parse::<OrderId>() else {
            report.problems.push(problem(line, "tracking.not_an_order", &cell(Some(order))));
            continue;
        };
        let form = Ship {
            order: id,
            carrier: cell(column("carrier")),
            tracking: cell(Some(tracking)),
            pieces: Vec::new(),
        };
        match ship(engine, member, form, now).await {
            Ok(_) => report.done.push(id),
            Err(Stop::Refused(refusal)) => {
                report.problems.push(problem(line, &code(&refusal), &id.to_string()))
            }
            Err(Stop::Absent) => {
                report.problems.push(problem(line, "tracking.not_an_order", &id.to_string()))
            }
            Err(Stop::Denied(denied)) => return Err(Stop::Denied(denied)),
            Err(Stop::Problem(fault)) => return Err(Stop::Problem(fault)),
        }
    }
    Ok(report)
}

fn code(refusal: &ShipRefusal) -> String {
    refusal.to_string()
}

/// A shop's orders as CSV, a line each line of an order. Cells that a spreadsheet would run are made harmless.
pub async fn export(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    states: &[OrderState],
) -> Seen<Vec<u8>> {
    member.may(Permission::OrdersRead)?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "order", "placed", "state", "carrier", "tracking", "sku", "title", "options", "quantity", "shipped",
        "amount", "currency", "name", "street", "extra", "postcode", "city", "region", "country", "phone",
        "email",
    ];
    let broken = |error: csv::Error| Stop::fault(format!("writing a CSV: {error}"));
    writer.write_record(head).map_err(broken)?;
    let mut before = None;
    let mut written = 0;
    loop {
        let rows = of_shop(engine, member, shop, states, before).await?;
        let Some(last) = rows.last() else { break };
        before = Some(last.order.id);
        written += rows.len();
        for row in &rows {
            for cells in cells_of(row) {
                writer.write_record(&cells).map_err(broken)?;
            }
        }
        if written >= EXPORTED_MAX {
            break;
        }
    }
    writer.into_inner().map_err(|error| Stop::fault(format!("writing a CSV: {error}")))
}

fn cells_of(row: &OrderRow) -> Vec<Vec<String>> {
    let order = &row.order;
    let to: Address = serde_json::from_str(&order.address).unwrap_or_default();
    let line = |line: &domain::order::OrderLine| {
        let amount = Money::new(line.amount, order.currency).to_plain();
        let cells = [
            order.id.to_string(),
            day_of(order.placed_at),
            order.state.to_string(),
            String::new(),
            String::new(),
            line.sku.clone(),
            line.title.clone(),
            line.options.clone(),
            line.quantity.to_string(),
            line.shipped.to_string(),
            amount,
            order.currency.to_string(),
            to.name.clone(),
            to.street.clone(),
            to.extra.clone(),
            to.postcode.clone(),
            to.city.clone(),
            to.region.clone(),
            to.country.clone(),
            to.phone.clone(),
            order.email.clone(),
        ];
        cells.iter().map(|cell| neutralise(cell).into_owned()).collect()
    };
    row.lines.iter().map(line).collect()
}

fn day_of(at: Micros) -> String {
    gateways::payment::settlement::Day::at(at).to_string()
}
