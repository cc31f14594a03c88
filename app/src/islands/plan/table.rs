//! What all parts of the page share: the plan with its history, how exercises stand, and the keeper.

use domain::{
    desk::{
        BlockId, PlanBlock, Revision, SessionPlan, Status,
        agenda::{Check, Edit, History, Standings, apply, check},
    },
    ids::ItemId,
};
use leptos::{ev, prelude::*};

use super::PlanView;
use crate::{
    keeper::{DraftPlace, Keeper},
    shelf::library,
};

/// A handle on the page: copies are the same page.
#[derive(Clone, Copy)]
pub(super) struct Table {
    history: RwSignal<History<SessionPlan>>,
    pub(super) standings: RwSignal<Standings>,
    pub(super) situation: RwSignal<Revision>,
    pub(super) check: Memo<Check>,
    /// What was just refused or done, for a note and for screen readers.
    pub(super) said: RwSignal<Option<String>>,
    pub(super) keeper: Keeper,
    pub(super) about: StoredValue<About>,
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

impl Table {
    pub(super) fn new(view: PlanView) -> Self {
        let history = RwSignal::new(History::new(view.plan));
        let standings = RwSignal::new(view.standings);
        let checked = move |_: Option<&Check>| {
            history.with(|history| standings.with(|standings| check(library(), standings, history.now())))
        };
        Self {
            history,
            standings,
            situation: RwSignal::new(view.situation),
            check: Memo::new(checked),
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
            leaving: RwSignal::new(false),
        }
    }

    /// The address of the plan's page, or of one below it.
    pub(super) fn address(self, below: &str) -> String {
        self.about.with_value(|about| format!("/plans/{}{below}", about.id))
    }

    pub(super) fn revision_now(self) -> String {
        self.keeper.revision().0.to_string()
    }

    /// Something of the plan.
    pub(super) fn with<T>(self, of: impl FnOnce(&SessionPlan) -> T) -> T {
        self.history.with(|history| of(history.now()))
    }

    /// Something of the plan, without following its changes.
    pub(super) fn once<T>(self, of: impl FnOnce(&SessionPlan) -> T) -> T {
        self.history.with_untracked(|history| of(history.now()))
    }

    /// One block and its place, following its changes alone.
    pub(super) fn block(self, id: BlockId) -> Memo<Option<(usize, PlanBlock)>> {
        Memo::new(move |_| self.with(|plan| plan.block(id).map(|(place, block)| (place, block.clone()))))
    }

    /// Whether the session was held.
    pub(super) fn was_held(self) -> bool {
        self.with(|plan| plan.status == Status::Held)
    }

    /// Makes an edit; says why where it may not be made.
    pub(super) fn edit(self, edit: &Edit) -> bool {
        self.edit_about(edit, None)
    }

    /// Makes an edit that goes on with the one before where both are `about` the same.
    pub(super) fn edit_about(self, edit: &Edit, about: Option<&str>) -> bool {
        let next = self.standings.with_untracked(|standings| self.once(|plan| apply(library(), standings, plan, edit)));
        match next {
            Ok(next) => {
                self.said.set(None);
                self.take(next, about);
                true
            }
            Err(refused) => {
                self.said.set(Some(refused.to_string()));
                false
            }
        }
    }

    /// Takes a plan on as it is.
    pub(super) fn take(self, next: SessionPlan, about: Option<&str>) {
        self.history.update(|history| history.push(next, about));
        self.put();
    }

    pub(super) fn can_undo(self) -> bool {
        self.history.with(History::can_undo)
    }

    pub(super) fn can_redo(self) -> bool {
        self.history.with(History::can_redo)
    }

    pub(super) fn undo(self) {
        self.history.update(|history| {
            history.undo();
        });
        self.said.set(None);
        self.put();
    }

    pub(super) fn redo(self) {
        self.history.update(|history| {
            history.redo();
        });
        self.said.set(None);
        self.put();
    }

    /// How exercises stand has changed: a plan that was ready may be so no more.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser hears of it"))]
    pub(super) fn stand(self, situation: Revision, standings: Standings) {
        self.standings.set(standings);
        self.situation.set(situation);
        let ready = self.once(|plan| plan.status == Status::Ready);
        if ready && !self.check.with_untracked(Check::may_be_ready) {
            self.edit(&Edit::Status(Status::Draft));
            self.said.set(Some("A gate has changed; this plan is a draft again. See what is held below.".into()));
        }
    }

    /// Moves a block and keeps the keyboard where it was.
    pub(super) fn shift(self, id: BlockId, edit: &Edit, focus: &str) {
        if !self.edit(edit) {
            return;
        }
        let place = self.once(|plan| plan.block(id).map(|(place, _)| place)).unwrap_or_default();
        let clock = self.check.with_untracked(|check| check.clock(place));
        let count = self.once(|plan| plan.blocks.len());
        self.said.set(Some(format!("Moved to place {} of {count}, at {clock}.", place + 1)));
        focus_again(focus.to_owned());
    }

