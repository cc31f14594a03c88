//! What is written down after a session: who came, what took place, what was agreed, safety, a note and what comes next.

use serde::{Deserialize, Serialize};

use super::{BlockId, ClientWords};
use crate::{
    assess::Partner,
    safety::SafetyConcern,
    vocabulary::{Audience, Clock, Day, Minutes, SmallMap},
};

/// The most homework that one session can agree.
pub const MOST_HOMEWORK: usize = 12;

/// The record of a session. Nothing in it is preset: what was not written down is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionRecord {
    /// What became of the session.
    pub event: Option<SessionEvent>,
    /// How partner A and partner B came.
    pub attendance: [Option<Attendance>; 2],
    /// When it really began.
    pub started: Option<Clock>,
    /// When it really ended.
    pub ended: Option<Clock>,
    /// How long each item really took.
    pub minutes: SmallMap<BlockId, Minutes>,
    /// The result of the homework of the session before, where it was given as a whole.
    pub homework_before: Option<HomeworkResult>,
    /// What was agreed for the time until the next session.
    pub homework: Vec<AgreedHomework>,
    /// What was found about safety.
    pub safety: Option<SafetyToday>,
    /// The subject of a concern, where it was chosen.
    pub concern: Option<SafetyConcern>,
    /// What was found, in the counsellor's private words.
    pub safety_note: String,
    /// The counsellor's private note.
    pub note: String,
    /// How safe it felt to partner A and partner B, 0 to 10.
    pub felt_safe: [Option<u8>; 2],
    /// The next appointment.
    pub next: Option<NextAppointment>,
    /// The times for which the session was booked before it was moved, the first one first.
    pub moved_from: Vec<(Option<Day>, Option<Clock>)>,
}

/// What became of a session that was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionEvent {
    /// It took place.
    TookPlace,
    /// It was moved to another time.
    Moved,
    /// It was cancelled.
    Cancelled,
    /// Those who were expected did not come.
    NoShow,
}

/// How one partner came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attendance {
    /// On time.
    OnTime,
    /// So many minutes late; none where it was not written down.
    Late(Option<Minutes>),
    /// Cancelled.
    Cancelled,
    /// Did not come and did not cancel.
    NoShow,
}

impl Attendance {
    /// True if this partner was there.
    pub fn came(self) -> bool {
        matches!(self, Self::OnTime | Self::Late(_))
    }

    /// Returns it in words, for a text: “5 minutes late”.
    pub fn in_words(self) -> String {
        match self {
            Self::OnTime => "on time".into(),
            Self::Late(Some(minutes)) => format!("{minutes} minutes late"),
            Self::Late(None) => "late".into(),
            Self::Cancelled => "cancelled".into(),
            Self::NoShow => "did not come".into(),
        }
    }
}

/// Homework in words that were agreed with the couple and typed to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedHomework {
    /// Whose sheet it is printed on.
    pub whom: Audience,
    /// The words.
    pub words: ClientWords,
    /// What came of it, once it was asked.
    #[serde(default)]
    pub result: Option<HomeworkResult>,
}

/// What came of homework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HomeworkResult {
    /// It was done.
    Done,
    /// A part of it was done.
    Partly,
    /// It was not done.
    NotDone,
}

/// What was found about safety in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SafetyToday {
    /// Each was asked, and there is no concern.
    NoConcern,
    /// There is a concern.
    Concern,
    /// No one was asked.
    NotChecked,
}

/// What was said about the next appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NextAppointment {
    /// None was made yet.
    NoneYet,
    /// At this day and time.
    At(Day, Clock),
}

impl SessionRecord {
    /// How long the session really was, in minutes; none where a time is missing. A session may go on past midnight.
    pub fn length(&self) -> Option<u16> {
        let (from, to) = (self.started?.minutes(), self.ended?.minutes());
        Some((to + 24 * 60 - from) % (24 * 60))
    }

    /// How this partner came.
    pub fn attendance_of(&self, partner: Partner) -> Option<Attendance> {
        self.attendance[partner as usize]
    }

