//! Moving a block by its handle, with a finger or a mouse. The keyboard and the buttons do the same.

use leptos::prelude::*;

use super::{super::erased, block::Row};
use crate::parts::Icon;

/// The handle of a block.
pub(super) fn grip(row: Row) -> impl IntoView {
    erased(view! {
        <button
            type="button"
            class="grip awake-only"
            id=row.name("-grip")
            aria-label=move || format!("Move “{}”: Alt and an arrow key, or drag", row.get(|block| block.title.clone()))
            on:pointerdown=move |event| start(row, &event)
        >
            {Icon::Grip.view()}
        </button>
    })
}

#[cfg(not(feature = "hydrate"))]
fn start(_row: Row, _event: &leptos::ev::PointerEvent) {}

/// Follows the pointer until it is lifted; the block lands where it was lifted. While it is dragged nothing in the page
/// moves, so that the finger keeps hold of the handle.
#[cfg(feature = "hydrate")]
fn start(row: Row, event: &leptos::ev::PointerEvent) {
    use domain::desk::{BlockId, agenda::Edit};
    use leptos::ev;
    use wasm_bindgen::JsCast;

    if event.button() != 0 {
        return;
    }
    let table = row.table;
    let below = |event: &ev::PointerEvent| {
        #[expect(clippy::cast_precision_loss, reason = "a screen has fewer pixels than a float tells apart")]
        let found = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
        let block = found.closest("[data-block]").ok()??;
        Some(BlockId(block.get_attribute("data-block")?.parse().ok()?))
    };
    let mark = |id: Option<BlockId>| {
        let marked = document().query_selector_all("[data-drop]");
        if let Ok(marked) = marked {
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
    };
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
        if let Some(target) = below(&event).filter(|target| *target != row.id)
            && let Some(place) = table.once(|plan| plan.block(target).map(|(place, _)| place))
        {
            table.shift(row.id, &Edit::MoveTo(row.id, place), &row.name("-grip"));
        }
        end();
    });
    let cancel = window_event_listener(ev::pointercancel, move |_| end());
    ended.update_value(|all| all.extend([follow, lift, cancel]));
}
