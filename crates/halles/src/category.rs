//! `halles category`: the tree by which goods are found, shared by all markets of an installation.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::category::{Category, flaw};
use engine::Engine;
use engine::plain::told;
use sample::preset;

use crate::open::with_engine;
use crate::outside::Clock;
use crate::{Installation, List, say};

/// A tree that is shown on every page is not larger.
const FILE_BYTES_MAX: u64 = 1024 * 1024;
const LANGUAGES: [&str; 3] = ["en", "fr", "zh"];

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists them in the order shown
    List(Box<List>),
    /// Adds those of a file, and changes those that are there; no other changes
    #[command(after_help = EXAMPLE)]
    Set(Box<Set>),
}

const EXAMPLE: &str = "\
The file is TOML. A child's slug carries its parent's. A file of all categories puts them in its order; otherwise what is
new stands behind what is there.

  [[categories]]
  slug = \"shoes\"
  name = { en = \"Shoes\", fr = \"Chaussures\", zh = \"鞋履\" }
  drawing = \"bag\"
  hue = 40

  [[categories]]
  slug = \"shoes/boots\"
  name = { en = \"Boots\" }";

#[derive(Debug, Args)]
pub struct Set {
    #[command(flatten)]
    installation: Installation,
    /// TOML, as below
    file: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(list) => with_engine(&list.installation, &Clock::default(), async |engine| {
            show(&engine.categories(), list.json)
        })?,
        Command::Set(set) => {
            let wanted = read(&set.file).with_context(|| format!("{}", set.file.display()))?;
            with_engine(&set.installation, &Clock::default(), async |engine| {
                let (added, changed) = put(&engine, wanted).await?;
                if set.json {
                    return say::json(&serde_json::json!({ "added": added, "changed": changed }));
                }
                say::line(&format!("{added} added, {changed} changed"));
                Ok(())
            })?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<Vec<Category>> {
    let mut text = String::new();
    let bytes = File::open(file)?.take(FILE_BYTES_MAX + 1).read_to_string(&mut text)?;
    anyhow::ensure!(bytes as u64 <= FILE_BYTES_MAX, "a tree has at most {FILE_BYTES_MAX} bytes");
    preset::read_categories(&text)
}

/// How many were added and how many changed.
async fn put(engine: &Engine, mut wanted: Vec<Category>) -> anyhow::Result<(usize, usize)> {
    let tree = engine.categories();
    if let Some((category, flaw)) = flaw(&wanted, &tree) {
        anyhow::bail!("`{}`: {flaw}", category.path);
    }
    if let Some(unknown) = wanted.iter().find(|category| !web::Picture::is_drawing(&category.drawing)) {
        anyhow::bail!("`{}`: there is no drawing `{}`", unknown.path, unknown.drawing);
    }
    let is_whole = tree.iter().all(|known| wanted.iter().any(|category| category.path == known.path));
    if !is_whole {
        let last = tree.iter().map(|category| category.ordinal).max().unwrap_or(-1);
        for category in &mut wanted {
            let known = tree.iter().find(|known| known.path == category.path);
            category.ordinal = known.map_or(last + 1 + category.ordinal, |known| known.ordinal);
        }
    }
    wanted.retain(|category| !tree.contains(category));
    let added = wanted.iter().filter(|new| tree.iter().all(|known| known.path != new.path)).count();
    let changed = wanted.len() - added;
    told(engine::market::set_categories(engine, wanted, engine.now()).await, "setting categories")?;
    Ok((added, changed))
}

fn show(tree: &[Category], json: bool) -> anyhow::Result<()> {
    if json {
        let all = tree.iter().map(|category| {
            serde_json::json!({
                "slug": category.path, "name": category.name, "drawing": category.drawing, "hue": category.hue,
            })
        });
        return say::json(&all.collect::<Vec<_>>());
    }
    let row = |category: &Category| {
        let names = LANGUAGES.map(|language| category.name.own(language).to_owned());
        [vec![category.path.clone()], names.to_vec(), vec![category.drawing.clone()]].concat()
    };
    let heads = ["category", "English", "français", "中文", "drawing"];
    say::table(&heads, &tree.iter().map(row).collect::<Vec<_>>());
    Ok(())
}
