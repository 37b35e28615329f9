//! A desk decides what waits together, in turn between lines, and lets a bad command harm nobody.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::path::PathBuf;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};

use domain::bucket_of_text;
use store::command::Kept;
use store::db::{Command, Desk, Outcomes};
use store::{Db, Location, Problem, Tx};

/// Keeps a row under its name; `bad` ones fail, `again` ones ask once to decide again.
#[derive(Debug)]
struct Keep {
    line: i64,
    name: String,
    bad: bool,
    batches: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Command for Keep {
    type Answer = String;
    type Stop = Problem;

    fn line(&self) -> i64 {
        self.line
    }

    fn subject(&self) -> i64 {
        bucket_of_text(&self.name)
    }

    fn decide(tx: &mut Tx<'_>, commands: &[&Self]) -> Result<Outcomes<Self>, Problem> {
        let names: Vec<String> = commands.iter().map(|command| command.name.clone()).collect();
        commands[0].batches.lock().unwrap().push(names.clone());
        let row =
            |name: &String| Kept { actor: 7, key: name.clone(), hash: vec![], outcome: String::new(), at: 1 };
        store::command::keep(tx, &names.iter().map(row).collect::<Vec<_>>())?;
        if commands.iter().any(|command| command.bad) {
            return Err(Problem::fault("a command that makes no sense"));
        }
        Ok(names.into_iter().map(Ok).collect())
    }
}

struct House {
    db: Db,
    desk: Desk<Keep>,
    batches: Arc<Mutex<Vec<Vec<String>>>>,
    folder: PathBuf,
}

impl House {
    fn open(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("halles-desk-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let db = Db::open(&Location::File(folder.join("halles.db"))).unwrap();
        Self { desk: db.desk(), db, batches: Arc::default(), folder }
    }

    fn command(&self, line: i64, name: &str, bad: bool) -> Keep {
        Keep { line, name: name.to_owned(), bad, batches: Arc::clone(&self.batches) }
    }

    /// Keeps the writer busy until the sender is dropped; whoever asks meanwhile waits.
    fn hold_the_writer(&self) -> mpsc::Sender<()> {
        let (sender, held) = mpsc::channel::<()>();
        let (started, began) = mpsc::channel::<()>();
        let held = Mutex::new(held);
        let db = self.db.clone();
        tokio::spawn(async move {
            let wait = move |_: &mut Tx<'_>| {
                let _ = started.send(());
                let _ = held.lock().unwrap().recv();
                Ok::<_, Problem>(())
            };
            db.act(wait).await.unwrap();
        });
        tokio::task::block_in_place(|| began.recv().unwrap());
        sender
    }

    async fn kept(&self) -> usize {
        let found = self.db.act(|tx| {
            let names: Vec<String> = (0..400).map(|at| format!("n{at}")).collect();
            let wanted: Vec<(i64, &str)> = names.iter().map(|name| (7, name.as_str())).collect();
            store::command::find(tx, &wanted)
        });
        found.await.unwrap().len()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Starts commands in their order and waits until all of them stand in line.
async fn ask_all(
    house: &House,
    commands: Vec<Keep>,
) -> Vec<tokio::task::JoinHandle<Result<String, Problem>>> {
    let mut asked = Vec::new();
    for command in commands {
        let desk = house.desk.clone();
        let (queued, stands) = tokio::sync::oneshot::channel();
        asked.push(tokio::spawn(async move {
            let answer = desk.ask(command);
            tokio::pin!(answer);
            // The first look puts the command in line.
            let early = futures_now(&mut answer).await;
            let _ = queued.send(());
            match early {
                Some(done) => done,
                None => answer.await,
            }
        }));
        stands.await.unwrap();
    }
    asked
}

async fn futures_now<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match std::pin::Pin::new(&mut *future).poll(context) {
            std::task::Poll::Ready(done) => Some(done),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_wait_share_one_batch_and_each_gets_its_own_answer() {
    let house = House::open("together");
    let held = house.hold_the_writer();
    let commands = (0..20).map(|at| house.command(1, &format!("n{at}"), false)).collect();
    let asked = ask_all(&house, commands).await;
    drop(held);
    for (at, answer) in asked.into_iter().enumerate() {
        assert_eq!(answer.await.unwrap().unwrap(), format!("n{at}"));
    }
    assert_eq!(house.kept().await, 20);
    let sizes: Vec<usize> = house.batches.lock().unwrap().iter().map(Vec::len).collect();
    assert_eq!(sizes, [20], "twenty that waited were decided together");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rush_in_one_line_keeps_no_other_line_waiting() {
    let house = House::open("lines");
    let held = house.hold_the_writer();
    let mut commands: Vec<Keep> = (0..300).map(|at| house.command(1, &format!("n{at}"), false)).collect();
    commands.push(house.command(2, "n399", false));
    let asked = ask_all(&house, commands).await;
    drop(held);
    for answer in asked {
        answer.await.unwrap().unwrap();
    }
    let batches = house.batches.lock().unwrap();
    assert!(batches[0].contains(&"n399".to_owned()), "the last to come stood alone in its line");
    assert!(batches.iter().all(|batch| batch.len() <= 128));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_command_harms_nobody_else() {
    let house = House::open("bad");
    let held = house.hold_the_writer();
    let commands = (0..5).map(|at| house.command(1, &format!("n{at}"), at == 2)).collect();
    let asked = ask_all(&house, commands).await;
    drop(held);
    for (at, answer) in asked.into_iter().enumerate() {
        assert_eq!(answer.await.unwrap().is_err(), at == 2);
    }
    assert_eq!(house.kept().await, 4, "what the bad one wrote is gone, the others are there");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_commands_about_one_subject_are_not_decided_together() {
    let house = House::open("subject");
    let held = house.hold_the_writer();
    let commands = vec![house.command(1, "n1", false), house.command(2, "n1", false)];
    let asked = ask_all(&house, commands).await;
    drop(held);
    let mut done = Vec::new();
    for answer in asked {
        done.push(answer.await.unwrap().is_ok());
    }
    assert_eq!(done, [true, false], "the second finds the first one's row");
    assert_eq!(house.batches.lock().unwrap()[0], ["n1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_to_a_full_desk_is_sent_away_at_once() {
    let house = House::open("full");
    let held = house.hold_the_writer();
    let commands = (0..3_072).map(|at| house.command(1, &format!("many-{at}"), false)).collect();
    let asked = ask_all(&house, commands).await;
    let late = house.desk.ask(house.command(1, "n1", false)).await;
    assert!(matches!(late, Err(Problem::Busy)), "{late:?}");
    let other = ask_all(&house, vec![house.command(2, "n2", false)]).await;
    drop(held);
    for answer in asked.into_iter().chain(other) {
        answer.await.unwrap().unwrap();
    }
    assert_eq!(house.kept().await, 1, "only the other market's command came in");
}
