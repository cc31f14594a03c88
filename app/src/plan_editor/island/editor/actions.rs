//! The plan editor in a browser: edits take effect at once, and are saved as soon as possible.

use domain::{
    plan::{
        BlockId, SessionPlan, Status,
        editor::{Edit, ExerciseStatuses, History, apply, check, fit, merge},
    },
    records::{Fault, Revision},
};
use web_sys::{Element, js_sys::Date};

use crate::browser::prelude::*;
use crate::{
    browser::{
        api::{Problem, ask},
        autosave::{SaveStatus, Setup, side_by_side},
        library_context::library,
        render::{ControlState, FormControl, accept, refuse, say},
        wire::{pack, unpack},
    },
    library::finder::{Field, Query},
    plan_editor::{
        api::{FetchPlan, FillPlan, SavePlan},
        island::{editor::PlanEditor, plan_view::Refused, typing::Typing},
    },
};

impl PlanEditor {
    /// Starts storing drafts and saving.
    pub(crate) fn start(self) {
        let (id, place, stored) =
            self.about.with_value(|about| (about.id.clone(), about.draft.clone(), about.stored.clone()));
        let text = self.once(|plan| pack(stored.as_ref().unwrap_or(plan)));
        let to_save = id.clone();
        let save = move |seen, _was: String, text: String| self.save(to_save.clone(), seen, text);
        let fetch = move || {
            let id = id.clone();
            async move {
                let (revision, plan) = ask(&FetchPlan { plan: id }).await?;
                Ok((revision, pack(&plan)))
            }
        };
        let revision = self.autosave.revision_untracked();
        let show = move |text: &str| {
            if let Some(plan) = unpack(text) {
                self.history.update(|history| history.push(plan, None));
            }
        };
        let setup = Setup::new(place, revision, text, save, fetch).joining(side_by_side, show);
        if let Some(back) = self.autosave.start(setup) {
            if let Some(plan) = unpack(&back.text) {
                self.history.set(History::new(plan));
            }
            self.refused.set(unpack(&back.held).unwrap_or_default());
            self.say("Your unsaved text is back.");
        } else if stored.is_some() {
            self.put();
        }
    }

    /// Records that the plan rejects the value of a field: it stays in the field and the draft, and is not saved.
    pub(crate) fn refuse(self, name: &str, value: &str, why: String) {
        self.refused.update(|refused| _ = refused.insert(name.to_owned(), (value.to_owned(), why)));
        self.hold();
    }

    /// Records that the value of a field is in the plan.
    pub(crate) fn accept(self, name: &str) {
        if self.refused.with_untracked(|refused| refused.contains_key(name)) {
            self.refused.update(|refused| _ = refused.remove(name));
            self.hold();
        }
    }

    fn hold(self) {
        let held = self.refused.with_untracked(|refused| (!refused.is_empty()).then(|| pack(refused)));
        self.autosave.hold(held.map(|held| (held, "see the marked field".to_owned())));
    }

    /// Shows beside each rejected value the reason.
    pub(crate) fn mark_refused(self, root: &Element) {
        let refused: Refused = self.refused.get();
        let marked = root.query_selector_all("[data-refused]").ok();
        let marked = marked.iter().flat_map(|all| (0..all.length()).filter_map(move |place| all.item(place)));
        for field in marked.filter_map(|node| wasm_bindgen::JsCast::dyn_into::<Element>(node).ok()) {
            if !refused.contains_key(&field.get_attribute("name").unwrap_or_default()) {
                accept(&field);
            }
        }
        for (name, (value, why)) in refused {
            let Ok(Some(field)) = root.query_selector(&format!("[name=\"{name}\"]")) else { continue };
            say(&field, ControlState::Value(value));
            // It is in the page, so a word fits beside it.
            let _ = refuse(&field, &why);
        }
    }

    /// Restores the draft of another window.
    pub(crate) fn adopt(self, name: &str) {
        if let Some(held) = self.autosave.adopt(name) {
            self.refused.update(|refused| refused.extend(unpack::<Refused>(&held).unwrap_or_default()));
            self.hold();
        }
    }

    /// Discards the draft of another window.
    pub(crate) fn discard(self, name: &str) {
        self.autosave.discard(name);
    }

    async fn save(
        self,
        id: String,
        seen: Revision,
        text: String,
    ) -> Result<crate::browser::autosave::Receipt, Problem> {
        let value = unpack(&text).ok_or(Problem::Broken)?;
        let saved = ask(&SavePlan { plan: id, seen, situation: self.situation.get_untracked(), value }).await?;
        if let Some((situation, standings)) = saved.standings {
            self.stand(situation, standings);
        }
        Ok(saved.receipt)
    }

    /// Reads the plan without subscribing.
    pub(crate) fn once<T>(self, of: impl FnOnce(&SessionPlan) -> T) -> T {
        self.history.with_untracked(|history| of(history.now()))
    }

    /// Reads the exercise statuses without subscribing.
    pub(crate) fn standing<T>(self, of: impl FnOnce(&ExerciseStatuses) -> T) -> T {
        self.standings.with_untracked(of)
    }

    /// Shows a message, announced by screen readers.
    pub(crate) fn say(self, text: impl Into<String>) {
        self.said.set(Some(text.into()));
    }

