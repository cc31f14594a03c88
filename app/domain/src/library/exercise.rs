//! Reads one exercise: TOML between `+++` lines, then Markdown sections.

use serde::Deserialize;

use super::{
    ClientText,
    model::{About, Item, ItemWords, Needs, Who},
    on_paper::{PaperHomework, PaperText, Wrong},
    problem::{Problem, line_at},
};
use crate::vocabulary::{
    Challenge, ClaimId, GateId, ItemId, Kind, MinuteRange, PaperClass, Phase, Role, SmallSet, Tag,
};

/// The front matter of an exercise.
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
    #[serde(default)]
    about: Option<About>,
    minutes: MinuteRange,
    high_intensity: bool,
    #[serde(default)]
    needs: Needs,
    #[serde(default)]
    blocked_by: SmallSet<GateId>,
    #[serde(default)]
    tags: SmallSet<Tag>,
    #[serde(default)]
    materials: String,
    paper: PaperClass,
    #[serde(default)]
    paper_never_under: SmallSet<GateId>,
    #[serde(default)]
    paper_only_if: Option<String>,
    #[serde(default)]
    not_for_roles: SmallSet<Role>,
    claims: Vec<ClaimId>,
    evidence: String,
}

/// The headings allowed in an exercise, in order.
const SECTIONS: [&str; 7] = ["Steps", "For clients", "On paper", "Homework", "Homework note", "Outcome", "Cautions"];

/// The front matter of a translated exercise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranslatedFrontMatter {
    #[serde(default)]
    pending: bool,
    #[serde(default)]
    of: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    neutral_title: Option<String>,
}

/// The headings of a translated exercise: its client text only.
const TRANSLATED: [&str; 3] = ["For clients", "On paper", "Homework"];

/// Reads the exercise in `text`; problems name `file` and the line.
pub(super) fn parse(file: &str, text: &str) -> Result<Item, Vec<Problem>> {
    let problem = |line: usize, text: String| vec![Problem { file: file.into(), line, text }];
    let (front, body, body_line) =
        split(text).ok_or_else(|| problem(1, "an exercise begins with `+++`, its facts, and `+++`".into()))?;
    let front: FrontMatter = front_matter(file, front).map_err(|problem| vec![problem])?;
    let sections = sections(body, &SECTIONS)
        .map_err(|(line, heading)| problem(body_line + line, unknown_section(&heading, &SECTIONS)))?;
    let words = client_words(file, body_line, &sections, &front.title, front.neutral_title.as_deref())?;
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
        about: front.about,
        minutes: front.minutes,
        high_intensity: front.high_intensity,
        needs: front.needs,
        blocked_by: front.blocked_by,
        tags: front.tags,
        materials: front.materials,
        paper: front.paper,
        paper_never_under: front.paper_never_under,
        paper_only_if: front.paper_only_if,
        not_for_roles: front.not_for_roles,
        claims: front.claims,
        evidence: front.evidence,
        steps: steps(section("Steps")),
        client_text: words.client_text,
        on_paper: words.on_paper,
        homework: words.homework,
        at_home: words.at_home,
        homework_note: paragraphs(section("Homework note")).join("\n\n"),
        outcome: paragraphs(section("Outcome")).join("\n\n"),
        cautions: paragraphs(section("Cautions")).join("\n\n"),
        put_away: false,
    })
}

/// The client text of a translated exercise.
pub(super) struct TranslatedText {
    pub(super) words: ItemWords,
    /// The fingerprint of the English text that was translated.
    pub(super) of: String,
}

