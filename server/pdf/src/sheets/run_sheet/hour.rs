//! The session as a scale: a row for each block, as high as its time and its steps need.

use domain::paper::run_sheet::RunBlock;

use super::{
    Arrangement, Page,
    wording::{named, present},
};
use crate::{
    document::{Bar, ContentBlock, Emphasis, PanelLook, PaperBox, RowAlign, Text, TextKind, Track},
    layout::{
        structure::{Role, Scope},
        style,
    },
    quotes,
    sheets::{labels as say, paper},
};

/// Lines of notes that a whole session has beside it.
const LINES: u16 = 14;
/// Width of the bar that shows the time.
const BAR: f32 = 7.0;
/// Distance between its notches, in minutes.
const NOTCH: f32 = 5.0;
/// Space between columns.
const GUTTER: f32 = 10.0;
/// Width of the room for notes.
const NOTES: f32 = 120.0;

impl Page<'_> {
    /// The rows of the session, and its end.
    pub(super) fn hour(&self) -> Vec<ContentBlock> {
        if self.sheet.blocks.is_empty() {
            return Vec::new();
        }
        let mut rows = vec![self.heads()];
        rows.extend(self.sheet.blocks.iter().map(|block| self.block(block)));
        let table = PaperBox::column(0.0, rows).role(Role::Table);
        let table = ContentBlock::Boxes { content: table, gap: 8.0, breaks: Some(20.0), at_foot: false };
        self.at_hand().into_iter().chain([table, paper::whole(self.end(), 3.0)]).collect()
    }

    fn has_notes_beside(&self) -> bool {
        self.is_wide() && self.arrangement != Arrangement::Dense
    }

    fn clock_width(&self) -> f32 {
        if self.look.is_large() {
            92.0
        } else if self.look.is_small() {
            56.0
        } else {
            70.0
        }
    }

    /// Width of the steps.
    fn steps_width(&self) -> f32 {
        let notes = if self.has_notes_beside() { NOTES + GUTTER } else { 0.0 };
        self.look.width() - BAR - 6.0 - self.clock_width() - GUTTER - notes
    }

    fn tracks(&self) -> Vec<Track> {
        let mut tracks = vec![Track::Points(self.clock_width()), Track::Share(1.0)];
        tracks.extend(self.has_notes_beside().then_some(Track::Points(NOTES)));
        tracks
    }

    fn row(&self, cells: Vec<PaperBox>, align: RowAlign) -> PaperBox {
        PaperBox::row(GUTTER, align, self.tracks().into_iter().zip(cells).collect()).role(Role::Row)
    }

    fn heads(&self) -> PaperBox {
        let time = if self.sheet.start.is_some() { say::TIME } else { say::AFTER };
        let mut names = vec![time, say::WHAT_AND_WHO];
        names.extend(self.has_notes_beside().then_some(say::NOTES));
        let head =
            |name: &str| PaperBox::column(0.0, vec![self.look.hint(name).bare()]).role(Role::HeaderCell(Scope::Column));
        let row = self.row(names.into_iter().map(head).collect(), RowAlign::Bottom);
        let row = PaperBox::panel(PanelLook::default(), [0.0, 0.0, 2.0, BAR + 6.0], row);
        PaperBox::column(0.0, vec![row, paper::rule_of(1.0, style::INK)])
    }

    fn block(&self, block: &RunBlock) -> PaperBox {
        let minutes = block.minutes.0.max(1);
        let clock = self.sheet.clock(block.begins).to_string();
        let mut time = vec![self.look.words(&clock, TextKind::Clock)];
        if self.has_notes_beside() || !self.is_wide() {
            time.push(self.look.hint(&say::minutes_short(u16::from(block.minutes.0))));
        }
        let mut cells = vec![PaperBox::column(0.0, time).role(Role::HeaderCell(Scope::Row))];
        cells.push(PaperBox::column(1.0, self.what(block)).role(Role::Cell));
        if self.has_notes_beside() {
            let whole = u16::from(self.sheet.minutes.0).max(1);
            let lines = (u16::from(minutes) * LINES + whole / 2) / whole;
            let name = format!("{}, {clock}", say::NOTES);
            let room = self.look.rules(&name, u8::try_from(lines).unwrap_or(u8::MAX));
            cells.push(PaperBox::column(0.0, vec![room]).role(Role::Cell));
        }
        let (ground, colour) =
            if block.main { (self.look.tint(), self.look.deep()) } else { (style::WHITE, self.look.mid()) };
        let bar = Bar { notch: NOTCH / f32::from(minutes), ..Bar::thread(colour, BAR, 0.0) };
        let panel = PanelLook { ground: Some(ground), bar: Some(bar), ..PanelLook::default() };
        let row = PaperBox::panel(panel, [4.0, 4.0, 5.0, BAR + 6.0], self.row(cells, RowAlign::Top));
        PaperBox::column(0.0, vec![row, paper::rule_of(0.8, style::INK)])
    }

    /// The work in a block, and who is in the room.
    fn what(&self, block: &RunBlock) -> Vec<PaperBox> {
        let title = self.look.words(&named(block), TextKind::StepHead).coloured(self.look.deep());
        let frame = PanelLook {
            edge: Some(crate::document::Edge { colour: style::INK, weight: 0.9, dashed: false }),
            radius: 7.0,
            ..PanelLook::default()
        };
        let who =
            PaperBox::panel(frame, [0.5, 7.0, 1.5, 7.0], self.look.words(&present(block.present), TextKind::Hint));
        let head = if self.is_wide() {
            let mut row = vec![(Track::Share(1.0), title), (Track::Fit, who)];
            if !self.has_notes_beside() {
                let minutes = self.look.hint(&say::minutes_short(u16::from(block.minutes.0)));
                row.insert(1, (Track::Fit, minutes));
            }
            PaperBox::row(8.0, RowAlign::Top, row)
        } else {
            PaperBox::column(2.0, vec![title, PaperBox::row(0.0, RowAlign::Top, vec![(Track::Fit, who)])])
        };
        let mut parts = vec![head];
        if !block.held.is_empty() {
            let text = Text::bold(say::HELD_TODAY)
                .then(format!(" {}", quotes::curled(&block.held.join(" "))), Emphasis::Regular);
            parts.push(PaperBox::words(text, TextKind::Cue, style::INK));
        }
        let confirm = block.confirm.iter().map(|condition| format!("{} {condition}", say::CONFIRM_FIRST));
        let lines: Vec<String> = confirm.chain(block.steps.iter().cloned()).collect();
        if !lines.is_empty() {
            parts.push(self.steps(&lines));
        }
        let at_hand = format!("{} {}", say::AT_HAND, block.at_hand);
        if !block.at_hand.is_empty() && !self.is_brief() {
            parts.push(self.look.hint(&self.cue(&at_hand, self.steps_width() - 4.0)));
        }
        if !block.note.trim().is_empty() {
            let text =
                Text::bold(say::OWN_NOTE).then(format!(" {}", quotes::curled(block.note.trim())), Emphasis::Regular);
            parts.push(PaperBox::words(text, TextKind::Cue, style::INK));
        }
        if !self.is_wide() {
            parts.push(self.look.rules(&format!("{}, {}", say::NOTES, self.sheet.clock(block.begins)), 1));
        }
        parts
    }

    /// One line for each step, in two columns where notes stand below the session.
    fn steps(&self, lines: &[String]) -> PaperBox {
        let columns = if self.is_wide() && !self.has_notes_beside() { 2 } else { 1 };
        let width = if columns == 2 { (self.steps_width() - GUTTER) / 2.0 } else { self.steps_width() };
        let items = lines.iter().map(|line| self.ticked(&self.cue(line, width - 20.0))).collect();
        paper::rows(items, columns, 0.0, GUTTER).role(Role::PlainList)
    }

    /// Things to have at hand, in one line for the whole session where there is no room for it at each block.
    fn at_hand(&self) -> Option<ContentBlock> {
        let all = self.sheet.blocks.iter().map(|block| block.at_hand.trim()).filter(|text| !text.is_empty());
        let all = all.collect::<Vec<_>>().join(" · ");
        let line = self.cue(&format!("{} {all}", say::AT_HAND), self.look.width() - 2.0);
        (self.is_brief() && !all.is_empty()).then(|| paper::whole(self.look.hint(&line), 4.0))
    }

    /// The time at the end, and what is asked then.
    fn end(&self) -> PaperBox {
        let minutes = self.sheet.planned().max(u16::from(self.sheet.minutes.0));
        let clock = self.look.words(&self.sheet.clock(minutes).to_string(), TextKind::Clock);
        let asked = |name: &'static str, width: f32| {
            let label = (Track::Fit, self.look.words(name, TextKind::Cue));
            PaperBox::row(5.0, RowAlign::Bottom, vec![label, (Track::Points(width), self.field(name))])
        };
        let fields = [asked(say::NEXT_DATE, 84.0), asked(say::ALARM_A, 30.0), asked(say::ALARM_B, 30.0)];
        let fields = if self.is_wide() {
            PaperBox::row(16.0, RowAlign::Bottom, fields.into_iter().map(|field| (Track::Fit, field)).collect())
        } else {
            PaperBox::column(3.0, fields.into())
        };
        let row = vec![(Track::Points(self.clock_width()), clock), (Track::Share(1.0), fields)];
        let inside = PaperBox::row(GUTTER, RowAlign::Middle, row);
        PaperBox::panel(PanelLook::default(), [0.0, 0.0, 0.0, BAR + 6.0], inside)
    }
}
