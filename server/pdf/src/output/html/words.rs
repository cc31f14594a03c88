//! Words on a page: elements with their direction, passages in other languages, and numbers to dial.

use super::{
    markup::{attribute, dials},
    page::Page,
};
use crate::{
    document::{Emphasis, Text},
    layout::bidi::{self, Directions},
};

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
