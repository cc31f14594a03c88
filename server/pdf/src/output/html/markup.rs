//! Elements, attributes and text. Every typed word passes through [`escaped`].

use std::fmt::Write as _;

/// Markup as it is written.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    pub(super) fn open(&mut self, element: &str, attributes: &str) {
        let _ = write!(self.0, "<{element}{attributes}>");
    }

    pub(super) fn close(&mut self, element: &str) {
        let _ = write!(self.0, "</{element}>");
        if !matches!(element, "span" | "strong" | "em" | "a") {
            self.0.push('\n');
        }
    }

    pub(super) fn text(&mut self, words: &str) {
        self.0.push_str(&escaped(words));
    }

    /// Adds markup that is written already.
    pub(super) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    pub(super) fn done(self) -> String {
        self.0
    }
}

/// Returns a text in which no character is markup, within an element or a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Returns an attribute with a space before it; nothing for an empty class.
pub(super) fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() && name == "class" { String::new() } else { format!(" {name}=\"{}\"", escaped(value)) }
}

/// Returns what a telephone dials for a printed number; none for an address of the web. What stands in brackets is left out
/// when dialling from abroad.
pub(super) fn dials(printed: &str) -> Option<String> {
    let number = printed.trim().replace("(0)", "");
    let reads =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '(' | ')' | '.' | '/');
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plus = if number.starts_with('+') { "+" } else { "" };
    (digits.len() >= 2 && number.trim_start_matches('+').chars().all(reads)).then(|| format!("{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_ends_a_text_or_an_attribute() {
        assert_eq!(escaped("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c&#39;");
        assert_eq!(attribute("class", ""), "");
        assert_eq!(attribute("aria-label", "\" onload=\"x"), " aria-label=\"&quot; onload=&quot;x\"");
    }

    #[test]
    fn numbers_are_dialled_and_addresses_are_not() {
        let cases = [
            ("116\u{a0}123", Some("116123")),
            ("+41 (0)44 455 21 42", Some("+41444552142")),
            ("1-877-565-8860", Some("18775658860")),
            ("15", Some("15")),
            ("befrienders.org", None),
            ("741741: HELLO", None),
            ("javascript:1", None),
            ("", None),
        ];
        for (printed, number) in cases {
            assert_eq!(dials(printed).as_deref(), number, "{printed}");
        }
    }
}
