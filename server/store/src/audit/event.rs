//! Kinds of audited actions.

use domain::paper::handout::Audience;

/// Kind of an audited action. An audit line stores this kind, the account, the time and the record, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditEvent {
    /// An account was created.
    AccountCreated,
    /// The operator disabled the account.
    AccountDisabled,
    /// The operator enabled the account again.
    AccountEnabled,
    /// A session began with the password.
    SignedIn,
    /// An attempt to sign in failed.
    SignInFailed,
    /// The password was right, and a code of the second factor was asked for.
    PasswordAccepted,
    /// A wrong code of the second factor was entered after the password.
    CodeFailed,
    /// A session began with the password and a recovery code.
    RecoveryCodeUsed,
    /// Other sessions of the account were ended from one of its sessions.
    SessionEnded,
    /// The password was changed.
    PasswordChanged,
    /// The account was recovered with the recovery key, which was replaced.
    Recovered,
    /// The recovery key was replaced.
    RecoveryKeyReplaced,
    /// The second factor was turned on.
    SecondFactorOn,
    /// The second factor was turned off.
    SecondFactorOff,
    /// A passkey was added.
    PasskeyAdded,
    /// A session began with a passkey, alone or after the password.
    PasskeyUsed,
    /// A passkey was removed.
    PasskeyRemoved,
    /// A passkey was not accepted.
    PasskeyRefused,
    /// The recovery codes of the second factor were replaced.
    RecoveryCodesReplaced,
    /// All keys of the account were changed, and its records are sealed again.
    KeysChanged,
    /// A couple or a plan was viewed.
    Viewed,
    /// A document about a couple was opened or downloaded, to be printed.
    Printed,
    /// The sheet of a session for this audience was opened or downloaded, to be printed.
    SheetPrinted(Audience),
    /// A gate was opened for a concern about safety in a session.
    GateOpened,
    /// A gate was closed.
    GateClosed,
    /// A gate was overridden.
    GateOverridden,
    /// An answer entered by mistake was withdrawn.
    EnteredByMistake,
    /// A record was deleted.
    Deleted,
    /// The account was exported as an archive.
    Exported,
    /// An archive was imported.
    Imported,
}

impl AuditEvent {
    /// All events.
    pub const ALL: [Self; 32] = [
        Self::AccountCreated,
        Self::AccountDisabled,
        Self::AccountEnabled,
        Self::SignedIn,
        Self::SignInFailed,
        Self::PasswordAccepted,
        Self::CodeFailed,
        Self::RecoveryCodeUsed,
        Self::SessionEnded,
        Self::PasswordChanged,
        Self::Recovered,
        Self::RecoveryKeyReplaced,
        Self::SecondFactorOn,
        Self::SecondFactorOff,
        Self::PasskeyAdded,
        Self::PasskeyUsed,
        Self::PasskeyRemoved,
        Self::PasskeyRefused,
        Self::RecoveryCodesReplaced,
        Self::KeysChanged,
        Self::Viewed,
        Self::Printed,
        Self::SheetPrinted(Audience::Both),
        Self::SheetPrinted(Audience::A),
        Self::SheetPrinted(Audience::B),
        Self::GateOpened,
        Self::GateClosed,
        Self::GateOverridden,
        Self::EnteredByMistake,
        Self::Deleted,
        Self::Exported,
        Self::Imported,
    ];

    /// Returns the event with this stored name.
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == name)
    }

    /// Returns the stored name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountCreated => "account-created",
            Self::AccountDisabled => "account-disabled",
            Self::AccountEnabled => "account-enabled",
            Self::SignedIn => "signed-in",
            Self::SignInFailed => "sign-in-failed",
            Self::PasswordAccepted => "password-accepted",
            Self::CodeFailed => "code-failed",
            Self::RecoveryCodeUsed => "recovery-code-used",
            Self::SessionEnded => "session-ended",
            Self::PasswordChanged => "password-changed",
            Self::Recovered => "recovered",
            Self::RecoveryKeyReplaced => "recovery-key-replaced",
            Self::SecondFactorOn => "second-factor-on",
            Self::SecondFactorOff => "second-factor-off",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyUsed => "passkey-used",
            Self::PasskeyRemoved => "passkey-removed",
            Self::PasskeyRefused => "passkey-refused",
            Self::RecoveryCodesReplaced => "recovery-codes-replaced",
            Self::KeysChanged => "keys-changed",
            Self::Viewed => "viewed",
            Self::Printed => "printed",
            Self::SheetPrinted(Audience::Both) => "printed-both",
            Self::SheetPrinted(Audience::A) => "printed-a",
            Self::SheetPrinted(Audience::B) => "printed-b",
            Self::GateOpened => "gate-opened",
            Self::GateClosed => "gate-closed",
            Self::GateOverridden => "gate-overridden",
            Self::EnteredByMistake => "entered-by-mistake",
            Self::Deleted => "deleted",
            Self::Exported => "exported",
            Self::Imported => "imported",
        }
    }
}
