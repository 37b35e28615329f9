//! Files of papers: judged, sealed and kept outside; read through links that end soon, each reading noted.

use domain::application::Move;
use domain::audit::{About, Deed};
use domain::event::Event;
use domain::paper::{FileType, PAPERS_MAX, Paper, PaperKind, PaperRefusal, Told as ToldOf, Verdict};
use domain::permission::Permission;
use domain::{ApplicationId, Code, EventId, MINUTE, Micros, PaperId, UserId};
use gateways::objects::ObjectKey;
use gateways::paper_file::{PaperType, judge};
use gateways::seal::{Draw, Sealed};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::paper::PaperReading;

use super::Case;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Engine, OperatorMember, Seen, SellerMember, Stop, Widen, secret};

/// A link to a file ends so soon.
const LINK_LASTS: Micros = 10 * MINUTE;
const SIGNATURE_BYTES: usize = 20;

#[derive(Clone)]
pub struct AddPaper {
    pub application: ApplicationId,
    pub kind: PaperKind,
    pub number: String,
    pub issuer: String,
    pub valid_until: Option<Micros>,
    pub file_name: String,
    pub file: Vec<u8>,
}

impl std::fmt::Debug for AddPaper {
    /// What a paper holds does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddPaper").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Adds a paper with its file. One of the same kind that nobody has looked at yet is replaced; what was accepted stays.
pub async fn add_paper(
    engine: &Engine,
    member: &SellerMember,
    form: AddPaper,
    now: Micros,
) -> Result<PaperId, Stop<PaperRefusal>> {
    member.may(Permission::PapersEdit)?;
    let id = PaperId::from_raw(engine.mint(now, form.application.bucket()));
    let paper = Paper {
        id,
        application: form.application,
        seller: member.seller,
        kind: form.kind,
        number: form.number.trim().to_owned(),
        issuer: form.issuer.trim().to_owned(),
        valid_until: form.valid_until,
        verdict: Verdict::Waiting,
        reason: String::new(),
        reviewer: String::new(),
        reviewed_at: None,
        told: ToldOf::Nothing,
        added_at: now,
        file_key: String::new(),
        file_type: FileType::None,
        file_bytes: form.file.len() as i64,
        wrapped_key: Vec::new(),
        version: 0,
    };
    let (own, seller) = (paper.clone(), member.seller);
    let case = engine.clone();
    // Before anything is sealed: whose it is, and whether such a paper is asked for.
    engine
        .read(move |tx| {
            let it = store::application::application(tx, own.application)?;
            let it = it.filter(|it| it.seller == seller).or_absent()?;
            Ok(fits(&Case::read(tx, &case, it, now)?, &own, now))
        })
        .await
        .widen()?
        .or_refuse()?;
    let paper = keep_file(engine, paper, form.file_name, form.file).await?;
    let key = paper.file_key.clone();
    let added = insert(engine, member, paper, now).await;
    match added {
        Ok(()) => Ok(id),
        // Nobody knows whether it was kept after all: rather a file too many than a paper without its file.
        Err(stop @ Stop::Problem(_)) => Err(stop),
        Err(stop) => {
            remove(engine, key).await.widen()?;
            Err(stop)
        }
    }
}

fn fits(case: &Case, paper: &Paper, now: Micros) -> Result<(), PaperRefusal> {
    if !case.it.is_editable() {
        return Err(PaperRefusal::StageOver);
    }
    if case.papers.len() >= PAPERS_MAX {
        return Err(PaperRefusal::TooMany);
    }
    paper.check(&case.list, now)
}

/// Judges the file, seals it with a key of its own and keeps it.
async fn keep_file(
    engine: &Engine,
    mut paper: Paper,
    name: String,
    file: Vec<u8>,
) -> Result<Paper, Stop<PaperRefusal>> {
    let own = engine.clone();
    let kept = engine.filing(move || {
        let file_type = judge(&name, &file).map_err(|refusal| refusal.code())?;
        let lot = u64::from_be_bytes(own.random());
        paper.file_key = format!("{}-{lot:016x}", paper.id);
        paper.file_type = match file_type {
            PaperType::Pdf => FileType::Pdf,
            PaperType::Jpeg => FileType::Jpeg,
            PaperType::Png => FileType::Png,
        };
        let draw = Draw { key: own.random(), nonce: own.random() };
        let sealed = own.inner.outside.paper_key.seal(&paper.file_key, &file, &draw);
        paper.wrapped_key = sealed.wrapped_key;
        let key = ObjectKey::parse(&paper.file_key).expect("ids and digits are a key");
        Ok(own.inner.outside.objects.put(&key, &sealed.bytes).map(|()| paper))
    });
    let kept = kept.await.widen()?.map_err(|code| Stop::Refused(PaperRefusal::File(code)))?;
    kept.map_err(|error| Stop::fault(format!("keeping a paper: {error:#}")))
}

async fn insert(
    engine: &Engine,
    member: &SellerMember,
    paper: Paper,
    now: Micros,
) -> Result<(), Stop<PaperRefusal>> {
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_applicant(act, &member, paper.application)?;
            fits(&case, &paper, act.now).or_refuse()?;
            let is_old = |old: &&mut Paper| old.kind == paper.kind && old.verdict == Verdict::Waiting;
            for old in case.papers.iter_mut().filter(is_old) {
                old.verdict = Verdict::Replaced;
                let key = std::mem::take(&mut old.file_key);
                act.event(domain::event::EventKind::PaperDropped, old.id.get(), &key);
                store::save(act.tx, std::slice::from_ref(old))?;
            }
            store::insert(act.tx, std::slice::from_ref(&paper))?;
            case.step(act, Move::PaperAdded, &member.name, paper.kind.code())?;
            let what = (json!(null), json!({ "kind": paper.kind.code() }));
            act.audit(&member.doer(), Deed::PaperAdded, About::Seller(paper.seller), paper.id, what);
            case.papers.push(paper.clone());
            case.save(act).map(drop)
        })
        .await
}

