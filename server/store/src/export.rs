//! The whole of an account as one value, and back into an account that holds nothing yet.
//!
//! What was saved travels as the very text that was sealed, so that it comes back byte for byte. Sessions, keys and audit
//! lines stay behind: they belong to an installation.

use std::{collections::BTreeMap, fmt::Write};

use domain::{
    desk::{Couple, Interview, Revision, SessionPlan, Situation, Stamp},
    programme::Programme,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    CoupleId, Deed, PlanHead, Records, StoreError,
    pool::{Tx, on, within},
    records::{number, read},
    seal::{Spot, digest},
    sql, things,
};

/// The form of an archive that this program writes and reads.
const VERSION: u32 = 1;

/// Everything that an account keeps.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    version: u32,
    couples: Vec<ArchivedCouple>,
    things: Vec<ArchivedThing>,
}

/// A couple with everything that belongs to it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchivedCouple {
    id: Uuid,
    couple: Kept,
    pages: BTreeMap<String, Kept>,
    plans: Vec<ArchivedPlan>,
    versions: Vec<ArchivedVersion>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchivedPlan {
    id: Uuid,
    archived: bool,
    plan: Kept,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchivedVersion {
    record: Uuid,
    kind: String,
    replaced: i64,
    state: Kept,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchivedThing {
    kind: String,
    id: Uuid,
    thing: Kept,
}

/// A saved value: its revision, when it was saved, and its text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    revision: Revision,
    changed: i64,
    value: Box<RawValue>,
}

/// A couple as it is read by people.
#[derive(Debug)]
pub struct ReadCouple {
    /// The couple.
    pub couple: Couple,
    /// What was told with both.
    pub situation: Situation,
    /// What each told alone.
    pub interviews: [Interview; 2],
    /// Private notes.
    pub notes: String,
    /// Plans, the first session first.
    pub plans: Vec<SessionPlan>,
}

/// Why an archive was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The account has couples or things of its own.
    #[error("An archive goes into an account that holds nothing yet, so that nothing is mixed or lost.")]
    NotEmpty,
    /// It has another form.
    #[error(
        "This archive has a form that this version of Reweave does not know. Use the version that wrote it, or a newer one."
    )]
    OtherVersion,
    /// A value in it is none of ours.
    #[error("Something in this archive cannot be read ({0}), so nothing was taken in.")]
    Unreadable(String),
    /// A record is in this installation already, in another account.
    #[error("Some of it is in this installation already, in another account. Nothing was taken in.")]
    AlreadyHere,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Archive {
    /// The SHA-256 of everything in it, in hexadecimal digits: equal for equal content.
    ///
    /// # Errors
    ///
    /// Never for what this program has made.
    pub fn content_hash(&self) -> Result<String, StoreError> {
        let text = serde_json::to_vec(self).map_err(|_| StoreError::Damaged)?;
        let mut hash = String::with_capacity(64);
        for byte in digest(&text) {
            // Writing into a text cannot fail.
            let _ = write!(hash, "{byte:02x}");
        }
        Ok(hash)
    }

    /// How many couples and plans it holds.
    pub fn counts(&self) -> (usize, usize) {
        (self.couples.len(), self.couples.iter().map(|couple| couple.plans.len()).sum())
    }

    /// Its couples for people to read.
    ///
    /// # Errors
    ///
    /// When a value cannot be read.
    pub fn couples(&self) -> impl Iterator<Item = Result<ReadCouple, StoreError>> {
        self.couples.iter().map(ArchivedCouple::read)
    }

    /// Whether every value is one of ours; otherwise what the first one that is not would be.
    fn check(&self) -> Result<(), ImportError> {
        if self.version != VERSION {
            return Err(ImportError::OtherVersion);
        }
        let couples = self.couples.iter().flat_map(ArchivedCouple::values);
        let things = self.things.iter().map(|thing| (thing.kind.as_str(), &thing.thing));
        let known = |(kind, kept): &(&str, &Kept)| fits(kind, &kept.value) || things::fits(kind, &kept.value);
        match couples.chain(things).find(|value| !known(value)) {
            None => Ok(()),
            Some((kind, _)) => Err(ImportError::Unreadable(kind.to_owned())),
        }
    }
}

impl ArchivedCouple {
    fn values(&self) -> impl Iterator<Item = (&str, &Kept)> {
        let pages = self.pages.iter().map(|(kind, page)| (kind.as_str(), page));
        let plans = self.plans.iter().map(|plan| ("plan", &plan.plan));
        let versions = self.versions.iter().map(|version| (version.kind.as_str(), &version.state));
        [("couple", &self.couple)].into_iter().chain(pages).chain(plans).chain(versions)
    }

    fn read(&self) -> Result<ReadCouple, StoreError> {
        let mut plans: Vec<SessionPlan> =
            self.plans.iter().map(|plan| typed(&plan.plan.value)).collect::<Result<_, _>>()?;
        plans.sort_by_key(|plan| plan.number);
        Ok(ReadCouple {
            couple: typed(&self.couple.value)?,
            situation: self.page("situation")?,
            interviews: [self.page("interview-a")?, self.page("interview-b")?],
            notes: self.page("notes")?,
            plans,
        })
    }

