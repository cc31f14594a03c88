//! The starter templates, as a couple meets them for whom they are meant.

use domain::{
    assess::{Partner, Session},
    library::english,
    plan::{
        PlanBlock,
        editor::{Concern, ExerciseStatuses, check},
        templates::{Booked, plan, starters},
    },
    vocabulary::Phase,
};

use super::{applied, booking};
use crate::support::{Moment, course};

/// Usual lengths of a session, in minutes. A starter is made for an hour.
const LENGTHS: [u8; 5] = [45, 50, 60, 75, 90];

/// Exercises that come before each of them in the work.
const DONE: [&str; 4] =
    ["individual-safety-interview", "contact-ending-plan", "trust-and-sex-baseline", "stop-signal-agreement"];

fn moment(phase: Phase, booked: Booked) -> Moment {
    let session = match booked {
        Booked::Couple => Session::Couple,
        Booked::Individual(role) => Session::Individual(role, Some(Partner::A)),
    };
    let course = course(&["INF-08"], &DONE);
    let picture = domain::assess::Assessment::of(english(), &course, Some(phase), session);
    let standings = ExerciseStatuses::of(&picture.moment(english(), &course));
    Moment { course, picture, standings }
}

#[test]
fn a_starter_opens_without_a_warning_of_its_own() {
    let mut wrong = Vec::new();
    for (template, minutes) in starters(english()).iter().flat_map(|one| LENGTHS.map(|minutes| (one, minutes))) {
        let moment = moment(template.phase, template.booked);
        let choices = applied(template, &moment, minutes).proposed();
        let now = moment.picture.moment(english(), &moment.course);
        let made = plan(template, &now, booking(template, minutes), Partner::A, &choices);
        let made = made.unwrap_or_else(|refused| panic!("{}: {refused:?}", template.title));
        let check = check(english(), &moment.standings, &made);
        let title = format!("{} in {minutes} minutes", template.title);
        // More time than its exercises can use stays free, and is said.
        let item = |block: &PlanBlock| english().item(block.exercise()?);
        let is_full = made.blocks.iter().filter_map(|block| Some((block, item(block)?)));
        let is_full = is_full.into_iter().all(|(block, item)| block.minutes == item.minutes.max);
        let free = |one: &&Concern| is_full && one.text.ends_with("not planned yet.");
        let concerns = check.concerns.iter().filter(|one| !free(one));
        wrong.extend(concerns.map(|one| format!("{title}: {} {}", one.rule, one.text)));
        assert!(made.blocks.iter().any(|block| block.exercise().is_some()), "{title} has an exercise");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