    /// The subject of the concern that was found; an unclear one where none was chosen.
    pub fn concern_found(&self) -> Option<SafetyConcern> {
        (self.safety == Some(SafetyToday::Concern)).then(|| self.concern.unwrap_or(SafetyConcern::Unclear))
    }

    /// The concern that was found and was not yet in the record `before` a change.
    pub fn new_concern(&self, before: Option<&Self>) -> Option<SafetyConcern> {
        self.concern_found().filter(|found| before.and_then(Self::concern_found) != Some(*found))
    }

    /// The homework that this sheet prints.
    pub fn homework_for(&self, audience: Audience) -> impl Iterator<Item = &AgreedHomework> {
        self.homework.iter().filter(move |agreed| agreed.whom == audience)
    }

    /// True if all homework was done, as far as it was asked; none where nothing was asked (R42).
    pub fn was_homework_done(&self) -> Option<bool> {
        let mut asked = self.homework.iter().filter_map(|agreed| agreed.result).peekable();
        asked.peek()?;
        Some(asked.all(|result| result == HomeworkResult::Done))
    }

    /// The first lines of the note, at most `most` letters, ending with a whole word.
    pub fn note_begins(&self, most: usize) -> String {
        let text = self.note.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() <= most {
            return text;
        }
        let cut: String = text.chars().take(most).collect();
        let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
        format!("{}…", whole.trim_end_matches([',', ';', ':', '.', '–']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_begins_with_whole_words() {
        let record = SessionRecord { note: "Ground rules are in place;\nTom was late.".into(), ..Default::default() };
        assert_eq!(record.note_begins(200), "Ground rules are in place; Tom was late.");
        assert_eq!(record.note_begins(27), "Ground rules are in place…");
        assert_eq!(SessionRecord::default().note_begins(5), "");
    }

    #[test]
    fn a_concern_is_new_once() {
        let found = |safety, concern| SessionRecord { safety: Some(safety), concern, ..Default::default() };
        let unclear = found(SafetyToday::Concern, None);
        assert_eq!(unclear.new_concern(None), Some(SafetyConcern::Unclear));
        assert_eq!(unclear.new_concern(Some(&SessionRecord::default())), Some(SafetyConcern::Unclear));
        assert_eq!(unclear.new_concern(Some(&unclear)), None);
        let named = found(SafetyToday::Concern, Some(SafetyConcern::Suicide));
        assert_eq!(named.new_concern(Some(&unclear)), Some(SafetyConcern::Suicide));
        let none = found(SafetyToday::NoConcern, Some(SafetyConcern::Suicide));
        assert_eq!((none.concern_found(), none.new_concern(None)), (None, None));
        assert_eq!(named.new_concern(Some(&none)), Some(SafetyConcern::Suicide));
    }

    #[test]
    fn times_give_minutes_also_over_midnight() {
        let between = |from: &str, to: &str| {
            let (started, ended) = (from.parse().ok(), to.parse().ok());
            SessionRecord { started, ended, ..Default::default() }.length()
        };
        assert_eq!(between("16:05", "17:02"), Some(57));
        assert_eq!(between("23:30", "00:20"), Some(50));
        assert_eq!(between("16:05", ""), None);
    }

    #[test]
    fn r42_homework_that_was_not_asked_is_neither_done_nor_missed() {
        let agreed = |result| AgreedHomework {
            whom: Audience::Both,
            words: ClientWords::typed("A walk", false).unwrap().unwrap(),
            result,
        };
        let done = |results: &[Option<HomeworkResult>]| {
            let homework = results.iter().map(|result| agreed(*result)).collect();
            SessionRecord { homework, ..Default::default() }.was_homework_done()
        };
        assert_eq!(done(&[None, None]), None);
        assert_eq!(done(&[Some(HomeworkResult::Done), None]), Some(true));
        assert_eq!(done(&[Some(HomeworkResult::Done), Some(HomeworkResult::Partly)]), Some(false));
    }
}
