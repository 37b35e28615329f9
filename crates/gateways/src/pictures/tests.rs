//! What becomes of the pictures that sellers send, and of those that are none.

use super::*;
use image::{Rgb, Rgba};

const RED: Rgb<u8> = Rgb([220, 20, 20]);
const BLUE: Rgb<u8> = Rgb([20, 20, 220]);

/// Left half red, right half blue.
fn two_halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE }).into()
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn prepared(bytes: &[u8]) -> Prepared {
    prepare(bytes, PictureLimits::default()).unwrap()
}

fn refused(bytes: &[u8]) -> PictureRefusal {
    prepare(bytes, PictureLimits::default()).unwrap_err()
}

fn pixel(size: &PictureSize, x: u32, y: u32) -> [u8; 3] {
    image::load_from_memory(&size.jpeg).unwrap().to_rgb8().get_pixel(x, y).0
}

fn is_near(seen: [u8; 3], wanted: [u8; 3]) -> bool {
    seen.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) < 12)
}

/// A JPEG with an EXIF block that says how the camera was held, and where it was.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    tiff[19] = orientation;
    tiff.extend_from_slice(b"48.8583N 2.2945E");
    let mut block = b"Exif\0\0".to_vec();
    block.extend_from_slice(&tiff);
    let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, &block, &jpeg[2..]].concat()
}

/// A PNG that claims these dimensions and holds next to nothing.
fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let mut png = file(&two_halves(2, 2), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&checksum.to_be_bytes());
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    })
}

#[test]
fn all_four_types_become_jpegs_of_the_usual_widths() {
    for format in FORMATS {
        let sizes = prepared(&file(&two_halves(1400, 70), format)).sizes;
        let dimensions: Vec<(u32, u32)> = sizes.iter().map(|size| (size.width, size.height)).collect();
        assert_eq!(dimensions, [(160, 8), (320, 16), (640, 32), (1280, 64)], "{format:?}");
        for size in &sizes {
            assert_eq!(image::guess_format(&size.jpeg).unwrap(), ImageFormat::Jpeg);
            assert!(is_near(pixel(size, size.width / 4, size.height / 2), RED.0), "{format:?}");
        }
    }
}

#[test]
fn nothing_is_enlarged() {
    let table: [(u32, &[u32]); 7] = [
        (1, &[1]),
        (160, &[160]),
        (161, &[160, 161]),
        (500, &[160, 320, 500]),
        (1280, &[160, 320, 640, 1280]),
        (1281, &WIDTHS),
        (12_000, &WIDTHS),
    ];
    for (width, widths) in table {
        assert_eq!(widths_for(width), widths, "{width}");
    }
    let dot = prepared(&file(&two_halves(1, 1), ImageFormat::Png));
    assert_eq!((dot.sizes[0].width, dot.sizes[0].height, dot.sizes.len()), (1, 1, 1));
    let line = prepared(&file(&two_halves(2_000, 1), ImageFormat::Png));
    assert_eq!((line.sizes[0].width, line.sizes[0].height), (160, 1));
}

#[test]
fn the_picture_stands_as_the_camera_was_held_and_tells_nothing_else() {
    let jpeg = file(&two_halves(64, 32), ImageFormat::Jpeg);
    // (EXIF orientation, size as shown, where red is then)
    let table =
        [(1, (64, 32), (8, 16)), (3, (64, 32), (56, 16)), (6, (32, 64), (16, 8)), (8, (32, 64), (16, 56))];
    for (orientation, dimensions, red_at) in table {
        let turned = prepared(&with_exif(&jpeg, orientation));
        let size = turned.sizes.last().unwrap();
        assert_eq!((size.width, size.height), dimensions, "orientation {orientation}");
        assert!(is_near(pixel(size, red_at.0, red_at.1), RED.0), "orientation {orientation}");
        let text = String::from_utf8_lossy(&size.jpeg);
        assert!(!text.contains("48.8583N") && !text.contains("Exif"), "orientation {orientation}");
    }
}

