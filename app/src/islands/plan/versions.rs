//! Two versions of the plan side by side, when it was saved in another window.

use domain::desk::{
    SessionPlan,
    agenda::{differences, merge},
};
use leptos::prelude::*;

use super::{super::erased, table::Table};
use crate::keeper::Mark;

/// Both versions and the choice between them; nothing while there is only one.
pub(super) fn conflict(table: Table) -> impl IntoView {
    let stored = table.about.with_value(|about| about.stored.clone());
    let asleep = stored.map(|stored| {
        let here = table.once(SessionPlan::clone);
        view! {
            <section class="card conflict when-asleep">
                <h2>"What is stored now"</h2>
                <p>"Your words stand in the fields below; this is what the stored plan has instead. “Save” keeps yours."</p>
                {both(&here, &stored)}
            </section>
        }
    });
    let theirs = move || {
        table.keeper.mark().with(|mark| match mark {
            Mark::Stale { theirs } => serde_json::from_str::<SessionPlan>(theirs).ok(),
            _ => None,
        })
    };
    erased(view! {
        {asleep}
        {move || theirs().map(|theirs| choice(table, &theirs))}
    })
}

fn choice(table: Table, theirs: &SessionPlan) -> impl IntoView + use<> {
    let here = table.once(SessionPlan::clone);
    let joined = merge(&here, theirs);
    let (mine, stored) = (here.clone(), theirs.clone());
    erased(view! {
        <section class="card conflict" role="alert">
            <h2>"This plan was changed in another window"</h2>
            <p>"Nothing is lost: both versions are here. Choose one, or keep yours and add what the other has."</p>
            {both(&here, theirs)}
            <div class="suggestion-foot">
                <button class="button" data-kind="primary" type="button" on:click=move |_| table.choose(joined.clone())>"Keep mine and add theirs"</button>
                <button class="button" type="button" on:click=move |_| table.choose(mine.clone())>"Keep mine"</button>
                <button class="button" type="button" on:click=move |_| table.choose(stored.clone())>"Take the stored one"</button>
            </div>
        </section>
    })
}

fn both(here: &SessionPlan, there: &SessionPlan) -> impl IntoView + use<> {
    let rows = differences(here, there)
        .into_iter()
        .map(|difference| {
            view! {
                <li class="versions">
                    <h3>{difference.what}</h3>
                    <div><p class="small soft">"Here"</p><p class="kept-lines">{difference.here}</p></div>
                    <div><p class="small soft">"Stored"</p><p class="kept-lines">{difference.there}</p></div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="stack">{rows}</ul> }
}
