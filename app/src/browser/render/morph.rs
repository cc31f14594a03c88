//! Updates the page to match rendered HTML, element by element: unchanged elements keep focus, selection, and whether
//! they are unfolded.

use crate::browser::prelude::document;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::js_sys::Reflect;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Node, NodeList};

use crate::browser::render::refused::{is_reason, is_refused};

#[wasm_bindgen]
extern "C" {
    /// Text that the policy of the pages lets become markup; the start script provides it.
    #[wasm_bindgen(js_namespace = reweave, js_name = createHTML)]
    fn trusted(html: &str) -> JsValue;
}

/// Makes the children of `root` match `html`. Elements with an `id` are recognised wherever they have moved to.
pub fn morph(root: &Element, html: &str) {
    let Ok(Ok(painted)) = root.clone_node().map(JsCast::dyn_into::<Element>) else { return };
    // It fails for no element that a browser knows.
    let _ = Reflect::set(&painted, &"innerHTML".into(), &trusted(html));
    let focused = document().active_element().filter(|at| root.contains(Some(at)));
    let controls = || root.query_selector_all(CONTROLS).ok();
    let before = focused.as_ref().and_then(|_| controls());
    children(root, &painted);
    let Some(focused) = focused else { return };
    if !root.contains(Some(&focused)) {
        focus_near(root, &focused, before);
    } else if is_out_of_use(&focused) {
        focus_near(root, &focused, controls());
    } else if document().active_element().as_ref() != Some(&focused) {
        // An element that moves in the page loses the keyboard on its way.
        focus(&focused);
    }
}

/// Focusable elements.
const CONTROLS: &str = "a[href], button, input, select, textarea, summary";

/// True if a control cannot have the keyboard any more: it is disabled, or nothing of it is shown.
fn is_out_of_use(control: &Element) -> bool {
    control.has_attribute("disabled") || control.dyn_ref::<HtmlElement>().is_some_and(|of| of.offset_width() == 0)
}

/// Moves the focus from a control that is gone or out of use to the next one: in the next row, or after the last. If there is
/// none, to the previous one.
fn focus_near(root: &Element, gone: &Element, controls: Option<NodeList>) {
    let Some(controls) = controls else { return };
    let controls: Vec<Element> =
        (0..controls.length()).filter_map(|place| controls.item(place)?.dyn_into().ok()).collect();
    let place = controls.iter().position(|control| control == gone).unwrap_or_default();
    let (before, after) = controls.split_at(place);
    let near =
        after.iter().chain(before.iter().rev()).filter(|control| *control != gone && root.contains(Some(control)));
    for control in near {
        focus(control);
        if document().active_element().as_ref() == Some(control) {
            return;
        }
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // What cannot have the keyboard does not take it.
        let _ = element.focus();
    }
}

/// Resets every box and choice to its rendered value, after a change that was rejected. Typed text stays.
pub fn reset(root: &Element) {
    let Ok(controls) = root.query_selector_all("input[type=checkbox], select") else { return };
    for place in 0..controls.length() {
        if let Some(control) = controls.item(place).and_then(|node| node.dyn_into::<Element>().ok())
            && let Some(said) = painted(&control)
        {
            say(&control, said);
        }
    }
}

fn children(here: &Node, painted: &Node) {
    let (mut now, mut next) = (here.first_child(), painted.first_child());
    while let Some(wanted) = next {
        next = wanted.next_sibling();
        now = past_reasons(now);
        match same(now.clone(), &wanted) {
            Some(found) => {
                if Some(&found) == now.as_ref() {
                    now = found.next_sibling();
                } else {
                    put(here, &found, now.as_ref());
                }
                update(&found, &wanted);
            }
            None => put(here, &wanted, now.as_ref()),
        }
    }
    while let Some(left_over) = past_reasons(now) {
        now = left_over.next_sibling();
        // It stands in here, so it can be taken out.
        let _ = here.remove_child(&left_over);
    }
}

/// Skips the fault lines of fields, which are not rendered.
fn past_reasons(mut now: Option<Node>) -> Option<Node> {
    while let Some(node) = &now {
        if !node.dyn_ref::<Element>().is_some_and(is_reason) {
            break;
        }
        now = node.next_sibling();
    }
    now
}

