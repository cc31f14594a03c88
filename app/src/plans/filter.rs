//! The filter of the list of plans, as in its address.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    library::Library,
    plan::Status,
    vocabulary::{
        Challenge, Day, ItemId, Phase,
        fold::{all_words_in, folded},
    },
};
use store::{Catalogue, CoupleId, PlanEntry};
use uuid::Uuid;

/// Each status with its word in the address and its words on the page.
pub const STATUSES: [(&str, Status, &str); 5] = [
    ("draft", Status::Draft, "Drafts"),
    ("ready", Status::Ready, "Ready"),
    ("held", Status::Completed, "Took place"),
    ("cancelled", Status::Cancelled, "Cancelled"),
    ("no-show", Status::NoShow, "No-show"),
];

/// The plans shown, by archived state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Active plans.
    #[default]
    Active,
    /// Archived plans.
    Archived,
    /// All.
    All,
}

impl Show {
    /// Each with its word in the address and its label on the page.
    pub const ALL: [(Self, &'static str, &'static str); 3] =
        [(Self::Active, "", "Active"), (Self::Archived, "archived", "Archived"), (Self::All, "all", "All")];
}

/// A filter. Empty fields do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this couple.
    pub couple: Option<CoupleId>,
    /// Only couples whose code name contains these words, for accounts with too many couples for a list.
    pub name: String,
    /// Only plans of this phase.
    pub phase: Option<Phase>,
    /// Only plans with an exercise that serves this challenge.
    pub challenge: Option<Challenge>,
    /// Only plans with this exercise.
    pub exercise: Option<ItemId>,
    /// Only plans with this status.
    pub status: Option<Status>,
    /// Only from this day.
    pub from: Option<Day>,
    /// Only until this day.
    pub to: Option<Day>,
    /// Archived or not.
    pub show: Show,
    /// The page of the list, from 0.
    pub page: usize,
}

impl Filter {
    /// The names of all fields, in addresses and forms.
    pub const KNOWN: [&str; 10] =
        ["couple", "name", "phase", "challenge", "exercise", "status", "from", "to", "show", "page"];

