//! The members of a seller or an operator as both sites show and change them: one page, one form for each thing that can be
//! done. Who may is decided by the engine.

use domain::member::MemberRefusal;
use domain::seller::{MemberOf, Role};
use domain::{Code, MarketId, Micros, UserId};
use engine::Engine;
use engine::member::{Manager, Members};

use crate::actor::{code_of, refused_or};
use crate::{Choice, Failure, Form, FormData, Words, people};

const EMAIL_CHARS_MAX: usize = 254;

/// Everything of the page but what stands around it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub base: String,
    pub leaving: String,
    pub members: Vec<Line>,
    pub invitations: Vec<Waiting>,
    /// What each role is for.
    pub roles: Vec<(String, String)>,
    pub choices: Vec<Choice>,
    pub can_manage: bool,
    pub form: Form,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: String,
    pub since: String,
    pub is_me: bool,
    /// The choices, their own role first.
    pub choices: Vec<Choice>,
}

#[derive(Debug, Clone)]
pub struct Waiting {
    pub email: String,
    pub role: String,
    pub by: String,
    pub until: String,
}

/// Who looks, and where.
#[derive(Debug, Clone, Copy)]
pub struct Looking {
    pub words: Words,
    pub offset_minutes: i32,
    pub of: MemberOf,
    pub me: UserId,
    pub can_manage: bool,
}

impl Shown {
    pub fn new(at: Looking, (base, leaving): (String, String), found: &Members, form: Form) -> Self {
        let Looking { words, offset_minutes, of, .. } = at;
        let name = |role: Role| people::role(words, of, role);
        let choice = |role: &Role| Choice::new(role.code(), name(*role));
        let line = |member: &domain::member::Member| {
            let others = Role::all_of(of).iter().filter(|role| **role != member.role);
            Line {
                id: member.user.to_string(),
                name: member.name.clone(),
                email: member.email.clone(),
                role: name(member.role),
                since: words.date(member.since, offset_minutes),
                is_me: member.user == at.me,
                choices: std::iter::once(&member.role).chain(others).map(choice).collect(),
            }
        };
        let waiting = |one: &domain::member::MemberInvitation| Waiting {
            email: one.email.clone(),
            role: name(one.role),
            by: one.invited_by.clone(),
            until: words.date(one.expires_at, offset_minutes),
        };
        Self {
            base,
            leaving,
            members: found.members.iter().map(line).collect(),
            invitations: found.invitations.iter().map(waiting).collect(),
            roles: Role::all_of(of)
                .iter()
                .map(|role| (name(*role), people::about(words, of, *role)))
                .collect(),
            choices: Role::all_of(of).iter().rev().map(choice).collect(),
            can_manage: at.can_manage,
            form: form.labelled([("email", words.say("people-email")), ("role", words.say("people-role"))]),
        }
    }
}

/// Does what the page's form asks for. Answers the end of the key of the sentence that tells it, or the form with its error.
pub async fn change(
    engine: &Engine,
    manager: &Manager,
    data: FormData,
    market: MarketId,
    now: Micros,
) -> Result<Result<&'static str, Form>, Failure> {
    let mut form = Form::new(data);
    let user = form.data.first("user").parse::<UserId>();
    let (done, said) = match form.choice("act", &["invite", "role", "remove", "revoke"]) {
        Some("invite") => {
            let (email, role) = (form.email("email"), role(&mut form));
            let (Some(email), Some(role)) = (email, role) else { return Ok(Err(form)) };
            (engine::member::invite(engine, manager, (email, role), market, now).await, "invited")
        }
        Some("revoke") => {
            let email = form.required("email", EMAIL_CHARS_MAX).ok_or(Failure::NotFound)?;
            (engine::member::revoke(engine, manager, email, now).await, "revoked")
        }
        Some("role") => {
            let Some(role) = role(&mut form) else { return Ok(Err(form)) };
            let user = user.map_err(|_| Failure::NotFound)?;
            (engine::member::set_role(engine, manager, user, role, now).await, "role-set")
        }
        Some(_) => {
            let user = user.map_err(|_| Failure::NotFound)?;
            (engine::member::remove(engine, manager, user, now).await, "removed")
        }
        None => return Err(Failure::NotFound),
    };
    Ok(match refused_or(done)? {
        Ok(()) => Ok(said),
        Err(refusal) => {
            let is_of_address = matches!(refusal, MemberRefusal::NotAnEmail | MemberRefusal::Already);
            form.errors.refuse(if is_of_address { "email" } else { "" }, code_of(&refusal), Vec::new());
            Err(form)
        }
    })
}

fn role(form: &mut Form) -> Option<Role> {
    let known: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    form.choice("role", &known)?.parse().ok()
}

impl Shown {
    /// For samples: alone, with others who wait, for who may only look, with an error.
    pub fn samples(words: Words, of: MemberOf, base: &str) -> Vec<Self> {
        let paths = || (base.to_owned(), format!("{base}/departure"));
        let member = |user: i64, name: &str, role| domain::member::Member {
            user: UserId::from_raw(user),
            name: name.to_owned(),
            email: "aurelie.fontaine-beauregard@example.org".to_owned(),
            role,
            since: 1_795_341_600_000_000,
        };
        let invitation = domain::member::MemberInvitation {
            member_of: of,
            subject: 1,
            hash: Vec::new(),
            email: "yutong@example.org".to_owned(),
            role: Role::all_of(of)[1],
            invited_by: "Claire Morel".to_owned(),
            invited_at: 0,
            expires_at: 1_795_341_600_000_000,
            ended_at: None,
            version: 0,
        };
        let alone =
            Members { members: vec![member(1, "Claire Morel", Role::Owner)], invitations: Vec::new() };
        let full = Members {
            members: vec![
                member(1, "Claire Morel", Role::Owner),
                member(2, "Aurélie Fontaine-Beauregard de Saint-Exupéry", Role::all_of(of)[1]),
                member(3, "李雨桐", Role::all_of(of)[2]),
            ],
            invitations: vec![invitation],
        };
        let at = Looking { words, offset_minutes: 60, of, me: UserId::from_raw(1), can_manage: true };
        let mut wrong = Form::filled([("email", "yutong".to_owned()), ("role", "owner".to_owned())]);
        wrong.errors.refuse("email", "member.already", Vec::new());
        vec![
            Self::new(at, paths(), &alone, Form::default()),
            Self::new(at, paths(), &full, wrong),
            Self::new(Looking { can_manage: false, ..at }, paths(), &full, Form::default()),
        ]
    }
}
