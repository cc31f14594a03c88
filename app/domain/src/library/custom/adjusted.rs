//! Library numbers that a counsellor adjusted. All of them are expert defaults.

use serde::{Deserialize, Serialize};

use crate::{
    library::{
        Library,
        model::{CoupleShare, IndividualShare, LONGEST, Shares},
    },
    vocabulary::{Fault, IndicatorId, ItemId, MinuteRange, Minutes, Phase, SmallMap, Weight},
};

/// The session to which shares apply: a couple session of this length in this phase, or an individual session of this
/// length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharesOf {
    /// The whole session, in minutes.
    pub length: Minutes,
    /// The phase of a couple session; none for an individual one.
    pub phase: Option<Phase>,
}

/// The adjustments; everything else is as in the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Adjusted {
    /// The weight of an indicator for its own challenge. It affects the order of a conversation, and no gate.
    pub weights: SmallMap<IndicatorId, Weight>,
    /// The length of an exercise.
    pub minutes: SmallMap<ItemId, MinuteRange>,
    /// The distribution of a session's minutes, one entry a part.
    #[serde(with = "pairs")]
    pub shares: SmallMap<SharesOf, Vec<Minutes>>,
}

impl Adjusted {
    /// True if nothing was adjusted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adjusts a weight; the default value removes the adjustment.
    ///
    /// # Errors
    /// If no challenge of the library has this indicator.
    pub fn weigh(&mut self, built_in: &Library, id: &IndicatorId, weight: Weight) -> Result<(), Fault> {
        let indicator = built_in.indicator(id).and_then(|indicator| indicator.weight);
        let default =
            indicator.ok_or_else(|| Fault::new("weight", "Choose an indicator that counts for a challenge."))?;
        if weight == default {
            self.weights.remove(id);
        } else {
            self.weights.insert(id.clone(), weight);
        }
        Ok(())
    }

    /// Adjusts the length of a built-in exercise; the default value removes the adjustment.
    ///
    /// # Errors
    /// If the library has no such exercise, or the minutes do not rise from 1 to 120.
    pub fn take_minutes(&mut self, built_in: &Library, id: &ItemId, range: MinuteRange) -> Result<(), Fault> {
        let item = built_in.item(id).ok_or_else(|| Fault::new("minutes", "Choose an exercise of the library."))?;
        let rise = Minutes(1) <= range.min && range.min <= range.typical && range.typical <= range.max;
        if !rise || range.max > LONGEST {
            let text = "Minutes must rise from shortest to longest, between 1 and 120.";
            return Err(Fault::new("minutes", text));
        }
        if range == item.minutes {
            self.minutes.remove(id);
        } else {
            self.minutes.insert(id.clone(), range);
        }
        Ok(())
    }

    /// Adjusts the shares of a session; the default values remove the adjustment.
    ///
    /// # Errors
    /// If the library has no such session; if the parts are incomplete, do not sum to the length, or one has no
    /// minutes; or if debrief and close together get less than in the library: the end of a session is protected (R39,
    /// R44).
    pub fn share(&mut self, built_in: &Library, of: SharesOf, minutes: Vec<Minutes>) -> Result<(), Fault> {
        let fault = |text: String| Err(Fault::new("shares", text));
        let Some((parts, default)) = row(built_in.shares(), of) else {
            return fault("Choose a length and a phase from the table.".into());
        };
        if minutes.len() != parts.len() || minutes.iter().any(|part| part.0 == 0) {
            return fault("Give every part at least one minute.".into());
        }
        let sum: u16 = minutes.iter().map(|part| u16::from(part.0)).sum();
        if sum != u16::from(of.length.0) {
            return fault(format!("The parts add up to {sum} minutes; they must add up to {}.", of.length));
        }
        let (least, kept) = (ending(default, of), ending(&minutes, of));
        if kept < least {
            let text = format!("Debrief and close need at least {least} minutes here: this time is protected.");
            return fault(text);
        }
        if *minutes == *default {
            self.shares.remove(&of);
        } else {
            self.shares.insert(of, minutes);
        }
        Ok(())
    }

    /// Returns the share table with the adjustments applied.
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

/// Returns the names of the parts, and the minutes of a row.
fn row(shares: &Shares, of: SharesOf) -> Option<(&[String], &[Minutes])> {
    if let Some(phase) = of.phase {
        let row = shares.couple.iter().find(|row| row.length == of.length && row.phase == phase)?;
        return Some((&shares.parts, &row.minutes));
    }
    let row = shares.individual.iter().find(|row| row.length == of.length)?;
    Some((&shares.individual_parts, &row.minutes))
}

/// Returns the minutes reserved for the end: debrief and close; grounding and next safe contact of an individual
/// session.
fn ending(minutes: &[Minutes], of: SharesOf) -> u16 {
    let debrief = if of.phase.is_some() { 4 } else { 3 };
    let at = |place: usize| minutes.get(place).map_or(0, |part| u16::from(part.0));
    at(debrief) + minutes.last().map_or(0, |part| u16::from(part.0))
}

/// Serialises a map with non-text keys as a list of pairs.
mod pairs {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::vocabulary::SmallMap;

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &SmallMap<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K, V, D>(from: D) -> Result<SmallMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Vec::<(K, V)>::deserialize(from).map(|pairs| pairs.into_iter().collect())
    }
}
