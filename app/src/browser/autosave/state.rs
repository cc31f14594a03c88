//! The autosave state machine. Plain Rust: responses, timers and keystrokes come in as calls, and effects come out as
//! [`SaveEffect`]s.

#[cfg(test)]
mod tests;

use domain::{case_file::Clock, records::Revision};
use serde::{Deserialize, Serialize};

use crate::browser::{
    api::Problem,
    autosave::{
        Receipt,
        join::{Join, side_by_side},
    },
};

/// Pause in typing before a save, in milliseconds.
const PAUSE: u32 = 400;

/// Number of consecutive changes after which it saves without a pause.
const PATIENCE: u8 = 12;

/// Delays between retries while the server is unreachable, in milliseconds; the last one repeats.
const TRIES: [u32; 5] = [1_000, 2_000, 4_000, 8_000, 15_000];

/// Number of unconfirmed texts remembered.
const MARKS: usize = 64;

/// Timeout for a response, in milliseconds. After it the server counts as unreachable.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser waits"))]
pub(crate) const PATIENT: u32 = 15_000;

/// Delay between checks for a new session, in milliseconds.
const SIGN_IN: u32 = 5_000;

/// The reason shown for a value that was refused before the page was reloaded.
const REFUSED_BEFORE: &str = "see the marked field";

/// An effect to carry out, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveEffect {
    /// Encrypt [`SaveState::draft`] and put it into storage.
    Keep,
    /// Delete the draft from storage.
    Forget,
    /// Call [`SaveState::woke`] after this many milliseconds, replacing any running timer.
    Wait(u32),
    /// Send [`SaveState::sending`]. The response names the [`SaveState::turn`]; so does [`SaveState::overdue`] after fifteen
    /// seconds.
    Send,
    /// Fetch the stored record; as above.
    Fetch,
    /// Put [`SaveState::shown`] on screen.
    Show,
}

/// The save status to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// The server has the text on screen; with the time, if this page saved it.
    Saved(Option<Clock>),
    /// A save is in flight.
    Saving,
    /// The server does not respond, or cannot save now; with the reason.
    Away(String),
    /// The session has ended; the draft stays until someone signs in again.
    SignedOut,
    /// A conflict: another text was saved since.
    Stale {
        /// The text that is stored.
        theirs: String,
    },
    /// The server rejects it, with the reason.
    Refused(String),
}

/// A draft, before encryption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The revision it is based on.
    pub seen: Revision,
    /// Hashes of unconfirmed texts: if the stored text has one of them, it is this page's own.
    pub sent: Vec<u64>,
    /// The text on screen.
    pub text: String,
    /// The stored text that it is based on; missing in drafts of earlier versions.
    #[serde(default)]
    pub base: Option<String>,
    /// Invalid values on screen that cannot be part of the text.
    #[serde(default)]
    pub held: String,
    /// The record's name; the storage key has only its id.
    #[serde(default)]
    pub about: String,
}

/// The state of one text on its way to the server. At most one save is in flight, and each names the revision that the
/// previous one made.
#[derive(Clone, Debug)]
pub struct SaveState {
    seen: Revision,
    saved: String,
    shown: String,
    flying: Option<String>,
    /// Hashes of texts that were sent without confirmation: the server may have one of them.
    unsure: Vec<u64>,
    /// True while the record is fetched; nothing is sent meanwhile.
    fetching: bool,
    stale: Option<(Revision, String)>,
    postponed: u8,
    tries: usize,
    mark: SaveStatus,
    /// The number of the latest request; responses to earlier ones are ignored.
    turn: u32,
    /// The invalid values on screen, with the reason.
    held: Option<(String, String)>,
    /// The base of a text in conflict.
    began: Option<String>,
    join: Join,
}

impl SaveState {
    /// Makes the state for a text as the server sent it.
    pub fn new(seen: Revision, text: String) -> Self {
        Self {
            seen,
            saved: text.clone(),
            shown: text,
            flying: None,
            unsure: Vec::new(),
            fetching: false,
            stale: None,
            postponed: 0,
            tries: 0,
            mark: SaveStatus::Saved(None),
            turn: 0,
            held: None,
            began: None,
            join: side_by_side,
        }
    }

