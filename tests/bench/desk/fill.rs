//! Fills a database as years of work would, through the same door as every page.

use std::{
    fs,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::bail;
use domain::{
    assess::{Answer, Assessment, Partner, Session, Whom},
    library::{Library, english},
    plan::{
        SessionPlan,
        editor::{Booking, draft},
    },
    records::{AnswerChange, Couple, Interview, Person, Stamp, course},
    vocabulary::{Day, Minutes},
};
use store::{CoupleId, DatabaseLocation, KeyFile, Password, Records, SessionAccess, Store};

/// The name of the account.
pub const LOGIN: &str = "counsellor";
/// Its password. Nobody uses it anywhere else.
pub const PASSWORD: &str = "seven quiet herons by the weir";

/// Couples of a practice after years of work.
pub const MANY: u16 = 2000;
/// Enough of them for what does not depend on how many there are.
pub const FEW: u16 = 200;
/// Plans of each couple.
const PLANS: u16 = 5;
/// Couples that come today.
const TODAY: u16 = 6;
/// The answers of each couple.
const TOLD: [&str; 7] = ["INF-01", "INF-05", "INF-07", "INF-08", "BET-01", "TRA-08", "STR-05"];
/// Number of plans measured, spread over the whole database.
const MEASURED: u16 = 200;

/// A folder in memory, where the system has one: nothing there waits for a disk.
const IN_MEMORY: &str = "/dev/shm";

/// The content to measure.
pub struct Shelf {
    /// The id of a couple.
    pub couple: String,
    /// Ids of plans of many couples.
    pub plans: Vec<String>,
}

/// Fills a database with this many couples, in memory, and puts it into `folder`.
pub async fn fill(folder: &Path, count: u16) -> anyhow::Result<Shelf> {
    let in_memory = Path::new(IN_MEMORY);
    let near = if in_memory.is_dir() { tempfile::tempdir_in(in_memory)? } else { tempfile::tempdir()? };
    let store = Store::open(
        &DatabaseLocation::Folder(Some(near.path().to_owned())),
        &KeyFile::At(near.path().join("reweave.key")),
    )
    .await?;
    let now = now()?;
    let made = store.create_first_account(LOGIN, Password::from(PASSWORD.to_owned()), now).await?;
    let SessionAccess::Open(records) = store.open_session(&made.token, now).await? else {
        bail!("the account is shut")
    };
    let shelf = couples(&records, count, now).await?;
    store.close().await;
    for file in fs::read_dir(near.path())? {
        let file = file?;
        fs::copy(file.path(), folder.join(file.file_name()))?;
    }
    Ok(shelf)
}

fn now() -> anyhow::Result<Stamp> {
    Ok(Stamp(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_micros())?))
}

async fn couples(records: &Records, count: u16, now: Stamp) -> anyhow::Result<Shelf> {
    let today: Day = jiff::Zoned::now().date().to_string().parse().map_err(anyhow::Error::msg)?;
    let mut shelf = Shelf { couple: String::new(), plans: Vec::new() };
    let mut drafted = None;
    for number in 0..count {
        let id = records.create_couple(&couple(number)?, now).await?;
        hear(records, id, today, now).await?;
        shelf.couple = id.0.to_string();
        // All of them told the same, so what suits one suits all.
        if drafted.is_none() {
            drafted = Some(plan(records, id).await?);
        }
        let Some(drafted) = &drafted else { bail!("no plan was drafted") };
        for session in 1..=PLANS {
            let days = i32::from(PLANS - session) * 7 + i32::from(number / TODAY);
            let plan = SessionPlan { number: session, on: Some(today.later(-days)), ..drafted.clone() };
            let id = records.create_plan(id, &plan, now).await?;
            if session == PLANS && number % (count / MEASURED) == 0 {
                shelf.plans.push(id.0.to_string());
            }
        }
    }
    Ok(shelf)
}

fn couple(number: u16) -> anyhow::Result<Couple> {
    let person = |label: &str| Person { label: label.into(), pronouns: "they/them".into() };
    let couple = Couple {
        name: format!("Warbler-{number}"),
        partners: [person("Ash"), person("Birch")],
        together: "nine years, two children".into(),
        tags: vec!["bench".into(), format!("group {}", number % 7)],
        ..Couple::default()
    };
    couple.checked().map_err(|faults| anyhow::anyhow!("{faults:?}"))
}

/// Records the shared answers, and both interviews.
async fn hear(records: &Records, id: CoupleId, on: Day, now: Stamp) -> anyhow::Result<()> {
    let library = english();
    let a = records.interview(id, Partner::A).await?;
    let b = records.interview(id, Partner::B).await?;
    let stored = records.situation(id).await?;
    let mut situation = stored.value;
    let yes =
        |id: &&str| Some(AnswerChange { indicator: id.parse().ok()?, whom: Whom::Couple, answer: Some(Answer::Yes) });
    for change in TOLD.iter().filter_map(yes) {
        // Some of them are about one partner.
        let about_a = AnswerChange { whom: Whom::A, ..change.clone() };
        if situation.take(library, [&a.value, &b.value], &[change], now).is_err() {
            situation.take(library, [&a.value, &b.value], &[about_a], now)?;
        }
    }
    let (mut one, mut other) = (asked(library, Partner::A, on), asked(library, Partner::B, on));
    situation.hear(library, Partner::A, &mut one, &b.value, true);
    let seen = (stored.revision, &situation);
    let (_, seen) = records.save_interview(id, Partner::A, a.revision, &one, seen, now).await?;
    situation.hear(library, Partner::B, &mut other, &one, true);
    records.save_interview(id, Partner::B, b.revision, &other, (seen, &situation), now).await?;
    Ok(())
}

/// An interview in which everything was asked, and nothing speaks for a gate.
fn asked(library: &Library, partner: Partner, on: Day) -> Interview {
    let mut interview = Interview { held_on: Some(on), alone: true, ..Interview::default() };
    for part in library.interview().parts.iter().filter(|part| part.must) {
        interview.no_to_the_rest(library, partner, &part.id);
    }
    interview
}

async fn plan(records: &Records, id: CoupleId) -> anyhow::Result<SessionPlan> {
    let situation = records.situation(id).await?.value;
    let a = records.interview(id, Partner::A).await?.value;
    let b = records.interview(id, Partner::B).await?.value;
    let known = course(&situation, [&a, &b]);
    let picture = Assessment::of(english(), &known, situation.phase, Session::Couple);
    let booking = Booking { number: 1, on: None, start: None, minutes: Minutes(60), booked: Session::Couple };
    Ok(draft(&picture.moment(english(), &known), booking))
}
