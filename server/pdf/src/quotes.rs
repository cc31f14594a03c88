//! Quotes as they are printed, from quotes as they are typed. For English; another language has a pair of its own.

/// The text with “curled” quotes, apostrophes and dashes. What is curled already stays.
pub(crate) fn curled(text: &str) -> String {
    let mut curled = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        curled.push(match c {
            '"' if opens(before) => '“',
            '"' => '”',
            // Before a digit or after a letter it stands for something left out: the ’90s, don’t.
            '\'' if opens(before) && rest.peek().is_some_and(|next| next.is_alphabetic()) => '‘',
            '\'' => '’',
            '-' if before == Some(' ') && rest.peek() == Some(&' ') => '–',
            other => other,
        });
        before = Some(c);
    }
    curled
}

/// Whether a quote after this character opens.
fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '/' | '-' | '–' | '—' | '"' | '“' | '‘'))
}

#[cfg(test)]
mod tests {
    use super::curled;

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
    fn what_is_curled_stays() {
        assert_eq!(curled("“as it is” – ‘here’"), "“as it is” – ‘here’");
    }
}