    fn page<T: DeserializeOwned>(&self, kind: &str) -> Result<T, StoreError> {
        self.pages.get(kind).ok_or(StoreError::Damaged).and_then(|page| typed(&page.value))
    }
}

fn typed<T: DeserializeOwned>(value: &RawValue) -> Result<T, StoreError> {
    serde_json::from_str(value.get()).map_err(|_| StoreError::Damaged)
}

/// Whether this is a value of this kind.
fn fits(kind: &str, value: &RawValue) -> bool {
    match kind {
        "couple" => typed::<Couple>(value).is_ok(),
        "plan" => typed::<SessionPlan>(value).is_ok(),
        "situation" => typed::<Situation>(value).is_ok(),
        "interview-a" | "interview-b" => typed::<Interview>(value).is_ok(),
        "notes" => typed::<String>(value).is_ok(),
        "programme" => typed::<Programme>(value).is_ok(),
        _ => false,
    }
}

/// Table and column for which a state of this kind was sealed.
fn place(kind: &str) -> (&'static str, &str) {
    match kind {
        "plan" => ("plan", "sealed"),
        "couple" => ("couple", "sealed"),
        page => ("page", page),
    }
}

type PageRow = (Uuid, String, i64, i64, Vec<u8>);
type PlanRow = (Uuid, Uuid, i64, i64, Vec<u8>, Vec<u8>);
type VersionRow = (Uuid, Uuid, String, i64, i64, i64, Vec<u8>);
type ThingRow = (String, Uuid, i64, i64, Vec<u8>);

impl Records {
    /// Everything that this account keeps. It leaves an audit line: from here on it is out of our hands.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a record is damaged.
    pub async fn export(&self, now: Stamp) -> Result<Archive, StoreError> {
        let mut couples = BTreeMap::new();
        let rows: Vec<(Uuid, i64, i64, Vec<u8>)> =
            on!(self.store().pool(), p => sqlx::query_as(sql::COUPLES).bind(self.owner()).fetch_all(p).await?);
        for (id, revision, changed, sealed) in rows {
            let couple = self.kept(("couple", "sealed"), id, (revision, changed), &sealed)?;
            let empty = (BTreeMap::new(), Vec::new(), Vec::new());
            let (pages, plans, versions) = empty;
            couples.insert(id, ArchivedCouple { id, couple, pages, plans, versions });
        }
        self.export_pages(&mut couples).await?;
        self.export_plans(&mut couples).await?;
        self.export_versions(&mut couples).await?;
        let things = self.export_things().await?;
        self.note_deed(Deed::Exported, self.owner(), now).await?;
        Ok(Archive { version: VERSION, couples: couples.into_values().collect(), things })
    }

    async fn export_pages(&self, couples: &mut BTreeMap<Uuid, ArchivedCouple>) -> Result<(), StoreError> {
        let rows: Vec<PageRow> =
            on!(self.store().pool(), p => sqlx::query_as(sql::ALL_PAGES).bind(self.owner()).fetch_all(p).await?);
        for (couple, kind, revision, changed, sealed) in rows {
            let page = self.kept(("page", &kind), couple, (revision, changed), &sealed)?;
            couples.get_mut(&couple).ok_or(StoreError::Damaged)?.pages.insert(kind, page);
        }
        Ok(())
    }

    async fn export_plans(&self, couples: &mut BTreeMap<Uuid, ArchivedCouple>) -> Result<(), StoreError> {
        let rows: Vec<PlanRow> =
            on!(self.store().pool(), p => sqlx::query_as(sql::ALL_PLANS).bind(self.owner()).fetch_all(p).await?);
        for (id, couple, revision, changed, head, sealed) in rows {
            let head: PlanHead = self.key().open(self.spot("plan", "head", id, read(revision)?), &head)?;
            let plan = self.kept(("plan", "sealed"), id, (revision, changed), &sealed)?;
            couples.get_mut(&couple).ok_or(StoreError::Damaged)?.plans.push(ArchivedPlan {
                id,
                archived: head.archived,
                plan,
            });
        }
        Ok(())
    }

    async fn export_versions(&self, couples: &mut BTreeMap<Uuid, ArchivedCouple>) -> Result<(), StoreError> {
        let rows: Vec<VersionRow> =
            on!(self.store().pool(), p => sqlx::query_as(sql::ALL_VERSIONS).bind(self.owner()).fetch_all(p).await?);
        for (record, couple, kind, revision, replaced, saved, sealed) in rows {
            let state = self.kept(place(&kind), record, (revision, saved), &sealed)?;
            let version = ArchivedVersion { record, kind, replaced, state };
            couples.get_mut(&couple).ok_or(StoreError::Damaged)?.versions.push(version);
        }
        Ok(())
    }

