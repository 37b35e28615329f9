//! How a shop looks: its theme, its sign, its texts and the blocks of its page. A draft is changed freely; what visitors see is
//! a published version, which never changes.

pub mod colour;
pub mod theme;

use std::collections::BTreeSet;

use crate::wording::Wording;
use crate::{Micros, ProductId, ShopId};

pub use theme::{Corners, Fonts, Theme, ThemeRefusal};

pub const BLOCKS_MAX: usize = 12;
/// Products that one block shows.
pub const CHOSEN_MAX: usize = 8;
/// Pictures that one block shows.
pub const GALLERY_MAX: usize = 8;
/// Pictures that a shop keeps for its page.
pub const PICTURES_MAX: usize = 24;
pub const TITLE_LETTERS_MAX: usize = 100;
pub const TEXT_LETTERS_MAX: usize = 4_000;
const LETTERS_OF_A_NAME_MAX: usize = 120;

codes! {
    /// The kinds of blocks.
    pub enum BlockKind {
        Banner = "banner",
        Chosen = "chosen",
        Collection = "collection",
        Text = "text",
        Gallery = "gallery",
    }
}

codes! {
    /// What is done with one product among those that a block shows.
    pub enum Picking { Add = "add", Drop = "drop", Up = "up", Down = "down" }
}

/// One part of a shop's page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A picture with words on it.
    Banner {
        title: Wording,
        text: Wording,
        picture: String,
    },
    /// Products that the seller has chosen.
    Chosen {
        title: Wording,
        products: Vec<ProductId>,
    },
    /// The newest products of a category.
    Collection {
        title: Wording,
        category: String,
    },
    Text {
        title: Wording,
        text: Wording,
    },
    Gallery {
        title: Wording,
        pictures: Vec<String>,
    },
}

/// Everything that a visitor sees of a shop beside its goods.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Decor {
    /// Absent: the market's own.
    pub theme: Option<Theme>,
    /// Names of ready pictures; empty without.
    pub sign: String,
    pub banner: String,
    /// What holds for returns, care, custom work, in the shop's own words: plain text.
    pub policies: Wording,
    pub blocks: Vec<Block>,
}

/// The draft of a shop's decor, and which version is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecorDraft {
    pub shop: ShopId,
    pub draft: Decor,
    /// The version that visitors see; 0 before the first.
    pub published: i64,
    pub changed_at: Micros,
    pub version: i64,
}

/// What visitors saw from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecorVersion {
    pub shop: ShopId,
    pub number: i64,
    pub decor: Decor,
    pub author: String,
    pub at: Micros,
}

