//! Elements, attributes and text. Every typed word passes through [`escaped`].

use std::fmt::Write as _;

use super::Page;
use crate::{
    document::{Emphasis, Text},
    layout::bidi::{self, Directions},
};

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

impl Page {
    /// Writes words in an element of their own, with their direction if it is not that of the document; nothing if there
    /// are none.
    pub(super) fn words(&mut self, element: &'static str, attributes: &str, text: &Text) {
        if !text.is_blank() {
            self.words_or_empty(element, attributes, text);
        }
    }

    pub(super) fn words_or_empty(&mut self, element: &'static str, attributes: &str, text: &Text) {
        let direction = self.direction(&text.plain());
        self.within(element, &format!("{attributes}{direction}"), |page| page.spans(text));
    }

    /// Writes a paragraph of this class.
    pub(super) fn paragraph(&mut self, class: &str, text: &Text) {
        self.words("p", &attribute("class", class), text);
    }

    /// Writes a paragraph that dials its number when it is chosen, if it is one.
    pub(super) fn dialled(&mut self, attributes: &str, text: &Text) {
        let Some(number) = dials(&text.plain()) else { return self.words("p", attributes, text) };
        self.within("p", attributes, |page| {
            let link = format!("{} dir=\"ltr\"", attribute("href", &format!("tel:{number}")));
            page.within("a", &link, |page| page.spans(text));
        });
    }

    fn spans(&mut self, text: &Text) {
        for span in &text.0 {
            let language = span.language.filter(|language| *language != self.language).map(|own| self.passage(own));
            let element = match span.emphasis {
                Emphasis::Regular if language.is_none() => {
                    self.markup.text(&span.words);
                    continue;
                }
                Emphasis::Regular => "span",
                Emphasis::Italic => "em",
                Emphasis::Bold => "strong",
            };
            self.within(element, &language.unwrap_or_default(), |page| page.markup.text(&span.words));
        }
    }

    /// The attributes of a passage in another language, with its direction if that is another one too.
    fn passage(&self, language: &str) -> String {
        format!("{}{}", attribute("lang", language), self.turned(bidi::is_right_to_left(language)))
    }

    fn direction(&self, text: &str) -> &'static str {
        self.turned(Directions::of(text, self.language).base().is_rtl())
    }

    /// The direction of words that read from the right or from the left, if it is not that of the document.
    fn turned(&self, from_right: bool) -> &'static str {
        match (from_right, bidi::is_right_to_left(self.language)) {
            (true, false) => " dir=\"rtl\"",
            (false, true) => " dir=\"ltr\"",
            _ => "",
        }
    }
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
