//! A form that sends itself when something in it is chosen, so that what it asks for is shown at once.

use leptos::{ev, prelude::*};

/// What is inside belongs to a form; when anything in it changes, the form is sent.
#[island]
pub fn SendsItself(children: Children) -> impl IntoView {
    view! { <div class="stack" on:change=send>{children()}</div> }
}

#[cfg(feature = "hydrate")]
fn send(event: ev::Event) {
    use wasm_bindgen::JsCast as _;
    let changed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let form = changed.and_then(|changed| changed.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
        // Only a form that is not valid refuses; then its fields say so.
        let _ = form.request_submit();
    }
}

#[cfg(not(feature = "hydrate"))]
fn send(_event: ev::Event) {}
