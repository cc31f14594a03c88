//! The sheet of paper that clients take home.
//!
//! Invariant 1: a handout cannot hold what is private. Its text is [`ClientText`], which only the library loader can
//! make, from the sections of an exercise that are written for clients. There is no field that a note, an answer, a
//! score, a gate or a partner's words would fit into.

mod desk;
mod language;
mod leaflet;
mod letterhead;
mod line;
mod make;
mod referral;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use desk::{LeftOff, from_plan, left_off};
pub use leaflet::{Leaflet, NoLeaflet, leaflet, leaflet_in};
pub use letterhead::{SheetKind, carries_letterhead};
pub use line::SheetLine;
pub use make::{Refusal, Wanted, forbidden, least_discretion, make, words_of};
pub use referral::{ReferralRow, ReferralSheet, time_critical};

use crate::{
    library::model::{HelpLine, PaperField},
    words::Language,
};

/// Words of the library that are written for clients. Nobody outside this crate can make one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ClientText(Box<str>);

impl ClientText {
    /// Only the loader calls this, with text from a section written for clients.
    pub(crate) fn from_library(text: &str) -> Self {
        Self(text.into())
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads client texts of an exercise that this crate itself has written, on the way to a browser or into a saved plan.
/// For nobody else: `#[serde(deserialize_with)]` of this crate's own types is the only caller.
pub(crate) fn client_text<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: OfClientText,
{
    T::Plain::deserialize(from).map(T::of)
}

/// A client text, or some of them, made from plain text.
pub(crate) trait OfClientText {
    type Plain: serde::de::DeserializeOwned;
    fn of(plain: Self::Plain) -> Self;
}

impl OfClientText for ClientText {
    type Plain = Box<str>;

    fn of(plain: Box<str>) -> Self {
        Self(plain)
    }
}

impl OfClientText for Option<ClientText> {
    type Plain = Option<Box<str>>;

    fn of(plain: Option<Box<str>>) -> Self {
        plain.map(ClientText)
    }
}

impl OfClientText for Vec<ClientText> {
    type Plain = Vec<Box<str>>;

    fn of(plain: Vec<Box<str>>) -> Self {
        plain.into_iter().map(ClientText).collect()
    }
}

impl fmt::Display for ClientText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whose sheet it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Both keep a copy.
    Both,
    /// Partner A's own sheet.
    A,
    /// Partner B's own sheet.
    B,
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Both => "both",
            Self::A => "a",
            Self::B => "b",
        })
    }
}

/// How much the sheet gives away at a glance. Ordered: what comes later gives away less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Discretion {
    /// Full titles.
    #[default]
    Standard,
    /// Neutral title and headings.
    Neutral,
    /// To read in the room and leave there.
    InRoom,
}

/// A sheet, ready to be typeset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handout {
    pub(crate) language: Language,
    pub(crate) audience: Audience,
    pub(crate) discretion: Discretion,
    pub(crate) title: ClientText,
    pub(crate) lead: ClientText,
    pub(crate) exercises: Vec<SheetExercise>,
    pub(crate) universal: Vec<ClientText>,
    pub(crate) help_lines: Vec<HelpLine>,
}

/// One exercise on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetExercise {
    /// Its heading on this sheet: the title, or the neutral one.
    pub heading: ClientText,
    /// Paragraphs.
    pub text: Vec<ClientText>,
    /// Boxes and lines.
    pub fields: Vec<PaperField>,
    /// What to do at home; shown in a box of its own.
    pub homework: Option<ClientText>,
    /// For sexual or sensual homework: optional, dated, stoppable, taken in turns (R50).
    pub homework_is_optional: bool,
}

impl Handout {
    /// The language of its words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whose sheet it is.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// How discreet it is.
    pub fn discretion(&self) -> Discretion {
        self.discretion
    }

    /// The heading of the sheet, also its document title.
    pub fn title(&self) -> &ClientText {
        &self.title
    }

    /// One or two sentences below the title.
    pub fn lead(&self) -> &ClientText {
        &self.lead
    }

    /// At most two exercises and one skill (R48).
    pub fn exercises(&self) -> &[SheetExercise] {
        &self.exercises
    }

    /// Sentences that stand on every sheet, so that they say nothing about this couple.
    pub fn universal(&self) -> &[ClientText] {
        &self.universal
    }

    /// Help lines of the clients' country, with the day they were checked (R49).
    pub fn help_lines(&self) -> &[HelpLine] {
        &self.help_lines
    }
}
