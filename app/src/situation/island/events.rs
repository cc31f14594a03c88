//! Listens to changes in the form, and keeps form and map in step.

use domain::records::{AnswerChange, BadEdit, Edit, Revision, SharedView, SituationForm, rest};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use crate::browser::prelude::*;
use crate::{
    browser::{
        api::{Problem, ask},
        autosave::{Autosave, DraftPlace, Joined, SaveStatus, Setup, form_of, join_sheets},
        fields, library_context,
        render::{element, hand, on, say_field, whenever},
        wire::pack,
    },
    situation::{
        api::{SaveSituation, StoredSituation},
        island::count::{self, find},
    },
};

/// Listens to the form of the questions after hydration.
pub fn listen(
    autosave: Autosave,
    (shown, labels): (RwSignal<SharedView>, Vec<String>),
    couple: String,
    revision: Revision,
    place: DraftPlace,
) {
    let held = TooLong { autosave, field: StoredValue::new(None) };
    keep(autosave, shown, couple, revision, place, held);
    whenever(Box::new(move || shown.with(|shown| count::count(shown, &labels))));
    let hear = move |event: &Event| {
        if let Some(edit) = heard(event) {
            held.note(&edit, make(shown, &edit));
            autosave.put(shown.with_untracked(|shown| pack(&shown.sheet)));
        }
    };
    on(&window(), "change", move |event: Event| hear(&event));
    // Texts are kept while they are typed.
    on(&window(), "input", move |event: Event| {
        if element(&event).is_some_and(|at| at.matches("textarea, [type=text]").unwrap_or(false)) {
            hear(&event);
        }
    });
    // Everything saves itself; what the form would send goes on from an older state.
    on(&window(), "submit", move |event: Event| {
        if element(&event).is_some_and(|form| form.id() == "answers") {
            event.prevent_default();
        }
    });
    let last = StoredValue::new(Vec::new());
    on(&window(), "click", move |event: Event| {
        let Some(button) = element(&event).and_then(|at| at.closest("button").ok().flatten()) else { return };
        let word = |name| button.get_attribute(name);
        if let Some(kept) = word("data-keep") {
            choose(autosave, shown, &kept);
        } else if let Some(foot) = button.parent_element().filter(|foot| foot.has_attribute("data-rest"))
            && button.get_attribute("value").is_none_or(|value| value.starts_with("rest:"))
        {
            answer_rest(autosave, shown, last, &button, &foot);
        }
        match word("data-do").as_deref().and_then(|word| word.split_once(':')) {
            Some(("adopt", name)) => drop(autosave.adopt(name)),
            Some(("discard", name)) => autosave.discard(name),
            _ => {}
        }
    });
}

/// A text that is too long to be saved. It stays on screen and in the draft, and the mark says so.
#[derive(Clone, Copy)]
struct TooLong {
    autosave: Autosave,
    /// The name of its field.
    field: StoredValue<Option<String>>,
}

impl TooLong {
    fn note(self, edit: &Edit, made: Result<(), BadEdit>) {
        let (name, value) = fields::field(edit);
        if matches!(made, Err(BadEdit::TooLong)) {
            self.autosave.hold(Some((format!("{name}\n{value}"), "shorten the longest text".to_owned())));
            self.field.set_value(Some(name));
        } else if self.field.with_value(|field| field.as_ref() == Some(&name)) {
            self.autosave.hold(None);
            self.field.set_value(None);
        }
    }

    /// Puts the text of a draft back into its field.
    fn restore(self, held: &str) {
        let Some((name, value)) = held.split_once('\n') else { return };
        say_field(name, value);
        if let Some(edit) = fields::edit(name, value) {
            self.note(&edit, Err(BadEdit::TooLong));
        }
    }
}

