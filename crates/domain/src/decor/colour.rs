//! Colours as people type them, and whether one can be read on another (WCAG 2.2, 1.4.3). Whole numbers only.

use std::fmt;
use std::str::FromStr;

/// Red, green and blue, written `#a33b20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The text is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a colour written #rrggbb")]
pub struct NotAColour;

pub const WHITE: Colour = Colour([255; 3]);
pub const BLACK: Colour = Colour([0; 3]);

/// The light that each of the 256 steps of a channel gives off (sRGB), in parts of 100,000.
const LIGHT: [i64; 256] = [
    0, 30, 61, 91, 121, 152, 182, 212, 243, 273, 304, 335, 368, 402, 439, 478, 518, 561, 605, 651, 700, 750,
    802, 857, 913, 972, 1033, 1096, 1161, 1229, 1298, 1370, 1444, 1521, 1600, 1681, 1764, 1850, 1938, 2029,
    2122, 2217, 2315, 2416, 2519, 2624, 2732, 2843, 2956, 3071, 3190, 3310, 3434, 3560, 3689, 3820, 3955,
    4092, 4231, 4374, 4519, 4667, 4817, 4971, 5127, 5286, 5448, 5613, 5781, 5951, 6125, 6301, 6480, 6663,
    6848, 7036, 7227, 7421, 7619, 7819, 8022, 8228, 8438, 8650, 8866, 9084, 9306, 9531, 9759, 9990, 10224,
    10462, 10702, 10946, 11193, 11444, 11697, 11954, 12214, 12477, 12744, 13014, 13287, 13563, 13843, 14126,
    14413, 14703, 14996, 15293, 15593, 15896, 16203, 16513, 16827, 17144, 17465, 17789, 18116, 18447, 18782,
    19120, 19462, 19807, 20156, 20508, 20864, 21223, 21586, 21953, 22323, 22697, 23074, 23455, 23840, 24228,
    24620, 25016, 25415, 25818, 26225, 26636, 27050, 27468, 27889, 28315, 28744, 29177, 29614, 30054, 30499,
    30947, 31399, 31855, 32314, 32778, 33245, 33716, 34191, 34670, 35153, 35640, 36131, 36625, 37124, 37626,
    38133, 38643, 39157, 39676, 40198, 40724, 41254, 41789, 42327, 42869, 43415, 43966, 44520, 45079, 45641,
    46208, 46778, 47353, 47932, 48515, 49102, 49693, 50289, 50888, 51492, 52100, 52712, 53328, 53948, 54572,
    55201, 55834, 56471, 57112, 57758, 58408, 59062, 59720, 60383, 61050, 61721, 62396, 63076, 63760, 64448,
    65141, 65837, 66539, 67244, 67954, 68669, 69387, 70110, 70838, 71569, 72306, 73046, 73791, 74540, 75294,
    76052, 76815, 77582, 78354, 79130, 79910, 80695, 81485, 82279, 83077, 83880, 84687, 85499, 86316, 87137,
    87962, 88792, 89627, 90466, 91310, 92158, 93011, 93869, 94731, 95597, 96469, 97345, 98225, 99110, 100000,
];

impl Colour {
    /// How much light it gives off, in parts of 1,000,000,000.
    pub fn luminance(self) -> i64 {
        let [red, green, blue] = self.0.map(|channel| LIGHT[usize::from(channel)]);
        2_126 * red + 7_152 * green + 722 * blue
    }

    /// The contrast to another, in hundredths: 100 is none, 2,100 is black on white. Rounded down.
    pub fn contrast(self, other: Self) -> i64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + FLARE) * 100 / (one.min(two) + FLARE)
    }

    /// This colour with so many percent of another in it.
    pub fn mixed(self, other: Self, percent: i64) -> Self {
        let mix = |at: usize| {
            let (own, theirs) = (i64::from(self.0[at]), i64::from(other.0[at]));
            let mixed = (own * (100 - percent) + theirs * percent + 50) / 100;
            u8::try_from(mixed.clamp(0, 255)).unwrap_or(u8::MAX)
        };
        Self([mix(0), mix(1), mix(2)])
    }
}

/// The light of a room that falls on every screen: five hundredths of white.
const FLARE: i64 = 50_000_000;

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
        let digits = digits.ok_or(NotAColour)?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NotAColour);
        Ok(Self([channel(0)?, channel(2)?, channel(4)?]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl serde::Serialize for Colour {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Colour {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <std::borrow::Cow<'_, str>>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
