//! Islands that are painted: the server and the browser paint what there is as HTML, with the same code, and the browser
//! changes only what differs from what stands there.
//!
//! A view of Leptos is code for each element, three times over: to build, to wake and to change it. For the large islands,
//! the plan and the map, that is most of what a browser would have to load. HTML as text is a tenth of it.

#[cfg(feature = "hydrate")]
mod hands;
#[cfg(feature = "hydrate")]
mod morph;

use leptos::{html, prelude::*};

#[cfg(feature = "hydrate")]
pub use self::{
    hands::{Hand, element, hand},
    morph::{Said, morph, reset, say},
};

/// What stands in an island when the page comes. The browser has it already, and paints when something changes.
pub fn first(paint: impl FnOnce() -> String) -> String {
    if cfg!(feature = "ssr") { paint() } else { String::new() }
}

/// Paints into `root` whenever a signal changes that `paint` reads. On a server nothing changes.
#[cfg(not(feature = "hydrate"))]
pub fn follow(_root: NodeRef<html::Div>, _paint: impl Fn() -> String + 'static) {}

/// Paints into `root` whenever a signal changes that `paint` reads.
#[cfg(feature = "hydrate")]
pub fn follow(root: NodeRef<html::Div>, paint: impl Fn() -> String + 'static) {
    whenever(Box::new(move || {
        let html = paint();
        if let Some(root) = root.get() {
            morph(&root, &html);
        }
    }));
}

/// Does something whenever a signal changes that it reads, the first time when the page is awake. An effect of each kind
/// would be code of its own.
#[cfg(feature = "hydrate")]
pub fn whenever(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_| act());
}

/// Does something once, when the page is awake.
#[cfg(feature = "hydrate")]
pub fn once(act: impl FnOnce() + 'static) {
    let mut act = Some(act);
    whenever(Box::new(move || {
        if let Some(act) = act.take() {
            untrack(act);
        }
    }));
}
