//! A password, and a way to look at what one types. Without WebAssembly it is a password field like any other.

use leptos::prelude::*;

use crate::parts::Icon;

/// A field for a password; it never comes back with what was typed.
#[island]
pub fn Secret(
    /// The name of the field in its form, and its id in the page.
    name: String,
    /// What to type.
    label: String,
    /// A line of help; none when empty.
    hint: String,
    /// What is wrong with what was typed.
    fault: Option<String>,
    /// What browsers may fill in: `current-password` or `new-password`.
    autocomplete: String,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let (hint_id, fault_id) = (format!("{name}-hint"), format!("{name}-fault"));
    let told = [(!hint.is_empty()).then(|| hint_id.clone()), fault.is_some().then(|| fault_id.clone())];
    let described = told.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (no_hint, invalid) = (hint.is_empty(), fault.is_some());
    let described = (!described.is_empty()).then_some(described);
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <p class="hint" id=hint_id hidden=no_hint>{hint}</p>
            <div class="secret">
                <input
                    id=name.clone()
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    aria-invalid=invalid.then_some("true")
                    aria-describedby=described
                />
                <button
                    type="button"
                    class="button when-awake"
                    data-kind="quiet"
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    "Show"
                </button>
            </div>
            <p class="fault" id=fault_id hidden=!invalid>{Icon::Warning.view()}{fault}</p>
        </div>
    }
}
