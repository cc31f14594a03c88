//! Moving a block by its handle, by touch or mouse. Keyboard and buttons do the same.

use std::{cell::Cell, rc::Rc, time::Duration};

use crate::browser::prelude::*;
use domain::plan::{BlockId, editor::Edit};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

use crate::plan_editor::island::editor::PlanEditor;

/// Distance from the upper or lower edge within which the page scrolls, in CSS pixels.
const EDGE: f64 = 96.0;
/// Maximum scroll distance, in CSS pixels a tick.
const FAST: f64 = 16.0;
/// Interval of scrolling.
const TICK: Duration = Duration::from_millis(16);

/// Follows the pointer until it is released; the block moves to the nearest place. During dragging the page moves only
/// by scrolling, so that the handle stays under the finger.
pub(crate) fn follow(editor: PlanEditor, id: BlockId) {
    let at: Rc<Cell<Option<(f64, f64)>>> = Rc::default();
    let (moved, scrolled) = (Rc::clone(&at), Rc::clone(&at));
    let follow = window_event_listener_untyped("pointermove", move |event| {
        let here = point(&event);
        moved.set(Some(here));
        mark(nearest(here));
    });
    let scroll = set_interval_with_handle(
        move || {
            if let Some(here) = scrolled.get().filter(|here| scroll(here.1)) {
                mark(nearest(here));
            }
        },
        TICK,
    )
    .ok();
    let ended = StoredValue::new_local(Vec::new());
    let end = move || {
        mark(None);
        if let Some(scroll) = scroll {
            scroll.clear();
        }
        for listener in ended.try_update_value(std::mem::take).unwrap_or_default() {
            let listener: WindowListenerHandle = listener;
            listener.remove();
        }
    };
    let lift = window_event_listener_untyped("pointerup", move |event| {
        // A handle that was only pressed moves nothing.
        let target = at.get().and_then(|_| nearest(point(&event))).filter(|target| *target != id);
        if let Some(place) = target.and_then(|target| editor.once(|plan| plan.block(target).map(|(place, _)| place))) {
            editor.shift(&Edit::MoveTo(id, place));
        }
        end();
    });
    let cancel = window_event_listener_untyped("pointercancel", move |_| end());
    ended.update_value(|all| all.extend([follow, lift, cancel]));
}

/// Returns the position of the pointer in the window, in CSS pixels.
fn point(event: &Event) -> (f64, f64) {
    let event: &PointerEvent = event.unchecked_ref();
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// Scrolls the page if the pointer is near an edge, faster the nearer it is; false if it is not.
fn scroll(y: f64) -> bool {
    let Some(height) = window().inner_height().ok().and_then(|height| height.as_f64()) else { return false };
    let depth = if y < EDGE { y - EDGE } else { (y - (height - EDGE)).max(0.0) };
    let step = (depth / EDGE).clamp(-1.0, 1.0) * FAST;
    if step != 0.0 {
        window().scroll_by_with_x_and_y(0.0, step);
    }
    step != 0.0
}

/// Returns the block nearest to the pointer; `None` outside the agenda.
fn nearest((x, y): (f64, f64)) -> Option<BlockId> {
    let agenda = document().query_selector(".agenda").ok()??;
    let all = agenda.get_bounding_client_rect();
    if x < all.left() - EDGE || x > all.right() + EDGE {
        return None;
    }
    let rows = agenda.query_selector_all("[data-block]").ok()?;
    let mut found: Option<(f64, Element)> = None;
    for row in (0..rows.length()).filter_map(|n| rows.item(n)?.dyn_into::<Element>().ok()) {
        let shape = row.get_bounding_client_rect();
        let away = (shape.top() - y).max(y - shape.bottom()).max(0.0);
        if found.as_ref().is_none_or(|(least, _)| away < *least) {
            found = Some((away, row));
        }
    }
    block(&found?.1)
}

/// Marks where the block would move, and nothing else.
fn mark(id: Option<BlockId>) {
    if let Ok(marked) = document().query_selector_all("[data-drop]") {
        for n in 0..marked.length() {
            if let Some(element) = marked.item(n).and_then(|node| node.dyn_into::<Element>().ok()) {
                // An element without the mark needs none taken off.
                let _ = element.remove_attribute("data-drop");
            }
        }
    }
    if let Some(element) = id.and_then(|id| document().get_element_by_id(&format!("b{}-block", id.0))) {
        // The mark only shows where the block would land.
        let _ = element.set_attribute("data-drop", "");
    }
}

/// Returns the block of an element.
pub(crate) fn block(at: &Element) -> Option<BlockId> {
    let block = at.closest("[data-block]").ok()??;
    Some(BlockId(block.get_attribute("data-block")?.parse().ok()?))
}
