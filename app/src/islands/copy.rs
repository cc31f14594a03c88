//! A button that copies what stands in a field. Without WebAssembly it is not there: the field can be marked and copied by
//! hand.

use leptos::prelude::*;

/// Copies a field of the page, and says so.
#[island]
pub fn Copy(
    /// The id of the field.
    of: String,
    /// What the button says.
    label: String,
) -> impl IntoView {
    let said = RwSignal::new("");
    let copy = move |_| said.set(if copied(&of) { "Copied." } else { "Mark the text and copy it by hand." });
    view! {
        <button type="button" class="button when-awake" data-kind="primary" on:click=copy>
            {label}
        </button>
        <span class="small soft" role="status">
            {move || said.get()}
        </span>
    }
}

/// Marks what stands in a field and copies it. This old way works where the page does not come over TLS too, as from a
/// machine in the practice.
#[cfg(feature = "hydrate")]
fn copied(field: &str) -> bool {
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlDocument, HtmlTextAreaElement};

    let area = document().get_element_by_id(field).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let page = document().dyn_into::<HtmlDocument>().ok();
    let (Some(area), Some(page)) = (area, page) else { return false };
    area.select();
    page.exec_command("copy").unwrap_or(false)
}

#[cfg(not(feature = "hydrate"))]
fn copied(_: &str) -> bool {
    false
}
