//! The name of the server in the address that browsers open.

use std::{fmt, str::FromStr};

/// A host name such as `reweave.example.org`, in lower case, without scheme and port. Passkeys belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostName(String);

/// The text is no host name that passkeys can belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected the name in the address of the server, such as reweave.example.org, without https:// and without a port"
)]
pub struct NoHostName;

impl HostName {
    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for HostName {
    type Err = NoHostName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.to_ascii_lowercase();
        let plain = |label: &str| {
            let signs = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            (1..=63).contains(&label.len()) && signs && !label.starts_with('-') && !label.ends_with('-')
        };
        // The last part of an IPv4 address is a number, and that of a name never is.
        let is_address = name.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
        (name.len() <= 253 && name.split('.').all(plain) && !is_address).then_some(Self(name)).ok_or(NoHostName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_addresses_and_origins() {
        for (text, name) in
            [("reweave.example.org", "reweave.example.org"), ("Clinic", "clinic"), ("a-1.example", "a-1.example")]
        {
            assert_eq!(text.parse::<HostName>().as_ref().map(HostName::as_str), Ok(name));
        }
        for wrong in [
            "",
            "https://a.example",
            "a.example:443",
            "192.0.2.1",
            "[::1]",
            "a..b",
            ".a",
            "a.",
            "-a.example",
            "ä.example",
        ] {
            assert_eq!(wrong.parse::<HostName>(), Err(NoHostName), "{wrong}");
        }
    }
}
