//! Form fields with their faults, and the fault of the whole form.

use domain::vocabulary::{Clock, Day};
use leptos::prelude::*;

use crate::http::visitor::reply;
use crate::layout::{Icon, TextArea};

/// The ARIA attributes of a control.
pub struct FieldState {
    /// `aria-describedby`: the ids of the hint and of the fault, if any.
    pub described: Option<String>,
    /// True if the value was refused.
    pub wrong: bool,
}

impl FieldState {
    /// Returns `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.wrong.then_some("true")
    }
}

/// Renders the frame of a field: label, hint, the control with this id, and below it the fault, which describes the
/// control.
pub fn field(
    id: &str,
    label: &str,
    hint: &str,
    fault: Option<String>,
    control: impl FnOnce(FieldState) -> AnyView,
) -> AnyView {
    let (hint_id, fault_id) = (format!("{id}-hint"), format!("{id}-fault"));
    let told = [(!hint.is_empty(), &hint_id), (fault.is_some(), &fault_id)];
    let told: Vec<&str> = told.into_iter().filter(|(is, _)| *is).map(|(_, id)| id.as_str()).collect();
    let told = FieldState { described: (!told.is_empty()).then(|| told.join(" ")), wrong: fault.is_some() };
    view! {
        <div class="field">
            <label for=id.to_owned()>{label.to_owned()}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint.to_owned()}</p> })}
            {control(told)}
            {fault.map(|fault| fault_line(&fault_id, fault))}
        </div>
    }
    .into_any()
}

/// Returns the type of a field that shows this value. A browser empties a field for a day, a time or a number whose value it
/// cannot read; as text, what was typed and refused is still there to correct.
pub fn shown_as(kind: &'static str, value: &str) -> &'static str {
    let reads = match kind {
        _ if value.is_empty() => true,
        "date" => value.parse::<Day>().is_ok(),
        "time" => value.parse::<Clock>().is_ok(),
        "number" => value.parse::<u16>().is_ok(),
        _ => true,
    };
    if reads { kind } else { "text" }
}

/// Renders the fault of a field, which describes the control with this id.
pub fn fault_line(id: &str, fault: String) -> AnyView {
    view! { <p class="fault" id=id.to_owned()>{Icon::Warning.view()}{fault}</p> }.into_any()
}

/// A text field: shows the typed value if it was refused, otherwise `saved`, with the fault.
#[component]
pub fn TextField(
    /// The name of the field in the form, and its id in the page unless `id` is given.
    name: &'static str,
    /// Its id, if several forms of a page have a field of this name.
    #[prop(into, optional)]
    id: String,
    /// True if its form is the one that was refused: others neither restore typed values nor show faults.
    #[prop(default = true)]
    refused: bool,
    /// The label.
    label: &'static str,
    /// The value if nothing was refused.
    #[prop(into, optional)]
    saved: String,
    /// A line of help; none when empty.
    #[prop(optional)]
    hint: &'static str,
    /// The type of the field: `text`, `date`, `time`, …
    #[prop(default = "text")]
    kind: &'static str,
    /// The browser's autocomplete; off by default.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// True if it is mandatory.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let reply = if refused { reply() } else { crate::http::visitor::FormState::default() };
    let id = if id.is_empty() { name.to_owned() } else { id };
    let meanwhile = reply.meanwhile(name, &saved);
    let value = reply.value(name, &saved);
    field(&id, label, hint, reply.fault(name), |told| {
        view! {
            <input
                id=id.clone()
                name=name
                type=shown_as(kind, &value)
                value=value
                autocomplete=autocomplete
                required=required
                aria-invalid=told.invalid()
                aria-describedby=told.described
            />
            {meanwhile.map(|saved| view! { <Meanwhile saved=saved /> })}
        }
        .into_any()
    })
}

/// A multi-line text field: like [`TextField`].
#[component]
pub fn TextAreaField(
    /// The name of the field in the form, and its id in the page.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// The value if nothing was refused.
    #[prop(into)]
    saved: String,
    /// Height in lines.
    rows: u8,
    /// A line of help; none when empty.
    #[prop(optional)]
    hint: &'static str,
    /// The id of another element that describes it; none when empty.
    #[prop(optional)]
    also: &'static str,
    /// True for spell checking.
    #[prop(default = true)]
    spellcheck: bool,
) -> impl IntoView {
    let reply = reply();
    field(name, label, hint, reply.fault(name), |told| {
        let also = Some(also.to_owned()).filter(|also| !also.is_empty());
        let described: Vec<String> = told.described.into_iter().chain(also).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let (text, meanwhile) = (reply.value(name, &saved), reply.meanwhile(name, &saved));
        view! {
            <TextArea name=name rows=rows text=text described=described invalid=told.wrong spellcheck=spellcheck />
            {meanwhile.map(|saved| view! { <Meanwhile saved=saved /> })}
        }
        .into_any()
    })
}

/// The value that another window has saved in a field also changed here.
#[component]
pub fn Meanwhile(
    /// The saved value.
    saved: String,
) -> impl IntoView {
    let said = if saved.is_empty() { "nothing".to_owned() } else { saved };
    view! { <p class="small as-typed">"Saved in another window: " <bdi>{said}</bdi></p> }
}

/// The problem of the whole form, at its head; nothing if there is none.
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
