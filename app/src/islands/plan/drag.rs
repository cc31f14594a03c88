//! Moving a block by its handle, with a finger or a mouse. The keyboard and the buttons do the same.

use domain::desk::{BlockId, agenda::Edit};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::{hands::block, table::Table};

/// Follows the pointer until it is lifted; the block lands where it was lifted. While it is dragged nothing in the page
/// moves, so that the finger keeps hold of the handle.
pub(super) fn follow(table: Table, id: BlockId) {
    let follow = window_event_listener(ev::pointermove, move |event| mark(below(&event)));
    let ended = StoredValue::new_local(Vec::new());
    let end = move || {
        mark(None);
        for listener in ended.try_update_value(std::mem::take).unwrap_or_default() {
            let listener: WindowListenerHandle = listener;
            listener.remove();
        }
    };
    let lift = window_event_listener(ev::pointerup, move |event| {
        if let Some(target) = below(&event).filter(|target| *target != id)
            && let Some(place) = table.once(|plan| plan.block(target).map(|(place, _)| place))
        {
            table.shift(&Edit::MoveTo(id, place));
        }
        end();
    });
    let cancel = window_event_listener(ev::pointercancel, move |_| end());
    ended.update_value(|all| all.extend([follow, lift, cancel]));
}

/// The block below the pointer.
fn below(event: &ev::PointerEvent) -> Option<BlockId> {
    #[expect(clippy::cast_precision_loss, reason = "a screen has fewer pixels than a float tells apart")]
    let found = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    block(&found)
}

/// Marks where the block would land, and nothing else.
fn mark(id: Option<BlockId>) {
    if let Ok(marked) = document().query_selector_all("[data-drop]") {
        for n in 0..marked.length() {
            if let Some(element) = marked.item(n).and_then(|node| node.dyn_into::<web_sys::Element>().ok()) {
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
