//! Each kind of audit line in plain words.

use domain::paper::handout::Audience;
use store::AuditEvent;

/// A kind of audit line in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Who did what.
    pub text: &'static str,
    /// Text between it and the couple or the plan; none if the line is about neither.
    pub link: Option<&'static str>,
}

/// Formats an event; the text names who acted.
pub const fn in_words(event: AuditEvent) -> Words {
    use AuditEvent as Event;
    const FOR: Option<&str> = Some(", for ");
    let (text, link) = match event {
        Event::AccountCreated => ("You created this account", None),
        Event::AccountDisabled => ("The operator disabled this account", None),
        Event::AccountEnabled => ("The operator enabled this account again", None),
        Event::SignedIn => ("You signed in or unlocked Reweave", None),
        Event::SignInFailed => ("A wrong password or recovery key was entered", None),
        Event::PasswordAccepted => ("Your password was entered, and a code was asked for", None),
        Event::CodeFailed => ("A wrong code was entered after your password", None),
        Event::RecoveryCodeUsed => ("You signed in with a recovery code", None),
        Event::SessionEnded => ("You signed out another device", None),
        Event::PasswordChanged => ("You changed your password", None),
        Event::Recovered => ("You set a new password with your recovery key", None),
        Event::RecoveryKeyReplaced => ("You made a new recovery key", None),
        Event::SecondFactorOn => ("You turned on the second factor", None),
        Event::SecondFactorOff => ("You turned off the second factor", None),
        Event::PasskeyAdded => ("You added a passkey", None),
        Event::PasskeyUsed => ("You signed in with a passkey", None),
        Event::PasskeyRemoved => ("You removed a passkey", None),
        Event::PasskeyRefused => ("A passkey was refused", None),
        Event::RecoveryCodesReplaced => ("You made new recovery codes", None),
        Event::KeysChanged => ("You changed all keys", None),
        Event::Viewed => ("You viewed", Some(" ")),
        Event::Printed => ("You opened a document to print", FOR),
        Event::SheetPrinted(Audience::Both) => ("You opened the handout for both to print", FOR),
        Event::SheetPrinted(Audience::A) => ("You opened the handout for partner A to print", FOR),
        Event::SheetPrinted(Audience::B) => ("You opened the handout for partner B to print", FOR),
        Event::GateOpened => ("You recorded a safety concern, which put joint work on hold", FOR),
        Event::GateClosed => ("You lifted a safety hold", FOR),
        Event::GateOverridden => ("You went ahead despite a safety hold", FOR),
        Event::EnteredByMistake => ("You took back an answer entered by mistake", FOR),
        Event::Deleted => ("You deleted a record", None),
        Event::Exported => ("You exported all data", None),
        Event::Imported => ("You imported an export", None),
    };
    Words { text, link }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_kind_of_line_has_words_of_its_own() {
        let texts: BTreeSet<&str> = AuditEvent::ALL.into_iter().map(|event| in_words(event).text).collect();
        assert_eq!(texts.len(), AuditEvent::ALL.len());
        for event in AuditEvent::ALL {
            assert_eq!(AuditEvent::read(event.as_str()), Some(event));
        }
    }
}
