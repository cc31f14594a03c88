//! `/couples/{couple}/delete`: deletes a couple permanently, after its code name is typed.

use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleId, Records};

use crate::{
    browser::api::Problem,
    couples::{
        audit::viewed,
        head::{Name, trail},
    },
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{records, reply},
    },
    layout::{Breadcrumbs, Icon, title::tab_title},
};

/// Lists what will be deleted, and asks for the code name.
#[component]
pub fn DeletePage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let couple = records.couple(id).await?.value;
    viewed(&records, id).await?;
    let goes = what_goes(&records, id).await?;
    let back = format!("/couples/{}", id.0);
    let trail = trail(id, &couple.name);
    let reply = reply();
    let fault = reply.faults.into_iter().next().map(|fault| fault.text).or(reply.problem);
    let typed = reply.typed.get("name").cloned().unwrap_or_default();
    let action = format!("{back}/delete");
    Ok(view! {
        <Title text=tab_title("Delete a couple") />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div><h1>"Delete " <Name text=couple.name.clone() /> " permanently?"</h1></div>
        </div>
        <form class="card couple-form" method="post" action=action>
            <p>"This cannot be undone. It deletes:"</p>
            <ul class="list">{goes.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <p class="soft">
                "What remains is a record that a couple was deleted, with the date and no content, and any sheets already printed or downloaded. If you may need it again, archive it."
            </p>
            <div class="field">
                <label for="name">"Type the code name " <Name text=couple.name /> " to delete"</label>
                <input id="name" name="name" type="text" dir="auto" autocomplete="off" required value=typed
                    aria-invalid=fault.is_some().then_some("true") aria-describedby=fault.is_some().then_some("fault") />
                {fault.map(|fault| view! { <p class="fault" id="fault" role="alert">{Icon::Warning.view()} {fault}</p> })}
            </div>
            <div class="row">
                <button class="button" data-kind="danger">"Delete permanently"</button>
                <a class="button" href=back>"Cancel"</a>
            </div>
        </form>
    }
    .into_any())
}

async fn what_goes(records: &Records, id: CoupleId) -> Result<Vec<String>, Problem> {
    let plans = records.plans_of(id).await?.len();
    let notes = records.notes(id).await?.value.chars().count();
    let file = records.couple_file(id).await?;
    let interviews = file.interviews().into_iter().filter(|interview| interview.is_on_record()).count();
    Ok(vec![
        "The code name, labels and tags".into(),
        "All answers and their history, and every hold and how it was lifted".into(),
        format!("Both individual interviews ({interviews} of 2 complete)"),
        if plans == 1 { "1 session plan".into() } else { format!("{plans} session plans") },
        if notes == 0 { "The private notes (empty)".into() } else { format!("The private notes ({notes} characters)") },
    ])
}
