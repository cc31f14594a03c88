//! An exercise of one's own. It is kept whatever is still missing; the page says what.

use app::forms::mine::{THEN, parties, read};
use domain::{
    desk::{Fault, Revision},
    ids::ItemId,
    library::{
        english,
        model::{Needs, Who},
    },
    minutes::{MinuteRange, Minutes},
    own::OwnExercise,
    words::{Challenge, GateId, Kind, PaperClass, Phase, Tag},
};
use serde::Deserialize;
use store::ThingId;

use super::super::{Go, Post, Refusal};

/// What the form sends. `who` and `then` are not in it for a copy, which is for whoever its origin is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Typed {
    seen: Option<u32>,
    #[serde(default)]
    r#do: Deed,
    fork_of: Option<ItemId>,
    title: String,
    neutral_title: String,
    kind: Kind,
    who: Option<String>,
    then: Option<String>,
    phase: Phase,
    serves: String,
    #[serde(default)]
    serves_too: Vec<Challenge>,
    min: String,
    typical: String,
    max: String,
    high_intensity: Option<String>,
    #[serde(default)]
    needs: Vec<ItemId>,
    conditions: String,
    #[serde(default)]
    blocked_by: Vec<GateId>,
    #[serde(default)]
    tags: Vec<Tag>,
    materials: String,
    paper: PaperClass,
    evidence: String,
    steps: String,
    client_text: String,
    on_paper: String,
    homework: String,
    outcome: String,
    cautions: String,
}

#[derive(Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Deed {
    #[default]
    Save,
    PutAway,
    TakeOut,
    Delete,
}

/// Keeps a new exercise and leads to it.
pub(super) async fn create(post: Post) -> Result<Go, Refusal> {
    let typed = post.read::<Typed>()?;
    let back = match &typed.fork_of {
        Some(of) => format!("/my-library/exercises/new?from={of}"),
        None => "/my-library/exercises/new".to_owned(),
    };
    let origin = typed.fork_of.as_ref().map(|of| english().item(of).ok_or(Refusal::Malformed)).transpose()?;
    let before = origin.map_or_else(OwnExercise::begin, OwnExercise::fork);
    let exercise = typed.exercise(before).map_err(|refusal| refusal.on(back))?;
    let id = post.records.create_thing(&exercise, post.now.stamp).await?;
    Ok(Go::to(address(id)))
}

/// Saves an exercise, puts it away, takes it out again, or deletes it.
pub(super) async fn change(post: Post) -> Result<Go, Refusal> {
    let id = ThingId(post.id("thing")?);
    let typed = post.read::<Typed>()?;
    let stored = post.records.thing::<OwnExercise>(id).await?;
    let seen = Revision(typed.seen.ok_or(Refusal::Malformed)?);
    if typed.fork_of != stored.value.fork_of {
        return Err(Refusal::Malformed);
    }
    if typed.r#do == Deed::Delete {
        post.records.delete_thing::<OwnExercise>(id, post.now.stamp).await?;
        return Ok(Go::to("/my-library"));
    }
    let put_away = match typed.r#do {
        Deed::PutAway => true,
        Deed::TakeOut => false,
        _ => stored.value.put_away,
    };
    let exercise = OwnExercise { put_away, ..typed.exercise(stored.value)? };
    post.records.save_thing(id, seen, &exercise, post.now.stamp).await?;
    Ok(Go::to(address(id)))
}

impl Typed {
    /// What was typed, on top of what was there before.
    fn exercise(self, before: OwnExercise) -> Result<OwnExercise, Refusal> {
        let who = self.who(&before)?;
        let range = [("min", &self.min), ("typical", &self.typical), ("max", &self.max)];
        let mut faults = Vec::new();
        let [min, typical, max] = range.map(|(field, typed)| {
            let whole = typed.trim().parse();
            if whole.is_err() {
                faults.push(Fault::new(field, "Give whole minutes, from 1 to 120."));
            }
            Minutes(whole.unwrap_or_default())
        });
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let first: Option<Challenge> = match self.serves.as_str() {
            "" => None,
            word => Some(word.parse().map_err(|_| Refusal::Malformed)?),
        };
        let others = self.serves_too.into_iter().filter(|one| Some(*one) != first);
        Ok(OwnExercise {
            title: self.title,
            neutral_title: self.neutral_title,
            kind: self.kind,
            who,
            phase: self.phase,
            serves: first.into_iter().chain(others).collect(),
            minutes: MinuteRange { min, typical, max },
            high_intensity: self.high_intensity.is_some(),
            needs: Needs { items: self.needs, conditions: lines(&self.conditions), ..before.needs },
            blocked_by: self.blocked_by.into_iter().collect(),
            tags: self.tags.into_iter().collect(),
            materials: self.materials,
            paper: self.paper,
            evidence: self.evidence,
            steps: unix(&self.steps),
            client_text: unix(&self.client_text),
            on_paper: unix(&self.on_paper),
            homework: unix(&self.homework),
            outcome: unix(&self.outcome),
            cautions: unix(&self.cautions),
            ..before
        })
    }

    fn who(&self, before: &OwnExercise) -> Result<Who, Refusal> {
        let (Some(first), Some(then)) = (&self.who, &self.then) else { return Ok(before.who.clone()) };
        if before.fork_of.is_some() {
            return Err(Refusal::Malformed);
        }
        let first = parties().into_iter().find(|(word, _)| word == first).ok_or(Refusal::Malformed)?.1;
        let then = read(&THEN, then).ok_or(Refusal::Malformed)?;
        Ok(Who { first, then, together_unless: None, together_only_for: None })
    }
}

/// Browsers end lines with two characters.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn address(id: ThingId) -> String {
    format!("/my-library/exercises/{}?saved", id.0)
}
