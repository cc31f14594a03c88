//! What the list of couples is asked for, as its address says it.

use domain::desk::Couple;

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that a code name, label or tag must hold, in small letters.
    pub text: String,
    /// A tag.
    pub tag: String,
    /// Which couples.
    pub show: Show,
    /// Only couples with an open gate.
    pub gates: bool,
    /// Which page of the list, from 0.
    pub page: usize,
}

/// Which couples the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those at work.
    #[default]
    Active,
    /// Those put away.
    Archived,
    /// All.
    All,
}

impl Show {
    /// Each with its value in the form and its words.
    pub const ALL: [(Self, &'static str, &'static str); 3] =
        [(Self::Active, "", "At work"), (Self::Archived, "archived", "Archived"), (Self::All, "all", "All")];
}

impl Filter {
    /// Reads the filter from an address. Values that mean nothing are left out.
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

    /// Whether anything is asked for beyond the couples at work.
    pub fn is_plain(&self) -> bool {
        Self { page: 0, ..self.clone() } == Self::default()
    }

    /// Whether a couple is asked for, as far as the couple itself tells; gates are looked at elsewhere.
    pub fn admits(&self, couple: &Couple) -> bool {
        let shown = match self.show {
            Show::Active => !couple.archived,
            Show::Archived => couple.archived,
            Show::All => true,
        };
        let tagged = self.tag.is_empty() || couple.tags.contains(&self.tag);
        let words = self.text.to_lowercase();
        let labels = couple.partners.iter().map(|person| &person.label);
        let mut texts = [&couple.name].into_iter().chain(&couple.tags).chain(labels);
        shown && tagged && (words.is_empty() || texts.any(|text| text.to_lowercase().contains(&words)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Filter {
        Filter::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn archived_couples_are_shown_only_when_asked_for() {
        let couple = Couple { name: "Heron".into(), archived: true, ..Couple::default() };
        assert!(!read(&[]).admits(&couple));
        assert!(read(&[("show", "archived")]).admits(&couple));
        assert!(read(&[("show", "all")]).admits(&couple));
        assert!(!read(&[("show", "nonsense")]).admits(&couple));
    }

    #[test]
    fn words_are_found_in_names_and_tags_whatever_their_case() {
        let couple = Couple { name: "زَهْرَة".into(), tags: vec!["Tuesdays".into()], ..Couple::default() };
        assert!(read(&[("q", "زَهْ")]).admits(&couple));
        assert!(read(&[("q", "tuesday")]).admits(&couple));
        assert!(!read(&[("q", "heron")]).admits(&couple));
        assert!(read(&[("tag", "Tuesdays")]).admits(&couple));
        assert!(!read(&[("tag", "Tue")]).admits(&couple));
    }
}
