//! What was written down after a session, in words.

use domain::{
    assess::Partner,
    paper::handout::Audience,
    plan::{Attendance, NextAppointment, SafetyToday, SessionPlan, SessionRecord, Status},
    records::Couple,
    vocabulary::Day,
};

/// “Lena and Tom, on time”, “Lena on time, Tom 5 min late”; empty where it was not written down.
pub fn who_came(plan: &SessionPlan, couple: &Couple) -> String {
    let record = plan.record.as_deref();
    let came = |partner: Partner| Some((partner, record?.attendance_of(partner)?));
    let all: Vec<(Partner, Attendance)> = plan.expected().into_iter().filter_map(came).collect();
    let name = |partner: Partner| isolated(&couple.partner(partner).label);
    match all[..] {
        [(a, one), (b, other)] if one == other => format!("{} and {}, {}", name(a), name(b), attendance(one)),
        _ => {
            all.iter().map(|(who, came)| format!("{} {}", name(*who), attendance(*came))).collect::<Vec<_>>().join(", ")
        }
    }
}

/// “both came”, “Tom did not come”: the same for a line among others; nothing where it was not written down.
pub fn who_came_in_short(plan: &SessionPlan, couple: &Couple) -> Option<String> {
    let record = plan.record.as_deref()?;
    let all: Vec<(Partner, Attendance)> =
        plan.expected().into_iter().map(|who| Some((who, record.attendance_of(who)?))).collect::<Option<_>>()?;
    let away = |(_, came): &&(Partner, Attendance)| !came.came();
    let missing: Vec<String> = all.iter().filter(away).map(|(who, _)| isolated(&couple.partner(*who).label)).collect();
    match (all.len(), missing.len()) {
        (2, 0) => Some("both came".into()),
        (_, 0) => Some("came".into()),
        _ => Some(format!("{} did not come", missing.join(" and "))),
    }
}

fn attendance(came: Attendance) -> String {
    match came {
        Attendance::OnTime => "on time".into(),
        Attendance::Late(None) => "late".into(),
        Attendance::Late(Some(minutes)) => format!("{minutes} min late"),
        Attendance::Cancelled => "cancelled".into(),
        Attendance::NoShow => "did not come".into(),
    }
}

/// A name kept in the direction of its own script.
pub fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// Whose homework it is.
pub fn whom(audience: Audience, couple: &Couple) -> String {
    match audience {
        Audience::Both => "Both".into(),
        Audience::A => couple.partner(Partner::A).label.clone(),
        Audience::B => couple.partner(Partner::B).label.clone(),
    }
}

/// What was found about safety.
pub fn safety(found: Option<SafetyToday>) -> &'static str {
    match found {
        Some(SafetyToday::NoConcern) => "No concern",
        Some(SafetyToday::Concern) => "Concern",
        Some(SafetyToday::NotChecked) => "Not checked",
        None => "Not recorded",
    }
}

/// When the next appointment is.
pub fn next(next: Option<NextAppointment>) -> String {
    match next {
        None => "Not recorded".into(),
        Some(NextAppointment::NoneYet) => "None yet".into(),
        Some(NextAppointment::At(on, start)) => format!("{}, {start}", on.in_words()),
    }
}

/// “16:03 to 17:00, 57 min”, as far as it was written down.
pub fn time(plan: &SessionPlan) -> String {
    let record = plan.record.as_deref();
    if let Some((from, to, minutes)) =
        record.and_then(|record| Some((record.started?, record.ended?, record.length()?)))
    {
        return format!("{from} to {to}, {minutes} min");
    }
    let start = plan.start.map_or(String::new(), |start| format!("{start}, "));
    format!("{start}{} min planned", plan.minutes)
}

/// How long it was, in minutes: as it was written down, or else as it was planned.
pub fn length(plan: &SessionPlan) -> u16 {
    plan.record.as_deref().and_then(SessionRecord::length).unwrap_or_else(|| plan.minutes.0.into())
}

/// What became of a session, for a list.
pub fn became(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Ready => "Ready",
        Status::Completed => "Took place",
        Status::Cancelled => "Cancelled",
        Status::NoShow => "No-show",
    }
}

/// “moved from 3 December”; nothing for a session that was not moved.
pub fn moved_from(plan: &SessionPlan, today: Day) -> Option<String> {
    let (day, _) = plan.record.as_deref()?.moved_from.last()?;
    day.map(|day| format!("moved from {}", day.near(today)))
}
