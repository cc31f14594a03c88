//! `/couples/{couple}/delete`: deletes a couple for good, once its code name is typed.

use domain::course::Partner;
use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleId, Records};

use crate::{
    calls::Problem,
    pages::{awaited, couple_in_address, tab_title},
    parts::{Crumbs, Icon, Name},
    visitor::{records, reply},
};

/// Says what goes, and asks for the code name.
#[component]
pub fn DeletePage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let couple = records.couple(id).await?.value;
    let goes = what_goes(&records, id).await?;
    let back = format!("/couples/{}", id.0);
    let trail =
        vec![("/couples".to_owned(), "Couples".to_owned()), (back.clone(), format!("\u{2068}{}\u{2069}", couple.name))];
    let reply = reply();
    let fault = reply.faults.into_iter().next().map(|fault| fault.text).or(reply.problem);
    let typed = reply.typed.get("name").cloned().unwrap_or_default();
    let action = format!("{back}/delete");
    Ok(view! {
        <Title text=tab_title("Delete a couple") />
        <Crumbs trail=trail />
        <div class="head">
            <div><h1>"Delete " <Name text=couple.name.clone() /> " for good?"</h1></div>
        </div>
        <form class="card couple-form" method="post" action=action>
            <p>"This cannot be undone. What goes:"</p>
            <ul class="list">{goes.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <p class="soft">
                "What stays is a line that a couple was deleted and when, without any content, and sheets that were printed or downloaded. If you may need it again, archive it instead."
            </p>
            <div class="field">
                <label for="name">"Type the code name " <Name text=couple.name /> " to delete"</label>
                <input id="name" name="name" type="text" dir="auto" autocomplete="off" required value=typed
                    aria-invalid=fault.is_some().then_some("true") aria-describedby=fault.is_some().then_some("fault") />
                {fault.map(|fault| view! { <p class="fault" id="fault" role="alert">{Icon::Warning.view()} {fault}</p> })}
            </div>
            <div class="row">
                <button class="button" data-kind="danger">"Delete for good"</button>
                <a class="button" href=back>"Keep it"</a>
            </div>
        </form>
    }
    .into_any())
}

async fn what_goes(records: &Records, id: CoupleId) -> Result<Vec<String>, Problem> {
    let plans = records.plans_of(id).await?.len();
    let notes = records.notes(id).await?.value.chars().count();
    let mut interviews = 0;
    for partner in [Partner::A, Partner::B] {
        interviews += usize::from(records.interview(id, partner).await?.value.is_on_record());
    }
    Ok(vec![
        "The code name, labels and tags".into(),
        "All answers with their history, and every gate with how it was closed".into(),
        format!("Both individual interviews ({interviews} of 2 on record)"),
        if plans == 1 { "1 session plan".into() } else { format!("{plans} session plans") },
        if notes == 0 { "The private notes (empty)".into() } else { format!("The private notes ({notes} characters)") },
    ])
}
