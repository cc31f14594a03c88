//! API calls for a private interview, saved change by change.

use domain::{records::Revision, vocabulary::GateId};
use serde::{Deserialize, Serialize};

use crate::browser::{
    api::Call,
    autosave::{FormValues, Receipt},
};

/// A saved interview, with its effects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heard {
    /// The receipt of the save.
    pub receipt: Receipt,
    /// The safety holds that became active with this save, each with its name.
    pub holds: Vec<(GateId, String)>,
}

/// Saves changed fields of an interview based on this revision, all or none. Activates the safety holds that they give
/// reason for.
///
/// Answered with `Stale` if it was saved elsewhere in between, with `Faults` if a field is invalid, with `Malformed`
/// for a field that the form does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveInterview {
    /// The couple.
    pub couple: String,
    /// `a` or `b`.
    pub partner: String,
    /// The revision it is based on.
    pub seen: Revision,
    /// Fields with their current values.
    pub changes: Vec<(String, String)>,
}

impl Call for SaveInterview {
    const PATH: &'static str = "/api/interview/save";
    type Answer = Heard;
}

/// Returns the stored interview as its form shows it, with its revision.
///
/// Answered with `NotFound` for an unknown couple or partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredInterview {
    /// The couple.
    pub couple: String,
    /// `a` or `b`.
    pub partner: String,
}

impl Call for StoredInterview {
    const PATH: &'static str = "/api/interview/look";
    type Answer = (Revision, FormValues);
}

#[cfg(feature = "ssr")]
pub use self::on_the_server::routes;

#[cfg(feature = "ssr")]
mod on_the_server {
    use domain::vocabulary::SmallSet;

    use domain::{assess::Partner, records::Revision, vocabulary::GateId};
    use store::{CoupleId, StoreError};

    use super::{Heard, SaveInterview, StoredInterview};
    use crate::{
        browser::{
            api::{Problem, couple_id},
            autosave::{FormValues, Receipt},
        },
        couples::audit::note_view,
        http::{
            api_request::{ApiRequest, api},
            routes::Form,
        },
        interview::fields::{Bad, Context, fill, filled, partner},
    };

    /// Number of attempts when a save conflicts with another save of the couple's situation.
    const TRIES: usize = 3;

    /// Returns the calls of individual interviews.
    pub fn routes() -> Vec<Form> {
        vec![api(save), api(look)]
    }

    /// Returns the couple, the partner interviewed, and the other one.
    fn whose(couple: &str, letter: &str) -> Result<(CoupleId, Partner, Partner), Problem> {
        let couple = couple_id(couple)?;
        let asked = partner(letter).ok_or(Problem::NotFound)?;
        Ok((couple, asked, if asked == Partner::A { Partner::B } else { Partner::A }))
    }

    async fn save(request: ApiRequest, call: SaveInterview) -> Result<Heard, Problem> {
        let ApiRequest { records, library, now } = request;
        let SaveInterview { seen, changes, .. } = &call;
        let (couple, asked, absent) = whose(&call.couple, &call.partner)?;
        let mut tries = 0;
        loop {
            tries += 1;
            let file = records.couple_file(couple).await?;
            let mut interview = file.interview(asked).clone();
            if interview.revision != *seen {
                return Err(Problem::Stale { latest: interview.revision });
            }
            let stored = interview.value.clone();
            let context = Context { library: &library, today: now.day };
            for (name, value) in changes {
                fill(&mut interview.value, asked, name, value, context).map_err(refused)?;
            }
            interview.value.note_changes(&stored, now.stamp);
            let other = &file.interview(absent).value;
            let mut situation = file.situation.clone();
            let before: SmallSet<GateId> = situation.value.gates.open_gates().collect();
            situation.value.hear(&library, asked, &mut interview.value, other, false);
            let at = (situation.revision, &situation.value);
            match records.save_interview(couple, asked, *seen, &interview.value, at, now.stamp).await {
                // The situation was saved in between, or the interview was: the next look tells.
                Err(StoreError::Stale { .. }) if tries < TRIES => {}
                saved => {
                    let (revision, _) = saved?;
                    let new = situation.value.gates.open_gates().filter(|gate| !before.contains(gate));
                    let holds = new.map(|gate| (gate, library.gate(gate).name.clone())).collect();
                    return Ok(Heard { receipt: Receipt { revision, at: now.time }, holds });
                }
            }
        }
    }

    async fn look(request: ApiRequest, call: StoredInterview) -> Result<(Revision, FormValues), Problem> {
        let (couple, asked, _) = whose(&call.couple, &call.partner)?;
        let stored = request.records.interview(couple, asked).await?;
        note_view(&request.records, couple, request.now.stamp, false).await?;
        Ok((stored.revision, filled(&stored.value, asked, request.now.day)))
    }

    fn refused(bad: Bad) -> Problem {
        match bad {
            Bad::Unknown => Problem::Malformed,
            Bad::Fault(fault) => Problem::Faults(vec![fault]),
        }
    }
}
