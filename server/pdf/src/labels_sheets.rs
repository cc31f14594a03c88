//! The fixed words of run sheets and blank forms. They are for the counsellor, and what they print (steps, questions,
//! gates) is in the library in English only; so these are in English too, and no sheet mixes two languages.

/// At the head of every page that no client may see.
pub(crate) const PRIVATE: &str = "Private: for the counsellor only";

/// What a run sheet is called where it has no name of its own.
pub(crate) const RUN_SHEET: &str = "Run sheet";
pub(crate) const OPEN_TODAY: &str = "Safety gates open today";
pub(crate) const WHY: &str = "Why this:";
pub(crate) const STOP_IF: &str = "Stop if:";
pub(crate) const OWN_NOTE: &str = "Your note:";
pub(crate) const NOTE: &str = "Your note";
pub(crate) const AT_A_GLANCE: &str = "At a glance";
pub(crate) const TIME: &str = "Time";
pub(crate) const AFTER: &str = "After";
pub(crate) const MINUTES_SHORT: &str = "Min";
pub(crate) const WHAT: &str = "What";
pub(crate) const WHO: &str = "In the room";
pub(crate) const BLOCK_BY_BLOCK: &str = "Block by block";
pub(crate) const CONFIRM_FIRST: &str = "Confirm first:";
pub(crate) const AT_HAND: &str = "To have at hand:";
pub(crate) const HELD_TODAY: &str = "Held today. Its steps are left off this sheet:";
pub(crate) const INTENSE: &str = "intense";
pub(crate) const AT_HOME: &str = "At home";
pub(crate) const NOTHING_AT_HOME: &str = "Nothing to do at home.";
pub(crate) const WITHHELD: &str = "Not to be given today (R47).";
pub(crate) const KEEP_IN_MIND: &str = "Keep in mind";
pub(crate) const CLOSES_WHEN: &str = "It closes when:";
pub(crate) const OVERRIDDEN: &str = "Overridden for this session; its meaning stays.";
pub(crate) const ROOM_FOR_NOTES: &str = "Room for notes";
pub(crate) const BOTH: &str = "both";
pub(crate) const EACH: &str = "both, each for themselves";

/// “Session 3”.
pub(crate) fn session(number: u16) -> String {
    format!("Session {number}")
}

/// “60 minutes”.
pub(crate) fn minutes(minutes: u16) -> String {
    if minutes == 1 { "1 minute".into() } else { format!("{minutes}\u{a0}minutes") }
}

/// “safety phase”.
pub(crate) fn phase(phase: &str) -> String {
    format!("{phase} phase")
}

/// “A alone”.
pub(crate) fn alone(who: &str) -> String {
    format!("{who} alone")
}

/// The blank form for what is asked with both in the room.
pub(crate) const SITUATION_FORM: &str = "What was told: situation form";
pub(crate) const SITUATION_LEAD: &str = "For questions that may be asked with both in the room. What bears on safety is \
    asked of each partner alone and has a form of its own.";
pub(crate) const NOT_ASKED_IS_NOT_NO: &str = "Not asked is not no: tick “not asked” where a question was left out. Write \
    no names on this sheet.";
pub(crate) const CODE: &str = "Code of the couple";
pub(crate) const DATE: &str = "Date";
pub(crate) const ABOUT_EACH: &str = "About each of the two";
pub(crate) const ABOUT_BOTH: &str = "About the couple";
pub(crate) const QUESTION: &str = "Question";
pub(crate) const ANSWERS: [&str; 3] = ["yes", "no", "not asked"];
pub(crate) const STRENGTHS: &str = "What there is to build on";
pub(crate) const STRENGTHS_LEAD: &str = "Strengths give no points. They say where to begin.";
pub(crate) const WHAT_ELSE: &str = "What else was said";
pub(crate) const INTERVIEW_LEAD: &str = "For one partner, seen alone. Keep this form apart from every other sheet of the \
    couple; nothing on it is for the other’s eyes.";
pub(crate) const BEFORE_YOU_BEGIN: &str = "Before you begin";
pub(crate) const MUST: &str = "(All of this has to be asked before the interview counts.)";

/// “Asked alone: partner A”.
pub(crate) fn interview_form(letter: &str) -> String {
    format!("Asked alone: partner {letter}")
}

/// “Private: for the counsellor only · partner A alone”.
pub(crate) fn alone_with(letter: &str) -> String {
    format!("{PRIVATE} · partner {letter} alone")
}
