//! What somebody did in a painted island. Nothing in it listens for itself; what was touched says by its name what it is.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// A control, and what it says now.
pub struct Hand {
    /// Its name.
    pub name: String,
    /// What it says; for a box or a button, what it says when it is ticked.
    pub value: String,
    /// Whether it is ticked; nothing for what cannot be.
    pub ticked: Option<bool>,
}

impl Hand {
    /// What a control says; nothing for what is no control.
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

/// The control that an event comes from; a box that is not ticked says nothing.
pub fn hand(event: &Event) -> Option<Hand> {
    let mut hand = Hand::of(&event.target()?)?;
    if hand.ticked == Some(false) {
        hand.value.clear();
    }
    Some(hand)
}

/// The element that an event comes from.
pub fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
