//! A word in a rounded box. Its colour only repeats what the word says.

use leptos::prelude::*;

use super::Icon;

/// A word in a rounded box; `tone` is one of `plain`, `teal`, `clay`, `amber`, `stop`.
#[component]
pub fn Chip(
    /// The word.
    #[prop(into)]
    text: String,
    /// Its colour.
    #[prop(default = "plain")]
    tone: &'static str,
    /// A drawing before it.
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

/// The same, for painted islands.
pub fn chip(text: &str, tone: &str, icon: Option<Icon>) -> maud::Markup {
    maud::html! {
        span class="chip" data-tone=(tone) {
            @if let Some(icon) = icon { (icon) }
            (text)
        }
    }
}
