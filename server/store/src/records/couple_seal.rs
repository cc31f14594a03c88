//! The key of a couple, and the list of its newest revisions.
//!
//! Each couple has a random key, wrapped by the data key of the account, under which everything about the couple is
//! sealed. Deleting the couple deletes the key. The list of revisions, sealed by the same key, changes in the transaction
//! of every save; a record that is older than its entry was put back by someone, and is refused.
//!
//! Couples of earlier versions have neither until they are sealed again ([`Records::reseal_couples`]); their records open
//! by the data key. While the keys of the account are changed, the key of a couple may be wrapped by the previous data key.

use std::collections::{BTreeMap, HashMap};

use domain::records::{Revision, Situation};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    PlanId, Records, StoreError,
    database::pool::{Tx, with_pool, with_tx},
    seal::{DataKeys, Key, SealContext},
    sql,
};

/// Name of the couple itself in the list of revisions.
const COUPLE: &str = "couple";

/// The newest revisions of a couple's records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Freshness {
    /// Number of changes.
    count: u64,
    /// The couple and the records that it has once, by kind.
    records: BTreeMap<String, Revision>,
    /// Plans.
    plans: BTreeMap<Uuid, Revision>,
    /// Number of events in the gate log of the situation.
    gate_events: usize,
}

/// A record of a couple, by its name in the list of revisions.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'a> {
    Couple,
    Record(&'a str),
    Plan(PlanId),
}

impl Part<'_> {
    /// Returns the name for messages.
    fn name(self) -> String {
        match self {
            Self::Couple => COUPLE.to_owned(),
            Self::Record(kind) => kind.replace('-', " "),
            Self::Plan(_) => "plan".to_owned(),
        }
    }
}

impl Freshness {
    /// Notes a revision.
    pub(crate) fn set(&mut self, part: Part<'_>, revision: Revision) {
        match part {
            Part::Couple => self.records.insert(COUPLE.to_owned(), revision),
            Part::Record(kind) => self.records.insert(kind.to_owned(), revision),
            Part::Plan(id) => self.plans.insert(id.0, revision),
        };
    }

    /// Removes a deleted plan.
    pub(crate) fn remove_plan(&mut self, id: PlanId) {
        self.plans.remove(&id.0);
    }

    /// Notes the length of the gate log.
    pub(crate) fn set_gate_events(&mut self, events: usize) {
        self.gate_events = events;
    }

    fn get(&self, part: Part<'_>) -> Option<Revision> {
        match part {
            Part::Couple => self.records.get(COUPLE),
            Part::Record(kind) => self.records.get(kind),
            Part::Plan(id) => self.plans.get(&id.0),
        }
        .copied()
    }
}

/// Returns the number of events in the gate log of a situation.
pub(crate) fn gate_events(situation: &Situation) -> usize {
    situation.gates.iter().map(|(_, state)| state.history.len()).sum()
}

/// The key and the newest revisions of one couple.
#[derive(Clone, Debug)]
pub(crate) struct CoupleSeal {
    pub(super) couple: Uuid,
    owner: Uuid,
    data: DataKeys,
    pub(super) own: Option<(Key, Freshness)>,
    /// The couple has a key, wrapped by the current data key.
    pub(super) is_current: bool,
}

/// The seals of several couples.
pub(crate) type CoupleSeals = HashMap<Uuid, CoupleSeal>;

/// The columns of a couple with its key and its list of revisions.
pub(crate) struct SealColumns {
    pub(crate) wrapped: Vec<u8>,
    pub(crate) freshness: Vec<u8>,
}

impl CoupleSeal {
    /// Seals a value about the couple.
    pub(crate) fn seal<T: Serialize + ?Sized>(
        &self,
        context: SealContext<'_>,
        value: &T,
    ) -> Result<Vec<u8>, StoreError> {
        self.newest_key().seal(context, value)
    }

    /// Opens a value about the couple.
    pub(crate) fn open<T: DeserializeOwned>(&self, context: SealContext<'_>, sealed: &[u8]) -> Result<T, StoreError> {
        self.key_of(sealed).open(context, sealed)
    }

    /// Seals a value again that another seal of the couple opens. Its context stays.
    pub(super) fn reseal(
        &self,
        earlier: &Self,
        context: SealContext<'_>,
        sealed: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        self.newest_key().seal_bytes(context, &earlier.key_of(sealed).open_bytes(context, sealed)?)
    }

    fn newest_key(&self) -> &Key {
        self.own.as_ref().map_or(&self.data.current, |(key, _)| key)
    }

    /// Returns the key that a value says it is sealed by; records of earlier versions are sealed by the data key.
    fn key_of(&self, sealed: &[u8]) -> &Key {
        match &self.own {
            Some((key, _)) if key.has_sealed(sealed) => key,
            _ => self.data.of(sealed),
        }
    }

