//! Sign-ins whose password was right and whose code is still missing.
//!
//! They are kept in memory, valid for five minutes, and never in the database. The data key is wrapped by a key derived from a random
//! token that only the browser has: neither the memory of the server between two requests nor the cookie opens anything by
//! itself, and the token is no session.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::records::Stamp;

use crate::{Account, account::tokens::PendingToken};

/// Time for typing the code, in seconds: five minutes.
pub const CODE_SECONDS: u32 = 5 * 60;

/// Maximum number of pending sign-ins; the oldest is dropped for a further one. Each needs a right password.
const MOST: usize = 1_000;

/// An account whose password was right, with its data key wrapped by the token.
#[derive(Clone, Debug)]
pub(crate) struct PendingSignIn {
    pub(crate) account: Account,
    pub(crate) wrapped: Vec<u8>,
    pub(crate) verifier: Vec<u8>,
    pub(crate) recovery_verifier: Vec<u8>,
    pub(crate) begun: Stamp,
}

impl PendingSignIn {
    fn is_valid(&self, now: Stamp) -> bool {
        (0..i64::from(CODE_SECONDS) * 1_000_000).contains(&(now.0 - self.begun.0))
    }
}

/// The pending sign-ins of this process, by the hash of their tokens.
#[derive(Debug, Default)]
pub(crate) struct PendingSignIns(Mutex<HashMap<[u8; 32], PendingSignIn>>);

impl PendingSignIns {
    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], PendingSignIn>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn keep(&self, token: &PendingToken, pending: PendingSignIn) {
        let (now, mut all) = (pending.begun, self.lock());
        all.retain(|_, other| other.is_valid(now));
        if all.len() >= MOST
            && let Some(oldest) = all.iter().min_by_key(|(_, other)| other.begun.0).map(|(id, _)| *id)
        {
            all.remove(&oldest);
        }
        all.insert(token.id(), pending);
    }

    pub(crate) fn find(&self, token: &PendingToken, now: Stamp) -> Option<PendingSignIn> {
        self.lock().get(&token.id()).filter(|pending| pending.is_valid(now)).cloned()
    }

    pub(crate) fn remove(&self, token: &PendingToken) {
        self.lock().remove(&token.id());
    }
}
