//! A concern about safety: what it is about, in the form, and the hold that it puts on.

use domain::{
    plan::SessionRecord,
    safety::{GateLog, WorkOnHold},
};
use leptos::prelude::*;
use store::{CoupleId, Records};

use crate::{
    browser::{api::Problem, library_context::library},
    interview::fields::letter,
    layout::{Icon, fault_line},
    session_record::{
        fields::CONCERNS,
        form_view::{Form, area},
    },
};

/// Asks what a concern is about, which decides the hold.
pub(super) fn asked(form: &Form) -> AnyView {
    let chosen = form.value("concern");
    let rows = CONCERNS
        .iter()
        .map(|(_, value, words)| {
            let checked = chosen == *value;
            view! { <li><label class="check"><input type="radio" name="concern" value=*value checked=checked /> <span>{*words}</span></label></li> }
        })
        .collect_view();
    let interviews = form
        .plan
        .expected()
        .into_iter()
        .map(|partner| {
            let value = format!("interview-{}", letter(partner));
            let name = form.couple.partner(partner).label.clone();
            view! { <button class="button" name="do" value=value><span>"Save, and open the interview of " <bdi>{name}</bdi></span></button> }
        })
        .collect_view();
    view! {
        <div class="record-concern stack">
            <fieldset>
                <legend>"What the concern is about"</legend>
                <ul>{rows}</ul>
                {form.fault("concern").map(|fault| fault_line("concern-fault", fault))}
            </fieldset>
            <p class="hint">"Joint work goes on hold as soon as you save. The hold stays until it is lifted on its own page, also if you change this answer."</p>
            {area(form, "safety-note", "What was said or seen", 2)}
            <div class="row">
                {interviews}
                <button class="button" data-kind="quiet" name="do" value="holds">"Save, and open the holds"</button>
            </div>
        </div>
    }
    .into_any()
}

/// States the hold that the concern of this record put on, with the way to what lifts it; or that it was lifted since.
/// Nothing without a concern, and nothing where a concern was written down before holds followed from it.
///
/// # Errors
/// Database errors.
pub(super) async fn hold(
    records: &Records,
    couple: CoupleId,
    record: Option<&SessionRecord>,
) -> Result<Option<AnyView>, Problem> {
    let Some(concern) = record.and_then(SessionRecord::concern_found) else { return Ok(None) };
    let gates: GateLog = records.situation(couple).await?.value.gates;
    let gate = concern.gate();
    if !gates.was_opened(gate) {
        return Ok(None);
    }
    let address = format!("/couples/{}/gates/{gate}", couple.0);
    let name = library().gate(gate).name.clone();
    Ok(Some(if gates.holds(gate) {
        view! {
            <p><strong>{WorkOnHold::HEADLINE} "."</strong> {format!(" “{name}” is active. ")} <a href=address>"What lifts this hold"</a></p>
        }
        .into_any()
    } else {
        view! { <p>{format!("“{name}” is not in force now. ")} <a href=address>"Its history"</a></p> }.into_any()
    }))
}

/// The hold that a concern put on, as a notice above the form.
pub(super) fn notice(hold: AnyView) -> AnyView {
    view! { <div class="note record-hold" data-tone="stop" role="status">{Icon::Pause.view()} <div>{hold}</div></div> }
        .into_any()
}
