//! The whole form, as the server receives it. Every button submits all fields, so that no typed text is lost.

use std::collections::HashMap;

use domain::{
    library::Library,
    plan::{
        SessionPlan,
        editor::{Edit, ExerciseStatuses, apply},
    },
    records::{Fault, Revision},
};

use crate::plan_editor::fields::{AFTER, Action, DETAILS, OF_BLOCK, OF_HOMEWORK, action, change};

/// The typed values, by field name.
pub type Fields = HashMap<String, String>;

/// Fields that occur once, other than the details of the plan.
const SINGLE: [&str; 5] = ["seen", "own-title", "own-minutes", "do", AFTER];

/// True if every field belongs to this form (checklist 6).
pub fn knows_all(fields: &Fields) -> bool {
    let of_block = |name: &str| {
        let digits = name.strip_prefix('b').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        let known = |rest: &str| rest.is_empty() || OF_BLOCK.contains(&rest);
        digits.is_some_and(|rest| name.len() > rest.len() + 1 && known(rest))
    };
    let known = |name: &str| {
        SINGLE.contains(&name) || DETAILS.contains(&name) || OF_HOMEWORK.iter().any(|start| name.starts_with(start))
    };
    fields.keys().all(|name| known(name) || of_block(name))
}

/// Returns the revision that the form is based on; `None` if it has none.
pub fn seen(fields: &Fields) -> Option<Revision> {
    fields.get("seen")?.parse().ok().map(Revision)
}

/// Returns the action of the pressed button for `plan`, which contains the typed values; `None` if there is no such
/// button.
pub fn pressed(plan: &SessionPlan, fields: &Fields) -> Option<Action> {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let button = fields.get("do").map_or("save", String::as_str);
    action(plan, button, || (field("own-title"), field("own-minutes")), fields.get(AFTER).map(String::as_str))
}

/// Returns the plan with all typed values, and faults for invalid ones. With a fault it is for the screen alone: a text that
/// is too long is in it.
pub fn typed(
    library: &Library,
    standings: &ExerciseStatuses,
    plan: &SessionPlan,
    fields: &Fields,
) -> (SessionPlan, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut next = plan.clone();
    for name in names(plan) {
        let Some(value) = said(&name, fields) else { continue };
        match change(standings.session, standings.roles, &next, &name, &value) {
            Ok(Some(edit)) => match apply(library, standings, &next, &edit) {
                Ok(plan) => next = plan,
                Err(refused) => {
                    faults.push(Fault::new(&name, refused.to_string()));
                    put_text(&mut next, edit);
                }
            },
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    (next, faults)
}

/// Puts a refused text into its place, so that the page with the fault shows it. Nothing else is put anywhere.
fn put_text(plan: &mut SessionPlan, edit: Edit) {
    match edit {
        Edit::Rename(id, text) => {
            if let Some(block) = plan.blocks.iter_mut().find(|block| block.id == id) {
                block.title = text;
            }
        }
        Edit::Note(id, text) => {
            if let Some(block) = plan.blocks.iter_mut().find(|block| block.id == id) {
                block.note = text;
            }
        }
        Edit::Dose(item, text) => {
            if let Some((_, dose)) = plan.homework.iter_mut().find(|(id, _)| *id == item) {
                *dose = text;
            }
        }
        Edit::Details(details) => {
            (plan.title, plan.why) = (details.title, details.why);
            (plan.stop_if, plan.note) = (details.stop_if, details.note);
        }
        _ => {}
    }
}

/// Returns the names of all fields that change this plan, in the order of the page.
fn names(plan: &SessionPlan) -> Vec<String> {
    let blocks = plan.blocks.iter().flat_map(|block| OF_BLOCK.map(|ending| format!("b{}{ending}", block.id.0)));
    let homework = plan.homework.iter().flat_map(|(id, _)| OF_HOMEWORK.map(|start| format!("{start}{id}")));
    blocks.chain(homework).chain(DETAILS.map(str::to_owned)).collect()
}

/// Returns the value of a field; `None` if it was not on the page. An unticked box is not sent, so the field of its
/// block tells that it was there.
fn said(name: &str, fields: &Fields) -> Option<String> {
    let block =
        name.strip_prefix('b').and_then(|rest| rest.split_once('-')).filter(|(id, _)| id.parse::<u32>().is_ok());
    if let Some((id, ending)) = block {
        fields.get(&format!("b{id}"))?;
        if matches!(ending, "both" | "a" | "b") {
            return Some(fields.get(name).cloned().unwrap_or_default());
        }
    }
    if let Some(id) = name.strip_prefix("q-") {
        fields.get(&format!("a-{id}"))?;
        return Some(fields.get(name).cloned().unwrap_or_default());
    }
    // Browsers send line breaks as CR LF; they are kept as LF.
    let text = fields.get(name)?.replace("\r\n", "\n");
    match name == "title" || block.is_some_and(|(_, ending)| ending == "title") {
        // A block keeps its title when the field was emptied.
        true if block.is_some() && text.trim().is_empty() => None,
        true => Some(text.trim().to_owned()),
        false => Some(text),
    }
}
