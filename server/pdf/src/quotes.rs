//! Typographic quotation marks, apostrophes and dashes by language.

use domain::vocabulary::Language;

/// Replaces typewriter quotation marks, apostrophes and dashes by the English ones. Typographic ones stay.
pub(crate) fn curled(text: &str) -> String {
    curled_in(text, Language::English)
}

/// Does the same for another language: „…“ and ‚…‘ in German, «…» and “…” in Spanish.
pub(crate) fn curled_in(text: &str, language: Language) -> String {
    let [double, single] = pairs(language);
    let mut curled = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut quoting = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        curled.push(match c {
            '"' if opens(before, language) => double.0,
            '"' => double.1,
            // Before a digit or after a letter it marks an omission: the ’90s, don’t.
            '\'' if opens(before, language) && next.is_some_and(char::is_alphabetic) => {
                quoting = true;
                single.0
            }
            // A quotation mark that could be an apostrophe closes at the end of a word.
            '\'' if quoting && !next.is_some_and(char::is_alphanumeric) => {
                quoting = false;
                single.1
            }
            '\'' => '’',
            '-' if before == Some(' ') && next == Some(' ') => '–',
            other => other,
        });
        before = Some(c);
    }
    curled
}

/// Returns the outer and the inner quotation marks.
fn pairs(language: Language) -> [(char, char); 2] {
    match language {
        Language::English => [('“', '”'), ('‘', '’')],
        Language::German => [('„', '“'), ('‚', '‘')],
        Language::Spanish => [('«', '»'), ('“', '”')],
    }
}

/// Tells if a quotation mark after this character opens.
fn opens(before: Option<char>, language: Language) -> bool {
    let opening = |c: char| pairs(language).iter().any(|pair| pair.0 == c);
    before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '/' | '-' | '–' | '—' | '"' | '¿' | '¡') || opening(c)
    })
}

#[cfg(test)]
mod tests {
    use domain::vocabulary::Language;

    use super::{curled, curled_in};

    #[test]
    fn quotes_open_and_close() {
        assert_eq!(curled("Say \"thank you\" (\"or 'no'\")."), "Say “thank you” (“or ‘no’”).");
        assert_eq!(curled("\"Yes,\" she said"), "“Yes,” she said");
    }

    #[test]
    fn apostrophes_and_dashes() {
        assert_eq!(curled("the survivor's no - don't hurry"), "the survivor’s no – don’t hurry");
        assert_eq!(
            curled("side-by-side, the '90s, both partners' time"),
            "side-by-side, the ’90s, both partners’ time"
        );
    }

    #[test]
    fn typographic_quotes_stay() {
        assert_eq!(curled("“as it is” – ‘here’"), "“as it is” – ‘here’");
    }

    #[test]
    fn each_language_has_its_own_quotes() {
        let typed = "Say \"thank you\" (\"or 'no'\").";
        assert_eq!(curled_in(typed, Language::German), "Say „thank you“ („or ‚no‘“).");
        assert_eq!(curled_in(typed, Language::Spanish), "Say «thank you» («or “no”»).");
        assert_eq!(curled_in("wie geht's „dir“?", Language::German), "wie geht’s „dir“?");
        assert_eq!(curled_in("\"¿\"Ya\"?\"", Language::Spanish), "«¿«Ya»?»");
    }
}
