//! Which sheet is wanted, as an address says it: the handout page and the PDF read the same words.

use domain::{
    course::Course,
    desk::Letterhead,
    handout::{Audience, Discretion, Handout, Leaflet, Refusal, SheetLine, Wanted, from_plan, least_discretion},
    library::{Library, model::HelpLine},
    words::{HelpCheck, HelpKind, Language},
};

/// What the sheet is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 inches.
    Letter,
    /// 148 × 210 mm.
    A5,
    /// Two pages of A5 on each side of A4, to print on both sides and fold.
    Booklet,
}

/// How a sheet is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// On what.
    pub paper: Paper,
    /// Whether nothing to be read is below 18 points.
    pub large: bool,
    /// Whether it is set in a typeface whose letters are hard to mistake for each other.
    pub easy: bool,
}

impl Look {
    /// Reads what an address or a form asks for. Words that mean nothing count as left out.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default();
        let yes = |name| value(name) == "yes";
        Self {
            paper: find(&PAPERS, &value("paper")).unwrap_or_default(),
            large: yes("large-print"),
            easy: yes("easy-reading"),
        }
    }

    /// Its parts of an address.
    fn parts(self) -> impl Iterator<Item = String> {
        let flags = [("large-print", self.large), ("easy-reading", self.easy)];
        let flags = flags.into_iter().filter(|(_, set)| *set).map(|(name, _)| format!("{name}=yes"));
        [format!("paper={}", word(&PAPERS, self.paper))].into_iter().chain(flags)
    }
}

/// A sheet for clients that a page shows.
#[derive(Clone, Debug)]
pub enum ClientSheet {
    /// From a plan.
    Handout(Handout),
    /// One exercise.
    Leaflet(Leaflet),
}

/// How sheets are typeset. Only the server can; it puts this into the context of pages.
#[derive(Clone, Copy, Debug)]
pub struct Typesetter {
    /// Everything that stands on a sheet, in reading order.
    pub reading: fn(&ClientSheet, Option<&Letterhead>) -> Vec<SheetLine>,
    /// On how many pages it stands; none where it cannot be typeset.
    pub pages: fn(&ClientSheet, Option<&Letterhead>, Look) -> Option<usize>,
}

/// Whether an address asks for the letterhead, which is there unless somebody left it off: where nothing was chosen yet, and
/// where the tick was sent. A form without the tick says nothing of it, but sends the paper.
fn letterhead_wanted(get: impl Fn(&str) -> Option<String>) -> bool {
    match get("letterhead").as_deref() {
        Some("yes") => true,
        Some("no") => false,
        _ => get("paper").is_none(),
    }
}

/// Its part of an address.
fn letterhead_part(wanted: bool) -> String {
    format!("letterhead={}", if wanted { "yes" } else { "no" })
}

/// Which sheet is wanted. Every value comes from a closed list, so that an address made from it holds nothing typed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a tick of its own in one form")]
pub struct SheetChoice {
    /// Whose; none where the address says nothing.
    pub audience: Option<Audience>,
    /// How discreet at least.
    pub discretion: Discretion,
    /// In which language; the screen stays in its own.
    pub language: Language,
    /// How it is printed.
    pub look: Look,
    /// The country of the help lines.
    pub country: Option<String>,
    /// Whether violence lines stand on it too (R49).
    pub violence_lines: bool,
    /// Whether the letterhead of the account stands on it, where there is one and the sheet may carry it.
    pub letterhead: bool,
    /// Whether the name of the file holds the code name.
    pub code_in_name: bool,
    /// Whether the file is saved and not shown.
    pub download: bool,
}

/// The audiences, with their words in addresses.
pub const AUDIENCES: [(Audience, &str); 3] = [(Audience::Both, "both"), (Audience::A, "a"), (Audience::B, "b")];

/// The grades of discretion, with their words in addresses.
pub const DISCRETIONS: [(Discretion, &str); 3] =
    [(Discretion::Standard, "standard"), (Discretion::Neutral, "neutral"), (Discretion::InRoom, "in-room")];

/// The papers, with their words in addresses.
pub const PAPERS: [(Paper, &str); 4] =
    [(Paper::A4, "a4"), (Paper::Letter, "letter"), (Paper::A5, "a5"), (Paper::Booklet, "booklet")];

impl SheetChoice {
    /// Reads what an address asks for. Words that mean nothing count as left out.
    pub fn read(library: &Library, get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default();
        let yes = |name| value(name) == "yes";
        let country = value("country");
        Self {
            audience: find(&AUDIENCES, &value("for")),
            discretion: find(&DISCRETIONS, &value("discretion")).unwrap_or_default(),
            language: value("language").parse().unwrap_or_default(),
            look: Look::read(&get),
            violence_lines: !country.is_empty() && yes("violence-lines"),
            country: countries(library).into_iter().find(|known| *known == country).map(str::to_owned),
            letterhead: letterhead_wanted(&get),
            code_in_name: yes("code"),
            download: yes("download"),
        }
    }