    /// Fails if a record is older than the newest one, or was deleted.
    pub(crate) fn require(&self, part: Part<'_>, found: Revision) -> Result<(), StoreError> {
        match &self.own {
            Some((_, newest)) if newest.get(part).is_none() => Err(StoreError::Outdated { record: part.name() }),
            _ => self.require_if_listed(part, found),
        }
    }

    /// The same for a record that was read after the list, and may be new since.
    pub(crate) fn require_if_listed(&self, part: Part<'_>, found: Revision) -> Result<(), StoreError> {
        let Some(newest) = self.own.as_ref().and_then(|(_, newest)| newest.get(part)) else { return Ok(()) };
        let is_older = found.count() < newest.count() || (found.count() == newest.count() && found != newest);
        if is_older { Err(StoreError::Outdated { record: part.name() }) } else { Ok(()) }
    }

    /// Fails if a gate log is shorter than it was.
    pub(crate) fn require_gate_events(&self, situation: &Situation) -> Result<(), StoreError> {
        match &self.own {
            Some((_, newest)) if gate_events(situation) < newest.gate_events => {
                Err(StoreError::Outdated { record: "gate log".to_owned() })
            }
            _ => Ok(()),
        }
    }

    fn context(&self) -> SealContext<'static> {
        let (id, owner) = (self.couple, self.owner);
        SealContext { table: "couple", column: "freshness", id, owner, revision: Revision(0) }
    }

    /// Returns the columns for the row of the couple; both are empty if the couple has no key yet.
    pub(crate) fn columns(&self) -> Result<SealColumns, StoreError> {
        let Some((key, newest)) = &self.own else {
            return Ok(SealColumns { wrapped: Vec::new(), freshness: Vec::new() });
        };
        let wrapped = self.data.current.wrap(key, self.couple, "couple")?;
        Ok(SealColumns { wrapped, freshness: key.seal(self.context(), newest)? })
    }

    /// Changes the list of revisions; no effect on a couple without a key.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Freshness)) {
        if let Some((_, newest)) = &mut self.own {
            change(newest);
            newest.count += 1;
        }
    }
}

impl Records {
    /// Reads keys and records in several steps, and again while couples are sealed again: what is read before and after
    /// that does not fit together. A record that stays unreadable while no couple is sealed again is damaged.
    pub(crate) async fn read_apart_from_resealing<T, F>(&self, read: impl Fn() -> F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        let mut result = read().await;
        let mut waiting = None;
        while matches!(result, Err(StoreError::Damaged(_))) {
            let now_waiting = self.couples_to_reseal().await?.len();
            if waiting == Some(now_waiting) {
                break;
            }
            waiting = Some(now_waiting);
            result = read().await;
        }
        result
    }

    /// Returns the couples that have no key, or one that is wrapped by a previous data key.
    pub(crate) async fn couples_to_reseal(&self) -> Result<Vec<Uuid>, StoreError> {
        Ok(with_pool!(self.store().pool(), p => sqlx::query_scalar(sql::COUPLES_TO_RESEAL)
            .bind(self.owner()).bind(self.key().mark()).fetch_all(p).await?))
    }

    /// Makes the key of a new couple.
    pub(crate) fn new_couple_seal(&self, couple: Uuid) -> Result<CoupleSeal, StoreError> {
        let own = Some((Key::random()?, Freshness::default()));
        Ok(CoupleSeal { couple, owner: self.owner(), data: self.keys().clone(), own, is_current: true })
    }

    /// Opens the key and the list of a couple from the columns of its row.
    pub(crate) fn couple_seal_of(
        &self,
        couple: Uuid,
        wrapped: &[u8],
        freshness: &[u8],
    ) -> Result<CoupleSeal, StoreError> {
        let (data, is_current) = (self.keys().clone(), self.key().has_sealed(wrapped));
        let mut seal = CoupleSeal { couple, owner: self.owner(), data, own: None, is_current };
        if !wrapped.is_empty() {
            let key = seal.data.of(wrapped).unwrap(wrapped, couple, "couple")?;
            let newest = key.open(seal.context(), freshness)?;
            seal.own = Some((key, newest));
        }
        Ok(seal)
    }

    /// Returns the key and the list of a couple, as the transaction sees them.
    pub(crate) async fn couple_seal(&self, tx: &mut Tx, couple: Uuid) -> Result<CoupleSeal, StoreError> {
        let row: Option<(Vec<u8>, Vec<u8>)> = with_tx!(tx, t => sqlx::query_as(sql::COUPLE_SEAL)
            .bind(self.owner()).bind(couple).fetch_optional(t).await?);
        let (wrapped, freshness) = row.ok_or(StoreError::NotFound)?;
        self.couple_seal_of(couple, &wrapped, &freshness)
    }

