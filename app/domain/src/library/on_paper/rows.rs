//! Fields and steps, one a line.

use super::{
    PaperMoment, PaperStep, WritingField, Wrong,
    lines::{Line, field, iconed, numbered, words},
};

/// Fields, one a line, each beginning with a dash.
pub(super) fn fields<'a>(lines: impl IntoIterator<Item = &'a Line>, least: u8) -> Result<Vec<WritingField>, Wrong> {
    lines.into_iter().map(|line| field(line, line.text.trim_start_matches('-'), least)).collect()
}

/// Steps after `tiles 3x2:`.
pub(super) fn steps(lines: &[&Line]) -> Result<Vec<PaperStep>, Wrong> {
    in_order(lines)?;
    lines.iter().map(|line| step(line)).collect()
}

pub(super) fn plan(lines: &[&Line]) -> Result<Vec<WritingField>, Wrong> {
    in_order(lines)?;
    lines.iter().map(|line| field(line, numbered(&line.text).map_or("", |(_, rest)| rest), 1)).collect()
}

pub(super) fn in_order(lines: &[&Line]) -> Result<(), Wrong> {
    for (n, line) in lines.iter().enumerate() {
        if numbered(&line.text).is_none_or(|(number, _)| number != n + 1) {
            return Err(line.wrong(format!("step {} is missing", n + 1)));
        }
    }
    Ok(())
}

pub(super) fn step(line: &Line) -> Result<PaperStep, Wrong> {
    let (icon, rest) = iconed(line, numbered(&line.text).map_or("", |(_, rest)| rest))?;
    let (head, text) = match rest.strip_prefix("**").and_then(|open| open.split_once("**")) {
        Some((head, text)) => (head, text),
        None => (rest, ""),
    };
    Ok(PaperStep { icon, head: words(head.trim_end_matches('.')), text: words(text) })
}

/// A sentence with a pictogram: `{chairs} A calm time.`
pub(super) fn moment(line: &Line, text: &str) -> Result<PaperMoment, Wrong> {
    let (icon, text) = iconed(line, text)?;
    Ok(PaperMoment { icon, text: words(text) })
}
