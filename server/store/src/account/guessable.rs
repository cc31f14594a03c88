//! Passwords that people try first.
//!
//! No list of leaked passwords is included. Published lists of them show the same few patterns in those of fifteen and more
//! characters: one or two very common words, repeated or with digits, years and keyboard runs around them, and some quoted
//! sentences. `common-words.txt` holds about 600 such words of three languages, written down from common knowledge, and
//! `common-passwords.txt` whole phrases. A password is refused if it consists of at most three such parts, however they are
//! capitalised, spaced, or written with digits for letters. This is the whole set of more than a million combinations in a
//! few kilobytes, without the false alarms of a Bloom filter.

use std::{collections::HashSet, sync::LazyLock};

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// Whole phrases.
const PHRASES: &str = include_str!("common-passwords.txt");

/// Words that very many passwords consist of.
const WORDS: &str = include_str!("common-words.txt");

/// Rows of keyboards; any run of them of at least three keys is one part.
const KEYBOARD: [&str; 9] = [
    "1234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

/// Maximum number of parts of a password that counts as common.
const MOST_PARTS: usize = 3;

/// Minimum length of a word of the login name or of the practice to count as a part.
const SHORTEST_NAME: usize = 4;

static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| WORDS.lines().map(folded).collect());

static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| PHRASES.lines().map(folded).collect());

/// Tells if a password consists of common parts, or of these names.
pub(crate) fn is_guessable(password: &str, names: &[&str]) -> bool {
    let names: Vec<String> = names.iter().flat_map(|name| parts_of_name(name)).collect();
    let text = Zeroizing::new(folded(password));
    let letters: Zeroizing<Vec<char>> = Zeroizing::new(text.chars().collect());
    KNOWN.contains(text.as_str()) || KNOWN.contains(&with_letters(&text)) || consists_of_parts(&letters, &names)
}

/// Returns a name and each of its words, folded.
fn parts_of_name(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(folded);
    words.chain([folded(name)]).filter(|word| word.chars().count() >= SHORTEST_NAME).collect()
}

/// Returns the letters and digits of a text in lower case and without accents.
fn folded(text: &str) -> String {
    text.to_lowercase().nfd().filter(|c| c.is_alphanumeric() || "@$!".contains(*c)).collect()
}

/// Returns a folded text with letters for the digits and signs that stand for them.
fn with_letters(text: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// Tells if a text can be divided into at most [`MOST_PARTS`] different parts; a part that is repeated counts once.
fn consists_of_parts(text: &[char], names: &[String]) -> bool {
    divides(text, names, &mut Vec::new())
}

fn divides<'a>(rest: &'a [char], names: &[String], used: &mut Vec<&'a [char]>) -> bool {
    if rest.is_empty() {
        return !used.is_empty();
    }
    for length in (1..=rest.len()).rev() {
        let (part, after) = rest.split_at(length);
        let is_new = !used.contains(&part);
        if (is_new && used.len() == MOST_PARTS) || !is_part(part, names) {
            continue;
        }
        if is_new {
            used.push(part);
        }
        if divides(after, names, used) {
            return true;
        }
        if is_new {
            used.pop();
        }
    }
    false
}

fn is_part(part: &[char], names: &[String]) -> bool {
    let word: Zeroizing<String> = part.iter().collect::<String>().into();
    part.iter().all(char::is_ascii_digit)
        || part.iter().all(|c| "@$!".contains(*c))
        || is_word(&word, names)
        || is_word(&Zeroizing::new(with_letters(&word)), names)
        || (part.len() >= 3 && is_run(&word))
}

fn is_word(word: &str, names: &[String]) -> bool {
    COMMON.contains(word) || names.iter().any(|name| name == word)
}

/// Tells if the keys lie next to each other in this order, or in the opposite one.
fn is_run(word: &str) -> bool {
    let back: Zeroizing<String> = word.chars().rev().collect::<String>().into();
    KEYBOARD.iter().any(|row| row.contains(word) || row.contains(back.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Password, SHORTEST_PASSWORD};

    fn refused(password: &str) -> bool {
        Password::from(password).may_be_chosen("heron@lindenhof.example", &["Praxis am Weidenbach"]).is_err()
    }

    #[test]
    fn sec_11_more_than_three_thousand_common_passwords_of_the_required_length_are_refused() {
        let words: Vec<&str> = WORDS.lines().collect();
        let ends = ["12345678", "123456789", "1234567890", "2024!", "2025", "1234", "123", "!", "007", "4ever", "1980"];
        let mut all: HashSet<String> = PHRASES.lines().map(str::to_owned).collect();
        for word in &words {
            all.extend(ends.iter().map(|end| format!("{word}{end}")));
            all.extend(ends.iter().map(|end| format!("{word} {word} {end}")));
            all.extend([format!("{word}{word}"), format!("{word}{word}{word}"), format!("my{word}password")]);
            all.extend(words.iter().step_by(29).map(|other| format!("{word} {other}")));
        }
        // “4ever” and “my” are not on the list of words.
        all.retain(|password| !password.contains("4ever") && !password.starts_with("my"));
        all.retain(|password| password.chars().count() >= SHORTEST_PASSWORD);
        assert!(all.len() > 3_000, "{}", all.len());
        let accepted: Vec<&String> = all.iter().filter(|password| !refused(password)).collect();
        assert!(accepted.is_empty(), "{} of {}, such as {:?}", accepted.len(), all.len(), accepted.first());
    }

    #[test]
    fn sec_11_disguises_and_names_do_not_help() {
        for password in [
            "P@$$w0rd12345678",
            "Pa55word-Pa55word",
            "S u n s h i n e 2 0 2 5 !",
            "Reweave Reweave 1",
            "lindenhof 20252025",
            "Weidenbach12345678",
            "praxis weidenbach 1",
            "contrase\u{f1}a123456",
        ] {
            assert!(refused(password), "{password}");
        }
    }

    #[test]
    fn phrases_of_unrelated_words_are_accepted() {
        for password in [
            "seven quiet herons by the weir",
            "a kingfisher waits on the bridge",
            "g\u{e4}nsebl\u{fc}mchen im m\u{e4}rz",
            "purple kettle ladder tomorrow",
            "mein schrank knarzt nachts leise",
            "fifteen chars!!",
        ] {
            assert!(!refused(password), "{password}");
        }
    }
}
