//! Limits failed attempts per client address and per account (checklist 10).
//!
//! Unknown clients share one count per account, so that distributed guessing gains nothing. Browsers known to belong to
//! an account, by a session, locked or open, or an earlier sign-in, have counts of their own: unknown clients cannot
//! lock them out.

use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher, RandomState},
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Failed attempts allowed before the next has to wait.
const ALLOWED: usize = 10;

/// The same for IPv6 networks that one household, firm or provider may hold: prefix length in bits, and failed attempts
/// allowed.
const NETWORKS: [(u32, usize); 3] = [(64, ALLOWED), (56, 2 * ALLOWED), (48, 4 * ALLOWED)];

/// The period for which a failed attempt counts.
const COUNTS_FOR: Duration = Duration::from_mins(10);

/// Number of counts kept before the oldest half is dropped: a flood of addresses and names must not exhaust the memory.
const REMEMBERED: usize = 16_384;

/// The client that makes an attempt.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    /// An unknown client with this address, and with this login if one was typed.
    Stranger {
        /// The address; none if the connection gives none.
        address: Option<IpAddr>,
        /// Existing or not: the count must not reveal which accounts exist.
        login: Option<&'a str>,
    },
    /// A browser with this secret, which belongs to the account concerned.
    Known(&'a str),
}

/// The key of a count. Of names and secrets only a hash is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum By {
    Address(Option<IpAddr>),
    Network(Ipv6Addr, u32),
    Login(u64),
    Known(u64),
}

/// An attempt that was counted as failed.
#[derive(Debug)]
#[must_use = "an attempt that did not fail has to be taken back"]
pub struct Counted {
    by: Vec<By>,
    at: Instant,
}

/// Recent failed attempts, timed by the monotonic clock.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    counts: Arc<Mutex<Counts>>,
    hasher: RandomState,
}

/// Counts in two generations, so that the oldest are dropped without a search.
#[derive(Debug, Default)]
struct Counts {
    young: HashMap<By, VecDeque<Instant>>,
    old: HashMap<By, VecDeque<Instant>>,
}

impl Attempts {
    /// Counts an attempt as failed until [`Self::take_back`] is called, so that concurrent attempts count as well.
    ///
    /// # Errors
    /// The seconds to wait, after too many failures within ten minutes. An attempt that has to wait is not counted.
    pub fn count(&self, who: Who<'_>, now: Instant) -> Result<Counted, u32> {
        let all = self.all(who);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = all.iter().filter_map(|(by, allowed)| wait(counts.find(*by)?, *allowed, now)).max();
        if let Some(seconds) = wait {
            return Err(seconds);
        }
        let by: Vec<By> = all.into_iter().map(|(by, _)| by).collect();
        for by in &by {
            counts.find_or_begin(*by).push_back(now);
        }
        Ok(Counted { by, at: now })
    }

    /// Removes the count of an attempt that succeeded.
    pub fn take_back(&self, counted: Counted) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for by in counted.by {
            let Some(failed) = counts.find(by) else { continue };
            if let Some(at) = failed.iter().position(|failed| *failed == counted.at) {
                failed.remove(at);
            }
            if failed.is_empty() {
                counts.forget(by);
            }
        }
    }

    /// Returns the keys of an attempt, with the failures allowed for each. Names are compared as in the store: trimmed,
    /// ignoring case.
    fn all(&self, who: Who<'_>) -> Vec<(By, usize)> {
        match who {
            Who::Known(secret) => vec![(By::Known(self.hasher.hash_one(secret)), ALLOWED)],
            Who::Stranger { address, login } => {
                let login = login.map(|login| By::Login(self.hasher.hash_one(store::normalise_login(login))));
                places(address).into_iter().chain(login.map(|login| (login, ALLOWED))).collect()
            }
        }
    }
}

impl Counts {
    fn find(&mut self, by: By) -> Option<&mut VecDeque<Instant>> {
        self.young.get_mut(&by).or_else(|| self.old.get_mut(&by))
    }

    fn find_or_begin(&mut self, by: By) -> &mut VecDeque<Instant> {
        if !self.young.contains_key(&by) {
            let so_far = self.old.remove(&by).unwrap_or_default();
            if self.young.len() >= REMEMBERED / 2 {
                self.old = std::mem::take(&mut self.young);
            }
            self.young.insert(by, so_far);
        }
        self.young.entry(by).or_default()
    }

    fn forget(&mut self, by: By) {
        self.young.remove(&by);
        self.old.remove(&by);
    }
}

/// Returns the seconds to wait after these failures; `None` if another one is allowed. Drops expired failures.
fn wait(failed: &mut VecDeque<Instant>, allowed: usize, now: Instant) -> Option<u32> {
    while failed.front().is_some_and(|first| now.saturating_duration_since(*first) >= COUNTS_FOR) {
        failed.pop_front();
    }
    let first = failed.front().filter(|_| failed.len() >= allowed)?;
    let left = COUNTS_FOR.saturating_sub(now.saturating_duration_since(*first));
    Some(u32::try_from(left.as_millis().div_ceil(1000)).unwrap_or(u32::MAX))
}

