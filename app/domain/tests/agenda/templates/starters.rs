//! The starter templates, as a couple meets them for whom they are meant.

use domain::{
    assess::{Partner, Session},
    library::english,
    plan::{
        editor::{ExerciseStatuses, check},
        templates::{Booked, plan, starters},
    },
    vocabulary::Phase,
};

use super::{applied, booking};
use crate::support::{Moment, course};

/// The length that a starter is made for, in minutes.
const AN_HOUR: u8 = 60;

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
    for template in starters(english()) {
        let moment = moment(template.phase, template.booked);
        let choices = applied(&template, &moment, AN_HOUR).proposed();
        let now = moment.picture.moment(english(), &moment.course);
        let made = plan(&template, &now, booking(&template, AN_HOUR), Partner::A, &choices);
        let made = made.unwrap_or_else(|refused| panic!("{}: {refused:?}", template.title));
        let concerns = check(english(), &moment.standings, &made).concerns;
        wrong.extend(concerns.iter().map(|one| format!("{}: {} {}", template.title, one.rule, one.text)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
