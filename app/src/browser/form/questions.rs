//! The questions of an interview in a browser: counting, and answering the rest with no.

use crate::browser::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use crate::browser::form::{
    controls::all,
    progress::{asked, missing},
};
use crate::browser::render::{ControlState, say};
use domain::vocabulary::SmallMap;

/// Returns the part whose rest is answered no, if that button was pressed.
pub fn all_no(event: &Event) -> Option<String> {
    let at = event.target()?.dyn_into::<Element>().ok()?;
    let button = at.closest("button[name=do]").ok()??;
    Some(button.get_attribute("value")?.strip_prefix("no:")?.to_owned())
}

/// Answers no to every unanswered question of a part; returns their names.
pub fn no_to_the_rest(form: &Element, part: &str) -> Vec<String> {
    let Some(part) = all(form, "section[data-asks]").into_iter().find(|section| section.id() == part) else {
        return Vec::new();
    };
    let open: Vec<String> =
        questions(&part).into_iter().filter(|(_, answered)| !answered).map(|(name, _)| name).collect();
    for button in all(&part, "input[type=radio][value=no]") {
        if button.get_attribute("name").is_some_and(|name| open.contains(&name)) {
            say(&button, ControlState::Ticked(true));
        }
    }
    open
}

/// Shows the number of open questions in each part, and the number of required ones at the end.
pub fn count(form: &Element) {
    let (mut total, mut parts) = (0, Vec::new());
    for part in all(form, "section[data-asks]") {
        let open = questions(&part).values().filter(|answered| !**answered).count();
        let must = part.get_attribute("data-asks").as_deref() == Some("must");
        if let Some(said) = all(&part, "[data-open]").first() {
            said.set_text_content(Some(&asked(open, must)));
        }
        if must && open > 0 {
            total += open;
            let title = all(&part, "h2").first().and_then(|title| title.text_content());
            parts.extend(title);
        }
    }
    if let Some(said) = document().get_element_by_id("missing") {
        let hidden = if total == 0 { said.set_attribute("hidden", "") } else { said.remove_attribute("hidden") };
        // Every element takes this attribute.
        let _ = hidden;
        said.set_text_content(Some(&missing(total, &parts)));
    }
}

/// Returns the questions of a part by name, each with true if it is answered.
fn questions(part: &Element) -> SmallMap<String, bool> {
    let mut questions = SmallMap::new();
    for button in all(part, "input[type=radio]") {
        let Ok(button) = button.dyn_into::<HtmlInputElement>() else { continue };
        let answers = button.checked() && !button.value().is_empty();
        *questions.entry(button.name()).or_default() |= answers;
    }
    questions
}
