//! API calls for the shared answers, saved change by change.

use domain::records::{Edit, Revision, SituationForm};
use serde::{Deserialize, Serialize};

use crate::browser::{api::Call, autosave::Receipt};

/// Saves changes of a situation based on this revision, all or none.
///
/// Answered with `Stale` if it was saved elsewhere since, with `Refused` if a change names an unknown id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaveSituation {
    /// The couple.
    pub couple: String,
    /// The revision it is based on.
    pub seen: Revision,
    /// The changes, in order.
    pub edits: Vec<Edit>,
}

impl Call for SaveSituation {
    const PATH: &'static str = "/api/situation/save";
    type Answer = Receipt;
}

/// Returns the stored shared form of the situation, with its revision.
///
/// Answered with `NotFound` for an unknown couple.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSituation {
    /// The couple.
    pub couple: String,
}

impl Call for StoredSituation {
    const PATH: &'static str = "/api/situation/look";
    type Answer = (Revision, SituationForm);
}

#[cfg(feature = "ssr")]
pub use self::on_the_server::{look, routes, save};

#[cfg(feature = "ssr")]
mod on_the_server {
    use domain::records::{Revision, SituationForm};
    use store::CoupleFile;

    use super::{SaveSituation, StoredSituation};
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

    /// Returns the calls of the situation.
    pub fn routes() -> Vec<Form> {
        vec![api(save), api(look)]
    }

    /// Saves changes of a situation.
    pub async fn save(request: ApiRequest, call: SaveSituation) -> Result<Receipt, Problem> {
        let ApiRequest { records, library, now } = request;
        let couple = couple_id(&call.couple)?;
        let CoupleFile { situation: mut stored, a, b, .. } = records.couple_file(couple).await?;
        if stored.revision != call.seen {
            return Err(Problem::Stale { latest: stored.revision });
        }
        let edited = stored.value.edit(&library, [&a.value, &b.value], &call.edits, now.stamp);
        edited.map_err(|bad| Problem::Refused(bad.to_string()))?;
        let revision = records.save_situation(couple, call.seen, &stored.value, now.stamp).await?;
        Ok(Receipt { revision, at: now.time })
    }

    /// Returns the stored form.
    pub async fn look(request: ApiRequest, call: StoredSituation) -> Result<(Revision, SituationForm), Problem> {
        let couple = couple_id(&call.couple)?;
        let stored = request.records.situation(couple).await?;
        note_view(&request.records, couple, request.now.stamp, false).await?;
        Ok((stored.revision, SituationForm::of(&stored.value)))
    }
}
