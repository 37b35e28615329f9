//! `halles operator`: the companies that run markets.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::OperatorId;
use domain::policy::Operator;
use engine::Engine;
use engine::plain::told;

use crate::open::with_engine;
use crate::outside::Clock;
use crate::{Installation, List, say};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists them
    List(Box<List>),
    /// Founds one
    Add(Box<Add>),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    installation: Installation,
    /// The company's name as markets show it
    name: String,
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
    /// Where its sellers and buyers write to
    #[arg(long, default_value = "")]
    email: String,
    #[arg(long)]
    json: bool,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(list) => with_engine(&list.installation, &Clock::default(), async |engine| {
            let operators = engine.operators();
            if list.json {
                return say::json(&operators.iter().map(as_json).collect::<Vec<_>>());
            }
            let row = |o: &Operator| vec![o.id.to_string(), o.legal_name.clone(), o.country.clone()];
            say::table(&["operator", "name", "country"], &operators.iter().map(row).collect::<Vec<_>>());
            Ok(())
        })?,
        Command::Add(add) => {
            let operator =
                with_engine(&add.installation, &Clock::default(), async |engine| found(&engine, add).await)?;
            if add.json {
                say::json(&as_json(&operator))?;
            } else {
                say::line(&format!("{} is founded: {}", operator.legal_name, operator.id));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn found(engine: &Engine, add: &Add) -> anyhow::Result<Operator> {
    let country = domain::address::country(&add.country)
        .with_context(|| format!("`{}` is no country that Halles knows", add.country))?;
    let operator = Operator {
        id: OperatorId::from_raw(0),
        name: add.name.trim().to_owned(),
        legal_name: add.legal_name.clone().unwrap_or_else(|| add.name.trim().to_owned()),
        street: add.street.clone(),
        postcode: add.postcode.clone(),
        city: add.city.clone(),
        country: country.to_owned(),
        vat_number: add.vat_number.clone(),
        email: add.email.clone(),
    };
    told(engine::market::found_operator(engine, operator, engine.now()).await, "founding the operator")
}

fn as_json(operator: &Operator) -> serde_json::Value {
    serde_json::json!({
        "operator": operator.id, "name": operator.name, "legal_name": operator.legal_name,
        "country": operator.country, "email": operator.email,
    })
}

/// The operator named, or the only one there is.
pub fn chosen(engine: &Engine, named: Option<OperatorId>) -> anyhow::Result<Operator> {
    let operators = engine.operators();
    match named {
        Some(id) => engine.operator(id).with_context(|| format!("there is no operator {id}")),
        None if operators.len() == 1 => Ok(operators[0].clone()),
        None if operators.is_empty() => {
            anyhow::bail!("there is no operator yet: `halles operator add` founds one")
        }
        None => anyhow::bail!("there are several operators: name one with --operator"),
    }
}
