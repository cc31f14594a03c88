//! Multi-line text fields.
//!
//! No other file writes the tag: Leptos writes the content of a `textarea` unescaped, and an HTML parser drops a line
//! break directly after the tag. Both versions below share the function that handles this.

#[cfg(feature = "ssr")]
use leptos::prelude::*;
use maud::{Markup, PreEscaped, html};

/// Returns text as the content of a `textarea`: escaped (checklist 24), and with an additional line break before one at
/// the start, because the parser drops the first.
fn content(text: &str) -> String {
    let first = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{first}{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// Renders a multi-line field in an island; its name is its id. Typing is a step of the page's history, which Ctrl+Z
/// undoes (`data-steps`). `described` are the ids of the elements that describe it, and `invalid` is true if the text was
/// refused.
pub fn text_area(name: &str, rows: u8, text: &str, described: Option<&str>, invalid: bool) -> Markup {
    html! {
        textarea id=(name) name=(name) rows=(rows) dir="auto" autocomplete="off" data-steps=""
            aria-invalid=[invalid.then_some("true")] aria-describedby=[described] {
            (PreEscaped(content(text)))
        }
    }
}

/// A multi-line field on a page; its name is its id. Label, hint and fault are up to the page;
/// [`TextAreaField`](crate::layout::TextAreaField) has all of them.
#[cfg(feature = "ssr")]
#[component]
pub fn TextArea(
    /// The name of the field in the form, and its id in the page.
    #[prop(into)]
    name: String,
    /// Height in lines.
    rows: u8,
    /// The text in it.
    #[prop(into)]
    text: String,
    /// Ids of the elements that describe it, separated by spaces.
    #[prop(optional_no_strip)]
    described: Option<String>,
    /// True if the text was refused.
    #[prop(optional)]
    invalid: bool,
    /// True if the text is read-only.
    #[prop(optional)]
    readonly: bool,
    /// True for spell checking; false for code.
    #[prop(default = true)]
    spellcheck: bool,
) -> AnyView {
    view! {
        <textarea
            id=name.clone()
            name=name
            rows=rows.to_string()
            dir="auto"
            autocomplete="off"
            readonly=readonly
            spellcheck=(!spellcheck).then_some("false")
            aria-invalid=invalid.then_some("true")
            aria-describedby=described
            inner_html=content(&text)
        ></textarea>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_24_a_text_cannot_end_its_field() {
        let text = "</textarea><meta http-equiv=refresh content=0> &amp;";
        let html = text_area("note", 3, text, None, false).into_string();
        assert_eq!(html.matches('<').count(), 2, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;meta http-equiv=refresh content=0&gt; &amp;amp;"), "{html}");
    }

    #[test]
    fn the_line_end_that_a_parser_drops_is_one_too_many() {
        for (text, written) in [("\n\na", "\n\n\na"), ("a\n", "a\n"), ("", ""), ("\r\na", "\n\r\na")] {
            assert_eq!(content(text), written, "{text:?}");
        }
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn a_page_and_an_island_write_the_same_field() {
        let text = "\n</textarea>\"&'";
        let page = Owner::new().with(|| view! { <TextArea name="note" rows=3 text=text /> }.to_html());
        let inside = |html: &str| html.split_once('>').unwrap().1.split_once("</textarea>").unwrap().0.to_owned();
        assert_eq!(inside(&page), inside(&text_area("note", 3, text, None, false).into_string()));
    }
}
