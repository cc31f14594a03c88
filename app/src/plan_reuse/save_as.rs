//! `/plans/{plan}/template`: saving a plan as a template, with the parts that are copied and omitted.

use domain::plan::templates::{Labels, from_plan};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    couples::audit::viewed,
    http::{
        page_result::{awaited, plan_in_address},
        visitor::records,
    },
    layout::{Breadcrumbs, FormId, Kept, ReplyNote, title::tab_title},
    plan_reuse::{both_lists, trail},
    templates::LabelFields,
};

/// The form for the plan in the address.
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
            <Breadcrumbs trail=trail(id, saved.plan.value.number) />
            <div class="head">
                <div>
                    <h1>"Save as template"</h1>
                    <p class="soft">"A template contains nothing about the couple. You can turn items into placeholders afterwards."</p>
                </div>
            </div>
            {both_lists(&library, &template, left)}
            <form class="card template-labels" method="post" action=format!("/plans/{}/template", id.0) novalidate>
                <FormId />
                <ReplyNote />
                <Kept page=format!("/plans/{}/template", id.0) about="New template" />
                <LabelFields labels=Labels::default() />
                <div class="row">
                    <button class="button" data-kind="primary">"Save template"</button>
                    <a class="button" data-kind="quiet" href=format!("/plans/{}", id.0)>"Cancel"</a>
                </div>
            </form>
        }
        .into_any())
    })
}
