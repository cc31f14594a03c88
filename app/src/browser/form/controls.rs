//! Reads and writes the controls of a form in a browser.

use crate::browser::prelude::document;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, Event};

use crate::browser::form::view::Line;
use crate::browser::{
    autosave::FormValues,
    render::{ControlState, FormControl, say},
};

/// The label of a field that a draft has and the page does not.
const NOT_SHOWN: &str = "Not on this page now";

/// The controls that a person fills in. Hidden fields, passwords and files are never stored.
const CONTROLS: &str = "input[name]:not([type=hidden], [type=password], [type=file], [type=submit]), textarea[name], \
                        select[name]";

/// Returns the values of the form.
pub fn filled(form: &Element) -> FormValues {
    let mut filled = FormValues::default();
    each(form, |_, hand| {
        if hand.ticked != Some(false) {
            filled.add(hand.name, hand.value);
        }
    });
    filled
}

/// Sets the values of the form; touches only those that differ.
pub fn fill_in(form: &Element, wanted: &FormValues) {
    each(form, |control, hand| {
        if let Some(ticked) = hand.ticked {
            let values = wanted.values(&hand.name);
            // “Not asked” is the button with an empty value.
            let tick = if hand.value.is_empty() { values.is_empty() } else { values.contains(&hand.value) };
            if tick != ticked {
                say(control, ControlState::Ticked(tick));
            }
        } else {
            let value = wanted.value(&hand.name);
            if value != hand.value.replace("\r\n", "\n") {
                say(control, ControlState::Value(value));
            }
        }
    });
}

/// Returns the named fields with their values in `there`, formatted for people.
pub fn lines(form: &Element, names: impl IntoIterator<Item = String>, there: &FormValues) -> Vec<Line> {
    let line = |name: String| {
        let values = there.values(&name).iter().map(|value| in_words(form, &name, value)).collect::<Vec<_>>();
        Line { label: label(form, &name), value: values.join(", "), name }
    };
    names.into_iter().map(line).collect()
}

/// Listens to this event of the form for as long as the page is open.
pub fn hear(form: &Element, event: &str, act: impl Fn(Event) + 'static) {
    let hear = Closure::<dyn Fn(Event)>::new(act);
    // The form is in the page, and both live as long as it.
    let _ = form.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref());
    hear.forget();
}

/// Returns the word of the pressed button, if it belongs to the panel.
pub fn pressed(event: &Event) -> Option<String> {
    let at = event.target()?.dyn_into::<Element>().ok()?;
    at.closest("button[data-do]").ok()??.get_attribute("data-do")
}

/// Returns all elements in the form that match this selector.
pub fn all(form: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = form.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into::<Element>().ok()).collect()
}

fn each(form: &Element, mut of: impl FnMut(&Element, FormControl)) {
    for control in all(form, CONTROLS) {
        if let Some(hand) = FormControl::of(&control) {
            of(&control, hand);
        }
    }
}

fn named(form: &Element, name: &str) -> Vec<Element> {
    let mut found = Vec::new();
    each(form, |control, hand| {
        if hand.name == name {
            found.push(control.clone());
        }
    });
    found
}

/// Returns the label of a field.
fn label(form: &Element, name: &str) -> String {
    let found = named(form, name);
    // A draft of before a hold has fields that the page does not show now.
    let Some(control) = found.first() else { return NOT_SHOWN.to_owned() };
    if let Some(group) = control.closest("[role=radiogroup]").ok().flatten() {
        return group.get_attribute("aria-label").unwrap_or_else(|| name.to_owned());
    }
    let by_id = (!control.id().is_empty())
        .then(|| document().query_selector(&format!("label[for=\"{}\"]", control.id())).ok().flatten())
        .flatten();
    let legend = || control.closest("fieldset").ok()??.query_selector("legend").ok()?;
    let around = || control.closest("label").ok()?;
    let radio = control.get_attribute("type").as_deref() == Some("radio");
    let label = if radio { legend() } else { by_id.or_else(around).or_else(legend) };
    let spoken = || control.get_attribute("aria-label").unwrap_or_else(|| name.to_owned());
    label.map_or_else(spoken, |label| text(&label))
}

/// Formats a value as the page shows it: the label of the box, button or option.
fn in_words(form: &Element, name: &str, value: &str) -> String {
    for control in named(form, name) {
        let Some(hand) = FormControl::of(&control) else { continue };
        if hand.ticked.is_some() && hand.value == value {
            return control.closest("label").ok().flatten().map_or_else(|| value.to_owned(), |label| text(&label));
        }
        let options = all(&control, "option");
        if let Some(option) = options.iter().find(|option| option.get_attribute("value").as_deref() == Some(value)) {
            return text(option);
        }
    }
    value.to_owned()
}

fn text(of: &Element) -> String {
    let whole = of.text_content().unwrap_or_default();
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}
