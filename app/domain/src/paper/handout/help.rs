//! Help lines on a sheet: those printed, and those omitted with the reason.

use serde::Serialize;

use super::{Discretion, Refusal};
use crate::{
    assess::CaseState,
    library::{
        Library,
        model::{HelpLine, HelpWay, Item},
        on_paper::{is_telling_address, telling_word},
    },
    vocabulary::{Day, EmergencyService, GateId, HelpHours, HelpKind, HelpWayKind, SmallSet},
};

/// The help lines that a counsellor has verified, by their ids in the library, with the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Their ids. Unknown ids have no effect.
    pub lines: SmallSet<String>,
    /// The day; without it nothing counts as verified.
    pub on: Option<Day>,
}

/// A help line as printed. It has no field for the library's notes on where a number was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintedLine {
    /// Its id in the library; not printed.
    pub id: String,
    /// The purpose; not printed.
    pub kind: HelpKind,
    /// The name.
    pub name: LineName,
    /// Its number or address.
    pub number: String,
    /// Other ways to reach it.
    pub ways: Vec<HelpWay>,
    /// The hours.
    pub hours: Option<HelpHours>,
    /// The date on which the number was checked: a year, a month or a day, as `2026`, `2026-11` or `2026-11-26`.
    pub checked_on: String,
}

impl PrintedLine {
    /// Returns the language of a name that is the same in every language, as a BCP 47 tag: that of its country. None for
    /// a service that the typesetter names, for a number, and where a name is in several languages.
    pub fn language_of_name(&self) -> Option<&'static str> {
        let LineName::Named(name) = &self.name else { return None };
        if !name.contains(char::is_alphabetic) {
            return None;
        }
        match (self.id.as_str(), self.id.split('-').next().unwrap_or_default()) {
            ("ca-sos", _) | (_, "fr") => Some("fr"),
            ("ch-zuerich", _) | (_, "at" | "de") => Some("de"),
            (_, "es") => Some("es"),
            (_, "au" | "ca" | "eu" | "ie" | "int" | "nz" | "uk" | "us") => Some("en"),
            _ => None,
        }
    }
}

/// The printed name of a help line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum LineName {
    /// A service without a name of its own; the typesetter has a word for it in each language.
    Emergency(EmergencyService),
    /// Its name, which is the same in every language.
    Named(String),
    /// No name: it would reveal the topic to anyone who finds the sheet, or it is the number itself.
    Untold,
}

/// The help lines requested.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub country: Option<&'a str>,
    pub violence_lines: bool,
    pub verified: &'a Verified,
    pub discretion: Discretion,
    pub crisis: bool,
}

/// The help lines printed and omitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpReport {
    /// Lines printed, in the order of the library.
    pub printed: Vec<PrintedLine>,
    /// Lines of a requested kind found on no public page: for the counsellor to verify.
    pub unverified: Vec<HelpLine>,
    /// Lines whose only address is revealing, omitted from a discreet sheet.
    pub telling: Vec<HelpLine>,
    /// True if the plan requires a crisis line and none is printed.
    pub no_crisis_line: bool,
    country: Option<String>,
}

impl HelpReport {
    /// Describes the omissions for the counsellor, a sentence each; empty if there are none.
    pub fn in_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if self.no_crisis_line {
            words.push(match &self.country {
                None => "This sheet needs a crisis line and has none. Choose the country.".to_owned(),
                Some(country) => format!(
                    "This sheet needs a crisis line and has none: no line for {country} has been checked. Write one by \
                     hand, or check one and select it."
                ),
            });
        } else if self.country.is_some() && self.printed.is_empty() {
            words.push("No checked help lines for this country yet; none will be printed.".to_owned());
        }
        for line in &self.unverified {
            words.push(format!(
                "Not printed until you have checked it: {}, {} ({}). {}",
                line.name, line.number, line.id, line.note
            ));
        }
        for line in &self.telling {
            words.push(format!("Not printed, because its address gives away what the sheet is about: {}.", line.name));
        }
        words
    }
}

/// True if a suicide safety plan is among these, so that crisis lines go at the top.
pub(super) fn asks_for_crisis_lines<'a>(course: Option<&CaseState>, items: impl IntoIterator<Item = &'a Item>) -> bool {
    course.is_some_and(|course| course.gates.is_open(GateId::Suicide))
        || items.into_iter().any(|item| item.is("suicide-safety-plan"))
}

/// Selects the requested lines of a country. Violence lines are printed only if asked for alone (R49).
pub(super) fn report(library: &Library, asked: Asked<'_>) -> Result<HelpReport, Refusal> {
    let Some(country) = asked.country else {
        return Ok(HelpReport { no_crisis_line: asked.crisis, ..HelpReport::default() });
    };
    let of_country = |line: &&HelpLine| line.country.eq_ignore_ascii_case(country);
    if !library.help_lines().iter().any(|line| of_country(&line)) {
        let mut known: Vec<&str> = library.help_lines().iter().map(|line| line.country.as_str()).collect();
        known.dedup();
        return Err(Refusal::Country { country: country.to_owned(), known: known.join(", ") });
    }
    let mut report = HelpReport { country: Some(country.to_owned()), ..HelpReport::default() };
    for line in library.help_lines().iter().filter(of_country).filter(|line| wanted(line.kind, asked.violence_lines)) {
        let verified = asked.verified.on.filter(|_| asked.verified.lines.contains(&line.id)).map(|day| day.to_string());
        match verified.or_else(|| line.checked_on.clone()) {
            None => report.unverified.push(line.clone()),
            Some(checked_on) => match printed(line, checked_on, asked.discretion) {
                None => report.telling.push(line.clone()),
                Some(printed) => report.printed.push(printed),
            },
        }
    }
    report.no_crisis_line = asked.crisis && !report.printed.iter().any(|line| line.kind == HelpKind::Crisis);
    Ok(report)
}

