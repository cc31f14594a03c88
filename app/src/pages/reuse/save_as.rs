//! `/plans/{plan}/template`: saving a plan as a template, with what goes along and what stays.

use domain::template::{Labels, from_plan};
use leptos::prelude::*;
use leptos_meta::Title;

use super::{both_lists, trail};
use crate::{
    pages::{awaited, couple::viewed, plan_in_address, tab_title, templates::LabelFields},
    parts::{Crumbs, ReplyNote},
    visitor::records,
};

/// The form for the plan that the address names.
#[component]
pub fn SaveAsPage() -> impl IntoView {
    awaited(async move {
        let (records, id) = (records()?, plan_in_address()?);
        let saved = records.plan(id).await?;
        viewed(&records, saved.couple).await?;
        let library = records.library().await?;
        let (template, left) = from_plan(&library, &saved.plan.value);
        Ok(view! {
            <Title text=tab_title("Save as template") />
            <Crumbs trail=trail(id, saved.plan.value.number) />
            <div class="head">
                <div>
                    <h1>"Save as template"</h1>
                    <p class="soft">"A template holds nothing about the couple. Blocks can be made open slots afterwards."</p>
                </div>
            </div>
            {both_lists(&library, &template, left)}
            <form class="card template-labels" method="post" action=format!("/plans/{}/template", id.0) novalidate>
                <ReplyNote />
                <LabelFields labels=Labels::default() />
                <div class="row">
                    <button class="button" data-kind="primary">"Save the template"</button>
                    <a class="button" data-kind="quiet" href=format!("/plans/{}", id.0)>"Cancel"</a>
                </div>
            </form>
        }
        .into_any())
    })
}
