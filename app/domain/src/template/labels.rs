//! The only words of a template that somebody types.

use super::Template;
use crate::desk::Fault;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 160;

/// The longest description, in characters.
pub const LONGEST_DESCRIPTION: usize = 2_000;

/// The longest tag, in characters.
pub const LONGEST_TAG: usize = 60;

/// Tags at most.
pub const MOST_TAGS: usize = 12;

/// Title, description and tags of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// What it is called.
    pub title: String,
    /// What it is good for.
    pub description: String,
    /// Words to find it by.
    pub tags: Vec<String>,
}

impl Labels {
    /// From what was typed: tags with commas between. Blanks are trimmed, line ends are one sign, a tag stands once.
    ///
    /// # Errors
    ///
    /// Every field that cannot be kept (`title`, `description`, `tags`), and what to do.
    pub fn typed(title: &str, description: &str, tags: &str) -> Result<Self, Vec<Fault>> {
        Self {
            title: title.to_owned(),
            description: description.replace("\r\n", "\n"),
            tags: tags.split(',').map(str::to_owned).collect(),
        }
        .checked()
    }

    /// The same, trimmed.
    ///
    /// # Errors
    ///
    /// As for [`Labels::typed`].
    pub fn checked(self) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let title = self.title.trim().to_owned();
        let description = self.description.trim().to_owned();
        let mut tags: Vec<String> = Vec::new();
        for tag in self.tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
            if !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        if title.is_empty() {
            faults.push(Fault::new("title", "Give the template a title, so that you find it again."));
        } else if title.chars().count() > LONGEST_TITLE {
            faults.push(Fault::new("title", format!("Shorten the title to {LONGEST_TITLE} characters or fewer.")));
        }
        if description.chars().count() > LONGEST_DESCRIPTION {
            let text = format!("Shorten the description to {LONGEST_DESCRIPTION} characters or fewer.");
            faults.push(Fault::new("description", text));
        }
        if tags.len() > MOST_TAGS || tags.iter().any(|tag| tag.chars().count() > LONGEST_TAG) {
            let text = format!("Keep {MOST_TAGS} tags or fewer, each of {LONGEST_TAG} characters or fewer.");
            faults.push(Fault::new("tags", text));
        }
        if faults.is_empty() { Ok(Self { title, description, tags }) } else { Err(faults) }
    }

    /// Those of this template.
    pub fn of(template: &Template) -> Self {
        Self { title: template.title.clone(), description: template.description.clone(), tags: template.tags.clone() }
    }

    /// Puts them on a template.
    #[must_use]
    pub fn on(self, template: Template) -> Template {
        Template { title: self.title, description: self.description, tags: self.tags, ..template }
    }
}
