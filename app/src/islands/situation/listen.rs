//! Hears what changes in the form, and keeps the form and the map alike.

use domain::desk::{Revision, Shared};
use leptos::prelude::*;

use super::erased;
use crate::keeper::{DraftPlace, Keeper, Mark};

/// What is stored and what is on screen, where the two went apart: for each question, both answers in words.
pub type Clash = Memo<Vec<(String, String, String)>>;

/// Listens to the form with the questions once the page is awake.
#[cfg(not(feature = "hydrate"))]
pub fn listen(keeper: Keeper, _: RwSignal<Shared>, _: String, _: Revision, _: DraftPlace) -> Clash {
    let _ = keeper;
    Memo::new(|_| Vec::new())
}

/// Listens to the form with the questions once the page is awake.
#[cfg(feature = "hydrate")]
pub use awake::listen;

/// Both versions, and the choice between them.
pub fn clash_view(keeper: Keeper, clash: Clash) -> impl IntoView {
    let lines = move || {
        clash.with(|lines| {
            let line = |(what, mine, theirs): &(String, String, String)| {
                view! { <tr><th scope="row">{what.clone()}</th><td>{mine.clone()}</td><td>{theirs.clone()}</td></tr> }
            };
            lines.iter().map(line).collect::<Vec<_>>()
        })
    };
    let apart = move || keeper.mark().with(|mark| matches!(mark, Mark::Stale { .. }));
    erased(view! {
        <div class="note clash" hidden=move || !apart() role="alert">
            <div>
                <p><strong>"This was changed in another window."</strong> " Both versions are here; choose which one stays."</p>
                <table>
                    <thead><tr><td></td><th scope="col">"Here"</th><th scope="col">"Stored"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
                <button class="button" type="button" data-keep="mine">"Keep what is here"</button>
                <button class="button" type="button" data-keep="theirs">"Take what is stored"</button>
            </div>
        </div>
    })
}

#[cfg(feature = "hydrate")]
mod awake {
    use domain::desk::{Edit, Sheet};
    use leptos::{ev, leptos_dom::helpers::window_event_listener};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};

    use super::{Clash, DraftPlace, Keeper, Mark, Memo, Revision, RwSignal, Shared};
    use crate::{
        calls::{Problem, save_situation, stored_situation},
        fields,
        keeper::Setup,
        shelf, wording,
    };
    use leptos::prelude::*;

    /// Listens to the form with the questions once the page is awake.
    pub fn listen(
        keeper: Keeper,
        shown: RwSignal<Shared>,
        couple: String,
        revision: Revision,
        place: DraftPlace,
    ) -> Clash {
        let began = text(&shown.get_untracked().sheet);
        Effect::new(move |woken: Option<()>| {
            if woken.is_some() {
                return;
            }
            let looking = couple.clone();
            let saving = couple.clone();
            let save = move |seen, was: String, is: String| {
                let edits = sheet(&was).zip(sheet(&is)).map(|(was, is)| was.edits_to(&is));
                let couple = saving.clone();
                async move { save_situation(couple, seen, edits.ok_or(Problem::Malformed)?).await }
            };
            let fetch = move || stored_situation(looking.clone());
            let setup = Setup::new(place.clone(), revision, began.clone(), save, fetch);
            if let Some(draft) = keeper.start(setup).as_deref().and_then(sheet) {
                fill_in(shown, &draft);
            }
        });
        window_event_listener(ev::change, move |event| {
            if let Some(edit) = heard(&event) {
                make(shown, &edit);
                keeper.put(text(&shown.get_untracked().sheet));
            }
        });
        window_event_listener(ev::click, move |event| {
            if let Some(kept) = target::<Element>(&event).and_then(|button| button.get_attribute("data-keep")) {
                choose(keeper, shown, &kept);
            }
        });
        Memo::new(move |_| keeper.mark().with(|mark| apart(mark, &shown.get().sheet)))
    }

    /// The sheet as the keeper keeps it.
    fn text(sheet: &Sheet) -> String {
        serde_json::to_string(sheet).unwrap_or_default()
    }

    fn sheet(text: &str) -> Option<Sheet> {
        serde_json::from_str(text).ok()
    }

    /// Opens gates as the server will.
    fn make(shown: RwSignal<Shared>, edit: &Edit) {
        shown.update(|shared| {
            // A field that the library does not know was not put there by this page.
            let _ = shared.edit(shelf::library(), edit);
        });
    }

    fn heard(event: &Event) -> Option<Edit> {
        if let Some(input) = target::<HtmlInputElement>(event) {
            let off = input.type_() == "checkbox" && !input.checked();
            return fields::edit(&input.name(), &if off { String::new() } else { input.value() });
        }
        let select = target::<HtmlSelectElement>(event)?;
        fields::edit(&select.name(), &select.value())
    }

    fn target<T: JsCast>(event: &Event) -> Option<T> {
        event.target()?.dyn_into().ok()
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
            keeper.choose(text(&shown.get_untracked().sheet));
        } else {
            keeper.choose(theirs);
            // What was opened here only for answers that do not stay is forgotten with the page.
            let _ = window().location().reload();
        }
    }

    fn apart(mark: &Mark, mine: &Sheet) -> Vec<(String, String, String)> {
        let Mark::Stale { theirs } = mark else { return Vec::new() };
        let theirs = sheet(theirs).unwrap_or_default();
        let to_theirs = theirs.edits_to(mine).into_iter().zip(mine.edits_to(&theirs));
        to_theirs.map(|(mine, theirs)| (what(&mine), said(&mine), said(&theirs))).collect()
    }

    fn what(edit: &Edit) -> String {
        let library = shelf::library();
        match edit {
            Edit::Answer(change) => {
                library.indicator(&change.indicator).map_or_else(String::new, |indicator| indicator.text.clone())
            }
            Edit::Strength(change) => {
                library.strength(&change.strength).map_or_else(String::new, |strength| strength.text.clone())
            }
            Edit::Fact(_) => "What else the rules ask".into(),
            Edit::Phase(_) => "Phase".into(),
        }
    }

    fn said(edit: &Edit) -> String {
        match edit {
            Edit::Answer(change) => wording::answer(change.answer).into(),
            Edit::Strength(change) => wording::answer(change.answer).into(),
            Edit::Fact(_) | Edit::Phase(_) => match fields::field(edit).1.as_str() {
                "" => "no".into(),
                value => value.into(),
            },
        }
    }
}
