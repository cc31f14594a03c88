//! What finds couples and plans quickly: names, titles, tags, days and which exercises, of all of them in one sealed value.
//!
//! Nothing is kept in plain, neither on disk nor in memory between two requests. The catalogue is opened when somebody
//! looks for something, brought up to date from whatever has another revision by now, and dropped. It holds no note, no
//! answer and nothing that was told; it says only what the lists of couples and plans show as well.

use std::collections::HashMap;

use domain::{
    case::Clock,
    desk::{Couple, Day, Revision, Stamp, Status},
    ids::ItemId,
    minutes::Minutes,
    words::Phase,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    CoupleId, PlanHead, PlanId, Records, StoreError, Stored,
    plans::{HeadRow, PlanAbout},
    pool::{Tx, on, within},
    records::{next, number, read},
    sql,
};

/// Under this kind it stands among the things of an account.
const KIND: &str = "catalogue";

/// How the value is written. Another one is made anew.
const FORMAT: u8 = 1;

/// So many changes are looked up anew at every search before the catalogue is written again.
const OFTEN: usize = 100;

/// Couples and plans of one account, in no order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Couples, archived ones too.
    pub couples: Vec<CoupleEntry>,
    /// Plans, archived ones too.
    pub plans: Vec<PlanEntry>,
    /// The exercises of all plans, each once.
    items: Vec<ItemId>,
}

/// What finds a couple.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoupleEntry {
    /// Which couple.
    pub id: CoupleId,
    /// The revision that this is from.
    revision: Revision,
    /// When it was changed last.
    pub changed: Stamp,
    /// The code name.
    pub name: String,
    /// What the partners are called.
    pub labels: [String; 2],
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Put away.
    pub archived: bool,
}

/// What finds a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEntry {
    /// Which plan.
    pub id: PlanId,
    /// The revision that this is from.
    revision: Revision,
    /// When it was saved last.
    pub changed: Stamp,
    /// The couple it is for.
    pub couple: CoupleId,
    /// Which session it is.
    pub number: u16,
    /// What the counsellor calls it.
    pub title: String,
    /// The day, where one is set.
    pub on: Option<Day>,
    /// The time of day, where one is set.
    pub start: Option<Clock>,
    /// How long.
    pub minutes: Minutes,
    /// How far it is.
    pub status: Status,
    /// The phase it was made for.
    pub phase: Phase,
    /// Put away.
    pub archived: bool,
    /// Its exercises, by their places in the list of all.
    exercises: Vec<u16>,
}

impl Catalogue {
    /// The exercises of a plan.
    pub fn exercises(&self, plan: &PlanEntry) -> impl Iterator<Item = &ItemId> {
        plan.exercises.iter().filter_map(|place| self.items.get(usize::from(*place)))
    }

    /// The exercises that are in any plan, or were.
    pub fn all_exercises(&self) -> impl Iterator<Item = &ItemId> {
        self.items.iter()
    }

    /// The places of these exercises in the list of all; those that are not there yet come to its end.
    fn places(&mut self, exercises: Vec<ItemId>) -> Vec<u16> {
        let place = |item: ItemId| {
            let known = self.items.iter().position(|known| *known == item);
            let place = known.unwrap_or_else(|| {
                self.items.push(item);
                self.items.len() - 1
            });
            u16::try_from(place).ok()
        };
        exercises.into_iter().filter_map(place).collect()
    }

    fn take_couple(&mut self, couple: Stored<CoupleId, Couple>) {
        let Stored { id, revision, changed, value } = couple;
        let Couple { name, partners, tags, archived, .. } = value;
        let labels = partners.map(|person| person.label);
        self.couples.push(CoupleEntry { id, revision, changed, name, labels, tags, archived });
    }

    fn take_plan(&mut self, plan: Stored<PlanId, PlanHead>, about: PlanAbout) {
        let Stored { id, revision, changed, value } = plan;
        let PlanHead { couple, number, title, on, start, minutes, status, archived, .. } = value;
        let (phase, exercises) = (about.phase, self.places(about.exercises));
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
            exercises,
        };
        self.plans.push(entry);
    }
}

/// What differs from what is stored.
#[derive(Default)]
struct Behind {
    /// So many were looked up.
    renewed: usize,
    /// So many are no longer there.
    gone: usize,
}

impl Records {
    /// All couples and plans as they can be found now. `now` is written beside it where it is kept anew.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a record is damaged. A catalogue that cannot be kept is no error: the next
    /// one who asks makes it again.
    pub async fn catalogue(&self, now: Stamp) -> Result<Catalogue, StoreError> {
        let (seen, mut catalogue) = self.kept_catalogue().await?;
        let couples = self.renew_couples(&mut catalogue).await?;
        let plans = self.renew_plans(&mut catalogue).await?;
        let renewed = couples.renewed + plans.renewed;
        // Whatever was deleted for good is soon in no catalogue either.
        if renewed > OFTEN || couples.gone + plans.gone > 0 || (seen.is_none() && renewed > 0) {
            self.keep_catalogue(seen, &catalogue, now).await?;
        }
        Ok(catalogue)
    }

    /// The catalogue as it was kept, and its revision; an empty one where there is none that this version reads.
    async fn kept_catalogue(&self) -> Result<(Option<Revision>, Catalogue), StoreError> {
        let row: Option<(Uuid, i64, i64, Vec<u8>)> = on!(self.store().pool(), p => sqlx::query_as(sql::THING)
            .bind(self.owner()).bind(KIND).bind(Uuid::nil()).fetch_optional(p).await?);
        let Some((id, revision, _, sealed)) = row else { return Ok((None, Catalogue::default())) };
        let revision = read(revision)?;
        let opened = self.key().open_bytes(self.spot("thing", KIND, id, revision), &sealed);
        let catalogue = opened.ok().and_then(|plain| {
            let (format, plain) = plain.split_first()?;
            (*format == FORMAT).then(|| postcard::from_bytes(plain).ok()).flatten()
        });
        Ok((Some(revision), catalogue.unwrap_or_default()))
    }