    /// Sets the merge function.
    #[must_use]
    pub fn joining(self, join: Join) -> Self {
        Self { join, ..self }
    }

    /// Returns the number of the latest request.
    pub fn turn(&self) -> u32 {
        self.turn
    }

    /// Returns the invalid values on screen.
    pub fn held(&self) -> &str {
        self.held.as_ref().map(|(held, _)| held.as_str()).unwrap_or_default()
    }

    /// Returns the status to show.
    pub fn mark(&self) -> &SaveStatus {
        &self.mark
    }

    /// Returns the stored revision, as far as this page knows.
    pub fn revision(&self) -> Revision {
        self.seen
    }

    /// Returns the text on screen.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Returns the stored text, as far as this page knows.
    pub fn saved(&self) -> &str {
        &self.saved
    }

    /// Returns the base of the text on screen before the conflict; `None` if unknown.
    pub fn began(&self) -> Option<&str> {
        self.began.as_deref()
    }

    /// Returns the save in flight: its base revision, the text stored then, and the new text.
    pub fn sending(&self) -> Option<(Revision, &str, &str)> {
        self.flying.as_deref().map(|text| (self.seen, self.saved.as_str(), text))
    }

    /// Returns the draft for storage.
    pub fn draft(&self) -> Draft {
        let sent = self.unsure.iter().copied().chain(self.flying.as_deref().map(mark_of)).collect();
        Draft {
            seen: self.seen,
            sent,
            text: self.shown.clone(),
            base: Some(self.saved.clone()),
            held: self.held().to_owned(),
            about: String::new(),
        }
    }

    /// True if some text on screen is not on the server's disk.
    pub fn is_unsaved(&self) -> bool {
        self.shown != self.saved || self.held.is_some()
    }

    /// Handles a draft found in storage at the start. Returns true as second value if it goes on screen.
    pub fn found(&mut self, draft: Draft) -> (Vec<SaveEffect>, bool) {
        if !draft.held.is_empty() {
            self.held = Some((draft.held, REFUSED_BEFORE.into()));
        }
        if draft.text == self.saved {
            self.saved_at(None);
            return (vec![self.keep_or_forget()], self.held.is_some());
        }
        if draft.seen == self.seen || draft.sent.contains(&mark_of(&self.saved)) {
            self.shown = draft.text;
            self.unsure = draft.sent;
            self.mark = SaveStatus::Saving;
            return (vec![SaveEffect::Keep, SaveEffect::Wait(0)], true);
        }
        let joined = (self.join)(draft.base.as_deref(), &draft.text, &self.saved);
        self.shown = joined.text;
        if joined.clash {
            self.began = draft.base;
            self.stale = Some((self.seen, self.saved.clone()));
            self.mark = SaveStatus::Stale { theirs: self.saved.clone() };
            return (vec![SaveEffect::Keep], true);
        }
        (self.settled(None), self.shown != self.saved || self.held.is_some())
    }

    /// Handles the restoring of another window's draft that the user has seen.
    pub fn adopted(&mut self, draft: &Draft) -> Vec<SaveEffect> {
        let joined = (self.join)(draft.base.as_deref(), &draft.text, &self.shown);
        let clash = joined.clash && draft.seen != self.seen && draft.text != self.shown;
        let idle = self.flying.is_none() && !self.fetching && self.stale.is_none();
        let mut steps = vec![SaveEffect::Show];
        if clash && idle {
            self.shown = joined.text;
            self.began.clone_from(&draft.base);
            self.stale = Some((self.seen, self.saved.clone()));
            self.mark = SaveStatus::Stale { theirs: self.saved.clone() };
            steps.push(SaveEffect::Keep);
        } else {
            steps.extend(self.typed(joined.text));
        }
        steps
    }

