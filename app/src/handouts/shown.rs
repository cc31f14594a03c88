//! The facts that the handouts page is shown from.

use domain::{
    paper::handout::{Audience, Handout, Refusal},
    records::Stamp,
};
use pdf::PrintedLetterhead;
use store::PlanId;

use crate::{
    handouts::{
        sheet_start::SheetStart,
        sheets::{SessionFacts, SheetChoice},
        sources::SheetSources,
    },
    http::visitor::Now,
};

/// The sheets of each audience, or the reasons why there are none.
pub(super) type Sheets = [(Audience, Result<Handout, Refusal>); 3];

/// The facts that all sheets of a page are shown from.
pub(super) struct Shown<'a> {
    pub sources: &'a SheetSources,
    pub id: PlanId,
    pub choice: &'a SheetChoice,
    /// True if the choice was made just now, and is no longer that of last time.
    pub is_new: bool,
    pub now: Now,
    /// The account’s letterhead, if it has one.
    pub letterhead: Option<&'a PrintedLetterhead>,
    /// The sheets that were opened or downloaded, each with the last time.
    pub printed: &'a [(Audience, Stamp)],
}

impl Shown<'_> {
    /// Returns the name of the readers of this sheet.
    pub fn name(&self, audience: Audience) -> String {
        let partner = |partner| self.sources.file.couple.value.partner(partner).label.clone();
        audience.partner().map_or_else(|| "Both".to_owned(), partner)
    }

    /// Returns this sheet in a sentence.
    pub fn sheet(&self, audience: Audience) -> String {
        if audience == Audience::Both {
            return "the sheet for both".to_owned();
        }
        format!("\u{2068}{}\u{2069}’s sheet", self.name(audience))
    }

    /// Returns the address of the file of this sheet.
    pub fn address(&self, audience: Audience, download: bool) -> String {
        let choice = SheetChoice { download, ..self.choice.clone() };
        format!("/plans/{}/handout.pdf?{}", self.id.0, choice.query(audience))
    }

    /// Returns the choices that its sheets begin with.
    pub fn start(&self) -> SheetStart<'_> {
        self.sources.start()
    }

    /// Returns the facts for the sheets themselves.
    pub fn facts(&self) -> SessionFacts<'_> {
        self.sources.facts(self.now.day)
    }
}
