//! Forms of programmes: drafting, redrafting the rest, setting days, and planning the next session.

use crate::{
    http::{
        app_error::Refusal,
        done::Done,
        form_request::FormRequest,
        routes::{Form, Redirect, form},
    },
    plan_editor::form::{New, booking},
    programme::saved::{ProgrammeFile, address},
};
use domain::{
    assess::Session,
    planning::planner::{LONGEST, SHORTEST},
    programme::{FEWEST, MOST, Programme, ProgrammeSpec, Step, StepStatus, draft, make},
    records::{Fault, Revision},
    vocabulary::{Day, Minutes, Role, text_case::sentence},
};
use serde::Deserialize;
use store::{CoupleId, StoreError};

/// Maximum number of weeks between two sessions.
const MOST_WEEKS: u8 = 8;

/// Returns the forms of programmes.
pub fn forms() -> Vec<Form> {
    vec![
        form("/couples/{couple}/programme", begin),
        form("/couples/{couple}/programme/again", again),
        form("/couples/{couple}/programme/days", days),
        form("/couples/{couple}/programme/{number}", plan),
    ]
}

/// The specification of a programme, as typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wished {
    seen: Option<u64>,
    sessions: String,
    minutes: String,
    #[serde(default)]
    first: String,
    #[serde(default)]
    weeks: String,
}

/// Drafts a programme; if there is one, redrafts the rest with a new specification, or starts the next one once it is
/// over.
async fn begin(post: FormRequest) -> Result<Redirect, Refusal> {
    let (couple, wished) = (CoupleId(post.id("couple")?), post.read::<Wished>()?);
    let file = ProgrammeFile::open(&post.records, couple).await?;
    let seen = seen(&file, wished.seen)?;
    let programme = drafted(&file, &wished)?;
    post.records.save_programme(couple, seen, &programme, post.now.stamp).await?;
    Ok(Redirect::saying(address(couple), Done::OutlineDrafted))
}

fn drafted(file: &ProgrammeFile, wished: &Wished) -> Result<Programme, Refusal> {
    let mut faults = Vec::new();
    let sessions = number(&wished.sessions, FEWEST..=MOST);
    let minutes = number(&wished.minutes, SHORTEST.0..=LONGEST.0);
    if sessions.is_none() {
        faults.push(Fault::new("sessions", "An outline has 4 to 16 sessions."));
    }
    if minutes.is_none() {
        faults.push(Fault::new("minutes", "A session lasts 30 to 120 minutes."));
    }
    let (first, weeks) = evenly(&wished.first, &wished.weeks, &mut faults);
    let (Some(sessions), Some(minutes)) = (sessions, minutes.map(Minutes)) else { return Err(faults.into()) };
    let goes_on = file.saved.as_ref().filter(|_| !file.is_over());
    if goes_on.is_some() && usize::from(sessions) < file.held().saturating_add(1) {
        faults.push(Fault::new(
            "sessions",
            format!("Already took place: {}. Choose more than that.", crate::layout::wording::sessions(file.held())),
        ));
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let mut programme = match goes_on {
        Some(saved) => {
            let wish = ProgrammeSpec { sessions, minutes, first: saved.value.wish.first };
            file.again(&Programme { wish, ..saved.value.clone() })
        }
        None => draft(file.ground(), ProgrammeSpec { sessions, minutes, first: file.next_number() }),
    };
    if first.is_some() {
        programme.set_days(first, weeks, &file.days());
    }
    Ok(programme)
}

/// The revision of the programme that the form was based on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    seen: Option<u64>,
}

/// Redrafts the rest for the present state.
async fn again(post: FormRequest) -> Result<Redirect, Refusal> {
    let couple = CoupleId(post.id("couple")?);
    let sent = post.read::<Seen>()?;
    let file = ProgrammeFile::open(&post.records, couple).await.map_err(Refusal::from)?;
    let seen = seen(&file, sent.seen).map_err(|refusal| refusal.on(address(couple)))?;
    let Some(programme) = file.now() else { return Err(Refusal::NotFound) };
    post.records
        .save_programme(couple, seen, &programme, post.now.stamp)
        .await
        .map_err(|error| Refusal::from(error).on(address(couple)))?;
    Ok(Redirect::saying(address(couple), Done::OutlineDrafted))
}

/// Sets the days of the sessions to come, evenly or one by one. Fields: `seen`, `do`, `first`, `weeks`, and `on-3` for
/// session 3.
async fn days(post: FormRequest) -> Result<Redirect, Refusal> {
    let couple = CoupleId(post.id("couple")?);
    let file = ProgrammeFile::open(&post.records, couple).await?;
    let Some(mut programme) = file.saved.as_ref().map(|saved| saved.value.clone()) else {
        return Err(Refusal::NotFound);
    };
    let seen = set_days(&file, &mut programme, &post.fields()).map_err(|refusal| refusal.on(address(couple)))?;
    post.records
        .save_programme(couple, seen, &programme, post.now.stamp)
        .await
        .map_err(|error| Refusal::from(error).on(address(couple)))?;
    Ok(Redirect::saying(address(couple), Done::DatesSaved))
}