fn put(into: &Node, node: &Node, before: Option<&Node>) {
    // Both stand where they are said to.
    let _ = into.insert_before(node, before);
}

/// Returns the existing node for `wanted`: the element with its id, else the next one if it is of the same kind.
fn same(now: Option<Node>, wanted: &Node) -> Option<Node> {
    let id = id_of(wanted);
    if id.is_empty() {
        return now.filter(|now| now.node_name() == wanted.node_name() && id_of(now).is_empty());
    }
    let mut now = now;
    while let Some(node) = now {
        if id_of(&node) == id {
            return Some(node);
        }
        now = node.next_sibling();
    }
    None
}

fn id_of(node: &Node) -> String {
    node.dyn_ref::<Element>().map(Element::id).unwrap_or_default()
}

fn update(here: &Node, wanted: &Node) {
    if here.is_equal_node(Some(wanted)) {
        return;
    }
    let (Some(element), Some(painted)) = (here.dyn_ref::<Element>(), wanted.dyn_ref::<Element>()) else {
        return here.set_node_value(wanted.node_value().as_deref());
    };
    if is_refused(element) {
        return;
    }
    attributes(element, painted);
    // Asked first: what is new moves over into the page and is then missing where it was painted.
    let value = crate::browser::render::morph::painted(painted);
    children(here, wanted);
    if let Some(value) = value {
        say(element, value);
    }
}

fn attributes(here: &Element, wanted: &Element) {
    // Somebody has folded or unfolded it.
    let stays = |name: &str| name == "open";
    for name in wanted.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        let value = wanted.get_attribute(&name);
        if !stays(&name) && here.get_attribute(&name) != value {
            // The name comes from an element that has it.
            let _ = here.set_attribute(&name, &value.unwrap_or_default());
        }
    }
    for name in here.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if !stays(&name) && !wanted.has_attribute(&name) {
            let _ = here.remove_attribute(&name);
        }
    }
}

/// The value to give a control.
pub enum ControlState {
    /// Ticked or not, for a box or radio button.
    Ticked(bool),
    /// A text, or the value of a choice.
    Value(String),
}

/// Returns the rendered value of a control; `None` if the element is not one.
fn painted(control: &Element) -> Option<ControlState> {
    match control.node_name().as_str() {
        "INPUT" => match control.get_attribute("type").as_deref() {
            Some("checkbox" | "radio") => Some(ControlState::Ticked(control.has_attribute("checked"))),
            _ => control.get_attribute("value").map(ControlState::Value),
        },
        "TEXTAREA" => Some(ControlState::Value(control.text_content().unwrap_or_default())),
        "SELECT" => control.query_selector("option[selected]").ok()??.get_attribute("value").map(ControlState::Value),
        _ => None,
    }
}

/// Sets the value of a control. Once a user has typed, it no longer follows its attributes.
pub fn say(control: &Element, said: ControlState) {
    match said {
        ControlState::Ticked(ticked) => {
            if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                input.set_checked(ticked);
            }
        }
        ControlState::Value(value) => {
            if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                // These say what they hold only when one is done with them.
                let later = matches!(input.type_().as_str(), "number" | "date" | "time");
                let busy = later && document().active_element().as_ref() == Some(control);
                if !busy && input.value() != value {
                    input.set_value(&value);
                }
            } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
                let was = area.value();
                if was != value {
                    area.set_value(&value);
                    // By itself a browser puts the caret at the end.
                    let caret = Some(behind_change(&was, &value));
                    // Only a field that cannot have a caret refuses.
                    let _ = area.set_selection_start(caret).and_then(|()| area.set_selection_end(caret));
                }
            } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
                select.set_value(&value);
            }
        }
    }
}

/// Returns the position after the difference between two texts, in UTF-16 units.
fn behind_change(was: &str, is: &str) -> u32 {
    let units = |letters: &mut dyn Iterator<Item = char>| letters.map(char::len_utf16).sum::<usize>();
    let same = was.chars().rev().zip(is.chars().rev()).take_while(|(was, is)| was == is);
    let behind = units(&mut is.chars()) - units(&mut same.map(|(_, letter)| letter));
    u32::try_from(behind).unwrap_or_default()
}
