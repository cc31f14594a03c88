//! The plan page as it moves: every edit at once, in the browser, with the same code that the server checks it with.
//! It is a form in which every button is one that sends it, so the page works without WebAssembly too.

#[cfg(feature = "hydrate")]
mod drag;
#[cfg(feature = "hydrate")]
mod hands;
mod paint;
mod table;

use domain::desk::{Revision, SessionPlan, agenda::Standings};
use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use self::table::Table;
use crate::{finder::Query, keeper::DraftPlace, live, packed::Packed};

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
    view: Packed<PlanView>,
) -> impl IntoView {
    let table = Table::new(view.0);
    let root: NodeRef<html::Div> = NodeRef::new();
    let paint = move || table.look(paint::page);
    live::follow(root, paint);
    table.wake();
    #[cfg(feature = "hydrate")]
    let hands = hands::Hands { table, root };
    #[cfg(not(feature = "hydrate"))]
    let hands = Asleep;
    view! {
        <div
            class="plan-desk"
            data-part="plan"
            node_ref=root
            inner_html=live::first(paint)
            on:click=move |event| hands.click(&event)
            on:input=move |event| hands.input(&event)
            on:change=move |event| hands.change(&event)
            on:keydown=move |event| hands.key(&event)
            on:submit=move |event| hands.submit(&event)
            on:pointerdown=move |event| hands.grip(&event)
        ></div>
    }
}

/// On a server nobody touches anything.
#[cfg(not(feature = "hydrate"))]
#[derive(Clone, Copy)]
struct Asleep;

#[cfg(not(feature = "hydrate"))]
#[expect(clippy::unused_self, reason = "these do something in a browser alone")]
impl Asleep {
    fn click<E>(self, _: &E) {}
    fn input<E>(self, _: &E) {}
    fn change<E>(self, _: &E) {}
    fn key<E>(self, _: &E) {}
    fn submit<E>(self, _: &E) {}
    fn grip<E>(self, _: &E) {}
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
