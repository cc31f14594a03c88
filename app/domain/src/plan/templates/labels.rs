//! The labels of a template, its only typed text.

use super::Template;
use crate::{records::Fault, vocabulary::fold::folded};

/// Maximum length of the title, in characters.
const LONGEST_TITLE: usize = 160;

/// Maximum length of the description, in characters.
pub const LONGEST_DESCRIPTION: usize = 2_000;

/// Maximum length of a tag, in characters.
pub const LONGEST_TAG: usize = 60;

/// Maximum number of tags.
pub const MOST_TAGS: usize = 12;

/// Title, description and tags of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// The title.
    pub title: String,
    /// The purpose.
    pub description: String,
    /// Search terms.
    pub tags: Vec<String>,
}

impl Labels {
    /// Parses form input, with tags separated by commas. Spaces are trimmed, line breaks normalised, duplicate tags
    /// dropped.
    ///
    /// # Errors
    /// A fault for each invalid field (`title`, `description`, `tags`).
    pub fn typed(title: &str, description: &str, tags: &str) -> Result<Self, Vec<Fault>> {
        Self {
            title: title.to_owned(),
            description: description.replace("\r\n", "\n"),
            tags: tags.split(',').map(str::to_owned).collect(),
        }
        .checked()
    }

    /// Validates and trims the labels.
    ///
    /// # Errors
    /// As for [`Labels::typed`].
    pub fn checked(self) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let title = self.title.trim().to_owned();
        let description = self.description.trim().to_owned();
        let mut tags: Vec<String> = Vec::new();
        for tag in self.tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
            if !tags.iter().any(|known| folded(known) == folded(tag)) {
                tags.push(tag.to_owned());
            }
        }
        if title.is_empty() {
            faults.push(Fault::new("title", "Enter a title, so that you can find the template again."));
        } else if title.chars().count() > LONGEST_TITLE {
            faults.push(Fault::new("title", format!("Keep the title to {LONGEST_TITLE} characters or fewer.")));
        }
        if description.chars().count() > LONGEST_DESCRIPTION {
            let text = format!("Keep the description to {LONGEST_DESCRIPTION} characters or fewer.");
            faults.push(Fault::new("description", text));
        }
        if tags.len() > MOST_TAGS || tags.iter().any(|tag| tag.chars().count() > LONGEST_TAG) {
            let text = format!("Keep to {MOST_TAGS} tags or fewer, each of {LONGEST_TAG} characters or fewer.");
            faults.push(Fault::new("tags", text));
        }
        if faults.is_empty() { Ok(Self { title, description, tags }) } else { Err(faults) }
    }

    /// Extracts the labels of this template.
    pub fn of(template: &Template) -> Self {
        Self { title: template.title.clone(), description: template.description.clone(), tags: template.tags.clone() }
    }

    /// Sets them on a template.
    #[must_use]
    pub fn on(self, template: Template) -> Template {
        Template { title: self.title, description: self.description, tags: self.tags, ..template }
    }
}
