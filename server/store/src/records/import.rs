//! Import of an archive: every record is validated as its form would validate it, then all of them are written, or
//! none.

use std::{borrow::Borrow, collections::BTreeSet};

use domain::{
    library::{
        custom::{Adjusted, OwnExercise, OwnGate},
        english,
    },
    plan::{
        SessionPlan,
        templates::{KeptTemplate, file},
    },
    programme::Programme,
    records::{Couple, Interview, Letterhead, Preferences, Revision, Situation, Stamp},
    vocabulary::GateId,
};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    AccountDocument, AuditEvent, CoupleId, PlanId, Records, StoreError,
    database::pool::{Tx, with_tx},
    records::{
        couple_records::CoupleRecord,
        couple_seal::{CoupleSeal, Part, SealColumns, gate_events},
        export::{
            ARCHIVE_VERSION, Archive, ArchivedCouple, ArchivedDocument, ArchivedPlan, ArchivedValue, ArchivedVersion,
            sealed_columns, typed,
        },
        revisions::revision_to_db,
    },
    seal::{SealContext, random},
    sql,
};

/// The records of every couple, and the optional one.
const COUPLE_RECORDS: [&str; 4] = ["situation", "interview-a", "interview-b", "notes"];
const PROGRAMME: &str = "programme";

/// Upper limit for times, in microseconds since 1970: the end of the year 9999.
const LAST_MOMENT: i64 = 253_402_300_799_999_999;

