//! The handout that clients take home.
//!
//! Invariant 1: a handout cannot contain private text. Its text is [`ClientText`], which only the library loader can
//! make, from the client sections of an exercise, and [`ClientWords`], which a counsellor types for the couple to read.
//! It has no field for a note, an answer, a score or a gate, and holds a partner's words only as a quote that a
//! counsellor typed for this sheet, with permission.

mod appointment;
mod blocks;
mod help;
mod initials;
mod language;
mod leaflet;
mod letterhead;
mod make;
mod plan_handout;
mod referral;
mod refusal;
mod sheet_parts;
mod wanted;

use serde::Serialize;

pub use appointment::Appointment;
pub use help::{HelpReport, LineName, PrintedLine, Verified};
pub use initials::Initials;
pub use leaflet::{Leaflet, NoLeaflet, leaflet};
pub use letterhead::{SheetKind, carries_letterhead};
pub use make::{forbidden, help_report, homework_left_off, make, words_of};
pub use plan_handout::{
    LeftOff, Offered, agreed_words_left_off, from_plan, left_off, neutral_homework_left_off, offered, plan_help_report,
    sheet_of_session,
};
pub use referral::{ReferralRow, ReferralSheet, time_critical, urgent};
pub use refusal::Refusal;
pub use sheet_parts::{
    ComingSession, SheetPart, is_slip_by_default, is_slip_only, next_appointment, next_session, part_refused,
    words_left_off,
};
pub use wanted::{Wanted, least_discretion};

use crate::{
    library::on_paper::{Copies, PaperBlock, PaperHomework, Pictogram, PicturePanel},
    vocabulary::{Language, Phase},
};
pub use crate::{
    library::{ClientText, on_paper::SheetLine},
    plan::{ClientWords, TooManyWords},
    vocabulary::{Audience, Discretion},
};

/// A sheet, ready to be typeset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handout {
    pub(crate) language: Language,
    pub(crate) audience: Audience,
    pub(crate) initials: Initials,
    pub(crate) discretion: Discretion,
    pub(crate) title: ClientText,
    pub(crate) lead: ClientText,
    pub(crate) exercises: Vec<SheetExercise>,
    pub(crate) agreed: Vec<ClientWords>,
    pub(crate) theirs: Option<ClientWords>,
    pub(crate) yours: Option<ClientWords>,
    pub(crate) appointment: Option<(ClientText, Appointment)>,
    pub(crate) has_initial: bool,
    pub(crate) universal: Vec<ClientText>,
    pub(crate) crisis_lines: Vec<PrintedLine>,
    pub(crate) help_lines: Vec<PrintedLine>,
}

/// One exercise on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetExercise {
    /// Its heading on this sheet: the full or the neutral title.
    pub heading: ClientText,
    /// Paragraphs.
    pub text: Vec<ClientText>,
    /// Blocks.
    pub blocks: Vec<PaperBlock>,
    /// One line of this exercise alone. None on neutral paper.
    pub lead: Option<ClientText>,
    /// Its pictogram. None on neutral paper.
    pub icon: Option<Pictogram>,
    /// The phase, which is seen and never named. None on neutral paper.
    pub phase: Option<Phase>,
    /// Whose copy it is.
    pub copies: Copies,
    /// What the second half of the safety line says instead.
    pub stop: Option<ClientText>,
    /// The panels of its picture sheet.
    pub pictures: Vec<PicturePanel>,
    /// What to do at home; shown in a box of its own. None on a sheet that stays in the room.
    pub homework: Option<AtHome>,
    /// True for sexual or sensual homework: optional, dated, stoppable, taken in turns (R50).
    pub homework_is_optional: bool,
    /// True if one person does it alone: nothing on the sheet speaks to two.
    pub is_for_one: bool,
}

/// The homework on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "a sheet has a handful of them; smaller on 32 bits")]
pub enum AtHome {
    /// In the words of the library.
    Library(PaperHomework),
    /// In the words that were agreed with the couple and typed to be printed.
    Agreed(ClientWords),
}

impl AtHome {
    /// Returns the text as printed.
    pub fn on_paper(&self) -> String {
        match self {
            Self::Library(homework) => homework.in_words(),
            Self::Agreed(words) => words.on_paper(),
        }
    }
}

impl Handout {
    /// Returns the language of its text.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the recipient.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// Sets the partners' letters.
    #[must_use]
    pub fn with_initials(self, initials: Initials) -> Self {
        Self { initials, ..self }
    }

    /// Returns the initial of the partner whose own sheet it is, so that the two are not mixed up.
    pub fn initial(&self) -> Option<String> {
        self.initials.of_sheet(self.audience)
    }

    /// Returns the initial if it is printed on the sheet.
    pub fn printed_initial(&self) -> Option<String> {
        self.initial().filter(|_| self.has_initial)
    }

    /// Returns its discretion.
    pub fn discretion(&self) -> Discretion {
        self.discretion
    }

    /// Returns the heading of the sheet, also its document title.
    pub fn title(&self) -> &ClientText {
        &self.title
    }

    /// Returns one or two sentences below the title.
    pub fn lead(&self) -> &ClientText {
        &self.lead
    }

    /// Returns the exercises: at most two, with one skill (R48).
    pub fn exercises(&self) -> &[SheetExercise] {
        &self.exercises
    }

    /// What was agreed in the session for these readers, in the words in which it was agreed.
    pub fn agreed(&self) -> &[ClientWords] {
        &self.agreed
    }

    /// Returns the quote of its readers, with their permission.
    pub fn theirs(&self) -> Option<&ClientWords> {
        self.theirs.as_ref()
    }

    /// Returns the counsellor's sentence for its readers.
    pub fn yours(&self) -> Option<&ClientWords> {
        self.yours.as_ref()
    }

    /// Returns when its readers come again, and the sentence that says so, with `{weekday}`, `{day}`, `{month}` and
    /// `{time}` in it.
    pub fn appointment(&self) -> Option<(&ClientText, Appointment)> {
        self.appointment.as_ref().map(|(sentence, appointment)| (sentence, *appointment))
    }

    /// True if it holds an appointment and nothing else: a slip, which says nothing about anyone.
    pub fn is_slip(&self) -> bool {
        let words = self.theirs.is_some() || self.yours.is_some() || !self.agreed.is_empty();
        self.appointment.is_some() && self.exercises.is_empty() && !words
    }

    /// Sentences that stand on every sheet, so that they say nothing about this couple.
    pub fn universal(&self) -> &[ClientText] {
        &self.universal
    }

    /// Returns the emergency and crisis lines at the top of a crisis plan; on every other sheet they are among the help
    /// lines.
    pub fn crisis_lines(&self) -> &[PrintedLine] {
        &self.crisis_lines
    }

    /// Returns the help lines of the clients' country, with the day they were checked (R49).
    pub fn help_lines(&self) -> &[PrintedLine] {
        &self.help_lines
    }
}
