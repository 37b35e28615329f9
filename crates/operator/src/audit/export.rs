//! Takes out what was looked for, as CSV or as JSON lines with the signed ends.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use engine::audit::Wanted;
use web::actor::OperatorDesk;
use web::{Failure, Form, FormData};

use super::{person, wanted};
use crate::place::{Place, Section};

pub(crate) async fn export(desk: OperatorDesk, data: FormData) -> Result<Response, Failure> {
    let (_, place) = Place::at(&desk, Section::Audit);
    let mut form = Form::new(data);
    let format = form.choice("format", &["csv", "jsonl"]).ok_or(Failure::NotFound)?;
    let person = person(&desk, &mut form).await?;
    let wanted = Wanted { person, ..wanted(&mut form, place.offset_minutes) };
    let (engine, now) = (&desk.site.engine, desk.now());
    let taken = engine::audit::export(engine, &desk.member, wanted, now).await?;
    let (kind, bytes) = match format {
        "csv" => ("text/csv; charset=utf-8", engine::audit::as_csv(&taken)?),
        _ => ("application/jsonl; charset=utf-8", engine::audit::as_lines(&taken)),
    };
    let name = format!("attachment; filename=\"audit.{format}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}
