//! `halles member`: gives accounts to people who act for an operator or a seller.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::seller::{MemberOf, Role};
use domain::{OperatorId, SellerId, UserId};
use engine::Engine;
use engine::by_hand::{self, NewAccount};
use engine::plain::told;

use crate::open::with_engine;
use crate::outside::{Clock, random};
use crate::{Installation, operator, say};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes somebody a member of an operator or a seller, with an account where there is none
    Add(Box<Add>),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    installation: Installation,
    #[command(flatten)]
    person: Person,
    /// Acts for this operator [default: the only one, unless a seller is named]
    #[arg(long, value_name = "ID", conflicts_with = "seller")]
    operator: Option<OperatorId>,
    /// Acts for this seller
    #[arg(long, value_name = "ID")]
    seller: Option<SellerId>,
    /// What they may do: owner, manager, clerk, accountant of a seller; owner, checker, finance, support, auditor of an
    /// operator
    #[arg(long, value_name = "ROLE", default_value = "owner")]
    role: Role,
    #[arg(long)]
    json: bool,
}

/// Who is to have an account.
#[derive(Debug, Clone, Args)]
pub struct Person {
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// As others see it; needed for a new account
    #[arg(id = "person", long = "person", value_name = "NAME")]
    pub name: Option<String>,
    /// Language of letters: en, fr or zh
    #[arg(long = "person-language", value_name = "LANGUAGE", default_value = "en")]
    pub language: String,
    /// Reads the password from a file; `-` is standard input. Without one, a password is made and told once
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
}

/// An account that is there now, and its password where it was made just now.
#[derive(Debug)]
pub struct Account {
    pub user: UserId,
    pub made_password: Option<String>,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let Command::Add(add) = command;
    let (account, subject) =
        with_engine(&add.installation, &Clock::default(), async |engine| join(&engine, add).await)?;
    if add.json {
        say::json(&serde_json::json!({
            "user": account.user, "email": add.person.email, "acts_for": subject,
            "password": account.made_password,
        }))?;
    } else {
        say::line(&format!("{} acts for {subject}", add.person.email));
        tell_password(&account);
    }
    Ok(ExitCode::SUCCESS)
}

async fn join(engine: &Engine, add: &Add) -> anyhow::Result<(Account, String)> {
    let now = engine.now();
    let account = account(engine, &add.person).await?;
    let Some(seller) = add.seller else {
        let id = operator::chosen(engine, add.operator)?.id;
        let role = of(add.role, MemberOf::Operator)?;
        let added = by_hand::add_operator_member(engine, id, account.user, role, now).await;
        told(added, "adding the member")?;
        return Ok((account, id.to_string()));
    };
    let role = of(add.role, MemberOf::Seller)?;
    told(by_hand::add_seller_member(engine, seller, account.user, role, now).await, "adding the member")?;
    Ok((account, seller.to_string()))
}

fn of(role: Role, of: MemberOf) -> anyhow::Result<Role> {
    let known = Role::all_of(of);
    let names = || known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    anyhow::ensure!(known.contains(&role), "the role is one of {}", names());
    Ok(role)
}

/// The account of that address; opened where there is none.
pub async fn account(engine: &Engine, person: &Person) -> anyhow::Result<Account> {
    if let Ok(user) = by_hand::account_of(engine, &person.email).await {
        return Ok(Account { user, made_password: None });
    }
    let name = person.name.clone().context("a new account needs a name: --person NAME")?;
    let language = web::Lang::parse(&person.language).context("the language is one of en, fr, zh")?;
    let (password, made_password) = match &person.password_file {
        Some(path) => (read_password(path)?, None),
        None => {
            let made = make_password();
            (made.clone(), Some(made))
        }
    };
    let password_hash = told(by_hand::password_hash(engine, password).await, "the password")?;
    let email = person.email.clone();
    let new = NewAccount { name, email, language: language.html().to_owned(), password_hash };
    let user = told(by_hand::add_account(engine, new, engine.now()).await, "opening the account")?;
    Ok(Account { user, made_password })
}

pub fn tell_password(account: &Account) {
    if let Some(password) = &account.made_password {
        say::line(&format!("password, told only now: {password}"));
    }
}

fn read_password(path: &Path) -> anyhow::Result<String> {
    let text = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin()).context("reading the password")?
    } else {
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?
    };
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Eighty bits, in letters that are not mistaken for each other.
fn make_password() -> String {
    let mut bytes = [0; 10];
    random(&mut bytes);
    data_encoding::BASE32_DNSCURVE.encode(&bytes)
}