    /// Sets or clears the fault of a field.
    pub(crate) fn blame(self, field: &str, fault: Option<Fault>) {
        let known = self.faults.with_untracked(|faults| faults.iter().any(|known| known.field == field));
        if known || fault.is_some() {
            self.faults.update(|faults| {
                faults.retain(|known| known.field != field);
                faults.extend(fault);
            });
        }
    }

    /// Makes an edit, joined with the previous one if both are `about` the same. False, with a message, if it is not
    /// allowed.
    pub(crate) fn edit(self, edit: &Edit, about: Option<&str>) -> bool {
        let done = self.try_edit(edit, about);
        if let Err(why) = &done {
            self.say(why);
        }
        done.is_ok()
    }

    /// As [`PlanEditor::edit`]; the error is the reason.
    pub(crate) fn try_edit(self, edit: &Edit, about: Option<&str>) -> Result<(), String> {
        let next = self.standing(|standings| self.once(|plan| apply(&library(), standings, plan, edit)));
        let next = next.map_err(|refused| refused.to_string())?;
        self.said.set(None);
        self.take(next, about);
        Ok(())
    }

    /// Makes an edit that moves a block, and announces its new position.
    pub(crate) fn shift(self, edit: &Edit) -> bool {
        let (Edit::Up(id) | Edit::Down(id) | Edit::MoveTo(id, _)) = edit else { return self.edit(edit, None) };
        let done = self.edit(edit, None);
        if done && let Some((_, place, clock)) = self.find(*id) {
            let count = self.once(|plan| plan.blocks.len());
            self.say(format!("Moved to {clock}, item {} of {count}", place + 1));
        }
        done
    }

    /// Returns a block's title, index and start.
    pub(in super::super) fn find(self, id: BlockId) -> Option<(String, usize, String)> {
        let (place, title) = self.once(|plan| plan.block(id).map(|(place, block)| (place, block.title.clone())))?;
        let clock = self.standing(|standings| self.once(|plan| check(&library(), standings, plan).clock(place)));
        Some((title, place, clock))
    }

    /// Returns the undo step of typing in a control.
    pub(crate) fn step_of(self, typed: &FormControl) -> String {
        let step = |typing: &mut Typing| typing.step(Date::now(), &typed.name, &typed.value);
        self.typing.try_update_value(step).unwrap_or_default()
    }

    fn take(self, next: SessionPlan, about: Option<&str>) {
        self.history.update(|history| history.push(next, about));
        self.put();
    }

    pub(crate) fn undo(self) {
        self.step(History::undo);
    }

    pub(crate) fn redo(self) {
        self.step(History::redo);
    }

    fn step(self, step: fn(&mut History<SessionPlan>) -> bool) {
        self.history.update(|history| {
            step(history);
        });
        self.said.set(None);
        self.put();
    }

    /// Handles new exercise statuses, which may make a ready plan a draft.
    fn stand(self, situation: Revision, standings: ExerciseStatuses) {
        self.standings.set(standings);
        self.situation.set(situation);
        let may_be = self.standing(|standings| self.once(|plan| check(&library(), standings, plan).may_be_ready()));
        if !may_be && self.once(|plan| plan.status == Status::Ready) {
            self.edit(&Edit::Status(Status::Draft), None);
            self.say("A hold has changed, so this plan is a draft again. See what is on hold.");
        }
    }

    /// Fits the minutes to the length of the session, and announces what was shortened.
    pub(crate) fn fit(self) {
        let changed = self.once(|plan| fit(&library(), plan));
        match changed {
            Err(why) => self.say(why.to_string()),
            Ok((_, changed)) => {
                if self.edit(&Edit::Fit, None) {
                    let titles = changed.iter().filter_map(|one| {
                        let (title, ..) = self.find(one.block)?;
                        Some(format!("“{title}” {} to {} min", one.was, one.is))
                    });
                    self.say(format!("Fitted: {}. Undo to go back.", titles.collect::<Vec<_>>().join(", ")));
                }
            }
        }
    }

    /// Asks the server to fill the free minutes.
    pub(crate) fn fill(self) {
        let (id, plan) = (self.about.with_value(|about| about.id.clone()), self.once(SessionPlan::clone));
        self.say("Looking for exercises that fit…");
        spawn_local(async move {
            match ask(&FillPlan { plan: id, value: plan }).await {
                Ok(next) => {
                    self.say("Filled. Undo to go back.");
                    self.take(next, None);
                }
                Err(problem) => self.say(problem.to_string()),
            }
        });
    }

    /// Resolves a conflict of two versions: `mine`, `theirs`, or `both`.
    pub(crate) fn keep(self, which: &str) {
        let SaveStatus::Stale { theirs } = self.autosave.mark().get_untracked() else { return };
        let Some(theirs) = unpack::<SessionPlan>(&theirs) else { return };
        let mine = self.once(SessionPlan::clone);
        let plan = match which {
            "mine" => mine,
            "theirs" => theirs,
            _ => merge(&mine, &theirs),
        };
        let text = pack(&plan);
        self.history.update(|history| history.push(plan, None));
        self.autosave.choose(text);
    }

    /// Opens or closes the library search.
    pub(crate) fn open_or_close(self) {
        self.asked.update(|(open, _)| *open = !*open);
    }

    /// Sets a field of the library query.
    pub(crate) fn ask(self, field: Field, value: &str) {
        self.asked.update(|(_, query): &mut (bool, Query)| query.set(field, value));
    }

    fn put(self) {
        self.autosave.put(self.once(pack));
    }
}
