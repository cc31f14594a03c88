//! Reads one exercise: TOML between `+++` lines, then Markdown sections.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{
    model::{ClientWords, Item, Needs, PaperField, Who},
    problem::{Problem, line_at},
};
use crate::{
    handout::ClientText,
    ids::{ClaimId, ItemId},
    minutes::MinuteRange,
    words::{Challenge, GateId, Kind, PaperClass, Phase, Tag},
};

/// The part of an exercise that stands in its front matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    id: ItemId,
    title: String,
    #[serde(default)]
    neutral_title: Option<String>,
    kind: Kind,
    who: Who,
    phase: Phase,
    serves: Vec<Challenge>,
    minutes: MinuteRange,
    high_intensity: bool,
    #[serde(default)]
    needs: Needs,
    #[serde(default)]
    blocked_by: BTreeSet<GateId>,
    #[serde(default)]
    tags: BTreeSet<Tag>,
    #[serde(default)]
    materials: String,
    paper: PaperClass,
    #[serde(default)]
    paper_never_under: BTreeSet<GateId>,
    claims: Vec<ClaimId>,
    evidence: String,
}

/// The headings an exercise may have, in their order.
const SECTIONS: [&str; 6] = ["Steps", "For clients", "On paper", "Homework", "Outcome", "Cautions"];

/// What stands in the front matter of an exercise in another language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranslatedFrontMatter {
    #[serde(default)]
    of: String,
    title: String,
    #[serde(default)]
    neutral_title: Option<String>,
}

/// The headings of an exercise in another language: what clients read, and nothing else.
const TRANSLATED: [&str; 3] = ["For clients", "On paper", "Homework"];

/// Reads the exercise in `text`; problems name `file` and the line.
pub(super) fn parse(file: &str, text: &str) -> Result<Item, Problem> {
    let problem = |line: usize, text: String| Problem { file: file.into(), line, text };
    let (front, body, body_line) =
        split(text).ok_or_else(|| problem(1, "an exercise begins with `+++`, its facts, and `+++`".into()))?;
    let front: FrontMatter = front_matter(file, front)?;
    let sections = sections(body, &SECTIONS)
        .map_err(|(line, heading)| problem(body_line + line, unknown_section(&heading, &SECTIONS)))?;
    let words = client_words(file, text, &sections, &front.title, front.neutral_title.as_deref())?;
    let section = |name: &str| section(&sections, name);
    Ok(Item {
        id: front.id,
        fork_of: None,
        title: words.title,
        neutral_title: words.neutral_title,
        kind: front.kind,
        who: front.who,
        phase: front.phase,
        serves: front.serves,
        minutes: front.minutes,
        high_intensity: front.high_intensity,
        needs: front.needs,
        blocked_by: front.blocked_by,
        tags: front.tags,
        materials: front.materials,
        paper: front.paper,
        paper_never_under: front.paper_never_under,
        claims: front.claims,
        evidence: front.evidence,
        steps: steps(section("Steps")),
        client_text: words.client_text,
        on_paper: words.on_paper,
        homework: words.homework,
        outcome: paragraphs(section("Outcome")).join("\n\n"),
        cautions: paragraphs(section("Cautions")).join("\n\n"),
        put_away: false,
    })
}

/// Reads what clients read of an exercise in another language, and the mark of the English words that it says; problems
/// name `file` and the line.
pub(super) fn parse_translated(file: &str, text: &str) -> Result<(ClientWords, String), Problem> {
    let problem = |line: usize, text: String| Problem { file: file.into(), line, text };
    let (front, body, body_line) =
        split(text).ok_or_else(|| problem(1, "an exercise begins with `+++`, its title, and `+++`".into()))?;
    let front: TranslatedFrontMatter = front_matter(file, front)?;
    let sections = sections(body, &TRANSLATED)
        .map_err(|(line, heading)| problem(body_line + line, unknown_section(&heading, &TRANSLATED)))?;
    let words = client_words(file, text, &sections, &front.title, front.neutral_title.as_deref())?;
    Ok((words, front.of))
}

fn front_matter<T: serde::de::DeserializeOwned>(file: &str, front: &str) -> Result<T, Problem> {
    toml::from_str(front).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(front, span.start) + 1);
        Problem { file: file.into(), line, text: error.message().into() }
    })
}

/// What clients read, from the sections that are written for them.
fn client_words(
    file: &str,
    text: &str,
    sections: &[Section<'_>],
    title: &str,
    neutral_title: Option<&str>,
) -> Result<ClientWords, Problem> {
    let on_paper = fields(section(sections, "On paper")).map_err(|wrong| {
        let line = line_at(text, text.find(&wrong).unwrap_or(0));
        Problem { file: file.into(), line, text: unknown_field(&wrong) }
    })?;
    let homework = paragraphs(section(sections, "Homework"));
    let client_text = paragraphs(section(sections, "For clients"));
    Ok(ClientWords {
        title: ClientText::from_library(title),
        neutral_title: neutral_title.map(ClientText::from_library),
        client_text: client_text.iter().map(|p| ClientText::from_library(p)).collect(),
        on_paper,
        homework: (!homework.is_empty()).then(|| ClientText::from_library(&homework.join(" "))),
    })
}

fn section<'a>(sections: &[Section<'a>], name: &str) -> &'a str {
    sections.iter().find(|s| s.name == name).map_or("", |s| s.text)
}

