//! The plan page as an island: every edit takes effect at once in the browser, with the code that the server uses to
//! check it. It is a form whose buttons all submit it, so the page works without WebAssembly too.

#[cfg(feature = "hydrate")]
mod drag;
mod editor;
#[cfg(feature = "hydrate")]
mod events;
mod plan_view;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(any(test, feature = "hydrate"))]
mod typing;
pub(crate) mod view;

pub use crate::plan_editor::island::plan_view::{PlanView, Refused};
use crate::{browser::render, plan_editor::island::editor::PlanEditor};

/// The plan: agenda and meter, with suggestions, library and details.
#[cfg(feature = "ssr")]
pub fn plan_editor(view: PlanView) -> leptos::prelude::AnyView {
    render::island(("plan", "plan_editor"), "plan-desk", &view, first(view.clone()))
}

/// Renders the page as the server sends it.
#[cfg(feature = "ssr")]
pub(crate) fn first(view: PlanView) -> String {
    PlanEditor::new(view).look(view::page)
}

/// Starts the plan editor.
///
/// # Errors
/// If its properties come from another version of the program.
#[cfg(feature = "part-plan")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn plan_editor(root: web_sys::Element, properties: &str) -> Result<(), wasm_bindgen::JsError> {
    render::start(properties, |view: PlanView| {
        let editor = PlanEditor::new(view);
        events::Hands { editor, root: crate::browser::prelude::StoredValue::new_local(root.clone()) }.listen();
        render::render_on_change(root.clone(), move || editor.look(view::page), move |root| editor.mark_refused(root));
        editor.start();
    })
}
