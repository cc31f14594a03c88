//! A field of a form, with what is wrong with it, and what is wrong with the whole.

use leptos::prelude::*;

use super::Icon;
use crate::visitor::reply;

/// A line to type into: shows what was typed before it was refused, otherwise `saved`, and says what is wrong with it.
#[component]
pub fn Entry(
    /// The name of the field in the form, and its id in the page.
    name: &'static str,
    /// What to type.
    label: &'static str,
    /// What stands there when nothing was refused.
    #[prop(into, optional)]
    saved: String,
    /// A line of help; none when empty.
    #[prop(optional)]
    hint: &'static str,
    /// The type of the field: `text`, `date`, `time`, …
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in by themselves: nothing, unless said otherwise.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether the form cannot do without it.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let reply = reply();
    let fault = reply.fault(name);
    let (hint_id, fault_id) = (format!("{name}-hint"), format!("{name}-fault"));
    let told = [(!hint.is_empty(), &hint_id), (fault.is_some(), &fault_id)];
    let told: Vec<&str> = told.into_iter().filter(|(is, _)| *is).map(|(_, id)| id.as_str()).collect();
    let described = (!told.is_empty()).then(|| told.join(" "));
    let invalid = fault.is_some().then_some("true");
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <input
                id=name
                name=name
                type=kind
                value=reply.value(name, &saved)
                autocomplete=autocomplete
                required=required
                aria-invalid=invalid
                aria-describedby=described
            />
            {fault.map(|fault| view! { <p class="fault" id=fault_id>{Icon::Warning.view()}{fault}</p> })}
        </div>
    }
}

/// What is wrong with the whole form, at its head; nothing where nothing is.
#[component]
pub fn ReplyNote() -> impl IntoView {
    reply().problem.map(|problem| {
        view! {
            <div class="note" role="alert">
                {Icon::Warning.view()}
                <div><p>{problem}</p></div>
            </div>
        }
    })
}
