//! Lines of a section, and the small forms that they share: labels, hints, room, parts between bars.

use super::{PaperLabel, Pictogram, WritingField, Wrong};
use crate::library::ClientText;

/// Room to write, as it is typed.
pub(super) const ROOM: &str = "___";

/// A line with what continues it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Where it begins in the section, counted from 1.
    pub number: usize,
    pub text: String,
    /// A blank line stands before it.
    pub apart: bool,
}

impl Line {
    pub(super) fn wrong(&self, text: impl Into<String>) -> Wrong {
        Wrong { line: self.number, text: text.into() }
    }
}

/// The lines of a section, wrapped ones joined.
pub(super) fn lines(section: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut apart = true;
    for (n, raw) in section.lines().enumerate() {
        let text = raw.trim();
        if text.is_empty() {
            apart = true;
            continue;
        }
        let wrapped = raw.starts_with([' ', '\t']) || !begins_block(text);
        match lines.last_mut().filter(|last| !apart && wrapped && !last.text.starts_with("###")) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(text);
            }
            None => lines.push(Line { number: n + 1, text: text.into(), apart }),
        }
        apart = false;
    }
    lines
}

/// True if a line begins something of its own and does not continue the one above.
fn begins_block(text: &str) -> bool {
    let marked = ["- ", "|", "> ", "* ", "###", "[Mo-Su]", "[0-10]"].iter().any(|mark| text.starts_with(mark));
    marked || text == "-" || numbered(text).is_some() || key(text).is_some() || weeks(text).is_some()
}

/// A number and the words after it: `3. Come back`.
pub(super) fn numbered(text: &str) -> Option<(usize, &str)> {
    let (number, rest) = text.split_once(". ")?;
    (number.len() <= 2).then(|| number.parse().ok().map(|number| (number, rest.trim())))?
}

/// The weeks of `[2 x Mo-Su] …` and the words after it.
pub(super) fn weeks(text: &str) -> Option<(&str, &str)> {
    let (weeks, rest) = text.strip_prefix('[')?.split_once(" x Mo-Su]")?;
    Some((weeks, rest.trim()))
}

/// The key of a line with its numbers, and the rest: `cells 2x3: …` gives `cells`, `2x3` and what follows.
pub(super) fn key(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(':')?;
    if !rest.is_empty() && !rest.starts_with(' ') {
        return None;
    }
    let (key, numbers) = before.split_once(' ').unwrap_or((before, ""));
    let is_key = !key.is_empty() && key.len() <= 12 && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let are_numbers = numbers.bytes().all(|b| b.is_ascii_digit() || b == b'x');
    (is_key && are_numbers).then(|| (key, numbers, rest.trim()))
}

/// Parts between bars; a bar inside of brackets divides nothing.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_u8);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

pub(super) fn words(text: &str) -> ClientText {
    ClientText::from_library(text.trim())
}

/// Divides at the first colon outside of brackets; none where there is none, or where a bracket is not closed before it.
pub(super) fn at_colon(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_u8;
    let at = text.char_indices().find(|(_, letter)| {
        match letter {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *letter == ':' && depth == 0
    })?;
    Some((&text[..at.0], &text[at.0 + 1..]))
}

/// Words and what stands in the last brackets behind them.
pub(super) fn hinted(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let inner = text.strip_suffix(')').and_then(|open| {
        let mut depth = 0_usize;
        let start = open.char_indices().rev().find(|(_, letter)| match letter {
            ')' => {
                depth += 1;
                false
            }
            '(' if depth > 0 => {
                depth -= 1;
                false
            }
            '(' => true,
            _ => false,
        })?;
        Some((open[..start.0].trim_end(), open[start.0 + 1..].trim()))
    });
    match inner {
        Some((before, hint)) if !before.is_empty() => (before, Some(hint)),
        _ => (text, None),
    }
}

/// A label with its hint, and whether it takes a whole row.
pub(super) fn label(text: &str) -> PaperLabel {
    let text = text.trim().trim_end_matches(':').trim_end();
    let narrow = text.strip_suffix("(wide)").map(str::trim_end);
    let (text, hint) = hinted(narrow.unwrap_or(text));
    let text = text.trim_end_matches(':').trim_end();
    PaperLabel { text: words(text), hint: hint.map(words), wide: narrow.is_some() }
}

/// A pictogram in braces before the rest of a line.
pub(super) fn iconed<'a>(line: &Line, text: &'a str) -> Result<(Option<Pictogram>, &'a str), Wrong> {
    let Some((name, rest)) = text.strip_prefix('{').and_then(|open| open.split_once('}')) else {
        return Ok((None, text));
    };
    let icon = Pictogram::named(name.trim()).ok_or_else(|| line.wrong(Pictogram::unknown(name.trim())))?;
    Ok((Some(icon), rest.trim_start()))
}

/// What stands before the room at the end, and how many lines that is; no lines where there is no room.
pub(super) fn room(text: &str) -> Option<(&str, u8)> {
    let Some(start) = text.find(ROOM) else { return Some((text.trim(), 0)) };
    let (before, room) = text.split_at(start);
    let blanks = room.split_whitespace();
    let only_room = blanks.clone().all(|blank| blank.bytes().all(|b| b == b'_') && blank.len() >= ROOM.len());
    only_room.then(|| (before.trim(), u8::try_from(blanks.count()).unwrap_or(u8::MAX)))
}

/// A field: `{key} Label (hint): ___ ___`, without its dash or number. `least` is the fewest lines it must have.
pub(super) fn field(line: &Line, text: &str, least: u8) -> Result<WritingField, Wrong> {
    let (icon, rest) = iconed(line, text.trim())?;
    let (before, lines) = room(rest).ok_or_else(|| not_a_field(line))?;
    if lines < least {
        return Err(not_a_field(line));
    }
    let label = label(before);
    if least > 0 && label.text.as_str().is_empty() {
        return Err(line.wrong("a line to write on needs a label"));
    }
    Ok(WritingField { label, icon, lines })
}

fn not_a_field(line: &Line) -> Wrong {
    line.wrong(format!("“{}” is neither a box (`- [ ] text`) nor a line to fill in (`- text: ___`)", line.text))
}
