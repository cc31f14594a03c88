//! Checks of the sheets and the homework.

use super::{
    super::{Edit, parts::too_many_on_sheet},
    Concern, Look, hard, soft,
};
use crate::{library::model::Item, plan::PlanBlock, safety::Hold, vocabulary::Audience};

impl Look<'_> {
    pub(super) fn paper(&self) -> Vec<Concern> {
        let mut concerns = self.sheets();
        concerns.extend(self.homework());
        concerns
    }

    /// R45, R46: nothing that a sheet may not hold goes on it, whatever was chosen. R48: two exercises and one skill.
    fn sheets(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for (n, item) in self.items() {
            let block = &self.plan.blocks[n];
            let Some(standing) = self.standings.of_item(&item.id) else { continue };
            for sheet in block.sheets.difference(&standing.paper) {
                let gate = standing.holds.iter().find_map(|hold| match hold {
                    Hold::Gate(gate) => Some(&self.library.gate(*gate).name),
                    Hold::Rule(_) | Hold::Need(_) => None,
                });
                let text = gate.map_or_else(
                    || format!("Cannot go on {} now.", name(*sheet)),
                    |gate| format!("Not on {} while “{gate}” is active.", name(*sheet)),
                );
                let rule = if standing.paper.is_empty() { "R45" } else { "R46" };
                concerns.push(soft(rule, Some(block.id), text).with(take_off(block, *sheet)));
            }
        }
        for sheet in [Audience::Both, Audience::A, Audience::B] {
            let chosen = self.items().filter(|(n, item)| {
                let may = self.standings.of_item(&item.id).is_some_and(|s| s.paper.contains(&sheet));
                may && self.plan.blocks[*n].sheets.contains(&sheet)
            });
            let chosen: Vec<(usize, &Item)> = chosen.collect();
            if too_many_on_sheet(chosen.iter().map(|(_, item)| *item)) {
                let text = format!("At most two exercises and one skill on a sheet. Remove one from {}.", name(sheet));
                let last = chosen.last().map(|(n, _)| take_off(&self.plan.blocks[*n], sheet));
                concerns.push(hard("R48", None, text).with(last));
            }
        }
        concerns
    }

    /// True if the dose is in the library's wording, which itself satisfies R50: optional, dated, stoppable, in turns.
    fn is_as_offered(item: &Item, dose: &str) -> bool {
        item.homework.as_ref().is_some_and(|offered| dose.ends_with(offered.as_str()))
    }

    /// R47: no touch, sexual or fantasy homework under some gates. R50: homework in other words must remain an
    /// invitation.
    fn homework(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for (id, dose) in &self.plan.homework {
            let Some(item) = self.library.item(id) else { continue };
            if self.standings.of_item(id).is_some_and(|standing| !standing.homework) {
                let text = format!("“{}” cannot be homework while these holds are active. Remove it.", item.title);
                concerns.push(hard("R47", None, text).with(Edit::DropHomework(id.clone())));
            } else if item.is_sensual() && !Self::is_as_offered(item, dose) {
                let text = "Sensual homework is an invitation: optional, dated, easy to stop, suggested in turns.";
                concerns.push(soft("R50", None, text).with(Edit::DropHomework(id.clone())));
            }
        }
        concerns
    }
}

/// Takes what this block holds off a sheet.
fn take_off(block: &PlanBlock, sheet: Audience) -> Edit {
    let mut sheets = block.sheets.clone();
    sheets.remove(&sheet);
    Edit::Sheets(block.id, sheets)
}

/// Names the sheet.
fn name(sheet: Audience) -> &'static str {
    match sheet {
        Audience::Both => "the sheet for both",
        Audience::A => "the sheet of the first partner",
        Audience::B => "the sheet of the second partner",
    }
}
