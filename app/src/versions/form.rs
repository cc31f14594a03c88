//! `/plans/{plan}/versions` and `/couples/{couple}/situation/versions`: restoring an earlier version, as a new one.

use crate::{
    http::{
        app_error::Refusal,
        form_request::FormRequest,
        routes::{Form, Quiet, Redirect, form},
    },
    plan_editor::plan_file::PlanFile,
};
use domain::{plan::editor::restore, records::Revision};
use serde::Deserialize;
use store::{CoupleFile, CoupleId, PlanId, StoreError};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/plans/{plan}/versions", plan), form("/couples/{couple}/situation/versions", situation)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// The stored revision that the page showed.
    seen: u64,
    /// The version to restore.
    version: u64,
}

/// Restores a plan. The present gates apply, in [`restore`] and in everything that shows or prints the plan afterwards
/// (invariant 4).
async fn plan(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (PlanId(post.id("plan")?), post.read::<Typed>()?);
    let file = PlanFile::open(&post.records, id).await?;
    let stored = &file.saved.plan;
    let seen = up_to_date(typed.seen, stored.revision)?;
    let earlier = post.records.plan_version(id, Revision(typed.version)).await?.value;
    let restored = restore(&file.couple_file.library, &file.statuses, &stored.value, &earlier);
    let restored = restored.map_err(|refused| Refusal::Problem(refused.to_string()))?;
    let revision = post.records.save_plan(id, seen, &restored, post.now.stamp).await?;
    Ok(Redirect::quietly(format!("/plans/{}/versions?restored={}", id.0, revision.0), Quiet::SaidOnPage))
}

/// Restores shared answers. Interviews are not affected, and no gate closes.
async fn situation(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Typed>()?);
    let CoupleFile { situation: mut stored, a, b, library, .. } = post.records.couple_file(id).await?;
    let seen = up_to_date(typed.seen, stored.revision)?;
    let earlier = post.records.situation_version(id, Revision(typed.version)).await?.value;
    let restored = stored.value.restore(&library, [&a.value, &b.value], &earlier, post.now.stamp);
    restored.map_err(|bad| Refusal::Problem(bad.to_string()))?;
    let revision = post.records.save_situation(id, seen, &stored.value, post.now.stamp).await?;
    Ok(Redirect::quietly(format!("/couples/{}/situation/versions?restored={}", id.0, revision.0), Quiet::SaidOnPage))
}

/// Returns the stored revision, if it is the one that the page showed.
fn up_to_date(seen: u64, stored: Revision) -> Result<Revision, Refusal> {
    if stored.0 == seen { Ok(stored) } else { Err(StoreError::Stale { latest: stored }.into()) }
}