    /// Returns the keys and the lists of all couples.
    pub(crate) async fn all_couple_seals(&self) -> Result<CoupleSeals, StoreError> {
        let rows: Vec<(Uuid, Vec<u8>, Vec<u8>)> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::COUPLE_SEALS)
            .bind(self.owner()).fetch_all(p).await?);
        rows.into_iter().map(|(id, wrapped, newest)| Ok((id, self.couple_seal_of(id, &wrapped, &newest)?))).collect()
    }

    /// Changes the list of revisions of a couple in the transaction that changes its records. The couple must be locked.
    pub(crate) async fn note_change(
        &self,
        tx: &mut Tx,
        couple: Uuid,
        change: impl FnOnce(&mut Freshness),
    ) -> Result<(), StoreError> {
        let mut seal = self.couple_seal(tx, couple).await?;
        seal.change(change);
        let Some((key, newest)) = &seal.own else { return Ok(()) };
        let sealed = key.seal(seal.context(), newest)?;
        with_tx!(tx, t => sqlx::query(sql::SET_FRESHNESS)
            .bind(self.owner()).bind(couple).bind(sealed).execute(t).await.map(|_| ())?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        records::{Couple, Stamp},
        vocabulary::GateId,
    };

    use super::*;
    use crate::{CoupleId, SessionAccess, Store, database::pool::Pool};

    const NOW: Stamp = Stamp(1_800_000_000_000_000);

    async fn couple() -> (Store, Records, CoupleId) {
        let store = Store::open_temporary().await.unwrap();
        let made = store.create_account("counsellor", "seven quiet herons by the weir".into(), NOW).await.unwrap();
        let SessionAccess::Open(records) = store.open_session(&made.token, NOW).await.unwrap() else {
            panic!("not open")
        };
        let couple = Couple { name: "Heron".into(), ..Couple::default() }.checked().unwrap();
        let id = records.create_couple(&couple, NOW).await.unwrap();
        (store, records, id)
    }

    fn sqlite(store: &Store) -> &sqlx::SqlitePool {
        let Pool::Sqlite(pool) = store.pool() else { panic!("embedded") };
        pool
    }

    async fn seal_of(store: &Store, records: &Records, couple: CoupleId) -> Result<CoupleSeal, StoreError> {
        records.couple_seal(&mut store.pool().write().await?, couple.0).await
    }

    #[tokio::test]
    async fn sec_32_deleting_a_couple_destroys_the_key_of_what_a_copy_still_holds() {
        let (store, records, id) = couple().await;
        records.save_notes(id, Revision(1), "zq7canary", NOW).await.unwrap();
        let sealed: Vec<u8> =
            sqlx::query_scalar("SELECT sealed FROM page WHERE kind = 'notes'").fetch_one(sqlite(&store)).await.unwrap();
        let context = records.seal_context("page", "notes", id.0, Revision(2));
        let seal = seal_of(&store, &records, id).await.unwrap();
        assert_eq!(seal.open::<String>(context, &sealed).unwrap(), "zq7canary");
        assert!(records.key().open::<String>(context, &sealed).is_err(), "the key of the account alone opens it");
        records.delete_couple(id, NOW).await.unwrap();
        assert!(matches!(seal_of(&store, &records, id).await, Err(StoreError::NotFound)));
        let keys: i64 = sqlx::query_scalar("SELECT count(*) FROM couple").fetch_one(sqlite(&store)).await.unwrap();
        assert_eq!(keys, 0);
    }

    #[tokio::test]
    async fn sec_29_a_gate_log_that_is_shorter_than_it_was_is_refused() {
        let (store, records, id) = couple().await;
        let mut situation = records.situation(id).await.unwrap().value;
        let before = situation.clone();
        situation.gates.open_by_hand(GateId::Own1);
        let revision = records.save_situation(id, Revision(1), &situation, NOW).await.unwrap();
        assert!(records.situation(id).await.is_ok());
        // Sealed for the very place, as only the program itself can do it.
        let seal = seal_of(&store, &records, id).await.unwrap();
        let sealed = seal.seal(records.seal_context("page", "situation", id.0, revision), &before).unwrap();
        sqlx::query("UPDATE page SET sealed = $1 WHERE kind = 'situation'")
            .bind(sealed)
            .execute(sqlite(&store))
            .await
            .unwrap();
        let refused = records.situation(id).await.unwrap_err();
        assert!(matches!(&refused, StoreError::Outdated { record } if record == "gate log"), "{refused:?}");
    }
}