    /// The part of an address behind the question mark.
    pub fn query(&self, audience: Audience) -> String {
        let mut parts = vec![
            format!("for={audience}"),
            format!("discretion={}", word(&DISCRETIONS, self.discretion)),
            format!("language={}", self.language),
            letterhead_part(self.letterhead),
        ];
        parts.extend(self.look.parts());
        parts.extend(self.country.as_ref().map(|country| format!("country={country}")));
        let flags = [("violence-lines", self.violence_lines), ("code", self.code_in_name), ("download", self.download)];
        parts.extend(flags.iter().filter(|(_, set)| *set).map(|(name, _)| format!("{name}=yes")));
        parts.join("&")
    }

    /// What the sheet is asked for with.
    pub fn wanted(&self, audience: Audience) -> Wanted {
        Wanted {
            audience,
            discretion: self.discretion,
            country: self.country.clone(),
            language: self.language,
            violence_lines: self.violence_lines,
        }
    }

    /// The sheet of each audience, or why there is none.
    pub fn sheets(
        &self,
        library: &Library,
        course: &Course,
        plan: &domain::desk::SessionPlan,
    ) -> [(Audience, Result<Handout, Refusal>); 3] {
        AUDIENCES.map(|(audience, _)| (audience, from_plan(library, course, plan, &self.wanted(audience))))
    }

    /// The same with the discretion that open gates demand.
    #[must_use]
    pub fn as_discreet_as_gates_demand(mut self, library: &Library, course: &Course) -> Self {
        self.discretion = self.discretion.max(least_discretion(library, course).0);
        self
    }
}

/// Which leaflet of an exercise is wanted, in the words of [`SheetChoice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeafletChoice {
    /// In which language.
    pub language: Language,
    /// How it is printed.
    pub look: Look,
    /// Whether the letterhead of the account stands on it, where there is one.
    pub letterhead: bool,
    /// Whether the file is saved and not shown.
    pub download: bool,
}

impl LeafletChoice {
    /// Reads what an address asks for. Words that mean nothing count as left out.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default();
        Self {
            language: value("language").parse().unwrap_or_default(),
            look: Look::read(&get),
            letterhead: letterhead_wanted(&get),
            download: value("download") == "yes",
        }
    }

    /// The part of an address behind the question mark.
    pub fn query(self) -> String {
        let first = [format!("language={}", self.language), letterhead_part(self.letterhead)];
        let download = self.download.then(|| "download=yes".to_owned());
        first.into_iter().chain(self.look.parts()).chain(download).collect::<Vec<_>>().join("&")
    }
}

/// Countries with at least one number that may be printed: checked, and not a violence line.
pub fn countries(library: &Library) -> Vec<&str> {
    let printable = |line: &&HelpLine| {
        line.check == HelpCheck::Seen
            && matches!(
                line.kind,
                HelpKind::Emergency | HelpKind::Crisis | HelpKind::Violence | HelpKind::SexualViolence
            )
    };
    let mut countries: Vec<&str> = library.help_lines().iter().filter(printable).map(|line| &*line.country).collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}

fn find<T: Copy>(words: &[(T, &str)], word: &str) -> Option<T> {
    words.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// The word of a value; every value has one.
pub fn word<T: PartialEq>(words: &[(T, &'static str)], value: T) -> &'static str {
    words.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use domain::library::english;

    use super::*;

    #[test]
    fn an_address_says_the_same_when_it_is_read_again() {
        let country = countries(english()).first().map(|country| (*country).to_owned());
        let choice = SheetChoice {
            audience: Some(Audience::B),
            discretion: Discretion::InRoom,
            language: Language::German,
            look: Look { paper: Paper::Booklet, large: true, easy: true },
            country,
            violence_lines: true,
            letterhead: false,
            code_in_name: true,
            download: false,
        };
        let query = choice.query(Audience::B);
        assert_eq!(SheetChoice::read(english(), |name| part(&query, name)), choice);
        let choice = LeafletChoice { language: Language::Spanish, look: choice.look, letterhead: true, download: true };
        assert_eq!(LeafletChoice::read(|name| part(&choice.query(), name)), choice);
    }

    #[test]
    fn the_letterhead_is_there_unless_somebody_took_it_off() {
        for (query, wanted) in [
            ("", true),
            ("for=a", true),
            ("paper=a4", false),
            ("paper=a4&letterhead=yes", true),
            ("letterhead=no", false),
        ] {
            assert_eq!(SheetChoice::read(english(), |name| part(query, name)).letterhead, wanted, "{query}");
            assert_eq!(LeafletChoice::read(|name| part(query, name)).letterhead, wanted, "{query}");
        }
    }

    fn part(query: &str, name: &str) -> Option<String> {
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
    }

    #[test]
    fn r49_violence_lines_need_a_country_and_typed_words_are_left_out() {
        let read = |pairs: &[(&str, &str)]| {
            SheetChoice::read(english(), |name| {
                pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(!read(&[("violence-lines", "yes")]).violence_lines);
        let odd = read(&[("country", "\"><script>"), ("for", "everybody"), ("paper", "tissue")]);
        assert_eq!((odd.country, odd.audience, odd.look), (None, None, Look::default()));
    }
}
