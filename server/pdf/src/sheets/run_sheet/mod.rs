//! Run sheets as documents: a session on one page, in English like its steps, gates and reminders.

mod cue;
mod full_text;
mod hour;
mod wording;

use domain::{
    assess::Partner,
    paper::run_sheet::{RunSheet, RunTask, ToldAlone},
    safety::WorkOnHold,
    vocabulary::Language,
};

use crate::{
    PrintOptions,
    document::{
        BoxContent, ContentBlock, Document, DrawnShape, Edge, Emphasis, PanelLook, PaperBox, RowAlign, Text, TextKind,
        Track,
    },
    labels,
    layout::{
        path::Path,
        running_heads::RunningHeads,
        structure::Role,
        style::{self, Colour},
    },
    quotes,
    sheets::{
        labels as say,
        paper::{self, Look},
    },
};

/// Arrangement of the steps and the room for notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// Room for notes beside the steps, and all cautions and reminders.
    Roomy,
    /// The same with cautions and homework in a line each, and reminders with the full text only.
    Brief,
    /// As brief, with the steps in two columns and the room for notes below: for sessions of many steps.
    Dense,
}

impl Arrangement {
    /// All of them, the roomiest first.
    pub(crate) const ALL: [Self; 3] = [Self::Roomy, Self::Brief, Self::Dense];
}

/// Width of the box that says when to stop.
const STOP_WIDTH: f32 = 244.0;
/// Its edge.
const STOP: Colour = Colour(0x9b, 0x2c, 0x2c);

/// Returns the heads of the later pages; the first has a band of its own.
pub(crate) fn running_heads() -> RunningHeads {
    RunningHeads { later_head: Some(say::PRIVATE.to_owned()), ..RunningHeads::default() }
}

/// Builds the run sheet: the session on one page, and on pages of their own what was told alone and the full text, where
/// the sheet has them.
pub(crate) fn document(sheet: &RunSheet, print: PrintOptions, arrangement: Arrangement) -> Document {
    let page = Page { sheet, look: Look::new(Some(sheet.phase), print, Language::English), print, arrangement };
    let mut blocks = vec![paper::whole(page.band(), 0.0), paper::whole(page.head(), 11.0)];
    blocks.extend(page.cautions().map(|cautions| paper::whole(cautions, 6.0)));
    blocks.push(paper::whole(page.holds(), 8.0));
    blocks.extend(page.hour());
    blocks.extend(page.below());
    if let Some(told) = &sheet.told_alone {
        blocks.push(ContentBlock::NewPage);
        blocks.extend(page.told_alone(told));
    }
    if sheet.full_text {
        blocks.extend(full_text::blocks(sheet));
    }
    Document { title: quotes::curled(&title(sheet)), language: labels::LANGUAGE, blocks }
}

/// The title of the file. It leaves out the code name, which the page has: windows show a title to everyone.
fn title(sheet: &RunSheet) -> String {
    match (sheet.title.as_str(), sheet.number) {
        ("", None) => say::RUN_SHEET.into(),
        ("", Some(number)) => format!("{}: {}", say::RUN_SHEET, say::session(number)),
        (title, None) => title.into(),
        (title, Some(number)) => format!("{}: {title}", say::session(number)),
    }
}

/// A page being composed.
struct Page<'a> {
    sheet: &'a RunSheet,
    look: Look,
    print: PrintOptions,
    arrangement: Arrangement,
}