fn wanted(kind: HelpKind, violence_lines: bool) -> bool {
    match kind {
        HelpKind::Emergency | HelpKind::Crisis => true,
        HelpKind::Violence | HelpKind::SexualViolence => violence_lines,
        HelpKind::OwnBehaviour | HelpKind::Substance | HelpKind::Directory => false,
    }
}

/// Returns the line as printed on a sheet of this discretion; `None` if only revealing parts would remain.
fn printed(line: &HelpLine, checked_on: String, discretion: Discretion) -> Option<PrintedLine> {
    let violence = matches!(line.kind, HelpKind::Violence | HelpKind::SexualViolence);
    let hushed = violence && discretion > Discretion::Standard;
    let is_address = |text: &str| text.contains('.');
    if hushed && is_address(&line.number) {
        return None;
    }
    let service = (line.kind == HelpKind::Emergency).then(|| line.name.parse().ok()).flatten();
    // A name that tells is left off, never its number: somebody may need it.
    let neutral_sheet = discretion == Discretion::Neutral;
    let neutral = line.neutral_name.as_ref().filter(|_| neutral_sheet);
    let named = neutral.unwrap_or(&line.name);
    let name = match service {
        Some(service) => LineName::Emergency(service),
        None if hushed || *named == line.number || (neutral_sheet && tells(named)) => LineName::Untold,
        None => LineName::Named(named.clone()),
    };
    let is_page = |way: &HelpWay| matches!(way.by, HelpWayKind::Chat | HelpWayKind::Email | HelpWayKind::Web);
    let left_off = |way: &HelpWay| is_page(way) && (hushed || (neutral_sheet && tells(&way.to)));
    let ways = line.ways.iter().filter(|way| !left_off(way)).cloned().collect();
    Some(PrintedLine {
        id: line.id.clone(),
        kind: line.kind,
        name,
        number: line.number.clone(),
        ways,
        hours: line.hours,
        checked_on,
    })
}

/// True for a name or an address that tells what the line is for.
fn tells(text: &str) -> bool {
    telling_word(text).is_some() || is_telling_address(text)
}

/// Splits the lines for the top and the foot of a sheet. A crisis plan has emergency and crisis lines at its top.
pub(super) fn at_the_top(lines: Vec<PrintedLine>, crisis: bool) -> (Vec<PrintedLine>, Vec<PrintedLine>) {
    let first = |line: &PrintedLine| crisis && matches!(line.kind, HelpKind::Emergency | HelpKind::Crisis);
    let (mut top, foot): (Vec<_>, Vec<_>) = lines.into_iter().partition(first);
    // The crisis lines before the number of the police: most calls are for somebody to talk to.
    top.sort_by_key(|line| line.kind != HelpKind::Crisis);
    (top, foot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::english;

    #[test]
    fn a_number_is_not_printed_as_its_own_name() {
        let lines: SmallSet<String> = english().help_lines().iter().map(|line| line.id.clone()).collect();
        let verified = Verified { lines, on: "2026-11-26".parse().ok() };
        let mut by_number_alone = 0;
        for country in english().help_lines().iter().map(|line| line.country.as_str()) {
            for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
                let asked = Asked {
                    country: Some(country),
                    violence_lines: true,
                    verified: &verified,
                    discretion,
                    crisis: false,
                };
                for line in report(english(), asked).unwrap().printed {
                    assert_ne!(line.name, LineName::Named(line.number.clone()), "{}", line.id);
                    let crisis = line.kind == HelpKind::Crisis;
                    by_number_alone += usize::from(crisis && line.name == LineName::Untold);
                }
            }
        }
        assert!(by_number_alone > 0, "there is a crisis line that a neutral sheet knows by its number alone");
    }

    /// With the neutral names of the library, and without them: a line that is added without one tells nothing either.
    #[test]
    fn a_neutral_sheet_has_every_number_and_no_telling_name() {
        let mut untold = 0;
        for line in english().help_lines().iter().filter(|line| wanted(line.kind, true)) {
            for line in [line.clone(), HelpLine { neutral_name: None, ..line.clone() }] {
                let on = |discretion| printed(&line, "2026".into(), discretion);
                let Some(neutral) = on(Discretion::Neutral) else {
                    assert!(line.number.contains('.'), "{}: a number is left off", line.id);
                    continue;
                };
                assert_eq!(Some(&neutral.number), on(Discretion::Standard).map(|line| line.number).as_ref());
                let pages = neutral.ways.iter().filter(|way| way.to.contains('.')).map(|way| way.to.as_str());
                match &neutral.name {
                    LineName::Named(name) => assert!(!tells(name), "{}: {name}", line.id),
                    _ => untold += 1,
                }
                assert!(pages.clone().all(|page| !tells(page)), "{}: {:?}", line.id, pages.collect::<Vec<_>>());
            }
        }
        assert!(untold > 20, "{untold}");
    }
}
