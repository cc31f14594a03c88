//! The state shared by all parts of the page: the plan with its history, the exercise statuses, and the autosave.

#[cfg(feature = "hydrate")]
mod actions;

use domain::{
    plan::{
        SessionPlan,
        editor::{Check, ExerciseStatuses, History, check},
    },
    records::{Fault, Revision},
    safety::WorkOnHold,
};

use crate::browser::prelude::*;
use crate::{
    browser::{
        autosave::{Autosave, DraftPlace, Offer, SaveStatus},
        library_context::library,
    },
    library::finder::Query,
    plan_editor::island::plan_view::{PlanView, Refused},
};

/// A handle of the page: copies share their state.
#[derive(Clone, Copy)]
pub(crate) struct PlanEditor {
    history: RwSignal<History<SessionPlan>>,
    standings: RwSignal<ExerciseStatuses>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser saves"))]
    situation: RwSignal<Revision>,
    /// The last refusal or action, for a note and for screen readers.
    said: RwSignal<Option<String>>,
    /// Values that the plan rejects, by field: the value and the reason.
    refused: RwSignal<Refused>,
    /// The current faults of fields.
    faults: RwSignal<Vec<Fault>>,
    autosave: Autosave,
    about: StoredValue<PlanContext>,
    /// The state of the library search: open or not, and its query.
    asked: RwSignal<(bool, Query)>,
    #[cfg(feature = "hydrate")]
    typing: StoredValue<crate::plan_editor::island::typing::Typing>,
}

/// The constants of the page.
pub(crate) struct PlanContext {
    pub(crate) id: String,
    pub(crate) couple: String,
    pub(crate) name: String,
    pub(crate) labels: [String; 2],
    pub(crate) stored: Option<SessionPlan>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser keeps drafts"))]
    draft: DraftPlace,
}

/// The content of the page at one moment.
pub(crate) struct ViewModel<'a> {
    pub(crate) plan: &'a SessionPlan,
    pub(crate) standings: &'a ExerciseStatuses,
    pub(crate) check: Check,
    pub(crate) about: &'a PlanContext,
    pub(crate) said: Option<&'a str>,
    pub(crate) faults: &'a [Fault],
    /// Values of a refused form that are not in the plan. A browser marks their fields itself.
    #[cfg_attr(not(feature = "ssr"), expect(dead_code, reason = "a browser marks the fields themselves"))]
    pub(crate) refused: &'a Refused,
    pub(crate) mark: &'a SaveStatus,
    /// Unsaved drafts of other windows of this browser.
    pub(crate) offers: &'a [Offer],
    /// The revision that the form is based on.
    pub(crate) seen: Revision,
    /// True if this browser stores drafts.
    pub(crate) keeps_drafts: bool,
    pub(crate) can_undo: bool,
    pub(crate) can_redo: bool,
    /// The query of the library search; none while it is closed.
    pub(crate) asked: Option<&'a Query>,
}

impl ViewModel<'_> {
    /// Returns the holds that stop this session from taking place as planned.
    pub(crate) fn stopped(&self) -> Option<&WorkOnHold> {
        self.standings.stops(self.plan)
    }
}

impl PlanEditor {
    pub(crate) fn new(view: PlanView) -> Self {
        Self {
            history: RwSignal::new(History::new(view.plan)),
            standings: RwSignal::new(view.standings),
            situation: RwSignal::new(view.situation),
            said: RwSignal::new(view.problem),
            refused: RwSignal::new(view.refused),
            faults: RwSignal::new(view.faults),
            autosave: Autosave::new(view.revision),
            about: StoredValue::new(PlanContext {
                id: view.id,
                couple: view.couple,
                name: view.name,
                labels: view.labels,
                stored: view.stored,
                draft: view.draft,
            }),
            asked: RwSignal::new((view.query.is_some(), view.query.unwrap_or_default())),
            #[cfg(feature = "hydrate")]
            typing: StoredValue::default(),
        }
    }

    /// Computes a value from the current content, and subscribes to all of it.
    pub(crate) fn look<T>(self, of: impl FnOnce(&ViewModel<'_>) -> T) -> T {
        let (history, standings, said) = (self.history.read(), self.standings.read(), self.said.read());
        let (mark, asked, about) = (self.autosave.mark().read(), self.asked.read(), self.about.read_value());
        let refused = self.refused.read_untracked();
        let (plan, offers, faults) = (history.now(), self.autosave.offers().read(), self.faults.read());
        of(&ViewModel {
            plan,
            standings: &standings,
            check: check(&library(), &standings, plan),
            about: &about,
            said: said.as_deref(),
            faults: &faults,
            refused: &refused,
            mark: &mark,
            offers: &offers,
            seen: self.autosave.revision(),
            keeps_drafts: self.autosave.keeps_drafts(),
            can_undo: history.can_undo(),
            can_redo: history.can_redo(),
            asked: asked.0.then_some(&asked.1),
        })
    }
}
