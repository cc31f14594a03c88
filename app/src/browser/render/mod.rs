//! Islands, the interactive parts of pages. Server and browser render an island to HTML with the same pure code, and
//! the browser updates only the differences in the page.
//!
//! A Leptos view compiles to code for each element, three times over: to build, to hydrate and to update it. For the
//! large islands, the plan and the map, that would be most of the browser's download. HTML as text is a tenth of it.
//!
//! To add one: a struct of properties, a pure function from them to HTML, [`island`] on the server, and for the browser
//! a function of its name with `start`, which the page's script calls.

#[cfg(feature = "hydrate")]
mod controls;
#[cfg(feature = "hydrate")]
mod morph;
#[cfg(feature = "ssr")]
pub mod policy;
#[cfg(feature = "ssr")]
mod preload;
#[cfg(feature = "hydrate")]
mod refused;
#[cfg(feature = "hydrate")]
mod start;

#[cfg(feature = "ssr")]
pub use self::preload::Preloaded;
#[cfg(feature = "hydrate")]
pub use self::{
    controls::{FormControl, element, hand, say_field},
    morph::{ControlState, morph, reset, say},
    refused::{accept, is_refused, refuse},
    start::{on, render_on_change, start, whenever},
};

/// Renders an element whose work a script of its own does: the script, and what it is given, which it takes out of the page.
#[cfg(feature = "ssr")]
pub fn page_script<P: serde::Serialize>(
    script: &'static str,
    class: &'static str,
    given: &P,
    html: String,
) -> leptos::prelude::AnyView {
    use leptos::prelude::*;

    // What is given has texts for keys, so it can always be written.
    let given = serde_json::to_string(given).unwrap_or_default();
    view! {
        {preload::preload_script(script)}
        <div class=class data-script=script data-props=given inner_html=html></div>
    }
    .into_any()
}

/// Renders the element of an island: its initial HTML, and its properties for the browser. `name` is the function that
/// takes them there, `part` its module.
#[cfg(feature = "ssr")]
pub fn island<P: serde::Serialize>(
    (part, name): (&'static str, &'static str),
    class: &'static str,
    properties: &P,
    html: String,
) -> leptos::prelude::AnyView {
    use leptos::prelude::*;

    let properties = crate::browser::wire::pack(properties);
    view! {
        {preload::preload(part)}
        <div class=class data-part=part data-island=name data-props=properties inner_html=html></div>
    }
    .into_any()
}
