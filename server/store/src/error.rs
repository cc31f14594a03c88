//! Errors of the store.

use std::{error::Error, io, path::PathBuf};

use domain::records::Revision;
use sqlx::migrate::MigrateError;

use crate::key_command::{KeyCommand, KeyCommandError};
use crate::records::ids::CreatedRecord;

/// A problem with the key file. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file is missing, and accounts need it.
    #[error(
        "the key file {} is missing, and no password opens an account without it. Nothing is lost yet: put back your copy \
         of the file, or name it with --key-file. If there is no copy, `reweave key-file new` makes another one; then each \
         account is opened with its recovery key",
        .0.display()
    )]
    Missing(PathBuf),
    /// The file belongs to another database.
    #[error(
        "the key file {} does not belong to this database. Name the right one with --key-file; several servers of one \
         database use copies of the same file",
        .0.display()
    )]
    Other(PathBuf),
    /// The file has another format, or was changed.
    #[error("{} is not a key file of Reweave, or it was changed. Put back your copy of it", .0.display())]
    Malformed(PathBuf),
    /// The file cannot be read or written.
    #[error("the key file {} cannot be used; choose another place with --key-file", .file.display())]
    Unusable {
        /// The file.
        file: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A new key file was asked for, although there is one.
    #[error("{} exists already, so no new key file was made. Move it away first if you mean it", .0.display())]
    Exists(PathBuf),
    /// The command gives no key, and accounts need it.
    #[error(
        "the key command {command} gives no key: {problem}. No password opens an account without it. Nothing is lost yet: \
         unlock your keyring, put the key back into it, or correct --key-command. If there is no copy of the key, make another \
         one with `reweave key-file generate`, and name it to the database with `reweave key-file new`; then each account is \
         opened with its recovery key"
    )]
    NoKey {
        /// The command.
        command: KeyCommand,
        /// The cause.
        problem: KeyCommandError,
    },
    /// The command gives no key, and no account needs one.
    #[error(
        "the key command {command} gives no key: {problem}. If you have no key yet, make one with `reweave key-file \
         generate`, which prints it and writes no file; store that line where the command finds it, and keep a copy apart \
         from the database"
    )]
    NoKeyYet {
        /// The command.
        command: KeyCommand,
        /// The cause.
        problem: KeyCommandError,
    },
    /// The command prints the key of another database.
    #[error(
        "the key that {0} prints does not belong to this database. Correct --key-command; several servers of one database use \
         copies of the same key"
    )]
    OtherByCommand(KeyCommand),
    /// The command prints something else.
    #[error(
        "what {0} prints is not a key of Reweave, or it was changed. It has to print the line of `reweave key-file generate`, \
         or the text of a key file, and nothing else"
    )]
    MalformedByCommand(KeyCommand),
    /// A command for another key was given, and prints the present one.
    #[error("{0} prints the key of this database, so nothing was changed. Store another one first if you mean it")]
    Current(KeyCommand),
}

impl KeyFileError {
    /// Changes the advice about a command without a key if no account needs one.
    pub(crate) fn with_advice(self, is_needed: bool) -> Self {
        match self {
            Self::NoKey { command, problem } if !is_needed => Self::NoKeyYet { command, problem },
            other => other,
        }
    }
}

