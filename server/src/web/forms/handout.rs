//! The handout and the run sheet as PDF: made at once from the plan and from how the gates stand now, and never kept.

use std::collections::HashMap;

use app::{calls::plan::Desk, paper::SheetChoice};
use axum::response::Response;
use domain::{
    course::Partner,
    desk::course,
    handout::{Audience, SheetKind, carries_letterhead, from_plan},
    library::english,
    run_sheet::from_session,
};
use serde::Deserialize;
use store::{Deed, PlanId};

use super::{
    Asked, Form, Refusal, download,
    paper::{disposition, file, letterhead, print, typeset_or_say},
};

/// The documents of this module.
pub fn forms() -> Vec<Form> {
    vec![download("/plans/{plan}/handout.pdf", sheet), download("/plans/{plan}/run-sheet.pdf", run_sheet)]
}

/// The sheet. Each one leaves an audit line, whether it is shown, printed or saved: from here on it is out of our hands.
async fn sheet(asked: Asked) -> Result<Response, Refusal> {
    let id = PlanId(asked.id("plan")?);
    let query: HashMap<String, String> = asked.query()?;
    let choice = SheetChoice::read(english(), |name| query.get(name).cloned());
    let audience = choice.audience.unwrap_or(Audience::Both);
    let records = &asked.records;
    let saved = records.plan(id).await?;
    let situation = records.situation(saved.couple).await?.value;
    let a = records.interview(saved.couple, Partner::A).await?.value;
    let b = records.interview(saved.couple, Partner::B).await?.value;
    let course = course(&situation, [&a, &b]);
    let back = |refusal: Refusal| refusal.on(format!("/plans/{}/handout?{}", id.0, choice.query(audience)));
    let handout = from_plan(&asked.library, &course, &saved.plan.value, &choice.wanted(audience))
        .map_err(|refusal| back(Refusal::Problem(refusal.to_string())))?;
    let carries = carries_letterhead(SheetKind::Handout(handout.discretion()));
    let letterhead = letterhead(records, choice.letterhead && carries).await?;
    let sheet = pdf::client_sheet(&handout, letterhead.as_ref(), print(choice.look));
    let bytes = typeset_or_say(sheet).map_err(back)?;
    records.note_deed(Deed::Printed, id.0, asked.now.stamp).await?;
    let plan = &saved.plan.value;
    let name = if choice.code_in_name {
        Some(format!("{} {}.pdf", records.couple(saved.couple).await?.value.name, plan.number))
    } else {
        None
    };
    Ok(file(bytes, disposition(choice.download, plan.on.unwrap_or(asked.now.day), name.as_deref())))
}

/// The counsellor's run sheet, with everything that is private. Its name says nothing, as that of any sheet.
async fn run_sheet(asked: Asked) -> Result<Response, Refusal> {
    let id = PlanId(asked.id("plan")?);
    let Nothing {} = asked.query()?;
    let desk = Desk::open(&asked.records, id).await?;
    let sheet = from_session(&desk.library, desk.course(), &desk.standings, &desk.saved.plan.value);
    let bytes = typeset_or_say(pdf::run_sheet(&sheet, pdf::Print::default()))?;
    asked.records.note_deed(Deed::Printed, id.0, asked.now.stamp).await?;
    let day = desk.saved.plan.value.on.unwrap_or(asked.now.day);
    Ok(file(bytes, disposition(false, day, None)))
}

/// There is nothing to choose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}
