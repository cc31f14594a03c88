//! Words of the field as a person reads them. The library's own tables hold ids; this is how they are said on a screen.

use domain::{
    answers::Answer,
    desk::{Stamp, Status},
    library::model::{Party, Then, Who},
    map::Band,
    words::{AppliesTo, Challenge, Kind, PaperClass, Phase, Role, Weight},
};

/// The phase, for a heading.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Safety => "Safety and stabilisation",
        Phase::Meaning => "Understanding and meaning",
        Phase::Repair => "Repair and atonement",
        Phase::Intimacy => "Rebuilding intimacy",
        Phase::Maintenance => "Keeping what was won",
    }
}

/// The challenge, short enough for a chip.
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

/// What sort of thing an exercise is.
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

/// Who is in the room, in one line.
pub fn who(who: &Who) -> String {
    let first = match who.first {
        Party::Couple => "Couple",
        Party::CoupleOrEachAlone => "Couple, or each alone",
        Party::EachAlone => "Each alone",
        Party::One(one) => role(one),
    };
    let then = match who.then {
        None => "",
        Some(Then::Couple) => ", then couple",
        Some(Then::CoupleIfWanted) => ", then couple if wanted",
    };
    let together = who.together_unless.is_some() || who.together_only_for.is_some();
    format!("{first}{then}{}", if together { "; together at times" } else { "" })
}

/// One partner, by the part that person has in it.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Harmed => "The harmed partner",
        Role::Injured => "The partner who was hurt",
        Role::Involved => "The partner who was involved",
        Role::SecretHolder => "The partner who told a secret",
        Role::Supporter => "The partner who stands by",
        Role::Concerned => "The person concerned",
        Role::AtRisk => "The person at risk",
    }
}

/// On whose paper it may stand.
pub fn paper(paper: PaperClass) -> &'static str {
    match paper {
        PaperClass::Shared => "May stand on the sheet that both keep.",
        PaperClass::Individual => "Only on one person's own sheet.",
        PaperClass::Nowhere => "Never printed.",
    }
}

/// Whom an indicator is about.
pub fn applies_to(group: AppliesTo) -> &'static str {
    match group {
        AppliesTo::Injured => "The partner who was hurt",
        AppliesTo::Involved => "The partner who was involved",
        AppliesTo::Either => "Either partner",
        AppliesTo::Both => "The couple",
    }
}

/// How strongly an indicator speaks.
pub fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Weak => "Weak sign",
        Weight::Moderate => "Moderate sign",
        Weight::Strong => "Strong sign",
    }
}

/// “1 exercise”, “5 exercises”.
pub fn exercises(count: usize) -> String {
    if count == 1 { "1 exercise".into() } else { format!("{count} exercises") }
}

/// “1 session”, “5 sessions”.
#[cfg(feature = "ssr")]
pub fn sessions(count: usize) -> String {
    if count == 1 { "1 session".into() } else { format!("{count} sessions") }
}

/// “1 question”, “5 questions”.
pub fn questions(count: usize) -> String {
    if count == 1 { "1 question".into() } else { format!("{count} questions") }
}

/// “1 point”, “5 points”.
pub fn points(count: u16) -> String {
    if count == 1 { "1 point".into() } else { format!("{count} points") }
}

/// How far a plan is, as a chip says it, and the chip's tone.
pub fn status(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Draft => ("Draft", "plain"),
        Status::Ready => ("Plan ready", "teal"),
        Status::Held => ("Held", "plain"),
    }
}

/// How much weight a finding has, in a word.
pub fn band(band: Band) -> &'static str {
    match band {
        Band::Leading => "leading",
        Band::Present => "present",
        Band::Mention => "a mention",
    }
}

/// How long ago something was: “just now”, “20 minutes ago”, “3 hours ago”, “5 days ago”.
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

/// An answer, as its button says it.
pub fn answer(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "Yes",
        Some(Answer::No) => "No",
        None => "Not asked",
    }
}

/// Typed text for between the tags of a `textarea`. Leptos writes what stands there as it is, so that a text with tags of
/// its own would end the field (checklist 24); in a browser the text is set as text.
pub fn in_textarea(text: &str) -> String {
    if cfg!(feature = "ssr") {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    } else {
        text.to_owned()
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
