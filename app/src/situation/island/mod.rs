//! The map beside the questions, updated at every answer. The browser uses the server's own mapping code. The form is a
//! plain document; this island listens to it and saves changes.

#[cfg(feature = "hydrate")]
mod count;
#[cfg(feature = "hydrate")]
mod events;
pub(crate) mod view;

use domain::{
    assess::PhaseChoice,
    records::{ChallengeMark, ChallengeStatus, Revision, SharedView, open_questions, standings},
    safety::Opener,
    vocabulary::{GateId, ItemId, SmallMap},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use crate::situation::island::view::opened_by;
use crate::{
    browser::{
        autosave::{Autosave, DraftPlace},
        library_context, render,
    },
    layout::wording,
};

/// The content of the map at one moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ViewModel {
    /// All eight challenges, in their order.
    rows: Vec<ChallengeStatus>,
    /// The phase of the work.
    phase: PhaseChoice,
    /// Open gates, each with true if it is overridden, and its reasons.
    gates: Vec<(GateId, bool, Vec<Opener>)>,
    /// Number of shared questions not asked.
    not_asked: usize,
    /// Ids of the strengths seen.
    strengths: Vec<String>,
}

impl ViewModel {
    fn of(shared: &SharedView) -> Self {
        let library = library_context::library();
        let course = shared.course();
        let picture = shared.picture(&library);
        let open = course.gates.open_gates().map(|gate| {
            let state = course.gates.state(gate);
            (gate, state.overridden.is_some(), state.opened_by.into_iter().collect())
        });
        Self {
            rows: standings(&library, shared, &picture.findings),
            gates: open.collect(),
            not_asked: open_questions(&library, &shared.sheet),
            strengths: course.strengths.into_iter().collect(),
            phase: picture.phase,
        }
    }

    /// Returns a one-sentence summary, announced on changes and shown on small screens.
    fn in_short(&self) -> String {
        let first = self.rows.first().filter(|row| matches!(row.mark, ChallengeMark::Found(_)));
        let first = first.map_or("No signs so far".into(), |row| format!("1 {}", wording::challenge(row.challenge)));
        let gates = match self.gates.len() {
            0 => "no holds".into(),
            1 => "1 hold".into(),
            more => format!("{more} holds"),
        };
        format!("{first} · {gates} · {} not asked", self.not_asked)
    }
}

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
    fn about(&self) -> view::SituationContext {
        view::SituationContext {
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
