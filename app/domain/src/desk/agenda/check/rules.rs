//! What gates and rules say about the exercises of a plan and about who is in the room.

use std::collections::BTreeSet;

use super::{
    super::parts::{Place, place},
    Concern, Look, hard, soft,
};
use crate::{
    holds::Hold,
    ids::ItemId,
    library::model::{Apart, Combination, Item},
    plan::{Present, SMALL, TWO_FROM, TWO_SMALL_FROM, combination},
    session::Fit,
    words::{Kind, Phase, Tag},
};

impl Look<'_> {
    pub(super) fn rules(&self) -> Vec<Concern> {
        let mut concerns = self.held();
        concerns.extend(self.room());
        concerns.extend(self.intensity());
        concerns.extend(self.how_many());
        concerns.extend(self.apart());
        concerns.extend(self.phase());
        concerns
    }

    /// What holds an exercise now, though it is in the plan: a gate opened since, or what it needs comes later or not at
    /// all (invariant 4).
    fn held(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for (n, block) in self.plan.blocks.iter().enumerate() {
            let Some(id) = block.exercise() else { continue };
            if self.library.item(id).is_none() {
                let text = "The library has this exercise no more, so nobody can say whether it is safe today.";
                concerns.push(hard(id.to_string(), Some(block.id), text));
            }
            for hold in self.standings.holds_after(id, self.plan.exercises_before(n)) {
                let text = match &hold {
                    Hold::Need(need) if self.plan.has(need) => self.put_first(need),
                    hold => format!("Held: {}", hold.in_words(self.library)),
                };
                concerns.push(hard(hold.id(), Some(block.id), text));
            }
        }
        concerns
    }

    fn put_first(&self, need: &ItemId) -> String {
        let title = self.library.item(need).map_or(need.as_str(), |item| item.title.as_str());
        format!("“{title}” is needed for this: put it earlier.")
    }

    /// Nobody is in one room who should not be.
    fn room(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        let together = |present| matches!(present, Present::Both | Present::Each);
        if let Some(gate) = self.standings.alone_because {
            let blocks = self.plan.blocks.iter().filter(|block| together(block.present));
            let text = format!("{}: see one partner alone.", self.library.gate(gate).name);
            concerns.extend(blocks.map(|block| hard(gate.to_string(), Some(block.id), text.clone())));
            return concerns;
        }
        for (n, item) in self.items() {
            let block = &self.plan.blocks[n];
            let fit = self.standings.of_item(&item.id).map(|standing| standing.fit);
            let alone = matches!(fit, Some(Fit::No | Fit::OwnTime)) && !self.library.is_couple_work(item);
            if alone && together(block.present) {
                let text = "This is for one person alone: choose who, and see that nobody else can listen.";
                let rule = if item.id == *"individual-safety-interview" { "R1" } else { "5.1" };
                concerns.push(hard(rule, Some(block.id), text));
            }
        }
        concerns
    }

    /// R38: one high-intensity exercise a session. R40: none with touch, in the session or at home.
    fn intensity(&self) -> Vec<Concern> {
        let intense: Vec<(usize, &Item)> = self.items().filter(|(_, item)| item.high_intensity).collect();
        let Some((_, first)) = intense.first() else { return Vec::new() };
        let mut concerns: Vec<Concern> = intense[1..]
            .iter()
            .map(|(n, _)| {
                let text =
                    format!("One high-intensity exercise a session, and “{}” is one. Keep one of them.", first.title);
                hard("R38", self.id(*n), text)
            })
            .collect();
        let touch = |item: &Item| item.tags.contains(&Tag::Touch);
        for (n, _) in self.items().filter(|(_, item)| touch(item)) {
            let text = format!("Touch does not go into one session with “{}”. Move it to another day.", first.title);
            concerns.push(hard("R40", self.id(n), text));
        }
        let at_home = self.plan.homework.iter().filter_map(|(id, _)| self.library.item(id)).any(touch);
        if at_home {
            let text = format!("No touch at home on the day of “{}”. Choose other homework.", first.title);
            concerns.push(hard("R40", None, text));
        }
        concerns
    }

    /// R43: how many exercises the length has room for. A strength item comes on top. R17: one new skill while safety
    /// is built.
    fn how_many(&self) -> Vec<Concern> {
        let main = |n: &usize| place(self.library.shares(), &self.plan.blocks[*n].part) == Place::Main;
        let mut mains: Vec<&Item> = self.items().filter(|(n, _)| main(n)).map(|(_, item)| item).collect();
        if mains.len() > 1
            && let Some(strength) = mains.iter().rposition(|item| item.tags.contains(&Tag::Strength))
        {
            mains.remove(strength);
        }
        let small = |item: &&Item| !item.high_intensity && item.minutes.typical <= SMALL;
        let length = self.plan.minutes;
        let fits = match mains[..] {
            [] | [_] => true,
            [first, second] if length >= TWO_FROM => small(&first) || small(&second),
            [first, second] if length >= TWO_SMALL_FROM => small(&first) && small(&second),
            _ => false,
        };
        let mut concerns = Vec::new();
        if !fits {
            let room = if length >= TWO_FROM {
                "two exercises, one of them light"
            } else if length >= TWO_SMALL_FROM {
                "one large exercise or two small ones"
            } else {
                "one exercise"
            };
            concerns.push(soft("R43", None, format!("{length} minutes have room for {room}; less can be more.")));
        }
        let new_skill =
            |(_, item): &(usize, &Item)| item.tags.contains(&Tag::Skill) && !self.standings.done.contains(&item.id);
        if self.standings.phase == Phase::Safety && self.items().filter(new_skill).count() > 1 {
            let text = "More than one new skill while safety is still being built: consider keeping one.";
            concerns.push(soft("R17", None, text));
        }
        concerns
    }

    /// Combinations to avoid (reference 5.4).
    fn apart(&self) -> Vec<Concern> {
        let planned = |ids: &BTreeSet<ItemId>| self.items().any(|(_, item)| item.is_among(ids));
        let done = |c: &Combination| c.with.iter().any(|id| self.standings.done.contains(id));
        let clash = |c: &&Combination| match c.apart {
            Apart::Session => planned(&c.items) && planned(&c.with),
            Apart::Course => planned(&c.items) && done(c),
            Apart::Search | Apart::Reminder => false,
        };
        let said = self.library.combinations().iter().filter(clash).map(combination);
        said.map(|warning| soft(warning.rule, None, warning.text)).collect()
    }

    /// Work of a later phase.
    fn phase(&self) -> Vec<Concern> {
        let today = self.standings.phase;
        let alone = |item: &Item| item.kind == Kind::Individual && !self.library.is_couple_work(item);
        // What a rule asks for now (R36, R37) is suggested, whatever its phase.
        let due = |item: &Item| self.standings.suggested.iter().any(|suggested| suggested.item == item.id);
        let later = |(_, item): &(usize, &Item)| item.phase > today && !alone(item) && !due(item);
        let rule = if today == Phase::Safety { "R17" } else { "5.2" };
        self.items()
            .filter(later)
            .map(|(n, item)| {
                let text = format!("It belongs to the {} phase; the work is in the {today} phase.", item.phase);
                soft(rule, self.id(n), text)
            })
            .collect()
    }
}
