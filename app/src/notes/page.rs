//! `/couples/{couple}/notes`: the counsellor's private notes.

use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleId, Stored};

use crate::couples::audit::viewed;
use crate::{
    browser::{
        api::Problem,
        autosave::FormValues,
        form::{FormPlace, StoredForm, saving_form},
    },
    couples::head::{CoupleHead, CoupleRoom},
    http::{
        page_result::awaited,
        page_result::couple_in_address,
        visitor::{FormState, is_reply, records, reply},
    },
    layout::{BaseField, Icon, TextAreaField, title::tab_title},
    shared_screen::switch::switch,
};

/// The private notes about the couple in the address.
#[component]
pub fn NotesPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let couple = records.couple(id).await?.value;
    // The notes of a couple whose situation cannot be read are shown all the same; then nothing is offered to share.
    let on_hold = records.couple_file(id).await.map_or(true, |file| file.on_hold().is_some());
    let notes = records.notes(id).await?;
    viewed(&records, id).await?;
    let draft = FormPlace::of(&records, format!("notes/{}", id.0), format!("Private notes about {}", couple.name));
    Ok(view! {
        <Title text=tab_title("Private notes") />
        <CoupleHead
            couple=id
            name=couple.name
            here=CoupleRoom::Notes
            beside_tabs=switch(id, on_hold)
        />
        <Notes notes=notes reply=reply() draft=draft />
    }
    .into_any())
}

/// The form. On a conflict the typed text stays in the field, with the stored text below it, so that both have been
/// seen before saving again.
#[component]
fn Notes(notes: Stored<CoupleId, String>, reply: FormState, draft: FormPlace) -> AnyView {
    let stored_notes = notes.value.clone();
    let (filled, is_reply) = (FormValues::of([("notes", notes.value)]), is_reply());
    let stored = StoredForm { revision: notes.revision, filled: is_reply.then(|| filled.clone()), met: reply.met() };
    view! {
        {reply.problem.map(|problem| view! {
            <div class="note" role="alert">{Icon::Warning.view()} <p>{problem}</p></div>
        })}
        <form class="card notes" method="post" action=CoupleRoom::Notes.address(notes.id)>
            <input type="hidden" name="seen" value=notes.revision.0.to_string() />
            <BaseField filled=filled />
            {saving_form(&draft, &stored, is_reply)}
            <TextAreaField name="notes" label="Private notes" rows=18 saved=stored_notes also="about" />
            <div class="row">
                <p id="about" class="small soft">
                    {Icon::Lock.view()} " Encrypted, and only for you. Never printed on a handout."
                </p>
                <button class="button until-awake" data-kind="primary">"Save"</button>
            </div>
        </form>
    }
    .into_any()
}