impl Page<'_> {
    /// True where parts stand beside each other.
    fn is_wide(&self) -> bool {
        !self.look.is_large() && !self.look.is_small()
    }

    fn is_brief(&self) -> bool {
        self.arrangement != Arrangement::Roomy
    }

    /// The band that says whose sheet it is.
    fn band(&self) -> PaperBox {
        let white = |words: &str, kind| self.look.words(words, kind).coloured(style::WHITE);
        let private = white(say::PRIVATE, TextKind::HomeHead);
        let inside = if self.is_wide() {
            let row = vec![(Track::Share(1.0), private), (Track::Fit, white(say::NEVER_LEAVE_IT, TextKind::Hint))];
            PaperBox::row(12.0, RowAlign::Middle, row)
        } else {
            PaperBox::column(0.0, vec![private, white(say::NEVER_LEAVE_IT, TextKind::Hint)])
        };
        let ground = PanelLook { ground: Some(style::INK), radius: 4.0, ..PanelLook::default() };
        PaperBox::panel(ground, [6.0, 12.0, 6.0, 12.0], inside)
    }

    /// Whose session, when and why, and beside it when to stop.
    fn head(&self) -> PaperBox {
        let sheet = self.sheet;
        let mut left = vec![
            self.look.words(&self.named(), TextKind::Title).coloured(self.look.deep()).role(Role::Heading(1)),
            self.look.words(&facts(sheet), TextKind::HomeHead),
        ];
        if !sheet.title.is_empty() {
            left.insert(1, self.look.words(&sheet.title, TextKind::StepHead));
        }
        left.extend([(say::WHY, &sheet.why), (say::OWN_NOTE, &sheet.note)].into_iter().filter_map(labelled));
        let left = PaperBox::column(2.0, left);
        if !self.is_wide() {
            return PaperBox::column(9.0, vec![left, self.stop()]);
        }
        PaperBox::row(16.0, RowAlign::Top, vec![(Track::Share(1.0), left), (Track::Points(STOP_WIDTH), self.stop())])
    }

    fn named(&self) -> String {
        match (self.sheet.couple.as_str(), self.sheet.number) {
            ("", None) => say::RUN_SHEET.to_owned(),
            ("", Some(number)) => format!("{} · {}", say::RUN_SHEET, say::session(number).to_lowercase()),
            (couple, None) => couple.to_owned(),
            (couple, Some(number)) => format!("{couple} · {}", say::session(number).to_lowercase()),
        }
    }

    /// The box with a red edge: when to stop, the signal, and what then.
    fn stop(&self) -> PaperBox {
        let (when, _) = cue::first_sentence(&self.sheet.stop_if);
        let when = when.strip_prefix(say::STOP_AND_GROUND_IF).unwrap_or(when);
        let size = if self.look.is_large() { 44.0 } else { 26.0 };
        let heading = self.look.words(say::STOP_AND_GROUND_IF, TextKind::Section).coloured(STOP).role(Role::Heading(2));
        let signal = vec![
            (Track::Fit, self.look.words(say::SIGNAL, TextKind::Cue)),
            (Track::Share(1.0), self.field(say::STOP_SIGNAL)),
        ];
        let signal = PaperBox::row(6.0, RowAlign::Bottom, signal);
        let mut head = vec![(Track::Points(size), octagon(size)), (Track::Fit, heading)];
        let mut parts = Vec::new();
        if self.is_wide() {
            head.push((Track::Share(1.0), signal));
            parts.push(PaperBox::row(9.0, RowAlign::Middle, head));
        } else {
            parts.extend([PaperBox::row(9.0, RowAlign::Middle, head), signal]);
        }
        if !when.trim().is_empty() {
            parts.push(self.look.words(when.trim(), TextKind::Cue));
        }
        let then = Text::bold(say::THEN).then(format!(" {}", say::GROUND), Emphasis::Regular);
        parts.push(PaperBox::words(then, TextKind::Cue, style::INK));
        let edge = Edge { colour: STOP, weight: 2.2, dashed: false };
        let frame = PanelLook { edge: Some(edge), radius: 6.0, ..PanelLook::default() };
        PaperBox::panel(frame, [8.0, 12.0, 9.0, 12.0], PaperBox::column(3.0, parts))
    }

    /// Everything else that was written about stopping, such as the cautions of the main work.
    fn cautions(&self) -> Option<PaperBox> {
        let (_, rest) = cue::first_sentence(&self.sheet.stop_if);
        let rest = if self.is_brief() { self.cue(rest, self.look.width() - 2.0) } else { rest.to_owned() };
        (!rest.is_empty()).then(|| self.look.words(&rest, TextKind::Cue))
    }

    /// A short field in a line, no higher than the line.
    fn field(&self, name: &str) -> PaperBox {
        let height = if self.look.is_large() { 22.0 } else { 12.0 };
        PaperBox::new(BoxContent::Line { height, name: name.trim_end_matches(':').to_owned(), rule: None })
    }

    /// The active holds in one line, after a key.
    fn holds(&self) -> PaperBox {
        let names: Vec<String> = self
            .sheet
            .gates
            .iter()
            .map(
                |gate| if gate.overridden { format!("{} ({})", gate.name, say::OVERRIDDEN) } else { gate.name.clone() },
            )
            .collect();
        let mut text = if names.is_empty() {
            Text::from(say::NO_HOLD)
        } else {
            Text::bold(say::ACTIVE_HOLDS).then(format!(" {}.", quotes::curled(&names.join(" · "))), Emphasis::Regular)
        };
        if self.sheet.on_hold {
            text = text.then(format!(" {}.", WorkOnHold::HEADLINE), Emphasis::Bold);
        }
        if self.sheet.told_alone.is_none() {
            text = text.then(format!(" {}", say::NOT_TOLD_ALONE), Emphasis::Regular);
        }
        let size = if self.look.is_large() { 30.0 } else { 17.0 };
        let key = self.look.icon("key", size, self.look.tint());
        let words = PaperBox::words(text, TextKind::Cue, style::INK);
        let row = PaperBox::row(9.0, RowAlign::Middle, vec![(Track::Points(size), key), (Track::Share(1.0), words)]);
        PaperBox::panel(self.look.tinted(6.0), [5.0, 12.0, 5.0, 11.0], row)
    }

    /// Below the session: what to ask, homework and reminders in one line each, and room for notes where no other is.
    fn below(&self) -> Vec<ContentBlock> {
        let sheet = self.sheet;
        let ask = (!sheet.ask_next.is_empty())
            .then(|| PaperBox::column(2.0, vec![self.section(say::ASK_NEXT), self.boxes(&sheet.ask_next)]));
        let home = self.given(&sheet.homework);
        let mut blocks = Vec::new();
        match (ask, home) {
            (Some(ask), home) if self.is_wide() => {
                let row = vec![(Track::Share(1.0), ask), (Track::Share(1.0), home)];
                blocks.push(paper::whole(PaperBox::row(18.0, RowAlign::Top, row), 9.0));
            }
            (ask, home) => blocks.extend(ask.into_iter().chain([home]).map(|part| paper::whole(part, 9.0))),
        }
        if !sheet.reminders.is_empty() && !sheet.full_text && !self.is_brief() {
            let first = sheet.reminders.iter().take(3);
            let lines = first.map(|reminder| self.cue(&reminder.text, self.look.width() - 2.0));
            let lines = lines.map(|line| self.look.words(&line, TextKind::Cue)).collect();
            let heading = self.section(say::KEEP_IN_MIND);
            blocks.push(paper::whole(PaperBox::column(1.0, vec![heading, PaperBox::column(0.0, lines)]), 8.0));
        }
        if self.arrangement == Arrangement::Dense || !self.is_wide() {
            let lines = if self.arrangement == Arrangement::Dense { 1 } else { 2 };
            let room = self.look.rules(say::ROOM_FOR_NOTES, lines);
            blocks.push(paper::whole(PaperBox::column(0.0, vec![self.section(say::ROOM_FOR_NOTES), room]), 8.0));
        }
        blocks
    }

    fn section(&self, words: &str) -> PaperBox {
        self.look.words(words, TextKind::Label).coloured(self.look.deep()).role(Role::Heading(2))
    }

    /// The homework, a line each.
    fn given(&self, tasks: &[RunTask]) -> PaperBox {
        let width = if self.sheet.ask_next.is_empty() { self.look.width() } else { self.look.width() / 2.2 };
        let task = |task: &RunTask| {
            let withheld = if task.withheld { format!(" {}", say::WITHHELD) } else { String::new() };
            let title = quotes::curled(&format!("{}:", task.title));
            let text = format!("{title} {}{withheld}", quotes::curled(&task.dose));
            let text = if self.is_brief() { self.cue(&text, width) } else { text };
            let text = match text.strip_prefix(&title) {
                Some(dose) => Text::bold(title).then(dose, Emphasis::Regular),
                None => Text::bold(text),
            };
            PaperBox::words(text, TextKind::Cue, style::INK)
        };
        let mut parts = vec![self.section(say::AT_HOME)];
        parts.extend(tasks.iter().map(task));
        if tasks.is_empty() {
            parts.push(self.look.words(say::NOTHING_AT_HOME, TextKind::Cue));
        }
        PaperBox::column(1.0, parts)
    }

    /// Lines with a box to tick.
    fn boxes(&self, lines: &[String]) -> PaperBox {
        PaperBox::column(1.0, lines.iter().map(|line| self.ticked(line)).collect()).role(Role::PlainList)
    }

    fn ticked(&self, line: &str) -> PaperBox {
        let size = if self.look.is_large() { 18.0 } else { 9.0 };
        let mark = PaperBox::panel(PanelLook::default(), [1.8, 0.0, 0.0, 0.0], self.look.mark(line, size, true));
        let row = vec![(Track::Points(size), mark), (Track::Share(1.0), self.look.words(line, TextKind::Cue))];
        let body = PaperBox::row(6.0, RowAlign::Top, row).role(Role::Body);
        PaperBox::column(0.0, vec![body]).role(Role::Item)
    }

    /// Shortens a text to one line of this width; in large print and on small paper it stays whole.
    fn cue(&self, text: &str, width: f32) -> String {
        let curled = quotes::curled(text);
        if self.is_wide() { cue::one_line(&curled, width, self.print) } else { curled }
    }

    /// Answers told alone, by partner.
    fn told_alone(&self, told: &[ToldAlone]) -> Vec<ContentBlock> {
        let title = self.look.words(say::TOLD_ALONE, TextKind::Section).coloured(STOP).role(Role::Heading(2));
        let lead = self.look.words(say::TOLD_ALONE_LEAD, TextKind::Home);
        let mut blocks = vec![paper::whole(PaperBox::column(2.0, vec![title, lead]), 0.0)];
        for one in told {
            let who = match one.by {
                Some(Partner::A) => say::alone("A"),
                Some(Partner::B) => say::alone("B"),
                None => say::ASKED_ALONE.to_owned(),
            };
            blocks.push(paper::kept(self.look.words(&who, TextKind::StepHead).role(Role::Heading(3)), 12.0));
            let lines = one.told.iter().map(|line| {
                let words = self.look.words(line, TextKind::Home).role(Role::Body);
                PaperBox::column(0.0, vec![words]).role(Role::Item)
            });
            let lines: Vec<PaperBox> = lines.collect();
            if lines.is_empty() {
                blocks.push(paper::whole(self.look.words(say::NOTHING_TOLD, TextKind::Home), 3.0));
            } else {
                let content = PaperBox::column(3.0, lines).role(Role::PlainList);
                blocks.push(ContentBlock::Boxes { content, gap: 3.0, breaks: Some(5.0), at_foot: false });
            }
            blocks.extend(labelled((say::OWN_NOTE, &one.note)).map(|note| paper::whole(note, 6.0)));
        }
        blocks
    }
}

