//! What all parts of the page share: the plan with its history, how exercises stand, and the keeper.

use domain::desk::{
    Revision, SessionPlan,
    agenda::{Check, History, Standings, check},
};
use leptos::prelude::*;

use super::PlanView;
use crate::{
    finder::Query,
    keeper::{DraftPlace, Keeper, Mark},
    shelf::library,
};

/// A handle on the page: copies are the same page.
#[derive(Clone, Copy)]
pub(super) struct Table {
    history: RwSignal<History<SessionPlan>>,
    standings: RwSignal<Standings>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser saves"))]
    situation: RwSignal<Revision>,
    /// What was just refused or done, for a note and for screen readers.
    said: RwSignal<Option<String>>,
    keeper: Keeper,
    about: StoredValue<About>,
    /// What is looked for in the library, and whether it is open.
    asked: RwSignal<(bool, Query)>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser sends the form"))]
    leaving: RwSignal<bool>,
}

/// What does not change while the page is open.
pub(super) struct About {
    pub(super) id: String,
    pub(super) couple: String,
    pub(super) name: String,
    pub(super) labels: [String; 2],
    pub(super) stored: Option<SessionPlan>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser keeps drafts"))]
    draft: DraftPlace,
}

/// What the page shows at one moment.
pub(super) struct Look<'a> {
    pub(super) plan: &'a SessionPlan,
    pub(super) standings: &'a Standings,
    pub(super) check: Check,
    pub(super) about: &'a About,
    pub(super) said: Option<&'a str>,
    pub(super) mark: &'a Mark,
    /// The revision that the form goes on from.
    pub(super) seen: Revision,
    /// Whether this browser keeps drafts.
    pub(super) keeps_drafts: bool,
    pub(super) can_undo: bool,
    pub(super) can_redo: bool,
    /// What is looked for in the library; none while it is closed.
    pub(super) asked: Option<&'a Query>,
}

impl Table {
    pub(super) fn new(view: PlanView) -> Self {
        Self {
            history: RwSignal::new(History::new(view.plan)),
            standings: RwSignal::new(view.standings),
            situation: RwSignal::new(view.situation),
            said: RwSignal::new(view.problem),
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
            leaving: RwSignal::new(false),
        }
    }

    /// What `of` makes of this moment; follows everything that it shows.
    pub(super) fn look<T>(self, of: impl FnOnce(&Look<'_>) -> T) -> T {
        let (history, standings, said) = (self.history.read(), self.standings.read(), self.said.read());
        let (mark, asked, about) = (self.keeper.mark().read(), self.asked.read(), self.about.read_value());
        let plan = history.now();
        of(&Look {
            plan,
            standings: &standings,
            check: check(&library(), &standings, plan),
            about: &about,
            said: said.as_deref(),
            mark: &mark,
            seen: self.keeper.revision(),
            keeps_drafts: self.keeper.keeps_drafts(),
            can_undo: history.can_undo(),
            can_redo: history.can_redo(),
            asked: asked.0.then_some(&asked.1),
        })
    }
}

#[cfg(not(feature = "hydrate"))]
impl Table {
    /// In a browser: begins to keep and to save.
    #[expect(clippy::unused_self, reason = "this does something in a browser alone")]
    pub(super) fn wake(self) {}
}

#[cfg(feature = "hydrate")]
mod awake;
