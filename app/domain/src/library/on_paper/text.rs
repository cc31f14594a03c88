//! A section as it is written.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::{PaperSheet, Wrong, parse};
use crate::library::ClientText;

/// The text of a section for clients, as it stands in its file. It is kept in plans as it was, and read as blocks when a
/// sheet is made, so that a browser that edits plans carries no reader of blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PaperText(Box<str>);

impl PaperText {
    /// Only the loader calls this. Spaces at the end of lines, and blank lines beyond one, are no part of the text.
    pub(crate) fn from_library(section: &str) -> Self {
        let mut text = String::new();
        for line in section.trim().lines().map(str::trim_end) {
            if !line.is_empty() || !text.ends_with("\n\n") {
                text.push_str(line);
                text.push('\n');
            }
        }
        Self(text.trim_end().into())
    }

    /// The section as it stands, so that what is wrong is named with its own line.
    pub(crate) fn from_section(section: &str) -> Self {
        Self(section.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sheet that it stands for. What cannot be read, as it may be in a plan kept from another release, is a paragraph.
    pub fn sheet(&self) -> PaperSheet {
        self.read().unwrap_or_else(|_| PaperSheet {
            blocks: self
                .0
                .split("\n\n")
                .map(|paragraph| super::PaperBlock::Paragraph(ClientText::from_library(paragraph)))
                .collect(),
            ..PaperSheet::default()
        })
    }

    /// The sheet that it stands for, or what is wrong with it.
    pub(crate) fn read(&self) -> Result<PaperSheet, Vec<Wrong>> {
        parse::sheet(&self.0)
    }
}

impl PaperText {
    /// The homework that it stands for.
    pub fn homework(&self) -> Option<super::PaperHomework> {
        super::PaperHomework::read(&self.0).ok().flatten()
    }
}

impl fmt::Display for PaperText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A box or a line, as plans kept them before sheets had other blocks.
#[derive(Deserialize)]
enum BoxOrLine {
    Check(String),
    Lines(String, u8),
}

impl fmt::Display for BoxOrLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Check(text) => write!(f, "- [ ] {text}"),
            Self::Lines(label, lines) => {
                write!(f, "- {label}:")?;
                (0..*lines).try_for_each(|_| f.write_str(" ___"))
            }
        }
    }
}

impl<'de> Deserialize<'de> for PaperText {
    /// Reads the text; in self-describing formats also a list of boxes and lines.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            from.deserialize_any(TextOrList)
        } else {
            Box::<str>::deserialize(from).map(Self)
        }
    }
}

struct TextOrList;

impl<'de> de::Visitor<'de> for TextOrList {
    type Value = PaperText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a section, or a list of boxes and lines")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<PaperText, E> {
        Ok(PaperText(text.into()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<PaperText, A::Error> {
        let mut lines = Vec::new();
        while let Some(one) = list.next_element::<BoxOrLine>()? {
            lines.push(one.to_string());
        }
        Ok(PaperText(lines.join("\n").into()))
    }
}
