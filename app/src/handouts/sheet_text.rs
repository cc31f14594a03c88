//! The text of a sheet on a page of the app, which speaks English while the sheet may not.

use domain::{paper::handout::SheetLine, vocabulary::Language};
use leptos::prelude::*;

/// The whole content of a sheet, in reading order, with its language. Its lines leave it as an element marked with that
/// language only, so that a screen reader pronounces them right.
#[derive(Clone, Debug)]
pub struct SheetText {
    language: Language,
    lines: Vec<SheetLine>,
}

impl SheetText {
    pub(super) const fn new(language: Language, lines: Vec<SheetLine>) -> Self {
        Self { language, lines }
    }

    /// Renders the lines.
    pub fn view(self) -> AnyView {
        let lines = self.lines.into_iter().map(line).collect_view();
        view! { <div class="paper reading" lang=self.language.to_string()>{lines}</div> }.into_any()
    }
}

fn line(line: SheetLine) -> AnyView {
    match line {
        SheetLine::Title(words) => view! { <p class="title">{words}</p> }.into_any(),
        SheetLine::Heading(words) => view! { <h3>{words}</h3> }.into_any(),
        SheetLine::Text(words) => view! { <p>{words}</p> }.into_any(),
        SheetLine::Tick(words) => view! { <p class="tick">{words}</p> }.into_any(),
        SheetLine::Blank(words) => view! { <p class="blank">{words}</p> }.into_any(),
    }
}
