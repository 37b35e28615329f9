//! The picture of a product or shop: a drawing in a hue, or a photograph in four widths.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::assets;

/// The widths in pixels that a photograph is kept in.
pub const WIDTHS: [u32; 4] = [160, 320, 640, 1280];
/// Hues are classes five degrees apart.
const HUE_STEP: u16 = 5;

/// What is shown in a tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// One of our drawings; the hue in degrees.
    Drawing { name: String, hue: u16 },
    /// A photograph: the address without its width (`/pictures/pic_8x2`, kept as `/pictures/pic_8x2/640`).
    Photo { address: String, alt: String, hue: u16 },
}

impl Default for Picture {
    fn default() -> Self {
        Self::Drawing { name: "bag".to_owned(), hue: 45 }
    }
}

impl Picture {
    pub fn drawing(name: &str, hue: u16) -> Self {
        debug_assert!(Self::is_drawing(name), "no drawing is called {name:?}");
        Self::Drawing { name: name.to_owned(), hue }
    }

    /// Whether we have a drawing of that name; what comes from a database may be older than the drawings.
    pub fn is_drawing(name: &str) -> bool {
        assets::PICTURES.contains(&format!("<symbol id=\"{name}\""))
    }

    pub fn photo(address: impl Into<String>, alt: impl Into<String>) -> Self {
        Self::Photo { address: address.into(), alt: alt.into(), hue: 60 }
    }

    /// The class of the tile's hue, `h235`.
    pub fn hue(&self) -> String {
        let (Self::Drawing { hue, .. } | Self::Photo { hue, .. }) = self;
        format!("h{}", hue % 360 / HUE_STEP * HUE_STEP)
    }
}

/// A tile. `class` adds to `pic` (`mini`, `round`, or nothing); `sizes` is the width it takes on the page (`11rem`, `50vw`).
pub fn picture<'a>(picture: &'a Picture, class: &'a str, sizes: &'a str) -> Tile<'a> {
    Tile { picture, class, sizes }
}

#[derive(Debug, Clone, Copy)]
pub struct Tile<'a> {
    picture: &'a Picture,
    class: &'a str,
    sizes: &'a str,
}

// Every value that is not ours passes through `Quoted`.
impl HtmlSafe for Tile<'_> {}

impl fmt::Display for Tile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gap = if self.class.is_empty() { "" } else { " " };
        write!(f, r#"<div class="pic{gap}{} {}">"#, Quoted(self.class), self.picture.hue())?;
        match self.picture {
            Picture::Drawing { name, .. } => {
                let name = if Picture::is_drawing(name) { name } else { "bag" };
                let sprite = assets::pictures();
                write!(
                    f,
                    r##"<svg viewBox="0 0 64 64" aria-hidden="true"><use href="{sprite}#{name}"/></svg>"##
                )?;
            }
            Picture::Photo { address, alt, .. } => {
                write!(f, r#"<img src="{}/640.jpg" srcset=""#, Quoted(address))?;
                for (at, width) in WIDTHS.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    write!(f, "{comma}{}/{width}.jpg {width}w", Quoted(address))?;
                }
                let (sizes, alt) = (Quoted(self.sizes), Quoted(alt));
                write!(f, r#"" sizes="{sizes}" alt="{alt}" loading="lazy" decoding="async">"#)?;
            }
        }
        f.write_str("</div>")
    }
}

/// Text within an attribute in double quotes.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&#38;")?,
                '<' => f.write_str("&#60;")?,
                '>' => f.write_str("&#62;")?,
                '"' => f.write_str("&#34;")?,
                _ => fmt::Write::write_char(f, c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_takes_the_nearest_hue_below() {
        let html = picture(&Picture::drawing("cup", 238), "mini", "").to_string();
        assert!(html.starts_with(r#"<div class="pic mini h235"><svg"#), "{html}");
        assert_eq!(Picture::drawing("cup", 725).hue(), "h5");
    }

    #[test]
    fn an_unknown_drawing_becomes_a_bag() {
        let old = Picture::Drawing { name: "\"><script>".to_owned(), hue: 0 };
        assert!(picture(&old, "", "").to_string().contains("#bag\""));
    }

    #[test]
    fn what_strangers_wrote_stays_text() {
        let photo = Picture::photo("/pictures/x", "a \"b\" <c> & d");
        let html = picture(&photo, "", "11rem").to_string();
        assert!(html.contains(r#"alt="a &#34;b&#34; &#60;c&#62; &#38; d""#), "{html}");
        assert!(html.contains("/pictures/x/160.jpg 160w, /pictures/x/320.jpg 320w"), "{html}");
    }
}
