//! The publications cited in a text, marked as checked or not, with what was found against them.

use domain::library::model::{NoticeKind, Reference};
use leptos::prelude::*;

use crate::layout::{Chip, Icon};

/// The publications in the order in which the text cites them; nothing if there are none.
#[component]
pub fn References(
    /// The publications.
    list: Vec<&'static Reference>,
) -> impl IntoView {
    let any = !list.is_empty();
    let entries = list.into_iter().map(entry).collect_view();
    any.then(|| {
        view! {
            <ul class="references">{entries}</ul>
            <p class="small soft">
                "Verified: title and authors found in a public record. Not verified: cited from memory; look it up before you rely on it. Where nothing is said about retractions, nobody looked."
            </p>
        }
    })
}

fn entry(reference: &'static Reference) -> AnyView {
    let mark = if reference.checked.is_some() {
        view! { <Chip text="Verified" tone="teal" icon=Icon::Check /> }
    } else {
        view! { <Chip text="Not verified" tone="amber" icon=Icon::Question /> }
    };
    let on = reference.checked.map(|day| view! { <span class="small soft">{day.with_year()}</span> });
    view! {
        <li id=format!("ref-{}", reference.key)>
            <span>{reference.citation.as_str()}</span>
            {mark}
            {on}
            {notices(reference)}
        </li>
    }
    .into_any()
}

/// What was found when retractions were looked for: anything found has a mark, nothing found says where that was.
fn notices(reference: &'static Reference) -> AnyView {
    let weighs = reference.notices.iter().any(|notice| notice.kind != NoticeKind::Correction);
    let words = reference.notices_in_words().into_iter();
    if weighs {
        return words.map(|text| view! { <Chip text=text tone="stop" icon=Icon::Warning /> }).collect_view().into_any();
    }
    words.map(|text| view! { <span class="small soft">{text}</span> }).collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use domain::library::english;

    use super::*;

    #[test]
    fn a_publication_that_was_not_looked_up_is_marked() {
        let checked = &english().references()[0];
        let unchecked: &'static Reference = Box::leak(Box::new(Reference { checked: None, ..checked.clone() }));
        let html = |reference| leptos::prelude::Owner::new().with(|| entry(reference).to_html());
        assert!(html(checked).contains("Verified<") && !html(checked).contains("Not verified"));
        assert!(html(unchecked).contains("Not verified<"));
    }
}
