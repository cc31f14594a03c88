//! What an account keeps beside its couples, sealed: each thing under its kind.

use domain::{
    desk::{Letterhead, Revision, Stamp},
    own::{Adjusted, OwnExercise, OwnGate},
    template::KeptTemplate,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    Records, StoreError, Stored,
    pool::{on, within},
    records::{next, number, read, stale},
    sql,
};

/// Something that an account keeps. What it holds is sealed, and bound to its kind, id, owner and revision.
pub trait Thing: Serialize + DeserializeOwned {
    /// What it is, in one word; it stands in the database as it is.
    const KIND: &'static str;
}

impl Thing for Letterhead {
    const KIND: &'static str = "letterhead";
}

/// Names a thing among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThingId(pub Uuid);

/// Kinds of things that are made out of the others, and stay out of archives.
pub(crate) const DERIVED: [&str; 1] = ["catalogue"];

/// Whether this is a thing of this kind.
pub(crate) fn fits(kind: &str, value: &RawValue) -> bool {
    fn reads<T: Thing>(value: &RawValue) -> bool {
        serde_json::from_str::<T>(value.get()).is_ok()
    }
    match kind {
        OwnExercise::KIND => reads::<OwnExercise>(value),
        OwnGate::KIND => reads::<OwnGate>(value),
        Adjusted::KIND => reads::<Adjusted>(value),
        KeptTemplate::KIND => reads::<KeptTemplate>(value),
        Letterhead::KIND => reads::<Letterhead>(value),
        _ => false,
    }
}

/// The id of a thing of which there is one at most.
const ONLY: ThingId = ThingId(Uuid::nil());

/// Id, revision, when it was changed, the sealed value.
pub(crate) type Row = (Uuid, i64, i64, Vec<u8>);

impl Records {
    /// All things of a kind, the oldest first.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a record is damaged.
    pub async fn things<T: Thing>(&self) -> Result<Vec<Stored<ThingId, T>>, StoreError> {
        let rows: Vec<Row> = on!(self.store().pool(), p => sqlx::query_as(sql::THINGS)
            .bind(self.owner()).bind(T::KIND).fetch_all(p).await?);
        rows.into_iter().map(|row| self.open_thing(row)).collect()
    }

    /// A thing.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn thing<T: Thing>(&self, id: ThingId) -> Result<Stored<ThingId, T>, StoreError> {
        let row: Option<Row> = on!(self.store().pool(), p => sqlx::query_as(sql::THING)
            .bind(self.owner()).bind(T::KIND).bind(id.0).fetch_optional(p).await?);
        self.open_thing(row.ok_or(StoreError::NotFound)?)
    }

    /// Keeps a new thing.
    ///
    /// # Errors
    ///
    /// When the database does not answer or the disk is full.
    pub async fn create_thing<T: Thing>(&self, thing: &T, now: Stamp) -> Result<ThingId, StoreError> {
        let id = ThingId(Uuid::now_v7());
        if self.insert_thing(id, thing, now).await? { Ok(id) } else { Err(StoreError::Damaged) }
    }

    /// Saves a thing that was seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when it is at another revision by now; then nothing is written.
    pub async fn save_thing<T: Thing>(
        &self,
        id: ThingId,
        seen: Revision,
        thing: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let next = next(seen);
        let sealed = self.seal_thing(id, next, thing)?;
        let saved = on!(self.store().pool(), p => sqlx::query(sql::UPDATE_THING)
            .bind(self.owner()).bind(T::KIND).bind(id.0).bind(number(seen)).bind(number(next)).bind(now.0).bind(sealed)
            .execute(p).await?.rows_affected());
        if saved == 1 { Ok(next) } else { Err(self.why_thing_is_stale::<T>(id).await?) }
    }

    /// Deletes a thing. The audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn delete_thing<T: Thing>(&self, id: ThingId, now: Stamp) -> Result<(), StoreError> {
        let mut tx = self.store().pool().write().await?;
        let gone = within!(&mut tx, t => sqlx::query(sql::DELETE_THING)
            .bind(self.owner()).bind(T::KIND).bind(id.0).execute(t).await?.rows_affected());
        let about = if id == ONLY { self.owner() } else { id.0 };
        self.finish_deletion(tx, gone, about, now).await
    }

    /// The thing of a kind of which there is one at most; nothing where it was never saved.
    ///
    /// # Errors
    ///
    /// When the database does not answer or the record is damaged.
    pub async fn only<T: Thing>(&self) -> Result<Option<Stored<ThingId, T>>, StoreError> {
        match self.thing(ONLY).await {
            Ok(thing) => Ok(Some(thing)),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Saves the thing of which there is one at most, which was seen at this revision, or nowhere.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when it is at another revision by now, or there although it was seen nowhere; then nothing is
    /// written.
    pub async fn save_only<T: Thing>(
        &self,
        seen: Option<Revision>,
        thing: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        match seen {
            Some(seen) => self.save_thing(ONLY, seen, thing, now).await,
            None if self.insert_thing(ONLY, thing, now).await? => Ok(Revision(1)),
            None => Err(self.why_thing_is_stale::<T>(ONLY).await?),
        }
    }

    /// Deletes the thing of which there is one at most. The audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] where there is none.
    pub async fn delete_only<T: Thing>(&self, now: Stamp) -> Result<(), StoreError> {
        self.delete_thing::<T>(ONLY, now).await
    }

    /// Whether it could be inserted; otherwise there is one under this id already.
    async fn insert_thing<T: Thing>(&self, id: ThingId, thing: &T, now: Stamp) -> Result<bool, StoreError> {
        let sealed = self.seal_thing(id, Revision(1), thing)?;
        let made = on!(self.store().pool(), p => sqlx::query(sql::INSERT_THING)
            .bind(self.owner()).bind(T::KIND).bind(id.0).bind(now.0).bind(sealed)
            .execute(p).await?.rows_affected());
        Ok(made == 1)
    }

    fn seal_thing<T: Thing>(&self, id: ThingId, revision: Revision, thing: &T) -> Result<Vec<u8>, StoreError> {
        self.key().seal(self.spot("thing", T::KIND, id.0, revision), thing)
    }

    pub(crate) fn open_thing<T: Thing>(
        &self,
        (id, revision, changed, sealed): Row,
    ) -> Result<Stored<ThingId, T>, StoreError> {
        let revision = read(revision)?;
        let value = self.key().open(self.spot("thing", T::KIND, id, revision), &sealed)?;
        Ok(Stored { id: ThingId(id), revision, changed: Stamp(changed), value })
    }

    async fn why_thing_is_stale<T: Thing>(&self, id: ThingId) -> Result<StoreError, StoreError> {
        Ok(stale(on!(self.store().pool(), p => sqlx::query_scalar(sql::THING_REVISION)
            .bind(self.owner()).bind(T::KIND).bind(id.0).fetch_optional(p).await?)))
    }
}
