//! Checks of the exercises and participants of a plan against gates and rules.

use super::{
    super::{
        Edit,
        parts::{BlockPlace, place},
    },
    Concern, Look, hard, soft,
};
use crate::{
    library::model::{Combination, Incompatible, Item},
    planning::{
        Fit,
        planner::{Present, TWO_FROM, TWO_SMALL_FROM, combination, holds},
    },
    safety::{Hold, is_time_alone},
    vocabulary::{ItemId, Kind, Phase, SmallSet, Tag},
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

    /// Flags exercises that are now held although they are in the plan: by a gate opened since, or a prerequisite that
    /// comes later or not at all (invariant 4).
    fn held(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for (n, block) in self.plan.blocks.iter().enumerate() {
            let Some(id) = block.exercise() else { continue };
            if self.library.item(id).is_none() {
                let text = "This exercise is no longer in the library, so its safety cannot be checked.";
                concerns.push(hard(id.to_string(), Some(block.id), text).or_take_it_out());
            }
            for hold in self.standings.holds_after(id, self.plan.exercises_before(n)) {
                let needed = match &hold {
                    Hold::Need(need) => self.plan.blocks.iter().find(|block| block.exercise() == Some(need)),
                    Hold::Gate(_) | Hold::Rule(_) => None,
                };
                let concern = |text: String| hard(hold.id(), Some(block.id), text);
                concerns.push(match (needed, &hold) {
                    (Some(first), Hold::Need(need)) => concern(self.put_first(need)).with(Edit::MoveTo(first.id, n)),
                    _ => concern(format!("On hold: {}", hold.in_words(self.library))).or_take_it_out(),
                });
            }
        }
        concerns
    }

    fn put_first(&self, need: &ItemId) -> String {
        let title = self.library.item(need).map_or(need.as_str(), |item| item.title.as_str());
        format!("“{title}” is needed first. Move it up.")
    }

    /// Flags blocks that seat both partners together against an open gate.
    fn room(&self) -> Vec<Concern> {
        let mut concerns = Vec::new();
        let together = |present| matches!(present, Present::Both | Present::Each);
        if let Some(gate) = self.standings.alone_because() {
            let blocks = self.plan.blocks.iter().filter(|block| together(block.present));
            let text = format!("“{}” is active: see one partner alone.", self.library.gate(gate).name);
            concerns.extend(blocks.map(|block| hard(gate.to_string(), Some(block.id), text.clone()).or_take_it_out()));
            return concerns;
        }
        for (n, item) in self.items() {
            let block = &self.plan.blocks[n];
            let fit = self.standings.of_item(&item.id).map(|standing| standing.fit);
            let alone = matches!(fit, Some(Fit::No | Fit::OwnTime)) && !self.library.is_couple_work(item);
            if alone && together(block.present) {
                let text = "This is for one person alone. Choose who, and make sure no one can overhear.";
                let rule = if item.id == *"individual-safety-interview" { "R1" } else { "5.1" };
                concerns.push(hard(rule, Some(block.id), text).or_take_it_out());
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
                let text = format!("Only one high-intensity exercise a session. Keep this one or “{}”.", first.title);
                hard("R38", self.id(*n), text).or_take_it_out()
            })
            .collect();
        let touch = |item: &Item| item.tags.contains(&Tag::Touch);
        for (n, _) in self.items().filter(|(_, item)| touch(item)) {
            let text = format!("No touch exercise in the same session as “{}”. Move it to another day.", first.title);
            concerns.push(hard("R40", self.id(n), text).or_take_it_out());
        }
        let at_home = self.plan.homework.iter().filter_map(|(id, _)| self.library.item(id)).find(|item| touch(item));
        if let Some(at_home) = at_home {
            let text = format!("No touch homework on the same day as “{}”. Choose something else.", first.title);
            concerns.push(hard("R40", None, text).with(Edit::DropHomework(at_home.id.clone())));
        }
        concerns
    }

    /// R43: the number of exercises for the length, a strength item extra. R17: one new skill while safety is built.
    fn how_many(&self) -> Vec<Concern> {
        let main = |n: &usize| place(self.library.shares(), &self.plan.blocks[*n].part) == BlockPlace::Main;
        let mains: Vec<&Item> =
            self.items().filter(|(n, item)| main(n) && !is_time_alone(item)).map(|(_, item)| item).collect();
        let length = self.plan.minutes;
        let mut concerns = Vec::new();
        if !holds(length, &mains) {
            let room = if length >= TWO_FROM {
                "two exercises, one of them light"
            } else if length >= TWO_SMALL_FROM {
                "one large exercise or two small ones"
            } else {
                "one exercise"
            };
            let last = self.items().map(|(n, _)| n).filter(main).last();
            let concern = soft("R43", None, format!("{length} minutes hold {room}."));
            concerns.push(concern.with(last.and_then(|n| self.id(n)).map(Edit::Remove)));
        }
        let new_skill =
            |(_, item): &(usize, &Item)| item.tags.contains(&Tag::Skill) && !self.standings.done.contains(&item.id);
        let second = self.items().filter(new_skill).skip(1).last().filter(|_| self.standings.phase == Phase::Safety);
        if let Some((n, _)) = second {
            let text = "Two new skills in one session. In this phase, consider keeping one.";
            concerns.push(soft("R17", None, text).with(self.id(n).map(Edit::Remove)));
        }
        concerns
    }

    /// Flags combinations to avoid (reference 5.4).
    fn apart(&self) -> Vec<Concern> {
        let planned = |ids: &SmallSet<ItemId>| self.items().any(|(_, item)| item.is_among(ids));
        let done = |c: &Combination| c.with.iter().any(|id| self.standings.done.contains(id));
        let clash = |c: &&Combination| match c.apart {
            Incompatible::Session => planned(&c.items) && planned(&c.with),
            Incompatible::Course => planned(&c.items) && done(c),
            Incompatible::Search | Incompatible::Reminder => false,
        };
        let said = self.library.combinations().iter().filter(clash).map(|clash| {
            let warning = combination(clash);
            let last = self.items().filter(|(_, item)| item.is_among(&clash.items)).last();
            let remedy = last.and_then(|(n, _)| self.id(n)).map(Edit::Remove);
            soft(warning.rule, None, warning.text).with(remedy)
        });
        said.collect()
    }

    /// Flags work of a later phase.
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
                let (its, today) = (item.phase.in_words(), today.in_words());
                let text = format!("Belongs to the {its} phase; the work is in the {today} phase.");
                soft(rule, self.id(n), text).or_take_it_out()
            })
            .collect()
    }
}
