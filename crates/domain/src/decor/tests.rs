//! Contrasts that can be checked elsewhere, themes that are refused, blocks that move.

use proptest::prelude::*;

use super::colour::{BLACK, Colour, WHITE};
use super::*;
use crate::Code;

fn colour(text: &str) -> Colour {
    text.parse().unwrap()
}

#[test]
fn contrasts_are_those_of_the_guidelines() {
    for (one, two, ratio) in [
        ("#000000", "#ffffff", 2_100),
        ("#767676", "#ffffff", 454),
        ("#777777", "#ffffff", 447),
        ("#0000ff", "#ffffff", 859),
        ("#ff0000", "#ffffff", 399),
        ("#ffffff", "#ffffff", 100),
    ] {
        assert_eq!(colour(one).contrast(colour(two)), ratio, "{one} on {two}");
        assert_eq!(colour(two).contrast(colour(one)), ratio);
    }
    for wrong in ["", "red", "#fff", "#gggggg", "#ééé", "123456"] {
        assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
    }
    assert_eq!(colour("#A33B20").to_string(), "#a33b20");
}

fn theme(accent: &str, ink: &str, paper: &str) -> Theme {
    let (accent, ink, paper) = (colour(accent), colour(ink), colour(paper));
    Theme { accent, ink, paper, corners: Corners::Soft, fonts: Fonts::House }
}

#[test]
fn a_theme_that_can_not_be_read_is_refused_with_its_contrast() {
    assert!(theme("#8a3b12", "#2a2018", "#fbf6ee").checked().is_ok());
    assert!(theme("#1d5c45", "#16211c", "#f4f8f5").checked().is_ok());
    let refused = |accent, ink, paper| theme(accent, ink, paper).checked().unwrap_err();
    assert!(matches!(refused("#8a3b12", "#999999", "#ffffff"), ThemeRefusal::Ink { ratio: 200..=300 }));
    assert!(matches!(refused("#ffcc00", "#222222", "#ffffff"), ThemeRefusal::Accent { ratio: 100..=200 }));
    assert!(matches!(refused("#8a3b12", "#ffffff", "#222222"), ThemeRefusal::PaperTooDark { .. }));
}

proptest! {
    /// Whatever is let through can be read, by day and by night.
    #[test]
    fn what_is_not_refused_can_be_read(accent in any::<[u8; 3]>(), ink in any::<[u8; 3]>(), paper in 180_u8..=255) {
        let hex = |rgb: [u8; 3]| colour(&format!("#{:02x}{:02x}{:02x}", rgb[0], rgb[1], rgb[2]));
        let it = Theme {
            accent: hex(accent),
            ink: hex(ink.map(|channel| channel / 3)),
            paper: hex([paper; 3]),
            corners: Corners::Round,
            fonts: Fonts::Plain,
        };
        if it.checked().is_ok() {
            for page in [it.by_day(), it.by_night()] {
                for ground in [page.paper, page.card, page.wash, page.accent_wash] {
                    prop_assert!(page.ink.contrast(ground) >= theme::READ_FROM);
                    prop_assert!(page.accent.contrast(ground) >= theme::READ_FROM);
                }
                prop_assert!(page.ink_soft.contrast(page.wash) >= theme::READ_FROM);
                prop_assert!(page.on_accent.contrast(page.accent) >= theme::READ_FROM);
            }
        }
    }
}

fn text(words: &str) -> Block {
    Block::Text { title: Wording::in_language("en", words), text: Wording::default() }
}

#[test]
fn blocks_move_up_and_down_and_never_out() {
    let mut decor = Decor { blocks: vec![text("a"), text("b"), text("c")], ..Decor::default() };
    let names = |decor: &Decor| -> String {
        let name = |block: &Block| match block {
            Block::Text { title, .. } => title.say("en").to_owned(),
            _ => String::new(),
        };
        decor.blocks.iter().map(name).collect()
    };
    for (at, up, expected) in
        [(0, true, "abc"), (1, true, "bac"), (1, false, "bca"), (2, false, "bca"), (9, true, "bca")]
    {
        decor.shift(at, up);
        assert_eq!(names(&decor), expected, "{at} {up}");
    }
    decor.blocks = (0..=BLOCKS_MAX).map(|at| text(&at.to_string())).collect();
    assert_eq!(decor.checked(), Err(DecorRefusal::TooManyBlocks));
    assert!(BLACK.contrast(WHITE) > 0);
}

#[test]
fn chosen_products_stand_once_in_an_order_of_their_own_and_are_not_too_many() {
    let id = |at: i64| ProductId::from_raw(at);
    let mut decor =
        Decor { blocks: BlockKind::ALL.iter().map(|kind| Block::new(*kind)).collect(), ..Decor::default() };
    let at = decor.blocks.iter().position(|block| block.kind() == BlockKind::Chosen).unwrap();
    let mut picked = |picking, product: i64| {
        let done = decor.pick(at, picking, id(product));
        (done, decor.chosen(at).unwrap().iter().map(|id| id.get()).collect::<Vec<_>>())
    };
    use Picking::{Add, Down, Drop, Up};
    for (picking, product, expected) in [
        (Add, 1, vec![1]),
        (Add, 2, vec![1, 2]),
        (Add, 1, vec![1, 2]),
        (Add, 3, vec![1, 2, 3]),
        (Up, 3, vec![1, 3, 2]),
        (Up, 1, vec![1, 3, 2]),
        (Down, 1, vec![3, 1, 2]),
        (Down, 2, vec![3, 1, 2]),
        (Drop, 9, vec![3, 1, 2]),
        (Up, 9, vec![3, 1, 2]),
        (Drop, 1, vec![3, 2]),
    ] {
        assert_eq!(picked(picking, product), (Ok(()), expected), "{picking} {product}");
    }
    for product in 10..16 {
        assert_eq!(picked(Add, product).0, Ok(()));
    }
    assert_eq!(picked(Add, 99).0, Err(DecorRefusal::TooManyChosen));
    assert_eq!(picked(Add, 3).0, Ok(()), "it is there already");
    let before = decor.clone();
    for other in (0..=decor.blocks.len()).filter(|other| *other != at) {
        assert_eq!(decor.pick(other, Add, id(1)), Ok(()));
        assert_eq!(decor.chosen(other), None);
    }
    assert_eq!(decor, before);
}
