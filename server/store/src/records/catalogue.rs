//! The search index over couples and plans: names, titles, tags, days, exercises and stories in one sealed value.
//!
//! It is never stored in plain text, neither on disk nor in memory between requests: a search opens it, updates it with
//! all records whose revision has changed, and drops it. It contains no answers, only what the lists of
//! couples and plans show, session notes, and the story of each situation.

use std::collections::HashSet;

use domain::{
    case_file::Clock,
    plan::Status,
    records::{Couple, Revision, Stamp},
    vocabulary::{Day, ItemId, Minutes, Phase},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    CoupleId, PlanHead, PlanId, Records, StoreError, Stored,
    database::pool::{Tx, with_pool, with_tx},
    records::{
        index_changes::{Indexed, IndexedRows},
        plans::PlanSearchData,
        revisions::{revision_from_db, revision_to_db},
    },
    sql,
};

/// Document kind of the index.
const KIND: &str = "catalogue";

/// Format version. Other versions are rebuilt.
const FORMAT: u8 = 4;

/// Number of changed records after which a search stores the index again.
pub(super) const REWRITE_AFTER: usize = 100;

/// Couples and plans of one account, unordered. The couples are first, so that they are read without the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Couples, including archived ones.
    pub couples: Vec<CoupleEntry>,
    /// Plans, including archived ones.
    pub plans: Vec<PlanEntry>,
    /// The stories of the situations of all couples.
    pub stories: Vec<StoryEntry>,
    /// The distinct exercises of all plans.
    items: Vec<ItemId>,
}

/// A couple in the search index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoupleEntry {
    /// Id of the couple.
    pub id: CoupleId,
    /// Indexed revision.
    revision: Revision,
    /// Time of the last change.
    pub changed: Stamp,
    /// Code name.
    pub name: String,
    /// Labels of partners A and B.
    pub labels: [String; 2],
    /// Length of the relationship, in the counsellor's words.
    pub together: String,
    /// Tags.
    pub tags: Vec<String>,
    /// The couple is archived.
    pub archived: bool,
}

/// The rows of couples.
const COUPLES: IndexedRows = IndexedRows { extent: sql::COUPLE_EXTENT, since: sql::COUPLES_SINCE, kind: None };

/// The rows of plans.
const PLANS: IndexedRows = IndexedRows { extent: sql::PLAN_EXTENT, since: sql::PLANS_SINCE, kind: None };

impl CoupleEntry {
    fn indexed(&self) -> Indexed {
        Indexed { id: self.id.0, revision: self.revision, changed: self.changed }
    }

    fn of(couple: Stored<CoupleId, Couple>) -> Self {
        let Stored { id, revision, changed, value } = couple;
        let Couple { name, partners, together, tags, archived, .. } = value;
        let labels = partners.map(|person| person.label);
        Self { id, revision, changed, name, labels, together, tags, archived }
    }
}

/// The story of a situation in the search index, for the counsellor's view alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryEntry {
    /// Couple of the situation.
    pub couple: CoupleId,
    /// Indexed revision of the situation.
    pub(super) revision: Revision,
    /// Time of the last change of the situation.
    pub changed: Stamp,
    /// The story; empty if none was written.
    pub story: String,
}

/// A plan in the search index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEntry {
    /// Id of the plan.
    pub id: PlanId,
    /// Indexed revision.
    revision: Revision,
    /// Time of the last save.
    pub changed: Stamp,
    /// Couple of the plan.
    pub couple: CoupleId,
    /// Session number, from 1.
    pub number: u16,
    /// Title.
    pub title: String,
    /// Day of the session, if set.
    pub on: Option<Day>,
    /// Start time, if set.
    pub start: Option<Clock>,
    /// Planned length.
    pub minutes: Minutes,
    /// Status.
    pub status: Status,
    /// Phase that the plan was made for.
    pub phase: Phase,
    /// The plan is archived.
    pub archived: bool,
    /// Session note with the homework that was agreed; empty before the session is recorded.
    pub note: String,
    /// Exercises, as indices into the list of all exercises.
    exercises: Vec<u16>,
}

impl PlanEntry {
    fn indexed(&self) -> Indexed {
        Indexed { id: self.id.0, revision: self.revision, changed: self.changed }
    }
}