/// An error of the database. Messages are for the operator; causes are in `source`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The platform has no standard data folder.
    #[error("this system has no standard data folder; choose one with --data")]
    NoFolder,
    /// The folder cannot be created or opened.
    #[error("the data folder {} cannot be used; choose another one with --data", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The database belongs to a newer version, or a migration has changed since it ran.
    #[error("the database {place} does not fit this version of Reweave; open it with the version that wrote it last")]
    Migration {
        /// The database.
        place: String,
        /// The cause.
        source: MigrateError,
    },
    /// The file has no tables: typically a copy without its log.
    #[error(
        "the database {} is empty: its contents are in its log, {}-wal, which is missing. Put both files into the folder, \
         or a copy made by `reweave backup`. If the database was never used, remove the file",
        .file.display(), .file.display()
    )]
    LogMissing {
        /// The database file.
        file: PathBuf,
    },
    /// The file is a database of another program.
    #[error("{} is a database of another program; choose another folder with --data", .file.display())]
    Foreign {
        /// The database file.
        file: PathBuf,
    },
    /// The key file is missing or unusable.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// The database does not respond.
    #[error("the database does not answer")]
    Database(#[source] sqlx::Error),
    /// The disk is full; nothing was written.
    #[error("the disk is full; nothing was saved")]
    Full,
    /// Too many passwords are waiting for verification; this one was not verified.
    #[error("too many passwords are being checked; try again in a few seconds")]
    Busy,
    /// Unknown and foreign ids alike, so that callers cannot distinguish them.
    #[error("not found")]
    NotFound,
    /// The form has created this record before; nothing was written.
    #[error("created before by the same form")]
    CreatedBefore {
        /// The record.
        record: CreatedRecord,
        /// True if it is what the form asks for now as well.
        same: bool,
    },
    /// A form whose page has no id creates nothing: sent twice, it would create everything twice.
    #[error("the form has no id")]
    NoFormId,
    /// The keys of the account were changed since the session was opened; nothing was written.
    #[error("the keys of this account were changed; sign in again")]
    SignedOut,
    /// The record was changed concurrently; nothing was written.
    #[error("changed elsewhere; it is now at revision {}", .latest.count())]
    Stale {
        /// The stored revision.
        latest: Revision,
    },
    /// An older record was put back into the database, or a deleted one. It is not returned.
    #[error(
        "someone has put an older version of the {record} of this couple back into the database, so it is not used. Ask who \
         can write to the database; a backup of the whole database brings back the newest version"
    )]
    Outdated {
        /// Name of the record.
        record: String,
    },
    /// A stored value is invalid: it was changed or moved, or belongs to another account. None of it is returned.
    #[error("a record is damaged and was not opened")]
    Damaged(#[source] Box<dyn Error + Send + Sync>),
    /// PostgreSQL has its own backup tool.
    #[error(
        "a PostgreSQL database is copied with PostgreSQL's own tool: pg_dump --format=custom --file=FILE ADDRESS, and back \
         with pg_restore --create"
    )]
    BackupUnsupported,
    /// There is no database to copy at this path.
    #[error("there is no database at {}; name its folder with --data", .0.display())]
    NoDatabase(PathBuf),
    /// The file for the copy exists.
    #[error("{} already exists; choose another name, or move the file", .0.display())]
    BackupExists(PathBuf),
    /// The copy cannot be written.
    #[error("the copy cannot be written to {}", .to.display())]
    Backup {
        /// The file for the copy.
        to: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The copy failed the integrity check; contains the message of SQLite.
    #[error("the copy failed the integrity check and was deleted: {0}")]
    BackupDamaged(String),
}

impl StoreError {
    /// Wraps the cause of a damaged record.
    pub(crate) fn damaged(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Damaged(cause.into())
    }

    /// Wraps a JSON error by its kind and position. Its message is left out, because it may quote the record.
    pub(crate) fn invalid_json(error: &serde_json::Error) -> Self {
        let (kind, line, column) = (error.classify(), error.line(), error.column());
        Self::damaged(format!("{kind:?} error in JSON at line {line}, column {column}"))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        // 13 is SQLITE_FULL, 53100 is PostgreSQL's disk_full.
        let full = match &error {
            sqlx::Error::Database(cause) => matches!(cause.code().as_deref(), Some("13" | "53100")),
            sqlx::Error::Io(cause) => cause.kind() == io::ErrorKind::StorageFull,
            _ => false,
        };
        // Writing to a couple that is being deleted.
        let orphan = error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation);
        match error {
            _ if full => Self::Full,
            _ if orphan => Self::NotFound,
            other => Self::Database(other),
        }
    }
}
