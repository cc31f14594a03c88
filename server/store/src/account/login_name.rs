//! Normalisation of typed names. Systems encode the same letter differently: é as one code point or as two.

use unicode_normalization::UnicodeNormalization as _;

/// Returns a login name in its stored form: trimmed, lower case, Unicode normal form C.
pub fn normalise_login(typed: &str) -> String {
    typed.trim().to_lowercase().nfc().collect()
}

/// Returns the same name in normal form D, which earlier versions may have stored.
pub(crate) fn decompose_login(typed: &str) -> String {
    typed.trim().to_lowercase().nfd().collect()
}

/// Compares a typed name with a stored one, ignoring surrounding white space and Unicode normalisation.
pub fn names_match(typed: &str, kept: &str) -> bool {
    typed.trim().nfc().eq(kept.trim().nfc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_letters_and_not_by_bytes() {
        assert_eq!(normalise_login(" A\u{308}rztin "), "\u{e4}rztin");
        assert_eq!(decompose_login("\u{e4}rztin"), "a\u{308}rztin");
        assert!(names_match(" Zoe\u{308} ", "Zo\u{eb}") && names_match("Zo\u{eb}", "Zoe\u{308}"));
        assert!(!names_match("Zoe", "Zo\u{eb}") && !names_match("zo\u{eb}", "Zo\u{eb}"));
    }
}
