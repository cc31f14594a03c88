//! Plans used again: templates, files, the next session, another couple.

mod file;
mod gates;
mod next;
mod record;
mod starters;
mod strips;

use domain::{
    assess::Partner,
    library::english,
    plan::{
        SessionPlan,
        editor::{Booking, Edit},
        templates::{Application, Choice, Labels, Refusal, Template, apply, from_plan, plan},
    },
    vocabulary::Minutes,
};

use crate::support::{Moment, item};

/// A template of this plan with a title.
pub fn template(of: &SessionPlan) -> Template {
    let (template, _) = from_plan(english(), of);
    Labels::typed("Repair talk", "For the second month.", "repair, calm").unwrap().on(template)
}

/// A plan with exercises that some gates hold.
pub fn with_exercises(moment: &Moment, minutes: u8, ids: &[&str]) -> SessionPlan {
    let mut plan = moment.draft(minutes);
    plan.blocks.retain(|block| block.item.is_none());
    for id in ids {
        plan = moment.apply(&plan, &Edit::Add(item(id)));
    }
    plan
}

pub fn applied(template: &Template, moment: &Moment, minutes: u8) -> Application {
    apply(template, &moment.picture.moment(english(), &moment.course), Minutes(minutes))
}

pub fn booking(template: &Template, minutes: u8) -> Booking {
    let booked = match template.booked {
        domain::plan::templates::Booked::Couple => domain::assess::Session::Couple,
        domain::plan::templates::Booked::Individual(role) => {
            domain::assess::Session::Individual(role, Some(Partner::A))
        }
    };
    Booking { number: 4, on: None, start: None, minutes: Minutes(minutes), booked }
}

pub fn made(
    template: &Template,
    moment: &Moment,
    minutes: u8,
    choices: &[Choice],
) -> Result<SessionPlan, Vec<Refusal>> {
    let now = moment.picture.moment(english(), &moment.course);
    plan(template, &now, booking(template, minutes), Partner::A, choices)
}
