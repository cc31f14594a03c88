//! Words of the field as a person reads them. The library's own tables hold ids; this is how they are said on a screen.

use domain::{
    answers::Answer,
    library::model::{Party, Then, Who},
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

/// An answer, as its button says it.
pub fn answer(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "Yes",
        Some(Answer::No) => "No",
        None => "Not asked",
    }
}
