//! The table in a browser: edits at once, saved as soon as the server answers.

use domain::desk::{
    Revision, SessionPlan, Status,
    agenda::{Edit, History, Standings, apply, check, merge},
};
use leptos::{prelude::*, task::spawn_local};

use super::Table;
use crate::{
    calls::{
        Problem,
        plan::{fetch_plan, fill_plan, save_plan},
    },
    finder::{Field, Query},
    keeper::{Mark, Setup},
    live::once,
    packed::{Packed, pack, unpack},
    shelf::library,
};

impl Table {
    /// Begins to keep and to save.
    pub(in super::super) fn wake(self) {
        once(move || self.start());
    }

    fn start(self) {
        let (id, place, stored) =
            self.about.with_value(|about| (about.id.clone(), about.draft.clone(), about.stored.clone()));
        let text = self.once(|plan| pack(stored.as_ref().unwrap_or(plan)));
        let to_save = id.clone();
        let save = move |seen, _was: String, text: String| self.save(to_save.clone(), seen, text);
        let fetch = move || {
            let id = id.clone();
            async move {
                let (revision, plan) = fetch_plan(id).await?.0;
                Ok((revision, pack(&plan)))
            }
        };
        let revision = self.keeper.revision_untracked();
        let found = self.keeper.start(Setup::new(place, revision, text, save, fetch));
        if let Some(plan) = found.and_then(|text| unpack(&text)) {
            self.history.set(History::new(plan));
            self.say("What you typed before is back.");
        } else if stored.is_some() {
            self.put();
        }
    }

    async fn save(self, id: String, seen: Revision, text: String) -> Result<crate::keeper::Receipt, Problem> {
        let plan = unpack(&text).ok_or(Problem::Broken)?;
        let saved = save_plan(id, seen, self.situation.get_untracked(), Packed(plan)).await?.0;
        if let Some((situation, standings)) = saved.standings {
            self.stand(situation, standings);
        }
        Ok(saved.receipt)
    }

    /// Something of the plan, without following its changes.
    pub(in super::super) fn once<T>(self, of: impl FnOnce(&SessionPlan) -> T) -> T {
        self.history.with_untracked(|history| of(history.now()))
    }

    /// Something of how exercises stand, without following it.
    pub(in super::super) fn standing<T>(self, of: impl FnOnce(&Standings) -> T) -> T {
        self.standings.with_untracked(of)
    }

    /// Tells something, and has screen readers say it.
    pub(in super::super) fn say(self, text: impl Into<String>) {
        self.said.set(Some(text.into()));
    }

    /// Makes an edit that goes on with the one before where both are `about` the same. False, and why, where it may not
    /// be made.
    pub(in super::super) fn edit(self, edit: &Edit, about: Option<&str>) -> bool {
        let next = self.standing(|standings| self.once(|plan| apply(&library(), standings, plan, edit)));
        match next {
            Ok(next) => {
                self.said.set(None);
                self.take(next, about);
                true
            }
            Err(refused) => {
                self.say(refused.to_string());
                false
            }
        }
    }

    /// Makes an edit that moves a block, and says where it stands now.
    pub(in super::super) fn shift(self, edit: &Edit) -> bool {
        let (Edit::Up(id) | Edit::Down(id) | Edit::MoveTo(id, _)) = edit else { return self.edit(edit, None) };
        let done = self.edit(edit, None);
        if done {
            let place = self.once(|plan| plan.block(*id).map(|(place, _)| place)).unwrap_or_default();
            let (count, clock) = self.standing(|standings| {
                self.once(|plan| (plan.blocks.len(), check(&library(), standings, plan).clock(place)))
            });
            self.say(format!("Moved to place {} of {count}, at {clock}.", place + 1));
        }
        done
    }

    fn take(self, next: SessionPlan, about: Option<&str>) {
        self.history.update(|history| history.push(next, about));
        self.put();
    }

    pub(in super::super) fn undo(self) {
        self.step(History::undo);
    }

    pub(in super::super) fn redo(self) {
        self.step(History::redo);
    }

    fn step(self, step: fn(&mut History<SessionPlan>) -> bool) {
        self.history.update(|history| {
            step(history);
        });
        self.said.set(None);
        self.put();
    }

    /// How exercises stand has changed: a plan that was ready may be so no more.
    fn stand(self, situation: Revision, standings: Standings) {
        self.standings.set(standings);
        self.situation.set(situation);
        let may_be = self.standing(|standings| self.once(|plan| check(&library(), standings, plan).may_be_ready()));
        if !may_be && self.once(|plan| plan.status == Status::Ready) {
            self.edit(&Edit::Status(Status::Draft), None);
            self.say("A gate has changed; this plan is a draft again. See what is held below.");
        }
    }

    /// Asks the server to fill the free minutes.
    pub(in super::super) fn fill(self) {
        let (id, plan) = (self.about.with_value(|about| about.id.clone()), self.once(SessionPlan::clone));
        self.say("Looking for what fits…");
        spawn_local(async move {
            match fill_plan(id, Packed(plan)).await {
                Ok(next) => {
                    self.say("Filled. Undo takes it back.");
                    self.take(next.0, None);
                }
                Err(problem) => self.say(problem.to_string()),
            }
        });
    }

    /// Settles a clash of two versions: `mine`, `theirs`, or `both`.
    pub(in super::super) fn keep(self, which: &str) {
        let Mark::Stale { theirs } = self.keeper.mark().get_untracked() else { return };
        let Some(theirs) = unpack::<SessionPlan>(&theirs) else { return };
        let mine = self.once(SessionPlan::clone);
        let plan = match which {
            "mine" => mine,
            "theirs" => theirs,
            _ => merge(&mine, &theirs),
        };
        let text = pack(&plan);
        self.history.update(|history| history.push(plan, None));
        self.keeper.choose(text);
    }

    /// Opens or closes the library beside the plan.
    pub(in super::super) fn open_or_close(self) {
        self.asked.update(|(open, _)| *open = !*open);
    }

    /// Looks for something in the library.
    pub(in super::super) fn ask(self, field: Field, value: &str) {
        self.asked.update(|(_, query): &mut (bool, Query)| query.set(field, value));
    }

    /// Lets the form go, once everything is saved; false while it is not.
    pub(in super::super) fn leave(self) -> bool {
        let saved = self.keeper.mark().with_untracked(|mark| matches!(mark, Mark::Saved(_)));
        if !saved {
            self.say("What you typed is being saved first. Press again in a moment.");
        }
        self.leaving.set(saved);
        saved
    }

    /// Whether the form that is being sent may go.
    pub(in super::super) fn leaves(self) -> bool {
        let leaves = self.leaving.get_untracked();
        self.leaving.set(false);
        leaves
    }

    fn put(self) {
        self.keeper.put(self.once(pack));
    }
}
