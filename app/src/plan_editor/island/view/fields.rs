//! Fields of the plan page with their faults, and its addresses.

use maud::{Markup, html};

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

impl PlanContext {
    /// Returns the address of the plan's page, or of one below it.
    pub(crate) fn address(&self, below: &str) -> String {
        format!("/plans/{}{below}", self.id)
    }
}

/// A multi-line field with its fault; its name is its id, and `hint` is the id of the hint, if there is one.
pub(crate) fn writing(look: &ViewModel<'_>, name: &str, rows: u8, text: &str, hint: Option<&str>) -> Markup {
    let fault = look.fault(name);
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
pub(crate) fn entry(look: &ViewModel<'_>, (name, label, kind): (&str, &str, &str), value: &str) -> Markup {
    let fault = look.fault(name);
    html! {
        div class="field" {
            label for=(name) { (label) }
            input id=(name) name=(name) type=(kind) value=(value) aria-invalid=[fault.as_ref().map(|_| "true")]
                aria-describedby=[fault.as_ref().map(|(_, id)| id)];
            (fault_line(fault.as_ref()))
        }
    }
}

/// The field for the length of the session, in minutes. The page holds the list of usual ones.
pub(crate) fn length(look: &ViewModel<'_>) -> Markup {
    let fault = look.fault("minutes");
    html! {
        div class="field" {
            input id="minutes" name="minutes" type="number" min="30" max="120" list="lengths" value=(look.check.length)
                aria-label="Length of the session in minutes" aria-invalid=[fault.as_ref().map(|_| "true")]
                aria-describedby=[fault.as_ref().map(|(_, id)| id)];
            (fault_line(fault.as_ref()))
        }
    }
}
