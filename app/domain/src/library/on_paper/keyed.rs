//! Blocks that begin with a key: `cells 2x3:`, `card: …`.

use super::{
    CalendarSpan, MarkSign, PaperBlock, PaperLabel, PaperLight, Wrong, figures,
    lines::{Line, ROOM, at_colon, field, hinted, key, label, numbered, parts, room, words},
    reader::BlockReader,
    rows::{fields, moment, plan, steps},
    tables,
};
use crate::{library::ClientText, vocabulary::nearest};

/// Every key that begins a block.
const KEYS: [&str; 34] = [
    "tiles",
    "cells",
    "flow",
    "agenda",
    "menu",
    "tickets",
    "thermometer",
    "log",
    "calendar",
    "letters",
    "loop",
    "rings",
    "circles",
    "ladder",
    "dial",
    "wave",
    "pie",
    "bands",
    "bars",
    "timeline",
    "lights",
    "dates",
    "fork",
    "choose",
    "say",
    "frame",
    "crisis",
    "agree",
    "card",
    "cards",
    "icon",
    "lead",
    "text",
    "stop",
];

/// Reads the block that begins with the key of `line`.
pub(super) fn block(reader: &mut BlockReader<'_>, line: &Line) -> Result<PaperBlock, Wrong> {
    let Some((key, numbers, rest)) = key(&line.text) else { return Ok(PaperBlock::Paragraph(words(&line.text))) };
    match key {
        "tiles" => {
            let (columns, rows) = grid(line, numbers)?;
            let steps = steps(&reader.following(|text| numbered(text).is_some()))?;
            if steps.is_empty() || steps.len() > usize::from(columns) * usize::from(rows) {
                return Err(line.wrong(format!("{} tiles do not fit {columns} x {rows}", steps.len())));
            }
            Ok(PaperBlock::Tiles { columns, rows, steps })
        }
        "cells" => cells(reader, line, numbers),
        "flow" => {
            let fields = fields(reader.following(dashed), 1)?;
            if !(2..=4).contains(&fields.len()) {
                return Err(line.wrong(format!("a flow has two to four cells, here {}", fields.len())));
            }
            Ok(PaperBlock::Flow(fields))
        }
        "agenda" => agenda(reader, line),
        "menu" => menu(reader, line, rest),
        "tickets" => {
            let number = number(numbers).filter(|number| (1..=4).contains(number));
            let number = number.ok_or_else(|| line.wrong("write how many tickets, 1 to 4: `tickets 3: What | Day`"))?;
            Ok(PaperBlock::Tickets { number, asks: texts(rest) })
        }
        "thermometer" => {
            let own = rest.is_empty().then(|| reader.following(|text| text.starts_with('|')));
            tables::thermometer(line, rest, own.unwrap_or_default().first().copied())
        }
        "log" => tables::log(line, rest),
        "calendar" => match rest {
            "month" => Ok(PaperBlock::Calendar(CalendarSpan::Month)),
            "year" => Ok(PaperBlock::Calendar(CalendarSpan::Year)),
            other => Err(line.wrong(format!("a calendar is of a month or a year, not “{other}”"))),
        },
        "letters" => {
            let both: Vec<PaperLabel> = parts(rest).into_iter().map(label).collect();
            both.try_into()
                .map(PaperBlock::Letters)
                .map_err(|_| line.wrong("two letters: `letters: Mine | To be read`"))
        }
        "lights" => lights(line, &reader.following(dashed)),
        "dates" => Ok(PaperBlock::Dates(parts(rest).into_iter().map(label).collect())),
        "fork" => fork(line, rest),
        "choose" => Ok(choose(rest)),
        "say" => Ok(PaperBlock::Say(texts(rest))),
        "frame" => Ok(PaperBlock::Frame(frame(rest))),
        "crisis" => Ok(PaperBlock::Crisis(words(rest))),
        "agree" => agree(line, rest),
        "card" => Ok(PaperBlock::Card { title: words(rest), fields: fields(reader.following(dashed), 0)? }),
        "cards" => {
            let number = number(numbers).filter(|number| (2..=12).contains(number));
            let number = number.ok_or_else(|| line.wrong("write how many cards, 2 to 12: `cards 4:`"))?;
            let fields = fields(reader.following(dashed), 0)?;
            if fields.len() > usize::from(number) {
                return Err(line.wrong(format!("{} cards for {number}", fields.len())));
            }
            Ok(PaperBlock::Cards { number, title: words(rest), fields })
        }
        key if figures::KEYS.contains(&key) => figures::figure(reader, line, key, rest).map(PaperBlock::Figure),
        key if KEYS.contains(&key) => {
            Err(line.wrong(format!("“{key}:” stands at the head of the sheet, before all blocks")))
        }
        unknown => {
            let near = nearest(unknown, KEYS.into_iter()).map_or_else(String::new, |near| format!("; near: {near}"));
            Err(line.wrong(format!("unknown block “{unknown}”{near}")))
        }
    }
}

fn dashed(text: &str) -> bool {
    text.starts_with('-')
}

fn texts(rest: &str) -> Vec<ClientText> {
    parts(rest).into_iter().filter(|part| !part.is_empty()).map(words).collect()
}

fn number(numbers: &str) -> Option<u8> {
    numbers.parse().ok()
}

/// Columns and rows of `2x3`.
fn grid(line: &Line, numbers: &str) -> Result<(u8, u8), Wrong> {
    let both = numbers.split_once('x').and_then(|(columns, rows)| Some((number(columns)?, number(rows)?)));
    both.filter(|(columns, rows)| (1..=6).contains(columns) && (1..=12).contains(rows))
        .ok_or_else(|| line.wrong("write columns and rows: `cells 2x3:`"))
}

