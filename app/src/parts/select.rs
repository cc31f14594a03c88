//! A list to choose from, with its label.

use leptos::prelude::*;

/// A list to choose one of; each option is a value and its words.
#[component]
pub fn Select(
    /// The name of the field in the form, and its id in the page unless it has another.
    #[prop(into)]
    name: String,
    /// The id, where several forms of a page have a field with this name.
    #[prop(into, optional)]
    id: String,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// The values and their words.
    options: Vec<(String, String)>,
    /// The value that stands there.
    #[prop(into)]
    chosen: String,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(value, words)| view! { <option value=value.clone() selected=value == chosen>{words}</option> })
        .collect_view();
    let id = if id.is_empty() { name.clone() } else { id };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>{options}</select>
        </div>
    }
}
