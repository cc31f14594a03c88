//! `/plans/{plan}/record`: what came of a session, in one form and one minute. Nothing in it is preset.

use domain::{
    plan::{SessionPlan, editor::not_started},
    records::Revision,
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::PlanId;

use crate::{
    browser::{api::Problem, autosave::FormValues},
    couples::{audit::viewed, head::Name},
    http::{
        page_result::{awaited, plan_in_address},
        visitor::{now, records, reply},
    },
    layout::{BaseField, Breadcrumbs, FormId, Icon, Kept, ReplyNote, only_here, title::tab_title},
    plans::calendar::Calendar,
    session_record::{
        before::before,
        concern::{hold, notice},
        fields::stored,
        form_view::Form,
        meanwhile::meanwhile,
        sections::{homework, next, safety, took_place, what_became},
    },
};

/// The form for the session that the address names.
#[component]
pub fn RecordPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records, now) = (plan_in_address()?, records()?, now()?);
    let saved = records.plan(id).await?;
    let (couple_id, plan) = (saved.couple, saved.plan.value);
    let couple = records.couple(couple_id).await?.value;
    viewed(&records, couple_id).await?;
    let before = before(&records, couple_id, Some(plan.number), plan.booked).await?.map(|saved| saved.plan.value);
    let given_before = before.as_ref().is_some_and(|before| !before.homework.is_empty());
    let before = before.and_then(|before| before.record.map(|record| (before.number, *record)));
    let calendar = Calendar::of(&records, now).await?;
    let saved_fields = stored(&plan, before.as_ref().map(|(_, record)| record));
    let on_hold = hold(&records, couple_id, plan.record.as_deref()).await?;
    let waits = not_started(&plan, now.when());
    let written = plan.record.is_some().then(|| now.local(saved.plan.changed).1);
    let form =
        Form { couple_id, couple, id, plan, before, given_before, calendar, now, saved: saved_fields, reply: reply() };
    let inside = if form.plan.status.is_recorded() {
        recorded(&form, saved.plan.revision)
    } else {
        open(&form, saved.plan.revision, waits)
    };
    Ok(view! {
        <Title text=tab_title(&format!("Record session {}", form.plan.number)) />
        <Breadcrumbs trail=trail(&form) />
        <div class="head">
            <div>
                <h1>{format!("Record session {}", form.plan.number)}</h1>
                <p class="soft"><Name text=form.couple.name.clone() /> " · " {planned(&form.plan)}</p>
            </div>
            <div class="actions">
                {only_here()}
                {written.map(|at| view! { <span class="saved">{format!("Saved {at}")}</span> })}
            </div>
        </div>
        {on_hold.map(notice)}
        {inside}
    }
    .into_any())
}

fn trail(form: &Form) -> Vec<(String, String)> {
    let couple = format!("/couples/{}", form.couple_id.0);
    vec![
        (couple.clone(), form.couple.name.clone()),
        (format!("{couple}/sessions"), "Sessions".to_owned()),
        (format!("/plans/{}", form.id.0), format!("Session {}", form.plan.number)),
    ]
}

/// “Thursday 3 December, planned 16:00 to 17:00”.
fn planned(plan: &SessionPlan) -> String {
    let day = plan.on.map_or_else(|| "No date yet".to_owned(), domain::vocabulary::Day::in_words);
    match plan.start {
        Some(start) => format!("{day}, planned {start} to {}", start.later(u16::from(plan.minutes.0))),
        None => format!("{day}, {} minutes planned", plan.minutes),
    }
}

/// A session that was recorded: the note, and the way back into the form.
fn recorded(form: &Form, revision: Revision) -> AnyView {
    view! {
        <ReplyNote />
        <section class="card stack">
            <p>"This session is recorded. Reopen it to change what was written down; every version stays in the history."</p>
            <div class="row">
                {reopen(form.id, revision)}
                <a class="button" href=format!("/plans/{}/note", form.id.0)>"Session note"</a>
            </div>
        </section>
    }
    .into_any()
}

/// The button that opens a recorded session again.
pub(super) fn reopen(id: PlanId, revision: Revision) -> AnyView {
    view! {
        <form method="post" action=format!("/plans/{}/record", id.0)>
            <input type="hidden" name="seen" value=revision.0.to_string() />
            <button class="button" data-kind="primary" name="do" value="reopen">{Icon::Undo.view()} "Reopen"</button>
        </form>
    }
    .into_any()
}

fn open(form: &Form, revision: Revision, waits: Option<String>) -> AnyView {
    let action = format!("/plans/{}/record", form.id.0);
    let page = action.clone();
    let started = waits.is_none();
    let about = format!("Record of session {} with {}", form.plan.number, form.couple.name);
    let filled = FormValues::of(form.saved.iter().map(|(name, value)| (name.clone(), value.clone())));
    view! {
        <ReplyNote />
        {waits.map(|starts| view! {
            <p class="note" data-tone="teal">{Icon::Clock.view()} {format!("This session starts {starts}. You can record it then.")}</p>
        })}
        <form class="record" method="post" action=action.clone() autocomplete="off">
            <FormId />
            <input type="hidden" name="seen" value=revision.0.to_string() />
            // What Enter in a field does: the first button of a form.
            <button class="unseen" tabindex="-1" aria-hidden="true" name="do" value="save">"Save"</button>
            <BaseField filled=filled />
            <Kept page=page about=about />
            {meanwhile(form)}
            <div class="stack">
                {what_became(form, started)}
                {started.then(|| took_place(form))}
                {started.then(|| homework(form))}
            </div>
            <div class="stack">
                {started.then(|| safety(form))}
                {next(form, started)}
                <div class="row record-done">
                    <button class="button" data-kind="primary" name="do" value="finish">{Icon::Check.view()} "Finish"</button>
                    <button class="button" name="do" value="save">"Save for later"</button>
                </div>
            </div>
        </form>
    }
    .into_any()
}
