//! Forms of a custom gate.

use crate::{
    custom_library::fields::{DISCRETIONS, OVERRIDES, PAPERS, read},
    http::{app_error::Refusal, done::Done, form_request::FormRequest, routes::Redirect},
};
use domain::{
    library::custom::OwnGate,
    records::Revision,
    vocabulary::{GateId, IndicatorId, ItemId, Tag},
};
use serde::Deserialize;
use store::{CreatedRecord, DocumentId, StoreError};

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Typed {
    seen: Option<u64>,
    #[serde(default)]
    r#do: Deed,
    name: String,
    opens_when: String,
    closes_when: String,
    #[serde(default)]
    opened_by: Vec<IndicatorId>,
    #[serde(default)]
    holds: Vec<ItemId>,
    #[serde(default)]
    holds_tags: Vec<Tag>,
    holds_couple_work: Option<String>,
    individual_only: Option<String>,
    r#override: String,
    couple_paper: String,
    discretion: String,
}

#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Deed {
    #[default]
    Save,
    Retire,
    TakeOut,
}

/// Stores a new gate with the first unused id, and redirects to it.
pub(crate) async fn create(post: FormRequest) -> Result<Redirect, Refusal> {
    const PAGE: &str = "/my-library/gates/new";
    let typed = post.read::<Typed>()?;
    let used: Vec<GateId> = post.records.documents::<OwnGate>().await?.iter().map(|kept| kept.value.id).collect();
    let Some(free) = GateId::OWN.iter().find(|id| !used.contains(id)) else {
        let text = format!(
            "You can have at most {} holds of your own. Change one that you have archived instead.",
            used.len()
        );
        return Err(Refusal::Problem(text).on(PAGE));
    };
    let gate = typed.clone().gate(&OwnGate::begin(*free))?;
    let made = match post.records.create_document(&gate, post.now.stamp).await {
        // Sent again, it would have the next id.
        Err(StoreError::CreatedBefore { record: record @ CreatedRecord::Document(_, id), .. }) => {
            let stored = post.records.document::<OwnGate>(id).await?.value;
            let same = typed.gate(&OwnGate::begin(stored.id))? == stored;
            Err(StoreError::CreatedBefore { record, same })
        }
        made => made,
    };
    let id = made.map_err(|error| Refusal::from(error).on(PAGE))?;
    Ok(Redirect::saying(address(id), Done::Saved))
}

/// Saves, retires or reactivates a gate. None is ever deleted: a couple may have it open.
pub(crate) async fn change(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = DocumentId(post.id("thing")?);
    let typed = post.read::<Typed>()?;
    let stored = post.records.document::<OwnGate>(id).await?;
    let seen = Revision(typed.seen.ok_or(Refusal::Malformed)?);
    let (retired, done) = match typed.r#do {
        Deed::Retire => (true, Done::OwnHoldArchived),
        Deed::TakeOut => (false, Done::OwnHoldUnarchived),
        Deed::Save => (stored.value.retired, Done::Saved),
    };
    let gate = OwnGate { retired, ..typed.gate(&stored.value)? };
    post.records.save_document(id, seen, &gate, post.now.stamp).await?;
    Ok(Redirect::saying(address(id), done))
}

impl Typed {
    fn gate(self, before: &OwnGate) -> Result<OwnGate, Refusal> {
        Ok(OwnGate {
            id: before.id,
            name: self.name,
            opens_when: self.opens_when,
            closes_when: self.closes_when,
            opened_by: self.opened_by.into_iter().collect(),
            holds: self.holds.into_iter().collect(),
            holds_tags: self.holds_tags.into_iter().collect(),
            holds_couple_work: self.holds_couple_work.is_some(),
            individual_only: self.individual_only.is_some(),
            may_be_overridden: read(&OVERRIDES, &self.r#override).ok_or(Refusal::Malformed)?,
            couple_paper: read(&PAPERS, &self.couple_paper).ok_or(Refusal::Malformed)?,
            discretion: read(&DISCRETIONS, &self.discretion).ok_or(Refusal::Malformed)?,
            retired: before.retired,
        })
    }
}

fn address(id: DocumentId) -> String {
    format!("/my-library/gates/{}?saved", id.0)
}
