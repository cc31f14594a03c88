//! What somebody did in a painted island. Nothing in it listens for itself; what was touched says by its name what it is.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// A control, and what it says now.
pub struct Hand {
    /// Its name.
    pub name: String,
    /// What it says; a box that is not ticked says nothing.
    pub value: String,
}

/// The control that an event comes from.
pub fn hand(event: &Event) -> Option<Hand> {
    let target = event.target()?;
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        let off = input.type_() == "checkbox" && !input.checked();
        return Some(Hand { name: input.name(), value: if off { String::new() } else { input.value() } });
    }
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        return Some(Hand { name: area.name(), value: area.value() });
    }
    let select = target.dyn_ref::<HtmlSelectElement>()?;
    Some(Hand { name: select.name(), value: select.value() })
}

/// The element that an event comes from.
pub fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
