//! Words that would tell somebody who finds a neutral sheet what it is about.

/// Beginnings of telling words, in the languages of the library.
const BEGINNINGS: [&str; 60] = [
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

/// The first word of `text` that tells too much.
pub(crate) fn telling_word(text: &str) -> Option<&str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.into_iter().find(|word| {
        let lower = word.to_lowercase();
        BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
    })
}

#[cfg(test)]
mod tests {
    use super::telling_word;

    #[test]
    fn telling_words_are_found_in_each_language() {
        assert_eq!(telling_word("Our sexual life"), Some("sexual"));
        assert_eq!(telling_word("Nach der Sitzung"), Some("Sitzung"));
        assert_eq!(telling_word("La terapia de hoy"), Some("terapia"));
        assert_eq!(telling_word("What helps"), None);
    }
}