    /// Writes it, unless somebody else did in between or the disk is full: then it is made again another time.
    async fn keep_catalogue(
        &self,
        seen: Option<Revision>,
        catalogue: &Catalogue,
        now: Stamp,
    ) -> Result<(), StoreError> {
        let revision = seen.map_or(Revision(1), next);
        let plain =
            postcard::to_extend(catalogue, vec![FORMAT]).map(Zeroizing::new).map_err(|_| StoreError::Damaged)?;
        let sealed = self.key().seal_bytes(self.spot("thing", KIND, Uuid::nil(), revision), &plain)?;
        let kept: Result<(), StoreError> = async {
            match seen {
                None => on!(self.store().pool(), p => sqlx::query(sql::INSERT_THING)
                    .bind(self.owner()).bind(KIND).bind(Uuid::nil()).bind(now.0).bind(sealed)
                    .execute(p).await.map(|_| ())?),
                Some(seen) => on!(self.store().pool(), p => sqlx::query(sql::UPDATE_THING)
                    .bind(self.owner()).bind(KIND).bind(Uuid::nil()).bind(number(seen)).bind(number(revision))
                    .bind(now.0).bind(sealed)
                    .execute(p).await.map(|_| ())?),
            }
            Ok(())
        }
        .await;
        match kept {
            Err(StoreError::Full) => Ok(()),
            kept => kept,
        }
    }

    /// Drops the catalogue together with what is deleted for good, so that no name of it stays behind. The next search
    /// makes it again.
    pub(crate) async fn forget_catalogue(&self, tx: &mut Tx) -> Result<(), StoreError> {
        within!(tx, t => sqlx::query(sql::DELETE_THING)
            .bind(self.owner()).bind(KIND).bind(Uuid::nil()).execute(t).await.map(|_| ())?);
        Ok(())
    }

    async fn renew_couples(&self, catalogue: &mut Catalogue) -> Result<Behind, StoreError> {
        let rows: Vec<(Uuid, i64)> = on!(self.store().pool(), p => sqlx::query_as(sql::COUPLE_REVISIONS)
            .bind(self.owner()).fetch_all(p).await?);
        let mut stored = revisions(rows)?;
        let gone = sift(&mut catalogue.couples, &mut stored, |entry| (entry.id.0, entry.revision));
        let renewed = stored.len();
        if renewed > OFTEN {
            for couple in self.couples().await?.into_iter().filter(|couple| stored.contains_key(&couple.id.0)) {
                catalogue.take_couple(couple);
            }
        } else {
            for id in stored.into_keys() {
                match self.couple(CoupleId(id)).await {
                    Ok(couple) => catalogue.take_couple(couple),
                    // Deleted a moment ago.
                    Err(StoreError::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(Behind { renewed, gone })
    }

    async fn renew_plans(&self, catalogue: &mut Catalogue) -> Result<Behind, StoreError> {
        let rows: Vec<(Uuid, i64)> = on!(self.store().pool(), p => sqlx::query_as(sql::PLAN_REVISIONS)
            .bind(self.owner()).fetch_all(p).await?);
        let mut stored = revisions(rows)?;
        let gone = sift(&mut catalogue.plans, &mut stored, |entry| (entry.id.0, entry.revision));
        let renewed = stored.len();
        let rows: Vec<HeadRow> = if renewed > OFTEN {
            let all: Vec<HeadRow> = on!(self.store().pool(), p => sqlx::query_as(sql::PLAN_HEADS)
                .bind(self.owner()).fetch_all(p).await?);
            all.into_iter().filter(|row| stored.contains_key(&row.0)).collect()
        } else {
            let mut rows = Vec::with_capacity(renewed);
            for id in stored.into_keys() {
                let row: Option<HeadRow> = on!(self.store().pool(), p => sqlx::query_as(sql::PLAN_HEAD)
                    .bind(self.owner()).bind(id).fetch_optional(p).await?);
                rows.extend(row);
            }
            rows
        };
        for plan in self.open_heads(rows, None)? {
            let about = match plan.value.about.clone() {
                Some(about) => about,
                // Written by an earlier version: the plan itself says it.
                None => match self.plan(plan.id).await {
                    Ok(saved) => PlanAbout::of(&saved.plan.value),
                    Err(StoreError::NotFound) => continue,
                    Err(error) => return Err(error),
                },
            };
            catalogue.take_plan(plan, about);
        }
        Ok(Behind { renewed, gone })
    }
}

fn revisions(rows: Vec<(Uuid, i64)>) -> Result<HashMap<Uuid, Revision>, StoreError> {
    rows.into_iter().map(|(id, revision)| Ok((id, read(revision)?))).collect()
}

/// Drops every entry that is not up to date, and gives how many of them are not stored any more. What is left in `stored`
/// has to be looked up.
fn sift<T>(entries: &mut Vec<T>, stored: &mut HashMap<Uuid, Revision>, of: impl Fn(&T) -> (Uuid, Revision)) -> usize {
    let mut gone = 0;
    entries.retain(|entry| {
        let (id, revision) = of(entry);
        let now = stored.get(&id).copied();
        gone += usize::from(now.is_none());
        if now == Some(revision) {
            stored.remove(&id);
        }
        now == Some(revision)
    });
    gone
}
