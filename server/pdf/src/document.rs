//! What is typeset, before anybody knows how: headings, paragraphs, lists, things to fill in.
//!
//! Nothing here speaks of handouts, so a run sheet or a letter can be typeset through the same door.

/// A whole document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    /// Its title as a reader shows it, also at the foot of each page.
    pub title: String,
    /// Its language as a BCP 47 tag; hyphenation and reading aloud follow it.
    pub language: &'static str,
    /// Its content, from top to bottom.
    pub blocks: Vec<Block>,
}

/// One piece of content.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// A heading. It never stands alone at the foot of a page.
    Heading(Level, Text),
    /// A paragraph. Where it ends in a colon, it stays with what follows.
    Paragraph(Prose, Text),
    /// A list with one paragraph an item.
    #[cfg_attr(not(test), expect(dead_code, reason = "no handout has lists yet; run sheets number their steps"))]
    List(Marker, Vec<Text>),
    /// A box to tick.
    Checkbox(Text),
    /// A label and room to write by hand.
    FillIn(Text, Room),
    /// Blocks on a tinted ground, under a small heading. It may continue on the next page.
    Callout {
        /// The small heading.
        title: Text,
        /// What stands below it. A callout in a callout is set as plain blocks.
        blocks: Vec<Block>,
    },
    /// Things to look up, two beside each other.
    Entries(Vec<Entry>),
    /// A thin rule between two parts.
    Divider,
}

/// Something to look up.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// What the eye looks for.
    pub name: Text,
    /// What it wants to know.
    pub text: Text,
    /// What it reads once it has found that.
    pub detail: Text,
}

/// How high a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// The title of the document.
    Title,
    /// A part of the document.
    Part,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prose {
    /// What is there to be read.
    Body,
    /// One or two sentences below the title.
    Lead,
    /// What need not be read at once.
    Quiet,
}

/// What stands before the items of a list.
#[cfg_attr(not(test), expect(dead_code, reason = "as for `Block::List`"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// 1., 2., 3.
    Number,
    /// A dot.
    Bullet,
}

/// How much room there is to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// What is left of the line beside the label.
    Beside,
    /// This many ruled lines below the label.
    Below(u8),
}

/// A stretch of words in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The words. Runs of white space count as one space; a no-break space stays what it is.
    pub words: String,
    /// Their style.
    pub voice: Voice,
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
        self.0.push(Span { words: words.into(), voice });
        self
    }

    /// Bold words.
    pub(crate) fn bold(words: impl Into<String>) -> Self {
        Self::default().then(words, Voice::Bold)
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
