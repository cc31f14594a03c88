//! Revisions of a record, and the time of a save.

use serde::{Deserialize, Serialize};

/// A saved state of a record. A save names the revision it is based on.
///
/// The low 32 bits count the saves: 1 when the record was made, one more with every save. The bits above them are the
/// line of saves that it belongs to, a random number for each opening of a database that already existed (0 in a new
/// one). Saves made before a database was restored and saves made after it therefore never share a revision, although
/// both count on from the same state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub u64);

impl Ord for Revision {
    /// Orders the earlier state first, whichever line either belongs to.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.count(), self.0).cmp(&(other.count(), other.0))
    }
}

impl PartialOrd for Revision {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Revision {
    /// The largest count that an imported record may have.
    pub const MOST: u32 = 1_000_000;

    /// Bits of the count.
    const COUNT: u32 = 32;

    /// Bits of the line; with the count they fit a signed 64-bit column.
    const LINE: u32 = 31;

    /// Returns how often the record was saved.
    #[allow(clippy::cast_possible_truncation, reason = "the low half is meant")]
    pub const fn count(self) -> u32 {
        self.0 as u32
    }

    /// Returns the line of saves that it belongs to.
    pub const fn line(self) -> u64 {
        self.0 >> Self::COUNT
    }

    /// Returns the revision after this one, saved in `line`, of which the low 31 bits count.
    #[must_use]
    pub const fn next_in(self, line: u32) -> Self {
        let line = (line & ((1 << Self::LINE) - 1)) as u64;
        Self(line << Self::COUNT | self.count().saturating_add(1) as u64)
    }
}

/// A moment in time: microseconds since 1970 in UTC. Always passed in; this crate has no clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(pub i64);

#[cfg(test)]
mod tests {
    use super::Revision;

    #[test]
    fn saves_in_two_lines_never_share_a_revision() {
        let seen = Revision(7);
        assert_eq!(seen.next_in(0), Revision(8));
        let (lost, kept) = (seen.next_in(3), seen.next_in(4));
        assert_ne!(lost, kept);
        assert_eq!((lost.count(), kept.count(), kept.next_in(4).count()), (8, 8, 9));
        assert!(seen.next_in(9) < Revision(9), "the count decides");
        assert!(i64::try_from(Revision(u64::MAX).next_in(u32::MAX).0).is_ok(), "it fits the column");
    }
}
