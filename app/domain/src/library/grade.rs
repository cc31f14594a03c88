//! Estimates the school grade that a text requires.

/// Returns the Flesch-Kincaid grade of `text`: 0.39 words per sentence + 11.8 syllables per word - 15.59. Counts groups
/// of vowels as syllables: an estimate, good enough to flag text that is too hard.
pub fn reading_grade(text: &str) -> f64 {
    let sentences = text.split(['.', '!', '?', ':', ';']).filter(|s| s.chars().any(char::is_alphabetic)).count();
    let words: Vec<&str> = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).collect();
    if words.is_empty() || sentences == 0 {
        return 0.0;
    }
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences, syllables) = (count(words.len()), count(sentences), count(syllables));
    0.39 * words / sentences + 11.8 * syllables / words - 15.59
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}

fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let vowel = |c: char| "aeiouyáéíóúàèäöü".contains(c);
    let mut groups = 0;
    let mut before = false;
    for &letter in &letters {
        let now = vowel(letter);
        if now && !before {
            groups += 1;
        }
        before = now;
    }
    let silent_e = letters.len() > 2
        && letters.last() == Some(&'e')
        && !vowel(letters[letters.len() - 2])
        && letters[letters.len() - 2] != 'l';
    if silent_e && groups > 1 {
        groups -= 1;
    }
    groups.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_sentences_are_easy_and_long_words_are_hard() {
        let easy = "You can stop at any time. Say the word. We will wait.";
        let hard = "Individualised psychotherapeutic interventions necessitate comprehensive interdisciplinary \
                    collaboration and conscientious documentation throughout.";
        assert!(reading_grade(easy) < 3.0, "{}", reading_grade(easy));
        assert!(reading_grade(hard) > 12.0, "{}", reading_grade(hard));
        assert!(reading_grade("").abs() < f64::EPSILON);
    }
}
