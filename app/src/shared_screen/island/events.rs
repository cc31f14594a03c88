//! Listens to answers in the form, and saves them.

use domain::records::{Edit, Revision, Together, Told};
use web_sys::{Event, SubmitEvent};

use crate::browser::prelude::*;
use crate::{
    browser::{
        api::{Problem, ask},
        autosave::{Autosave, DraftPlace, Joined, SaveStatus, Setup, side_by_side},
        fields,
        render::{element, hand, on, say_field},
        wire::{pack, unpack},
    },
    shared_screen::api::{SaveTogether, StoredTogether},
};

/// Listens to the form after hydration.
pub fn listen(autosave: Autosave, shown: RwSignal<Together>, couple: String, place: DraftPlace) {
    let (revision, began) = shown.with_untracked(|together| (together.mark(), pack(together)));
    keep(autosave, shown, (revision, began), couple, place);
    // A form that is sent waits for what is being saved, and goes on from it.
    on(&window(), "submit", move |event: SubmitEvent| {
        if let Some(button) = event.submitter()
            && !autosave.leave_by(button)
            && autosave.mark().with_untracked(|mark| *mark == SaveStatus::Saving)
        {
            return event.prevent_default();
        }
        say_field("seen", &autosave.revision_untracked().0.to_string());
    });
    on(&window(), "change", move |event: Event| {
        let Some(told) = hand(&event).and_then(|hand| Told::of(fields::edit(&hand.name, &hand.value)?)) else { return };
        shown.update(|shown| shown.say(&told));
        autosave.put(shown.with_untracked(pack));
    });
    on(&window(), "click", move |event: Event| {
        let Some(button) = element(&event) else { return };
        if let Some(kept) = button.get_attribute("data-keep") {
            choose(autosave, shown, &kept);
        }
        match button.get_attribute("data-do").as_deref().and_then(|word| word.split_once(':')) {
            Some(("adopt", name)) => drop(autosave.adopt(name)),
            Some(("discard", name)) => autosave.discard(name),
            _ => {}
        }
    });
}

/// Starts storing drafts and saving.
fn keep(
    autosave: Autosave,
    shown: RwSignal<Together>,
    (revision, began): (Revision, String),
    couple: String,
    place: DraftPlace,
) {
    let (looking, saving) = (couple.clone(), couple);
    let save = move |seen, was: String, is: String| {
        let told = unpack::<Together>(&was).zip(unpack(&is)).map(|(was, is)| was.told_since(&is));
        let couple = saving.clone();
        async move { ask(&SaveTogether { couple, seen, told: told.ok_or(Problem::Malformed)? }).await }
    };
    let fetch = move || {
        let looking = looking.clone();
        async move {
            let (mark, together) = ask(&StoredTogether { couple: looking }).await?;
            Ok((mark, pack(&together)))
        }
    };
    let put = move |text: &str| {
        if let Some(together) = unpack(text) {
            show(shown, together);
        }
    };
    let setup = Setup::new(place, revision, began, save, fetch).joining(join, put);
    if let Some(draft) = autosave.start(setup).and_then(|restored| unpack::<Together>(&restored.text)) {
        show(shown, draft);
    }
}

/// Joins the answers of two windows one by one; whether they can is for a person to see if the base is unknown.
fn join(base: Option<&str>, here: &str, stored: &str) -> Joined {
    let all = base.and_then(unpack::<Together>).zip(unpack(here)).zip(unpack(stored));
    let Some(((base, mine), theirs)) = all else { return side_by_side(None, here, stored) };
    let (joined, left_off) = base.joined(&mine, &theirs);
    Joined { text: pack(&joined), clash: !left_off.is_empty() }
}

/// Returns the questions of this page whose stored answers differ from those on screen, with the stored answers, in a
/// conflict.
pub fn differing(mark: &SaveStatus, shown: &Together) -> Vec<(String, String)> {
    let SaveStatus::Stale { theirs } = mark else { return Vec::new() };
    let Some(stored) = unpack::<Together>(theirs) else { return Vec::new() };
    let told = shown.told_since(&stored).into_iter().filter_map(|told| {
        let (name, value) = fields::field(&Edit::from(told));
        let field = document().query_selector(&format!("[name=\"{name}\"][value=\"{value}\"]")).ok().flatten()?;
        let question = field.closest("[role=radiogroup]").ok().flatten()?.get_attribute("aria-label")?;
        Some((question, field.parent_element()?.text_content()?))
    });
    told.collect()
}

/// Shows the answers of this section on screen.
fn show(shown: RwSignal<Together>, next: Together) {
    for told in shown.with_untracked(|shown| shown.told_since(&next)) {
        let (name, value) = fields::field(&Edit::from(told));
        say_field(&name, &value);
    }
    shown.set(next);
}

fn choose(autosave: Autosave, shown: RwSignal<Together>, kept: &str) {
    let SaveStatus::Stale { theirs } = autosave.mark().get_untracked() else { return };
    if kept == "theirs"
        && let Some(stored) = unpack(&theirs)
    {
        show(shown, stored);
    }
    autosave.choose(shown.with_untracked(pack));
}
