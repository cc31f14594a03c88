//! A gate of one's own.

use app::forms::mine::{DISCRETIONS, OVERRIDES, PAPERS, read};
use domain::{
    desk::Revision,
    ids::{IndicatorId, ItemId},
    own::OwnGate,
    words::{GateId, Tag},
};
use serde::Deserialize;
use store::ThingId;

use super::super::{Go, Post, Refusal};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Typed {
    seen: Option<u32>,
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

#[derive(Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Deed {
    #[default]
    Save,
    Retire,
    TakeOut,
}

/// Keeps a new gate at the first place that was never used, and leads to it.
pub(super) async fn create(post: Post) -> Result<Go, Refusal> {
    const PAGE: &str = "/my-library/gates/new";
    let typed = post.read::<Typed>()?;
    let used: Vec<GateId> = post.records.things::<OwnGate>().await?.iter().map(|kept| kept.value.id).collect();
    let Some(free) = GateId::OWN.iter().find(|id| !used.contains(id)) else {
        let text =
            format!("There is room for {} gates of your own. Change one that you have retired instead.", used.len());
        return Err(Refusal::Problem(text).on(PAGE));
    };
    let gate = typed.gate(&OwnGate::begin(*free))?;
    let id = post.records.create_thing(&gate, post.now.stamp).await.map_err(|error| Refusal::from(error).on(PAGE))?;
    Ok(Go::to(address(id)))
}

/// Saves a gate, retires it, or takes it into use again. None is ever deleted: a couple may have it open.
pub(super) async fn change(post: Post) -> Result<Go, Refusal> {
    let id = ThingId(post.id("thing")?);
    let typed = post.read::<Typed>()?;
    let stored = post.records.thing::<OwnGate>(id).await?;
    let seen = Revision(typed.seen.ok_or(Refusal::Malformed)?);
    let retired = match typed.r#do {
        Deed::Retire => true,
        Deed::TakeOut => false,
        Deed::Save => stored.value.retired,
    };
    let gate = OwnGate { retired, ..typed.gate(&stored.value)? };
    post.records.save_thing(id, seen, &gate, post.now.stamp).await?;
    Ok(Go::to(address(id)))
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

fn address(id: ThingId) -> String {
    format!("/my-library/gates/{}?saved", id.0)
}
