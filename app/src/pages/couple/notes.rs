//! `/couples/{couple}/notes`: what the counsellor notes for nobody else.

use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleId, Stored};

use super::viewed;
use crate::{
    calls::Problem,
    islands::KeepsForm,
    keeper::DraftPlace,
    pages::{awaited, couple_in_address, tab_title},
    parts::{CoupleHead, CoupleRoom, Icon},
    visitor::{Reply, records, reply},
};

/// The private notes about the couple that the address names.
#[component]
pub fn NotesPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let couple = records.couple(id).await?.value;
    let notes = records.notes(id).await?;
    viewed(&records, id).await?;
    Ok(view! {
        <Title text=tab_title("Private notes") />
        <CoupleHead couple=id name=couple.name here=CoupleRoom::Notes />
        <Notes notes=notes reply=reply() draft=DraftPlace::of(&records, format!("notes/{}", id.0)) />
    }
    .into_any())
}

/// The form. After a stale save what was typed stays in the field, with the stored text below it: whoever saves again
/// has seen both.
#[component]
fn Notes(notes: Stored<CoupleId, String>, reply: Reply, draft: DraftPlace) -> AnyView {
    let typed = reply.typed.get("notes").cloned();
    let stored = notes.value.clone();
    let other = typed.as_ref().filter(|typed| reply.problem.is_some() && **typed != stored).map(|_| stored.clone());
    let fault = reply.fault("notes");
    let described = if fault.is_some() { "fault about" } else { "about" };
    view! {
        {reply.problem.map(|problem| view! {
            <div class="note" role="alert">{Icon::Warning.view()} <p>{problem}</p></div>
        })}
        <form class="card notes" method="post" action=CoupleRoom::Notes.address(notes.id)>
            <input type="hidden" name="seen" value=notes.revision.0.to_string() />
            <KeepsForm place=draft />
            <div class="field">
                <label for="notes">"Private notes"</label>
                <textarea id="notes" name="notes" rows="18" dir="auto" autocomplete="off" aria-describedby=described>
                    {crate::wording::in_textarea(&typed.unwrap_or(stored))}
                </textarea>
                {fault.map(|fault| view! { <p id="fault" class="fault">{Icon::Warning.view()} {fault}</p> })}
            </div>
            <div class="row">
                <p id="about" class="small soft">
                    {Icon::Lock.view()} " Sealed, and for you alone. No handout has a place that these words could get to."
                </p>
                <button class="button" data-kind="primary">"Save"</button>
            </div>
        </form>
        {other.map(|other| view! {
            <section class="card" aria-labelledby="other">
                <h2 id="other">"Saved meanwhile in another window"</h2>
                <p class="soft">"Copy over what you want to keep. Saving replaces this text with the one above."</p>
                <p class="as-typed" dir="auto">{other}</p>
            </section>
        })}
    }
    .into_any()
}
