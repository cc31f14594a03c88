//! How near a text is to the words that were typed.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word of the text is the very word.
const SAME: u8 = 0;
/// It begins with it.
const BEGINS: u8 = 1;
/// It holds it.
const HOLDS: u8 = 3;
/// It is near: a letter is wrong, missing, too many, or two changed places.
const NEAR: u8 = 4;

/// From so many letters on a word may have one of them wrong, and from this many two.
const ONE_WRONG: usize = 4;
const TWO_WRONG: usize = 8;

/// The text in small letters and without accents, in any script.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_ascii_lowercase();
    }
    let plain = text.trim().nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    plain.fold(String::new(), |mut folded, letter| {
        match letter {
            // These have no accent to take off, and are typed without it all the same.
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'ł' => folded.push('l'),
            other => folded.push(other),
        }
        folded
    })
}

/// One of the words that were typed, with how near each text is that was looked at before: names and titles come again.
pub(super) struct Wanted<'t> {
    word: String,
    letters: usize,
    known: HashMap<&'t str, Option<u8>>,
}

impl<'t> Wanted<'t> {
    /// The words of what was typed, at most eight of them.
    pub(super) fn words(typed: &str) -> Vec<Self> {
        let folded = folded(typed);
        let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).take(8);
        words.map(|word| Self { word: word.to_owned(), letters: word.chars().count(), known: HashMap::new() }).collect()
    }

    /// How near the nearest word of a text is, 0 for the very word; nothing where none is near.
    pub(super) fn in_text(&mut self, text: &'t str) -> Option<u8> {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let near = self.of(text);
        self.known.insert(text, near);
        near
    }

    /// The same without remembering, for texts that are made for one look.
    pub(super) fn of(&self, text: &str) -> Option<u8> {
        let folded = folded(text);
        let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter_map(|word| self.likeness(word)).min()
    }

    fn likeness(&self, word: &str) -> Option<u8> {
        let wanted = self.word.as_str();
        if word == wanted {
            return Some(SAME);
        }
        if word.starts_with(wanted) {
            return Some(BEGINS);
        }
        if self.letters >= 3 && word.contains(wanted) {
            return Some(HOLDS);
        }
        let may_be_wrong = usize::from(self.letters >= ONE_WRONG) + usize::from(self.letters >= TWO_WRONG);
        // A number that is another one is not nearly the same.
        if may_be_wrong == 0 || wanted.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let near = |word: &str| strsim::osa_distance(word, wanted) <= may_be_wrong;
        let letters = word.chars().count();
        let whole = letters.abs_diff(self.letters) <= may_be_wrong && near(word);
        // Whoever still types has written the beginning; four letters of it with one wrong would be nearly any word.
        let beginning = || {
            self.letters > ONE_WRONG && word.char_indices().nth(self.letters).is_some_and(|(end, _)| near(&word[..end]))
        };
        (whole || beginning()).then_some(NEAR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(typed: &str, text: &str) -> Option<u8> {
        Wanted::words(typed).first().and_then(|wanted| wanted.of(text))
    }

    #[test]
    fn accents_and_capitals_do_not_matter_in_any_script() {
        for (typed, text) in [
            ("zoe", "Zoë"),
            ("ZOË", "zoe"),
            ("strasse", "Straße"),
            ("lodz", "Łódź"),
            ("oyvind", "Øyvind"),
            ("زهرة", "زَهْرَة"),
            ("ελενη", "Ελένη"),
        ] {
            assert_eq!(near(typed, text), Some(SAME), "{typed} in {text}");
        }
    }

    #[test]
    fn a_wrong_letter_is_forgiven_and_another_word_is_not() {
        for typed in ["hron", "heorn", "herom", "heronn", "jeron"] {
            assert_eq!(near(typed, "Heron"), Some(NEAR), "{typed}");
        }
        assert_eq!(near("meadwosw", "Meadowsweet"), Some(NEAR), "while it is still being typed");
        for (typed, text) in [("hero", "Herring"), ("egret", "Heron"), ("abc", "abd"), ("2026", "2027"), ("he", "ha")] {
            assert_eq!(near(typed, text), None, "{typed} in {text}");
        }
    }

    #[test]
    fn the_very_word_comes_before_a_beginning_and_that_before_the_rest() {
        let all = [near("heron", "a Heron"), near("heron", "Herons"), near("eron", "Heron"), near("herno", "Heron")];
        assert_eq!(all, [Some(SAME), Some(BEGINS), Some(HOLDS), Some(NEAR)]);
        assert!(Wanted::words("  ,. ").is_empty());
    }
}
