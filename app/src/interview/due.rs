//! Questions that are due with one partner alone.

use domain::{library::Library, records::Due};
use leptos::prelude::*;

/// How many are shown.
pub const SHOWN: usize = 3;

/// The first questions that are due, each linked to its part of the interview at this address; nothing if there are none.
pub fn list(library: &Library, due: &[Due<'_>], interview: &str) -> Option<AnyView> {
    let rows = due.iter().take(SHOWN).map(|one| {
        let hold = library.indicator(&one.question.indicator).is_some_and(|indicator| !indicator.opens.is_empty());
        let mark = match (one.again, hold) {
            (true, _) => Some(" Asked a while ago: ask again."),
            (false, true) => Some(" A yes activates a hold."),
            (false, false) => None,
        };
        view! {
            <li>
                <span class="small soft">{one.part.title.as_str()} ": "</span>
                <a href=format!("{interview}#{}", one.part.id)>{one.question.ask.clone()}</a>
                {mark.map(|mark| view! { <span class="small soft">{mark}</span> })}
            </li>
        }
    });
    let more = due.len().saturating_sub(SHOWN);
    let list = view! {
        <ul class="list">{rows.collect_view()}</ul>
        {(more > 0).then(|| view! { <p class="small soft">{format!("and {more} more")}</p> })}
    };
    (!due.is_empty()).then(|| list.into_any())
}
