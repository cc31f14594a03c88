//! What must move at once. Compiled for the server, which renders it, and for the browser, which wakes it.

mod finder;
mod plan;
mod print;
mod screen;
mod secret;
mod sends_itself;
mod situation;

pub use finder::Finder;
pub use plan::{PlanDesk, PlanView};
pub use print::Print;
pub use screen::Screen;
pub use secret::Secret;
pub use sends_itself::SendsItself;
pub use situation::{SituationMap, opened_by};

/// A view whose type the server forgets: whole pages as one type are too deep for the compiler.
#[cfg(feature = "ssr")]
fn erased(view: impl leptos::IntoView + 'static) -> impl leptos::IntoView {
    leptos::prelude::IntoAny::into_any(view)
}

/// A view as it is: to the browser, forgetting types would cost a fifth of the module.
#[cfg(not(feature = "ssr"))]
fn erased(view: impl leptos::IntoView + 'static) -> impl leptos::IntoView {
    view
}
