//! The options of a sheet in an address, common to the handout page and the PDF.

use domain::{
    assess::{CaseState, Partner},
    library::{Library, english, model::HelpLine},
    paper::handout::{
        Audience, ComingSession, Discretion, Handout, Initials, Leaflet, Refusal, Verified, Wanted, least_discretion,
        sheet_of_session,
    },
    plan::SessionPlan,
    records::{Couple, SheetDefaults},
    vocabulary::{Day, HelpKind, Language, SmallSet},
};

/// The paper of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 inches.
    Letter,
    /// 148 × 210 mm.
    A5,
    /// Two A5 pages on each side of A4, to print on both sides and fold.
    Booklet,
}

/// The print options of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SheetFormat {
    /// The paper.
    pub paper: Paper,
    /// True if no text is below 18 points.
    pub large: bool,
    /// True for a typeface with distinct letters.
    pub easy: bool,
}

impl SheetFormat {
    /// Parses an address or a form. Invalid values are ignored.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default();
        let yes = |name| value(name) == "yes";
        Self {
            paper: find(&PAPERS, &value("paper")).unwrap_or_default(),
            large: yes("large-print"),
            easy: yes("easy-reading"),
        }
    }

    /// Returns its parts of an address.
    fn parts(self) -> impl Iterator<Item = String> {
        let flags = [("large-print", self.large), ("easy-reading", self.easy)];
        let flags = flags.into_iter().filter(|(_, set)| *set).map(|(name, _)| format!("{name}=yes"));
        [format!("paper={}", word(&PAPERS, self.paper))].into_iter().chain(flags)
    }
}

/// A sheet for clients, as shown on a page.
#[derive(Clone, Debug)]
pub enum ClientSheet {
    /// From a plan.
    Handout(Handout),
    /// One exercise.
    Leaflet(Leaflet),
    /// One exercise in pictures.
    Pictures(Leaflet),
}

impl ClientSheet {
    /// Returns the language of its text.
    pub fn language(&self) -> Language {
        match self {
            Self::Handout(sheet) => sheet.language(),
            Self::Leaflet(sheet) | Self::Pictures(sheet) => sheet.language(),
        }
    }
}

/// True if an address asks for the letterhead, which is on by default: nothing was chosen yet, or the tick was sent. A
/// form without the tick omits it, but sends the paper.
fn letterhead_wanted(get: impl Fn(&str) -> Option<String>) -> bool {
    match get("letterhead").as_deref() {
        Some("yes") => true,
        Some("no") => false,
        _ => get("paper").is_none(),
    }
}

/// Returns its part of an address.
fn letterhead_part(wanted: bool) -> String {
    format!("letterhead={}", if wanted { "yes" } else { "no" })
}

/// The facts that the sheets of a session are made from.
#[derive(Clone, Copy, Debug)]
pub struct SessionFacts<'a> {
    /// The library of the account.
    pub library: &'a Library,
    /// The state of the case.
    pub course: &'a CaseState,
    /// The couple.
    pub couple: &'a Couple,
    /// The plan.
    pub plan: &'a SessionPlan,
    /// The sessions of this couple that are still to come, in the order of time.
    pub coming: &'a [ComingSession],
    /// The present day.
    pub today: Day,
}

/// The options of a sheet. Every value is from a closed list, so that its address contains no typed text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a tick of its own in one form")]
pub struct SheetChoice {
    /// The recipient; none if the address has none.
    pub audience: Option<Audience>,
    /// The minimum discretion.
    pub discretion: Discretion,
    /// The language; the screen keeps its own.
    pub language: Language,
    /// The print options.
    pub look: SheetFormat,
    /// The country of the help lines.
    pub country: Option<String>,
    /// True if violence lines are printed too (R49).
    pub violence_lines: bool,
    /// The help lines that the counsellor has verified, by their ids.
    pub verified: SmallSet<String>,
    /// True if it carries the account's letterhead, if there is one and the sheet may.
    pub letterhead: bool,
    /// True if all sheets in one file are printed on both sides of the paper, so that each begins on a leaf of its own.
    pub both_sides: bool,
    /// True if the file name contains the code name.
    pub code_in_name: bool,
    /// True if the file is to be filled in on a screen.
    pub fillable: bool,
    /// True if the file is saved rather than shown.
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
    /// Parses an address. Invalid values are ignored.
    pub fn read(library: &Library, get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name: &str| get(name).unwrap_or_default();
        let yes = |name: &str| value(name) == "yes";
        let country = value("country");
        let of_country = library.help_lines().iter().filter(|line| line.country == country);
        let verified = of_country.filter(|line| yes(&verified_field(line))).map(|line| line.id.clone()).collect();
        Self {
            audience: find(&AUDIENCES, &value("for")),
            discretion: find(&DISCRETIONS, &value("discretion")).unwrap_or_default(),
            language: value("language").parse().unwrap_or_default(),
            look: SheetFormat::read(&get),
            violence_lines: !country.is_empty() && yes("violence-lines"),
            verified,
            country: countries(library).into_iter().find(|known| *known == country).map(str::to_owned),
            letterhead: letterhead_wanted(&get),
            both_sides: yes("both-sides"),
            code_in_name: yes("code"),
            fillable: yes("fillable"),
            download: yes("download"),
        }
    }