fn cells(reader: &mut BlockReader<'_>, line: &Line, numbers: &str) -> Result<PaperBlock, Wrong> {
    let (columns, rows) = grid(line, numbers)?;
    let fields = fields(reader.following(dashed), 1)?;
    let (mut needed, mut filled) = (0_u8, 0_u8);
    for field in &fields {
        if field.label.wide {
            needed += 1 + u8::from(filled > 0);
            filled = 0;
        } else {
            filled += 1;
            if filled == columns {
                (needed, filled) = (needed + 1, 0);
            }
        }
    }
    needed += u8::from(filled > 0);
    if needed != rows {
        let count = fields.len();
        let wide = if fields.iter().any(|field| field.label.wide) { "" } else { ", or mark one “(wide)”" };
        return Err(
            line.wrong(format!("{count} fields do not fit {columns} x {rows}; write cells {columns}x{needed}{wide}"))
        );
    }
    Ok(PaperBlock::Cells { columns, rows, fields })
}

fn agenda(reader: &mut BlockReader<'_>, line: &Line) -> Result<PaperBlock, Wrong> {
    let lines =
        reader.following(|text| numbered(text).is_some() || text.starts_with("begin:") || text.starts_with("end:"));
    let said = |key: &str| {
        let found = lines.iter().find_map(|line| Some((line, line.text.strip_prefix(key)?)));
        let (line, rest) = found.ok_or_else(|| line.wrong(format!("an agenda has a line “{key} …”")))?;
        moment(line, rest.trim())
    };
    let points: Vec<&Line> = lines.iter().copied().filter(|line| numbered(&line.text).is_some()).collect();
    Ok(PaperBlock::Agenda { begin: said("begin:")?, end: said("end:")?, points: plan(&points)? })
}

fn menu(reader: &mut BlockReader<'_>, line: &Line, rest: &str) -> Result<PaperBlock, Wrong> {
    let mark = |part: &str| {
        let signs = [("+", MarkSign::Yes), ("~", MarkSign::Maybe), ("-", MarkSign::No)];
        signs.iter().find_map(|(sign, mark)| Some((words(part.strip_suffix(sign)?), *mark)))
    };
    let marks: Option<Vec<_>> = parts(rest).into_iter().map(mark).collect();
    let marks =
        marks.ok_or_else(|| line.wrong("each answer of a menu ends in +, ~ or -: `menu: Love it + | Okay ~`"))?;
    let item = |line: &Line| {
        let text = line.text.trim_start_matches('-').trim();
        (!text.starts_with(ROOM)).then(|| words(text))
    };
    Ok(PaperBlock::Menu { marks, items: reader.following(dashed).into_iter().map(item).collect() })
}

fn lights(line: &Line, lines: &[&Line]) -> Result<PaperBlock, Wrong> {
    let light = |key: &str| {
        let found = lines.iter().find_map(|line| Some((*line, line.text.strip_prefix('-')?.trim().strip_prefix(key)?)));
        let (own, rest) = found.ok_or_else(|| line.wrong(format!("a traffic light has a line “- {key} …”")))?;
        let (said, place) = at_colon(rest).ok_or_else(|| {
            own.wrong("a light says its word, a hint, and a label with room: `- stop Stop (Both stop): Our word ___`")
        })?;
        let (word, hint) = hinted(said);
        Ok(PaperLight { word: words(word), hint: hint.map(words), field: field(own, place, 1)? })
    };
    Ok(PaperBlock::Lights([light("stop ")?, light("slow ")?, light("go ")?]))
}

fn fork(line: &Line, rest: &str) -> Result<PaperBlock, Wrong> {
    let said = parts(rest);
    let answer = |part: &str| at_colon(part).map(|(answer, then)| (words(answer), words(then)));
    let answers = match said.as_slice() {
        [_, one, other] => answer(one).zip(answer(other)),
        _ => None,
    };
    let (one, other) = answers
        .ok_or_else(|| line.wrong("a fork has a question and two answers: `fork: Am I safe? | Yes: … | No: …`"))?;
    Ok(PaperBlock::Fork { question: words(said[0]), answers: [one, other] })
}

fn choose(rest: &str) -> PaperBlock {
    let (rest, large) = rest.strip_suffix("(large)").map_or((rest, false), |rest| (rest, true));
    let option = |part: &str| (!part.starts_with(ROOM)).then(|| words(part));
    PaperBlock::Choose { options: parts(rest).into_iter().map(option).collect(), large }
}

/// Words and the room after them, in turn.
fn frame(rest: &str) -> Vec<(ClientText, u8)> {
    let mut gaps: Vec<(String, u8)> = Vec::new();
    for word in rest.split_whitespace() {
        let blank = word.starts_with(ROOM);
        match gaps.last_mut() {
            Some((_, lines)) if blank => {
                *lines += 1;
                // A full stop behind a gap stands after it.
                let sign = word.trim_start_matches('_');
                if !sign.is_empty() {
                    gaps.push((sign.into(), 0));
                }
            }
            Some((said, 0)) => {
                said.push(' ');
                said.push_str(word);
            }
            _ if blank => gaps.push((String::new(), 1)),
            _ => gaps.push((word.into(), 0)),
        }
    }
    gaps.into_iter().map(|(said, lines)| (words(&said), lines)).collect()
}

fn agree(line: &Line, rest: &str) -> Result<PaperBlock, Wrong> {
    let (rest, names) = rest.strip_suffix("(names)").map_or((rest, false), |rest| (rest.trim_end(), true));
    let (said, lines) = room(rest)
        .filter(|(_, lines)| *lines > 0)
        .ok_or_else(|| line.wrong("an agreement has room: `agree: What we agree ___ ___ (names)`"))?;
    Ok(PaperBlock::Agree { label: label(said), lines, names })
}
