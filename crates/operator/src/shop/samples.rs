//! Open and closed shops with long names, and none.

use domain::wording::Wording;
use domain::{MarketId, SellerId, ShopId};
use web::{Page, Words};

use super::*;
use crate::place::Section;

fn shop(name: &str, legal: &str, drawing: &str, state: ShopState) -> ListedShop {
    ListedShop {
        market: MarketId::from_raw(1 << 22),
        shop: ShopId::from_raw(7 << 22),
        seller: SellerId::from_raw(3 << 22),
        slug: "atelier-brume".to_owned(),
        name: name.to_owned(),
        legal_name: legal.to_owned(),
        story: Wording::default(),
        drawing: drawing.to_owned(),
        hue: 235,
        city: "Ulm".to_owned(),
        country: "DE".to_owned(),
        state,
        products: 1_064,
        opened_at: 1_795_370_520_000_000,
    }
}

impl Page for ListShops {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Shops);
        let shops = [
            shop(
                "Süßwarenmanufaktur Oberschwaben",
                "Süßwarenmanufaktur Oberschwaben GmbH & Co. KG",
                "honey",
                ShopState::Open,
            ),
            shop("景德镇瓷坊", "景德镇市瓷坊有限公司", "teapot", ShopState::Open),
            shop("Rucher du Parc", "Claire Morel", "bread", ShopState::Closed),
        ];
        let many: Vec<_> = shops.iter().cycle().take(ROWS).cloned().collect();
        let page = |found: &[ListedShop], is_first| Self::new(Frame::sample(words), &place, found, is_first);
        vec![page(&shops, true), page(&many, false), page(&[], true)]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ListShops>();
}