    /// Returns the query of an address.
    pub fn query(&self, audience: Audience) -> String {
        let mut parts = vec![
            format!("for={audience}"),
            format!("discretion={}", word(&DISCRETIONS, self.discretion)),
            format!("language={}", self.language),
            letterhead_part(self.letterhead),
        ];
        parts.extend(self.look.parts());
        parts.extend(self.country.as_ref().map(|country| format!("country={country}")));
        parts.extend(self.verified.iter().map(|id| format!("verified-{id}=yes")));
        let flags = [
            ("violence-lines", self.violence_lines),
            ("both-sides", self.both_sides),
            ("code", self.code_in_name),
            ("fillable", self.fillable),
            ("download", self.download),
        ];
        parts.extend(flags.iter().filter(|(_, set)| *set).map(|(name, _)| format!("{name}=yes")));
        parts.join("&")
    }

    /// Returns the specification of the sheet. `today` is the day on which the counsellor states to have verified a
    /// line.
    pub fn wanted(&self, audience: Audience, today: Day) -> Wanted {
        Wanted {
            audience,
            discretion: self.discretion,
            country: self.country.clone(),
            language: self.language,
            violence_lines: self.violence_lines,
            verified: Verified { lines: self.verified.clone(), on: Some(today) },
        }
    }

    /// Makes the sheet of this audience.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn sheet(&self, facts: &SessionFacts<'_>, audience: Audience) -> Result<Handout, Refusal> {
        let wanted = self.wanted(audience, facts.today);
        let handout = sheet_of_session(facts.library, facts.course, facts.plan, &wanted, facts.coming)?;
        Ok(handout.with_initials(initials(facts.couple)))
    }

    /// Returns the sheet of each audience, or the reason why there is none.
    pub fn sheets(&self, facts: &SessionFacts<'_>) -> [(Audience, Result<Handout, Refusal>); 3] {
        AUDIENCES.map(|(audience, _)| (audience, self.sheet(facts, audience)))
    }

    /// Raises the discretion to that required by open gates.
    #[must_use]
    pub fn as_discreet_as_gates_demand(mut self, library: &Library, course: &CaseState) -> Self {
        self.discretion = self.discretion.max(least_discretion(library, course).0);
        self
    }
}

/// Adds the practice's defaults to an address without a paper, on which nothing was chosen yet.
pub fn or_defaults(
    asked: impl Fn(&str) -> Option<String>,
    defaults: &SheetDefaults,
) -> impl Fn(&str) -> Option<String> {
    let chosen = asked("paper").is_some();
    let flag = |set: bool| set.then(|| "yes".to_owned());
    let word = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (paper, country) = (word(&defaults.paper), word(&defaults.country));
    let (large, easy) = (flag(defaults.large_print), flag(defaults.easy_reading));
    let language = defaults.language.to_string();
    move |name| {
        asked(name).or_else(|| match name {
            _ if chosen => None,
            // A paper that is named would count as a choice of everything else on the page.
            "paper" => paper.clone(),
            "country" => country.clone(),
            "large-print" => large.clone(),
            "easy-reading" => easy.clone(),
            "language" => Some(language.clone()),
            "letterhead" => Some("yes".to_owned()),
            _ => None,
        })
    }
}

