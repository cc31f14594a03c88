//! The audit log as its owner reads it: what was done, and to which couple or plan.

use std::collections::{HashMap, hash_map::Entry};

use domain::{paper::handout::Audience, records::Stamp};
use uuid::Uuid;

use crate::{
    AuditEvent, BrokenAt, CoupleId, PlanId, Records, StoreError, audit::log::verify_all, database::pool::with_pool, sql,
};

/// A line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Number of the line, from 1.
    pub number: i64,
    /// Time of the action.
    pub at: Stamp,
    /// The action; none if it is of a later version.
    pub event: Option<AuditEvent>,
    /// Its subject.
    pub about: AuditAbout,
}

/// The subject of a line of the audit log, as far as it still exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditAbout {
    /// The account.
    Account,
    /// A couple, with its code name.
    Couple {
        /// Id of the couple.
        id: CoupleId,
        /// Code name.
        name: String,
    },
    /// A plan, with its session number and the code name of its couple.
    Plan {
        /// Id of the plan.
        id: PlanId,
        /// Session number, from 1.
        number: u16,
        /// Code name of the couple.
        couple: String,
    },
    /// A couple or a plan that cannot be opened; its own page says why.
    Unreadable,
    /// It was deleted.
    Deleted,
}

impl Records {
    /// Returns at most `limit` lines of the audit log before line `before`, or the last ones, newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn audit_entries(&self, before: Option<i64>, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let rows: Vec<(i64, i64, String, Uuid)> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::AUDIT_PAGE)
            .bind(self.owner()).bind(before.unwrap_or(i64::MAX)).bind(i64::from(limit)).fetch_all(p).await?);
        let mut known: HashMap<Uuid, AuditAbout> = HashMap::new();
        let mut entries = Vec::with_capacity(rows.len());
        for (number, at, event, about) in rows {
            let about = match known.entry(about) {
                Entry::Occupied(found) => found.get().clone(),
                Entry::Vacant(place) => place.insert(self.audit_about(about).await?).clone(),
            };
            entries.push(AuditEntry { number, at: Stamp(at), event: AuditEvent::read(&event), about });
        }
        Ok(entries)
    }

    async fn audit_about(&self, id: Uuid) -> Result<AuditAbout, StoreError> {
        if id == self.owner() {
            return Ok(AuditAbout::Account);
        }
        let found = match self.couple(CoupleId(id)).await {
            Ok(couple) => Ok(AuditAbout::Couple { id: CoupleId(id), name: couple.value.name }),
            Err(StoreError::NotFound) => self.audited_plan(PlanId(id)).await,
            Err(error) => Err(error),
        };
        match found {
            Err(StoreError::NotFound) => Ok(AuditAbout::Deleted),
            Err(StoreError::Damaged(_) | StoreError::Outdated { .. }) => Ok(AuditAbout::Unreadable),
            found => found,
        }
    }

    async fn audited_plan(&self, id: PlanId) -> Result<AuditAbout, StoreError> {
        let head = self.plan_head(id).await?.ok_or(StoreError::NotFound)?;
        let couple = self.couple(head.value.couple).await?.value.name;
        Ok(AuditAbout::Plan { id, number: head.value.number, couple })
    }
}

impl Records {
    /// Verifies the hash chain and the MACs of this account's audit log; returns the number of lines or the break.
    /// Lines older than the introduction of MACs are verified by their hashes only.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn check_audit(&self) -> Result<Result<i64, BrokenAt>, StoreError> {
        let account = self.owner();
        let (lines, end) = self.store().audit_lines(account).await?;
        Ok(verify_all(account, self.key(), &lines, &end))
    }

    /// Returns the sheets of this session that were opened or downloaded to be printed, each with the last time.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn printed_sheets(&self, plan: PlanId) -> Result<Vec<(Audience, Stamp)>, StoreError> {
        let rows: Vec<(String, i64)> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::PRINTED_SHEETS)
            .bind(self.owner()).bind(plan.0).fetch_all(p).await?);
        let known = |(event, at): (String, i64)| {
            let audience = [Audience::Both, Audience::A, Audience::B]
                .into_iter()
                .find(|audience| AuditEvent::SheetPrinted(*audience).as_str() == event)?;
            Some((audience, Stamp(at)))
        };
        Ok(rows.into_iter().filter_map(known).collect())
    }
}
