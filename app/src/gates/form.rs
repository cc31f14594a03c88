//! `/couples/{couple}/gates` and `/couples/{couple}/gates/{gate}`: recording that accounts differ, closing a gate,
//! overriding one.

use domain::{
    assess::{Answer, Partner, Whom},
    library::Library,
    records::{
        Fault, Interview, Revision, Situation,
        mistake::{Source, TakenBack, candidates, take_back},
    },
    safety::{Closing, Ground, Overriding},
    vocabulary::{Day, GateId, text_case::sentence},
};
use serde::Deserialize;
use store::{AuditEvent, CoupleFile, CoupleId, StoreError, Stored};

use crate::http::{
    app_error::Refusal,
    done::Done,
    form_request::FormRequest,
    routes::{Form, Redirect, form},
};

/// Returns the forms of this module.
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
    seen: u64,
    #[serde(rename = "seen-situation")]
    seen_situation: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DifferDeed {
    AccountsDiffer,
}

/// Records ABU-16 in an interview, which only the counsellor sees.
async fn accounts_differ(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Differ>()?);
    let DifferDeed::AccountsDiffer = typed.r#do;
    let CoupleFile { a: mut one, b: other, mut situation, .. } = post.records.couple_file(id).await?;
    let (seen, seen_situation) = (Revision(typed.seen), Revision(typed.seen_situation));
    if one.revision != seen || situation.revision != seen_situation {
        return Err(StoreError::Stale { latest: one.revision }.into());
    }
    if !domain::records::accounts_differ([&one.value, &other.value]) {
        return Err(Refusal::Problem("The accounts no longer differ, so nothing was recorded.".into()));
    }
    let before = one.value.clone();
    let differ = "ABU-16".parse().map_err(|_| Refusal::Malformed)?;
    one.value.answers.record(&post.library, &differ, Whom::Couple, Answer::Yes).map_err(|_| Refusal::Malformed)?;
    one.value.note_changes(&before, post.now.stamp);
    situation.value.hear(&post.library, Partner::A, &mut one.value, &other.value, false);
    let situation = (seen_situation, &situation.value);
    post.records.save_interview(id, Partner::A, seen, &one.value, situation, post.now.stamp).await?;
    Ok(Redirect::saying(format!("/couples/{}/gates", id.0), Done::DifferenceRecorded))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    r#do: Way,
    seen: u64,
    #[serde(default)]
    by: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    ground: Option<GroundWord>,
    #[serde(default)]
    checked: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    second: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    nobody: String,
    #[serde(default)]
    happened: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Way {
    Close,
    Override,
    Mistake,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum GroundWord {
    Checked,
    BriefScreen,
    Time,
}

async fn decide(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Decision>()?);
    let gate: GateId = post.part("gate")?.parse().map_err(|_| Refusal::NotFound)?;
    let CoupleFile { mut situation, a, b, case, .. } = post.records.couple_file(id).await?;
    if !situation.value.gates.was_opened(gate) {
        return Err(Refusal::NotFound);
    }
    if situation.revision != Revision(typed.seen) {
        return Err(StoreError::Stale { latest: situation.revision }.into());
    }
    if !situation.value.gates.is_open(gate) {
        return Err(Refusal::Problem("This hold has already been lifted.".into()));
    }
    if matches!(typed.r#do, Way::Mistake) {
        return mistake(&post, gate, &typed, situation, [a, b]).await;
    }
    let day: Day =
        typed.on.parse().map_err(|bad: domain::vocabulary::BadDay| Fault::new("on", sentence(&bad.to_string())))?;
    if day > post.now.day {
        return Err(Fault::new("on", "Enter the date of the decision. It cannot be in the future.").into());
    }
    let gates = &mut situation.value.gates;
    let deed = match typed.r#do {
        Way::Close => {
            let closing = closing(&typed, day).ok_or(Refusal::Malformed)?;
            gates.close(gate, closing, &case.answers, &case.done).map(|()| AuditEvent::GateClosed)
        }
        Way::Override => {
            gates.override_gate(&post.library, gate, overriding(&typed, day)).map(|()| AuditEvent::GateOverridden)
        }
        Way::Mistake => return Err(Refusal::Malformed),
    };
    let deed = deed.map_err(|refused| Refusal::Problem(in_words(&post.library, &refused.to_string())))?;
    situation.value.observe(&post.library, [&a.value, &b.value]);
    post.records.save_decision(id, situation.revision, &situation.value, deed, post.now.stamp).await?;
    Ok(Redirect::saying(format!("/couples/{}/gates/{gate}", id.0), Done::Recorded))
}

/// Takes back an answer that no one said, and lifts the holds that rest on it alone.
async fn mistake(
    post: &FormRequest,
    gate: GateId,
    typed: &Decision,
    mut situation: Stored<CoupleId, Situation>,
    [a, b]: [Stored<CoupleId, Interview>; 2],
) -> Result<Redirect, Refusal> {
    let slip = crate::browser::fields::read_slip(&typed.answer).ok_or(Refusal::Malformed)?;
    let id = situation.id;
    let revisions = [a.revision, b.revision];
    let mut interviews = [a.value, b.value];
    let known = candidates(&post.library, &situation.value, interviews.each_ref(), gate, post.now.stamp);
    let Some(known) = known.into_iter().find(|known| known.slip == slip) else {
        return Err(Refusal::Problem("This answer did not activate this hold. Choose another one.".into()));
    };
    if let Some(why) = known.too_late {
        return Err(Refusal::Problem(why.to_string()));
    }
    let with = TakenBack {
        by: post.records.account().login.clone(),
        on: post.now.day,
        at: post.now.stamp,
        nobody_said_it: typed.nobody == "yes",
        reason: typed.happened.clone(),
    };
    let lifted = take_back(&post.library, &mut situation.value, &mut interviews, &slip, &with);
    lifted.map_err(|refused| Refusal::Problem(refused.to_string()))?;
    let (event, now) = (AuditEvent::EnteredByMistake, post.now.stamp);
    match slip.source {
        Source::Together => {
            post.records.save_decision(id, situation.revision, &situation.value, event, now).await?;
        }
        Source::Alone(partner) => {
            let interview = (revisions[partner as usize], &interviews[partner as usize]);
            let situation = (situation.revision, &situation.value);
            post.records.save_interview_decision(id, partner, interview, situation, event, now).await?;
        }
    }
    Ok(Redirect::saying(format!("/couples/{}/gates/{gate}", id.0), Done::Recorded))
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

/// Describes why a hold was not changed, with names instead of ids.
fn in_words(library: &Library, refused: &str) -> String {
    let mut text = refused.to_owned();
    for known in library.gates() {
        text = text.replace(known.id.as_str(), &format!("“{}”", known.name));
    }
    sentence(&text)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByHand {
    gate: GateId,
    seen: u64,
}

/// Opens a gate that the counsellor added.
async fn open_by_hand(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<ByHand>()?);
    let page = format!("/couples/{}/gates", id.0);
    let mut situation = post.records.situation(id).await?.value;
    if !situation.open_by_hand(&post.library, typed.gate) {
        return Err(Refusal::Malformed);
    }
    let saved = post.records.save_situation(id, Revision(typed.seen), &situation, post.now.stamp).await;
    saved.map_err(|error| Refusal::from(error).on(page.clone()))?;
    Ok(Redirect::saying(page, Done::HoldActivated))
}