    /// Parses an address. Invalid values are ignored.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default().trim().to_owned();
        let (status, show) = (value("status"), value("show"));
        Self {
            couple: value("couple").parse::<Uuid>().ok().map(CoupleId),
            name: value("name"),
            phase: value("phase").parse().ok(),
            challenge: value("challenge").parse().ok(),
            exercise: value("exercise").parse().ok(),
            status: STATUSES.iter().find(|(word, ..)| *word == status).map(|(_, status, _)| *status),
            from: value("from").parse().ok(),
            to: value("to").parse().ok(),
            show: Show::ALL.iter().find(|(_, word, _)| *word == show).map_or(Show::Active, |(show, ..)| *show),
            page: value("page").parse::<usize>().unwrap_or(1).saturating_sub(1),
        }
    }

    /// Returns the non-empty fields of its address, without the page.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let status = self.status.and_then(|is| STATUSES.iter().find(|(_, status, _)| *status == is));
        let show = Show::ALL.iter().find(|(show, ..)| *show == self.show);
        let parts = [
            ("couple", self.couple.map(|id| id.0.to_string()).unwrap_or_default()),
            ("name", self.name.clone()),
            ("phase", self.phase.map(|phase| phase.to_string()).unwrap_or_default()),
            ("challenge", self.challenge.map(|challenge| challenge.to_string()).unwrap_or_default()),
            ("exercise", self.exercise.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("status", status.map(|(word, ..)| (*word).to_owned()).unwrap_or_default()),
            ("from", day(self.from)),
            ("to", day(self.to)),
            ("show", show.map(|(_, word, _)| (*word).to_owned()).unwrap_or_default()),
        ];
        parts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// True if it is empty.
    pub fn is_plain(&self) -> bool {
        self.parts().is_empty()
    }

    /// Returns the matching plans, those without a day first, then the latest day first.
    pub fn find<'c>(&self, catalogue: &'c Catalogue, library: &Library) -> Vec<&'c PlanEntry> {
        let wanted = self.exercises(catalogue, library);
        let names = self.couples(catalogue);
        let admits = |plan: &&PlanEntry| {
            let shown = match self.show {
                Show::Active => !plan.archived,
                Show::Archived => plan.archived,
                Show::All => true,
            };
            shown
                && self.couple.is_none_or(|couple| couple == plan.couple)
                && self.status.is_none_or(|status| status == plan.status)
                && self.phase.is_none_or(|phase| phase == plan.phase)
                && self.from.is_none_or(|from| plan.on.is_some_and(|day| day >= from))
                && self.to.is_none_or(|to| plan.on.is_some_and(|day| day <= to))
                && names.as_ref().is_none_or(|names| names.contains(&plan.couple))
                && wanted.as_ref().is_none_or(|wanted| catalogue.exercises(plan).any(|id| wanted.contains(id)))
        };
        let mut found: Vec<&PlanEntry> = catalogue.plans.iter().filter(admits).collect();
        found.sort_by_key(|plan| (plan.on.is_some(), std::cmp::Reverse((plan.on, plan.start, plan.changed, plan.id))));
        found
    }

    /// Returns the exercises of which a plan needs one; `None` if any will do.
    fn exercises(&self, catalogue: &Catalogue, library: &Library) -> Option<HashSet<ItemId>> {
        if self.exercise.is_none() && self.challenge.is_none() {
            return None;
        }
        let serves = |id: &ItemId| {
            self.challenge.is_none_or(|challenge| library.item(id).is_some_and(|item| item.serves.contains(&challenge)))
        };
        let named = |id: &&ItemId| self.exercise.as_ref().is_none_or(|exercise| exercise == *id);
        // Both have to hold of the plan, not of one exercise: a plan with this exercise, for this challenge.
        match (&self.exercise, self.challenge) {
            (Some(exercise), Some(_)) if !serves(exercise) => Some(HashSet::new()),
            _ => Some(catalogue.all_exercises().filter(named).filter(|id| serves(id)).cloned().collect()),
        }
    }

    fn couples(&self, catalogue: &Catalogue) -> Option<HashSet<CoupleId>> {
        let named = catalogue.couples.iter().filter(|couple| all_words_in(&self.name, [couple.name.as_str()]));
        (!self.name.trim().is_empty()).then(|| named.map(|couple| couple.id).collect())
    }
}

/// Returns the name of each couple.
pub fn names(catalogue: &Catalogue) -> HashMap<CoupleId, &str> {
    catalogue.couples.iter().map(|couple| (couple.id, couple.name.as_str())).collect()
}

/// Returns the unarchived couples by name, for a list to choose from.
pub fn by_name(catalogue: &Catalogue) -> BTreeMap<(String, Uuid), &str> {
    let at_work = catalogue.couples.iter().filter(|couple| !couple.archived);
    at_work.map(|couple| ((folded(&couple.name), couple.id.0), couple.name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_was_written_and_nonsense_asks_for_nothing() {
        let parts = [
            ("couple", "0195f3c0-7a1c-7000-8000-000000000001"),
            ("name", "Heron & Co"),
            ("phase", "repair"),
            ("challenge", "infidelity"),
            ("exercise", "impact-letter"),
            ("status", "held"),
            ("from", "2026-01-01"),
            ("to", "2026-12-31"),
            ("show", "all"),
        ];
        let read = |name: &str| parts.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        let filter = Filter::read(read);
        let written: Vec<(&str, String)> = filter.parts();
        assert_eq!(written, parts.map(|(name, value)| (name, value.to_owned())));
        let nonsense = Filter::read(|name| (name != "name").then(|| format!("no {name} !")));
        assert!(nonsense.is_plain(), "{nonsense:?}");
    }
}
