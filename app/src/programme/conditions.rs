//! The conditions for continuing the work.

use domain::programme::{Condition, Shown};
use leptos::prelude::*;

use crate::{browser::library_context::library, layout::Icon};

/// The conditions for continuing the work.
pub(crate) fn goes_on(conditions: &[Condition]) -> Option<AnyView> {
    let list: Vec<_> = conditions.iter().map(condition).collect();
    (!list.is_empty()).then(|| view! { <div class="goes-on"><p>"Moves on when"</p><ul>{list}</ul></div> }.into_any())
}

fn condition(condition: &Condition) -> AnyView {
    let (icon, shown) = match &condition.by {
        Shown::Asked => (Icon::Question, "You ask or observe".to_owned()),
        Shown::Exercise(_, number) => (Icon::Sheet, format!("Session {number} works on it")),
        Shown::Answer(_) => (Icon::Question, "Ask again".to_owned()),
        Shown::Gate(gate) => (Icon::Pause, format!("“{}” is lifted", library().gate(*gate).name)),
    };
    let text = condition.text.clone();
    view! { <li>{icon.view()} <span>{text} <span class="soft small">{format!(" {shown}.")}</span></span></li> }
        .into_any()
}
