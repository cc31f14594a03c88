//! Counts failed attempts by the address that they come from (checklist 10). Those of an account are the store's to count.

use std::{
    collections::{HashMap, VecDeque},
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

use domain::desk::Stamp;

use super::client::Client;

/// Attempts that may fail before the next has to wait.
const ALLOWED: usize = 10;

/// For how long a failed attempt counts, in microseconds.
const COUNTS_FOR: i64 = 10 * 60 * 1_000_000;

/// Addresses that are remembered at most: a flood of them must not fill the memory.
const ADDRESSES: usize = 10_000;

/// Failed attempts of the last minutes.
#[derive(Clone, Debug, Default)]
pub struct Attempts(Arc<Mutex<HashMap<Option<IpAddr>, VecDeque<Stamp>>>>);

impl Attempts {
    /// Counts an attempt as failed until [`Self::take_back`] says otherwise, so that many at once are counted as well.
    ///
    /// # Errors
    ///
    /// How many seconds to wait, after ten failures within ten minutes.
    pub fn count(&self, client: Client, now: Stamp) -> Result<(), u32> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= ADDRESSES {
            all.retain(|_, failed| failed.back().is_some_and(|last| counts(*last, now)));
        }
        let failed = all.entry(network(client)).or_default();
        while failed.front().is_some_and(|first| !counts(*first, now)) {
            failed.pop_front();
        }
        if let (true, Some(first)) = (failed.len() >= ALLOWED, failed.front()) {
            let left = (first.0 + COUNTS_FOR - now.0).max(0) / 1_000_000 + 1;
            return Err(u32::try_from(left).unwrap_or(u32::MAX));
        }
        failed.push_back(now);
        Ok(())
    }

    /// The attempt of this moment did not fail.
    pub fn take_back(&self, client: Client, counted: Stamp) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(failed) = all.get_mut(&network(client)) else { return };
        if let Some(at) = failed.iter().position(|stamp| *stamp == counted) {
            failed.remove(at);
        }
    }
}

fn counts(failed: Stamp, now: Stamp) -> bool {
    now.0 - failed.0 < COUNTS_FOR
}

/// One household has one IPv4 address, and as many of version 6 as it likes: there its network counts.
fn network(client: Client) -> Option<IpAddr> {
    client.0.map(|address| match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str) -> Client {
        Client(address.parse().ok())
    }

    #[test]
    fn sec_10_the_eleventh_failure_has_to_wait_and_later_ones_need_not() {
        let attempts = Attempts::default();
        for n in 0..10 {
            assert_eq!(attempts.count(from("192.0.2.1"), Stamp(n)), Ok(()));
        }
        assert_eq!(attempts.count(from("192.0.2.1"), Stamp(10)), Err(600));
        assert_eq!(attempts.count(from("192.0.2.2"), Stamp(10)), Ok(()), "somebody else");
        assert_eq!(attempts.count(from("192.0.2.1"), Stamp(COUNTS_FOR)), Ok(()), "ten minutes later");
    }

    #[test]
    fn what_did_not_fail_does_not_count() {
        let attempts = Attempts::default();
        for n in 0..30 {
            assert_eq!(attempts.count(from("192.0.2.1"), Stamp(n)), Ok(()));
            attempts.take_back(from("192.0.2.1"), Stamp(n));
        }
    }

    #[test]
    fn a_network_of_version_six_counts_as_one() {
        assert_eq!(network(from("2001:db8::1")), network(from("2001:db8::ffff:1")));
        assert_ne!(network(from("2001:db8::1")), network(from("2001:db8:0:1::1")));
        assert_eq!(network(from("::ffff:192.0.2.1")), network(from("192.0.2.1")));
    }
}
