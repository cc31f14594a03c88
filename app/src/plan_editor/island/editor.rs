//! The state shared by all parts of the page: the plan with its history, the exercise statuses, and the autosave.

#[cfg(feature = "hydrate")]
mod actions;

use domain::vocabulary::SmallMap;
use domain::{
    plan::{
        SessionPlan,
        editor::{Check, ExerciseStatuses, History, check},
    },
    records::{Fault, Revision},
    safety::WorkOnHold,
};
use leptos::prelude::*;

use crate::{
    browser::{
        autosave::{DraftPlace, Keeper, Mark, Offer},
        library_context::library,
    },
    library::finder::Query,
    plan_editor::island::PlanView,
};

/// A handle of the page: copies share their state.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    history: RwSignal<History<SessionPlan>>,
    standings: RwSignal<ExerciseStatuses>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser saves"))]
    situation: RwSignal<Revision>,
    /// The last refusal or action, for a note and for screen readers.
    said: RwSignal<Option<String>>,
    /// Values that the plan rejects, by field: the value and the reason.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser refuses what is typed"))]
    refused: RwSignal<Refused>,
    /// The current faults of fields.
    faults: RwSignal<Vec<Fault>>,
    keeper: Keeper,
    about: StoredValue<About>,
    /// The state of the library search: open or not, and its query.
    asked: RwSignal<(bool, Query)>,
    #[cfg(feature = "hydrate")]
    typing: StoredValue<crate::plan_editor::island::typing::Typing>,
}

/// Values that the plan rejects, by field: the value and the reason.
pub(crate) type Refused = SmallMap<String, (String, String)>;

/// The constants of the page.
pub(crate) struct About {
    pub(crate) id: String,
    pub(crate) couple: String,
    pub(crate) name: String,
    pub(crate) labels: [String; 2],
    pub(crate) stored: Option<SessionPlan>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser keeps drafts"))]
    draft: DraftPlace,
}

/// The content of the page at one moment.
pub(crate) struct Look<'a> {
    pub(crate) plan: &'a SessionPlan,
    pub(crate) standings: &'a ExerciseStatuses,
    pub(crate) check: Check,
    pub(crate) about: &'a About,
    pub(crate) said: Option<&'a str>,
    pub(crate) faults: &'a [Fault],
    pub(crate) mark: &'a Mark,
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

impl Look<'_> {
    /// Returns the holds that stop this session from taking place as planned.
    pub(crate) fn stopped(&self) -> Option<&WorkOnHold> {
        self.standings.stops(self.plan)
    }
}

impl Table {
    pub(crate) fn new(view: PlanView) -> Self {
        Self {
            history: RwSignal::new(History::new(view.plan)),
            standings: RwSignal::new(view.standings),
            situation: RwSignal::new(view.situation),
            said: RwSignal::new(view.problem),
            refused: RwSignal::default(),
            faults: RwSignal::new(view.faults),
            keeper: Keeper::new(view.revision),
            about: StoredValue::new(About {
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
    pub(crate) fn look<T>(self, of: impl FnOnce(&Look<'_>) -> T) -> T {
        let (history, standings, said) = (self.history.read(), self.standings.read(), self.said.read());
        let (mark, asked, about) = (self.keeper.mark().read(), self.asked.read(), self.about.read_value());
        let (plan, offers, faults) = (history.now(), self.keeper.offers().read(), self.faults.read());
        of(&Look {
            plan,
            standings: &standings,
            check: check(&library(), &standings, plan),
            about: &about,
            said: said.as_deref(),
            faults: &faults,
            mark: &mark,
            offers: &offers,
            seen: self.keeper.revision(),
            keeps_drafts: self.keeper.keeps_drafts(),
            can_undo: history.can_undo(),
            can_redo: history.can_redo(),
            asked: asked.0.then_some(&asked.1),
        })
    }
}
