//! A shop's own decor on its page: colours, sign, banner, terms and blocks. Shows what was published, and a draft to who acts
//! for the shop.

pub mod handlers;

use domain::decor::Block;
use engine::decor::Goods;
use engine::formatting::Under;
use web::Picture;
#[cfg(test)]
use web::Words;

use crate::card::{Card, cards};
use crate::reader::{Formed, Reader, Said, picture};
#[cfg(test)]
use crate::sample;

/// A decor, ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct Dressed {
    /// Address of the theme's sheet; empty for the market's own.
    pub sheet: String,
    pub sign: Option<Picture>,
    pub banner: Option<Picture>,
    pub policies: Formed,
    pub blocks: Vec<ShownBlock>,
    /// Where one goes on decorating; empty for visitors.
    pub back: String,
}

/// One block. What a kind does not have is empty.
#[derive(Debug, Clone, Default)]
pub struct ShownBlock {
    pub title: Said,
    pub text: Formed,
    pub pictures: Vec<Picture>,
    /// The picture has the width of the page.
    pub is_banner: bool,
    pub cards: Vec<Card>,
}

impl ShownBlock {
    fn is_empty(&self) -> bool {
        self.title.text.is_empty()
            && self.text.is_empty()
            && self.pictures.is_empty()
            && self.cards.is_empty()
    }
}

impl Dressed {
    pub fn new(reader: &Reader, shop: &domain::shop::Shop, goods: &Goods) -> Self {
        let decor = &goods.decor;
        let photo = |name: &String| (!name.is_empty()).then(|| picture(name, "", 0, ""));
        let sheet = decor.theme.map(|theme| domain::decor::theme::hash(&theme.stylesheet()));
        let block = |(at, block): (usize, &Block)| shown(reader, goods, at, block);
        Self {
            sheet: sheet.map(|hash| format!("/decors/{}/{hash}.css", shop.id)).unwrap_or_default(),
            sign: photo(&decor.sign),
            banner: photo(&decor.banner),
            policies: reader.form(&decor.policies, Under::Section),
            blocks: decor.blocks.iter().enumerate().map(block).filter(|block| !block.is_empty()).collect(),
            back: String::new(),
        }
    }

    #[cfg(test)]
    pub fn sample(words: Words) -> Self {
        let block = ShownBlock { title: Said::plain("Fresh from the kiln"), ..ShownBlock::default() };
        Self {
            sheet: "/decors/shp_1/0f3a.css".to_owned(),
            sign: Some(sample::tile(1)),
            banner: Some(Picture::photo("/pictures/0f3a", "")),
            policies: Formed::sample("# Care\n- Washed by hand.\n- 只可手洗。", "en"),
            blocks: vec![
                ShownBlock { cards: sample::cards(words), ..block.clone() },
                ShownBlock { pictures: vec![sample::tile(2)], is_banner: true, ..block.clone() },
                ShownBlock {
                    text: Formed::sample(
                        "Thrown in Lyon, <b>one by one</b>. **[Look](https://a.example)**",
                        "",
                    ),
                    ..block
                },
                ShownBlock { pictures: (0..5).map(sample::tile).collect(), ..ShownBlock::default() },
            ],
            back: "/seller/decor".to_owned(),
        }
    }
}

fn shown(reader: &Reader, goods: &Goods, at: usize, block: &Block) -> ShownBlock {
    let photo = |name: &String| picture(name, "", 0, "");
    let of_block = goods.blocks.iter().find(|own| own.at == at);
    let mut cards = of_block.map(|own| cards(reader, &own.cards)).unwrap_or_default();
    cards.iter_mut().for_each(|card| card.shop.clear());
    let title = reader.say(block.title());
    let under = if title.text.is_empty() { Under::Page } else { Under::Section };
    let plain = ShownBlock { title, ..ShownBlock::default() };
    match block {
        // Without goods a headline promises nothing.
        Block::Chosen { .. } | Block::Collection { .. } if cards.is_empty() => ShownBlock::default(),
        Block::Chosen { .. } | Block::Collection { .. } => ShownBlock { cards, ..plain },
        Block::Text { text, .. } => ShownBlock { text: reader.form(text, under), ..plain },
        Block::Gallery { pictures, .. } => {
            ShownBlock { pictures: pictures.iter().map(photo).collect(), ..plain }
        }
        Block::Banner { text, picture, .. } => ShownBlock {
            text: reader.form(text, under),
            pictures: Some(picture).filter(|name| !name.is_empty()).map(photo).into_iter().collect(),
            is_banner: true,
            ..plain
        },
    }
}
