//! Decorating a shop: colours and letters, sign and banner, own terms, and the blocks of its page. Every button keeps the draft
//! first, so that nothing typed is lost; only publishing changes what visitors see.

mod edit;
mod goods;
mod typed;

use domain::Code;
use domain::decor::{BlockKind, CHOSEN_MAX, Corners, Decor, Fonts, GALLERY_MAX, PICTURES_MAX};
use domain::product::PictureState;
use engine::decor::Decorating;
use web::{Choice, Desk, Form, Frame, Picture, Words};

#[cfg(test)]
use crate::desk::Room;
use crate::desk::Scope;
#[cfg(test)]
use crate::sample;

/// Decorating, and choosing goods for a block.
pub fn routes() -> axum::Router<web::Site> {
    edit::routes().merge(goods::routes())
}

/// `/seller/decor`
#[derive(Debug, askama::Template)]
#[template(path = "decor/edit.html")]
pub struct EditDecor {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    /// Whether visitors see this.
    pub state: String,
    pub is_published: bool,
    pub preview: String,
    /// The version of the draft that the form shows; empty before the first.
    pub seen: String,
    pub form: Form,
    pub uploads: Form,
    /// Names and pictures of those that are ready.
    pub pictures: Vec<(String, Picture)>,
    pub waiting: i64,
    pub blocks: Vec<BlockForm>,
    pub choices: Choices,
}

/// What can be chosen from.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    pub pictures: Vec<Choice>,
    /// Names of chosen products that are on sale.
    pub products: Vec<Choice>,
    /// What stands for those that are not.
    pub gone: String,
    pub categories: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub corners: Vec<Choice>,
    pub fonts: Vec<Choice>,
    pub chosen_most: i64,
    pub gallery_most: i64,
    pub pictures_most: i64,
}

/// One block in the form.
#[derive(Debug, Clone)]
pub struct BlockForm {
    pub at: usize,
    pub kind: &'static str,
    pub name: String,
}

impl BlockForm {
    /// A field of this block.
    fn field(&self, name: &str) -> String {
        format!("{name}.{}", self.at)
    }

    fn number(&self) -> i64 {
        self.at as i64 + 1
    }

    fn has_words(&self) -> bool {
        matches!(self.kind, "text" | "banner")
    }
}

fn kind_name(words: Words, kind: &str) -> String {
    words.say(&format!("decor-block-{kind}")).into_owned()
}

fn of_codes<C: Code>(words: Words, list: &str) -> Vec<Choice> {
    let label = |code: &str| words.say(&format!("decor-{list}-{code}"));
    C::ALL.iter().map(|one| Choice::new(one.code(), label(one.code()))).collect()
}

impl Choices {
    /// The name of a chosen product.
    pub fn product(&self, id: &str) -> &str {
        self.products.iter().find(|one| one.value == id).map_or(self.gone.as_str(), |one| one.label.as_str())
    }

    fn new(words: Words, found: &Decorating, categories: &[(String, String)]) -> Self {
        let language = words.lang.html();
        let ready = found.pictures.iter().filter(|row| row.state == PictureState::Ready);
        let picture = |(at, row): (usize, &domain::picture::AttachedPicture)| {
            Choice::new(&row.name, words.with("decor-picture", &[("number", (at + 1).into())]))
        };
        let none = || Choice::new("", words.say("decor-no-picture"));
        let product =
            |row: &engine::listing::Card| Choice::new(row.product.to_string(), row.title.say(language));
        let category = |(path, name): &(String, String)| Choice::new(path, name);
        Self {
            pictures: [none()].into_iter().chain(ready.enumerate().map(picture)).collect(),
            products: found.chosen.iter().map(product).collect(),
            gone: words.say("decor-goods-gone").into_owned(),
            categories: categories.iter().map(category).collect(),
            kinds: BlockKind::ALL
                .iter()
                .map(|one| Choice::new(one.code(), kind_name(words, one.code())))
                .collect(),
            corners: of_codes::<Corners>(words, "corners"),
            fonts: of_codes::<Fonts>(words, "fonts"),
            chosen_most: CHOSEN_MAX as i64,
            gallery_most: GALLERY_MAX as i64,
            pictures_most: PICTURES_MAX as i64,
        }
    }
}

/// The blocks of a decor, as the form shows them.
fn block_forms(words: Words, decor: &Decor) -> Vec<BlockForm> {
    let block = |(at, block): (usize, &domain::decor::Block)| {
        let kind = block.kind().code();
        BlockForm { at, kind, name: kind_name(words, kind) }
    };
    decor.blocks.iter().enumerate().map(block).collect()
}

#[cfg(test)]
impl web::Page for EditDecor {
    fn samples(words: Words) -> Vec<Self> {
        let decor = Decor {
            blocks: BlockKind::ALL.iter().map(|kind| domain::decor::Block::new(*kind)).collect(),
            ..Decor::default()
        };
        let choice = |value: &str, label: &str| Choice::new(value, label);
        let choices = Choices {
            pictures: vec![choice("", "–"), choice("0f3a", "1")],
            products: vec![choice("prd_1", "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer")],
            gone: words.say("decor-goods-gone").into_owned(),
            categories: vec![choice("kitchen", "厨房")],
            kinds: BlockKind::ALL
                .iter()
                .map(|one| choice(one.code(), &kind_name(words, one.code())))
                .collect(),
            corners: of_codes::<Corners>(words, "corners"),
            fonts: of_codes::<Fonts>(words, "fonts"),
            chosen_most: 8,
            gallery_most: 8,
            pictures_most: 24,
        };
        let mut decor = decor;
        let at = decor.blocks.iter().position(|one| one.kind() == BlockKind::Chosen).unwrap_or_default();
        for raw in [1 << 10, 2 << 10] {
            decor.pick(at, domain::decor::Picking::Add, domain::ProductId::from_raw(raw)).ok();
        }
        let page = |decor: &Decor, form: Form, uploads: Form| Self {
            frame: Frame::sample(words).titled(words.say("seller-menu-decor")),
            desk: sample::desk(words, Room::Decor),
            scope: sample::scope(),
            state: words.with("decor-is-draft", &[("number", 3.into())]),
            is_published: decor.blocks.is_empty(),
            preview: "/shop/atelier-brume/preview".to_owned(),
            seen: "3".to_owned(),
            form,
            uploads,
            pictures: vec![("0f3a".to_owned(), crate::picture("0f3a", "", 0))],
            waiting: 1,
            blocks: block_forms(words, decor),
            choices: choices.clone(),
        };
        let mut wrong = typed::filled(&decor, "en");
        let ratio = vec![("ratio", web::Arg::from("1.5"))];
        wrong.errors.refuse("accent", "theme.accent_unreadable", ratio);
        let mut uploads = Form::default();
        uploads.errors.refuse("pictures", "upload.no_file", Vec::new());
        let kept = || typed::filled(&decor, "en");
        vec![
            page(&decor, wrong, Form::default()),
            page(&decor, kept(), uploads),
            page(&Decor::default(), Form::default(), Form::default()),
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::EditDecor>();
    }
}
