//! Icons and chips of pages.

use leptos::prelude::*;

use crate::layout::Icon;

impl Icon {
    /// Renders the icon, for pages.
    pub fn view(self) -> impl IntoView {
        view! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d=self.path() />
            </svg>
        }
    }
}

/// A label in a rounded box; `tone` is one of `plain`, `teal`, `clay`, `amber`, `stop`.
#[component]
pub fn Chip(
    /// The label.
    #[prop(into)]
    text: String,
    /// Its colour.
    #[prop(default = "plain")]
    tone: &'static str,
    /// An icon before it.
    #[prop(optional)]
    icon: Option<Icon>,
) -> impl IntoView {
    view! {
        <span class="chip" data-tone=tone>
            {icon.map(Icon::view)}
            {text}
        </span>
    }
}