    /// Sets the invalid values on screen, with the reason; none if all are valid.
    pub fn hold(&mut self, held: Option<(String, String)>) -> Vec<SaveEffect> {
        if held == self.held {
            return Vec::new();
        }
        self.held = held;
        let settled = matches!(self.mark, SaveStatus::Saved(_) | SaveStatus::Refused(_)) && self.shown == self.saved;
        if settled && self.unsure.is_empty() && self.flying.is_none() {
            self.saved_at(None);
            return vec![self.keep_or_forget()];
        }
        vec![SaveEffect::Keep]
    }

    /// Handles a change of the text on screen.
    pub fn typed(&mut self, text: String) -> Vec<SaveEffect> {
        if text == self.shown {
            return Vec::new();
        }
        self.shown = text;
        if self.flying.is_some() || self.fetching || self.stale.is_some() {
            return vec![SaveEffect::Keep];
        }
        if self.shown == self.saved && self.unsure.is_empty() {
            self.saved_at(None);
            self.postponed = 0;
            return vec![self.keep_or_forget()];
        }
        match self.mark {
            // The next try is planned already, and takes what is on screen then.
            SaveStatus::Away(_) | SaveStatus::SignedOut => return vec![SaveEffect::Keep],
            _ => self.mark = SaveStatus::Saving,
        }
        self.postponed += 1;
        if self.postponed > PATIENCE { vec![SaveEffect::Keep] } else { vec![SaveEffect::Keep, SaveEffect::Wait(PAUSE)] }
    }

    /// Handles the timer, the browser going online, or the page being left.
    pub fn woke(&mut self) -> Vec<SaveEffect> {
        let busy = self.flying.is_some() || self.fetching || self.stale.is_some();
        let settled = self.shown == self.saved && self.unsure.is_empty();
        if busy || settled {
            return Vec::new();
        }
        self.postponed = 0;
        self.flying = Some(self.shown.clone());
        self.turn += 1;
        if !matches!(self.mark, SaveStatus::Away(_) | SaveStatus::SignedOut) {
            self.mark = SaveStatus::Saving;
        }
        vec![SaveEffect::Keep, SaveEffect::Send]
    }

    /// Handles a timeout of the request with this number.
    pub fn overdue(&mut self, turn: u32) -> Vec<SaveEffect> {
        if turn != self.turn || (self.flying.is_none() && !self.fetching) {
            return Vec::new();
        }
        self.fetching = false;
        self.failed(turn, &Problem::Unreachable)
    }

    /// Handles the confirmation that a save is on disk. A late one is ignored: the text stays unconfirmed, and the next
    /// save finds out.
    pub fn acknowledged(&mut self, turn: u32, receipt: Receipt) -> Vec<SaveEffect> {
        if turn != self.turn {
            return Vec::new();
        }
        let Some(sent) = self.flying.take() else { return Vec::new() };
        self.saved = sent;
        self.seen = receipt.revision;
        self.unsure.clear();
        self.tries = 0;
        self.settled(Some(receipt.at))
    }

    /// Handles a failed save.
    pub fn failed(&mut self, turn: u32, problem: &Problem) -> Vec<SaveEffect> {
        if turn != self.turn {
            return Vec::new();
        }
        let sent = self.flying.take();
        // From now on this request has been answered, or is not waited for any more.
        self.turn += 1;
        match problem {
            Problem::Stale { .. } => {
                self.fetching = true;
                vec![SaveEffect::Fetch]
            }
            Problem::SignedOut => {
                self.mark = SaveStatus::SignedOut;
                vec![SaveEffect::Wait(SIGN_IN)]
            }
            Problem::SharedScreen => {
                self.mark = SaveStatus::Away(waiting(problem));
                vec![SaveEffect::Keep, SaveEffect::Wait(SIGN_IN)]
            }
            Problem::Unreachable | Problem::Unavailable | Problem::Full => {
                if *problem != Problem::Full {
                    self.unanswered(sent.as_deref());
                }
                self.mark = SaveStatus::Away(waiting(problem));
                vec![SaveEffect::Keep, SaveEffect::Wait(self.next_try())]
            }
            Problem::Faults(faults) => {
                let said = faults.first().map_or_else(|| problem.to_string(), |fault| fault.text.clone());
                self.mark = SaveStatus::Refused(said);
                Vec::new()
            }
            other => {
                self.mark = SaveStatus::Refused(other.to_string());
                Vec::new()
            }
        }
    }

