//! A shop's own colours, corners and letters: a handful of values from which light and dark pages are made. A theme that
//! can't be read is refused, with the contrast that it has.

use super::colour::{BLACK, Colour, WHITE};

codes! {
    /// How round corners are.
    pub enum Corners { Square = "square", Soft = "soft", Round = "round" }
}

codes! {
    /// Which letters stand in headings and in text.
    pub enum Fonts { House = "house", Book = "book", Plain = "plain", Typewriter = "typewriter" }
}

/// Text is read from 4.5:1 on (WCAG 2.2, 1.4.3), in hundredths.
pub const READ_FROM: i64 = 450;
/// What is filled in has borders of 3:1 (1.4.11).
const SEEN_FROM: i64 = 300;
/// Paper so light that the market's own words in green, red and blue can be read on it.
const PAPER_LIGHT_MIN: i64 = 600_000_000;
/// Steps in which the accent is made lighter until it can be read by night.
const LIGHTER_STEPS: i64 = 20;

/// What a seller chooses, for light pages; dark ones follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Theme {
    pub accent: Colour,
    pub ink: Colour,
    pub paper: Colour,
    pub corners: Corners,
    pub fonts: Fonts,
}

/// Which value of a theme can't be read, and the contrast that it has, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ThemeRefusal {
    #[error("theme.ink_unreadable")]
    Ink { ratio: i64 },
    #[error("theme.accent_unreadable")]
    Accent { ratio: i64 },
    #[error("theme.accent_unreadable_by_night")]
    AccentByNight { ratio: i64 },
    #[error("theme.paper_too_dark")]
    PaperTooDark { ratio: i64 },
}

/// All colours of a page, by day or by night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub ink: Colour,
    pub ink_soft: Colour,
    pub paper: Colour,
    pub card: Colour,
    pub wash: Colour,
    pub line: Colour,
    pub edge: Colour,
    pub accent: Colour,
    pub on_accent: Colour,
    pub accent_wash: Colour,
}

/// Names a stylesheet: another sheet has another name.
pub fn hash(sheet: &str) -> String {
    use sha2::{Digest, Sha256};
    data_encoding::HEXLOWER.encode(&Sha256::digest(sheet.as_bytes())[..8])
}

impl Palette {
    fn of(ink: Colour, paper: Colour, card: Colour, accent: Colour) -> Self {
        let on_accent = if accent.contrast(WHITE) >= accent.contrast(BLACK) { WHITE } else { BLACK };
        Self {
            ink,
            ink_soft: first_read(ink, paper, &[35, 25, 15, 0]),
            paper,
            card,
            wash: paper.mixed(ink, 5),
            line: paper.mixed(ink, 14),
            edge: seen(ink, paper),
            accent,
            on_accent,
            accent_wash: card.mixed(accent, 7),
        }
    }

    /// The least contrast that a colour has on what it stands on.
    fn least(&self, colour: Colour) -> i64 {
        let grounds = [self.paper, self.card, self.wash, self.accent_wash];
        grounds.into_iter().map(|ground| colour.contrast(ground)).min().unwrap_or_default()
    }
}

/// The ink with so much of the paper in it that it can still be read.
fn first_read(ink: Colour, paper: Colour, percents: &[i64]) -> Colour {
    let wash = paper.mixed(ink, 5);
    let mixed = percents.iter().map(|percent| ink.mixed(paper, *percent));
    mixed.into_iter().find(|soft| soft.contrast(wash) >= READ_FROM).unwrap_or(ink)
}

fn seen(ink: Colour, paper: Colour) -> Colour {
    let mixed = [60, 50, 40, 30, 20].into_iter().map(|percent| ink.mixed(paper, percent));
    mixed.into_iter().find(|edge| edge.contrast(paper) >= SEEN_FROM).unwrap_or(ink)
}

impl Theme {
    pub fn by_day(&self) -> Palette {
        Palette::of(self.ink, self.paper, self.paper.mixed(WHITE, 60), self.accent)
    }

    /// The ink, deepened, becomes the paper; the paper becomes the ink; the accent is made lighter until it can be read.
    pub fn by_night(&self) -> Palette {
        let paper = self.ink.mixed(BLACK, 45);
        let (ink, card) = (self.paper.mixed(WHITE, 20), paper.mixed(WHITE, 6));
        let lighter = |step: i64| self.accent.mixed(WHITE, step * 100 / LIGHTER_STEPS);
        let can_be_read =
            |accent: &Colour| Palette::of(ink, paper, card, *accent).least(*accent) >= READ_FROM;
        let accent = (0..=LIGHTER_STEPS).map(lighter).find(can_be_read).unwrap_or(WHITE);
        Palette::of(ink, paper, card, accent)
    }

    /// Refuses what can't be read, by day or by night.
    pub fn checked(self) -> Result<Self, ThemeRefusal> {
        let (day, night) = (self.by_day(), self.by_night());
        if self.paper.luminance() < PAPER_LIGHT_MIN {
            return Err(ThemeRefusal::PaperTooDark { ratio: self.paper.contrast(BLACK) });
        }
        let ink = day.least(day.ink).min(night.least(night.ink));
        if ink < READ_FROM {
            return Err(ThemeRefusal::Ink { ratio: ink });
        }
        let accent = day.least(day.accent).min(day.on_accent.contrast(day.accent));
        if accent < READ_FROM {
            return Err(ThemeRefusal::Accent { ratio: accent });
        }
        let accent = night.least(night.accent).min(night.on_accent.contrast(night.accent));
        if accent < READ_FROM {
            return Err(ThemeRefusal::AccentByNight { ratio: accent });
        }
        Ok(self)
    }

    /// The values as a stylesheet: what a market's theme is, for one shop.
    pub fn stylesheet(&self) -> String {
        let (day, night) = (self.by_day(), self.by_night());
        let colours = [
            ("ink", day.ink, night.ink),
            ("ink-soft", day.ink_soft, night.ink_soft),
            ("paper", day.paper, night.paper),
            ("card", day.card, night.card),
            ("wash", day.wash, night.wash),
            ("line", day.line, night.line),
            ("edge", day.edge, night.edge),
            ("accent", day.accent, night.accent),
            ("on-accent", day.on_accent, night.on_accent),
            ("accent-wash", day.accent_wash, night.accent_wash),
        ];
        let colours: String = colours
            .iter()
            .map(|(name, day, night)| format!("  --{name}: light-dark({day}, {night});\n"))
            .collect();
        let corners = match self.corners {
            Corners::Square => "  --r1: 0; --r2: 0; --r3: 0; --round: 0;\n",
            Corners::Soft => "",
            Corners::Round => "  --r1: .75rem; --r2: 1.25rem; --r3: 2rem;\n",
        };
        let cjk_serif = "\"Songti SC\", STSong, SimSun, \"Noto Serif CJK SC\", serif";
        let fonts = match self.fonts {
            Fonts::House => String::new(),
            Fonts::Book => format!("  --text: var(--latin-serif), {cjk_serif};\n"),
            Fonts::Plain => "  --display: var(--text);\n".to_owned(),
            Fonts::Typewriter => {
                "  --display: ui-monospace, \"Cascadia Mono\", Menlo, \"DejaVu Sans Mono\", monospace;\n"
                    .to_owned()
            }
        };
        format!("@layer tokens {{ :root {{\n{colours}{corners}{fonts}}} }}\n")
    }
}