/// Reads the client text of an exercise in another language; `None` while its file says `pending = true`, whatever else
/// is in the file. Problems name `file` and the line.
pub(super) fn parse_translated(file: &str, text: &str) -> Result<Option<TranslatedText>, Vec<Problem>> {
    let problem = |line: usize, text: String| vec![Problem { file: file.into(), line, text }];
    let (front, body, body_line) =
        split(text).ok_or_else(|| problem(1, "an exercise begins with `+++`, its title, and `+++`".into()))?;
    let front: TranslatedFrontMatter = front_matter(file, front).map_err(|problem| vec![problem])?;
    if front.pending {
        return Ok(None);
    }
    let sections = sections(body, &TRANSLATED)
        .map_err(|(line, heading)| problem(body_line + line, unknown_section(&heading, &TRANSLATED)))?;
    let words = client_words(file, body_line, &sections, &front.title, front.neutral_title.as_deref())?;
    Ok(Some(TranslatedText { words, of: front.of }))
}

fn front_matter<T: serde::de::DeserializeOwned>(file: &str, front: &str) -> Result<T, Problem> {
    toml::from_str(front).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(front, span.start) + 1);
        Problem { file: file.into(), line, text: error.message().into() }
    })
}

/// What clients read, from the sections that are written for them. `above` is the line before the body.
fn client_words(
    file: &str,
    above: usize,
    sections: &[Section<'_>],
    title: &str,
    neutral_title: Option<&str>,
) -> Result<ItemWords, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut report = |name: &str, found: Vec<Wrong>| {
        let start = sections.iter().find(|section| section.name == name).map_or(1, |section| above + section.line);
        let problem = |wrong: Wrong| Problem { file: file.into(), line: start + wrong.line, text: wrong.text };
        problems.extend(found.into_iter().map(problem));
    };
    let on_paper = PaperText::from_library(section(sections, "On paper"));
    if let Err(found) = PaperText::from_section(section(sections, "On paper")).read() {
        report("On paper", found);
    }
    let homework = PaperHomework::read(section(sections, "Homework")).unwrap_or_else(|found| {
        report("Homework", found);
        None
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    let client_text = paragraphs(section(sections, "For clients"));
    Ok(ItemWords {
        title: ClientText::from_library(title),
        neutral_title: neutral_title.map(ClientText::from_library),
        client_text: client_text.iter().map(|p| ClientText::from_library(p)).collect(),
        on_paper,
        homework: homework.map(|homework| ClientText::from_library(&homework.in_words())),
        at_home: PaperText::from_library(section(sections, "Homework")),
    })
}

fn section<'a>(sections: &[Section<'a>], name: &str) -> &'a str {
    sections.iter().find(|s| s.name == name).map_or("", |s| s.text)
}

fn unknown_section(heading: &str, known: &[&str]) -> String {
    format!("“{heading}” is not a section of an exercise here; expected one of: {}", known.join(", "))
}

/// Front matter, body, and the line before the body.
fn split(text: &str) -> Option<(&str, &str, usize)> {
    let rest = text.strip_prefix("+++\n")?;
    let end = rest.find("\n+++\n")?;
    Some((&rest[..=end], &rest[end + 5..], line_at(rest, end + 5)))
}

struct Section<'a> {
    name: &'a str,
    /// The line of its heading in the body, counted from 0.
    line: usize,
    text: &'a str,
}

/// Returns the sections of `body`, or the line (from 1) and text of an unknown heading.
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
        found.push(Section { name, line: line_at(body, *start) - 1, text });
    }
    Ok(found)
}

/// Returns the paragraphs, each joined into one line.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// Returns the numbered steps; a line without a number continues the step before it.
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
        assert_eq!(item.on_paper.as_str(), "- [ ] Done\n- Our word: ___ ___");
        assert_eq!(item.homework.unwrap().as_str(), "Rest.");
    }

    #[test]
    fn a_wrong_word_is_named_with_its_line() {
        let problem = parse("a-talk.md", &GOOD.replace("\"safety\"", "\"savety\"")).unwrap_err().remove(0);
        assert_eq!(problem.line, 6, "{problem}");
        assert!(problem.text.contains("savety"), "{problem}");
    }

    #[test]
    fn an_unknown_section_is_named_with_its_line() {
        let problem = parse("a-talk.md", &GOOD.replace("## Outcome", "## Result")).unwrap_err().remove(0);
        assert_eq!(problem.line, 34, "{problem}");
        assert!(problem.text.contains("Result"));
    }
}