/// An error while importing an archive.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The account contains couples or documents.
    #[error("Archives can only be imported into an account without records, so that nothing is mixed or lost.")]
    NotEmpty,
    /// The archive has another format.
    #[error(
        "This archive has a format that this version of Reweave does not know. Use the version that wrote it, or a newer one."
    )]
    OtherVersion,
    /// A value in the archive is invalid; contains its kind.
    #[error("This archive contains an invalid record ({0}), so nothing was imported.")]
    Unreadable(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An invalid record, by its kind.
struct InvalidRecord(&'static str);

impl From<InvalidRecord> for ImportError {
    fn from(bad: InvalidRecord) -> Self {
        Self::Unreadable(bad.0.to_owned())
    }
}

/// Fails with `what` unless `holds`.
fn require(holds: bool, what: &'static str) -> Result<(), InvalidRecord> {
    if holds { Ok(()) } else { Err(InvalidRecord(what)) }
}

impl<V: Borrow<RawValue>> ArchivedValue<V> {
    /// Parses the value and checks revision and time.
    fn read<T: DeserializeOwned>(&self, what: &'static str) -> Result<T, InvalidRecord> {
        let saved = (1..=Revision::MOST).contains(&self.revision.count());
        require(saved && is_a_moment(self.changed) && i64::try_from(self.revision.0).is_ok(), what)?;
        typed(self.value.borrow()).map_err(|_| InvalidRecord(what))
    }

    /// Validates a record of a couple by its kind.
    fn check(&self, kind: &str) -> Result<(), InvalidRecord> {
        match kind {
            "couple" => require(self.read::<Couple>("a couple")?.checked().is_ok(), "a couple"),
            "plan" => self.read::<SessionPlan>("a plan").map(|_| ()),
            "situation" => self.read::<Situation>("a situation").map(|_| ()),
            "interview-a" | "interview-b" => self.read::<Interview>("an interview").map(|_| ()),
            "notes" => self.read::<String>("private notes").map(|_| ()),
            PROGRAMME => self.read::<Programme>("a programme").map(|_| ()),
            _ => Err(InvalidRecord("a kind of record")),
        }
    }
}

fn is_a_moment(moment: i64) -> bool {
    (0..=LAST_MOMENT).contains(&moment)
}

impl<V: Borrow<RawValue>> Archive<V> {
    /// Validates every record. [`Records::import`] does this before it writes anything.
    ///
    /// # Errors
    ///
    /// [`ImportError::OtherVersion`] or [`ImportError::Unreadable`] if the archive is invalid.
    pub fn check(&self) -> Result<(), ImportError> {
        if self.version != ARCHIVE_VERSION {
            return Err(ImportError::OtherVersion);
        }
        let (mut couples, mut plans) = (BTreeSet::new(), BTreeSet::new());
        for couple in &self.couples {
            require(couples.insert(couple.id), "a duplicate couple")?;
            require(couple.plans.iter().all(|plan| plans.insert(plan.id)), "a duplicate plan")?;
            couple.check()?;
        }
        Ok(self.check_documents()?)
    }

    fn check_documents(&self) -> Result<(), InvalidRecord> {
        let (mut seen, mut places) = (BTreeSet::new(), BTreeSet::new());
        for ArchivedDocument { kind, id, thing } in &self.things {
            require(seen.insert((kind.as_str(), *id)), "a duplicate document")?;
            let of_one = matches!(kind.as_str(), Letterhead::KIND | Adjusted::KIND | Preferences::KIND);
            require(of_one == id.is_nil(), "the id of a document")?;
            match kind.as_str() {
                OwnExercise::KIND => exercise(&thing.read("an exercise")?)?,
                OwnGate::KIND => {
                    let gate: OwnGate = thing.read("a safety gate")?;
                    require(GateId::OWN.contains(&gate.id) && places.insert(gate.id), "a safety gate")?;
                }
                Adjusted::KIND => adjusted(thing.read("adjusted numbers")?)?,
                KeptTemplate::KIND => {
                    let kept: KeptTemplate = thing.read("a template")?;
                    require(file::read(english(), &file::write(&kept.template)).is_ok(), "a template")?;
                }
                Letterhead::KIND => {
                    require(thing.read::<Letterhead>("the letterhead")?.checked().is_ok(), "the letterhead")?;
                }
                Preferences::KIND => {
                    thing.read::<Preferences>("the preferences")?;
                }
                _ => return Err(InvalidRecord("a kind of record")),
            }
        }
        Ok(())
    }

    /// Returns the letterhead; callers that can print must check its logo.
    pub fn letterhead(&self) -> Option<Letterhead> {
        let kept = self.things.iter().find(|thing| thing.kind == Letterhead::KIND)?;
        typed(kept.thing.value.borrow()).ok()
    }
}

/// Incomplete exercises are valid; copies must refer to an exercise of the library.
fn exercise(own: &OwnExercise) -> Result<(), InvalidRecord> {
    let known = own.fork_of.as_ref().is_none_or(|of| english().item(of).is_some());
    require(known, "an exercise")
}

/// Adjustments of removed library entries are ignored; all others are validated as on entry.
fn adjusted(numbers: Adjusted) -> Result<(), InvalidRecord> {
    let (library, mut checked, what) = (english(), Adjusted::default(), "adjusted numbers");
    for (id, weight) in numbers.weights {
        if library.indicator(&id).is_some() {
            require(checked.weigh(library, &id, weight).is_ok(), what)?;
        }
    }
    for (id, range) in numbers.minutes {
        if library.item(&id).is_some() {
            require(checked.take_minutes(library, &id, range).is_ok(), what)?;
        }
    }
    for (of, minutes) in numbers.shares {
        require(checked.share(library, of, minutes).is_ok(), what)?;
    }
    Ok(())
}

impl<V: Borrow<RawValue>> ArchivedCouple<V> {
    fn check(&self) -> Result<(), InvalidRecord> {
        self.couple.check("couple")?;
        require(COUPLE_RECORDS.iter().all(|page| self.pages.contains_key(*page)), "a couple with missing records")?;
        for (kind, page) in &self.pages {
            require(COUPLE_RECORDS.contains(&kind.as_str()) || kind == PROGRAMME, "a kind of record")?;
            page.check(kind)?;
        }
        for plan in &self.plans {
            plan.plan.check("plan")?;
        }
        let mut seen = BTreeSet::new();
        for version in &self.versions {
            let (record, kind, count) = (version.record, version.kind.as_str(), version.state.revision.count());
            require(seen.insert((record, kind, count)), "a duplicate version")?;
            let now = self.now(record, kind).ok_or(InvalidRecord("a version without its record"))?;
            require(count < now.count() && is_a_moment(version.replaced), "a version")?;
            version.state.check(kind)?;
        }
        Ok(())
    }

    /// Returns the current revision of a record of this couple.
    fn now(&self, record: Uuid, kind: &str) -> Option<Revision> {
        match kind {
            "plan" => self.plans.iter().find(|plan| plan.id == record).map(|plan| plan.plan.revision),
            _ if record != self.id => None,
            "couple" => Some(self.couple.revision),
            page => self.pages.get(page).map(|page| page.revision),
        }
    }
}

impl Records {
    /// Imports an archive into this account, all of it or nothing. Records keep their ids, revisions and versions;
    /// later saves belong to a new line of revisions. Records of other accounts are not involved.
    ///
    /// # Errors
    ///
    /// [`ImportError::NotEmpty`] if the account has records, [`ImportError::OtherVersion`] or
    /// [`ImportError::Unreadable`] if the archive is invalid.
    pub async fn import<V: Borrow<RawValue> + Sync>(
        &self,
        archive: &Archive<V>,
        now: Stamp,
    ) -> Result<(), ImportError> {
        archive.check()?;
        let mut tx = self.store().pool().write().await?;
        let written = self.write_all(&mut tx, archive, now).await;
        match written {
            Ok(()) => Ok(tx.commit().await?),
            Err(error) => {
                tx.rollback().await?;
                Err(error)
            }
        }
    }

    async fn write_all<V: Borrow<RawValue> + Sync>(
        &self,
        tx: &mut Tx,
        archive: &Archive<V>,
        now: Stamp,
    ) -> Result<(), ImportError> {
        // Locks the account row: of two concurrent imports, the second one finds the records of the first.
        let line = i64::from(u32::from_be_bytes(random()?) >> 1);
        with_tx!(&mut *tx, t => sqlx::query(sql::SET_LINE)
            .bind(self.owner()).bind(line).execute(t).await.map(|_| ()).map_err(StoreError::from)?);
        tx.require_data_key(self.owner(), self.key()).await?;
        for count in [sql::COUNT_COUPLES, sql::COUNT_DOCUMENTS] {
            let there: i64 = with_tx!(&mut *tx, t => sqlx::query_scalar(count)
                .bind(self.owner()).fetch_one(t).await.map_err(StoreError::from)?);
            if there > 0 {
                return Err(ImportError::NotEmpty);
            }
        }
        for couple in &archive.couples {
            self.write_couple(tx, couple).await?;
        }
        for ArchivedDocument { kind, id, thing } in &archive.things {
            let sealed = self.key().seal(self.archived_context(("thing", kind), *id, thing), thing.value.borrow())?;
            with_tx!(&mut *tx, t => sqlx::query(sql::RESTORE_DOCUMENT)
                .bind(self.owner()).bind(kind).bind(id).bind(revision_to_db(thing.revision)).bind(thing.changed).bind(sealed)
                .execute(t).await.map(|_| ()).map_err(StoreError::from)?);
        }
        Ok(tx.audit(self.author(), AuditEvent::Imported, self.owner(), now).await?)
    }

    async fn write_couple<V: Borrow<RawValue> + Sync>(
        &self,
        tx: &mut Tx,
        archived: &ArchivedCouple<V>,
    ) -> Result<(), StoreError> {
        let (id, couple) = (archived.id, &archived.couple);
        let seal = self.seal_of_archived(archived)?;
        let sealed = self.seal_archived(&seal, ("couple", "sealed"), id, couple)?;
        let SealColumns { wrapped, freshness } = seal.columns()?;
        with_tx!(&mut *tx, t => sqlx::query(sql::RESTORE_COUPLE)
            .bind(self.owner()).bind(id).bind(revision_to_db(couple.revision)).bind(couple.changed).bind(sealed)
            .bind(wrapped).bind(freshness)
            .execute(t).await.map(|_| ())?);
        for (kind, page) in &archived.pages {
            let sealed = self.seal_archived(&seal, ("page", kind), id, page)?;
            with_tx!(&mut *tx, t => sqlx::query(sql::RESTORE_COUPLE_RECORD)
                .bind(self.owner()).bind(id).bind(kind).bind(revision_to_db(page.revision)).bind(page.changed).bind(sealed)
                .execute(t).await.map(|_| ())?);
        }
        for plan in &archived.plans {
            self.write_plan(tx, &seal, id, plan).await?;
        }
        for ArchivedVersion { record, kind, replaced, state } in &archived.versions {
            let sealed = self.seal_archived(&seal, sealed_columns(kind), *record, state)?;
            with_tx!(&mut *tx, t => sqlx::query(sql::RESTORE_VERSION)
                .bind(self.owner()).bind(record).bind(kind).bind(revision_to_db(state.revision)).bind(id)
                .bind(replaced).bind(state.changed).bind(sealed)
                .execute(t).await.map(|_| ())?);
        }
        Ok(())
    }

    async fn write_plan<V: Borrow<RawValue> + Sync>(
        &self,
        tx: &mut Tx,
        seal: &CoupleSeal,
        couple: Uuid,
        archived: &ArchivedPlan<V>,
    ) -> Result<(), StoreError> {
        let ArchivedPlan { id, archived, plan: kept } = archived;
        let value: SessionPlan = typed(kept.value.borrow())?;
        let sealed = self.seal_plan(seal, (CoupleId(couple), *archived), *id, kept.revision, &value)?;
        let body = self.seal_archived(seal, ("plan", "sealed"), *id, kept)?;
        with_tx!(&mut *tx, t => sqlx::query(sql::RESTORE_PLAN)
            .bind(self.owner()).bind(id).bind(couple).bind(revision_to_db(kept.revision)).bind(kept.changed)
            .bind(sealed.day_token).bind(sealed.head).bind(body)
            .execute(t).await.map(|_| ())?);
        Ok(())
    }

    /// Makes the key of an imported couple, and the list of its revisions.
    fn seal_of_archived<V: Borrow<RawValue>>(&self, archived: &ArchivedCouple<V>) -> Result<CoupleSeal, StoreError> {
        let mut seal = self.new_couple_seal(archived.id)?;
        let situation = archived.pages.get(CoupleRecord::Situation.kind());
        let events = situation.map(|page| typed(page.value.borrow())).transpose()?.map_or(0, |page| gate_events(&page));
        seal.change(|newest| {
            newest.set(Part::Couple, archived.couple.revision);
            archived.pages.iter().for_each(|(kind, page)| newest.set(Part::Record(kind), page.revision));
            archived.plans.iter().for_each(|plan| newest.set(Part::Plan(PlanId(plan.id)), plan.plan.revision));
            newest.set_gate_events(events);
        });
        Ok(seal)
    }

    fn archived_context<'a, V>(
        &self,
        (table, column): (&'a str, &'a str),
        id: Uuid,
        kept: &ArchivedValue<V>,
    ) -> SealContext<'a> {
        SealContext { table, column, id, owner: self.owner(), revision: kept.revision }
    }

    fn seal_archived<V: Borrow<RawValue>>(
        &self,
        seal: &CoupleSeal,
        place: (&str, &str),
        id: Uuid,
        kept: &ArchivedValue<V>,
    ) -> Result<Vec<u8>, StoreError> {
        seal.seal(self.archived_context(place, id, kept), kept.value.borrow())
    }
}
