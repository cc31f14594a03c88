//! Makes what stands in the page like what was painted, element by element: what did not change keeps the keyboard, the
//! selection, and whether it is unfolded.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Node};

/// Makes the children of `root` like `html`. Elements with an `id` are found again wherever they have moved to.
pub fn morph(root: &Element, html: &str) {
    let Ok(Ok(painted)) = root.clone_node().map(JsCast::dyn_into::<Element>) else { return };
    painted.set_inner_html(html);
    let focused = document().active_element();
    children(root, &painted);
    // An element that moves in the page loses the keyboard on its way.
    if let Some(focused) = focused
        && document().active_element().as_ref() != Some(&focused)
        && root.contains(Some(&focused))
        && let Some(element) = focused.dyn_ref::<HtmlElement>()
    {
        // What cannot take it any more, a button that is out of use now, leaves it to the page.
        let _ = element.focus();
    }
}

/// Makes every box and choice say what was painted last: after a change that was not made. What was typed stays.
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
    while let Some(left_over) = now {
        now = left_over.next_sibling();
        // It stands in here, so it can be taken out.
        let _ = here.remove_child(&left_over);
    }
}

fn put(into: &Node, node: &Node, before: Option<&Node>) {
    // Both stand where they are said to.
    let _ = into.insert_before(node, before);
}

/// What stands for `wanted` so far: the element with its id from here on, else what stands here if it is of its kind.
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
    attributes(element, painted);
    // Asked first: what is new moves over into the page and is then missing where it was painted.
    let value = self::painted(painted);
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

/// What a control is to say.
pub enum Said {
    /// A box or a button is ticked, or not.
    Ticked(bool),
    /// A text, or the value of a choice.
    Value(String),
}

/// What a control was painted to say; nothing for what is no control.
fn painted(control: &Element) -> Option<Said> {
    match control.node_name().as_str() {
        "INPUT" => match control.get_attribute("type").as_deref() {
            Some("checkbox" | "radio") => Some(Said::Ticked(control.has_attribute("checked"))),
            _ => control.get_attribute("value").map(Said::Value),
        },
        "TEXTAREA" => Some(Said::Value(control.text_content().unwrap_or_default())),
        "SELECT" => control.query_selector("option[selected]").ok()??.get_attribute("value").map(Said::Value),
        _ => None,
    }
}

/// Makes a control say something. Once somebody has typed, it no longer follows its attributes.
pub fn say(control: &Element, said: Said) {
    match said {
        Said::Ticked(ticked) => {
            if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                input.set_checked(ticked);
            }
        }
        Said::Value(value) => {
            if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                // These say what they hold only when one is done with them.
                let later = matches!(input.type_().as_str(), "number" | "date" | "time");
                let busy = later && document().active_element().as_ref() == Some(control);
                if !busy && input.value() != value {
                    input.set_value(&value);
                }
            } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
                if area.value() != value {
                    area.set_value(&value);
                }
            } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
                select.set_value(&value);
            }
        }
    }
}
