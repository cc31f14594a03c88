//! Tables, scales and logs.

use super::{
    PaperBlock, PaperCell, PaperColumn, PaperTable, Wrong,
    lines::{Line, ROOM, iconed, label, parts, words},
};

/// The most columns of words, and of rings.
const WORD_COLUMNS: usize = 4;
const RING_COLUMNS: usize = 9;

/// Reads a table from its head and the lines below.
pub(super) fn table(head: &Line, rows: &[&Line]) -> Result<PaperBlock, Wrong> {
    let columns: Vec<PaperColumn> =
        cells(&head.text).iter().map(|cell| column(head, cell)).collect::<Result<_, _>>()?;
    let rows: Vec<Vec<PaperCell>> = rows.iter().map(|line| row(line, columns.len())).collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Err(head.wrong("a table has rows below its head"));
    }
    let marks = |n: usize| {
        let column = rows.iter().filter_map(|row| row.get(n));
        column.clone().all(|cell| matches!(cell, PaperCell::Ring | PaperCell::Box | PaperCell::Empty))
    };
    let rings: usize = (0..columns.len()).filter(|n| marks(*n)).map(|n| columns[n].answers.len().max(1)).sum();
    let of_words = (0..columns.len()).filter(|n| !marks(*n)).count();
    if of_words > WORD_COLUMNS || rings > RING_COLUMNS {
        return Err(head.wrong("too wide for 492 points; turn rows and columns, or split it"));
    }
    Ok(PaperBlock::Table(PaperTable { columns, rows }))
}

fn cells(text: &str) -> Vec<&str> {
    parts(text.trim().trim_start_matches('|').trim_end_matches('|'))
}

fn column(line: &Line, cell: &str) -> Result<PaperColumn, Wrong> {
    let (icon, rest) = iconed(line, cell)?;
    let mut said = rest.split(" / ");
    let head = words(said.next().unwrap_or_default());
    Ok(PaperColumn { icon, head, answers: said.map(words).collect() })
}

fn row(line: &Line, columns: usize) -> Result<Vec<PaperCell>, Wrong> {
    let cells = cells(&line.text);
    if cells.len() != columns {
        return Err(line.wrong(format!("this row has {} cells, its head has {columns}", cells.len())));
    }
    let cell = |text: &&str| match *text {
        "" => PaperCell::Empty,
        "( )" | "()" => PaperCell::Ring,
        "[ ]" | "[]" => PaperCell::Box,
        text if text.split_whitespace().all(|blank| blank.starts_with(ROOM)) => PaperCell::Room,
        text => PaperCell::Text(words(text)),
    };
    Ok(cells.iter().map(cell).collect())
}

/// `[0-10] Label (low | high) | before | after`
pub(super) fn scale(line: &Line, rest: &str) -> Result<PaperBlock, Wrong> {
    let mut said = parts(rest).into_iter();
    let mut label = label(said.next().unwrap_or_default());
    if label.text.as_str().is_empty() {
        return Err(line.wrong("a scale needs a question: `[0-10] How loud is it? (calm | loud)`"));
    }
    let ends = ends(&mut label);
    if ends.len() == 1 || ends.len() > 3 {
        return Err(line.wrong("the words of a scale are two or three: `(calm | loud)`"));
    }
    Ok(PaperBlock::Scale { label, ends, rows: said.map(words).collect() })
}

/// Takes the words between bars out of the hint; a hint without bars stays one.
fn ends(label: &mut super::PaperLabel) -> Vec<crate::library::ClientText> {
    match label.hint.take() {
        Some(hint) if hint.as_str().contains('|') => hint.as_str().split('|').map(words).collect(),
        hint => {
            label.hint = hint;
            Vec::new()
        }
    }
}

/// `thermometer: Label (calm | time to act | loudest) | before | after`
pub(super) fn thermometer(line: &Line, rest: &str, below: Option<&Line>) -> Result<PaperBlock, Wrong> {
    let all = below.map_or_else(|| rest.to_owned(), |line| format!("{rest} {}", line.text));
    let said = parts(&all);
    let [question, before, after] = said.as_slice() else {
        return Err(line.wrong("a thermometer is read twice: `thermometer: Label (calm | loudest) | before | after`"));
    };
    let mut label = label(question);
    let ends = ends(&mut label);
    Ok(PaperBlock::Thermometer { label, ends, columns: [words(before), words(after)] })
}

/// `log: Mo-Su | urge | mood`
pub(super) fn log(line: &Line, rest: &str) -> Result<PaperBlock, Wrong> {
    let mut said = parts(rest).into_iter();
    if said.next() != Some("Mo-Su") {
        return Err(line.wrong("a log is of a week: `log: Mo-Su | Urge | Mood`"));
    }
    let columns: Vec<_> = said.map(words).collect();
    if columns.is_empty() || columns.len() > WORD_COLUMNS {
        return Err(line.wrong("a log has one to four columns: `log: Mo-Su | Urge | Mood`"));
    }
    Ok(PaperBlock::Log(columns))
}
