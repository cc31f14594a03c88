//! The parts of a sheet that are no exercises, and the sheets of one partner while joint work is on hold.

use super::{
    Appointment, Audience, ClientWords, Discretion, Refusal, Wanted,
    make::{forbidding_gate, information_only, refused_by},
};
use crate::{
    assess::{CaseState, Session, ThemeRoles},
    library::Library,
    plan::{SessionPlan, SheetContent},
    safety::WorkOnHold,
    vocabulary::{Challenge, GateId, Role},
};

/// A session of this couple that is booked and still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComingSession {
    /// Who is expected.
    pub booked: Session,
    /// When.
    pub when: Appointment,
}

/// A part of a sheet that is no exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetPart {
    /// Homework.
    Homework,
    /// A quote of the readers.
    Theirs,
    /// A sentence from the counsellor.
    Yours,
    /// The next appointment.
    Appointment,
}

/// Returns the first of these sessions that the readers of this sheet attend. `coming` is in the order of time.
///
/// A session with one partner alone is nobody else's business: it goes on no sheet but that partner's own. While joint
/// work is on hold, no joint session is announced.
pub fn next_session(coming: &[ComingSession], audience: Audience, on_hold: bool) -> Option<ComingSession> {
    let attends = |session: &&ComingSession| match session.booked {
        Session::Couple => !on_hold,
        Session::Individual(_, Some(partner)) => audience.partner() == Some(partner),
        Session::Individual(_, None) => false,
    };
    coming.iter().find(attends).copied()
}

/// Returns the appointment that this sheet prints. A joint session is printed unless it was taken off; one with this
/// partner alone only once it was chosen, because others may see the sheet. `is_slip` is the answer of
/// [`is_slip_by_default`]: such a slip has an appointment unless it was taken off.
pub fn next_appointment(content: &SheetContent, next: Option<ComingSession>, is_slip: bool) -> Option<Appointment> {
    let next = next?;
    content.appointment.unwrap_or(is_slip || next.booked == Session::Couple).then_some(next.when)
}

/// True if this sheet can hold nothing but an appointment: the hold on control allows no more, except for a partner
/// who is harmed and does no harm, as far as was told.
pub fn is_slip_only(course: &CaseState, audience: Audience) -> bool {
    let Some([harmed, harming]) = under_control(course, audience) else { return false };
    !harmed || harming
}

/// True if this partner’s sheet is a slip that nobody has to ask for: under the hold on control, for a partner who uses
/// it and is not harmed, as far as was told.
pub fn is_slip_by_default(course: &CaseState, audience: Audience) -> bool {
    under_control(course, audience) == Some([false, true])
}

/// Returns if this partner is harmed, and if this partner uses control, while the hold on control is active; none
/// otherwise, and for the sheet for both.
fn under_control(course: &CaseState, audience: Audience) -> Option<[bool; 2]> {
    let partner = audience.partner().filter(|_| course.gates.is_open(GateId::Control))?;
    let roles = ThemeRoles::of(&course.answers).in_challenge(partner, Challenge::Abuse);
    Some([Role::Harmed, Role::UsingControl].map(|role| roles.contains(&role)))
}

/// Checks that this sheet may be made at all.
///
/// While joint work is on hold there is none for both, and one partner's own only at that partner's request, unless it
/// is a slip by default. The hold on control forbids every sheet by default and lets what was asked for pass; the others
/// that forbid all sheets do not.
///
/// # Errors
/// If there is no such sheet now.
pub(super) fn allowed(
    library: &Library,
    course: &CaseState,
    content: &SheetContent,
    audience: Audience,
) -> Result<(), Refusal> {
    let forbidding = forbidding_gate(library, course, audience, |_| true);
    if WorkOnHold::of(library, course).is_none() {
        return forbidding.map_or(Ok(()), |gate| Err(refused_by(library, gate, audience)));
    }
    if audience == Audience::Both {
        return Err(
            forbidding.map_or(Refusal::OnHold { sheet: audience.sheet() }, |gate| refused_by(library, gate, audience))
        );
    }
    if let Some(gate) = forbidding_gate(library, course, audience, |gate| gate != GateId::Control) {
        return Err(refused_by(library, gate, audience));
    }
    let may_be_made = content.asked_for || is_slip_by_default(course, audience);
    if may_be_made { Ok(()) } else { Err(Refusal::NotAskedFor { sheet: audience.sheet() }) }
}

/// Returns these words if a sheet of this discretion may hold them: a neutral one takes only what was confirmed to give
/// nothing away.
pub(super) fn discreet_enough(words: &ClientWords, discretion: Discretion) -> bool {
    discretion != Discretion::Neutral || words.are_discreet()
}

/// Returns the reason why this part cannot be on the sheet, whatever is chosen; none if it can.
pub fn part_refused(
    library: &Library,
    course: &CaseState,
    plan: &SessionPlan,
    wanted: &Wanted,
    coming: &[ComingSession],
    part: SheetPart,
) -> Option<String> {
    let audience = wanted.audience;
    let discretion = wanted.as_discreet_as_gates_demand(library, course).discretion;
    let on_hold = WorkOnHold::of(library, course).is_some();
    if part == SheetPart::Appointment {
        let reason = match audience {
            Audience::Both => "No next joint session is booked with a day and a time.",
            _ => "No next session with this partner is booked with a day and a time.",
        };
        return next_session(coming, audience, on_hold).is_none().then(|| reason.to_owned());
    }
    if is_slip_only(course, audience) {
        let name = &library.gate(GateId::Control).name;
        return Some(format!("Only an appointment slip while “{name}” is active."));
    }
    if information_only(library, course, audience) {
        return Some("Only general information on the sheet for both while a hold is active.".to_owned());
    }
    if part == SheetPart::Homework && discretion == Discretion::InRoom {
        return Some("A sheet that stays in the room sends nothing home.".to_owned());
    }
    (part == SheetPart::Homework && !has_homework(plan, audience)).then(|| "No homework agreed yet.".to_owned())
}

/// True if there is homework for the readers of this sheet.
fn has_homework(plan: &SessionPlan, audience: Audience) -> bool {
    let agreed = plan.record.as_deref().is_some_and(|record| record.homework_for(audience).next().is_some());
    let on_it = |id| plan.blocks.iter().any(|block| block.exercise() == Some(id) && block.sheets.contains(&audience));
    agreed || plan.homework.iter().any(|(id, _)| on_it(id))
}

/// Returns the reason why typed words that were chosen are not on the sheet; none if they are, or none were chosen.
pub fn words_left_off(
    library: &Library,
    course: &CaseState,
    plan: &SessionPlan,
    wanted: &Wanted,
    part: SheetPart,
) -> Option<String> {
    let content = plan.sheet_content(wanted.audience);
    let typed = if part == SheetPart::Theirs { &content.theirs } else { &content.yours };
    let typed = typed.as_ref().filter(|typed| typed.printed)?;
    if let Some(reason) = part_refused(library, course, plan, wanted, &[], part) {
        return Some(reason);
    }
    if part == SheetPart::Theirs && !content.permitted {
        return Some("Not printed without their permission.".to_owned());
    }
    let discretion = wanted.as_discreet_as_gates_demand(library, course).discretion;
    (!discreet_enough(&typed.words, discretion))
        .then(|| "Not printed on a neutral sheet until you confirm that it gives nothing away.".to_owned())
}
