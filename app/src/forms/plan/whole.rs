//! The whole form as the server gets it. Every button sends all of it, so that nothing that was typed is lost on the way.

use std::collections::{BTreeMap, HashMap};

use domain::desk::{
    Fault, Outcome, PlanBlock, Revision, SessionPlan,
    agenda::{Outcomes, Refused, Standings, apply},
};
use domain::library::Library;

use super::{Action, DETAILS, OF_BLOCK, action, change};

/// What was typed, by the name of its field.
pub type Fields = HashMap<String, String>;

/// Fields that stand once on the page, beside the details of the plan.
const SINGLE: [&str; 5] = ["seen", "own-title", "own-minutes", "homework-done", "do"];

/// Whether every field is one of this form (checklist 6).
pub fn knows_all(fields: &Fields) -> bool {
    let of_block = |name: &str| {
        let digits = name.strip_prefix('b').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        let known = |rest: &str| ["", "-outcome"].contains(&rest) || OF_BLOCK.contains(&rest);
        digits.is_some_and(|rest| name.len() > rest.len() + 1 && known(rest))
    };
    let known = |name: &str| SINGLE.contains(&name) || DETAILS.contains(&name) || name.starts_with("h-");
    fields.keys().all(|name| known(name) || of_block(name))
}

/// The revision that the form was made from; nothing when it has none.
pub fn seen(fields: &Fields) -> Option<Revision> {
    fields.get("seen")?.parse().ok().map(Revision)
}

/// What the button that was pressed asks for in `plan`, which holds what was typed; nothing when no button is named so.
pub fn pressed(plan: &SessionPlan, fields: &Fields) -> Option<Action> {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let button = fields.get("do").map_or("save", String::as_str);
    action(plan, button, || (field("own-title"), field("own-minutes")))
}

/// The plan with everything in it that was typed, and what of it could not be read.
///
/// # Errors
///
/// When something that was typed may not stand in the plan.
pub fn typed(
    library: &Library,
    standings: &Standings,
    plan: &SessionPlan,
    fields: &Fields,
) -> Result<(SessionPlan, Vec<Fault>), Refused> {
    let mut faults = Vec::new();
    let mut next = plan.clone();
    for name in names(plan) {
        let Some(value) = said(&name, fields) else { continue };
        match change(standings.session, &next, &name, &value) {
            Ok(Some(edit)) => next = apply(library, standings, &next, &edit)?,
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    Ok((next, faults))
}

/// The names of all fields that change this plan, in the order of the page.
fn names(plan: &SessionPlan) -> Vec<String> {
    let blocks = plan.blocks.iter().flat_map(|block| OF_BLOCK.map(|ending| format!("b{}{ending}", block.id.0)));
    let homework = plan.homework.iter().map(|(id, _)| format!("h-{id}"));
    blocks.chain(homework).chain(DETAILS.map(str::to_owned)).collect()
}

/// What a field said; nothing when it was not on the page. A box that is not ticked is never sent: the field of its block
/// says that it was there.
fn said(name: &str, fields: &Fields) -> Option<String> {
    let block =
        name.strip_prefix('b').and_then(|rest| rest.split_once('-')).filter(|(id, _)| id.parse::<u32>().is_ok());
    if let Some((id, ending)) = block {
        fields.get(&format!("b{id}"))?;
        if matches!(ending, "both" | "a" | "b") {
            return Some(fields.get(name).cloned().unwrap_or_default());
        }
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

/// What came of the session.
pub fn outcomes(plan: &SessionPlan, fields: &Fields) -> Outcomes {
    let outcome = |block: &PlanBlock| {
        let outcome = match fields.get(&format!("b{}-outcome", block.id.0))?.as_str() {
            "done" => Outcome::Done,
            "dreaded" => Outcome::Dreaded,
            _ => Outcome::Left,
        };
        Some((block.id, outcome))
    };
    let homework_done = match fields.get("homework-done").map(String::as_str) {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    Outcomes { blocks: plan.blocks.iter().filter_map(outcome).collect::<BTreeMap<_, _>>(), homework_done }
}
