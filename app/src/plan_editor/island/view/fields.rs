//! Fields of the plan page with their faults, and its addresses.

use maud::{Markup, html};

#[cfg(feature = "ssr")]
use crate::layout::shown_as;
use crate::{
    layout::{Icon, text_area},
    plan_editor::island::editor::{PlanContext, ViewModel},
};

impl ViewModel<'_> {
    /// Returns the fault of a field, and the id of its line.
    pub(crate) fn fault(&self, field: &str) -> Option<(&str, String)> {
        let fault = self.faults.iter().find(|fault| fault.field == field)?;
        Some((&fault.text, format!("{field}-fault")))
    }
}

/// Returns the type and the value to show in a field, and the reason if it was refused, with the id of its line.
#[cfg(feature = "ssr")]
fn shown<'b>(
    look: &'b ViewModel<'_>,
    field: &str,
    kind: &'static str,
    value: &'b str,
) -> (&'static str, &'b str, Option<(&'b str, String)>) {
    let Some((typed, why)) = look.refused.get(field) else { return (kind, value, None) };
    (shown_as(kind, typed), typed, Some((why, format!("{field}-refused"))))
}

/// Returns the type and the value: a browser marks what was refused itself.
#[cfg(not(feature = "ssr"))]
fn shown<'b>(
    _: &'b ViewModel<'_>,
    _: &str,
    kind: &'static str,
    value: &'b str,
) -> (&'static str, &'b str, Option<(&'b str, String)>) {
    (kind, value, None)
}

impl PlanContext {
    /// Returns the address of the plan's page, or of one below it.
    pub(crate) fn address(&self, below: &str) -> String {
        format!("/plans/{}{below}", self.id)
    }
}

/// A multi-line field with its fault; its name is its id, and `hint` is the id of the hint, if there is one.
pub(crate) fn writing(look: &ViewModel<'_>, name: &str, rows: u8, text: &str, hint: Option<&str>) -> Markup {
    let (_, text, reason) = shown(look, name, "text", text);
    let fault = reason.or_else(|| look.fault(name));
    let described = match (hint, &fault) {
        (Some(hint), Some((_, id))) => Some(format!("{hint} {id}")),
        (hint, fault) => hint.or(fault.as_ref().map(|(_, id)| id.as_str())).map(str::to_owned),
    };
    html! {
        (text_area(name, rows, text, described.as_deref(), fault.is_some()))
        (fault_line(fault.as_ref()))
    }
}

/// The field of a title with its fault; its name is its id.
pub(crate) fn title_field(look: &ViewModel<'_>, name: &str, title: &str) -> Markup {
    let fault = look.fault(name);
    html! {
        input id=(name) name=(name) maxlength="160" autocomplete="off" dir="auto" data-steps="" value=(title)
            aria-invalid=[fault.as_ref().map(|_| "true")] aria-describedby=[fault.as_ref().map(|(_, id)| id)];
        (fault_line(fault.as_ref()))
    }
}

/// The line with the fault of a field.
pub(crate) fn fault_line(fault: Option<&(&str, String)>) -> Markup {
    html! { @if let Some((text, id)) = fault { p class="fault" id=(id) { (Icon::Warning) (text) } } }
}

/// A field for a day or a time: its name, label, type and value.
pub(crate) fn entry(look: &ViewModel<'_>, (name, label, kind): (&str, &str, &'static str), value: &str) -> Markup {
    html! {
        div class="field" {
            label for=(name) { (label) }
            (exact(look, name, kind, value, None))
        }
    }
}

/// The field for the length of the session, in minutes. The page holds the list of usual ones.
pub(crate) fn length(look: &ViewModel<'_>) -> Markup {
    let range = ("30", "120", "Length of the session in minutes");
    html! { div class="field" { (exact(look, "minutes", "number", &look.check.length.to_string(), Some(range))) } }
}

/// A field whose value a browser reads in one format only: a day, a time, or a number with its least, its most and its label. A
/// value that was refused stays in it, with the reason, as a browser marks it later (`browser::render::refused`).
pub(crate) fn exact(
    look: &ViewModel<'_>,
    name: &str,
    kind: &'static str,
    value: &str,
    range: Option<(&str, &str, &str)>,
) -> Markup {
    let (kind, value, reason) = shown(look, name, kind, value);
    let list = (name == "minutes").then_some("lengths");
    html! {
        input id=(name) name=(name) type=(kind) value=(value) min=[range.map(|of| of.0)] max=[range.map(|of| of.1)] list=[list]
            aria-label=[range.map(|of| of.2)] data-refused[reason.is_some()] aria-invalid=[reason.as_ref().map(|_| "true")]
            aria-describedby=[reason.as_ref().map(|(_, id)| id)];
        @if let Some((why, id)) = &reason { p class="fault" role="alert" data-fault id=(id) { (why) } }
    }
}
