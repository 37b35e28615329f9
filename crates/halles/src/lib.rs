//! All of the binary: configuration, wiring, sub-commands. Decides nothing about goods, money or orders. A library, so that
//! it is compiled while the crates below it are still being optimized.

mod audit;
mod backup;
mod bench;
mod category;
mod config;
mod deliver;
mod demo;
mod doctor;
mod door;
mod hook;
mod import;
mod jobs;
mod leash;
mod market;
mod member;
mod metrics;
mod moment;
mod open;
mod operator;
mod outside;
mod picture;
mod policy;
mod restore;
mod say;
mod seller;
mod serve;
mod shop;
#[cfg(test)]
mod testing;
mod trace;
mod user;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use config::{Config, Settings};

/// Marketplaces in one binary.
#[derive(Debug, Parser)]
#[command(name = "halles", version, about)]
struct Cli {
    /// How the log is written
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORM",
        env = "HALLES_LOG_FORM",
        default_value = "text"
    )]
    log: say::LogForm,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts a furnished set of markets on a fresh embedded database (also what `halles` alone does)
    Demo(demo::Demo),
    /// Serves the markets of an installation
    Serve(Installation),
    /// Takes in files of other systems
    #[command(subcommand)]
    Import(import::Import),
    /// What is done by itself at its time
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// Checks every invariant of the database; exits with 0 only if all hold
    Doctor(doctor::Doctor),
    /// Measures this program on this machine, beside the raw limit
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Takes a whole copy of an installation while it is served
    Backup(backup::Backup),
    /// Makes an installation out of a backup, or out of an archive as it was at any moment
    Restore(restore::Restore),
    /// The companies that run markets
    #[command(subcommand)]
    Operator(operator::Command),
    /// Marketplace sites
    #[command(subcommand)]
    Market(market::Command),
    /// The tree by which goods are found
    #[command(subcommand)]
    Category(category::Command),
    /// The rules of a market: what holds, what is announced, what differs
    #[command(subcommand)]
    Policy(policy::Command),
    /// Companies and people who sell
    #[command(subcommand)]
    Seller(seller::Command),
    /// Sellers' storefronts
    #[command(subcommand)]
    Shop(shop::Command),
    /// Who acts for an operator or a seller
    #[command(subcommand)]
    Member(member::Command),
    /// Accounts of people
    #[command(subcommand)]
    User(user::Command),
    /// What people did, as it was taken out of an installation
    #[command(subcommand)]
    Audit(audit::Command),
}

/// What a command is asked that shows all there is of something.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    installation: Installation,
    #[arg(long)]
    json: bool,
}

/// Which installation a command works on.
#[derive(Debug, Clone, Default, Args)]
pub struct Installation {
    /// A TOML file of settings; HALLES_… variables and flags stand above it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

impl Installation {
    pub fn config(&self) -> anyhow::Result<Config> {
        self.settings()?.checked()
    }

    /// Flags over the environment over the file.
    pub fn settings(&self) -> anyhow::Result<Settings> {
        let environment = Settings::of_environment(|name| std::env::var(name).ok())?;
        let file = self.config.as_deref().map(Settings::of_file).transpose()?.unwrap_or_default();
        Ok(self.settings.clone().over(environment).over(file))
    }
}

/// Does what the command line asks.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    say::start_log(cli.log);
    match run(cli.command.unwrap_or_else(|| Command::Demo(demo::Demo::default()))) {
        Ok(code) => code,
        Err(error) => {
            say::complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(demo) => demo::run(&demo),
        Command::Serve(installation) => serve::run(&installation),
        Command::Import(import) => import::run(&import),
        Command::Jobs(jobs) => jobs::run(&jobs),
        Command::Doctor(doctor) => doctor::run(&doctor),
        Command::Bench(bench) => bench::run(&bench),
        Command::Backup(backup) => backup::run(&backup),
        Command::Restore(restore) => restore::run(&restore),
        Command::Operator(command) => operator::run(&command),
        Command::Market(command) => market::run(&command),
        Command::Category(command) => category::run(&command),
        Command::Policy(command) => policy::run(&command),
        Command::Seller(command) => seller::run(&command),
        Command::Shop(command) => shop::run(&command),
        Command::Member(command) => member::run(&command),
        Command::User(command) => user::run(&command),
        Command::Audit(command) => audit::run(&command),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_have_no_conflicts() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn without_a_command_the_demo_starts() {
        assert!(Cli::try_parse_from(["halles"]).unwrap().command.is_none());
        assert!(matches!(Cli::try_parse_from(["halles", "demo"]).unwrap().command, Some(Command::Demo(_))));
    }
}
