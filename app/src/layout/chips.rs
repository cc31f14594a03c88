//! A label in a rounded box. Its colour only repeats the meaning.

use crate::layout::Icon;

/// A label in a rounded box, for rendered islands; `tone` is one of `plain`, `teal`, `clay`, `amber`, `stop`.
pub fn chip(text: &str, tone: &str, icon: Option<Icon>) -> maud::Markup {
    maud::html! {
        span class="chip" data-tone=(tone) {
            @if let Some(icon) = icon { (icon) }
            (text)
        }
    }
}
