//! What must move at once. Compiled for the server, which renders it, and for the browser, which wakes it.

#[cfg(any(feature = "ssr", feature = "part-pages"))]
mod copy;
#[cfg(any(feature = "ssr", feature = "part-pages"))]
mod finder;
#[cfg(any(feature = "ssr", feature = "part-pages"))]
mod keeps_form;
#[cfg(any(feature = "ssr", feature = "part-plan"))]
mod plan;
#[cfg(any(feature = "ssr", feature = "part-pages"))]
mod print;
mod screen;
#[cfg(any(feature = "ssr", feature = "part-pages"))]
mod secret;
#[cfg(any(feature = "ssr", feature = "part-pages"))]
mod sends_itself;
#[cfg(any(feature = "ssr", feature = "part-situation"))]
mod situation;

#[cfg(any(feature = "ssr", feature = "part-pages"))]
pub use self::{
    copy::Copy, finder::Finder, keeps_form::KeepsForm, print::Print, secret::Secret, sends_itself::SendsItself,
};
#[cfg(any(feature = "ssr", feature = "part-plan"))]
pub use plan::{PlanDesk, PlanView};
pub use screen::Screen;
#[cfg(any(feature = "ssr", feature = "part-situation"))]
pub use situation::{SituationMap, opened_by};

/// A view whose type the server forgets: whole pages as one type are too deep for the compiler.
#[cfg(feature = "ssr")]
fn erased(view: impl leptos::IntoView + 'static) -> impl leptos::IntoView {
    leptos::prelude::IntoAny::into_any(view)
}

/// A view as it is: to the browser, forgetting types would cost a fifth of the module.
#[cfg(all(not(feature = "ssr"), feature = "part-pages"))]
fn erased(view: impl leptos::IntoView + 'static) -> impl leptos::IntoView {
    view
}
