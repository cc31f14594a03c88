//! Reads a section as blocks.

use super::{
    PaperBlock, PaperHead, PaperSheet, Pictogram, PicturePanel, PrintedText, ToDraw, Wrong,
    block::Copies,
    keyed,
    lines::{Line, iconed, key, label, lines, numbered, parts, weeks, words},
    reader::BlockReader,
    rows::{fields, in_order, plan, step},
    tables,
};
use crate::library::ClientText;

/// Keys of the head of a sheet.
const HEAD: [&str; 5] = ["icon", "lead", "text", "for", "stop"];

/// Reads the section `## On paper`.
///
/// # Errors
///
/// Everything that cannot be read, by line.
pub(super) fn sheet(section: &str) -> Result<PaperSheet, Vec<Wrong>> {
    let lines = lines(section);
    let mut reader = BlockReader { lines: &lines, at: 0, wrong: Vec::new() };
    let head = reader.head();
    let mut sheet = PaperSheet { head, ..PaperSheet::default() };
    sheet.blocks = reader.blocks();
    while let Some(line) = reader.next() {
        match line.text.trim_start_matches('#').trim() {
            "Neutral" => sheet.neutral = Some(reader.blocks()),
            _ => sheet.pictures = reader.pictures(),
        }
    }
    if reader.wrong.is_empty() { Ok(sheet) } else { Err(reader.wrong) }
}

/// Reads one block from its lines: what stands below the homework.
pub(super) fn blocks(lines: &[Line]) -> Result<Vec<PaperBlock>, Vec<Wrong>> {
    let mut reader = BlockReader { lines, at: 0, wrong: Vec::new() };
    let blocks = reader.blocks();
    if reader.wrong.is_empty() { Ok(blocks) } else { Err(reader.wrong) }
}

impl<'a> BlockReader<'a> {
    fn head(&mut self) -> PaperHead {
        let mut head = PaperHead::default();
        while let Some(line) = self.peek() {
            let Some((key, "", rest)) = key(&line.text).filter(|(key, ..)| HEAD.contains(key)) else { break };
            self.at += 1;
            if let Err(wrong) = head_line(&mut head, line, key, rest) {
                self.wrong.push(wrong);
            }
        }
        head
    }

    /// The blocks up to the end, or up to the blocks of neutral paper or the panels.
    fn blocks(&mut self) -> Vec<PaperBlock> {
        let mut blocks = Vec::new();
        while let Some(line) = self.peek() {
            if matches!(line.text.as_str(), "### Neutral" | "### Pictures") {
                break;
            }
            self.at += 1;
            match self.block(line) {
                Ok(block) => blocks.push(block),
                Err(wrong) => self.wrong.push(wrong),
            }
        }
        blocks
    }

    fn block(&mut self, line: &'a Line) -> Result<PaperBlock, Wrong> {
        let text = line.text.as_str();
        if let Some(heading) = text.strip_prefix("###") {
            return Ok(PaperBlock::Heading(label(heading)));
        }
        if let Some(note) = text.strip_prefix("> ") {
            let rest = self.following(|text| text.starts_with("> "));
            let rest = rest.iter().map(|line| line.text.trim_start_matches("> "));
            return Ok(PaperBlock::Note(words(&[note].into_iter().chain(rest).collect::<Vec<_>>().join(" "))));
        }
        if text.starts_with("- [ ]") {
            return self.checks(line);
        }
        if text.starts_with('-') {
            let more = self.following(|text| text.starts_with('-') && !text.starts_with("- [ ]"));
            return Ok(PaperBlock::Fields(fields([line].into_iter().chain(more), 1)?));
        }
        if numbered(text).is_some() {
            let more = self.following(|text| numbered(text).is_some());
            return steps_or_plan(&[line].into_iter().chain(more).collect::<Vec<_>>());
        }
        if text.starts_with('|') {
            let rows = self.following(|text| text.starts_with('|'));
            return tables::table(line, &rows);
        }
        if let Some(rest) = text.strip_prefix("[0-10]") {
            return tables::scale(line, rest);
        }
        if let Some(rest) = text.strip_prefix("[Mo-Su]") {
            return Ok(PaperBlock::Week(words(rest)));
        }
        if let Some((number, rest)) = weeks(text) {
            let number = number.trim().parse().ok().filter(|weeks| (1..=8).contains(weeks));
            let weeks = number.ok_or_else(|| line.wrong("a tick grid has 1 to 8 weeks: `[2 x Mo-Su] Sleep | Food`"))?;
            return Ok(PaperBlock::Weeks { weeks, rows: parts(rest).into_iter().map(words).collect() });
        }
        if key(text).is_some() {
            return keyed::block(self, line);
        }
        Ok(PaperBlock::Paragraph(words(text)))
    }