/// A sign to stop: an octagon with a hand. Decoration.
fn octagon(size: f32) -> PaperBox {
    let cut = size * 0.293;
    let far = size - cut;
    let corners = [(cut, 0.0), (far, 0.0), (size, cut), (size, far), (far, size), (cut, size), (0.0, far), (0.0, cut)];
    let shape = DrawnShape { x: 0.0, y: 0.0, path: Path::polyline(&corners, true), fill: Some(STOP), stroke: None };
    let ground = PaperBox::new(BoxContent::Drawing { upright: false, width: size, height: size, shapes: vec![shape] });
    let own = size * 0.66;
    let hand = PaperBox::new(BoxContent::Icon { name: "hand", size: own, colour: style::WHITE, ground: STOP });
    let inset = (size - own) / 2.0;
    PaperBox::overlaid(size, vec![([0.0, 0.0, size], ground), ([inset, inset, own], hand)])
}

/// Returns date, time or length, and participants.
fn facts(sheet: &RunSheet) -> String {
    let length = u16::from(sheet.minutes.0);
    let from_to = sheet.start.map(|start| format!("{start}–{}", start.later(length)));
    let day = sheet.on.map(domain::vocabulary::Day::in_words);
    let when = from_to.unwrap_or_else(|| say::minutes(length));
    day.into_iter().chain([when, sheet.session.to_string()]).collect::<Vec<_>>().join(" · ")
}

/// Returns a paragraph that begins with its label; none for empty text.
fn labelled((label, text): (&str, &String)) -> Option<PaperBox> {
    let words = || Text::bold(label).then(format!(" {}", quotes::curled(text.trim())), Emphasis::Regular);
    (!text.trim().is_empty()).then(|| PaperBox::words(words(), TextKind::Cue, style::INK))
}
