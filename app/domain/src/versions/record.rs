//! Two states of what was written down after a session.

use super::Changes;
use crate::{
    plan::{Attendance, HomeworkResult, NextAppointment, SafetyToday, SessionEvent, SessionPlan, SessionRecord},
    safety::SafetyConcern,
    vocabulary::Audience,
};

/// What changed in the record of a session.
pub(super) fn compare(changes: &mut Changes, labels: &[String; 2], was: &SessionPlan, is: &SessionPlan) {
    let none = SessionRecord::default();
    let (was_plan, is_plan) = (was, is);
    let (was, is) = (was.record.as_deref().unwrap_or(&none), is.record.as_deref().unwrap_or(&none));
    let words = |of: Option<String>| of.unwrap_or_else(|| "not recorded".into());
    changes.compare("Session", words(was.event.map(event)), words(is.event.map(event)));
    for (n, label) in labels.iter().enumerate() {
        let came = |record: &SessionRecord| words(record.attendance[n].map(attendance));
        changes.compare(format!("Attendance of {label}"), came(was), came(is));
        let felt = |record: &SessionRecord| words(record.felt_safe[n].map(|felt| format!("{felt} of 10")));
        changes.compare(format!("How safe it felt to {label}"), felt(was), felt(is));
    }
    let time = |of: Option<crate::vocabulary::Clock>| words(of.map(|time| time.to_string()));
    changes.compare("Started", time(was.started), time(is.started));
    changes.compare("Ended", time(was.ended), time(is.ended));
    for block in &is_plan.blocks {
        let took = |record: &SessionRecord| words(record.minutes.get(&block.id).map(|n| format!("{n} min")));
        if was_plan.block(block.id).is_some() {
            changes.compare(format!("Minutes that “{}” took", block.title), took(was), took(is));
        }
    }
    changes.compare("Homework agreed", homework(labels, was), homework(labels, is));
    changes.compare("Safety", words(was.safety.map(safety)), words(is.safety.map(safety)));
    changes.compare("Subject of the concern", words(was.concern.map(concern)), words(is.concern.map(concern)));
    changes.compare("Safety concern", &*was.safety_note, &*is.safety_note);
    changes.compare("Session note", &*was.note, &*is.note);
    changes.compare("Next appointment", words(was.next.map(next)), words(is.next.map(next)));
}

fn concern(concern: SafetyConcern) -> String {
    match concern {
        SafetyConcern::Control => "fear, violence, pressure or control",
        SafetyConcern::Suicide => "suicide, self-harm, or harm to someone else",
        SafetyConcern::AtRisk => "a child or an adult at risk",
        SafetyConcern::Medical => "an urgent medical need",
        SafetyConcern::Unclear => "not clear yet",
    }
    .into()
}

fn event(event: SessionEvent) -> String {
    match event {
        SessionEvent::TookPlace => "took place",
        SessionEvent::Moved => "moved",
        SessionEvent::Cancelled => "cancelled",
        SessionEvent::NoShow => "no-show",
    }
    .into()
}

fn attendance(came: Attendance) -> String {
    match came {
        Attendance::OnTime => "on time".into(),
        Attendance::Late(None) => "late".into(),
        Attendance::Late(Some(minutes)) => format!("{minutes} min late"),
        Attendance::Cancelled => "cancelled".into(),
        Attendance::NoShow => "no-show".into(),
    }
}

fn safety(found: SafetyToday) -> String {
    match found {
        SafetyToday::NoConcern => "no concern",
        SafetyToday::Concern => "concern",
        SafetyToday::NotChecked => "not checked",
    }
    .into()
}

fn next(next: NextAppointment) -> String {
    match next {
        NextAppointment::NoneYet => "none yet".into(),
        NextAppointment::At(day, time) => format!("{} at {time}", day.in_words()),
    }
}

fn homework(labels: &[String; 2], record: &SessionRecord) -> String {
    let whom = |audience| match audience {
        Audience::Both => "Both",
        Audience::A => labels[0].as_str(),
        Audience::B => labels[1].as_str(),
    };
    let result = |result| match result {
        None => "",
        Some(HomeworkResult::Done) => " (done)",
        Some(HomeworkResult::Partly) => " (partly)",
        Some(HomeworkResult::NotDone) => " (not done)",
    };
    let line = |agreed: &crate::plan::AgreedHomework| {
        format!("{}: {}{}", whom(agreed.whom), agreed.words.on_paper(), result(agreed.result))
    };
    record.homework.iter().map(line).collect::<Vec<_>>().join("; ")
}
