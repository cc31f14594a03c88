//! `/plans/{plan}/record-text`: a held session as plain text for the practice's record system.

use domain::template::for_record;
use leptos::prelude::*;
use leptos_meta::Title;

use super::trail;
use crate::{
    islands::Copy,
    pages::{awaited, couple::viewed, plan_in_address, tab_title},
    parts::{Crumbs, Icon},
    visitor::records,
    wording,
};

/// The text of the session that the address names.
#[component]
pub fn RecordTextPage() -> impl IntoView {
    awaited(async move {
        let (records, id) = (records()?, plan_in_address()?);
        let saved = records.plan(id).await?;
        viewed(&records, saved.couple).await?;
        let library = records.library().await?;
        let inside = match for_record(&library, &saved.plan.value) {
            None => view! {
                <div class="empty">
                    <h2>"This session was not held yet"</h2>
                    <p>"Say on the page of the plan what came of each block; then there is a text for the record."</p>
                    <a class="button" data-kind="primary" href=format!("/plans/{}", id.0)>"Open the plan"</a>
                </div>
            }
            .into_any(),
            Some(record) => view! {
                {record.alone.then(|| view! {
                    <div class="note" data-tone="stop">
                        {Icon::Lock.view()}
                        <p>"Something in it was done with one partner alone or is about safety. Keep this text where the other partner cannot read it."</p>
                    </div>
                })}
                <section class="card record-text">
                    <div class="field">
                        <label for="text">"The session as text"</label>
                        <p class="hint" id="text-hint">"It holds no private note, no name and no gate. Look at block titles of your own before you paste it."</p>
                        <textarea id="text" readonly rows="18" dir="auto" aria-describedby="text-hint">{wording::in_textarea(&record.text)}</textarea>
                    </div>
                    <div class="row">
                        <Copy of="text".to_owned() label="Copy".to_owned() />
                        <a class="button" href=format!("/plans/{}/record.txt", id.0)>{Icon::Download.view()} "Save as a text file"</a>
                    </div>
                </section>
            }
            .into_any(),
        };
        Ok(view! {
            <Title text=tab_title("Text for the record") />
            <Crumbs trail=trail(id, saved.plan.value.number) />
            <div class="head">
                <div>
                    <h1>"Text for the record"</h1>
                    <p class="soft">"To paste into the practice's own record system."</p>
                </div>
            </div>
            {inside}
        }
        .into_any())
    })
}
