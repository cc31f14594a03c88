//! The form for a new plan: date, length and participants.

use domain::{plan::Proposal, records::Couple, vocabulary::Role};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::CoupleId;

use crate::{
    http::visitor::{Now, reply},
    layout::{FormId, Icon, Kept, ReplyNote, TextField, fault_line, wording},
};

/// A form that makes a plan for this couple and redirects to it; the page supplies the heading. After an error it shows
/// the fault and keeps the typed values.
#[component]
pub fn NewPlan(
    /// The couple.
    couple: CoupleId,
    /// The partners' names.
    people: Couple,
    /// The current time, for the default day.
    now: Now,
    /// The usual day, hour and length.
    proposal: Proposal,
    /// True if both partners may not be seen together now: one of them has then to be chosen.
    on_hold: bool,
) -> AnyView {
    let reply = reply();
    // A link may name the partner who is expected.
    let asked = use_query_map().get_untracked().get("who").filter(|who| ["a", "b"].contains(&who.as_str()));
    let usual = if on_hold { "" } else { "couple" };
    let (who, role) = (reply.value("who", asked.as_deref().unwrap_or(usual)), reply.value("role", ""));
    // What is suggested depends on the role, so that it is asked for openly where one partner is expected.
    let alone = on_hold || asked.is_some();
    let labels = people.partners.map(|person| person.label);
    let expected = if on_hold { one_first(labels, &who, reply.fault("who")) } else { expected(labels, &who) };
    let roles = Role::ALL
        .iter()
        .map(|one| view! { <option value=one.as_str() selected=role == one.as_str()>{wording::role(*one)}</option> })
        .collect_view();
    view! {
        <form class="new-plan" method="post" action=format!("/couples/{}/plans", couple.0)>
            <FormId />
            <ReplyNote />
            <Kept page=format!("/couples/{}/sessions", couple.0) about="New plan" />
            <TextField name="on" label="Date" kind="date" saved=proposal.on.unwrap_or(now.day).to_string() />
            <TextField name="start" label="Start" kind="time" saved=proposal.start.map(|start| start.to_string()).unwrap_or_default() />
            <TextField name="minutes" label="Minutes" kind="number" saved=proposal.minutes.to_string() hint="30 to 120" required=true />
            {expected}
            <details class="small" open=alone>
                <summary>"If one partner comes alone: their role"</summary>
                <div class="field">
                    <label for="role">"Their role"</label>
                    <select id="role" name="role">
                        <option value="" selected=role.is_empty()>"From the answers"</option>
                        {roles}
                    </select>
                    <p class="small soft">
                        "A partner may have another role in each challenge. "
                        <a href=format!("/couples/{}#due-alone", couple.0)>"See the overview"</a>
                    </p>
                </div>
            </details>
            <button class="button" data-kind="primary">
                {Icon::Plus.view()}
                "Plan this session"
            </button>
            <a class="button" data-kind="quiet" href=format!("/templates?couple={}", couple.0)>
                {Icon::Copy.view()}
                "From a template"
            </a>
        </form>
    }
    .into_any()
}

/// The choice of both partners or one.
fn expected([a, b]: [String; 2], who: &str) -> AnyView {
    let option =
        |value: &'static str, words: String| view! { <option value=value selected=who == value>{words}</option> };
    view! {
        <div class="field">
            <label for="who">"Who is coming"</label>
            <select id="who" name="who">
                {option("couple", "Both".into())}
                {option("a", format!("\u{2068}{a}\u{2069} alone"))}
                {option("b", format!("\u{2068}{b}\u{2069} alone"))}
            </select>
        </div>
    }
    .into_any()
}

/// The choice of the partner who is seen first, while joint work is on hold. Neither is chosen already: the order may
/// matter for someone's safety.
fn one_first([a, b]: [String; 2], who: &str, fault: Option<String>) -> AnyView {
    let described = if fault.is_some() { "who-why who-fault" } else { "who-why" };
    let invalid = fault.is_some().then_some("true");
    let radio = |value: &'static str, label: String| {
        view! {
            <label>
                <input type="radio" name="who" value=value checked=who == value required aria-describedby=described aria-invalid=invalid />
                <span>{format!("\u{2068}{label}\u{2069} alone")}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments" id="who">
            <legend>"Who is seen first"</legend>
            <div>{radio("a", a)} {radio("b", b)}</div>
            {fault.map(|fault| fault_line("who-fault", fault))}
            <p class="small soft" id="who-why">"One at a time: with both present, no one could speak freely about what put joint work on hold."</p>
        </fieldset>
    }
    .into_any()
}
