//! Updates the progress of each part and the summaries of folded parts in the document.

use domain::records::{SharedView, asked_after, asked_in_group, rest};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    browser::{library_context, prelude::document},
    situation::folded_line::folded_line,
};

/// Updates the counts, the menu and the summaries.
pub fn count(shared: &SharedView, labels: &[String]) {
    let library = library_context::library();
    let form = &shared.sheet;
    let (mut groups, mut open): (Vec<&str>, usize) = (Vec::new(), 0);
    for opening in library.openings() {
        let id = opening.id.as_str();
        say(&format!("[data-line=\"{id}\"]"), &folded_line(&library, form, opening, labels));
        let not_asked = asked_after(&library, form, opening).open();
        say_count(&format!("[data-open=\"{id}\"]"), not_asked);
        hide(&format!("#opening-{id} .open-count"), not_asked == 0);
        let left = rest(&library, &form.answers, id).len();
        let button = format!("[data-rest=\"{id}\"] [name=do][value^=rest]");
        say_count(&format!("{button} output"), left);
        hide(&button, left == 0);
        if !groups.contains(&opening.group.as_str()) {
            groups.push(&opening.group);
        }
    }
    for group in groups {
        let asked = asked_in_group(&library, form, group);
        open += asked.open();
        say_count(&format!("[data-asked=\"{group}\"]"), asked.answered);
        say_count(&format!("[data-of=\"{group}\"]"), asked.of);
        let place = format!("[data-menu=\"{group}\"]");
        say(&place, &format!("{}/{}", asked.answered, asked.of));
        if let Some(place) = find(&place) {
            let _ = place.toggle_attribute_with_force("data-full", asked.open() == 0);
        }
    }
    say_count("[data-menu-open]", open);
}

/// Returns the first element that matches a selector.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn hide(selector: &str, hidden: bool) {
    if let Some(place) = find(selector) {
        place.set_hidden(hidden);
    }
}

fn say_count(selector: &str, count: usize) {
    say(selector, &count.to_string());
}

fn say(selector: &str, words: &str) {
    if let Some(place) = find(selector).filter(|place| place.text_content().as_deref() != Some(words)) {
        place.set_text_content(Some(words));
    }
}
