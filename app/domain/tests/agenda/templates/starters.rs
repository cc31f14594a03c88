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

/// The usual lengths of a session, in minutes.
const LENGTHS: [u8; 6] = [45, 50, 60, 75, 90, 120];

/// What comes before each of them in the work.
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
fn a_starter_opens_without_a_warning_at_every_usual_length() {
    let mut wrong = Vec::new();
    for template in starters(english()) {
        let moment = moment(template.phase, template.booked);
        for minutes in LENGTHS {
            let choices = applied(&template, &moment, minutes).proposed();
            let now = moment.picture.moment(english(), &moment.course);
            let made = plan(&template, &now, booking(&template, minutes), Partner::A, &choices);
            let made = made.unwrap_or_else(|refused| panic!("{} {minutes}: {refused:?}", template.title));
            // A longer session has minutes left to plan; that says nothing about the template.
            let own = |text: &str| !text.contains("not planned yet") || minutes <= 60;
            let concerns = check(english(), &moment.standings, &made).concerns;
            let own = concerns.iter().filter(|one| own(&one.text));
            wrong.extend(own.map(|one| format!("{}, {minutes}: {} {}", template.title, one.rule, one.text)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
