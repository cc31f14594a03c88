//! Everything about a couple that decides what may be planned, said and printed, read as of one moment.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use domain::{
    assess::{Assessment, CaseState, Partner, Session},
    library::Library,
    records::{Couple, Interview, SharedView, Situation, SituationForm, Stamp, course, open_questions},
    safety::WorkOnHold,
    vocabulary::GateId,
};
use serde::de::DeserializeOwned;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::{
    CoupleId, Records, StoreError, Stored,
    database::pool::with_pool,
    records::{
        couple_records::CoupleRecord,
        couple_rows::CoupleRow,
        couple_seal::{CoupleSeal, Part},
        revisions::revision_from_db,
    },
    sql,
};

/// A couple with its situation, the interview of each partner and the account's library.
#[derive(Clone, Debug)]
pub struct CoupleFile {
    /// The couple.
    pub couple: Stored<CoupleId, Couple>,
    /// The answers that were given together, and the gate log.
    pub situation: Stored<CoupleId, Situation>,
    /// What A told alone.
    pub a: Stored<CoupleId, Interview>,
    /// What B told alone.
    pub b: Stored<CoupleId, Interview>,
    /// The library of the account.
    pub library: Arc<Library>,
    /// The state of the case, from all answers.
    pub case: CaseState,
}

impl CoupleFile {
    fn new(
        couple: Stored<CoupleId, Couple>,
        situation: Stored<CoupleId, Situation>,
        [a, b]: [Stored<CoupleId, Interview>; 2],
        library: Arc<Library>,
    ) -> Self {
        let case = course(&situation.value, [&a.value, &b.value]);
        Self { couple, situation, a, b, library, case }
    }

    /// Returns the id of the couple.
    pub fn id(&self) -> CoupleId {
        self.couple.id
    }

    /// Returns the interview of a partner.
    pub fn interview(&self, partner: Partner) -> &Stored<CoupleId, Interview> {
        match partner {
            Partner::A => &self.a,
            Partner::B => &self.b,
        }
    }

    /// Returns both interviews, A's first.
    pub fn interviews(&self) -> [&Interview; 2] {
        [&self.a.value, &self.b.value]
    }

    /// True if the interview of a partner is complete, with nothing since then that requires a new one (R15).
    pub fn is_interview_complete(&self, partner: Partner) -> bool {
        self.interview(partner).value.counts(&self.situation.value)
    }

    /// True if both interviews are complete (R15).
    pub fn are_interviews_complete(&self) -> bool {
        [Partner::A, Partner::B].into_iter().all(|partner| self.is_interview_complete(partner))
    }

    /// Returns the partners' labels, A's first.
    pub fn labels(&self) -> [String; 2] {
        self.couple.value.partners.each_ref().map(|person| person.label.clone())
    }

    /// Assesses the case for a session with these participants.
    pub fn assess(&self, booked: Session) -> Assessment {
        Assessment::of(&self.library, &self.case, self.situation.value.phase, booked)
    }

    /// Returns what both partners may see, from what was told together alone.
    pub fn shared_view(&self) -> SharedView {
        SharedView::of(&self.library, &self.situation.value, self.interviews())
    }

    /// Returns the active holds, those that stop joint work first.
    pub fn active_holds(&self) -> Vec<GateId> {
        let mut active: Vec<GateId> = self.case.gates.open_gates().collect();
        active.sort_by_key(|gate| !self.library.gate(*gate).individual_only);
        active
    }

    /// Returns the holds that stop joint work now; `None` if both partners may come.
    pub fn on_hold(&self) -> Option<WorkOnHold> {
        WorkOnHold::of(&self.library, &self.case)
    }

    /// Returns the number of questions to ask now that have no answer.
    pub fn open_questions(&self) -> usize {
        open_questions(&self.library, &SituationForm::of(&self.situation.value))
    }

    /// True if there are no answers yet.
    pub fn is_blank(&self) -> bool {
        self.case.answers.iter().next().is_none()
    }
}

/// Couple, kind, revision, time of saving and content of a record; then the row of the couple.
type FileRow = (Uuid, String, i64, i64, Vec<u8>, i64, i64, Vec<u8>, Vec<u8>, Vec<u8>);