async fn remove(engine: &Engine, key: String) -> Seen<()> {
    let own = engine.clone();
    let removed = engine.filing(move || match ObjectKey::parse(&key) {
        Some(key) => own.inner.outside.objects.delete(&key),
        None => Ok(()),
    });
    removed.await?.map_err(|error| Stop::fault(format!("deleting a paper: {error:#}")))
}

/// Deletes the file that an event names.
pub(crate) async fn delete(engine: &Engine, event: &Event) -> Seen<()> {
    remove(engine, event.body.clone()).await
}

/// A way to a file that only one person can go, for a few minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    pub until: Micros,
    pub signature: String,
}

/// Signs a link for who is to read it.
pub fn link(engine: &Engine, paper: PaperId, user: UserId, now: Micros) -> FileLink {
    let until = now + LINK_LASTS;
    FileLink { until, signature: signature(engine, paper, user, until) }
}

fn signature(engine: &Engine, paper: PaperId, user: UserId, until: Micros) -> String {
    let mut hasher = Sha256::new();
    hasher.update(engine.inner.outside.link_secret);
    for part in [paper.get(), user.get(), until] {
        hasher.update(part.to_be_bytes());
    }
    data_encoding::BASE64URL_NOPAD.encode(&hasher.finalize()[..SIGNATURE_BYTES])
}

/// The content of a paper's file.
#[derive(Clone)]
pub struct PaperFile {
    pub file_type: FileType,
    pub kind: PaperKind,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for PaperFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PaperFile").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Opens a file for a checker who came by a link of theirs. Noted before it is read; absent when the link is over, another's
/// or forged.
pub async fn read_file(
    engine: &Engine,
    member: &OperatorMember,
    id: PaperId,
    link: FileLink,
    now: Micros,
) -> Seen<PaperFile> {
    member.may(Permission::PapersRead)?;
    let expected = signature(engine, id, member.user, link.until);
    if now > link.until || !secret::same(expected.as_bytes(), link.signature.as_bytes()) {
        return Err(Stop::Absent);
    }
    let member = member.clone();
    let paper = engine
        .act(now, move |act| {
            let paper = store::paper::paper(act.tx, id)?.filter(|paper| !paper.file_key.is_empty());
            let paper = paper.or_absent()?;
            let it = store::application::application(act.tx, paper.application)?;
            it.filter(|it| it.operator == member.operator && it.submitted_at.is_some()).or_absent()?;
            let reading = PaperReading {
                paper: id,
                id: EventId::from_raw(act.mint(id.bucket())),
                user_id: member.user,
                name: member.name.clone(),
                at: act.now,
            };
            store::insert(act.tx, &[reading])?;
            let what = (json!(null), json!({ "kind": paper.kind.code() }));
            act.audit(&member.doer(), Deed::PaperRead, About::Seller(paper.seller), id, what);
            Ok(paper)
        })
        .await?;
    let own = engine.clone();
    let opened = engine.filing(move || {
        let outside = &own.inner.outside;
        let Some(key) = ObjectKey::parse(&paper.file_key) else { return Ok(None) };
        let Some(bytes) = outside.objects.get(&key)? else { return Ok(None) };
        let sealed = Sealed { bytes, wrapped_key: paper.wrapped_key };
        let bytes = outside.paper_key.open(&paper.file_key, &sealed)?;
        Ok(Some(PaperFile { file_type: paper.file_type, kind: paper.kind, bytes }))
    });
    let opened = opened.await?;
    opened.map_err(|error: anyhow::Error| Stop::fault(format!("reading a paper: {error:#}")))?.or_absent()
}
