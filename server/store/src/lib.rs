//! What counsellors keep: accounts, sessions and sealed records, in SQLite or PostgreSQL.
//!
//! The only way to a record is a [`Records`] value, and the only way to one is a valid session of the account it belongs
//! to. What is typed about people is sealed before it reaches SQL; the server holds no key to it while nobody is signed in.

mod accounts;
mod archive;
mod audit;
mod catalogue;
mod error;
mod export;
mod open;
mod pages;
mod passwords;
mod plans;
mod pool;
mod records;
mod recovery;
mod rekey;
mod seal;
mod sessions;
mod shelf;
mod sql;
mod templates;
mod things;
mod versions;

pub use self::{
    accounts::{Account, SignInError, Welcome},
    audit::{BrokenAt, Deed},
    catalogue::{Catalogue, CoupleEntry, PlanEntry},
    error::StoreError,
    export::{Archive, ImportError, ReadCouple},
    open::{Place, Store},
    passwords::{LONGEST_PASSWORD, Password, SHORTEST_PASSWORD},
    plans::{PlanAbout, PlanHead, PlanId, SavedPlan},
    records::{CoupleId, Records, Stored},
    recovery::{BadRecoveryKey, RecoveryKey},
    sessions::{IDLE_SECONDS, Limits, SessionToken, Visit},
    shelf::own_item,
    things::{Thing, ThingId},
    versions::Version,
};
