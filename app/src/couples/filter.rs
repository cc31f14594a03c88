//! The filter of the list of couples, as in its address.

use domain::vocabulary::fold::{all_words_in, folded};

/// The filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that a code name, label or tag must contain, in lower case.
    pub text: String,
    /// A tag.
    pub tag: String,
    /// The couples shown, by archived state.
    pub show: Show,
    /// Only couples with an open gate.
    pub gates: bool,
    /// The page of the list, from 0.
    pub page: usize,
}

/// The couples shown, by archived state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Active couples.
    #[default]
    Active,
    /// Archived couples.
    Archived,
    /// All.
    All,
}

impl Show {
    /// Each with its value in the form and its label.
    pub const ALL: [(Self, &'static str, &'static str); 3] =
        [(Self::Active, "", "Active"), (Self::Archived, "archived", "Archived"), (Self::All, "all", "All")];
}

impl Filter {
    /// The names of all fields of the form.
    pub const KNOWN: [&str; 5] = ["q", "tag", "show", "gates", "page"];

    /// Parses an address. Invalid values are ignored.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default().trim().to_owned();
        let show = value("show");
        Self {
            text: value("q"),
            tag: value("tag"),
            show: Show::ALL.iter().find(|(_, word, _)| *word == show).map_or(Show::Active, |(show, ..)| *show),
            gates: value("gates") == "open",
            page: value("page").parse::<usize>().unwrap_or(1).saturating_sub(1),
        }
    }

    /// True if it shows all active couples.
    pub fn is_plain(&self) -> bool {
        Self { page: 0, ..self.clone() } == Self::default()
    }

    /// True if a couple with these tags and other words matches, apart from its gates, which are checked elsewhere.
    pub fn admits(&self, archived: bool, tags: &[String], words: &[&String]) -> bool {
        let shown = match self.show {
            Show::Active => !archived,
            Show::Archived => archived,
            Show::All => true,
        };
        let tagged = self.tag.is_empty() || tags.iter().any(|tag| folded(tag) == folded(&self.tag));
        let texts = words.iter().copied().chain(tags).map(String::as_str);
        shown && tagged && all_words_in(&self.text, texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Filter {
        Filter::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    fn admits(filter: &[(&str, &str)], archived: bool, tags: &[&str], name: &str) -> bool {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        read(filter).admits(archived, &tags, &[&name.to_owned()])
    }

    #[test]
    fn archived_couples_are_shown_only_when_asked_for() {
        let archived = |filter: &[(&str, &str)]| admits(filter, true, &[], "Heron");
        assert!(!archived(&[]));
        assert!(archived(&[("show", "archived")]));
        assert!(archived(&[("show", "all")]));
        assert!(!archived(&[("show", "nonsense")]));
    }

    #[test]
    fn words_are_found_in_names_and_tags_whatever_their_case() {
        let found = |name: &str, value: &str| admits(&[(name, value)], false, &["Tuesdays"], "زَهْرَة");
        assert!(found("q", "زَهْ"));
        assert!(found("q", "tuesday"));
        assert!(!found("q", "heron"));
        assert!(found("q", "days زهرة"));
        assert!(found("tag", "Tuesdays"));
        assert!(!found("tag", "Tue"));
    }
}
