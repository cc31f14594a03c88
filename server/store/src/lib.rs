//! The store: accounts, sessions and sealed records, in SQLite or PostgreSQL.
//!
//! Records are accessible only through [`Records`], which requires a valid session of their account. Text about people
//! is encrypted before it reaches SQL; the server has no key to it while nobody is signed in. A password opens an account
//! only together with the key file, which is outside the database.

mod account;
mod audit;
mod backup;
mod database;
mod diagnosis;
mod error;
mod key_file;
mod records;
mod seal;
mod sql;

pub use self::{
    account::{
        Account, NewCredentials, SignInError,
        devices::{DEVICE_SECONDS, DeviceToken},
        invitations::Invitation,
        key_change::{KeyChange, NewSheet},
        login_name::{names_match, normalise_login},
        passwords::{LONGEST_PASSWORD, Password, PasswordCost, SHORTEST_PASSWORD},
        pending_sign_in::{CODE_SECONDS, PendingToken},
        recovery::{BadRecoveryKey, RecoveryKey},
        recovery_codes::RecoveryCode,
        register::ListedAccount,
        second_factor::{SecondFactorOffer, SecondFactorState},
        sessions::{IDLE_SECONDS, SessionAccess, SessionLimits, SessionToken},
        signed_in::SignedInDevice,
    },
    audit::{AuditEvent, BrokenAt},
    backup::{BackupSummary, copy_database},
    database::open::{DatabaseLocation, Store, StoreOptions},
    diagnosis::{Diagnosis, KeyFileState, diagnose},
    error::StoreError,
    key_file::{KeyFile, KeyFileError},
    records::{
        CoupleId, Records, Stored,
        audit_list::{AuditAbout, AuditEntry},
        catalogue::{Catalogue, CoupleEntry, PlanEntry, StoryEntry},
        couple_file::CoupleFile,
        custom_library::custom_item_id,
        documents::{AccountDocument, DocumentId},
        export::{ARCHIVE_VERSION, Archive, ExportedCouple},
        import::ImportError,
        plans::{PlanHead, PlanId, PlanSearchData, SavedPlan},
        session_save::SessionSave,
        versions::SavedVersion,
    },
};
