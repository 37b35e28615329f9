//! How some shops of the demo look: their own colours, words and blocks, published as a seller does it.

use anyhow::Context;
use domain::decor::{Block, Decor};
use engine::Engine;

use super::catalogue::ShopFile;
use super::furnish::Stall;
use crate::open::told;

const DECORS: &str = include_str!("../../demo/decors.toml");

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DecorsFile {
    decors: Vec<DecorRow>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DecorRow {
    shop: String,
    /// Keys of products that its block of chosen goods shows.
    chosen: Vec<String>,
    decor: Decor,
}

/// Dresses the shops that have a look in the file.
pub async fn dress(engine: &Engine, files: &[ShopFile], stalls: &[Stall]) -> anyhow::Result<()> {
    for row in toml::from_str::<DecorsFile>(DECORS)?.decors {
        let mut both = files.iter().zip(stalls);
        let (file, stall) = both
            .find(|(file, _)| file.shop.slug == row.shop)
            .with_context(|| format!("no shop {}", row.shop))?;
        let now = engine.now();
        let decor = chosen(row, file, stall);
        let kept = engine::decor::save_draft(engine, &stall.member, stall.shop, decor, now).await;
        told(kept, "drafting a shop's look")?;
        told(
            engine::decor::publish(engine, &stall.member, stall.shop, now).await,
            "publishing a shop's look",
        )?;
    }
    Ok(())
}

fn chosen(row: DecorRow, file: &ShopFile, stall: &Stall) -> Decor {
    let place = |key: &String| file.products.iter().position(|product| product.key == *key);
    let ids: Vec<_> = row.chosen.iter().filter_map(place).map(|at| stall.products[at].0).collect();
    let mut decor = row.decor;
    for block in &mut decor.blocks {
        if let Block::Chosen { products, .. } = block {
            products.clone_from(&ids);
        }
    }
    decor
}
