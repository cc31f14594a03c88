//! Saved versions of a plan and of a situation: the list by day and time, one in words, two compared, and restoring one
//! as a new version.

pub mod form;
pub mod list;
pub mod plan;
pub mod show;
pub mod situation;

use domain::records::Revision;

pub use crate::versions::{plan::PlanVersionsPage, situation::SituationVersionsPage};

/// The query of the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VersionQuery {
    /// One version to show.
    version: Option<Revision>,
    /// Two versions to compare, the earlier one first.
    pair: Option<(Revision, Revision)>,
    /// The page of the list, from 0.
    page: usize,
    /// The version that was just restored.
    restored: Option<Revision>,
}

impl VersionQuery {
    /// Parses an address. Invalid values are ignored; two versions are put in order.
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

    fn read(pairs: &[(&str, &str)]) -> VersionQuery {
        VersionQuery::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn two_states_are_compared_from_the_earlier_to_the_later_one() {
        assert_eq!(read(&[("from", "7"), ("to", "3")]).pair, Some((Revision(3), Revision(7))));
        assert_eq!(read(&[("from", "3"), ("to", "3")]).pair, None);
        assert_eq!(read(&[("from", "3")]).pair, None);
        assert_eq!(read(&[("version", "x"), ("page", "0")]), VersionQuery::default());
        assert_eq!(read(&[("page", "2")]).page, 1);
    }
}
