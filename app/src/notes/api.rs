//! API calls for private notes, saved while they are typed.

use domain::records::Revision;
use serde::{Deserialize, Serialize};

use crate::browser::{api::Call, autosave::Receipt};

/// Saves the private notes about a couple, based on this revision.
///
/// Answered with `Stale` if they were saved elsewhere in between, with `Faults` if they are too long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveNotes {
    /// The couple.
    pub couple: String,
    /// The revision they are based on.
    pub seen: Revision,
    /// The notes.
    pub text: String,
}

impl Call for SaveNotes {
    const PATH: &'static str = "/api/notes/save";
    type Answer = Receipt;
}

/// Returns the stored private notes, with their revision.
///
/// Answered with `NotFound` for an unknown couple.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredNotes {
    /// The couple.
    pub couple: String,
}

impl Call for StoredNotes {
    const PATH: &'static str = "/api/notes/look";
    type Answer = (Revision, String);
}

#[cfg(feature = "ssr")]
pub use self::on_the_server::{notes_to_keep, routes};

#[cfg(feature = "ssr")]
mod on_the_server {
    use domain::records::{Fault, Revision};

    use super::{SaveNotes, StoredNotes};
    use crate::{
        browser::{
            api::{Problem, couple_id},
            autosave::Receipt,
        },
        couples::audit::note_view,
        http::{
            api_request::{ApiRequest, api},
            routes::Form,
        },
    };

    /// Returns the calls of private notes.
    pub fn routes() -> Vec<Form> {
        vec![api(save), api(look)]
    }

    /// Maximum length of the notes about one couple, in characters: some hundred pages.
    const LONGEST: usize = 200_000;

    /// Validates the notes.
    ///
    /// # Errors
    /// If they are too long.
    pub fn notes_to_keep(typed: &str) -> Result<String, Fault> {
        // Browsers send every line end as two characters.
        let notes = typed.replace("\r\n", "\n");
        if notes.chars().count() > LONGEST {
            return Err(Fault::new("notes", format!("Keep the notes to {LONGEST} characters or fewer.")));
        }
        Ok(notes)
    }

    async fn save(request: ApiRequest, call: SaveNotes) -> Result<Receipt, Problem> {
        let notes = notes_to_keep(&call.text).map_err(|fault| Problem::Faults(vec![fault]))?;
        let ApiRequest { records, now, .. } = request;
        let revision = records.save_notes(couple_id(&call.couple)?, call.seen, &notes, now.stamp).await?;
        Ok(Receipt { revision, at: now.time })
    }

    async fn look(request: ApiRequest, call: StoredNotes) -> Result<(Revision, String), Problem> {
        let couple = couple_id(&call.couple)?;
        let stored = request.records.notes(couple).await?;
        note_view(&request.records, couple, request.now.stamp, false).await?;
        Ok((stored.revision, stored.value))
    }
}
