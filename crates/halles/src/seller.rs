//! `halles seller`: registers companies and people who sell, with the account of their owner; gives shops host names.

mod host;

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::SellerId;
use domain::seller::Seller;
use engine::plain::told;
use engine::{Engine, SellerMember};

use crate::member::{Account, Person, account, tell_password};
use crate::open::with_engine;
use crate::outside::Clock;
use crate::{Installation, say};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Registers one
    Add(Box<Add>),
    /// Host names of shops' own
    #[command(subcommand)]
    Host(Box<host::Host>),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    installation: Installation,
    /// As buyers see it
    name: String,
    #[command(flatten)]
    owner: Person,
    /// As the register writes it [default: the name]
    #[arg(long)]
    legal_name: Option<String>,
    /// Two letters, such as FR
    #[arg(long)]
    country: String,
    #[arg(long, default_value = "")]
    street: String,
    #[arg(long, default_value = "")]
    postcode: String,
    #[arg(long, default_value = "")]
    city: String,
    #[arg(long)]
    vat_number: Option<String>,
    /// Where payouts go; can be set later in the seller centre
    #[arg(long, default_value = "")]
    iban: String,
    #[arg(long)]
    json: bool,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let add = match command {
        Command::Add(add) => add,
        Command::Host(command) => return host::run(command),
    };
    let (member, account) =
        with_engine(&add.installation, &Clock::default(), async |engine| register(&engine, add).await)?;
    if add.json {
        say::json(&serde_json::json!({
            "seller": member.seller, "owner": member.user, "email": add.owner.email,
            "password": account.made_password,
        }))?;
    } else {
        say::line(&format!(
            "{} is registered: {}; its owner is {}",
            add.name, member.seller, add.owner.email
        ));
        tell_password(&account);
    }
    Ok(ExitCode::SUCCESS)
}

async fn register(engine: &Engine, add: &Add) -> anyhow::Result<(SellerMember, Account)> {
    let country = domain::address::country(&add.country)
        .with_context(|| format!("`{}` is no country that Halles knows", add.country))?;
    let fits = add.iban.is_empty() || domain::payout::iban_fits(&add.iban);
    anyhow::ensure!(fits, "`{}` is no IBAN", add.iban);
    let owner = account(engine, &add.owner).await?;
    let seller = Seller {
        id: SellerId::from_raw(0),
        name: add.name.trim().to_owned(),
        legal_name: add.legal_name.clone().unwrap_or_else(|| add.name.trim().to_owned()),
        street: add.street.clone(),
        postcode: add.postcode.clone(),
        city: add.city.clone(),
        country: country.to_owned(),
        vat_number: add.vat_number.clone(),
        email: add.owner.email.clone(),
        language: add.owner.language.clone(),
        iban: add.iban.clone(),
        created_at: 0,
        version: 0,
    };
    let member = engine::shop::register(engine, seller, owner.user, engine.now()).await;
    Ok((told(member, "registering the seller")?, owner))
}