/// Starts storing drafts and saving.
fn keep(
    autosave: Autosave,
    shown: RwSignal<SharedView>,
    couple: String,
    revision: Revision,
    place: DraftPlace,
    held: TooLong,
) {
    let began = shown.with_untracked(|shown| pack(&shown.sheet));
    let looking = couple.clone();
    let saving = couple.clone();
    let save = move |seen, was: String, is: String| {
        let edits = form_of(&was).zip(form_of(&is)).map(|(was, is)| was.edits_to(&is));
        let couple = saving.clone();
        async move { ask(&SaveSituation { couple, seen, edits: edits.ok_or(Problem::Malformed)? }).await }
    };
    let fetch = move || {
        let looking = looking.clone();
        async move {
            let (revision, sheet) = ask(&StoredSituation { couple: looking }).await?;
            Ok((revision, pack(&sheet)))
        }
    };
    let show = move |text: &str| {
        if let Some(sheet) = form_of(text) {
            fill_in(shown, &sheet);
        }
    };
    let setup = Setup::new(place, revision, began, save, fetch).joining(join, show);
    let Some(restored) = autosave.start(setup) else { return };
    if let Some(draft) = form_of(&restored.text) {
        fill_in(shown, &draft);
    }
    held.restore(&restored.held);
}

fn join(base: Option<&str>, here: &str, stored: &str) -> Joined {
    join_sheets(&library_context::library(), base, here, stored)
}

/// Makes a change and opens gates as the server will.
fn make(shown: RwSignal<SharedView>, edit: &Edit) -> Result<(), BadEdit> {
    let made = shown.try_update(|shared| shared.edit(&library_context::library(), edit));
    made.unwrap_or(Ok(()))
}

fn heard(event: &Event) -> Option<Edit> {
    let hand = hand(event)?;
    fields::edit(&hand.name, &hand.value)
}

/// Answers the rest of a section with no, or undoes that, in place: nothing is loaded, nothing jumps.
fn answer_rest(
    autosave: Autosave,
    shown: RwSignal<SharedView>,
    last: StoredValue<Vec<AnswerChange>>,
    button: &Element,
    foot: &Element,
) {
    let group = foot.get_attribute("data-rest").unwrap_or_default();
    let undone = button.get_attribute("name").is_none();
    let changes = if undone {
        let open = |change: AnswerChange| AnswerChange { answer: None, ..change };
        last.get_value().into_iter().map(open).collect()
    } else {
        shown.with_untracked(|shown| rest(&library_context::library(), &shown.sheet.answers, &group))
    };
    for change in &changes {
        let edit = Edit::Answer(change.clone());
        // No answer is too long.
        let _ = make(shown, &edit);
        let (name, value) = fields::field(&edit);
        say_field(&name, &value);
    }
    autosave.put(shown.with_untracked(|shown| pack(&shown.sheet)));
    let words = match (undone, changes.len()) {
        (true, _) => String::new(),
        (_, 1) => "1 answer set to no.".to_owned(),
        (_, more) => format!("{more} answers set to no."),
    };
    // Only the latest can be taken back.
    for said in ["[data-rest] > [role=status]", "[data-rest] > [type=button]"] {
        clear(said);
    }
    let within = |part: &str| find(&format!("[data-rest=\"{group}\"] > {part}"));
    if let Some(place) = within("[role=status]") {
        place.set_text_content(Some(&words));
    }
    let next = within(if undone { "[name=do]" } else { "[type=button]" });
    if let Some(next) = next {
        next.set_hidden(false);
        // The button that was pressed goes away, and the keyboard stays here.
        let _ = next.focus();
    }
    last.set_value(if undone { Vec::new() } else { changes });
}

/// Clears a message, or hides a button, in every section.
fn clear(selector: &str) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for place in 0..found.length() {
        let Some(node) = found.item(place).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else { continue };
        if node.node_name() == "BUTTON" { node.set_hidden(true) } else { node.set_text_content(None) }
    }
}

/// Puts a restored draft on screen.
fn fill_in(shown: RwSignal<SharedView>, draft: &SituationForm) {
    for edit in shown.get_untracked().sheet.edits_to(draft) {
        // A stored text fits.
        let _ = make(shown, &edit);
        let (name, value) = fields::field(&edit);
        say_field(&name, &value);
    }
}

fn choose(autosave: Autosave, shown: RwSignal<SharedView>, kept: &str) {
    let SaveStatus::Stale { theirs } = autosave.mark().get_untracked() else { return };
    if kept == "mine" {
        autosave.choose(shown.with_untracked(|shown| pack(&shown.sheet)));
    } else {
        autosave.choose(theirs);
        // What was opened here only for answers that do not stay is forgotten with the page.
        let _ = window().location().reload();
    }
}
