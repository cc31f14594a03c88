//! A choice of one among a few, side by side as one control; dashed while nothing is chosen.

use leptos::prelude::*;

use crate::layout::{Icon, fault_line};

/// Radio buttons that look like one control. Nothing is chosen until somebody chooses it.
#[component]
pub fn Segments(
    /// The name of the field.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    legend: String,
    /// True if only those who hear the page need the question: it is beside the control already.
    #[prop(optional)]
    heard: bool,
    /// The values and their words.
    options: Vec<(&'static str, &'static str)>,
    /// The value that is chosen; empty for none.
    #[prop(into)]
    chosen: String,
    /// What is wrong with the choice.
    #[prop(optional_no_strip)]
    fault: Option<String>,
) -> AnyView {
    let fault_id = format!("{name}-fault");
    let described = fault.is_some().then(|| fault_id.clone());
    let options = options
        .into_iter()
        .map(|(value, words)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=name.clone()
                        value=value
                        checked=chosen == value
                        aria-describedby=described.clone()
                        aria-invalid=described.is_some().then_some("true")
                    />
                    <span>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="segments">
            <legend class=if heard { "unseen" } else { "" }><bdi>{legend}</bdi></legend>
            <div>{options}</div>
            {fault.map(|fault| fault_line(&fault_id, fault))}
        </fieldset>
    }
    .into_any()
}

/// The mark of what no client may see.
pub fn only_here() -> AnyView {
    view! { <p class="only-here">{Icon::Eye.view()} "Only in your view"</p> }.into_any()
}