/// Returns the networks of an address: a household has one IPv4 address, but any number of IPv6 ones, so networks
/// count.
fn places(address: Option<IpAddr>) -> Vec<(By, usize)> {
    match address.map(|address| address.to_canonical()) {
        Some(IpAddr::V6(address)) => {
            let network = |bits: u32| Ipv6Addr::from_bits(address.to_bits() >> (128 - bits) << (128 - bits));
            NETWORKS.map(|(bits, allowed)| (By::Network(network(bits), bits), allowed)).into()
        }
        address => vec![(By::Address(address), ALLOWED)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from<'a>(address: &str, login: &'a str) -> Who<'a> {
        Who::Stranger { address: address.parse().ok(), login: Some(login) }
    }

    /// Returns the wait after a failed attempt; `None` if it was allowed.
    fn fail(attempts: &Attempts, who: Who<'_>, at: Instant) -> Option<u32> {
        attempts.count(who, at).err()
    }

    #[test]
    fn sec_10_the_eleventh_failure_from_an_address_has_to_wait_and_later_ones_need_not() {
        let (attempts, start) = (Attempts::default(), Instant::now());
        for n in 0..10 {
            assert_eq!(fail(&attempts, from("192.0.2.1", &format!("name {n}")), start), None);
        }
        assert_eq!(fail(&attempts, from("192.0.2.1", "another"), start), Some(600));
        assert_eq!(fail(&attempts, from("192.0.2.2", "another"), start), None, "somebody else");
        assert_eq!(fail(&attempts, from("192.0.2.1", "another"), start + COUNTS_FOR), None, "ten minutes later");
    }

    #[test]
    fn sec_10_the_eleventh_failure_for_an_account_has_to_wait_wherever_it_comes_from() {
        let (attempts, start) = (Attempts::default(), Instant::now());
        for n in 0..10 {
            assert_eq!(fail(&attempts, from(&format!("192.0.2.{n}"), "counsellor"), start), None);
        }
        assert_eq!(fail(&attempts, from("192.0.2.99", " Counsellor "), start), Some(600), "the same name");
        assert_eq!(fail(&attempts, from("192.0.2.99", "colleague"), start), None, "another account");
        assert_eq!(fail(&attempts, from("192.0.2.99", "counsellor"), start + COUNTS_FOR), None, "ten minutes later");
    }

    #[test]
    fn sec_10_a_browser_that_is_known_counts_by_itself() {
        let (attempts, start) = (Attempts::default(), Instant::now());
        while fail(&attempts, from("192.0.2.1", "counsellor"), start).is_none() {}
        for _ in 0..10 {
            assert_eq!(fail(&attempts, Who::Known("device"), start), None, "strangers keep it out");
        }
        assert_eq!(fail(&attempts, Who::Known("device"), start), Some(600));
        assert_eq!(fail(&attempts, Who::Known("another"), start), None);
    }

    #[test]
    fn an_attempt_that_had_to_wait_makes_nobody_wait_longer() {
        let (attempts, start) = (Attempts::default(), Instant::now());
        for _ in 0..10 {
            assert_eq!(fail(&attempts, from("192.0.2.1", "counsellor"), start), None);
        }
        for _ in 0..30 {
            assert!(fail(&attempts, from("192.0.2.2", "counsellor"), start).is_some());
        }
        assert_eq!(fail(&attempts, from("192.0.2.2", "colleague"), start), None);
    }

    #[test]
    fn what_did_not_fail_does_not_count() {
        let (attempts, start) = (Attempts::default(), Instant::now());
        for _ in 0..30 {
            let counted = attempts.count(from("192.0.2.1", "counsellor"), start).unwrap();
            attempts.take_back(counted);
        }
        assert!(attempts.counts.lock().unwrap().young.is_empty(), "nothing is left behind");
    }

    #[test]
    fn sec_10_networks_of_version_six_count_as_those_who_hold_them() {
        assert_eq!(places("::ffff:192.0.2.1".parse().ok()), places("192.0.2.1".parse().ok()));
        // One after the other from networks of a firm that holds a /48: no /64 of them and no name comes twice.
        let (attempts, start) = (Attempts::default(), Instant::now());
        let tried = (0..=0xffff_u32).take_while(|n| {
            fail(&attempts, from(&format!("2001:db8:0:{n:x}::1"), &format!("name {n}")), start).is_none()
        });
        assert_eq!(tried.count(), 20, "those of one /56");
        let tried = (1..=0xff_u32).take_while(|n| {
            fail(&attempts, from(&format!("2001:db8:0:{n:x}00::1"), &format!("n {n}")), start).is_none()
        });
        assert_eq!(tried.count(), 20, "those of the whole /48, together with the ones before");
        assert_eq!(fail(&attempts, from("2001:db8:1::1", "another"), start), None, "somebody else");
    }

    #[test]
    fn a_flood_of_names_and_addresses_fills_no_memory() {
        let (attempts, start) = (Attempts::default(), Instant::now());
        for n in 0..100_000_u32 {
            let address = Some(IpAddr::V4(n.into()));
            let _ = attempts.count(Who::Stranger { address, login: Some(&n.to_string()) }, start);
        }
        let counts = attempts.counts.lock().unwrap();
        assert!(counts.young.len() + counts.old.len() <= REMEMBERED + 1);
    }
}
