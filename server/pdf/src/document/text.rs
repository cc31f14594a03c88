//! Words and how they are spoken.

/// A stretch of words in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The words. Runs of white space count as one space; a no-break space stays what it is.
    pub words: String,
    /// Their style.
    pub voice: Voice,
    /// Where they lead.
    pub link: Option<Box<str>>,
}

/// How a stretch of words is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Plainly.
    #[default]
    Regular,
    /// With emphasis: italic.
    Italic,
    /// With weight: semibold.
    Bold,
}

/// The words of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(pub Vec<Span>);

impl Text {
    /// The same text with more words after it.
    #[must_use]
    pub(crate) fn then(mut self, words: impl Into<String>, voice: Voice) -> Self {
        self.0.push(Span { words: words.into(), voice, link: None });
        self
    }

    /// Bold words.
    pub(crate) fn bold(words: impl Into<String>) -> Self {
        Self::default().then(words, Voice::Bold)
    }

    /// The same text with an address after it, as `https://…`, `mailto:…` or `tel:…`. What is printed is the address
    /// itself: paper has nothing to click on.
    #[must_use]
    #[cfg_attr(not(test), expect(dead_code, reason = "as for `Block`"))]
    pub(crate) fn then_link(mut self, address: &str) -> Self {
        let shown = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| address.strip_prefix(scheme));
        self.0.push(Span {
            words: shown.unwrap_or(address).trim_end_matches('/').to_owned(),
            voice: Voice::Regular,
            link: Some(address.into()),
        });
        self
    }

    /// The words without their voices.
    pub(crate) fn plain(&self) -> String {
        self.0.iter().map(|span| span.words.as_str()).collect()
    }

    /// Whether there is nothing to print.
    pub(crate) fn is_blank(&self) -> bool {
        self.0.iter().all(|span| span.words.trim().is_empty())
    }

    /// Whether it announces what follows.
    pub(crate) fn ends_in_colon(&self) -> bool {
        self.0
            .iter()
            .rev()
            .map(|span| span.words.trim_end())
            .find(|words| !words.is_empty())
            .is_some_and(|words| words.ends_with([':', '：']))
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::default().then(words, Voice::Regular)
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn an_address_is_printed_as_one_types_it() {
        let shown = |address| Text::default().then_link(address).plain();
        assert_eq!(shown("https://www.lindenhof.example/help"), "www.lindenhof.example/help");
        assert_eq!(shown("https://lindenhof.example/"), "lindenhof.example");
        assert_eq!(shown("mailto:hello@lindenhof.example"), "hello@lindenhof.example");
        assert_eq!(shown("tel:+441174960123"), "+441174960123");
    }

    #[test]
    fn a_colon_announces_even_before_white_space() {
        assert!(Text::from("These: ").ends_in_colon() && !Text::from("These").ends_in_colon());
    }
}
