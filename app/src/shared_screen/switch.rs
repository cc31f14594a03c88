//! The switch between the counsellor's view and the shared screen.

use leptos::prelude::*;
use store::CoupleId;

use crate::layout::Icon;

/// The switch at the end of a couple’s tabs; while joint work is on hold it says why there is no shared screen.
pub fn switch(id: CoupleId, on_hold: bool) -> AnyView {
    const WHY_NOT: &str = "Not available while joint work is on hold";
    let shared = if on_hold {
        view! {
            <button type="button" aria-disabled="true" aria-describedby="why-not-shared" title=WHY_NOT>
                {Icon::People.view()}
                "With the couple"
            </button>
            <span id="why-not-shared" class="unseen">{WHY_NOT}</span>
        }
        .into_any()
    } else {
        view! {
            <form method="post" action=format!("/couples/{}/situation/shared", id.0)>
                <button>{Icon::People.view()} "With the couple"</button>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="views" role="group" aria-label="Who sees this screen">
            <span aria-current="true">{Icon::Person.view()} "Counsellor view"</span>
            {shared}
        </div>
    }
    .into_any()
}