/// The records of one couple, as their rows are read.
struct OpenedRows {
    couple: Stored<CoupleId, Couple>,
    seal: CoupleSeal,
    situation: Option<Stored<CoupleId, Situation>>,
    interviews: [Option<Stored<CoupleId, Interview>>; 2],
}

impl Records {
    /// Returns the file of a couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn couple_file(&self, id: CoupleId) -> Result<CoupleFile, StoreError> {
        self.couple_files(&[id]).await?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns the files of several couples, in their order, by one statement for each hundred.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if one is unknown or foreign.
    pub async fn couple_files(&self, ids: &[CoupleId]) -> Result<Vec<CoupleFile>, StoreError> {
        let library = self.library().await?;
        let mut files = Vec::with_capacity(ids.len());
        for ids in ids.chunks(sql::AT_ONCE) {
            let mut opened = self.read_rows(ids).await?;
            for id in ids {
                let OpenedRows { couple, situation, interviews: [a, b], .. } =
                    opened.remove(&id.0).ok_or(StoreError::NotFound)?;
                let (situation, a, b) = (
                    situation.ok_or(StoreError::NotFound)?,
                    a.ok_or(StoreError::NotFound)?,
                    b.ok_or(StoreError::NotFound)?,
                );
                files.push(CoupleFile::new(couple, situation, [a, b], library.clone()));
            }
        }
        Ok(files)
    }

    async fn read_rows(&self, ids: &[CoupleId]) -> Result<HashMap<Uuid, OpenedRows>, StoreError> {
        let text = AssertSqlSafe(sql::with_list(sql::COUPLE_FILES, ids.len()));
        let rows: Vec<FileRow> = with_pool!(self.store().pool(), p => {
            // Only the statement for a single couple is worth keeping prepared.
            let query = sqlx::query_as(text).persistent(ids.len() == 1).bind(self.owner());
            ids.iter().fold(query, |query, id| query.bind(id.0)).fetch_all(p).await?
        });
        let mut opened: HashMap<Uuid, OpenedRows> = HashMap::new();
        for (id, kind, revision, changed, sealed, couple_revision, couple_changed, couple, wrapped, freshness) in rows {
            let of = match opened.entry(id) {
                Entry::Occupied(of) => of.into_mut(),
                Entry::Vacant(place) => {
                    let row = (couple_revision, couple_changed, couple, wrapped, freshness);
                    place.insert(self.open_rows(id, row)?)
                }
            };
            self.open_row(of, &kind, (revision, changed, &sealed))?;
        }
        Ok(opened)
    }

    fn open_rows(&self, id: Uuid, row: CoupleRow) -> Result<OpenedRows, StoreError> {
        let seal = self.couple_seal_of(id, &row.3, &row.4)?;
        Ok(OpenedRows { couple: self.open_couple(id, row)?, seal, situation: None, interviews: [None, None] })
    }

    fn open_row(&self, of: &mut OpenedRows, kind: &str, row: (i64, i64, &[u8])) -> Result<(), StoreError> {
        let id = of.couple.id;
        if kind == CoupleRecord::Situation.kind() {
            let situation: Stored<CoupleId, Situation> =
                self.open_record(&of.seal, id, CoupleRecord::Situation, row)?;
            of.seal.require_gate_events(&situation.value)?;
            of.situation = Some(situation);
        }
        for partner in [Partner::A, Partner::B] {
            let record = CoupleRecord::Interview(partner);
            if kind == record.kind() {
                of.interviews[partner as usize] = Some(self.open_record(&of.seal, id, record, row)?);
            }
        }
        Ok(())
    }

    /// Opens a record of a couple that was read together with the couple's row.
    pub(super) fn open_record<T: DeserializeOwned>(
        &self,
        seal: &CoupleSeal,
        couple: CoupleId,
        record: CoupleRecord,
        (revision, changed, sealed): (i64, i64, &[u8]),
    ) -> Result<Stored<CoupleId, T>, StoreError> {
        let revision = revision_from_db(revision)?;
        let value = seal.open(self.seal_context("page", record.kind(), couple.0, revision), sealed)?;
        seal.require(Part::Record(record.kind()), revision)?;
        Ok(Stored { id: couple, revision, changed: Stamp(changed), value })
    }
}