impl Catalogue {
    /// Returns the exercises of a plan.
    pub fn exercises(&self, plan: &PlanEntry) -> impl Iterator<Item = &ItemId> {
        plan.exercises.iter().filter_map(|position| self.items.get(usize::from(*position)))
    }

    /// Returns all exercises in use now or earlier.
    pub fn all_exercises(&self) -> impl Iterator<Item = &ItemId> {
        self.items.iter()
    }

    /// Returns the indices of these exercises, and appends new ones to the list.
    fn positions(&mut self, exercises: Vec<ItemId>) -> Vec<u16> {
        let position = |item: ItemId| {
            let known = self.items.iter().position(|known| *known == item);
            let position = known.unwrap_or_else(|| {
                self.items.push(item);
                self.items.len() - 1
            });
            u16::try_from(position).ok()
        };
        exercises.into_iter().filter_map(position).collect()
    }

    fn add_plan(&mut self, plan: Stored<PlanId, PlanHead>, about: PlanSearchData) {
        let Stored { id, revision, changed, value } = plan;
        let PlanHead { couple, number, title, on, start, minutes, status, archived, .. } = value;
        let (phase, note, exercises) = (about.phase, about.note, self.positions(about.exercises));
        let entry = PlanEntry {
            id,
            revision,
            changed,
            couple,
            number,
            title,
            on,
            start,
            minutes,
            status,
            phase,
            archived,
            note,
            exercises,
        };
        self.plans.push(entry);
    }
}

/// Result of comparing the index with the database.
#[derive(Default)]
pub(super) struct Refreshed {
    /// Number of added or changed records.
    pub(super) renewed: usize,
    /// Number of deleted records.
    pub(super) gone: usize,
}

impl Records {
    /// Returns the current search index. `now` is the time of saving if it is stored again.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    /// Failing to store the index is no error: the next search rebuilds it.
    pub async fn catalogue(&self, now: Stamp) -> Result<Catalogue, StoreError> {
        let (seen, stored) = self.stored_catalogue(|plain| postcard::from_bytes::<Catalogue>(plain).ok()).await?;
        let is_new = stored.is_none();
        let mut catalogue = stored.unwrap_or_default();
        let couples = self.refresh_couples(&mut catalogue.couples).await?;
        let plans = self.refresh_plans(&mut catalogue).await?;
        let stories = self.refresh_stories(&mut catalogue).await?;
        let renewed = couples.renewed + plans.renewed + stories.renewed;
        // Remove the names of deleted records soon.
        if renewed > REWRITE_AFTER || couples.gone + plans.gone + stories.gone > 0 || (is_new && renewed > 0) {
            self.store_catalogue(seen, &catalogue, now).await?;
        }
        Ok(catalogue)
    }

    /// Returns the couples of the current search index, as [`Records::catalogue`] does, and reads nothing of plans and
    /// stories: a list of couples needs a tenth of the index.
    ///
    /// # Errors
    ///
    /// Those of [`Records::catalogue`].
    pub async fn couple_entries(&self, now: Stamp) -> Result<Vec<CoupleEntry>, StoreError> {
        let first =
            |plain: &[u8]| postcard::take_from_bytes::<Vec<CoupleEntry>>(plain).ok().map(|(couples, _)| couples);
        if let (_, Some(mut couples)) = self.stored_catalogue(first).await? {
            let found = self.refresh_couples(&mut couples).await?;
            if found.renewed <= REWRITE_AFTER && found.gone == 0 {
                return Ok(couples);
            }
        }
        Ok(self.catalogue(now).await?.couples)
    }

