//! Patterns of words: `word`, `word*` and `*word` for beginnings and ends, and `..` for up to eight words of any kind.

use std::ops::Range;

/// Number of words that `..` stands for at most.
const GAP: usize = 8;

/// The words of each sentence of `text`, in small letters and without signs.
pub fn sentences(text: &str) -> Vec<Vec<String>> {
    let ends = |letter: char| matches!(letter, '.' | '!' | '?' | ';' | '|' | '¿' | '¡' | '\n');
    let words = |sentence: &str| {
        let words = sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    };
    text.split(ends).map(words).filter(|words| !words.is_empty()).collect()
}

/// Where `pattern` stands in `words`.
pub fn places(pattern: &str, words: &[String]) -> Vec<Range<usize>> {
    let pattern: Vec<String> = pattern.split_whitespace().map(str::to_lowercase).collect();
    (0..words.len()).filter_map(|from| end(&pattern, words, from).map(|end| from..end)).collect()
}

/// The end of the words that `pattern` stands for from `from` on.
fn end(pattern: &[String], words: &[String], from: usize) -> Option<usize> {
    let Some((first, rest)) = pattern.split_first() else { return Some(from) };
    if first == ".." {
        return (from..=words.len().min(from + GAP)).find_map(|from| end(rest, words, from));
    }
    let word = words.get(from)?;
    fits(first, word).then(|| end(rest, words, from + 1))?
}

fn fits(pattern: &str, word: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(_), Some(_)) => word.contains(pattern.trim_matches('*')),
        (Some(end), None) => word.ends_with(end),
        (None, Some(beginning)) => word.starts_with(beginning),
        (None, None) => word == pattern,
    }
}

#[test]
fn patterns_find_words_beginnings_ends_and_gaps() {
    let found = |pattern: &str, text: &str| sentences(text).iter().any(|words| !places(pattern, words).is_empty());
    assert!(found("cheat*", "Who cheated?") && !found("cheat", "Who cheated?"));
    assert!(found("*störung", "eine Angststörung") && found("*trauma*", "Traumata"));
    assert!(found(
        "what you do .. decides",
        "A door, and what you do over the next months decides whether it stays open."
    ));
    assert!(!found("what you do .. decides", "What you do is yours. Nobody decides."));
    assert!(!found("your job", "It is your own job"));
}
