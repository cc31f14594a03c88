//! A stub, and the names that it may have.

use anyhow::{Result, ensure};

/// Files to write, by their paths in the checkout, and the steps that follow.
pub(super) struct Stub {
    pub(super) files: Vec<(String, String)>,
    pub(super) next: String,
}

/// Checks that a name consists of small letters, digits and single hyphens, and begins with a letter.
pub(super) fn checked(name: &str) -> Result<()> {
    let fits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let is_name = name.split('-').all(fits) && name.starts_with(|first: char| first.is_ascii_lowercase());
    ensure!(is_name, "“{name}” cannot be used; write small letters, digits and hyphens, for example quiet-evening");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_small_letters_digits_and_single_hyphens() {
        for name in ["a", "quiet-evening", "step-2"] {
            assert!(checked(name).is_ok(), "{name}");
        }
        for name in ["", "-a", "a-", "a--b", "Quiet", "2-steps", "a b", "../a", "a/b", "ä"] {
            assert!(checked(name).is_err(), "{name}");
        }
    }
}