    /// Handles the stored record, fetched after a conflict.
    pub fn fetched(&mut self, turn: u32, answer: Result<(Revision, String), Problem>) -> Vec<SaveEffect> {
        if turn != self.turn || !self.fetching {
            return Vec::new();
        }
        self.fetching = false;
        match answer {
            Ok((revision, theirs)) if self.unsure.contains(&mark_of(&theirs)) || theirs == self.shown => {
                // The answer to an earlier save was lost on its way; what is stored came from here.
                (self.seen, self.saved) = (revision, theirs);
                self.unsure.clear();
                self.settled(None)
            }
            Ok((revision, theirs)) => self.meet(revision, theirs),
            Err(problem) => self.failed(turn, &problem),
        }
    }

    /// Merges the text on screen with the one that another window has saved.
    fn meet(&mut self, revision: Revision, theirs: String) -> Vec<SaveEffect> {
        self.unsure.clear();
        let joined = (self.join)(Some(&self.saved), &self.shown, &theirs);
        let mut steps = if joined.text == self.shown { Vec::new() } else { vec![SaveEffect::Show] };
        self.shown = joined.text;
        if joined.clash {
            self.began = Some(self.saved.clone());
            self.mark = SaveStatus::Stale { theirs: theirs.clone() };
            self.stale = Some((revision, theirs));
            steps.push(SaveEffect::Keep);
        } else {
            (self.seen, self.saved) = (revision, theirs);
            steps.extend(self.settled(None));
        }
        steps
    }

    /// Resolves a conflict with the text that the user chose.
    pub fn chose(&mut self, text: String) -> Vec<SaveEffect> {
        let Some((revision, theirs)) = self.stale.take() else { return self.typed(text) };
        (self.seen, self.saved, self.shown) = (revision, theirs, text);
        if self.shown == self.saved {
            self.saved_at(None);
            return vec![self.keep_or_forget()];
        }
        self.mark = SaveStatus::Saving;
        vec![SaveEffect::Keep, SaveEffect::Wait(0)]
    }

    /// Remembers a text that the server may have. The oldest are dropped: a text from this page may then be shown as a
    /// conflict, and nothing is lost.
    fn unanswered(&mut self, sent: Option<&str>) {
        let Some(mark) = sent.map(mark_of) else { return };
        self.unsure.retain(|known| *known != mark);
        if self.unsure.len() == MARKS {
            self.unsure.remove(0);
        }
        self.unsure.push(mark);
    }

    fn settled(&mut self, at: Option<Clock>) -> Vec<SaveEffect> {
        if self.shown != self.saved {
            self.mark = SaveStatus::Saving;
            return vec![SaveEffect::Keep, SaveEffect::Wait(PAUSE)];
        }
        self.saved_at(at);
        vec![self.keep_or_forget()]
    }

    /// Sets the status to “Saved” only if the screen has no invalid values.
    fn saved_at(&mut self, at: Option<Clock>) {
        self.mark = match &self.held {
            Some((_, why)) => SaveStatus::Refused(why.clone()),
            None => SaveStatus::Saved(at),
        };
    }

    fn keep_or_forget(&self) -> SaveEffect {
        if self.held.is_some() { SaveEffect::Keep } else { SaveEffect::Forget }
    }

    fn next_try(&mut self) -> u32 {
        let wait = TRIES[self.tries.min(TRIES.len() - 1)];
        self.tries += 1;
        wait
    }
}

/// Returns a hash of a text (FNV-1a), the same after a reload.
fn mark_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Describes why a text is not saved yet, and is tried again.
pub fn waiting(problem: &Problem) -> String {
    match problem {
        Problem::Full => "Not saved yet: the disk is full. Kept here, trying again",
        Problem::SharedScreen => "Not saved yet: leave the shared screen first. Kept here",
        Problem::Unavailable => "Not saved yet: the database does not answer. Kept here, trying again",
        _ => "Not saved yet: no connection to Reweave. Kept here, trying again",
    }
    .into()
}
