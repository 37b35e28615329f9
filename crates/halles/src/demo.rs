//! `halles demo`: a furnished set of markets on an embedded database of its own, served until it is told to end.
//! Started again, it goes on with the same data. Never touches a folder that it has not made.

mod welcome;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::Context;
use clap::Args;
use gateways::mail::Mailer;

use sample::letters::Letters;
use sample::{decor, furnish, past};

use crate::config::{Config, Settings};
use crate::deliver::Courier;
use crate::outside::{Clock, outside, stopwatch, system_now};
use crate::{leash, open, say, serve};

const FOLDER: &str = "data/demo";
/// The file that tells a folder of the demo's from any other.
const MARKER: &str = ".halles-demo";
/// What the marker says once the markets are furnished.
const FURNISHED: &str = "furnished\n";
const BEGUN: &str = "begun\n";

#[derive(Debug, Clone, Default, Args)]
pub struct Demo {
    /// Where the demo keeps everything [default: ./data/demo]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// Begins anew: deletes what an earlier demo kept there
    #[arg(long)]
    reset: bool,
    /// Only plays the past, of markets whose links show this port
    #[arg(long, hide = true, value_name = "PORT")]
    furnish: Option<u16>,
}

pub fn run(demo: &Demo) -> anyhow::Result<ExitCode> {
    let watch = stopwatch();
    let environment = Settings::of_environment(|name| std::env::var(name).ok())?;
    let config = config(demo, environment)?;
    if let Some(port) = demo.furnish {
        let is_begun = marked(&config.data).is_some_and(|text| text == BEGUN);
        anyhow::ensure!(is_begun, "{} does not wait for a past", config.data.display());
        leash::end_with_the_starter();
        furnish(&config, port)?;
        return Ok(ExitCode::SUCCESS);
    }
    if demo.reset {
        reset(&config.data)?;
    }
    let has_past = prepare(&config.data)?;
    let runtime = open::runtime()?;
    let listener = open::wait(&runtime, serve::listen(&config)).with_context(|| {
        format!("another program uses {}; `--listen 127.0.0.1:0` takes a free port", config.listen)
    })?;
    let port = listener.local_addr()?.port();
    let shown_port = config.public_port.unwrap_or(port);
    if !has_past {
        say::line("furnishing three markets…");
        furnish_apart(&config, shown_port)?;
    }
    let courier = Courier::default();
    let engine = open::engine(&config, &Clock::default(), courier.clone(), shown_port)?;
    let ready = || welcome::show(port, has_past, watch.elapsed());
    open::wait(&runtime, serve::serve(&config, engine, listener, &courier, ready))?;
    Ok(ExitCode::SUCCESS)
}

/// The demo has its own folder and its own database; of the environment it takes where to listen, and nothing else.
fn config(demo: &Demo, environment: Settings) -> anyhow::Result<Config> {
    let settings = Settings {
        data: Some(demo.data.clone().unwrap_or_else(|| PathBuf::from(FOLDER))),
        listen: demo.listen.clone().or(environment.listen),
        plain_http: environment.plain_http,
        public_port: environment.public_port,
        // The cast shall sign in with a word.
        second_step: Some("nobody".to_owned()),
        ..Settings::default()
    };
    settings.checked()
}

fn reset(data: &Path) -> anyhow::Result<()> {
    match std::fs::read_dir(data).map(|mut entries| entries.next().is_none()) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Ok(true) => return Ok(()),
        _ => {}
    }
    let ours = data.join(MARKER).is_file();
    anyhow::ensure!(ours, "{} was not made by `halles demo`, so it is not deleted", data.display());
    std::fs::remove_dir_all(data).with_context(|| format!("deleting {}", data.display()))
}

/// Makes the folder ready; true when the markets in it are furnished already. What was only begun is begun anew.
fn prepare(data: &Path) -> anyhow::Result<bool> {
    match marked(data).as_deref() {
        Some(FURNISHED) => return Ok(true),
        Some(_) => reset(data)?,
        None => {
            let is_empty = std::fs::read_dir(data).map_or(true, |mut entries| entries.next().is_none());
            anyhow::ensure!(
                is_empty,
                "{} holds something else; choose another folder with --data",
                data.display()
            );
        }
    }
    std::fs::create_dir_all(data).with_context(|| format!("making {}", data.display()))?;
    mark(data, BEGUN)?;
    Ok(false)
}

/// What the marker says; absent in a folder that is not the demo's.
fn marked(data: &Path) -> Option<String> {
    std::fs::read_to_string(data.join(MARKER)).ok()
}

fn mark(data: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(data.join(MARKER), text).with_context(|| format!("writing in {}", data.display()))
}

/// `furnish` in a process of its own, which takes along what memory a month of trade needs.
fn furnish_apart(config: &Config, port: u16) -> anyhow::Result<()> {
    let mut furnishing = Command::new(std::env::current_exe().context("finding this program")?);
    furnishing.arg("demo").arg("--data").arg(&config.data).arg("--furnish").arg(port.to_string());
    let done = leash::wait(&mut furnishing).context("starting this program once more")?;
    anyhow::ensure!(done.success(), "the markets could not be furnished");
    Ok(())
}

/// Plays the markets' past on an engine of its own, whose clock is put forward by hand and whose webhooks reach nobody.
fn furnish(config: &Config, port: u16) -> anyhow::Result<()> {
    let now = system_now();
    let clock = Clock::standing_at(past::beginning(now));
    let letters = Letters::default();
    let mut outside = outside(config, &clock, Courier::default(), port)?;
    let folder = std::mem::replace(&mut outside.mailer, Mailer::memory());
    outside.letters = letters.kept({
        let clock = clock.clone();
        move || clock.now()
    });
    let engine = open::disposable(config, outside)?;
    // Its threads keep connections, which end with them.
    let runtime = open::runtime()?;
    tracing::info!("the database is open");
    let put = |moment| clock.put(moment);
    open::wait(&runtime, async {
        let markets = furnish::furnish(&engine, &put, now).await?;
        past::play(&engine, &put, &markets, now).await?;
        decor::open(&engine, &markets.stalls, &markets.buyers, now).await?;
        engine::plain::settle(&engine, now).await?;
        engine.release().await
    })?;
    tracing::info!("the past is played");
    letters.send_newest(&folder)?;
    drop((runtime, engine));
    open::keep(config)?;
    mark(&config.data, FURNISHED)
}

#[cfg(test)]
#[path = "demo/tests.rs"]
mod tests;
