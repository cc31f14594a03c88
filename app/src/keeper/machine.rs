//! What the keeper decides. Plain Rust: every answer, timer and keystroke comes in as a call, and what is to be done
//! comes out as [`Step`]s.

use domain::{case::Clock, desk::Revision};
use serde::{Deserialize, Serialize};

use super::Receipt;
use crate::calls::Problem;

/// How long typing must pause before it is saved, in milliseconds.
const PAUSE: u32 = 400;

/// After so many changes in a row it is saved although the typing goes on.
const PATIENCE: u8 = 12;

/// How long until the next try while the server is away, in milliseconds: one after the other, the last one again and again.
const TRIES: [u32; 5] = [1_000, 2_000, 4_000, 8_000, 15_000];

/// How many unanswered texts are remembered.
const MARKS: usize = 64;

/// How long until the next look whether somebody has signed in again, in milliseconds.
const SIGN_IN: u32 = 5_000;

/// Something to be done, in the order given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Seal [`Machine::draft`] and put it into storage.
    Keep,
    /// Take the draft out of storage.
    Forget,
    /// Call [`Machine::woke`] after so many milliseconds; a timer that runs already is replaced.
    Wait(u32),
    /// Send [`Machine::sending`].
    Send,
    /// Ask for the record as it is stored now.
    Fetch,
}

/// What is shown about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The server has what is on screen; since when, where it was saved by this page.
    Saved(Option<Clock>),
    /// It is on its way.
    Saving,
    /// The server does not answer, or cannot save right now; the words say which.
    Away(String),
    /// The session has ended; it is kept until somebody signs in again.
    SignedOut,
    /// Another text was saved in between. Both are there.
    Stale {
        /// The text that is stored.
        theirs: String,
    },
    /// The server will not have it as it is, and why.
    Refused(String),
}

/// A draft as it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The revision it goes on from.
    pub seen: Revision,
    /// Marks of what was sent and not answered: if one is that of what is stored, the stored text is this page's own.
    pub sent: Vec<u64>,
    /// What was on screen.
    pub text: String,
}

/// One text, on its way to the server. At most one save is on its way at any time, and each names the revision that the
/// one before it made.
#[derive(Clone, Debug)]
pub struct Machine {
    seen: Revision,
    saved: String,
    shown: String,
    flying: Option<String>,
    /// Marks of texts that were sent without an answer coming back: the server may have one of them.
    unsure: Vec<u64>,
    /// The record is being asked for; nothing is sent until it is known.
    fetching: bool,
    stale: Option<(Revision, String)>,
    postponed: u8,
    tries: usize,
    mark: Mark,
}

