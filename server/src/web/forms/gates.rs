//! `/couples/{couple}/gates` and `/couples/{couple}/gates/{gate}`: recording that accounts differ, closing a gate,
//! overriding one.

use domain::{
    answers::{Answer, Whom},
    course::Partner,
    desk::{Day, Fault, Revision, course},
    gates::{Closing, Ground, Overriding},
    library::Library,
    words::GateId,
};
use serde::Deserialize;
use store::{CoupleId, Deed, StoreError};

use super::{Form, Go, Post, Refusal, form};

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        form("/couples/{couple}/gates/open", open_by_hand),
        form("/couples/{couple}/gates", accounts_differ),
        form("/couples/{couple}/gates/{gate}", decide),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differ {
    r#do: DifferDeed,
    seen: u32,
    #[serde(rename = "seen-situation")]
    seen_situation: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DifferDeed {
    AccountsDiffer,
}

/// Records ABU-16 where nobody but the counsellor sees it: in an interview.
async fn accounts_differ(post: Post) -> Result<Go, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Differ>()?);
    let DifferDeed::AccountsDiffer = typed.r#do;
    let mut one = post.records.interview(id, Partner::A).await?;
    let other = post.records.interview(id, Partner::B).await?;
    let mut situation = post.records.situation(id).await?;
    let (seen, seen_situation) = (Revision(typed.seen), Revision(typed.seen_situation));
    if one.revision != seen || situation.revision != seen_situation {
        return Err(StoreError::Stale { latest: one.revision }.into());
    }
    if !domain::desk::accounts_differ([&one.value, &other.value]) {
        return Err(Refusal::Problem("The accounts do not differ any more, so nothing was recorded.".into()));
    }
    let differ = "ABU-16".parse().map_err(|_| Refusal::Malformed)?;
    one.value.answers.record(&post.library, &differ, Whom::Couple, Answer::Yes).map_err(|_| Refusal::Malformed)?;
    situation.value.hear(&post.library, Partner::A, &mut one.value, &other.value, false);
    let situation = (seen_situation, &situation.value);
    post.records.save_interview(id, Partner::A, seen, &one.value, situation, post.now.stamp).await?;
    Ok(Go::to(format!("/couples/{}/gates", id.0)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    r#do: Way,
    seen: u32,
    by: String,
    on: String,
    #[serde(default)]
    ground: Option<GroundWord>,
    #[serde(default)]
    checked: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    second: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Way {
    Close,
    Override,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum GroundWord {
    Checked,
    BriefScreen,
    Time,
}

async fn decide(post: Post) -> Result<Go, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Decision>()?);
    let gate: GateId = post.part("gate")?.parse().map_err(|_| Refusal::NotFound)?;
    let mut situation = post.records.situation(id).await?;
    if !situation.value.gates.was_opened(gate) {
        return Err(Refusal::NotFound);
    }
    if situation.revision != Revision(typed.seen) {
        return Err(StoreError::Stale { latest: situation.revision }.into());
    }
    if !situation.value.gates.is_open(gate) {
        return Err(Refusal::Problem("This gate is closed already.".into()));
    }
    let day: Day = typed.on.parse().map_err(|bad: domain::desk::BadDay| Fault::new("on", bad.to_string()))?;
    if day > post.now.day {
        return Err(Fault::new("on", "Give the day on which it was decided; it cannot lie ahead.").into());
    }
    let a = post.records.interview(id, Partner::A).await?;
    let b = post.records.interview(id, Partner::B).await?;
    let whole = course(&situation.value, [&a.value, &b.value]);
    let gates = &mut situation.value.gates;
    let deed = match typed.r#do {
        Way::Close => {
            let closing = closing(&typed, day).ok_or(Refusal::Malformed)?;
            gates.close(gate, closing, &whole.answers, &whole.done).map(|()| Deed::GateClosed)
        }
        Way::Override => {
            gates.override_gate(&post.library, gate, overriding(&typed, day)).map(|()| Deed::GateOverridden)
        }
    };
    let deed = deed.map_err(|refused| Refusal::Problem(in_words(&post.library, gate, &refused.to_string())))?;
    situation.value.observe(&post.library, [&a.value, &b.value]);
    post.records.save_situation(id, situation.revision, &situation.value, post.now.stamp).await?;
    post.records.note_deed(deed, id.0, post.now.stamp).await?;
    Ok(Go::to(format!("/couples/{}/gates/{gate}", id.0)))
}

fn closing(typed: &Decision, day: Day) -> Option<Closing> {
    let ground = match typed.ground? {
        GroundWord::Checked => Ground::AsDemanded(typed.checked.trim().to_owned()),
        GroundWord::BriefScreen => Ground::BriefScreen,
        GroundWord::Time => Ground::TimePassed,
    };
    Some(Closing { by: typed.by.trim().to_owned(), on: day.to_string(), ground })
}

fn overriding(typed: &Decision, day: Day) -> Overriding {
    let second = typed.second.trim();
    Overriding {
        by: typed.by.trim().to_owned(),
        on: day.to_string(),
        reason: typed.reason.trim().to_owned(),
        confirmed_by: (!second.is_empty()).then(|| second.to_owned()),
    }
}

/// Why a gate was not changed, with its name instead of its id.
fn in_words(library: &Library, gate: GateId, refused: &str) -> String {
    let text = refused.replacen(gate.as_str(), &format!("“{}”", library.gate(gate).name), 1);
    format!("{text}.")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByHand {
    gate: GateId,
    seen: u32,
}

/// Opens a gate that the counsellor added.
async fn open_by_hand(post: Post) -> Result<Go, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<ByHand>()?);
    let page = format!("/couples/{}/gates", id.0);
    let mut situation = post.records.situation(id).await?.value;
    if !situation.open_by_hand(&post.library, typed.gate) {
        return Err(Refusal::Malformed);
    }
    let saved = post.records.save_situation(id, Revision(typed.seen), &situation, post.now.stamp).await;
    saved.map_err(|error| Refusal::from(error).on(page.clone()))?;
    Ok(Go::to(page))
}