fn set_days(
    file: &ProgrammeFile,
    programme: &mut Programme,
    fields: &[(String, String)],
) -> Result<Option<Revision>, Refusal> {
    let of = |name: &str| fields.iter().find(|(of, _)| of == name).map(|(_, value)| value.trim());
    let mut numbers = Vec::new();
    for (name, _) in fields {
        let number = name.strip_prefix("on-").and_then(|number| number.parse::<u16>().ok());
        match number.filter(|number| programme.step(*number).is_some()) {
            Some(number) => numbers.push(number),
            None if ["seen", "do", "first", "weeks"].contains(&name.as_str()) => {}
            None => return Err(Refusal::Malformed),
        }
    }
    let seen = seen(file, of("seen").and_then(|seen| seen.parse().ok()))?;
    let mut faults = Vec::new();
    match of("do") {
        Some("even") => {
            let (first, weeks) = evenly(of("first").unwrap_or(""), of("weeks").unwrap_or(""), &mut faults);
            programme.set_days(first, weeks, &file.days());
        }
        Some("each") => {
            for number in numbers {
                let name = format!("on-{number}");
                let on = day(&name, of(&name).unwrap_or(""), &mut faults);
                let step = programme.steps.iter_mut().find(|step| step.number == number);
                if let Some(step) = step.filter(|step| step.standing != StepStatus::Held) {
                    step.on = on;
                }
            }
        }
        _ => return Err(Refusal::Malformed),
    }
    if faults.is_empty() { Ok(seen) } else { Err(faults.into()) }
}

/// The date of a step, and the partner if it is an individual session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Meeting {
    #[serde(default)]
    on: String,
    #[serde(default)]
    start: String,
    who: Option<String>,
}

/// Makes the plan of the programme's next session for the present state, and redirects to it.
async fn plan(post: FormRequest) -> Result<Redirect, Refusal> {
    let couple = CoupleId(post.id("couple")?);
    let number = post.part("number")?.parse::<u16>().map_err(|_| Refusal::NotFound)?;
    let meeting = post.read::<Meeting>()?;
    let file = ProgrammeFile::open(&post.records, couple).await?;
    let step = file.saved.as_ref().and_then(|saved| saved.value.step(number)).ok_or(Refusal::NotFound)?.1;
    let plan = planned(&file, step, meeting).map_err(|refusal| refusal.on(address(couple)))?;
    let id = post.records.create_plan(couple, &plan, post.now.stamp).await?;
    Ok(Redirect::saying(format!("/plans/{}", id.0), Done::SessionPlanned))
}

fn planned(file: &ProgrammeFile, step: &Step, meeting: Meeting) -> Result<domain::plan::SessionPlan, Refusal> {
    if file.plan_of(step).is_some() {
        return Err(Refusal::Problem(format!("Session {} already has a plan. Open it from its card.", step.number)));
    }
    if file.next_step().is_none_or(|next| next.number != step.number) {
        return Err(Refusal::Problem(format!("Plan session {} first; this one comes later.", file.next_number())));
    }
    let (who, role) = match step.session {
        Session::Couple => ("couple".to_owned(), String::new()),
        Session::Individual(role, _) => (meeting.who.unwrap_or_else(|| "a".into()), role.as_str().to_owned()),
    };
    let new = New { on: meeting.on, start: meeting.start, minutes: step.minutes.to_string(), who, role };
    let booking = booking(&new, step.number, [Role::Concerned; 2])?;
    let made = make(file.ground(), step, booking).map_err(|left_out| {
        let first = left_out.first().map(|(_, why)| why.as_str()).unwrap_or_default();
        Refusal::Problem(format!(
            "None of this session\u{2019}s exercises can be used now, so no plan was created. Redraft the rest. {first}"
        ))
    })?;
    Ok(made.plan)
}

/// Returns the revision seen; an existing programme must have been seen in its current revision.
fn seen(file: &ProgrammeFile, sent: Option<u64>) -> Result<Option<Revision>, Refusal> {
    let (saved, sent) = (file.saved.as_ref().map(|saved| saved.revision), sent.map(Revision));
    match (saved, sent) {
        (Some(latest), sent) if sent != Some(latest) => Err(StoreError::Stale { latest }.into()),
        (None, Some(_)) => Err(Refusal::Malformed),
        (saved, _) => Ok(saved),
    }
}

/// Returns the first day and the weeks between sessions, if a first day is set.
fn evenly(first: &str, weeks: &str, faults: &mut Vec<Fault>) -> (Option<Day>, u8) {
    let first = day("first", first.trim(), faults);
    let weeks = if weeks.trim().is_empty() { Some(1) } else { number(weeks, 1..=MOST_WEEKS) };
    if weeks.is_none() {
        faults.push(Fault::new("weeks", "Choose 1 to 8 weeks between sessions."));
    }
    (first, weeks.unwrap_or(1))
}

fn day(name: &str, text: &str, faults: &mut Vec<Fault>) -> Option<Day> {
    if text.is_empty() {
        return None;
    }
    text.parse().map_err(|error| faults.push(Fault::new(name, sentence(&format!("{error}"))))).ok()
}

fn number(text: &str, range: std::ops::RangeInclusive<u8>) -> Option<u8> {
    text.trim().parse().ok().filter(|number| range.contains(number))
}
