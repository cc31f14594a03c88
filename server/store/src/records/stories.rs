//! The stories of situations in the search index.

use std::collections::HashSet;

use domain::records::{Revision, Situation, Stamp};
use uuid::Uuid;

use crate::{
    CoupleId, Records, StoreError, Stored,
    database::pool::with_pool,
    records::{
        catalogue::{Catalogue, REWRITE_AFTER, Refreshed, StoryEntry},
        couple_records::CoupleRecord,
        couple_seal::{CoupleSeals, Part},
        index_changes::{Indexed, IndexedRows},
        revisions::revision_from_db,
    },
    sql,
};

/// Couple, revision, time of saving and content of a situation.
type SituationRow = (Uuid, i64, i64, Vec<u8>);

impl StoryEntry {
    fn indexed(&self) -> Indexed {
        Indexed { id: self.couple.0, revision: self.revision, changed: self.changed }
    }
}

impl Records {
    /// Brings the stories in the index up to date. A situation that cannot be opened has none: its own page says so, and the
    /// others are found all the same.
    pub(super) async fn refresh_stories(&self, catalogue: &mut Catalogue) -> Result<Refreshed, StoreError> {
        let kind = CoupleRecord::Situation.kind();
        let rows =
            IndexedRows { extent: sql::COUPLE_RECORD_EXTENT, since: sql::COUPLE_RECORDS_SINCE, kind: Some(kind) };
        let (missing, gone) = self.outdated(&rows, &mut catalogue.stories, StoryEntry::indexed).await?;
        let renewed = missing.len();
        let opened: Vec<Result<Stored<CoupleId, Situation>, StoreError>> = if renewed > REWRITE_AFTER {
            let seals = self.all_couple_seals().await?;
            let rows: Vec<SituationRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::COUPLE_RECORDS)
                .bind(self.owner()).bind(kind).fetch_all(p).await?);
            let missing: HashSet<Uuid> = missing.into_iter().collect();
            let wanted = rows.into_iter().filter(|row| missing.contains(&row.0));
            wanted.filter_map(|row| self.open_situation(&seals, row)).collect()
        } else {
            let mut opened = Vec::with_capacity(renewed);
            for id in missing {
                opened.push(self.situation(CoupleId(id)).await);
            }
            opened
        };
        for situation in opened {
            match situation {
                Ok(Stored { id, revision, changed, value }) => {
                    let story = value.background.story;
                    catalogue.stories.push(StoryEntry { couple: id, revision, changed, story });
                }
                Err(StoreError::NotFound | StoreError::Damaged(_) | StoreError::Outdated { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Refreshed { renewed, gone })
    }

    /// Opens a situation; none of a couple that is new since the seals were read.
    fn open_situation(
        &self,
        seals: &CoupleSeals,
        (couple, revision, changed, sealed): SituationRow,
    ) -> Option<Result<Stored<CoupleId, Situation>, StoreError>> {
        let seal = seals.get(&couple)?;
        let kind = CoupleRecord::Situation.kind();
        let open = |revision: Revision| {
            let value: Situation = seal.open(self.seal_context("page", kind, couple, revision), &sealed)?;
            seal.require_if_listed(Part::Record(kind), revision)?;
            seal.require_gate_events(&value)?;
            Ok(Stored { id: CoupleId(couple), revision, changed: Stamp(changed), value })
        };
        Some(revision_from_db(revision).and_then(open))
    }
}
