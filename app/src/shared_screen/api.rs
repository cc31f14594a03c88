//! API calls of the shared screen. Its answers depend on nothing else that is known of the couple.

use domain::records::{Revision, Together, Told};
use serde::{Deserialize, Serialize};

use crate::browser::{api::Call, autosave::Receipt};

/// Saves answers based on those with this fingerprint, all or none. The receipt has the new fingerprint.
///
/// Answered with `Stale` if the answers were changed elsewhere since, with `Malformed` if one is not on the shared
/// screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaveTogether {
    /// The couple.
    pub couple: String,
    /// The fingerprint of the answers that these are based on.
    pub seen: Revision,
    /// The changed answers.
    pub told: Vec<Told>,
}

impl Call for SaveTogether {
    const PATH: &'static str = "/api/shared/save";
    type Answer = Receipt;
}

/// Returns the stored shared answers, with their fingerprint.
///
/// Answered with `NotFound` for an unknown couple.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredTogether {
    /// The couple.
    pub couple: String,
}

impl Call for StoredTogether {
    const PATH: &'static str = "/api/shared/look";
    type Answer = (Revision, Together);
}

#[cfg(feature = "ssr")]
pub use self::on_the_server::routes;

#[cfg(feature = "ssr")]
mod on_the_server {
    use domain::records::{Revision, Together};

    use super::{SaveTogether, StoredTogether};
    use crate::{
        browser::{
            api::{Problem, couple_id},
            autosave::Receipt,
        },
        http::{
            api_request::{ApiRequest, api},
            routes::Form,
        },
        shared_screen::together::{self, Unsaved},
    };

    /// Returns the calls of the shared screen.
    pub fn routes() -> Vec<Form> {
        vec![api(save), api(look)]
    }

    async fn save(request: ApiRequest, call: SaveTogether) -> Result<Receipt, Problem> {
        let ApiRequest { records, library, now } = request;
        let next = |stored: &Together| {
            let mut next = stored.clone();
            call.told.iter().try_for_each(|told| next.make(&library, told)).ok()?;
            Some(next)
        };
        let saved = together::save(&records, &library, couple_id(&call.couple)?, call.seen, next, now.stamp).await;
        Ok(Receipt { revision: saved.map_err(Unsaved::for_islands)?, at: now.time })
    }

    async fn look(request: ApiRequest, call: StoredTogether) -> Result<(Revision, Together), Problem> {
        let situation = request.records.situation(couple_id(&call.couple)?).await?;
        let together = Together::of(&request.library, &situation.value);
        Ok((together.mark(), together))
    }
}
