//! Islands in a browser.

use crate::browser::prelude::*;
use any_spawner::Executor;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, Event, EventTarget};

use super::morph;
use crate::browser::wire::unpack;

/// Starts an island with the properties that the server has written. The page's script removes them from the page in
/// any case.
///
/// # Errors
/// If they come from another version of the program; the page then works as without scripts.
pub fn start<P: DeserializeOwned>(properties: &str, run: impl FnOnce(P)) -> Result<(), wasm_bindgen::JsError> {
    console_error_panic_hook::set_once();
    // A second island of the page finds it there.
    let _ = Executor::init_wasm_bindgen();
    let properties = unpack(properties).ok_or_else(|| wasm_bindgen::JsError::new("not of this version"))?;
    let owner = Owner::new();
    owner.with(|| run(properties));
    // An island lives as long as its page.
    std::mem::forget(owner);
    Ok(())
}

/// Renders into `root` whenever a signal read by `paint` changes, and then calls `then`.
pub fn render_on_change(root: Element, paint: impl Fn() -> String + 'static, then: impl Fn(&Element) + 'static) {
    whenever(Box::new(move || {
        morph(&root, &paint());
        then(&root);
    }));
}

/// Runs a function now and whenever a signal that it reads changes. Boxed, because each effect type would add code.
pub fn whenever(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_| act());
}

/// Listens to an event of an element or of the window for as long as the page lives.
pub fn on<E: JsCast + 'static>(root: &EventTarget, event: &str, act: impl Fn(E) + 'static) {
    let hear = Closure::<dyn Fn(Event)>::new(move |event: Event| act(event.unchecked_into()));
    // It fails for no event that a browser knows.
    let _ = root.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref());
    hear.forget();
}
