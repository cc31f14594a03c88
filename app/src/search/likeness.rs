//! Distance of a text from the words of a query.

use std::collections::HashMap;

use domain::vocabulary::fold::{self, folded};

/// The same word.
const SAME: u8 = 0;
/// A word that begins with it.
const BEGINS: u8 = 1;
/// A word that contains it.
const HOLDS: u8 = 3;
/// A similar word: one letter wrong, missing or extra, or two swapped.
const NEAR: u8 = 4;

/// Minimum number of letters of a word for one wrong letter; the next constant is for two.
const ONE_WRONG: usize = 4;
const TWO_WRONG: usize = 8;

/// A word of the query, with the distances of texts seen before: names and titles recur.
pub(crate) struct Wanted<'t> {
    word: String,
    letters: usize,
    known: HashMap<&'t str, Option<u8>>,
}

impl<'t> Wanted<'t> {
    /// Splits a query into at most eight words.
    pub(crate) fn words(typed: &str) -> Vec<Self> {
        let folded = folded(typed);
        fold::words(&folded)
            .take(8)
            .map(|word| Self { word: word.to_owned(), letters: word.chars().count(), known: HashMap::new() })
            .collect()
    }

    /// Returns the distance of the nearest word of a text, 0 for the same word; `None` if none is near.
    pub(crate) fn in_text(&mut self, text: &'t str) -> Option<u8> {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let near = self.of(text);
        self.known.insert(text, near);
        near
    }

    /// As [`Wanted::in_text`], without caching, for temporary texts.
    pub(crate) fn of(&self, text: &str) -> Option<u8> {
        let folded = folded(text);
        fold::words(&folded).filter_map(|word| self.likeness(word)).min()
    }

    fn likeness(&self, word: &str) -> Option<u8> {
        let wanted = self.word.as_str();
        if word == wanted {
            return Some(SAME);
        }
        if word.starts_with(wanted) {
            return Some(BEGINS);
        }
        // Chinese and Japanese names have no spaces, and one sign of them says as much as a word.
        let says_much = self.letters >= 3 || wanted.chars().any(|letter| letter >= '\u{2e80}');
        if says_much && word.contains(wanted) {
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
    use domain::vocabulary::fold::SPELLINGS;

    use super::*;

    fn near(typed: &str, text: &str) -> Option<u8> {
        Wanted::words(typed).first().and_then(|wanted| wanted.of(text))
    }

    #[test]
    fn accents_and_capitals_do_not_matter_in_any_script() {
        for (typed, text) in SPELLINGS {
            let wanted = Wanted::words(typed);
            assert!(wanted.iter().all(|wanted| wanted.of(text).is_some_and(|how| how <= HOLDS)), "{typed} in {text}");
        }
        assert_eq!([near("zoe", "Zoë"), near("ZOË", "zoe"), near("yildiz", "Yıldız")], [Some(SAME); 3]);
    }

    #[test]
    fn a_part_of_a_name_without_spaces_is_found() {
        assert_eq!([near("小明", "王小明"), near("明", "王小明")], [Some(HOLDS); 2]);
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
