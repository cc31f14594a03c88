//! When sessions of all couples are booked: the next free time, and clashes in words.

use std::collections::HashMap;

use domain::{
    plan::{Proposal, Slot, Status, is_over},
    records::SessionDefaults,
    vocabulary::Day,
};
use store::{CoupleId, PlanEntry, PlanId, Records, StoreError};

use crate::{account::settings::preferences, http::visitor::Now};

/// A session with a day and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// Its plan.
    pub plan: PlanId,
    /// Its couple.
    pub couple: CoupleId,
    /// The code name.
    pub name: String,
    /// How far it is.
    pub status: Status,
    /// Which session of the couple.
    pub number: u16,
    /// When.
    pub slot: Slot,
}

impl Booked {
    /// True if its time is over, whether or not it was recorded.
    pub fn is_over(&self, now: Now) -> bool {
        is_over(Some(self.slot.on), Some(self.slot.start), self.slot.minutes, now.when())
    }
}

/// Reads what a new session of this couple begins with.
///
/// # Errors
/// Database errors.
pub async fn proposal(records: &Records, couple: CoupleId, now: Now) -> Result<Proposal, StoreError> {
    let practice = preferences(records).await?.session;
    Ok(Calendar::of(records, now).await?.proposal(couple, &practice, now))
}

/// The sessions of an account that have a day and a time; none of what is archived.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    booked: Vec<Booked>,
    has_couples: bool,
}

impl Calendar {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Whatever the database says.
    pub async fn of(records: &Records, now: Now) -> Result<Self, StoreError> {
        let catalogue = records.catalogue(now.stamp).await?;
        let names: HashMap<CoupleId, &str> = catalogue
            .couples
            .iter()
            .filter(|couple| !couple.archived)
            .map(|couple| (couple.id, couple.name.as_str()))
            .collect();
        let booked = |plan: &PlanEntry| {
            let name = names.get(&plan.couple).filter(|_| !plan.archived)?;
            let slot = Slot { on: plan.on?, start: plan.start?, minutes: plan.minutes };
            let (plan, couple, status, number) = (plan.id, plan.couple, plan.status, plan.number);
            Some(Booked { plan, couple, name: (*name).to_owned(), status, number, slot })
        };
        let mut booked: Vec<Booked> = catalogue.plans.iter().filter_map(booked).collect();
        booked.sort_by_key(|one| (one.slot, one.plan));
        Ok(Self { booked, has_couples: !catalogue.couples.is_empty() })
    }

    /// True if the account has a couple, archived or not.
    pub fn has_couples(&self) -> bool {
        self.has_couples
    }

    /// The sessions from one day to another, both included, by time.
    pub fn between(&self, from: Day, to: Day) -> impl Iterator<Item = &Booked> {
        let first = self.booked.partition_point(|one| one.slot.on < from);
        self.booked[first..].iter().take_while(move |one| one.slot.on <= to)
    }

    /// The sessions that are still to come or to be recorded, but for this plan.
    fn planned(&self, except: Option<PlanId>) -> impl Iterator<Item = &Booked> {
        self.booked.iter().filter(move |one| is_planned(one, except))
    }

    /// The sessions that overlap with this time, but for this plan.
    pub fn clashes(&self, slot: Slot, except: Option<PlanId>) -> impl Iterator<Item = &Booked> {
        let near = self.between(slot.on.later(-1), slot.on.later(1));
        near.filter(move |one| is_planned(one, except) && one.slot.overlap(slot) > 0)
    }

    /// The same in words, for the moment of booking; none where the time is free.
    pub fn warning(&self, slot: Slot, except: Option<PlanId>, today: Day) -> Option<String> {
        let line = |one: &Booked| {
            let Booked { name, slot: other, .. } = one;
            format!(
                "\u{2068}{name}\u{2069} is booked on {} from {}. These two overlap by {} minutes.",
                other.on.near(today),
                other.start,
                other.overlap(slot)
            )
        };
        let lines: Vec<String> = self.clashes(slot, except).map(line).collect();
        (!lines.is_empty()).then(|| lines.join(" "))
    }

    /// The times of a couple's last session with a day and a time; its usual ones.
    pub fn usual(&self, couple: CoupleId) -> Option<Slot> {
        let own = self.booked.iter().filter(|one| one.couple == couple);
        own.map(|one| one.slot).max()
    }

    /// Proposes a new session of a couple: at its usual day and time, or else the practice's.
    pub fn proposal(&self, couple: CoupleId, practice: &SessionDefaults, now: Now) -> Proposal {
        Proposal::of(self.usual(couple), practice, &self.busy(None), now.day, now.time)
    }

    /// All times that are taken, but for this plan's.
    pub fn busy(&self, except: Option<PlanId>) -> Vec<Slot> {
        self.planned(except).map(|one| one.slot).collect()
    }

    /// The plan of this couple that is booked for exactly this time.
    pub fn at(&self, couple: CoupleId, slot: Slot) -> Option<&Booked> {
        self.planned(None).find(|one| one.couple == couple && (one.slot.on, one.slot.start) == (slot.on, slot.start))
    }

    /// The sessions of a couple after a day and time, the nearest first.
    pub fn coming(&self, couple: CoupleId, after: Slot) -> impl Iterator<Item = &Booked> {
        let later =
            move |one: &&Booked| one.couple == couple && (one.slot.on, one.slot.start) > (after.on, after.start);
        self.planned(None).filter(later)
    }
}

/// True if a session is still to come or to be recorded, and not of this plan.
fn is_planned(one: &Booked, except: Option<PlanId>) -> bool {
    !one.status.is_recorded() && Some(one.plan) != except
}
