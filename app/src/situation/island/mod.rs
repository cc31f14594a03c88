//! The map beside the questions, updated at every answer. The browser uses the server's own mapping code. The form is a
//! plain document; this island listens to it and saves changes.

#[cfg(feature = "hydrate")]
mod count;
#[cfg(feature = "hydrate")]
mod events;
pub(crate) mod view;
mod view_model;

use domain::{
    records::{Revision, SharedView},
    vocabulary::{ItemId, SmallMap},
};
use serde::{Deserialize, Serialize};

use crate::browser::prelude::*;
pub use crate::situation::island::view::opened_by;
use crate::{
    browser::{
        autosave::{Autosave, DraftPlace},
        render,
    },
    situation::island::view_model::{SituationContext, ViewModel},
};

/// The properties of the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapView {
    /// The couple.
    pub couple: String,
    /// The labels of A and B.
    pub labels: Vec<String>,
    /// Titles of the exercises that build on strengths.
    pub titles: SmallMap<ItemId, String>,
    /// The time since a breach came to light, where known.
    pub came_to_light: Option<String>,
    /// The data allowed on this screen.
    pub shared: SharedView,
    /// The revision shown.
    pub revision: Revision,
    /// The place of the draft.
    pub place: DraftPlace,
}

/// The map, the holds and the phase of a situation, with its save status.
#[cfg(feature = "ssr")]
pub fn situation_map(view: &MapView) -> leptos::prelude::AnyView {
    let (about, autosave) = (view.about(), Autosave::new(view.revision));
    let (mark, offers) = (autosave.mark().get_untracked(), autosave.offers().get_untracked());
    let html = view::map(&view.shared.sheet, &ViewModel::of(&view.shared), (&mark, &offers), &about);
    render::island(("situation", "situation_map"), "live", view, html)
}

impl MapView {
    fn about(&self) -> SituationContext {
        SituationContext {
            couple: self.couple.clone(),
            labels: self.labels.clone(),
            titles: self.titles.clone(),
            came_to_light: self.came_to_light.clone(),
        }
    }
}

/// Starts the map.
///
/// # Errors
/// If its properties come from another version of the program.
#[cfg(feature = "part-situation")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn situation_map(root: web_sys::Element, properties: &str) -> Result<(), wasm_bindgen::JsError> {
    render::start(properties, |view: MapView| {
        let about = view.about();
        let autosave = Autosave::new(view.revision);
        let shown = RwSignal::new(view.shared);
        // Saving changes the mark alone, and needs no new map.
        let look = Memo::new(move |_| shown.with(ViewModel::of));
        let paint = move || {
            let (shown, look) = (shown.read(), look.read());
            let (mark, offers) = (autosave.mark().read(), autosave.offers().read());
            view::map(&shown.sheet, &look, (&mark, &offers), &about)
        };
        render::render_on_change(root.clone(), paint, |_| {});
        events::listen(autosave, (shown, view.labels), view.couple, view.revision, view.place);
    })
}
