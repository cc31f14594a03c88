//! Words that would tell somebody who finds a neutral sheet what it is about.

/// Beginnings of telling words, in the languages of the library.
const BEGINNINGS: [&str; 61] = [
    // English
    "weapon",
    "sex",
    "touch",
    "trauma",
    "abus",
    "crisis",
    "porn",
    "hiv",
    "session",
    "counsel",
    "therap",
    "affair",
    "betray",
    "infidel",
    "intima",
    "violen",
    "suicid",
    "desire",
    "erot",
    "orgas",
    "consent",
    "cheat",
    "addict",
    "lapse",
    "betting",
    "gambl",
    // German
    "berühr",
    "missbrauch",
    "krise",
    "sitzung",
    "berat",
    "affäre",
    "betrug",
    "untreu",
    "intim",
    "gewalt",
    "suizid",
    "selbstmord",
    "lust",
    "zärtlich",
    "rückfall",
    "sucht",
    "wetten",
    "glücksspiel",
    "waffe",
    // Spanish
    "abuso",
    "tocar",
    "caricia",
    "terapeut",
    "terapi",
    "sesión",
    "consejer",
    "infidel",
    "traici",
    "íntim",
    "deseo",
    "violencia",
    "suicid",
    "adicci",
    "apuesta",
    "arma",
];

/// Returns the first word of `text` that tells too much.
pub fn telling_word(text: &str) -> Option<&str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.into_iter().find(|word| {
        let lower = word.to_lowercase();
        BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
    })
}

/// True for an address with a telling word anywhere in it: the words of an address are not divided.
pub(crate) fn is_telling_address(address: &str) -> bool {
    // A short beginning occurs by chance in the middle of other words.
    const SHORT: usize = 5;
    let lower = address.to_lowercase();
    BEGINNINGS.iter().filter(|beginning| beginning.len() >= SHORT).any(|beginning| lower.contains(beginning))
}

#[cfg(test)]
mod tests {
    use super::{is_telling_address, telling_word};

    #[test]
    fn telling_words_are_found_in_addresses() {
        assert!(is_telling_address("www.HelpForSuicidal.example"));
        assert!(!is_telling_address("samaritans.org") && !is_telling_address("988lifeline.org"));
    }

    #[test]
    fn telling_words_are_found_in_each_language() {
        assert_eq!(telling_word("Our sexual life"), Some("sexual"));
        assert_eq!(telling_word("Nach der Sitzung"), Some("Sitzung"));
        assert_eq!(telling_word("La terapia de hoy"), Some("terapia"));
        assert_eq!(telling_word("What helps"), None);
    }
}