impl Machine {
    /// A text as the server sent it with the page.
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
            mark: Mark::Saved(None),
        }
    }

    /// What is shown about it.
    pub fn mark(&self) -> &Mark {
        &self.mark
    }

    /// The revision that is stored, as far as this page knows.
    pub fn revision(&self) -> Revision {
        self.seen
    }

    /// What is on screen.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// What is on its way: the revision it goes on from, what was stored then, and the text.
    pub fn sending(&self) -> Option<(Revision, &str, &str)> {
        self.flying.as_deref().map(|text| (self.seen, self.saved.as_str(), text))
    }

    /// What has to be in storage now.
    pub fn draft(&self) -> Draft {
        let sent = self.unsure.iter().copied().chain(self.flying.as_deref().map(mark_of)).collect();
        Draft { seen: self.seen, sent, text: self.shown.clone() }
    }

    /// Whether something on screen is not on the server's disk.
    pub fn is_unsaved(&self) -> bool {
        self.shown != self.saved
    }

    /// A draft was found in storage when the page began. The second value says whether it goes on screen.
    pub fn found(&mut self, draft: Draft) -> (Vec<Step>, bool) {
        if draft.text == self.saved {
            return (vec![Step::Forget], false);
        }
        self.shown = draft.text;
        if draft.seen == self.seen || draft.sent.contains(&mark_of(&self.saved)) {
            self.unsure = draft.sent;
            self.mark = Mark::Saving;
            return (vec![Step::Keep, Step::Wait(0)], true);
        }
        self.stale = Some((self.seen, self.saved.clone()));
        self.mark = Mark::Stale { theirs: self.saved.clone() };
        (vec![Step::Keep], true)
    }

    /// The text on screen has changed.
    pub fn typed(&mut self, text: String) -> Vec<Step> {
        if text == self.shown {
            return Vec::new();
        }
        self.shown = text;
        if self.flying.is_some() || self.fetching || self.stale.is_some() {
            return vec![Step::Keep];
        }
        if !self.is_unsaved() && self.unsure.is_empty() {
            self.mark = Mark::Saved(None);
            self.postponed = 0;
            return vec![Step::Forget];
        }
        match self.mark {
            // The next try is planned already, and takes what is on screen then.
            Mark::Away(_) | Mark::SignedOut => return vec![Step::Keep],
            _ => self.mark = Mark::Saving,
        }
        self.postponed += 1;
        if self.postponed > PATIENCE { vec![Step::Keep] } else { vec![Step::Keep, Step::Wait(PAUSE)] }
    }

    /// The timer rang, or the browser is online again, or the page is leaving.
    pub fn woke(&mut self) -> Vec<Step> {
        let busy = self.flying.is_some() || self.fetching || self.stale.is_some();
        let settled = !self.is_unsaved() && self.unsure.is_empty();
        if busy || settled {
            return Vec::new();
        }
        self.postponed = 0;
        self.flying = Some(self.shown.clone());
        if !matches!(self.mark, Mark::Away(_) | Mark::SignedOut) {
            self.mark = Mark::Saving;
        }
        vec![Step::Keep, Step::Send]
    }

    /// The server has the commit on disk.
    pub fn acknowledged(&mut self, receipt: Receipt) -> Vec<Step> {
        let Some(sent) = self.flying.take() else { return Vec::new() };
        self.saved = sent;
        self.seen = receipt.revision;
        self.unsure.clear();
        self.tries = 0;
        self.settled(Some(receipt.at))
    }

    /// The save was answered with a problem, or not at all.
    pub fn failed(&mut self, problem: &Problem) -> Vec<Step> {
        let sent = self.flying.take();
        match problem {
            Problem::Stale { .. } => {
                self.fetching = true;
                vec![Step::Fetch]
            }
            Problem::SignedOut => {
                self.mark = Mark::SignedOut;
                vec![Step::Wait(SIGN_IN)]
            }
            Problem::Unreachable | Problem::Unavailable | Problem::Full => {
                if *problem != Problem::Full {
                    self.unanswered(sent.as_deref());
                }
                self.mark = Mark::Away(away(problem));
                vec![Step::Keep, Step::Wait(self.next_try())]
            }
            other => {
                self.mark = Mark::Refused(other.to_string());
                Vec::new()
            }
        }
    }

    /// The record as it is stored now, after a save came too late.
    pub fn fetched(&mut self, answer: Result<(Revision, String), Problem>) -> Vec<Step> {
        self.fetching = false;
        match answer {
            Ok((revision, theirs)) if self.unsure.contains(&mark_of(&theirs)) || theirs == self.shown => {
                // The answer to an earlier save was lost on its way; what is stored came from here.
                (self.seen, self.saved) = (revision, theirs);
                self.unsure.clear();
                self.settled(None)
            }
            Ok((revision, theirs)) => {
                self.unsure.clear();
                self.mark = Mark::Stale { theirs: theirs.clone() };
                self.stale = Some((revision, theirs));
                vec![Step::Keep]
            }
            Err(problem) => self.failed(&problem),
        }
    }

    /// Somebody looked at both texts and this is what stays.
    pub fn chose(&mut self, text: String) -> Vec<Step> {
        let Some((revision, theirs)) = self.stale.take() else { return self.typed(text) };
        (self.seen, self.saved, self.shown) = (revision, theirs, text);
        if !self.is_unsaved() {
            self.mark = Mark::Saved(None);
            return vec![Step::Forget];
        }
        self.mark = Mark::Saving;
        vec![Step::Keep, Step::Wait(0)]
    }

    /// Remembers a text that the server may have. The oldest are forgotten: then a text that came from here is shown
    /// beside what is on screen, and nothing is lost.
    fn unanswered(&mut self, sent: Option<&str>) {
        let Some(mark) = sent.map(mark_of) else { return };
        self.unsure.retain(|known| *known != mark);
        if self.unsure.len() == MARKS {
            self.unsure.remove(0);
        }
        self.unsure.push(mark);
    }

    fn settled(&mut self, at: Option<Clock>) -> Vec<Step> {
        if self.is_unsaved() {
            self.mark = Mark::Saving;
            return vec![Step::Keep, Step::Wait(PAUSE)];
        }
        self.mark = Mark::Saved(at);
        vec![Step::Forget]
    }

    fn next_try(&mut self) -> u32 {
        let wait = TRIES[self.tries.min(TRIES.len() - 1)];
        self.tries += 1;
        wait
    }
}

/// A short mark of a text (FNV-1a), the same after a reload.
fn mark_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn away(problem: &Problem) -> String {
    match problem {
        Problem::Full => "Not saved yet; the disk of the server is full. Kept here, trying again",
        Problem::Unavailable => "Not saved yet; the database does not answer. Kept here, trying again",
        _ => "Not saved yet; the server does not answer. Kept here, trying again",
    }
    .into()
}

#[cfg(test)]
mod tests;
