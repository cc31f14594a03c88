//! What would stand on paper, and what goes home.

use super::{super::parts::too_many_on_sheet, Concern, Look, hard, soft};
use crate::handout::Audience;

impl Look<'_> {
    pub(super) fn paper(&self) -> Vec<Concern> {
        let mut concerns = self.sheets();
        concerns.extend(self.homework());
        concerns
    }

    /// R45, R46: what may not stand on a sheet stays off it, whatever was chosen. R48: two exercises and one skill.
    fn sheets(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for (n, item) in self.items() {
            let block = &self.plan.blocks[n];
            let Some(standing) = self.standings.of_item(&item.id) else { continue };
            for sheet in block.sheets.difference(&standing.paper) {
                let text = format!("As things stand it stays off {}.", name(*sheet));
                concerns.push(soft(if standing.paper.is_empty() { "R45" } else { "R46" }, Some(block.id), text));
            }
        }
        for sheet in [Audience::Both, Audience::A, Audience::B] {
            let chosen = self.items().filter(|(n, item)| {
                let may = self.standings.of_item(&item.id).is_some_and(|s| s.paper.contains(&sheet));
                may && self.plan.blocks[*n].sheets.contains(&sheet)
            });
            if too_many_on_sheet(chosen.map(|(_, item)| item)) {
                let text = format!(
                    "{} holds two exercises and one skill at most. Take something off it.",
                    capital(name(sheet))
                );
                concerns.push(hard("R48", None, text));
            }
        }
        concerns
    }

    /// R47: no touch, sexual or fantasy homework under some gates.
    fn homework(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for (id, _) in &self.plan.homework {
            let Some(item) = self.library.item(id) else { continue };
            if self.standings.of_item(id).is_some_and(|standing| !standing.homework) {
                let text = format!("“{}” cannot be homework as the gates stand now. Take it out.", item.title);
                concerns.push(hard("R47", None, text));
            } else if item.is_sensual() {
                let text = "Sensual homework stays an invitation: optional, dated, stoppable, asked in turns.";
                concerns.push(soft("R50", None, text));
            }
        }
        concerns
    }
}

/// The sheet in words.
fn name(sheet: Audience) -> &'static str {
    match sheet {
        Audience::Both => "the sheet for both",
        Audience::A => "the sheet of the first partner",
        Audience::B => "the sheet of the second partner",
    }
}

fn capital(text: &str) -> String {
    text.char_indices().map(|(at, letter)| if at == 0 { letter.to_ascii_uppercase() } else { letter }).collect()
}