#[test]
fn what_is_transparent_becomes_white() {
    let glass = |alpha| DynamicImage::from(RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, alpha])));
    for (alpha, shown) in [(0, 255), (128, 127), (255, 0)] {
        let sizes = prepared(&file(&glass(alpha), ImageFormat::Png)).sizes;
        assert!(is_near(pixel(&sizes[0], 8, 8), [shown; 3]), "alpha {alpha}");
    }
}

#[test]
fn a_file_that_claims_to_be_huge_is_refused_before_it_is_decoded() {
    for (width, height) in
        [(12_001, 1), (1, 12_001), (10_000, 5_001), (2_000_000_000, 2_000_000_000), (65_535, 65_535)]
    {
        assert_eq!(
            refused(&png_claiming(width, height)),
            PictureRefusal::TooManyPixels,
            "{width} × {height}"
        );
    }
    let tight = PictureLimits { decoder_bytes_max: 1_000, ..PictureLimits::default() };
    let picture = file(&two_halves(400, 400), ImageFormat::Png);
    assert_eq!(prepare(&picture, tight), Err(PictureRefusal::TooManyPixels));
    let short = PictureLimits { bytes_max: picture.len() - 1, ..PictureLimits::default() };
    assert_eq!(prepare(&picture, short), Err(PictureRefusal::TooLarge));
}

#[test]
fn a_look_refuses_what_the_header_tells_and_leaves_the_rest_to_the_worker() {
    let whole = file(&two_halves(120, 80), ImageFormat::Png);
    let seen = |bytes: &[u8]| look(bytes, PictureLimits::default());
    assert_eq!(seen(&whole), Ok(PictureName::of(&whole)));
    assert_eq!(seen(&whole[..12]), Err(PictureRefusal::Damaged), "the header itself is cut");
    assert_eq!(seen(b"%PDF-1.7"), Err(PictureRefusal::UnknownType));
    assert_eq!(seen(&png_claiming(12_001, 1)), Err(PictureRefusal::TooManyPixels));
    let short = PictureLimits { bytes_max: whole.len() - 1, ..PictureLimits::default() };
    assert_eq!(look(&whole, short), Err(PictureRefusal::TooLarge));
    let cut = &whole[..whole.len() / 2];
    assert!(seen(cut).is_ok() && refused(cut) == PictureRefusal::Damaged);
}

#[test]
fn the_type_is_told_by_content_and_what_is_no_picture_is_refused() {
    let table: [(&str, &[u8]); 6] = [
        ("nothing", b""),
        ("SVG", br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#),
        ("HTML named .jpg", b"<!doctype html><script>alert(1)</script>"),
        ("BMP", b"BM\x1a\0\0\0\0\0\0\0\x1a\0\0\0"),
        ("PDF", b"%PDF-1.7"),
        ("AVIF", b"\0\0\0\x20ftypavif\0\0\0\0"),
    ];
    for (what, bytes) in table {
        assert_eq!(refused(bytes), PictureRefusal::UnknownType, "{what}");
    }
}

#[test]
fn a_truncated_or_damaged_file_is_refused_without_a_panic() {
    for format in FORMATS {
        let whole = file(&two_halves(120, 80), format);
        for kept in [4, 12, 20, whole.len() / 3] {
            let cut = prepare(&whole[..kept], PictureLimits::default());
            // A JPEG decoder shows what arrived; every other case is a refusal.
            assert!(cut.is_err() || (format == ImageFormat::Jpeg && kept > 20), "{format:?} cut at {kept}");
        }
        for at in (8..whole.len()).step_by(whole.len() / 40 + 1) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xff;
            let _ = prepare(&damaged, PictureLimits::default());
        }
    }
}

#[test]
fn the_name_follows_from_the_original_bytes() {
    let bytes = file(&two_halves(20, 20), ImageFormat::Png);
    assert_eq!(prepared(&bytes).name, prepared(&bytes).name);
    assert_eq!(PictureName::of(b"").as_str(), "e3b0c44298fc1c149afbf4c8996fb924");
    for text in [
        "",
        "e3b0c44298fc1c149afbf4c8996fb92",
        "E3B0C44298FC1C149AFBF4C8996FB924",
        "../../../../../../../../etc/passw",
    ] {
        assert_eq!(PictureName::parse(text), None, "{text}");
    }
}
