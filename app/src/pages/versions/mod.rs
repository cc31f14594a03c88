//! Saved states of a plan and of a situation: a list by day and time, one of them in words, two of them side by side, and
//! the way back to one, as a new version.

mod list;
mod plan;
mod show;
mod situation;

use domain::desk::Revision;

pub use self::{plan::PlanVersionsPage, situation::SituationVersionsPage};

/// What the address asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Asked {
    /// One state to look at.
    version: Option<Revision>,
    /// Two states to compare, the earlier one first.
    pair: Option<(Revision, Revision)>,
    /// Which page of the list, from 0.
    page: usize,
    /// The state that was just brought back.
    restored: Option<Revision>,
}

impl Asked {
    /// Values that mean nothing are left out; two states come in their order, however they were chosen.
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let revision = |name| get(name).and_then(|text| text.trim().parse().ok()).map(Revision);
        let pair = revision("from").zip(revision("to")).filter(|(from, to)| from != to);
        Self {
            version: revision("version"),
            pair: pair.map(|(from, to)| (from.min(to), from.max(to))),
            page: get("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).saturating_sub(1),
            restored: revision("restored"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Asked {
        Asked::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn two_states_are_compared_from_the_earlier_to_the_later_one() {
        assert_eq!(read(&[("from", "7"), ("to", "3")]).pair, Some((Revision(3), Revision(7))));
        assert_eq!(read(&[("from", "3"), ("to", "3")]).pair, None);
        assert_eq!(read(&[("from", "3")]).pair, None);
        assert_eq!(read(&[("version", "x"), ("page", "0")]), Asked::default());
        assert_eq!(read(&[("page", "2")]).page, 1);
    }
}