/// Why a decor can't be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecorRefusal {
    #[error("{0}")]
    Theme(#[from] ThemeRefusal),
    #[error("decor.too_many_blocks")]
    TooManyBlocks,
    #[error("decor.too_many_chosen")]
    TooManyChosen,
    #[error("decor.text_too_long")]
    TextTooLong,
    #[error("decor.too_many_pictures")]
    TooManyPictures,
    /// The code of the picture's own refusal.
    #[error("{0}")]
    Picture(&'static str),
    #[error("decor.unknown_picture")]
    UnknownPicture,
    /// The draft shows it, or what visitors see.
    #[error("decor.picture_in_use")]
    PictureInUse,
    #[error("decor.nothing_to_publish")]
    NothingToPublish,
    /// Somebody else kept another draft since this one was looked at.
    #[error("decor.changed_meanwhile")]
    ChangedMeanwhile,
}

impl Block {
    pub fn kind(&self) -> BlockKind {
        match self {
            Self::Banner { .. } => BlockKind::Banner,
            Self::Chosen { .. } => BlockKind::Chosen,
            Self::Collection { .. } => BlockKind::Collection,
            Self::Text { .. } => BlockKind::Text,
            Self::Gallery { .. } => BlockKind::Gallery,
        }
    }

    /// An empty one.
    pub fn new(kind: BlockKind) -> Self {
        let (title, text) = (Wording::default(), Wording::default());
        match kind {
            BlockKind::Banner => Self::Banner { title, text, picture: String::new() },
            BlockKind::Chosen => Self::Chosen { title, products: Vec::new() },
            BlockKind::Collection => Self::Collection { title, category: String::new() },
            BlockKind::Text => Self::Text { title, text },
            BlockKind::Gallery => Self::Gallery { title, pictures: Vec::new() },
        }
    }

    pub fn title(&self) -> &Wording {
        match self {
            Self::Banner { title, .. }
            | Self::Chosen { title, .. }
            | Self::Collection { title, .. }
            | Self::Text { title, .. }
            | Self::Gallery { title, .. } => title,
        }
    }

    fn pictures(&self) -> Vec<&str> {
        match self {
            Self::Banner { picture, .. } => vec![picture.as_str()],
            Self::Gallery { pictures, .. } => pictures.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    fn is_within_limits(&self) -> bool {
        let fits = |words: &Wording, most: usize| words.texts().all(|text| text.chars().count() <= most);
        let own = match self {
            Self::Banner { text, .. } | Self::Text { text, .. } => fits(text, TEXT_LETTERS_MAX),
            Self::Chosen { products, .. } => products.len() <= CHOSEN_MAX,
            Self::Collection { category, .. } => category.chars().count() <= LETTERS_OF_A_NAME_MAX,
            Self::Gallery { pictures, .. } => pictures.len() <= GALLERY_MAX,
        };
        own && fits(self.title(), TITLE_LETTERS_MAX)
    }
}

impl Decor {
    /// Refuses what is too much, or can't be read.
    pub fn checked(&self) -> Result<(), DecorRefusal> {
        if self.blocks.len() > BLOCKS_MAX {
            return Err(DecorRefusal::TooManyBlocks);
        }
        let fits = self.policies.texts().all(|text| text.chars().count() <= TEXT_LETTERS_MAX);
        if !fits || !self.blocks.iter().all(Block::is_within_limits) {
            return Err(DecorRefusal::TextTooLong);
        }
        Ok(self.theme.map(Theme::checked).transpose().map(drop)?)
    }

    /// Names of all pictures that it shows.
    pub fn pictures(&self) -> BTreeSet<&str> {
        let own = [self.sign.as_str(), self.banner.as_str()];
        let all = self.blocks.iter().flat_map(Block::pictures).chain(own);
        all.filter(|name| !name.is_empty()).collect()
    }

    /// Products that blocks name.
    pub fn products(&self) -> Vec<ProductId> {
        let of = |block: &Block| match block {
            Block::Chosen { products, .. } => products.clone(),
            _ => Vec::new(),
        };
        self.blocks.iter().flat_map(of).collect()
    }

    /// The products that a block shows, in its order; nothing for a block that shows other things.
    pub fn chosen(&self, at: usize) -> Option<&[ProductId]> {
        match self.blocks.get(at) {
            Some(Block::Chosen { products, .. }) => Some(products),
            _ => None,
        }
    }

    /// Changes which products a block shows, or their order; where there is nothing to change it stays as it is.
    pub fn pick(&mut self, at: usize, picking: Picking, product: ProductId) -> Result<(), DecorRefusal> {
        let Some(Block::Chosen { products, .. }) = self.blocks.get_mut(at) else { return Ok(()) };
        match (picking, products.iter().position(|id| *id == product)) {
            (Picking::Add, None) if products.len() >= CHOSEN_MAX => return Err(DecorRefusal::TooManyChosen),
            (Picking::Add, None) => products.push(product),
            (Picking::Drop, Some(place)) => drop(products.remove(place)),
            (Picking::Up, Some(place)) if place > 0 => products.swap(place, place - 1),
            (Picking::Down, Some(place)) if place + 1 < products.len() => products.swap(place, place + 1),
            _ => {}
        }
        Ok(())
    }

    /// Moves a block by one place; where there is no place it stays.
    pub fn shift(&mut self, at: usize, up: bool) {
        let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
        if let Some(other) = other.filter(|other| (*other).max(at) < self.blocks.len()) {
            self.blocks.swap(at, other);
        }
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts and lists are always JSON")
    }

    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

#[cfg(test)]
#[path = "decor/tests.rs"]
mod tests;
