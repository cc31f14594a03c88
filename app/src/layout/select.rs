//! A list to choose from, with its label.

use leptos::prelude::*;

/// A list to choose one from; each option is a value and its label.
#[component]
pub fn Select(
    /// The name of the field in the form, and its id in the page unless it has another.
    #[prop(into)]
    name: String,
    /// The id, if several forms of a page have a field with this name.
    #[prop(into, optional)]
    id: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// The values and their labels.
    options: Vec<(String, String)>,
    /// The selected value.
    #[prop(into)]
    chosen: String,
    /// The id of the element with its fault; none if there is none.
    #[prop(optional_no_strip)]
    fault: Option<String>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(value, words)| view! { <option value=value.clone() selected=value == chosen>{words}</option> })
        .collect_view();
    let id = if id.is_empty() { name.clone() } else { id };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name aria-invalid=fault.is_some().then_some("true") aria-describedby=fault>
                {options}
            </select>
        </div>
    }
}
