//! The plan page as it moves: every edit at once, in the browser, with the same code that the server checks it with.
//! Around it stands a form: every button is one that sends it, so the page works without WebAssembly too.

mod aside;
mod block;
mod drag;
mod drawer;
mod foot;
mod head;
mod held;
mod meter;
mod table;
mod versions;
mod words;

use domain::desk::{Revision, SessionPlan, agenda::Standings};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::{
    aside::Aside, block::agenda, foot::foot, head::head, held::after, meter::meter, table::Table, versions::conflict,
};
use super::erased;
use crate::{finder::Query, keeper::DraftPlace};

/// What the plan page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// The plan's id.
    pub id: String,
    /// The couple's id.
    pub couple: String,
    /// Its code name.
    pub name: String,
    /// How the partners are called.
    pub labels: [String; 2],
    /// The revision of the plan.
    pub revision: Revision,
    /// The plan on screen.
    pub plan: SessionPlan,
    /// The plan as it is stored, where a form brought other words back.
    pub stored: Option<SessionPlan>,
    /// What could not be done, and what to do.
    pub problem: Option<String>,
    /// The revision of the situation.
    pub situation: Revision,
    /// How exercises stand.
    pub standings: Standings,
    /// Where drafts are kept.
    pub draft: DraftPlace,
    /// What is looked for in the library; `None` while it is closed.
    pub query: Option<Query>,
}

/// The plan: suggestions and library at the side, agenda and meter, and what stands around them.
#[island]
pub fn PlanDesk(
    /// What it shows.
    view: PlanView,
) -> impl IntoView {
    let query = view.query.clone();
    let table = Table::new(view);
    table.wake();
    erased(view! {
        <div class="plan-desk" data-needs="library" on:keydown=move |event| table.key(&event)>
            {head(table)}
            {conflict(table)}
            <div class="plan">
                {Aside { table, query }.view()}
                <form
                    id="plan"
                    class="plan-form"
                    method="post"
                    action=table.address("")
                    on:submit=move |event| table.submitted(&event)
                >
                    <input type="hidden" name="seen" value=table.revision_now() prop:value=move || table.revision_now() />
                    <button class="button when-asleep" name="do" value="save">"Save"</button>
                    {meter(table)}
                    {agenda(table)}
                    {foot(table)}
                    {after(table)}
                </form>
            </div>
        </div>
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
