//! Event delegation: listeners are on the island's root; the control's `name` selects the action.

use crate::browser::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// A control, with its current value.
pub struct FormControl {
    /// Its name.
    pub name: String,
    /// Its value; for a box or a button, the value when ticked.
    pub value: String,
    /// True if it is ticked; none if it cannot be.
    pub ticked: Option<bool>,
}

impl FormControl {
    /// Reads a control; `None` if the element is not one.
    pub fn of(control: &EventTarget) -> Option<Self> {
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            let boxed = matches!(input.type_().as_str(), "checkbox" | "radio");
            return Some(Self { name: input.name(), value: input.value(), ticked: boxed.then(|| input.checked()) });
        }
        let (name, value) = if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            (area.name(), area.value())
        } else {
            let select = control.dyn_ref::<HtmlSelectElement>()?;
            (select.name(), select.value())
        };
        Some(Self { name, value, ticked: None })
    }
}

/// Returns the control of an event; `None` for an unticked box.
pub fn hand(event: &Event) -> Option<FormControl> {
    let mut hand = FormControl::of(&event.target()?)?;
    if hand.ticked == Some(false) {
        hand.value.clear();
    }
    Some(hand)
}

/// Returns the element of an event.
pub fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Sets every control with this name to this value.
pub fn say_field(name: &str, value: &str) {
    let Ok(found) = document().query_selector_all(&format!("[name=\"{name}\"]")) else { return };
    for place in 0..found.length() {
        let Some(node) = found.item(place) else { continue };
        if let Some(select) = node.dyn_ref::<HtmlSelectElement>() {
            select.set_value(value);
        } else if let Some(area) = node.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(value);
        } else if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
            if matches!(input.type_().as_str(), "checkbox" | "radio") {
                input.set_checked(input.value() == value);
            } else {
                input.set_value(value);
            }
        }
    }
}
