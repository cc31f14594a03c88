//! Saves answers on the shared screen. The form around it works without the island, which has only the shared answers.

#[cfg(feature = "hydrate")]
mod events;

use crate::browser::prelude::*;
use domain::records::Together;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use crate::browser::{
    autosave::{Autosave, DraftPlace, Offer, SaveStatus, offered, saved_mark},
    render,
};

/// The properties of the island.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedAnswers {
    /// The couple.
    pub couple: String,
    /// The shared answers so far.
    pub together: Together,
    /// The place of the draft.
    pub place: DraftPlace,
}

/// Renders the save status of the shared screen, and the choice if its answers were changed in another window.
#[cfg(feature = "ssr")]
pub fn shared_answers(view: &SharedAnswers) -> leptos::prelude::AnyView {
    let mark = Autosave::new(view.together.mark()).mark().get_untracked();
    render::island(("pages", "shared_answers"), "live", view, paint(&mark, &[], &[]).into_string())
}

/// Starts saving the shared answers.
///
/// # Errors
/// If its properties come from another version of the program.
#[cfg(feature = "part-pages")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn shared_answers(root: web_sys::Element, properties: &str) -> Result<(), wasm_bindgen::JsError> {
    render::start(properties, |view: SharedAnswers| {
        let autosave = Autosave::new(view.together.mark());
        let shown = RwSignal::new(view.together);
        let painted = move || {
            let mark = autosave.mark().read();
            let differing = shown.with(|shown| events::differing(&mark, shown));
            paint(&mark, &differing, &autosave.offers().read()).into_string()
        };
        render::render_on_change(root.clone(), painted, |_| {});
        events::listen(autosave, shown, view.couple, view.place);
    })
}

/// Renders the status, the stored answers (question and answer) that differ from those on screen in a conflict, and the
/// unsaved answers of other windows.
fn paint(mark: &SaveStatus, differing: &[(String, String)], offers: &[Offer]) -> Markup {
    html! {
        (saved_mark(mark, ""))
        (offered(offers))
        @if matches!(mark, SaveStatus::Stale { .. }) {
            div class="note clash" role="alert" {
                p { strong { "Changed in another window." } " Choose which answers stay. Saved there:" }
                ul { @for (question, answer) in differing { li { (question) " " strong { (answer) } } } }
                button class="button" type="button" data-keep="mine" { "Keep mine" }
                button class="button" type="button" data-keep="theirs" { "Use the saved ones" }
            }
        }
    }
}
