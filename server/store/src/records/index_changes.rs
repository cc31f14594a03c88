//! Comparison of the search index with the database: the records that it does not have as they are.

use std::collections::HashMap;

use domain::records::{Revision, Stamp};
use uuid::Uuid;

use crate::{Records, StoreError, database::pool::with_pool, records::revisions::revision_from_db};

/// The statements about the records of one kind. Their places are the owner, the moment if there is one, and the kind if
/// there is one.
pub(super) struct IndexedRows {
    /// Number of records, and the sums of the counts and of the lines of their revisions.
    pub(super) extent: &'static str,
    /// Id and revision of the records that were saved after this moment.
    pub(super) since: &'static str,
    /// Kind of the record, where the table has several.
    pub(super) kind: Option<&'static str>,
}

/// An entry of the index, as far as it is compared.
pub(super) struct Indexed {
    pub(super) id: Uuid,
    pub(super) revision: Revision,
    pub(super) changed: Stamp,
}

/// Number of records, and the sums of the counts and of the lines of their revisions. The sum of whole revisions of a few
/// records would not fit a column.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Extent {
    records: u64,
    saves: u64,
    lines: u64,
}

impl Extent {
    fn and(self, revision: Revision) -> Self {
        Self {
            records: self.records + 1,
            saves: self.saves + u64::from(revision.count()),
            lines: self.lines + revision.line(),
        }
    }
}

impl Records {
    /// Removes outdated entries. Returns the records to load, and the number of those that were deleted.
    ///
    /// Only what was saved since the newest entry is read by itself. How many records there are and how often they were
    /// saved tells if that was all: after a deletion, or a save in the same moment or by a clock that went back, all are
    /// compared.
    pub(super) async fn outdated<T>(
        &self,
        rows: &IndexedRows,
        entries: &mut Vec<T>,
        of: impl Fn(&T) -> Indexed,
    ) -> Result<(Vec<Uuid>, usize), StoreError> {
        let newest = entries.iter().map(|entry| of(entry).changed).max();
        if let Some(newest) = newest {
            let recent = self.revisions_since(rows, newest).await?;
            let kept = entries.iter().map(&of).filter(|entry| !recent.contains_key(&entry.id));
            let known = kept.map(|entry| entry.revision).chain(recent.values().copied());
            if self.extent(rows).await? == known.fold(Extent::default(), Extent::and) {
                return Ok((
                    replace(entries, recent, |entry, stored| stored.is_none_or(|now| now == entry.revision), of),
                    0,
                ));
            }
        }
        let stored = self.revisions_since(rows, Stamp(i64::MIN)).await?;
        let gone = entries.iter().filter(|entry| !stored.contains_key(&of(entry).id)).count();
        Ok((replace(entries, stored, |entry, stored| stored == Some(entry.revision), of), gone))
    }

    async fn extent(&self, rows: &IndexedRows) -> Result<Extent, StoreError> {
        let (records, saves, lines): (i64, i64, i64) = with_pool!(self.store().pool(), p => {
            let query = sqlx::query_as(rows.extent).bind(self.owner());
            let query = match rows.kind { Some(kind) => query.bind(kind), None => query };
            query.fetch_one(p).await?
        });
        let number = |number: i64| u64::try_from(number).map_err(StoreError::damaged);
        Ok(Extent { records: number(records)?, saves: number(saves)?, lines: number(lines)? })
    }

    async fn revisions_since(&self, rows: &IndexedRows, since: Stamp) -> Result<HashMap<Uuid, Revision>, StoreError> {
        let rows: Vec<(Uuid, i64)> = with_pool!(self.store().pool(), p => {
            let query = sqlx::query_as(rows.since).bind(self.owner()).bind(since.0);
            let query = match rows.kind { Some(kind) => query.bind(kind), None => query };
            query.fetch_all(p).await?
        });
        rows.into_iter().map(|(id, revision)| Ok((id, revision_from_db(revision)?))).collect()
    }
}

/// Keeps the entries that are current by what is stored, and returns the ids of the other stored records.
fn replace<T>(
    entries: &mut Vec<T>,
    mut stored: HashMap<Uuid, Revision>,
    is_current: impl Fn(&Indexed, Option<Revision>) -> bool,
    of: impl Fn(&T) -> Indexed,
) -> Vec<Uuid> {
    entries.retain(|entry| {
        let entry = of(entry);
        let current = is_current(&entry, stored.get(&entry.id).copied());
        if current {
            stored.remove(&entry.id);
        }
        current
    });
    stored.into_keys().collect()
}
