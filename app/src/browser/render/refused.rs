//! Fields with invalid values: the typed value stays, with the reason beside it.

use crate::browser::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// The attribute of a field with an invalid value.
const REFUSED: &str = "data-refused";

/// The attribute of the reason beside it.
const REASON: &str = "data-fault";

/// True if a field has an invalid value; rendering leaves it alone.
pub fn is_refused(field: &Element) -> bool {
    field.has_attribute(REFUSED)
}

/// True if an element is the reason beside a field; rendering leaves it in place.
pub(crate) fn is_reason(element: &Element) -> bool {
    element.has_attribute(REASON)
}

/// Shows beside a field why its value is invalid, linked for screen readers.
///
/// # Errors
/// If the field is not in the page.
pub fn refuse(field: &Element, why: &str) -> Result<(), JsValue> {
    let id = reason_of(field);
    let said = if let Some(said) = document().get_element_by_id(&id) {
        said
    } else {
        let said = document().create_element("p")?;
        said.set_attribute("class", "fault")?;
        said.set_attribute("role", "alert")?;
        said.set_attribute(REASON, "")?;
        said.set_id(&id);
        field.insert_adjacent_element("afterend", &said)?;
        said
    };
    if said.text_content().as_deref() != Some(why) {
        said.set_text_content(Some(why));
    }
    field.set_attribute(REFUSED, "")?;
    field.set_attribute("aria-invalid", "true")?;
    let told = field.get_attribute("aria-describedby").unwrap_or_default();
    if !told.split(' ').any(|one| one == id) {
        field.set_attribute("aria-describedby", format!("{told} {id}").trim())?;
    }
    Ok(())
}

/// Removes the reason: the value of the field is valid again.
pub fn accept(field: &Element) {
    let id = reason_of(field);
    if let Some(said) = document().get_element_by_id(&id) {
        said.remove();
    }
    let told = field.get_attribute("aria-describedby").unwrap_or_default();
    let told: Vec<&str> = told.split(' ').filter(|one| *one != id && !one.is_empty()).collect();
    // Every element takes these attributes.
    let _ = if told.is_empty() {
        field.remove_attribute("aria-describedby")
    } else {
        field.set_attribute("aria-describedby", &told.join(" "))
    };
    let _ = field.remove_attribute("aria-invalid");
    let _ = field.remove_attribute(REFUSED);
}

fn reason_of(field: &Element) -> String {
    format!("{}-refused", field.get_attribute("name").unwrap_or_default())
}