/// The options of a leaflet, in the words of [`SheetChoice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a tick or a link of its own")]
pub struct LeafletChoice {
    /// The language.
    pub language: Language,
    /// The print options.
    pub look: SheetFormat,
    /// The country of the emergency and crisis lines.
    pub country: Option<&'static str>,
    /// True if it carries the account's letterhead, if there is one.
    pub letterhead: bool,
    /// True if it is printed in pictures, if it has any.
    pub pictures: bool,
    /// True if the file is to be filled in on a screen.
    pub fillable: bool,
    /// True if the file is saved rather than shown.
    pub download: bool,
}

impl LeafletChoice {
    /// Parses an address. Invalid values are ignored.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default();
        Self {
            language: value("language").parse().unwrap_or_default(),
            look: SheetFormat::read(&get),
            country: countries(english()).into_iter().find(|known| *known == value("country")),
            letterhead: letterhead_wanted(&get),
            pictures: value("pictures") == "yes",
            fillable: value("fillable") == "yes",
            download: value("download") == "yes",
        }
    }

    /// Returns the query of an address.
    pub fn query(self) -> String {
        let first = [format!("language={}", self.language), letterhead_part(self.letterhead)];
        let country = self.country.map(|country| format!("country={country}"));
        let flags = [("pictures", self.pictures), ("fillable", self.fillable), ("download", self.download)];
        let flags = flags.into_iter().filter(|(_, set)| *set).map(|(name, _)| format!("{name}=yes"));
        first.into_iter().chain(self.look.parts()).chain(country).chain(flags).collect::<Vec<_>>().join("&")
    }

    /// Returns the sheet that was chosen of a leaflet.
    pub fn sheet(self, leaflet: Leaflet) -> ClientSheet {
        if self.pictures && leaflet.has_pictures() {
            ClientSheet::Pictures(leaflet)
        } else {
            ClientSheet::Leaflet(leaflet)
        }
    }
}

/// Returns the file name of a sheet: an initial and a day, so that it gives nothing away, unless the code name was asked
/// for.
pub fn file_name(facts: &SessionFacts<'_>, choice: &SheetChoice, handout: &Handout) -> String {
    let whose = handout.initial().unwrap_or_else(|| "both".to_owned());
    let day = facts.plan.on.unwrap_or(facts.today);
    match handout.appointment() {
        _ if choice.code_in_name => format!("{} {} {whose}.pdf", facts.couple.name, facts.plan.number),
        Some((_, appointment)) if handout.is_slip() => format!("appointment-{}.pdf", appointment.on),
        _ => format!("notes-{whose}-{day}.pdf"),
    }
}

/// Returns the letters that distinguish the sheets of a couple.
pub fn initials(couple: &Couple) -> Initials {
    Initials::of(&couple.partner(Partner::A).label, &couple.partner(Partner::B).label)
}

/// Returns the name of the field that marks this line as verified.
pub fn verified_field(line: &HelpLine) -> String {
    format!("verified-{}", line.id)
}

/// Returns the countries with help lines of a printable kind.
pub fn countries(library: &Library) -> Vec<&str> {
    let printable = |line: &&HelpLine| {
        matches!(line.kind, HelpKind::Emergency | HelpKind::Crisis | HelpKind::Violence | HelpKind::SexualViolence)
    };
    let mut countries: Vec<&str> = library.help_lines().iter().filter(printable).map(|line| &*line.country).collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}

fn find<T: Copy>(words: &[(T, &str)], word: &str) -> Option<T> {
    words.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// Returns the word of a value; every value has one.
pub fn word<T: PartialEq>(words: &[(T, &'static str)], value: T) -> &'static str {
    words.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_the_same_when_it_is_read_again() {
        let country = countries(english()).first().map(|country| (*country).to_owned());
        let choice = SheetChoice {
            audience: Some(Audience::B),
            discretion: Discretion::InRoom,
            language: Language::German,
            look: SheetFormat { paper: Paper::Booklet, large: true, easy: true },
            country,
            violence_lines: true,
            verified: SmallSet::from(["at-112".to_owned()]),
            letterhead: false,
            both_sides: true,
            code_in_name: true,
            fillable: true,
            download: false,
        };
        let query = choice.query(Audience::B);
        assert_eq!(SheetChoice::read(english(), |name| part(&query, name)), choice);
        let choice = LeafletChoice {
            language: Language::Spanish,
            look: choice.look,
            country: Some("UK"),
            letterhead: true,
            pictures: true,
            fillable: true,
            download: true,
        };
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
        assert_eq!((odd.country, odd.audience, odd.look), (None, None, SheetFormat::default()));
    }
}