    async fn export_things(&self) -> Result<Vec<ArchivedThing>, StoreError> {
        let rows: Vec<ThingRow> =
            on!(self.store().pool(), p => sqlx::query_as(sql::ALL_THINGS).bind(self.owner()).fetch_all(p).await?);
        let mut all = Vec::new();
        for (kind, id, revision, changed, sealed) in rows {
            // What is made out of the rest is made again.
            if !things::DERIVED.contains(&kind.as_str()) {
                let thing = self.kept(("thing", &kind), id, (revision, changed), &sealed)?;
                all.push(ArchivedThing { kind, id, thing });
            }
        }
        Ok(all)
    }

    fn kept(
        &self,
        (table, column): (&str, &str),
        id: Uuid,
        (revision, changed): (i64, i64),
        sealed: &[u8],
    ) -> Result<Kept, StoreError> {
        let revision = read(revision)?;
        let spot = Spot { table, column, id, owner: self.owner(), revision };
        Ok(Kept { revision, changed, value: self.key().open(spot, sealed)? })
    }

    /// Takes an archive into this account, all of it or nothing. Every record keeps its id, its revision and its states.
    ///
    /// # Errors
    ///
    /// When the account holds something already, when the archive is not one of ours, or when some of it is in this
    /// installation already.
    pub async fn import(&self, archive: &Archive, now: Stamp) -> Result<(), ImportError> {
        archive.check()?;
        if !self.couples().await?.is_empty() || !self.export_things().await?.is_empty() {
            return Err(ImportError::NotEmpty);
        }
        let mut tx = self.store().pool().write().await?;
        let written = self.write_all(&mut tx, archive, now).await;
        match written {
            Ok(()) => Ok(tx.commit().await?),
            Err(error) => {
                tx.rollback().await?;
                Err(match error {
                    StoreError::Database(sqlx::Error::Database(why)) if why.is_unique_violation() => {
                        ImportError::AlreadyHere
                    }
                    other => other.into(),
                })
            }
        }
    }

    async fn write_all(&self, tx: &mut Tx, archive: &Archive, now: Stamp) -> Result<(), StoreError> {
        for couple in &archive.couples {
            self.write_couple(tx, couple).await?;
        }
        for ArchivedThing { kind, id, thing } in &archive.things {
            let sealed = self.seal_kept(("thing", kind), *id, thing)?;
            within!(&mut *tx, t => sqlx::query(sql::RESTORE_THING)
                .bind(self.owner()).bind(kind).bind(id).bind(number(thing.revision)).bind(thing.changed).bind(sealed)
                .execute(t).await.map(|_| ())?);
        }
        tx.audit(self.owner(), Deed::Imported, self.owner(), now).await
    }

    async fn write_couple(&self, tx: &mut Tx, archived: &ArchivedCouple) -> Result<(), StoreError> {
        let (id, couple) = (archived.id, &archived.couple);
        let sealed = self.seal_kept(("couple", "sealed"), id, couple)?;
        within!(&mut *tx, t => sqlx::query(sql::RESTORE_COUPLE)
            .bind(self.owner()).bind(id).bind(number(couple.revision)).bind(couple.changed).bind(sealed)
            .execute(t).await.map(|_| ())?);
        for (kind, page) in &archived.pages {
            let sealed = self.seal_kept(("page", kind), id, page)?;
            within!(&mut *tx, t => sqlx::query(sql::RESTORE_PAGE)
                .bind(self.owner()).bind(id).bind(kind).bind(number(page.revision)).bind(page.changed).bind(sealed)
                .execute(t).await.map(|_| ())?);
        }
        for ArchivedPlan { id: plan, archived, plan: kept } in &archived.plans {
            let value: SessionPlan = typed(&kept.value)?;
            let sealed = self.seal_plan((CoupleId(id), *archived), *plan, kept.revision, &value)?;
            let body = self.seal_kept(("plan", "sealed"), *plan, kept)?;
            within!(&mut *tx, t => sqlx::query(sql::RESTORE_PLAN)
                .bind(self.owner()).bind(plan).bind(id).bind(number(kept.revision)).bind(kept.changed)
                .bind(sealed.day_mark).bind(sealed.head).bind(body)
                .execute(t).await.map(|_| ())?);
        }
        for ArchivedVersion { record, kind, replaced, state } in &archived.versions {
            let sealed = self.seal_kept(place(kind), *record, state)?;
            within!(&mut *tx, t => sqlx::query(sql::RESTORE_VERSION)
                .bind(self.owner()).bind(record).bind(kind).bind(number(state.revision)).bind(id)
                .bind(replaced).bind(state.changed).bind(sealed)
                .execute(t).await.map(|_| ())?);
        }
        Ok(())
    }

    fn seal_kept(&self, (table, column): (&str, &str), id: Uuid, kept: &Kept) -> Result<Vec<u8>, StoreError> {
        let spot = Spot { table, column, id, owner: self.owner(), revision: kept.revision };
        self.key().seal(spot, &kept.value)
    }
}
