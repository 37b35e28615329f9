//! Files that a seller sends: read within limits, each refusal with its own code.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;

/// All files of one request together.
pub const BYTES_MAX: usize = 20 * 1024 * 1024;
/// What the form's own fields and the borders between files may add to that.
pub const BODY_BYTES_MAX: usize = BYTES_MAX + 64 * 1024;
pub const FILES_MAX: usize = 10;
const NAME_LETTERS_MAX: usize = 200;

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
