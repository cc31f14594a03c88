//! The fixed words of run sheets, leaflets, forms and other sheets, for later translation.

/// At the head of every page that no client may see.
pub(crate) const PRIVATE: &str = "Private: for the counsellor only";

/// At the head of a recovery key.
pub(crate) const PRIVATE_KEY: &str = "Private: for you only";

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

/// The sheet that says where to go and by when. Its title says nothing about why.
pub(crate) const REFERRALS: &str = "Where to go, and by when";
pub(crate) const REFERRALS_LEAD: &str = "Some help only works within a certain time. You decide; here is how much time \
    there is.";
pub(crate) const WHAT_FOR: &str = "What for";
pub(crate) const WITHIN: &str = "Within which time";
pub(crate) const GOOD_TO_KNOW: &str = "Good to know";
pub(crate) const WHERE_TO_GO: &str = "Where, who to ask for, telephone";
pub(crate) const WHEN_TO_GO: &str = "Go by (day, time)";
pub(crate) const NOT_ADVICE: &str = "This is not medical advice. Whoever you see there knows more than this page.";
pub(crate) const KEEP_OR_LEAVE: &str = "This page is for you alone. If it is not safe to carry, read it here and leave it \
    here.";

/// The sheet with a recovery key.
pub(crate) const RECOVERY: &str = "Your recovery key";
pub(crate) const RECOVERY_LEAD: &str = "Print this page once, and keep it where you keep what must not be lost.";
pub(crate) const LOGIN: &str = "Login:";
pub(crate) const KEY: &str = "Recovery key:";
pub(crate) const KEY_SYMBOLS: &str = "Digits and capital letters. There is no letter I, L, O or U in it: what looks like \
    one of them is a 1 or a 0.";
pub(crate) const PRINTED_ON: &str = "Printed on (date)";
pub(crate) const WHAT_IT_IS_FOR: &str = "What it is for";
pub(crate) const WHAT_IT_DOES: &str = "It opens your account once the password is lost. Everything you have written is \
    sealed: without the password or this key nobody can read it again, neither you nor whoever runs the server.";
pub(crate) const WHERE_TO_KEEP_IT: &str = "Where to keep it";
pub(crate) const KEEPING: [&str; 4] = [
    "In a locked place, away from the computer: a safe, or a drawer that only you can open.",
    "Not as a photo, not in a mail, not in a cloud.",
    "Whoever has this page and your login can read everything. If it is lost or was seen, make a new key; this one then \
     opens nothing.",
    "Once you have used it, you get a new key. Destroy this page then.",
];
