//! `/plans/{plan}/delete`: deletes one session with its plan, once that is confirmed.

use domain::plan::Status;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    browser::api::Problem,
    couples::{audit::viewed, head::Name},
    http::{
        page_result::{awaited, plan_in_address},
        visitor::{records, reply},
    },
    layout::{Breadcrumbs, Icon, fault_line, title::tab_title},
};

/// Says what goes, and asks once more.
#[component]
pub fn DeletePlanPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (plan_in_address()?, records()?);
    let saved = records.plan(id).await?;
    let couple = records.couple(saved.couple).await?.value;
    viewed(&records, saved.couple).await?;
    let plan = &saved.plan.value;
    let back = format!("/couples/{}/sessions", saved.couple.0);
    let trail = vec![
        (format!("/couples/{}", saved.couple.0), couple.name.clone()),
        (back.clone(), "Sessions".to_owned()),
        (format!("/plans/{}", id.0), format!("Session {}", plan.number)),
    ];
    let day = plan.on.map_or(String::new(), |day| format!(", {}", day.with_year()));
    let mut goes = vec![format!("The plan with {} items and all its versions", plan.blocks.len())];
    if plan.record.is_some() || plan.status.is_recorded() {
        goes.push("What was written down after the session, with the note".into());
    }
    let fault = reply().fault("sure");
    Ok(view! {
        <Title text=tab_title("Delete a session") />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>{format!("Delete session {} permanently?", plan.number)}</h1>
                <p class="soft"><Name text=couple.name /> {day}</p>
            </div>
        </div>
        <form class="card couple-form" method="post" action=format!("/plans/{}/delete", id.0)>
            <p>"This cannot be undone. It deletes:"</p>
            <ul class="list">{goes.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            {(plan.status == Status::Completed).then(|| view! {
                <p class="soft">"Exercises that were done in it still count as done. To take that back, reopen the session first."</p>
            })}
            <p class="soft">"If you may need it again, archive it in the list of plans; that can be undone."</p>
            <div class="field">
                <label class="check">
                    <input type="checkbox" id="sure" name="sure" value="yes" required
                        aria-invalid=fault.is_some().then_some("true") aria-describedby=fault.is_some().then_some("sure-fault") />
                    <span>"Delete this session and what belongs to it"</span>
                </label>
                {fault.map(|fault| fault_line("sure-fault", fault))}
            </div>
            <div class="row">
                <button class="button" data-kind="danger">{Icon::Cross.view()} "Delete permanently"</button>
                <a class="button" href=back>"Cancel"</a>
            </div>
        </form>
    }
    .into_any())
}