    /// Returns the revision of the stored index, and what `read` makes of the index if it has this format.
    async fn stored_catalogue<T>(
        &self,
        read: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<(Option<Revision>, Option<T>), StoreError> {
        let row: Option<(Uuid, i64, i64, Vec<u8>)> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::DOCUMENT)
            .bind(self.owner()).bind(KIND).bind(Uuid::nil()).fetch_optional(p).await?);
        let Some((id, revision, _, sealed)) = row else { return Ok((None, None)) };
        let revision = revision_from_db(revision)?;
        let opened = self.keys().of(&sealed).open_bytes(self.seal_context("thing", KIND, id, revision), &sealed);
        let catalogue = opened.ok().and_then(|plain| {
            let (format, plain) = plain.split_first()?;
            (*format == FORMAT).then(|| read(plain)).flatten()
        });
        Ok((Some(revision), catalogue))
    }

    /// Stores the index, unless it was changed concurrently or the disk is full: then the next search rebuilds it.
    async fn store_catalogue(
        &self,
        seen: Option<Revision>,
        catalogue: &Catalogue,
        now: Stamp,
    ) -> Result<(), StoreError> {
        let revision = seen.map_or(Revision(1), |seen| self.next(seen));
        let plain = postcard::to_extend(catalogue, vec![FORMAT]).map(Zeroizing::new).map_err(StoreError::damaged)?;
        let sealed = self.key().seal_bytes(self.seal_context("thing", KIND, Uuid::nil(), revision), &plain)?;
        let kept: Result<(), StoreError> = async {
            let mut tx = self.write_by_data_key().await?;
            match seen {
                None => with_tx!(&mut tx, t => sqlx::query(sql::INSERT_DOCUMENT)
                    .bind(self.owner()).bind(KIND).bind(Uuid::nil()).bind(now.0).bind(sealed)
                    .execute(t).await.map(|_| ())?),
                Some(seen) => with_tx!(&mut tx, t => sqlx::query(sql::UPDATE_DOCUMENT)
                    .bind(self.owner()).bind(KIND).bind(Uuid::nil()).bind(revision_to_db(seen)).bind(revision_to_db(revision))
                    .bind(now.0).bind(sealed)
                    .execute(t).await.map(|_| ())?),
            }
            tx.commit().await
        }
        .await;
        match kept {
            Err(StoreError::Full | StoreError::SignedOut) => Ok(()),
            kept => kept,
        }
    }

    /// Deletes the index together with a record, so that its name does not persist. The next search rebuilds it.
    pub(crate) async fn delete_catalogue(&self, tx: &mut Tx) -> Result<(), StoreError> {
        with_tx!(tx, t => sqlx::query(sql::DELETE_DOCUMENT)
            .bind(self.owner()).bind(KIND).bind(Uuid::nil()).execute(t).await.map(|_| ())?);
        Ok(())
    }

    async fn refresh_couples(&self, couples: &mut Vec<CoupleEntry>) -> Result<Refreshed, StoreError> {
        let (missing, gone) = self.outdated(&COUPLES, couples, CoupleEntry::indexed).await?;
        let renewed = missing.len();
        if renewed > REWRITE_AFTER {
            let missing: HashSet<Uuid> = missing.into_iter().collect();
            let all = self.couples().await?.into_iter();
            couples.extend(all.filter(|couple| missing.contains(&couple.id.0)).map(CoupleEntry::of));
        } else {
            for id in missing {
                match self.couple(CoupleId(id)).await {
                    Ok(couple) => couples.push(CoupleEntry::of(couple)),
                    // Deleted concurrently.
                    Err(StoreError::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(Refreshed { renewed, gone })
    }

    async fn refresh_plans(&self, catalogue: &mut Catalogue) -> Result<Refreshed, StoreError> {
        let (missing, gone) = self.outdated(&PLANS, &mut catalogue.plans, PlanEntry::indexed).await?;
        let renewed = missing.len();
        let heads = if renewed > REWRITE_AFTER {
            let missing: HashSet<Uuid> = missing.into_iter().collect();
            let all = self.all_heads().await?;
            all.into_iter().filter(|head| missing.contains(&head.id.0)).collect()
        } else {
            let mut heads = Vec::with_capacity(renewed);
            for id in missing {
                heads.extend(self.plan_head(PlanId(id)).await?);
            }
            heads
        };
        for plan in heads {
            let about = match plan.value.about.clone() {
                Some(about) => about,
                // Written by an earlier version: read it from the plan.
                None => match self.plan(plan.id).await {
                    Ok(saved) => PlanSearchData::of(&saved.plan.value),
                    Err(StoreError::NotFound) => continue,
                    Err(error) => return Err(error),
                },
            };
            catalogue.add_plan(plan, about);
        }
        Ok(Refreshed { renewed, gone })
    }
}
