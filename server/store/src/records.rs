//! The only door to what counsellors keep (invariant 2).
//!
//! A [`Records`] belongs to one account and comes only from a valid session. No function takes an id without it, and
//! an unknown id and a foreign one are the same [`StoreError::NotFound`].

use domain::{
    course::Partner,
    desk::{Couple, Day, Interview, Revision, SessionPlan, Situation, Stamp, Status},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Account, Password, RecoveryKey, SessionToken, SignInError, StoreError};

/// Names a couple. It says nothing about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CoupleId(pub Uuid);

/// Names a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanId(pub Uuid);

/// A record as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored<Id, T> {
    /// Its id.
    pub id: Id,
    /// How often it was saved.
    pub revision: Revision,
    /// When it was saved last.
    pub changed: Stamp,
    /// What it holds.
    pub value: T,
}

/// What a list shows of a plan. It is sealed apart from the plan, so that lists are quick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanHead {
    /// The couple it is for.
    pub couple: CoupleId,
    /// Which session it is.
    pub number: u16,
    /// What the counsellor calls it.
    pub title: String,
    /// The day, where one is set.
    pub on: Option<Day>,
    /// The time of day, where one is set.
    pub start: Option<domain::case::Clock>,
    /// How long, in minutes.
    pub minutes: domain::minutes::Minutes,
    /// How far it is.
    pub status: Status,
    /// The homework that was given, in words.
    pub homework: Vec<String>,
}

/// A plan and the couple it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPlan {
    /// The couple.
    pub couple: CoupleId,
    /// The plan.
    pub plan: Stored<PlanId, SessionPlan>,
}

/// What was done with a record; the audit line holds this word, who, when and which record, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A couple was looked at.
    Viewed,
    /// A sheet was printed or downloaded.
    Printed,
    /// A gate was closed.
    GateClosed,
    /// A gate was overridden.
    GateOverridden,
    /// A couple was deleted.
    Deleted,
}

/// The records of one account.
#[derive(Clone)]
pub struct Records {}

impl Records {
    /// Whose records they are.
    pub fn account(&self) -> &Account {
        todo!()
    }

    /// A key for drafts in the browser, the same in every session of this account.
    pub fn draft_key(&self) -> [u8; 32] {
        todo!()
    }

    /// Locks this session.
    pub async fn lock(&self) -> Result<(), StoreError> {
        todo!()
    }

    /// Changes the password; every other session ends, and this one goes on with a new token.
    pub async fn change_password(
        &self,
        _old: Password,
        _new: Password,
        _now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        todo!()
    }

    /// Replaces the recovery key.
    pub async fn new_recovery_key(&self, _password: Password) -> Result<RecoveryKey, SignInError> {
        todo!()
    }

    /// Writes an audit line.
    pub async fn note_deed(&self, _deed: Deed, _about: Uuid, _now: Stamp) -> Result<(), StoreError> {
        todo!()
    }

    /// All couples, archived ones too, by name.
    pub async fn couples(&self) -> Result<Vec<Stored<CoupleId, Couple>>, StoreError> {
        todo!()
    }

    /// A couple.
    pub async fn couple(&self, _id: CoupleId) -> Result<Stored<CoupleId, Couple>, StoreError> {
        todo!()
    }

    /// Creates a couple with an empty situation, two empty interviews and empty notes.
    pub async fn create_couple(&self, _couple: &Couple, _now: Stamp) -> Result<CoupleId, StoreError> {
        todo!()
    }

    /// Saves a couple that was seen at this revision; `Stale` when it is another one by now.
    pub async fn save_couple(
        &self,
        _id: CoupleId,
        _seen: Revision,
        _couple: &Couple,
        _now: Stamp,
    ) -> Result<Revision, StoreError> {
        todo!()
    }

    /// Deletes a couple for good, and everything that belongs to it.
    pub async fn delete_couple(&self, _id: CoupleId, _now: Stamp) -> Result<(), StoreError> {
        todo!()
    }

    /// What a couple has told.
    pub async fn situation(&self, _couple: CoupleId) -> Result<Stored<CoupleId, Situation>, StoreError> {
        todo!()
    }

    /// Saves a situation.
    pub async fn save_situation(
        &self,
        _couple: CoupleId,
        _seen: Revision,
        _situation: &Situation,
        _now: Stamp,
    ) -> Result<Revision, StoreError> {
        todo!()
    }

    /// What one partner told alone.
    pub async fn interview(
        &self,
        _couple: CoupleId,
        _partner: Partner,
    ) -> Result<Stored<CoupleId, Interview>, StoreError> {
        todo!()
    }

    /// Saves an interview together with the situation whose gates it opened, both or neither.
    pub async fn save_interview(
        &self,
        _couple: CoupleId,
        _partner: Partner,
        _seen: Revision,
        _interview: &Interview,
        _situation: (Revision, &Situation),
        _now: Stamp,
    ) -> Result<(Revision, Revision), StoreError> {
        todo!()
    }

    /// The counsellor's private notes about a couple.
    pub async fn notes(&self, _couple: CoupleId) -> Result<Stored<CoupleId, String>, StoreError> {
        todo!()
    }

    /// Saves private notes.
    pub async fn save_notes(
        &self,
        _couple: CoupleId,
        _seen: Revision,
        _notes: &str,
        _now: Stamp,
    ) -> Result<Revision, StoreError> {
        todo!()
    }

    /// The plans of a couple, the newest session first.
    pub async fn plans_of(&self, _couple: CoupleId) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        todo!()
    }

    /// The plans for a day, by time.
    pub async fn plans_on(&self, _day: Day) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        todo!()
    }

    /// The plans that were saved last, at most `limit`.
    pub async fn recent_plans(&self, _limit: u32) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        todo!()
    }

    /// A plan.
    pub async fn plan(&self, _id: PlanId) -> Result<SavedPlan, StoreError> {
        todo!()
    }

    /// Creates a plan for a couple.
    pub async fn create_plan(&self, _couple: CoupleId, _plan: &SessionPlan, _now: Stamp) -> Result<PlanId, StoreError> {
        todo!()
    }

    /// Saves a plan.
    pub async fn save_plan(
        &self,
        _id: PlanId,
        _seen: Revision,
        _plan: &SessionPlan,
        _now: Stamp,
    ) -> Result<Revision, StoreError> {
        todo!()
    }

    /// Saves a plan that was held together with the situation that its outcome changed, both or neither.
    pub async fn save_held_plan(
        &self,
        _id: PlanId,
        _seen: Revision,
        _plan: &SessionPlan,
        _situation: (Revision, &Situation),
        _now: Stamp,
    ) -> Result<(Revision, Revision), StoreError> {
        todo!()
    }

    /// Deletes a plan.
    pub async fn delete_plan(&self, _id: PlanId, _now: Stamp) -> Result<(), StoreError> {
        todo!()
    }
}
