//! Counts failed attempts by the address that they come from and by the account that they are for (checklist 10).

use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher, RandomState},
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

use domain::desk::Stamp;

use super::client::Client;

/// Attempts that may fail before the next has to wait.
const ALLOWED: usize = 10;

/// For how long a failed attempt counts, in microseconds.
const COUNTS_FOR: i64 = 10 * 60 * 1_000_000;

/// Addresses and accounts that are remembered before old ones are cleared: a flood of them must not fill the memory.
const REMEMBERED: usize = 10_000;

/// What failed attempts are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum By {
    /// The network that they come from.
    Network(Option<IpAddr>),
    /// The name that was typed, known here or not: counting must not tell which accounts there are. Only its hash is kept.
    Login(u64),
}

/// Failed attempts of the last minutes.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    failed: Arc<Mutex<HashMap<By, VecDeque<Stamp>>>>,
    hasher: RandomState,
}

impl Attempts {
    /// Counts an attempt as failed until [`Self::take_back`] says otherwise, so that many at once are counted as well.
    ///
    /// # Errors
    ///
    /// How many seconds to wait, after ten failures within ten minutes from this network or for this login. An attempt
    /// that has to wait is not counted.
    pub fn count(&self, client: Client, login: &str, now: Stamp) -> Result<(), u32> {
        let mut all = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.retain(|_, failed| failed.back().is_some_and(|last| counts(*last, now)));
        }
        let both = self.both(client, login);
        let wait = both.iter().filter_map(|by| wait(all.get_mut(by)?, now)).max();
        if let Some(seconds) = wait {
            return Err(seconds);
        }
        for by in both {
            all.entry(by).or_default().push_back(now);
        }
        Ok(())
    }

    /// The attempt of this moment did not fail.
    pub fn take_back(&self, client: Client, login: &str, counted: Stamp) {
        let mut all = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        for by in self.both(client, login) {
            let Some(failed) = all.get_mut(&by) else { continue };
            if let Some(at) = failed.iter().position(|stamp| *stamp == counted) {
                failed.remove(at);
            }
            if failed.is_empty() {
                all.remove(&by);
            }
        }
    }

    /// Names are compared as the store compares them: without blanks around, small and capital letters alike.
    fn both(&self, client: Client, login: &str) -> [By; 2] {
        let login = self.hasher.hash_one(login.trim().to_lowercase());
        [By::Network(network(client)), By::Login(login)]
    }
}

/// How many seconds to wait after these failures; nothing while another one is allowed. Forgets what no longer counts.
fn wait(failed: &mut VecDeque<Stamp>, now: Stamp) -> Option<u32> {
    while failed.front().is_some_and(|first| !counts(*first, now)) {
        failed.pop_front();
    }
    let first = failed.front().filter(|_| failed.len() >= ALLOWED)?;
    let left = (first.0 + COUNTS_FOR - now.0).max(0) / 1_000_000 + 1;
    Some(u32::try_from(left).unwrap_or(u32::MAX))
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
    fn sec_10_the_eleventh_failure_from_an_address_has_to_wait_and_later_ones_need_not() {
        let attempts = Attempts::default();
        for n in 0..10 {
            assert_eq!(attempts.count(from("192.0.2.1"), &format!("name {n}"), Stamp(n)), Ok(()));
        }
        assert_eq!(attempts.count(from("192.0.2.1"), "another", Stamp(10)), Err(600));
        assert_eq!(attempts.count(from("192.0.2.2"), "another", Stamp(10)), Ok(()), "somebody else");
        assert_eq!(attempts.count(from("192.0.2.1"), "another", Stamp(COUNTS_FOR)), Ok(()), "ten minutes later");
    }

    #[test]
    fn sec_10_the_eleventh_failure_for_an_account_has_to_wait_wherever_it_comes_from() {
        let attempts = Attempts::default();
        for n in 0..10 {
            assert_eq!(attempts.count(from(&format!("192.0.2.{n}")), "counsellor", Stamp(n)), Ok(()));
        }
        assert_eq!(attempts.count(from("192.0.2.99"), " Counsellor ", Stamp(10)), Err(600), "the same name");
        assert_eq!(attempts.count(from("192.0.2.99"), "colleague", Stamp(10)), Ok(()), "another account");
        assert_eq!(attempts.count(from("192.0.2.99"), "counsellor", Stamp(COUNTS_FOR)), Ok(()), "ten minutes later");
    }

    #[test]
    fn an_attempt_that_had_to_wait_makes_nobody_wait_longer() {
        let attempts = Attempts::default();
        for n in 0..10 {
            assert_eq!(attempts.count(from("192.0.2.1"), "counsellor", Stamp(n)), Ok(()));
        }
        for n in 10..40 {
            assert!(attempts.count(from("192.0.2.2"), "counsellor", Stamp(n)).is_err());
        }
        assert_eq!(attempts.count(from("192.0.2.2"), "colleague", Stamp(40)), Ok(()));
    }

    #[test]
    fn what_did_not_fail_does_not_count() {
        let attempts = Attempts::default();
        for n in 0..30 {
            assert_eq!(attempts.count(from("192.0.2.1"), "counsellor", Stamp(n)), Ok(()));
            attempts.take_back(from("192.0.2.1"), "counsellor", Stamp(n));
        }
    }

    #[test]
    fn a_network_of_version_six_counts_as_one() {
        assert_eq!(network(from("2001:db8::1")), network(from("2001:db8::ffff:1")));
        assert_ne!(network(from("2001:db8::1")), network(from("2001:db8:0:1::1")));
        assert_eq!(network(from("::ffff:192.0.2.1")), network(from("192.0.2.1")));
    }
}
