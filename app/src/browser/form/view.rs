//! The draft panel of a form, as HTML.

use maud::{Markup, html};

use crate::browser::autosave::{SaveStatus, saved_mark};

/// A field with its value elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name of the field.
    pub name: String,
    /// Its label.
    pub label: String,
    /// The value.
    pub value: String,
}

/// The content of the panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormViewModel {
    /// The save status of a form that saves itself.
    pub mark: Option<SaveStatus>,
    /// The last event, in a sentence.
    pub said: String,
    /// True if the restored text can be discarded.
    pub can_discard: bool,
    /// Fields changed both here and elsewhere.
    pub clashes: Vec<Line>,
    /// Drafts of other windows: their keys, and the fields that differ.
    pub offers: Vec<(String, Vec<Line>)>,
    /// Safety holds that these answers activated, with their pages.
    pub holds: Vec<(String, String)>,
    /// Number of questions answered no together, while that can be undone.
    pub set_to_no: usize,
}

/// Renders the panel above the form.
pub fn panel(look: &FormViewModel) -> String {
    html! {
        @if let Some(mark) = &look.mark {
            (saved_mark(mark, "Saves itself"))
        }
        div role="status" {
            @if !look.said.is_empty() {
                p class="note" {
                    span { (look.said) }
                    @if look.can_discard {
                        " " button class="button" type="button" data-do="drop" { "Discard" }
                    }
                }
            }
            @if look.set_to_no > 0 {
                p class="note" data-tone="teal" {
                    span { (set_to_no(look.set_to_no)) }
                    " " button class="button" type="button" data-do="ask-again" { "Undo" }
                }
            }
        }
        (holds(&look.holds))
        (clashes(look))
        @for (name, lines) in &look.offers {
            (offer(name, lines))
        }
    }
    .into_string()
}

fn set_to_no(count: usize) -> String {
    if count == 1 { "1 answer set to no.".into() } else { format!("{count} answers set to no.") }
}

fn holds(holds: &[(String, String)]) -> Markup {
    html! {
        div role="alert" {
            @if !holds.is_empty() {
                section class="note" data-tone="stop" {
                    div {
                        h2 { @if holds.len() == 1 { "A safety hold is active now" } @else { "Safety holds are active now" } }
                        ul class="list" {
                            @for (address, name) in holds {
                                li { a href=(address) { (name) } }
                            }
                        }
                        p { "Activated by answers on this page. Open a hold to see what to do next." }
                    }
                }
            }
        }
    }
}

fn clashes(look: &FormViewModel) -> Markup {
    html! {
        @if !look.clashes.is_empty() {
            section class="card conflict" id="conflict" role="alert" {
                h2 { "Changed in another window" }
                p class="soft" { "Yours is in the form. The saved version:" }
                ul class="stack" {
                    @for line in &look.clashes {
                        li class="versions" {
                            (said(line))
                            button class="button" type="button" data-do=(format!("take:{}", line.name)) { "Use the saved one" }
                        }
                    }
                }
                button class="button" type="button" data-do="mine" { "Keep mine" }
            }
        }
    }
}

fn offer(name: &str, lines: &[Line]) -> Markup {
    html! {
        section class="card conflict" {
            h2 { "Typed in another window and not saved" }
            ul class="stack" {
                @for line in lines {
                    li class="versions" { (said(line)) }
                }
            }
            div class="row" {
                button class="button" type="button" data-do=(format!("adopt:{name}")) { "Restore" }
                button class="button" data-kind="quiet" type="button" data-do=(format!("discard:{name}")) { "Discard" }
            }
        }
    }
}

fn said(line: &Line) -> Markup {
    html! {
        p class="small soft" { (line.label) }
        p class="as-typed" dir="auto" { @if line.value.is_empty() { "Empty" } @else { (line.value) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hold_is_named_and_what_was_typed_is_inert() {
        let line = |value: &str| Line { name: "note".into(), label: "Note".into(), value: value.into() };
        let look = FormViewModel {
            mark: Some(SaveStatus::Saving),
            clashes: vec![line("<script>")],
            offers: vec![("draft:x".into(), vec![line("</textarea>")])],
            holds: vec![("/a".into(), "Control".into()), ("/b".into(), "Consent".into())],
            ..FormViewModel::default()
        };
        let html = panel(&look);
        for part in ["Saving…", "Control", "Consent", "Keep mine", "adopt:draft:x", "&lt;script&gt;"] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("<script") && !html.contains("</textarea"));
    }
}
