//! Pictures of products: from whatever a seller sends to a few clean JPEGs. The type is told by content, never by name;
//! metadata (places, cameras, names) never survives; nothing is enlarged.

pub mod fetch;
mod original;
mod shelf;

use std::io::Cursor;

use data_encoding::HEXLOWER;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, RgbImage, RgbaImage};
use sha2::{Digest, Sha256};

pub use self::original::OriginalName;
pub use self::shelf::Shelf;

/// Widths that pages ask for. A narrower picture is kept at its own width instead of the next one.
pub const WIDTHS: [u32; 4] = [160, 320, 640, 1280];
const QUALITY_PERCENT: u8 = 82;
/// An original is averaged down to so many times the widest size, and filtered from there.
const FILTERED_TIMES: u32 = 2;
const FORMATS: [ImageFormat; 4] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif];

/// What a picture may cost us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureLimits {
    pub bytes_max: usize,
    pub pixels_max: u64,
    pub side_pixels_max: u32,
    /// What the decoder may allocate, in bytes.
    pub decoder_bytes_max: u64,
}

impl Default for PictureLimits {
    /// 15 MB, 50 megapixels, 12 000 pixels a side; 50 megapixels with alpha take 200 MB.
    fn default() -> Self {
        Self {
            bytes_max: 15 << 20,
            pixels_max: 50_000_000,
            side_pixels_max: 12_000,
            decoder_bytes_max: 256 << 20,
        }
    }
}

/// A picture in all its sizes, narrowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub name: PictureName,
    pub sizes: Vec<PictureSize>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct PictureSize {
    pub width: u32,
    pub height: u32,
    pub jpeg: Vec<u8>,
}

impl std::fmt::Debug for PictureSize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PictureSize({} × {}, {} bytes)", self.width, self.height, self.jpeg.len())
    }
}

/// 32 hexadecimal digits: the first half of the SHA-256 of the original bytes. The same picture has the same name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PictureName(String);

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureRefusal {
    #[error("the file is too large")]
    TooLarge,
    #[error("the picture has too many pixels")]
    TooManyPixels,
    #[error("the file is not a JPEG, PNG, WebP or GIF picture")]
    UnknownType,
    #[error("the picture is damaged")]
    Damaged,
}

impl PictureRefusal {
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "picture.too_large",
            Self::TooManyPixels => "picture.too_many_pixels",
            Self::UnknownType => "picture.unknown_type",
            Self::Damaged => "picture.damaged",
        }
    }
}

impl PictureName {
    pub fn of(original: &[u8]) -> Self {
        Self(HEXLOWER.encode(&Sha256::digest(original)[..16]))
    }

    /// Reads a name out of an address; anything but 32 lower-case hexadecimal digits is none.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 32 && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Judges a file by its size, its type and its header, without decoding it. What passes may still be damaged further on.
pub fn look(original: &[u8], limits: PictureLimits) -> Result<PictureName, PictureRefusal> {
    opened(original, limits).map(|_| PictureName::of(original))
}

/// Turns a file into JPEGs of the usual widths.
pub fn prepare(original: &[u8], limits: PictureLimits) -> Result<Prepared, PictureRefusal> {
    let picture = flatten(decode(opened(original, limits)?)?);
    let widths = widths_for(picture.width());
    let sizes = resize(picture, &widths)?;
    Ok(Prepared { name: PictureName::of(original), sizes })
}

/// The header is judged before anything is decoded: a bomb is a small file that claims to be huge.
fn opened(original: &[u8], limits: PictureLimits) -> Result<impl ImageDecoder, PictureRefusal> {
    if original.len() > limits.bytes_max {
        return Err(PictureRefusal::TooLarge);
    }
    let format = image::guess_format(original).map_err(|_| PictureRefusal::UnknownType)?;
    if !FORMATS.contains(&format) {
        return Err(PictureRefusal::UnknownType);
    }
    let mut reader = ImageReader::with_format(Cursor::new(original), format);
    let mut allowed = image::Limits::default();
    allowed.max_alloc = Some(limits.decoder_bytes_max);
    reader.limits(allowed);
    let decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureRefusal::Damaged);
    }
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > limits.side_pixels_max || pixels > limits.pixels_max {
        return Err(PictureRefusal::TooManyPixels);
    }
    Ok(decoder)
}

fn decode(mut decoder: impl ImageDecoder) -> Result<DynamicImage, PictureRefusal> {
    // Broken metadata is no reason to refuse a picture; it is then shown as it lies.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn refusal(error: image::ImageError) -> PictureRefusal {
    match error {
        image::ImageError::Limits(_) => PictureRefusal::TooManyPixels,
        _ => PictureRefusal::Damaged,
    }
}

/// JPEG knows no transparency: what shows through is white, as the paper of a catalogue.
fn flatten(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let with_alpha: RgbaImage = picture.into_rgba8();
    let on_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).expect("a mean of bytes is a byte")
    };
    let mut flat = RgbImage::new(with_alpha.width(), with_alpha.height());
    for (pixel, source) in flat.pixels_mut().zip(with_alpha.pixels()) {
        let [red, green, blue, alpha] = source.0;
        pixel.0 = [on_white(red, alpha), on_white(green, alpha), on_white(blue, alpha)];
    }
    flat
}

/// The usual widths that the picture exceeds, then the next one or its own, whichever is smaller.
fn widths_for(width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.iter().copied().filter(|usual| *usual < width).collect();
    if widths.len() < WIDTHS.len() {
        widths.push(width);
    }
    widths
}

/// From the widest to the narrowest, each made of the one before. A large original becomes smaller by plain means first:
/// the careful filter takes sixteen bytes for each pixel that it looks at.
fn resize(picture: RgbImage, widths: &[u32]) -> Result<Vec<PictureSize>, PictureRefusal> {
    let (full_width, full_height) = picture.dimensions();
    let widest = widths.last().map_or(full_width, |width| width * FILTERED_TIMES);
    let mut source = match full_width > widest {
        true => imageops::thumbnail(&picture, widest, scaled(full_height, widest, full_width)),
        false => picture,
    };
    let mut sizes = Vec::with_capacity(widths.len());
    for &width in widths.iter().rev() {
        let height = scaled(full_height, width, full_width);
        if source.dimensions() != (width, height) {
            source = imageops::resize(&source, width, height, FilterType::CatmullRom);
        }
        sizes.push(PictureSize { width, height, jpeg: encode(&source, width, height)? });
    }
    sizes.reverse();
    Ok(sizes)
}

/// Rounded, and never nothing: a very wide picture keeps one row.
fn scaled(height: u32, width: u32, full_width: u32) -> u32 {
    let exact = u64::from(height) * u64::from(width);
    let rounded = (exact + u64::from(full_width) / 2) / u64::from(full_width);
    u32::try_from(rounded).expect("a picture is never enlarged").max(1)
}

fn encode(rgb: &[u8], width: u32, height: u32) -> Result<Vec<u8>, PictureRefusal> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY_PERCENT);
    image::ImageEncoder::write_image(encoder, rgb, width, height, ExtendedColorType::Rgb8)
        .map_err(refusal)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests;
