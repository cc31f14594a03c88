//! Finds the valid word nearest to a mistyped one.

/// Returns ` (did you mean “x”?)` for the nearest of `all`, or an empty string if none is near.
pub fn did_you_mean<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> String {
    nearest(word, all).map_or_else(String::new, |near| format!(" (did you mean “{near}”?)"))
}

/// Returns the word of `all` nearest to `word`, if at least half of its letters match. Ignores case.
pub fn nearest<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    all.map(|candidate| (strsim::normalized_damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_and_nonsense_is_not() {
        let words = ["closed_gates", "ticked", "minutes"];
        assert_eq!(nearest("tiked", words.into_iter()), Some("ticked"));
        assert_eq!(did_you_mean("Minute", words.into_iter()), " (did you mean “minutes”?)");
        assert_eq!(nearest("xyzzy-plugh", words.into_iter()), None);
    }
}
