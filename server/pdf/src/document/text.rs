//! Styled text.

/// Text in one style.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    /// Runs of white space count as one space; a no-break space is preserved.
    pub words: String,
    pub emphasis: Emphasis,
    /// Target address.
    pub link: Option<Box<str>>,
    /// Language as a BCP 47 tag, where it may be another one than that of the document.
    pub language: Option<&'static str>,
}

/// Emphasis of a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Emphasis {
    #[default]
    Regular,
    /// Set in italics.
    #[cfg_attr(not(test), expect(dead_code, reason = "no sheet uses it now; paragraphs can set it"))]
    Italic,
    /// Set in semibold.
    Bold,
}

/// The spans of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Text(pub Vec<Span>);

impl Text {
    /// Appends a span.
    #[must_use]
    pub(crate) fn then(mut self, words: impl Into<String>, emphasis: Emphasis) -> Self {
        self.0.push(Span { words: words.into(), emphasis, link: None, language: None });
        self
    }

    /// Returns text with one bold span.
    pub(crate) fn bold(words: impl Into<String>) -> Self {
        Self::default().then(words, Emphasis::Bold)
    }

    /// Appends a link to an address (`https://…`, `mailto:…` or `tel:…`). The address itself is printed, because paper
    /// cannot be clicked.
    #[must_use]
    #[cfg_attr(not(test), expect(dead_code, reason = "as for `Block`"))]
    pub(crate) fn then_link(mut self, address: &str) -> Self {
        let shown = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| address.strip_prefix(scheme));
        self.0.push(Span {
            words: shown.unwrap_or(address).trim_end_matches('/').to_owned(),
            emphasis: Emphasis::Regular,
            link: Some(address.into()),
            language: None,
        });
        self
    }

    /// Returns the same text in this language; in that of the document for none.
    #[must_use]
    pub(crate) fn in_language(mut self, language: Option<&'static str>) -> Self {
        self.0.iter_mut().for_each(|span| span.language = language);
        self
    }

    /// Calls `change` with the text of each span.
    pub(crate) fn each_string(&mut self, change: &mut impl FnMut(&mut String)) {
        self.0.iter_mut().for_each(|span| change(&mut span.words));
    }

    /// Returns the text without styles.
    pub(crate) fn plain(&self) -> String {
        self.0.iter().map(|span| span.words.as_str()).collect()
    }

    /// Tells if there is nothing to print.
    pub(crate) fn is_blank(&self) -> bool {
        self.0.iter().all(|span| span.words.trim().is_empty())
    }

    /// Tells if the text announces the next block.
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
        Self::default().then(words, Emphasis::Regular)
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn an_address_is_printed_as_typed_in_a_browser() {
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