    /// Ctrl+Z and Ctrl+Shift+Z, wherever the keyboard is; not in the search, which has its own.
    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        let command = event.ctrl_key() || event.meta_key();
        if !command || event.alt_key() || is_search(event) {
            return;
        }
        match event.key().as_str() {
            "z" | "Z" if event.shift_key() => self.redo(),
            "y" => self.redo(),
            "z" | "Z" => self.undo(),
            _ => return,
        }
        event.prevent_default();
    }

    /// The form is sent only to mark the session as held; everything else is done here.
    pub(super) fn submitted(self, event: &ev::SubmitEvent) {
        if !self.leaving.get_untracked() {
            event.prevent_default();
        }
        self.leaving.set(false);
    }

    /// Lets the form go once everything is saved.
    pub(super) fn leave(self, event: &ev::MouseEvent) {
        use crate::keeper::Mark;
        if self.keeper.mark().with_untracked(|mark| matches!(mark, Mark::Saved(_))) {
            self.leaving.set(true);
        } else {
            event.prevent_default();
            self.said.set(Some("What you typed is being saved first. Press again in a moment.".into()));
        }
    }

    /// Whether the exercise is in the plan.
    pub(super) fn has(self, id: &ItemId) -> bool {
        self.with(|plan| plan.has(id))
    }

    fn put(self) {
        if let Ok(text) = self.once(serde_json::to_string) {
            self.keeper.put(text);
        }
    }
}

#[cfg(not(feature = "hydrate"))]
#[expect(clippy::unused_self, reason = "these do something in a browser alone")]
impl Table {
    /// In a browser: begins to keep and to save.
    pub(super) fn wake(self) {}

    /// In a browser: asks the server to fill the free minutes.
    pub(super) fn fill(self) {}

    /// In a browser: takes this plan as the one that stays.
    pub(super) fn choose(self, _plan: SessionPlan) {}
}

#[cfg(feature = "hydrate")]
mod awake {
    use leptos::task::spawn_local;

    use domain::desk::{SessionPlan, agenda::History};
    use leptos::prelude::*;

    use super::Table;
    use crate::{
        calls::plan::{fetch_plan, fill_plan, save_plan},
        keeper::Setup,
    };

    impl Table {
        /// Begins to keep and to save.
        pub(in super::super) fn wake(self) {
            Effect::new(move |_| self.start());
        }

        fn start(self) {
            let (id, place, stored) =
                self.about.with_value(|about| (about.id.clone(), about.draft.clone(), about.stored.clone()));
            let shown = self.once(SessionPlan::clone);
            let Ok(text) = serde_json::to_string(stored.as_ref().unwrap_or(&shown)) else { return };
            let revision = self.keeper.revision_untracked();
            let to_save = id.clone();
            let save = move |seen, _was: String, text: String| {
                let id = to_save.clone();
                async move {
                    let plan = serde_json::from_str(&text).map_err(|_| crate::calls::Problem::Broken)?;
                    let situation = self.situation.get_untracked();
                    let saved = save_plan(id, seen, situation, plan).await?;
                    if let Some((situation, standings)) = saved.standings {
                        self.stand(situation, standings);
                    }
                    Ok(saved.receipt)
                }
            };
            let fetch = move || {
                let id = id.clone();
                async move {
                    let (revision, plan) = fetch_plan(id).await?;
                    let text = serde_json::to_string(&plan).map_err(|_| crate::calls::Problem::Broken)?;
                    Ok((revision, text))
                }
            };
            let found = self.keeper.start(Setup::new(place, revision, text, save, fetch));
            if let Some(plan) = found.and_then(|text| serde_json::from_str(&text).ok()) {
                self.history.set(History::new(plan));
                self.said.set(Some("What you typed before is back.".into()));
            } else if stored.is_some() {
                self.put();
            }
        }

        /// Asks the server to fill the free minutes.
        pub(in super::super) fn fill(self) {
            let (id, plan) = (self.about.with_value(|about| about.id.clone()), self.once(SessionPlan::clone));
            self.said.set(Some("Looking for what fits…".into()));
            spawn_local(async move {
                match fill_plan(id, plan).await {
                    Ok(next) => {
                        self.said.set(Some("Filled. Undo takes it back.".into()));
                        self.take(next, None);
                    }
                    Err(problem) => self.said.set(Some(problem.to_string())),
                }
            });
        }

        /// Takes this plan as the one that stays.
        pub(in super::super) fn choose(self, plan: SessionPlan) {
            let Ok(text) = serde_json::to_string(&plan) else { return };
            self.history.update(|history| history.push(plan, None));
            self.keeper.choose(text);
        }
    }
}

/// The element with this id gets the keyboard again: moving it in the page took it away.
#[cfg(feature = "hydrate")]
fn focus_again(id: String) {
    use wasm_bindgen::JsCast;
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id);
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // An element that cannot take it has gone; then the page keeps it.
            let _ = element.focus();
        }
    });
}

#[cfg(not(feature = "hydrate"))]
fn focus_again(_id: String) {}

#[cfg(feature = "hydrate")]
fn is_search(event: &ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.get_attribute("type").as_deref() == Some("search"))
}

#[cfg(not(feature = "hydrate"))]
fn is_search(_event: &ev::KeyboardEvent) -> bool {
    false
}