    fn checks(&mut self, line: &'a Line) -> Result<PaperBlock, Wrong> {
        let more = self.following(|text| text.starts_with("- [ ]"));
        let check = |line: &&Line| {
            let text = words(line.text.trim_start_matches("- [ ]"));
            if text.as_str().is_empty() { Err(line.wrong("a box to tick needs a label")) } else { Ok(text) }
        };
        let checks: Result<Vec<ClientText>, Wrong> = [line].iter().chain(&more).map(check).collect();
        Ok(PaperBlock::Checks(checks?))
    }

    fn pictures(&mut self) -> Vec<PicturePanel> {
        let mut panels = Vec::new();
        while let Some(line) = self.peek().filter(|line| !line.text.starts_with("###")) {
            self.at += 1;
            match picture(line) {
                Ok(panel) => panels.push(panel),
                Err(wrong) => self.wrong.push(wrong),
            }
        }
        if panels.len() != 4
            && let Some(line) = self.lines.last()
        {
            self.wrong.push(line.wrong(format!("{PANELS}; here {} panels", panels.len())));
        }
        panels
    }
}

const PANELS: &str = "a picture sheet has four panels of at most six words, each with a pictogram";

fn picture(line: &Line) -> Result<PicturePanel, Wrong> {
    let (_, rest) = numbered(&line.text).ok_or_else(|| line.wrong(PANELS))?;
    let (icon, rest) = iconed(line, rest)?;
    let icon = icon.ok_or_else(|| line.wrong(PANELS))?;
    let drawn = [("[sign]", ToDraw::Sign), ("[clock]", ToDraw::Clock)];
    let draw = drawn.iter().find_map(|(mark, draw)| Some((rest.strip_suffix(mark)?.trim_end(), *draw)));
    let (text, draw) = draw.map_or((rest, None), |(text, draw)| (text, Some(draw)));
    if text.split_whitespace().count() > 6 {
        return Err(line.wrong(format!("{PANELS}; here {} words", text.split_whitespace().count())));
    }
    Ok(PicturePanel { icon, text: words(text), draw })
}

fn head_line(head: &mut PaperHead, line: &Line, key: &str, rest: &str) -> Result<(), Wrong> {
    match key {
        "icon" => {
            let icon = Pictogram::named(rest).ok_or_else(|| line.wrong(Pictogram::unknown(rest)))?;
            head.icon = Some(icon);
        }
        "lead" => head.lead = Some(words(rest)),
        "stop" => head.stop = Some(words(rest)),
        "for" => {
            head.copies = Some(match rest {
                "both" => Copies::Both,
                "each" => Copies::Each,
                "own" => Copies::Own,
                other => return Err(line.wrong(format!("a sheet is for both, each or own, not “{other}”"))),
            });
        }
        _ => {
            head.text = match rest {
                "all" => PrintedText::All,
                "none" => PrintedText::None,
                numbers => {
                    let numbers: Result<Vec<u8>, _> = numbers.split_whitespace().map(str::parse).collect();
                    let known = numbers.ok().filter(|numbers| !numbers.is_empty() && !numbers.contains(&0));
                    PrintedText::Only(
                        known.ok_or_else(|| line.wrong("text: says all, none, or which paragraphs: `text: 1 3`"))?,
                    )
                }
            };
        }
    }
    Ok(())
}

/// Numbered lines: steps to read, or a plan to write.
fn steps_or_plan(lines: &[&Line]) -> Result<PaperBlock, Wrong> {
    in_order(lines)?;
    let with_room = lines.iter().filter(|line| line.text.contains("___")).count();
    match with_room {
        0 => Ok(PaperBlock::Steps(lines.iter().map(|line| step(line)).collect::<Result<_, _>>()?)),
        all if all == lines.len() => Ok(PaperBlock::Plan(plan(lines)?)),
        _ => {
            let odd = lines.iter().find(|line| !line.text.contains("___")).unwrap_or(&lines[0]);
            Err(odd.wrong("either all numbered lines end in ___ (a plan), or none (steps)"))
        }
    }
}
