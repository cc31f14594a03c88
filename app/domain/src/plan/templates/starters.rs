//! The templates to begin with, made from the library.

use super::{Booked, Content, ExerciseRef, Part, Room, Template, TemplateBlock};
use crate::{
    assess::{Partner, Session},
    library::{Library, model::Starter},
    plan::{
        KeptItem,
        editor::{BlockPlace, place},
    },
    planning::planner::Parts,
    vocabulary::Minutes,
};

/// Length of a starter, in minutes.
const AN_HOUR: Minutes = Minutes(60);

/// Returns the templates to begin with, in the order of the library. An exercise that an account has put away is left out.
pub fn starters(library: &Library) -> Vec<Template> {
    library.starters().iter().map(|starter| template(library, starter)).collect()
}

fn template(library: &Library, starter: &Starter) -> Template {
    // The partner who comes alone is determined when the template is applied.
    let session = starter.alone.map_or(Session::Couple, |role| Session::Individual(role, Some(Partner::A)));
    let parts = Parts::of(library.shares(), AN_HOUR, starter.phase, session);
    let blocks = parts.iter().flat_map(|(name, minutes)| {
        let part = Part::or_main(library, name);
        if place(library.shares(), name) == BlockPlace::Main {
            exercises(library, starter, &part)
        } else {
            vec![TemplateBlock { part, minutes, room: room(starter), content: Content::Part }]
        }
    });
    // A first session looks back on no homework, and neither does one that begins after a break.
    let blocks = blocks.filter(|block| place(library.shares(), block.part.as_str()) != BlockPlace::Review);
    let mut blocks: Vec<TemplateBlock> = blocks.collect();
    fit(library, &mut blocks);
    Template {
        title: starter.title.clone(),
        description: starter.description.clone(),
        tags: vec!["starter".into()],
        minutes: AN_HOUR,
        phase: starter.phase,
        booked: Booked::from(session),
        blocks,
        homework: starter.homework.clone(),
    }
}

fn exercises(library: &Library, starter: &Starter, part: &Part) -> Vec<TemplateBlock> {
    let usable = starter.exercises.iter().filter_map(|one| Some((library.item(&one.id)?, one.minutes)));
    usable
        .filter(|(item, _)| !item.put_away)
        .map(|(item, minutes)| TemplateBlock {
            part: part.clone(),
            minutes,
            room: room(starter),
            content: Content::Exercise(ExerciseRef::Kept(KeptItem::of(item))),
        })
        .collect()
}

/// Gives the exercises what an hour leaves beside the other parts, or takes it from them, within their ranges.
fn fit(library: &Library, blocks: &mut [TemplateBlock]) {
    let sum = |blocks: &[TemplateBlock]| blocks.iter().map(|block| u16::from(block.minutes.0)).sum::<u16>();
    for place in 0..blocks.len() {
        let Content::Exercise(of) = &blocks[place].content else { continue };
        let Some(item) = library.item(of.id()) else { continue };
        let others = sum(blocks) - u16::from(blocks[place].minutes.0);
        let left = u16::from(AN_HOUR.0).saturating_sub(others);
        let minutes = Minutes(u8::try_from(left).unwrap_or(u8::MAX));
        blocks[place].minutes = minutes.clamp(item.minutes.min, item.minutes.max);
    }
    // What no exercise can use is time to come to rest (R44).
    let rest = u16::from(AN_HOUR.0).saturating_sub(sum(blocks));
    let debrief = |block: &&mut TemplateBlock| place(library.shares(), block.part.as_str()) == BlockPlace::Debrief;
    if let Some(block) = blocks.iter_mut().find(debrief) {
        block.minutes = block.minutes + Minutes(u8::try_from(rest).unwrap_or_default());
    }
}

fn room(starter: &Starter) -> Room {
    if starter.alone.is_some() { Room::First } else { Room::Both }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::english;

    #[test]
    fn every_starter_fits_an_hour_with_each_exercise_in_its_range() {
        let all = starters(english());
        assert_eq!(all.len(), 6);
        for template in all {
            let sum: u16 = template.blocks.iter().map(|block| u16::from(block.minutes.0)).sum();
            assert!((50..=60).contains(&sum), "{}: {sum} minutes", template.title);
            let mut main = 0;
            for block in &template.blocks {
                let Content::Exercise(of) = &block.content else { continue };
                main += 1;
                let item = english().item(of.id()).unwrap();
                assert!(item.minutes.holds(block.minutes), "{}: {}", template.title, item.id);
            }
            assert!(main > 0, "{} has an exercise", template.title);
            for id in &template.homework {
                assert!(english().item(id).unwrap().homework.is_some(), "{}: {id}", template.title);
            }
        }
    }
}
