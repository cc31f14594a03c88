//! Forms of a custom exercise. It is stored even while incomplete; the page lists the faults.

use crate::{
    custom_library::fields::{THEN, parties, read},
    http::{app_error::Refusal, done::Done, form_request::FormRequest, routes::Redirect},
};
use domain::{
    library::{
        custom::OwnExercise,
        english,
        model::{Needs, Who},
    },
    records::{Fault, Revision},
    vocabulary::{Challenge, GateId, ItemId, Kind, MinuteRange, Minutes, PaperClass, Phase, Tag},
};
use serde::Deserialize;
use store::DocumentId;

/// The fields of the form. A copy has no `who` and `then`, which are those of its original.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Typed {
    seen: Option<u64>,
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

/// Stores a new exercise and redirects to it.
pub(crate) async fn create(post: FormRequest) -> Result<Redirect, Refusal> {
    let typed = post.read::<Typed>()?;
    let back = match &typed.fork_of {
        Some(of) => format!("/my-library/exercises/new?from={of}"),
        None => "/my-library/exercises/new".to_owned(),
    };
    let origin = typed.fork_of.as_ref().map(|of| english().item(of).ok_or(Refusal::Malformed)).transpose()?;
    let before = origin.map_or_else(OwnExercise::begin, OwnExercise::fork);
    let exercise = typed.exercise(before).map_err(|refusal| refusal.on(back.clone()))?;
    let made = post.records.create_document(&exercise, post.now.stamp).await;
    let id = made.map_err(|error| Refusal::from(error).on(back))?;
    Ok(Redirect::saying(address(id), Done::Saved))
}

/// Saves, archives, unarchives or deletes an exercise.
pub(crate) async fn change(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = DocumentId(post.id("thing")?);
    let typed = post.read::<Typed>()?;
    let stored = post.records.document::<OwnExercise>(id).await?;
    let seen = Revision(typed.seen.ok_or(Refusal::Malformed)?);
    if typed.fork_of != stored.value.fork_of {
        return Err(Refusal::Malformed);
    }
    if typed.r#do == Deed::Delete {
        post.records.delete_document::<OwnExercise>(id, post.now.stamp).await?;
        return Ok(Redirect::saying("/my-library", Done::ExerciseDeleted));
    }
    let (put_away, done) = match typed.r#do {
        Deed::PutAway => (true, Done::ExerciseArchived),
        Deed::TakeOut => (false, Done::ExerciseUnarchived),
        _ => (stored.value.put_away, Done::Saved),
    };
    let exercise = OwnExercise { put_away, ..typed.exercise(stored.value)? };
    post.records.save_document(id, seen, &exercise, post.now.stamp).await?;
    Ok(Redirect::saying(address(id), done))
}

impl Typed {
    /// Applies the typed fields to the earlier version.
    fn exercise(self, before: OwnExercise) -> Result<OwnExercise, Refusal> {
        let who = self.who(&before)?;
        let range = [("min", &self.min), ("typical", &self.typical), ("max", &self.max)];
        let mut faults = Vec::new();
        let [min, typical, max] = range.map(|(field, typed)| {
            let whole = typed.trim().parse();
            if whole.is_err() {
                faults.push(Fault::new(field, "Enter whole minutes, from 1 to 120."));
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

/// Converts line breaks: browsers send CR LF.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn address(id: DocumentId) -> String {
    format!("/my-library/exercises/{}?saved", id.0)
}
