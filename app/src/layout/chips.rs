//! A label in a rounded box. Its colour only repeats the meaning.

use leptos::prelude::*;

use crate::layout::Icon;

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

/// As [`Chip`], for rendered islands.
pub fn chip(text: &str, tone: &str, icon: Option<Icon>) -> maud::Markup {
    maud::html! {
        span class="chip" data-tone=(tone) {
            @if let Some(icon) = icon { (icon) }
            (text)
        }
    }
}
