//! The message about the change that led to this page, in the place of every page.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use crate::{
    http::{
        done::{DONE, Done},
        visitor::{Visitor, is_reply},
    },
    layout::Icon,
};

/// The name of the archived couple's id in the address.
pub const OF: &str = "of";

/// Reports the change that the address names, with a button that takes an archiving back. A script removes both words from
/// the address, so that no reload repeats them.
#[component]
pub fn DoneNote() -> impl IntoView {
    let Some(Visitor::Counsellor(_)) = use_context::<Visitor>() else { return None };
    let query = use_query_map().get_untracked();
    let done = query.get(DONE).and_then(|word| Done::of_word(&word)).filter(|_| !is_reply())?;
    let couple = query.get(OF).and_then(|id| id.parse::<Uuid>().ok());
    let back = match done {
        Done::CoupleArchived => Some("no"),
        Done::CoupleUnarchived => Some("yes"),
        _ => None,
    };
    let undo = back.zip(couple).map(|(archived, couple)| {
        view! {
            <form method="post" action=format!("/couples/{couple}/archive")>
                <input type="hidden" name="archived" value=archived />
                <button class="button" data-kind="quiet">{Icon::Undo.view()} "Undo"</button>
            </form>
        }
    });
    Some(view! {
        <div class="done done-note" data-script="done">
            <p role="status">{Icon::Check.view()} " " {done.message()}</p>
            {undo}
        </div>
    })
}
