//! `/couples/{couple}/situation`: what a couple told, and beside it the map that moves at every answer. Without
//! WebAssembly the same questions are a form with a button.

mod history;
mod more;
mod questions;

use std::collections::BTreeMap;

use domain::{
    answers::Whom,
    desk::{Shared, Sheet},
    ids::ItemId,
};
use leptos::prelude::*;
use leptos_meta::Title;

use self::{history::history, more::more, questions::questions};
use super::{
    viewed,
    whole::{Whole, who},
};
use crate::{
    fields,
    islands::SituationMap,
    keeper::DraftPlace,
    packed::Packed,
    pages::{awaited, couple_in_address, tab_title},
    parts::{BlankForm, CoupleHead, CoupleRoom, Icon},
    shelf::library,
    visitor::{Now, Reply, now, records, reply},
};

/// The situation of the couple that the address names.
#[component]
pub fn SituationPage() -> impl IntoView {
    let (id, records, now, reply) = (couple_in_address(), records(), now(), reply());
    awaited(async move {
        let (id, records) = (id?, records?);
        viewed(&records, id).await?;
        let whole = Whole::of(&records, id).await?;
        let place = DraftPlace::of(&records, format!("situation/{}", id.0));
        Ok(page(&whole, place, &reply, now?))
    })
}

fn page(whole: &Whole, place: DraftPlace, reply: &Reply, now: Now) -> AnyView {
    let (id, couple) = (whole.couple.id, &whole.couple.value);
    let shared = Shared::of(&library(), &whole.situation.value, whole.interviews());
    let shown = typed(&shared.sheet, reply);
    view! {
        <Title text=tab_title("Situation") />
        <CoupleHead couple=id name=couple.name.clone() here=CoupleRoom::Situation lead=who(couple)>
            <a class="button" data-kind="primary" href=format!("/couples/{}/sessions#new", id.0)>
                {Icon::Sheet.view()}
                "Plan a session"
            </a>
        </CoupleHead>
        <div class="situation">
            <div class="stack">
                {alone_first(whole, &shared)}
                {reply.problem.clone().map(|problem| view! { <p class="note" role="alert">{problem}</p> })}
                <form class="stack" method="post" id="answers" autocomplete="off">
                    <input type="hidden" name="seen" value=whole.situation.revision.0 />
                    {questions(&shown, &whole.labels())}
                    {more(&shown)}
                    <button class="button when-asleep" data-kind="primary">"Save answers"</button>
                </form>
                {history(id, &whole.situation.value, &whole.labels(), now)}
                <BlankForm
                    address="/forms/situation.pdf"
                    lead="The questions of this page with boxes to tick by hand. Nothing about this couple stands on it, and no question that is asked alone."
                />
            </div>
            <SituationMap
                couple=id.0.to_string()
                labels=whole.labels().to_vec()
                revision=whole.situation.revision
                titles=Packed(titles())
                shared=Packed(shared)
                place=place
            />
        </div>
    }
    .into_any()
}

/// What was typed before a post failed stands in the form again.
fn typed(stored: &Sheet, reply: &Reply) -> Sheet {
    let mut sheet = stored.clone();
    for edit in reply.typed.iter().filter_map(|(name, value)| fields::edit(name, value)) {
        // A field that nobody knows was refused before this page was asked for.
        let _ = sheet.make(&library(), &edit);
    }
    sheet
}

/// Who has not been asked alone yet, and the way there.
fn alone_first(whole: &Whole, shared: &Shared) -> Option<AnyView> {
    let id = whole.couple.id.0;
    let interviews = [(Whom::A, "a", &whole.a), (Whom::B, "b", &whole.b)];
    let missing: Vec<_> = interviews
        .into_iter()
        .zip(whole.labels())
        .zip(shared.interviewed())
        .filter(|(_, counts)| !counts)
        .map(|(((_, letter, interview), label), _)| {
            let what = if interview.value.is_on_record() { "Ask again: " } else { "Ask alone: " };
            view! {
                <a class="button" href=format!("/couples/{id}/interview/{letter}")>
                    {what}
                    <bdi>{label}</bdi>
                </a>
            }
        })
        .collect();
    if missing.is_empty() {
        return None;
    }
    let note = view! {
        <section class="note" data-tone="stop" aria-labelledby="alone-first">
            {Icon::Warning.view()}
            <div>
                <h2 id="alone-first">"Safety comes first: ask each partner alone"</h2>
                <p>"Until both interviews are on record, touch and disclosure exercises stay out of suggestions (R1). Safety questions are not on this page: nobody can answer them freely beside somebody they fear."</p>
                <div class="row">{missing}</div>
            </div>
        </section>
    };
    Some(note.into_any())
}

/// The titles of all exercises that build on strengths.
fn titles() -> BTreeMap<ItemId, String> {
    let library = library();
    let items = library.strengths().iter().flat_map(|strength| &strength.items);
    items.filter_map(|id| Some((id.clone(), library.item(id)?.title.to_string()))).collect()
}
