//! Fixed words of run sheets and blank forms. They are in English, because these sheets print steps, questions and
//! gates that the library has in English only, and no sheet mixes languages.

/// Page header of sheets that clients must not see.
pub(crate) const PRIVATE: &str = "Private: for the counsellor only";

/// Default title of a run sheet.
pub(crate) const RUN_SHEET: &str = "Run sheet";
pub(crate) const NEVER_LEAVE_IT: &str = "Never hand it out. Never leave it on the table.";
pub(crate) const OPEN_TODAY: &str = "Safety gates open today";
pub(crate) const ACTIVE_HOLDS: &str = "Active holds:";
pub(crate) const NO_HOLD: &str = "No hold is active that was told with both present.";
pub(crate) const NOT_TOLD_ALONE: &str = "What was told alone is not on this sheet.";
pub(crate) const TOLD_ALONE: &str = "Told alone";
pub(crate) const TOLD_ALONE_LEAD: &str = "Not for the other partner’s eyes. Keep this page apart from the session’s.";
pub(crate) const ASKED_ALONE: &str = "Asked alone";
pub(crate) const NOTHING_TOLD: &str = "No question was answered with yes.";
pub(crate) const WHY: &str = "Why this:";
pub(crate) const STOP_AND_GROUND_IF: &str = "Stop and ground if";
pub(crate) const SIGNAL: &str = "Signal:";
pub(crate) const STOP_SIGNAL: &str = "Stop signal";
pub(crate) const THEN: &str = "Then:";
pub(crate) const GROUND: &str = "leave the subject. Feet pressed to the floor, five things seen, a long out-breath. Go \
    on only if both want to; if not, debrief.";
pub(crate) const OWN_NOTE: &str = "Your note:";
pub(crate) const NOTE: &str = "Your note";
pub(crate) const TIME: &str = "Time";
pub(crate) const AFTER: &str = "After";
pub(crate) const WHAT_AND_WHO: &str = "What, and who is in the room";
pub(crate) const NOTES: &str = "Notes";
pub(crate) const NEXT_DATE: &str = "Next date";
pub(crate) const ALARM_A: &str = "Alarm before they leave, 0–10: A";
pub(crate) const ALARM_B: &str = "B";
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
pub(crate) const OVERRIDDEN: &str = "overridden";
pub(crate) const ASK_NEXT: &str = "Ask this time";
pub(crate) const ROOM_FOR_NOTES: &str = "Room for notes";
pub(crate) const BOTH: &str = "both";
pub(crate) const EACH: &str = "both, each for themselves";

/// The cover slip of the sheets of a session.
pub(crate) const SHEET_FOR_BOTH: &str = "Both";
pub(crate) const EACH_THEIR_OWN: &str = "Give each partner their own sheet.";
pub(crate) const WHOSE: &str = "For";
pub(crate) const PAGES: &str = "Pages";
pub(crate) const ON_IT: &str = "On it";
pub(crate) const HOMEWORK: &str = "homework as agreed";
pub(crate) const THEIR_WORDS: &str = "their words";
pub(crate) const YOUR_WORDS: &str = "your words";
pub(crate) const NEXT_APPOINTMENT: &str = "next appointment";
pub(crate) const HELP_LINES: &str = "help lines";
pub(crate) const KEEP_COVER: &str = "This page is for you. Keep it, or destroy it.";

/// Returns “3 sheets to hand out”, the title of the cover slip.
pub(crate) fn cover(sheets: usize) -> String {
    if sheets == 1 { "1 sheet to hand out".into() } else { format!("{sheets} sheets to hand out") }
}

/// Returns “Session 3”.
pub(crate) fn session(number: u16) -> String {
    format!("Session {number}")
}

/// Returns “60 minutes”.
pub(crate) fn minutes(minutes: u16) -> String {
    if minutes == 1 { "1 minute".into() } else { format!("{minutes}\u{a0}minutes") }
}

/// Returns “10 min”.
pub(crate) fn minutes_short(minutes: u16) -> String {
    format!("{minutes}\u{a0}min")
}

/// Returns “A alone”.
pub(crate) fn alone(who: &str) -> String {
    format!("{who} alone")
}

/// Title of the situation form.
pub(crate) const SITUATION_FORM: &str = "What was told: situation form";
pub(crate) const SITUATION_LEAD: &str = "For questions that may be asked with both in the room. What bears on safety is \
    asked of each partner alone and has a form of its own.";
pub(crate) const NOT_ASKED_IS_NOT_NO: &str = "Not asked is not no: tick “not asked” where a question was left out. Write \
    no names on this sheet.";
pub(crate) const CODE: &str = "Code of the couple";
pub(crate) const DATE: &str = "Date";
pub(crate) const ABOUT_EACH: &str = "About each of the two";
pub(crate) const WHO_DID_IT: &str = "About each: who did it";
pub(crate) const WHO_EXPERIENCES_IT: &str = "About each: who experiences it";
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

/// Returns “Asked alone: partner A”.
pub(crate) fn interview_form(letter: &str) -> String {
    format!("Asked alone: partner {letter}")
}

/// Returns “Private: for the counsellor only · partner A alone”.
pub(crate) fn alone_with(letter: &str) -> String {
    format!("{PRIVATE} · partner {letter} alone")
}
