//! Words for the library's ids and enums, as people read them on a screen.

use domain::{
    assess::{Answer, Band},
    library::model::{Party, Then, Who},
    plan::Status,
    records::Stamp,
    vocabulary::{AppliesTo, Challenge, Concerns, Kind, PaperClass, Phase, Role, Weight, text_case::capital},
};

/// Returns the phase, for a heading.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Safety => "Safety and stabilisation",
        Phase::Meaning => "Understanding",
        Phase::Repair => "Repair",
        Phase::Intimacy => "Rebuilding intimacy",
        Phase::Maintenance => "Maintenance",
    }
}

/// Returns the challenge, short enough for a chip.
pub fn challenge(challenge: Challenge) -> &'static str {
    match challenge {
        Challenge::Abuse => "Abuse",
        Challenge::Trauma => "Trauma",
        Challenge::Addiction => "Addiction",
        Challenge::Infidelity => "Infidelity",
        Challenge::Betrayal => "Betrayal",
        Challenge::Power => "Unequal power",
        Challenge::Expectations => "Unrealistic expectations",
        Challenge::Stressors => "Everyday stress",
    }
}

/// Returns the kind of an exercise.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Psychoeducation => "Information",
        Kind::Assessment => "Assessment",
        Kind::Exercise => "Exercise",
        Kind::Dialogue => "Dialogue",
        Kind::Individual => "Individual work",
        Kind::Homework => "Homework",
        Kind::Ritual => "Ritual",
    }
}

/// Describes the participants in one line.
pub fn who(who: &Who) -> String {
    let first = match who.first {
        Party::Couple => "Couple".to_owned(),
        Party::CoupleOrEachAlone => "Together, or each alone".to_owned(),
        Party::EachAlone => "Each alone".to_owned(),
        Party::One(one) => role(one),
    };
    let then = match who.then {
        None => "",
        Some(Then::Couple) => ", then couple",
        Some(Then::CoupleIfWanted) => ", then couple if wanted",
    };
    let together = who.together_unless.is_some() || who.together_only_for.is_some();
    format!("{first}{then}{}", if together { "; sometimes together" } else { "" })
}

/// Describes a partner by role.
pub fn role(role: Role) -> String {
    capital(role.in_words())
}

/// Returns the sheets on which it may be printed.
pub fn paper(paper: PaperClass) -> &'static str {
    match paper {
        PaperClass::Shared => "Can go on the sheet for both.",
        PaperClass::Individual => "Only on one person’s own sheet.",
        PaperClass::Nowhere => "Never printed.",
    }
}

/// Returns the persons whom an indicator is about.
pub fn applies_to(group: AppliesTo) -> &'static str {
    match group {
        AppliesTo::Injured => "Hurt partner",
        AppliesTo::Involved => "Involved partner",
        AppliesTo::Either => "Either partner",
        AppliesTo::Both => "Couple",
    }
}

/// Returns the column heading after a partner's name, or alone if there is one answer for both.
pub fn column(concerns: Concerns) -> &'static str {
    match concerns {
        Concerns::Doing => "did",
        Concerns::Experiencing => "experiences",
        Concerns::Being => "",
        Concerns::Couple => "Both",
    }
}

/// Returns the strength of an indicator.
pub fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Weak => "Weak sign",
        Weight::Moderate => "Moderate sign",
        Weight::Strong => "Strong sign",
    }
}

/// Formats “1 exercise”, “5 exercises”.
pub fn exercises(count: usize) -> String {
    if count == 1 { "1 exercise".into() } else { format!("{count} exercises") }
}

/// Formats “1 person”, “5 people”.
#[cfg(feature = "ssr")]
pub fn people(count: usize) -> String {
    if count == 1 { "1 person".into() } else { format!("{count} people") }
}

/// Formats “1 session”, “5 sessions”.
#[cfg(feature = "ssr")]
pub fn sessions(count: usize) -> String {
    if count == 1 { "1 session".into() } else { format!("{count} sessions") }
}

/// Formats “1 question”, “5 questions”.
pub fn questions(count: usize) -> String {
    if count == 1 { "1 question".into() } else { format!("{count} questions") }
}

/// Formats “1 point”, “5 points”.
pub fn points(count: u16) -> String {
    if count == 1 { "1 point".into() } else { format!("{count} points") }
}

/// Returns the status of a plan as its chip shows it, with the chip's tone.
pub fn status(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Draft => ("Draft", "plain"),
        Status::Ready => ("Plan ready", "teal"),
        Status::Completed => ("Took place", "plain"),
        Status::Cancelled => ("Cancelled", "plain"),
        Status::NoShow => ("No-show", "plain"),
    }
}

/// Returns the band of a finding, in a word.
pub fn band(band: Band) -> &'static str {
    match band {
        Band::Leading => "leading",
        Band::Present => "present",
        Band::Mention => "minor",
    }
}

/// Formats the time since then: “just now”, “20 minutes ago”, “3 hours ago”, “5 days ago”.
pub fn ago(then: Stamp, now: Stamp) -> String {
    let minutes = (now.0 - then.0).max(0) / 60_000_000;
    let some = |count: i64, unit: &str| format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" });
    match minutes {
        0 => "just now".into(),
        1..60 => some(minutes, "minute"),
        60..1440 => some(minutes / 60, "hour"),
        _ => some(minutes / 1440, "day"),
    }
}

/// Returns an answer as its button shows it.
pub fn answer(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "Yes",
        Some(Answer::No) => "No",
        None => "Not asked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_that_has_passed_is_told_in_the_largest_unit() {
        let after = |minutes: i64| ago(Stamp(0), Stamp(minutes * 60_000_000));
        assert_eq!(after(0), "just now");
        assert_eq!(after(1), "1 minute ago");
        assert_eq!(after(59), "59 minutes ago");
        assert_eq!(after(60), "1 hour ago");
        assert_eq!(after(2880), "2 days ago");
        assert_eq!(ago(Stamp(5), Stamp(0)), "just now");
    }
}
