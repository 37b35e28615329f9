//! Files that people send: read within limits, each refusal with its own code.

use crate::Form;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::Method;

/// All files of one request together.
pub const BYTES_MAX: usize = 20 * 1024 * 1024;
/// What the form's own fields and the borders between files may add to that.
pub const BODY_BYTES_MAX: usize = BYTES_MAX + 64 * 1024;
pub const FILES_MAX: usize = 10;
const NAME_LETTERS_MAX: usize = 200;
/// One paper with its form; the engine's own limit for the file is lower.
pub const PAPER_BODY_BYTES_MAX: usize = 12 * 1024 * 1024;
/// A review with its pictures.
pub const REVIEW_BODY_BYTES_MAX: usize = 24 * 1024 * 1024;
/// Where a boutique's archive is sent: larger than all else, and taken piece by piece as it arrives.
pub const ARCHIVE_PATH: &str = "/seller/import";
/// What a form may add to the file in it.
pub const FORM_AROUND_BYTES: u64 = 64 * 1024;
pub const ARCHIVE_BODY_BYTES_MAX: u64 = engine::boutique::ARCHIVE_BYTES_MAX + FORM_AROUND_BYTES;
/// So much of what was refused is read nevertheless: a browser that still sends may not see the answer otherwise.
const REFUSED_BYTES_READ: usize = 32 * 1024 * 1024;
/// A review's text is the longest that comes beside files.
const TEXT_BYTES_MAX: usize = 20 * 1024;
/// Texts beside a paper.
const FIELDS_MAX: usize = 8;
/// Texts beside the files of any other form.
const TEXTS_MAX: usize = 40;
const FIELD_BYTES_MAX: usize = 1_000;

pub const CODES: [&str; 4] =
    ["upload.no_file", "upload.too_large", "upload.too_many_files", "upload.unreadable"];

/// Why files were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UploadRefusal {
    #[error("upload.no_file")]
    NoFile,
    #[error("upload.too_large")]
    TooLarge,
    #[error("upload.too_many_files")]
    TooManyFiles,
    #[error("upload.unreadable")]
    Unreadable,
}

impl UploadRefusal {
    pub fn code(self) -> &'static str {
        let [no_file, too_large, too_many, unreadable] = CODES;
        match self {
            Self::NoFile => no_file,
            Self::TooLarge => too_large,
            Self::TooManyFiles => too_many,
            Self::Unreadable => unreadable,
        }
    }
}

impl From<MultipartError> for UploadRefusal {
    fn from(error: MultipartError) -> Self {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Self::TooLarge
        } else {
            Self::Unreadable
        }
    }
}

/// The files of that field with their names; at least one. A file input left empty sends a file without name and content.
pub async fn files(mut form: Multipart, field: &str) -> Result<Vec<(String, Vec<u8>)>, UploadRefusal> {
    let mut files = Vec::new();
    let mut bytes_left = BYTES_MAX;
    while let Some(part) = form.next_field().await? {
        if part.name() != Some(field) {
            continue;
        }
        let name: String = part.file_name().unwrap_or_default().chars().take(NAME_LETTERS_MAX).collect();
        let bytes = part.bytes().await?;
        if bytes.is_empty() {
            continue;
        }
        if files.len() == FILES_MAX {
            return Err(UploadRefusal::TooManyFiles);
        }
        bytes_left = bytes_left.checked_sub(bytes.len()).ok_or(UploadRefusal::TooLarge)?;
        files.push((name, bytes.to_vec()));
    }
    if files.is_empty() { Err(UploadRefusal::NoFile) } else { Ok(files) }
}

/// The texts of a form, and the files of one of its fields; there may be none.
pub async fn sent(mut form: Multipart, field: &str) -> Result<(Form, Vec<(String, Vec<u8>)>), UploadRefusal> {
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = form.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == field {
            let file: String = part.file_name().unwrap_or_default().chars().take(NAME_LETTERS_MAX).collect();
            let bytes = part.bytes().await?;
            match bytes.is_empty() {
                true => {}
                false if files.len() == FILES_MAX => return Err(UploadRefusal::TooManyFiles),
                false => files.push((file, bytes.to_vec())),
            }
            continue;
        }
        let bytes = part.bytes().await?;
        let text = std::str::from_utf8(&bytes).map_err(|_| UploadRefusal::Unreadable)?;
        if fields.len() == TEXTS_MAX || text.len() > TEXT_BYTES_MAX || text.contains('\0') {
            return Err(UploadRefusal::Unreadable);
        }
        fields.push((name, text.to_owned()));
    }
    let pairs = fields.iter().map(|(name, text)| (name.as_str(), text.clone()));
    Ok((Form::filled(pairs), files))
}

/// Whether a request brings a boutique's archive.
pub fn is_archive(method: &Method, path: &str) -> bool {
    method == Method::POST && path == ARCHIVE_PATH
}

/// The text of a field, of which no more is read than a field may hold.
pub async fn text(mut field: Field<'_>) -> Result<String, UploadRefusal> {
    let mut bytes = Vec::new();
    while let Some(some) = field.chunk().await? {
        bytes.extend_from_slice(&some);
        if bytes.len() > FIELD_BYTES_MAX {
            return Err(UploadRefusal::Unreadable);
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| UploadRefusal::Unreadable)?;
    if text.contains('\0') { Err(UploadRefusal::Unreadable) } else { Ok(text) }
}

/// Reads a little on of what was refused, and forgets it.
pub async fn read_on(mut form: Multipart) {
    let mut left = REFUSED_BYTES_READ;
    while let Ok(Some(mut field)) = form.next_field().await {
        while let Ok(Some(some)) = field.chunk().await {
            let Some(less) = left.checked_sub(some.len()) else { return };
            left = less;
        }
    }
}

/// One file, `file`, with the texts beside it. Its name comes as it was sent, for the engine to judge.
pub async fn paper(mut form: Multipart) -> Result<(Form, (String, Vec<u8>)), UploadRefusal> {
    let (mut fields, mut file) = (Vec::new(), None);
    while let Some(part) = form.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            let file_name = part.file_name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await?;
            if !bytes.is_empty() && file.replace((file_name, bytes.to_vec())).is_some() {
                return Err(UploadRefusal::TooManyFiles);
            }
            continue;
        }
        let bytes = part.bytes().await?;
        let text = std::str::from_utf8(&bytes).map_err(|_| UploadRefusal::Unreadable)?;
        if fields.len() == FIELDS_MAX || text.len() > FIELD_BYTES_MAX || text.contains('\0') {
            return Err(UploadRefusal::Unreadable);
        }
        fields.push((name, text.to_owned()));
    }
    let pairs = fields.iter().map(|(name, text)| (name.as_str(), text.clone()));
    let file = file.ok_or(UploadRefusal::NoFile)?;
    Ok((Form::filled(pairs), file))
}
