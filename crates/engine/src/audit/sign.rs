//! Signs the ends of chains with the installation's key, and checks chains and signatures for the doctor. Who can write to
//! the database but does not hold the key can make a chain anew only up to the last signed end.

use domain::audit::{AuditEntry, AuditHead, Broken, Checker, Fault, head_message};
use domain::event::Timer;
use domain::{AuditId, Micros};
use store::Tx;

use crate::doctor::Check;
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

/// Entries that the doctor reads at once.
const READ_AT_ONCE: i64 = 5_000;
/// Signed ends that the doctor looks at.
const HEADS_MAX: i64 = 1_000_000;

/// The public half of the key that signs here, for who keeps it elsewhere.
pub fn public_key(engine: &Engine) -> Vec<u8> {
    engine.inner.outside.audit_key.public()
}

/// Fires at the hour after a chain has grown: its end is signed.
pub(crate) async fn sign(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let bucket = timer.subject;
            let (_, number, hash) = store::audit::ends(act.tx, &[bucket])?.pop().or_absent()?;
            let signed = store::audit::last_heads(act.tx, vec![bucket])?.pop().map_or(0, |head| head.number);
            if signed >= number {
                return Ok(());
            }
            let key = &act.engine.inner.outside.audit_key;
            let mut head = AuditHead {
                id: AuditId::from_raw(act.mint(bucket)),
                number,
                hash,
                signed_at: act.now,
                key: key.public(),
                signature: Vec::new(),
            };
            head.signature = key.sign(&head_message(&head));
            Ok(store::insert(act.tx, &[head])?)
        })
        .await
}

/// Every chain follows entry by entry, and every signed end is where it was signed.
pub(crate) fn check(tx: &mut Tx<'_>, key: &[u8]) -> Seen<Vec<Check>> {
    let heads = store::audit::all_heads(tx, HEADS_MAX)?;
    let forged = heads.iter().find(|head| !is_signed(head, key));
    let forged = forged.map(|head| broken(head, Fault::Forged));
    let (mut chain, mut differs) = (None, None);
    let mut checker = Checker::default();
    let (mut bucket, mut number) = (0, 0);
    let mut waiting = heads.iter().peekable();
    loop {
        let entries = store::audit::all_after(tx, bucket, number, READ_AT_ONCE)?;
        for entry in &entries {
            chain = chain.or(checker.look_at(entry).err());
            while let Some(head) = waiting.next_if(|head| place(head) <= of(entry)) {
                let fits = place(head) == of(entry) && head.hash == entry.hash;
                differs = differs.or((!fits).then(|| broken(head, Fault::HeadDiffers)));
            }
        }
        let Some(last) = entries.last() else { break };
        (bucket, number) = of(last);
    }
    // What was signed lies beyond the last entry that is there.
    let missing = waiting.next().map(|head| broken(head, Fault::Missing));
    let said = |name, found: Option<Broken>| Check {
        name,
        holds: found.is_none(),
        found: found.map(|broken| broken.to_string()).unwrap_or_default(),
    };
    Ok(vec![
        said("audit.chains_are_whole", chain),
        said("audit.signed_ends_are_there", forged.or(differs).or(missing)),
    ])
}

fn is_signed(head: &AuditHead, key: &[u8]) -> bool {
    head.key == key && gateways::sign::fits(key, &head_message(head), &head.signature)
}

fn place(head: &AuditHead) -> (i64, i64) {
    (head.id.bucket(), head.number)
}

fn of(entry: &AuditEntry) -> (i64, i64) {
    (entry.id.bucket(), entry.number)
}

fn broken(head: &AuditHead, fault: Fault) -> Broken {
    Broken { bucket: head.id.bucket(), number: head.number, fault }
}
