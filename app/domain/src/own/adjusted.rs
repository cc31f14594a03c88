//! Numbers of the library that a counsellor adjusted. All of them are expert defaults.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    desk::Fault,
    ids::{IndicatorId, ItemId},
    library::{
        Library,
        model::{CoupleShare, IndividualShare, Shares},
    },
    minutes::{MinuteRange, Minutes},
    plan::LONGEST,
    words::{Phase, Weight},
};

/// Whose shares: of a couple session of this length in this phase, or of an individual session of this length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharesOf {
    /// The whole session, in minutes.
    pub length: Minutes,
    /// The phase of a couple session; none for an individual session.
    pub phase: Option<Phase>,
}

/// What was adjusted; everything that is not in here is as the library has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Adjusted {
    /// How strongly an indicator speaks for its own challenge. It changes the order of a conversation and no gate.
    pub weights: BTreeMap<IndicatorId, Weight>,
    /// How long an exercise takes.
    pub minutes: BTreeMap<ItemId, MinuteRange>,
    /// How the minutes of a session are shared out, one entry a part.
    #[serde(with = "pairs")]
    pub shares: BTreeMap<SharesOf, Vec<Minutes>>,
}

impl Adjusted {
    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adjusts a weight; the default takes the adjustment back.
    ///
    /// # Errors
    ///
    /// When no challenge of the library has this indicator.
    pub fn weigh(&mut self, built_in: &Library, id: &IndicatorId, weight: Weight) -> Result<(), Fault> {
        let indicator = built_in.indicator(id).and_then(|indicator| indicator.weight);
        let default =
            indicator.ok_or_else(|| Fault::new("weight", "Choose an indicator that speaks for a challenge."))?;
        if weight == default {
            self.weights.remove(id);
        } else {
            self.weights.insert(id.clone(), weight);
        }
        Ok(())
    }

    /// Adjusts how long a built-in exercise takes; the default takes the adjustment back.
    ///
    /// # Errors
    ///
    /// When the library has no such exercise, or when the minutes do not rise from 1 to 120.
    pub fn take_minutes(&mut self, built_in: &Library, id: &ItemId, range: MinuteRange) -> Result<(), Fault> {
        let item = built_in.item(id).ok_or_else(|| Fault::new("minutes", "Choose an exercise of the library."))?;
        let rise = Minutes(1) <= range.min && range.min <= range.typical && range.typical <= range.max;
        if !rise || range.max > LONGEST {
            let text = "The minutes must rise from the shortest to the longest, from 1 to 120.";
            return Err(Fault::new("minutes", text));
        }
        if range == item.minutes {
            self.minutes.remove(id);
        } else {
            self.minutes.insert(id.clone(), range);
        }
        Ok(())
    }

    /// Adjusts how a session is shared out; the default takes the adjustment back.
    ///
    /// # Errors
    ///
    /// When the library has no such session; when the parts are not all given, do not sum up, or a part has no minute; and
    /// when debrief and close together get less than in the library: the end of a session is protected (R39, R44).
    pub fn share(&mut self, built_in: &Library, of: SharesOf, minutes: Vec<Minutes>) -> Result<(), Fault> {
        let fault = |text: String| Err(Fault::new("shares", text));
        let Some((parts, default)) = row(built_in.shares(), of) else {
            return fault("Choose a length and a phase of the table.".into());
        };
        if minutes.len() != parts.len() || minutes.iter().any(|part| part.0 == 0) {
            return fault("Give every part at least one minute.".into());
        }
        let sum: u16 = minutes.iter().map(|part| u16::from(part.0)).sum();
        if sum != u16::from(of.length.0) {
            return fault(format!("The parts sum to {sum} minutes; they have to sum to {}.", of.length));
        }
        let (least, kept) = (ending(default, of), ending(&minutes, of));
        if kept < least {
            let text =
                format!("Debrief and close keep at least {least} minutes here; the end is protected (R39, R44).");
            return fault(text);
        }
        if *minutes == *default {
            self.shares.remove(&of);
        } else {
            self.shares.insert(of, minutes);
        }
        Ok(())
    }

    /// The table with what was adjusted.
    pub(crate) fn shares(&self, built_in: &Shares) -> Shares {
        let adjusted = |of, minutes: &Vec<Minutes>| self.shares.get(&of).unwrap_or(minutes).clone();
        let couple = built_in.couple.iter().map(|row| CoupleShare {
            minutes: adjusted(SharesOf { length: row.length, phase: Some(row.phase) }, &row.minutes),
            ..row.clone()
        });
        let individual = built_in.individual.iter().map(|row| IndividualShare {
            minutes: adjusted(SharesOf { length: row.length, phase: None }, &row.minutes),
            ..row.clone()
        });
        Shares { couple: couple.collect(), individual: individual.collect(), ..built_in.clone() }
    }
}

/// The names of the parts, and the minutes of a row.
fn row(shares: &Shares, of: SharesOf) -> Option<(&[String], &[Minutes])> {
    if let Some(phase) = of.phase {
        let row = shares.couple.iter().find(|row| row.length == of.length && row.phase == phase)?;
        return Some((&shares.parts, &row.minutes));
    }
    let row = shares.individual.iter().find(|row| row.length == of.length)?;
    Some((&shares.individual_parts, &row.minutes))
}

/// What is kept for the end: debrief and close; grounding and the next safe contact of an individual session.
fn ending(minutes: &[Minutes], of: SharesOf) -> u16 {
    let debrief = if of.phase.is_some() { 4 } else { 3 };
    let at = |place: usize| minutes.get(place).map_or(0, |part| u16::from(part.0));
    at(debrief) + minutes.last().map_or(0, |part| u16::from(part.0))
}

/// A map whose keys are no text, as a list of pairs.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K, V, D>(from: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Vec::<(K, V)>::deserialize(from).map(|pairs| pairs.into_iter().collect())
    }
}
