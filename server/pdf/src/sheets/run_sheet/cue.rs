//! Shortens a step to one line.

use crate::{
    PrintOptions,
    document::TextKind,
    layout::{paragraph, style, theme::Theme},
};

/// Sign in place of words that are left out.
const MORE: &str = " …";

/// Returns the first sentence of a text if it fits a line of this width in points, or else as much of it as fits, cut
/// where a clause ends if one ends in the second half of the line.
pub(super) fn one_line(text: &str, width: f32, print: PrintOptions) -> String {
    let theme = Theme::new(print);
    let style = theme.client(TextKind::Cue, style::INK);
    // A text that cannot be measured is not shortened; typesetting will name the reason.
    let fits = |text: &str| paragraph::single(text, &style).is_ok_and(|line| line.width <= width);
    if fits(text) {
        return text.to_owned();
    }
    let mut words: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).collect();
    words.retain(|at| *at > 0);
    let fitting = words.partition_point(|at| fits(&shortened(&text[..*at])));
    let ends: Vec<&str> = words[..fitting].iter().map(|at| &text[..*at]).collect();
    let half = ends.last().map_or(0, |longest| longest.len() / 2);
    let at_end_of =
        |ends_clause: fn(&str) -> bool| ends.iter().rev().copied().find(|part| part.len() >= half && ends_clause(part));
    let cut = at_end_of(ends_sentence).or_else(|| at_end_of(ends_clause)).or_else(|| ends.last().copied());
    cut.map_or_else(|| text.to_owned(), shortened)
}

/// Divides a text after its first sentence. Either part may be empty.
pub(super) fn first_sentence(text: &str) -> (&str, &str) {
    let text = text.trim();
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let end = ends.into_iter().find(|at| ends_sentence(&text[..*at])).unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', ')']).ends_with(['.', '?', '!'])
}

fn ends_clause(text: &str) -> bool {
    text.ends_with([';', ':', ','])
}

fn shortened(text: &str) -> String {
    format!("{}{MORE}", text.trim_end_matches([',', ';', ':', ' ', '-', '–', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, width: f32) -> String {
        one_line(text, width, PrintOptions::default())
    }

    #[test]
    fn a_short_step_stays_and_a_long_one_ends_with_a_clause() {
        let step = "Explain that racing hearts stop listening; a pause is for safety, not for winning.";
        assert_eq!(cut(step, 600.0), step);
        assert_eq!(cut(step, 252.0), "Explain that racing hearts stop listening …");
        assert_eq!(
            cut("Each names early signs. Then the sign is chosen by both of them.", 200.0),
            "Each names early signs. …"
        );
        assert_eq!(cut("Rehearse twice in session with a mild topic", 120.0), "Rehearse twice in session …");
    }

    #[test]
    fn the_first_sentence_is_told_from_the_rest() {
        assert_eq!(first_sentence("Stop at 7 of 10. “Why?” Ask."), ("Stop at 7 of 10.", "“Why?” Ask."));
        assert_eq!(first_sentence(" Stop "), ("Stop", ""));
        assert_eq!(first_sentence(""), ("", ""));
    }

    #[test]
    fn a_text_without_spaces_stays_whole() {
        let word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze";
        assert_eq!(cut(word, 40.0), word);
    }
}
