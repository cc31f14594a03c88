//! `/plans/{plan}/record-text`: a completed session as plain text for the practice's record system.

use domain::plan::templates::for_record;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    couples::audit::viewed,
    http::{
        page_result::{awaited, plan_in_address},
        visitor::records,
    },
    layout::{Breadcrumbs, CopyButton, Icon, TextArea, title::tab_title},
    plan_reuse::trail,
};

/// The text of the session in the address.
#[component]
pub fn RecordTextPage() -> impl IntoView {
    awaited(async move {
        let (records, id) = (records()?, plan_in_address()?);
        let saved = records.plan(id).await?;
        viewed(&records, saved.couple).await?;
        let couple = records.couple(saved.couple).await?.value;
        let library = records.library().await?;
        let inside = match for_record(&library, &couple, &saved.plan.value) {
            None => view! {
                <div class="empty">
                    <h2>"This session has not been recorded yet"</h2>
                    <p>"Record it to get a text for your records."</p>
                    <a class="button" data-kind="primary" href=format!("/plans/{}/record", id.0)>"Record the session"</a>
                </div>
            }
            .into_any(),
            Some(record) => view! {
                {record.alone.then(|| view! {
                    <div class="note" data-tone="stop">
                        {Icon::Lock.view()}
                        <p>"Part of it was done with one partner alone or is about safety. Keep this text where the other partner cannot read it."</p>
                    </div>
                })}
                <section class="card record-text">
                    <div class="field">
                        <label for="text">"The session as text"</label>
                        <p class="hint" id="text-hint">"Leaves out private notes, names and holds. Check your own titles and homework before you paste."</p>
                        <TextArea name="text" rows=18 text=record.text readonly=true described=Some("text-hint".to_owned()) />
                    </div>
                    <div class="row">
                        <CopyButton of="text" label="Copy" />
                        <a class="button" href=format!("/plans/{}/record.txt", id.0)>{Icon::Download.view()} "Save as a text file"</a>
                    </div>
                </section>
            }
            .into_any(),
        };
        Ok(view! {
            <Title text=tab_title("Copy for the record") />
            <Breadcrumbs trail=trail(id, saved.plan.value.number) />
            <div class="head">
                <div>
                    <h1>"Copy for the record"</h1>
                    <p class="soft">"To paste into your records."</p>
                </div>
            </div>
            {inside}
        }
        .into_any())
    })
}
