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
mod key_command;
mod key_file;
mod records;
mod seal;
mod sql;

pub use self::{
    account::{
        credentials::{Account, NewCredentials},
        devices::{DEVICE_SECONDS, DeviceToken},
        finish_sign_in::PendingStep,
        invitations::Invitation,
        key_change::{KeyChange, NewSheet},
        login_name::{names_match, normalise_login},
        passkeys::{
            answer::{NewPasskey, PasskeyAnswer},
            register::PasskeyOffer,
            relying_party::RelyingParty,
            remove::ListedPasskey,
            request::{PasskeyHandle, PasskeyRequest},
        },
        passwords::{LONGEST_PASSWORD, Password, PasswordCost, SHORTEST_PASSWORD},
        pending_sign_ins::CODE_SECONDS,
        recovery::{BadRecoveryKey, RecoveryKey},
        recovery_codes::RecoveryCode,
        register::ListedAccount,
        second_factor::{SecondFactorOffer, SecondFactorState},
        second_step::{Confirmation, SecondStep},
        session_limits::{IDLE_SECONDS, SessionLimits},
        sessions::SessionAccess,
        sign_in_error::SignInError,
        signed_in::SignedInDevice,
        tokens::{PendingToken, SessionToken},
    },
    audit::{event::AuditEvent, log::BrokenAt},
    backup::{BackupSummary, copy_database},
    database::open::{DatabaseLocation, Store, StoreOptions},
    diagnosis::{Diagnosis, KeyFileState, diagnose},
    error::{KeyFileError, StoreError},
    key_command::{KeyCommand, KeyCommandError, NoKeyCommand},
    key_file::{KeyFile, KeySource},
    records::{
        access::Records,
        audit_list::{AuditAbout, AuditEntry},
        catalogue::{Catalogue, CoupleEntry, PlanEntry, StoryEntry},
        couple_file::CoupleFile,
        custom_library::custom_item_id,
        documents::AccountDocument,
        export::{ARCHIVE_VERSION, Archive, ExportedCouple},
        ids::{CoupleId, CreatedRecord, DocumentId, PlanId},
        import::ImportError,
        new_ids::new_form_id,
        plans::{PlanHead, PlanSearchData, SavedPlan},
        revisions::Stored,
        session_save::SessionSave,
        versions::SavedVersion,
    },
    seal::hex,
};
