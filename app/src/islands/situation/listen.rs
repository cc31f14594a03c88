//! Hears what changes in the form, and keeps the form and the map alike.

use domain::desk::{Edit, Revision, Shared, Sheet};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

use crate::{
    calls::{Problem, save_situation, stored_situation},
    fields,
    keeper::{DraftPlace, Keeper, Mark, Setup},
    live::{element, hand, once},
    packed::{pack, unpack},
    shelf,
};

/// Listens to the form with the questions once the page is awake.
pub fn listen(keeper: Keeper, shown: RwSignal<Shared>, couple: String, revision: Revision, place: DraftPlace) {
    let began = shown.with_untracked(|shown| pack(&shown.sheet));
    once(move || {
        let looking = couple.clone();
        let saving = couple.clone();
        let save = move |seen, was: String, is: String| {
            let edits = unpack::<Sheet>(&was).zip(unpack(&is)).map(|(was, is)| was.edits_to(&is));
            let couple = saving.clone();
            async move { Ok(save_situation(couple, seen, edits.ok_or(Problem::Malformed)?).await?.0) }
        };
        let fetch = move || {
            let looking = looking.clone();
            async move {
                let (revision, sheet) = stored_situation(looking).await?.0;
                Ok((revision, pack(&sheet)))
            }
        };
        let setup = Setup::new(place, revision, began, save, fetch);
        if let Some(draft) = keeper.start(setup).as_deref().and_then(unpack) {
            fill_in(shown, &draft);
        }
    });
    window_event_listener(ev::change, move |event| {
        if let Some(edit) = heard(&event) {
            make(shown, &edit);
            keeper.put(shown.with_untracked(|shown| pack(&shown.sheet)));
        }
    });
    window_event_listener(ev::click, move |event| {
        if let Some(kept) = element(&event).and_then(|button| button.get_attribute("data-keep")) {
            choose(keeper, shown, &kept);
        }
    });
}

/// Opens gates as the server will.
fn make(shown: RwSignal<Shared>, edit: &Edit) {
    shown.update(|shared| {
        // A field that the library does not know was not put there by this page.
        let _ = shared.edit(&shelf::library(), edit);
    });
}

fn heard(event: &Event) -> Option<Edit> {
    let hand = hand(event)?;
    fields::edit(&hand.name, &hand.value)
}

/// Puts a draft that was found on screen.
fn fill_in(shown: RwSignal<Shared>, draft: &Sheet) {
    for edit in shown.get_untracked().sheet.edits_to(draft) {
        make(shown, &edit);
        show(&edit);
    }
}

fn show(edit: &Edit) {
    let (name, value) = fields::field(edit);
    let Ok(found) = document().query_selector_all(&format!("[name=\"{name}\"]")) else { return };
    for place in 0..found.length() {
        let Some(node) = found.item(place) else { continue };
        if let Some(select) = node.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&value);
        } else if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
            input.set_checked(input.value() == value);
        }
    }
}

fn choose(keeper: Keeper, shown: RwSignal<Shared>, kept: &str) {
    let Mark::Stale { theirs } = keeper.mark().get_untracked() else { return };
    if kept == "mine" {
        keeper.choose(shown.with_untracked(|shown| pack(&shown.sheet)));
    } else {
        keeper.choose(theirs);
        // What was opened here only for answers that do not stay is forgotten with the page.
        let _ = window().location().reload();
    }
}
