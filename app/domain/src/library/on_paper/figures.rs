//! Figures.

use super::{
    PaperFigure, PaperLabel, Wrong,
    lines::{Line, label, parts, words},
    reader::BlockReader,
};
use crate::library::ClientText;

/// Their keys.
pub(super) const KEYS: [&str; 10] =
    ["loop", "rings", "circles", "ladder", "dial", "wave", "pie", "bands", "bars", "timeline"];

/// Reads the figure with this key.
pub(super) fn figure(reader: &mut BlockReader<'_>, line: &Line, key: &str, rest: &str) -> Result<PaperFigure, Wrong> {
    let (drawn, named) = match rest.split_once(" = ") {
        Some((drawn, named)) => (drawn, Some(named)),
        None => (rest, None),
    };
    let texts: Vec<ClientText> = parts(drawn).into_iter().map(words).collect();
    let says = |what: &str| line.wrong(what);
    match key {
        "loop" => {
            let boxes: Vec<PaperLabel> = drawn.split(" -> ").map(label).collect();
            if !(3..=4).contains(&boxes.len()) {
                return Err(line.wrong(format!("a loop has three or four boxes, here {}", boxes.len())));
            }
            Ok(PaperFigure::Loop { boxes, middle: named.map(words) })
        }
        "rings" if (2..=3).contains(&texts.len()) => Ok(PaperFigure::Rings(texts)),
        "rings" => Err(line.wrong(format!("there are two or three rings, here {}", texts.len()))),
        "circles" => {
            texts.try_into().map(PaperFigure::Circles).map_err(|_| says("there are three circles, from the inside"))
        }
        "ladder" => ladder(line, &texts),
        "dial" => dial(line, &texts, named),
        "wave" => {
            let parts =
                texts.try_into().map_err(|_| says("a wave has three parts: `wave: It rises | It peaks | It falls`"))?;
            Ok(PaperFigure::Wave { parts, inside: named.map(words) })
        }
        "pie" => pie(line, texts, named),
        "bands" => {
            let bands: Vec<PaperLabel> = parts(rest).into_iter().map(label).collect();
            bands.try_into().map(PaperFigure::Bands).map_err(|_| says("there are three bands, the highest first"))
        }
        "bars" => bars(line, rest),
        _ => timeline(reader, line, texts),
    }
}

fn ladder(line: &Line, texts: &[ClientText]) -> Result<PaperFigure, Wrong> {
    let rungs = texts.first().and_then(|number| number.as_str().parse().ok()).filter(|rungs| (2..=7).contains(rungs));
    let rungs = rungs.ok_or_else(|| line.wrong("a ladder has 2 to 7 rungs; a dial goes to 3 to 6"))?;
    let [_, lowest, highest] = texts else {
        return Err(line.wrong("a ladder names its lowest and its highest rung: `ladder: 5 | easy | hard`"));
    };
    Ok(PaperFigure::Ladder { rungs, lowest: lowest.clone(), highest: highest.clone() })
}

fn dial(line: &Line, texts: &[ClientText], named: Option<&str>) -> Result<PaperFigure, Wrong> {
    let highest = texts.first().and_then(|range| range.as_str().strip_prefix("0-")?.parse::<u8>().ok());
    let highest = highest
        .filter(|highest| (3..=6).contains(highest))
        .ok_or_else(|| line.wrong("a ladder has 2 to 7 rungs; a dial goes to 3 to 6"))?;
    let words_of = texts[1..].to_vec();
    let (given, needed) = (words_of.len(), usize::from(highest) + 1);
    if given != 0 && given != needed {
        return Err(line.wrong(format!("{needed} words for 0 to {highest}, here {given}")));
    }
    let cells: Vec<ClientText> = named.map(|named| parts(named).into_iter().map(words).collect()).unwrap_or_default();
    if !cells.is_empty() && cells.len() != 3 {
        return Err(line.wrong("a dial has three cells, or none: `= Mine | Yours | The lower`"));
    }
    Ok(PaperFigure::Dial { highest, words: words_of, cells })
}

fn pie(line: &Line, parts: Vec<ClientText>, named: Option<&str>) -> Result<PaperFigure, Wrong> {
    let filled = match named {
        None => None,
        Some(number) => {
            let known = number.trim().parse::<u8>().ok().filter(|n| (1..=parts.len()).contains(&usize::from(*n)));
            Some(known.ok_or_else(|| line.wrong(format!("the filled part is one of 1 to {}", parts.len())))?)
        }
    };
    if !(2..=8).contains(&parts.len()) {
        return Err(line.wrong(format!("a pie has two to eight parts, here {}", parts.len())));
    }
    Ok(PaperFigure::Pie { parts, filled })
}

fn bars(line: &Line, rest: &str) -> Result<PaperFigure, Wrong> {
    let bar = |part: &str| {
        let (minutes, said) = part.split_once(" min ")?;
        Some((minutes.trim().parse().ok().filter(|minutes| *minutes > 0)?, words(said)))
    };
    let bars: Option<Vec<(u16, ClientText)>> = parts(rest).into_iter().map(bar).collect();
    bars.map(PaperFigure::Bars)
        .ok_or_else(|| line.wrong("bars have minutes: `bars: 10 min one leads | 10 min the other`"))
}

fn timeline(reader: &mut BlockReader<'_>, line: &Line, ends: Vec<ClientText>) -> Result<PaperFigure, Wrong> {
    let ends =
        ends.try_into().map_err(|_| line.wrong("a timeline has two ends: `timeline: a year before | the day`"))?;
    let below = reader.following(|text| text.starts_with('|') || text.starts_with("* "));
    let rows = below
        .iter()
        .find_map(|line| line.text.strip_prefix('|'))
        .ok_or_else(|| line.wrong("a timeline has rows below: `| Around us | Between us`"))?;
    let choice = below.iter().find_map(|line| line.text.strip_prefix("* ")).map(words);
    Ok(PaperFigure::Timeline { ends, rows: parts(rows.trim_end_matches('|')).into_iter().map(words).collect(), choice })
}