fn unknown_section(heading: &str, known: &[&str]) -> String {
    format!("“{heading}” is not a section of an exercise here; expected one of: {}", known.join(", "))
}

fn unknown_field(line: &str) -> String {
    format!("“{line}” is neither a box (`- [ ] text`) nor a line to fill in (`- text: ___`)")
}

/// Front matter, body, and the line before the body.
fn split(text: &str) -> Option<(&str, &str, usize)> {
    let rest = text.strip_prefix("+++\n")?;
    let end = rest.find("\n+++\n")?;
    Some((&rest[..=end], &rest[end + 5..], line_at(rest, end + 5)))
}

struct Section<'a> {
    name: &'a str,
    text: &'a str,
}

/// The sections of `body`, or the line (from 1) and words of a heading that is not known.
fn sections<'a>(body: &'a str, known: &[&str]) -> Result<Vec<Section<'a>>, (usize, String)> {
    let mut found = Vec::new();
    let mut starts: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("## ") {
            let name = name.trim();
            if !known.contains(&name) {
                return Err((line_at(body, at), name.into()));
            }
            starts.push((at, name));
        }
        at += line.len();
    }
    for (n, (start, name)) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(body.len(), |next| next.0);
        let text = body[*start..end].split_once('\n').map_or("", |(_, rest)| rest);
        found.push(Section { name, text });
    }
    Ok(found)
}

/// Paragraphs, each on one line.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// Numbered steps; a line that does not begin with a number goes on with the step before it.
fn steps(text: &str) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let numbered = line.split_once(". ").filter(|(n, _)| n.bytes().all(|b| b.is_ascii_digit()));
        match (numbered, steps.last_mut()) {
            (Some((_, step)), _) => steps.push(step.into()),
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(line);
            }
            (None, None) => steps.push(line.into()),
        }
    }
    steps
}

/// Boxes and lines; or what is wrong with a line that is neither.
pub(crate) fn fields_on_paper(text: &str) -> Result<Vec<PaperField>, String> {
    fields(text).map_err(|line| unknown_field(&line))
}

/// Boxes and lines, or the line that is neither.
fn fields(text: &str) -> Result<Vec<PaperField>, String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| field(line).ok_or_else(|| line.to_owned()))
        .collect()
}

fn field(line: &str) -> Option<PaperField> {
    if let Some(text) = line.strip_prefix("- [ ] ") {
        return Some(PaperField::Check(ClientText::from_library(text.trim())));
    }
    let text = line.strip_prefix("- ")?;
    let blank = text.find("___")?;
    let lines = u8::try_from(text[blank..].split_whitespace().count()).ok()?;
    let label = text[..blank].trim_end().trim_end_matches(':').trim_end();
    Some(PaperField::Lines(ClientText::from_library(label), lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "+++\nid = \"a-talk\"\ntitle = \"A talk\"\nkind = \"dialogue\"\nwho = { first = \"couple\" }\n\
        phase = \"safety\"\nserves = [\"betrayal\"]\nminutes = { min = 5, typical = 10, max = 15 }\n\
        high_intensity = false\nblocked_by = []\ntags = []\npaper = \"shared\"\nclaims = [\"A1\"]\nevidence = \"x\"\n+++\n\
        ## Steps\n1. Sit down.\n2. Talk\n   a little.\n\n## For clients\nOne.\n\nTwo\nthree.\n\n## On paper\n- [ ] Done\n\
        - Our word: ___ ___\n\n## Homework\nRest.\n\n## Outcome\nCalm.\n\n## Cautions\nNone.\n";

    #[test]
    fn an_exercise_is_read_whole() {
        let item = parse("a-talk.md", GOOD).unwrap();
        assert_eq!(item.steps, ["Sit down.", "Talk a little."]);
        assert_eq!(item.client_text.iter().map(ClientText::as_str).collect::<Vec<_>>(), ["One.", "Two three."]);
        assert_eq!(item.on_paper.len(), 2);
        assert!(matches!(&item.on_paper[1], PaperField::Lines(label, 2) if label.as_str() == "Our word"));
        assert_eq!(item.homework.unwrap().as_str(), "Rest.");
    }

    #[test]
    fn a_wrong_word_is_named_with_its_line() {
        let problem = parse("a-talk.md", &GOOD.replace("\"safety\"", "\"savety\"")).unwrap_err();
        assert_eq!(problem.line, 6, "{problem}");
        assert!(problem.text.contains("savety"), "{problem}");
    }

    #[test]
    fn an_unknown_section_is_named_with_its_line() {
        let problem = parse("a-talk.md", &GOOD.replace("## Outcome", "## Result")).unwrap_err();
        assert_eq!(problem.line, 34, "{problem}");
        assert!(problem.text.contains("Result"));
    }
}
