//! `/shared-screen`: the replacement for every other page with personal data while the shared screen is on.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::http::visitor::SharedScreen;

/// Asks the user to leave the shared screen, and does not reveal the page requested.
#[component]
pub fn LeaveFirstPage() -> impl IntoView {
    let next = use_query_map().get_untracked().get("next").unwrap_or_default();
    let back = use_context::<SharedScreen>().filter(|shared| !shared.0.0.is_nil()).map(|shared| {
        let address = format!("/couples/{}/situation?view=shared", shared.0.0);
        view! { <a href=address>"Back to the shared screen"</a> }
    });
    view! {
        <Title text="Reweave" />
        <div class="leave-first">
            <h1>"Leave the shared screen first"</h1>
            <p>"This page is for the counsellor only."</p>
            <form method="post" action="/shared-screen">
                <input type="hidden" name="next" value=next />
                <button class="button" data-kind="primary">"Leave shared screen"</button>
            </form>
            {back}
        </div>
    }
}
