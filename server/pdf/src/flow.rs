//! From blocks to strips.

use crate::{
    PdfError,
    document::{Block, Document, Entry, Level, Marker, Prose, Room, Text},
    look::Look,
    paragraph::{self, Line},
    strip::{Flow, Ink, Keep, Mark, Node, Piece, Role, Strip},
    style::{self, TextStyle},
};

/// Lays the blocks of a document out, one below the other.
///
/// # Errors
///
/// As for [`paragraph::lines`].
pub(crate) fn flow(document: &Document, look: &Look) -> Result<Flow, PdfError> {
    let mut galley = Galley {
        flow: Flow::default(),
        look,
        language: document.language,
        edge: Edge { left: 0.0, width: look.measure, frame: None, parent: None },
        frames: 0,
        below: 0.0,
    };
    galley.blocks(&document.blocks)?;
    Ok(galley.flow)
}

/// The strips so far, and where the next one stands.
struct Galley<'a> {
    flow: Flow,
    look: &'a Look,
    language: &'static str,
    edge: Edge,
    frames: usize,
    /// Distance that the last block asks for below it.
    below: f32,
}

/// The space that blocks fill: the page, or a callout.
#[derive(Clone, Copy)]
struct Edge {
    left: f32,
    width: f32,
    frame: Option<usize>,
    parent: Option<Node>,
}

/// Distances above and below a block. Between two blocks the greater one counts.
#[derive(Clone, Copy)]
struct Air(f32, f32);

impl Galley<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), PdfError> {
        for (block, next) in blocks.iter().zip(blocks.iter().skip(1).map(Some).chain([None])) {
            self.block(block, next)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) -> Result<(), PdfError> {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Paragraph(prose, text) => self.paragraph(*prose, text, next),
            Block::List(marker, items) => self.list(*marker, items),
            Block::Checkbox(text) => self.checkbox(text, matches!(next, Some(Block::Checkbox(_)))),
            Block::FillIn(text, Room::Beside) => self.write_beside(text),
            Block::FillIn(text, Room::Below(lines)) => self.write_below(text, *lines),
            Block::Callout { title, blocks } => self.callout(title, blocks),
            Block::Entries(entries) => self.entries(entries),
            Block::Divider => {
                self.divider();
                Ok(())
            }
        }
    }

    fn heading(&mut self, level: Level, text: &Text) -> Result<(), PdfError> {
        let (style, rank, air) = match level {
            Level::Title => (self.look.title, 1, Air(0.0, 4.0)),
            Level::Part => (self.look.part, 2, Air(20.0, 7.0)),
        };
        if level == Level::Title {
            let accent = Ink::Fill { width: style::ACCENT_LENGTH, height: style::ACCENT_WEIGHT, colour: style::GREEN };
            self.push(
                Air(0.0, 8.0),
                style::ACCENT_WEIGHT,
                vec![piece(Mark::Artifact, 0.0, 0.0, accent)],
                Keep::Together,
            );
        }
        let node = self.node(Role::Heading(rank));
        self.words(node, text, &style, 0.0, air)?;
        self.keep_with_next();
        Ok(())
    }

    fn paragraph(&mut self, prose: Prose, text: &Text, next: Option<&Block>) -> Result<(), PdfError> {
        let (style, air) = match prose {
            Prose::Body => (self.look.body, Air(6.0, 6.0)),
            Prose::Lead => (self.look.lead, Air(4.0, 10.0)),
            Prose::Quiet => (self.look.quiet, Air(5.0, 5.0)),
        };
        let node = self.node(Role::Paragraph);
        self.words(node, text, &style, 0.0, air)?;
        if prose == Prose::Lead || text.ends_in_colon() && next.is_some() {
            self.keep_with_next();
        }
        Ok(())
    }

    fn list(&mut self, marker: Marker, items: &[Text]) -> Result<(), PdfError> {
        let list = self.node(Role::List { numbered: marker == Marker::Number });
        for (n, item) in items.iter().enumerate() {
            let first = self.flow.strips.len();
            let node = self.flow.outline.add(Role::Item, Some(list));
            let label = self.flow.outline.add(Role::Label, Some(node));
            let body = self.flow.outline.add(Role::Body, Some(node));
            let above = if n == 0 { 6.0 } else { 3.6 };
            let below = if n + 1 == items.len() { 8.0 } else { 3.6 };
            self.words(body, item, &self.look.body, style::LIST_INDENT, Air(above, below))?;
            self.mark_item(first, label, marker, n)?;
            // One item alone, at either end, looks lost; so does an announcement without its list.
            if n == 0 || n + 2 == items.len() {
                self.reluctantly(6.0);
            }
        }
        Ok(())
    }

    fn mark_item(&mut self, strip: usize, label: Node, marker: Marker, n: usize) -> Result<(), PdfError> {
        let (words, style, indent) = match marker {
            Marker::Number => (format!("{}.", n + 1), self.look.number, style::NUMBER_INDENT),
            Marker::Bullet => ("•".to_owned(), self.look.bullet, style::BULLET_INDENT),
        };
        let line = paragraph::single(&words, &style)?;
        // From ten on, numbers grow to the left.
        let x = indent.min(style::LIST_INDENT - 3.0 - line.width);
        let x = self.edge.left + x;
        if let Some(strip) = self.flow.strips.get_mut(strip) {
            strip.pieces.insert(0, piece(Mark::Node(label), x, self.look.body.baseline(), Ink::Words(line)));
        }
        Ok(())
    }

    fn checkbox(&mut self, text: &Text, more: bool) -> Result<(), PdfError> {
        let first = self.flow.strips.len();
        let node = self.node(Role::Paragraph);
        let tick = self.flow.outline.add(Role::Tick, Some(node));
        self.words(node, text, &self.look.body, style::BOX_INDENT, Air(8.0, 8.0))?;
        let ink = Ink::Square { side: style::BOX_SIDE, weight: style::BOX_WEIGHT, colour: style::GREEN };
        // Its middle on the middle of the small letters with their stems.
        let y = self.look.body.baseline() - style::BOX_SIDE + 1.4;
        let x = self.edge.left;
        if let Some(strip) = self.flow.strips.get_mut(first) {
            strip.pieces.insert(0, piece(Mark::Node(tick), x, y, ink));
        }
        if more {
            self.reluctantly(1.0);
        }
        Ok(())
    }

    fn write_below(&mut self, text: &Text, lines: u8) -> Result<(), PdfError> {
        let label = self.node(Role::Paragraph);
        self.words(label, text, &self.look.label, 0.0, Air(12.0, 0.0))?;
        self.keep_with_next();
        let node = self.node(Role::Room(plain(text)));
        for n in 0..lines.max(1) {
            let height = if n == 0 { style::WRITING_FIRST } else { style::WRITING_PITCH };
            let rule = self.writing_rule(node, 0.0, height, self.edge.width);
            let last = n + 1 >= lines;
            self.push(
                Air(0.0, if last { 12.0 } else { 0.0 }),
                height,
                vec![rule],
                if last { Keep::Free } else { Keep::Cost(9.0) },
            );
        }
        Ok(())
    }

    fn write_beside(&mut self, text: &Text) -> Result<(), PdfError> {
        let label = self.node(Role::Paragraph);
        let line = paragraph::lines(text, &self.look.label, f32::MAX, self.language)?.pop().unwrap_or_default();
        let start = line.width + 8.0;
        let room = self.edge.width - start;
        if room < style::WRITING_BESIDE {
            return self.write_below(text, 1);
        }
        let node = self.node(Role::Room(plain(text)));
        let height = 26.0;
        let baseline = height - 5.0;
        let rule = self.writing_rule(node, start, baseline + 1.5, room.min(style::WRITING_DATE));
        let words = piece(Mark::Node(label), self.edge.left, baseline, Ink::Words(line));
        self.push(Air(2.0, 4.0), height, vec![words, rule], Keep::Free);
        Ok(())
    }

    fn writing_rule(&self, node: Node, x: f32, y: f32, width: f32) -> Piece {
        let ink = Ink::Fill { width, height: style::WRITING_WEIGHT, colour: style::WRITING };
        piece(Mark::Node(node), self.edge.left + x, y - style::WRITING_WEIGHT, ink)
    }

    fn callout(&mut self, title: &Text, blocks: &[Block]) -> Result<(), PdfError> {
        if self.edge.frame.is_some() {
            return self.blocks(blocks);
        }
        let outer = self.edge;
        let parent = self.node(Role::Group);
        self.edge = Edge {
            left: outer.left + style::CALLOUT_SIDE,
            width: outer.width - 2.0 * style::CALLOUT_SIDE,
            frame: Some(self.frames),
            parent: Some(parent),
        };
        self.frames += 1;
        // It belongs to what stands above it.
        self.reluctantly(2.0);
        let first = self.flow.strips.len();
        self.below = self.below.max(14.0);
        let node = self.node(Role::Heading(3));
        self.words(node, title, &self.look.callout_title, 0.0, Air(14.0, 4.0))?;
        self.keep_with_next();
        self.blocks(blocks)?;
        // Whole callouts are easier on the eye, but one may well continue on the next page.
        for strip in self.all_but_last_from(first).filter(|strip| strip.after == Keep::Free) {
            strip.after = Keep::Cost(8.0);
        }
        self.edge = outer;
        self.below = 16.0;
        Ok(())
    }

    /// Two columns, row by row; each row stays whole, and all of them stay together where a page has room for that.
    fn entries(&mut self, entries: &[Entry]) -> Result<(), PdfError> {
        let width = (self.edge.width - style::COLUMN_GAP) / 2.0;
        for row in entries.chunks(2) {
            let (mut pieces, mut height) = (Vec::new(), 0.0_f32);
            for (entry, x) in row.iter().zip([0.0, width + style::COLUMN_GAP]) {
                let mut y = 0.0;
                let parts =
                    [(&entry.name, self.look.entry), (&entry.text, self.look.entry), (&entry.detail, self.look.detail)];
                for (text, style) in parts {
                    let node = self.node(Role::Paragraph);
                    for line in paragraph::lines(text, &style, width, self.language)? {
                        pieces.push(piece(
                            Mark::Node(node),
                            self.edge.left + x,
                            y + style.baseline(),
                            Ink::Words(line),
                        ));
                        y += style.leading;
                    }
                }
                height = height.max(y);
            }
            self.push(Air(9.0, 9.0), height, pieces, Keep::Cost(9.0));
        }
        if let Some(strip) = self.flow.strips.last_mut() {
            strip.after = Keep::Free;
        }
        Ok(())
    }

    fn divider(&mut self) {
        let ink = Ink::Fill { width: self.edge.width, height: style::HAIRLINE, colour: style::RULE };
        let rule = piece(Mark::Artifact, self.edge.left, 0.0, ink);
        self.push(Air(22.0, 10.0), style::HAIRLINE, vec![rule], Keep::Together);
    }

    /// Adds a paragraph, a strip a line, with at least two of its lines on each page.
    fn words(&mut self, node: Node, text: &Text, style: &TextStyle, indent: f32, air: Air) -> Result<(), PdfError> {
        let lines = paragraph::lines(text, style, self.edge.width - indent, self.language)?;
        let count = lines.len();
        for (n, line) in lines.into_iter().enumerate() {
            let (first, last) = (n == 0, n + 1 == count);
            let after = match () {
                () if last => Keep::Free,
                () if first || n + 2 == count => Keep::Together,
                () => Keep::Cost(2.0),
            };
            let air = Air(if first { air.0 } else { 0.0 }, if last { air.1 } else { 0.0 });
            self.line(node, line, style, indent, air, after);
        }
        Ok(())
    }

    fn line(&mut self, node: Node, line: Line, style: &TextStyle, indent: f32, air: Air, after: Keep) {
        let words = piece(Mark::Node(node), self.edge.left + indent, style.baseline(), Ink::Words(line));
        self.push(air, style.leading, vec![words], after);
    }

    fn push(&mut self, air: Air, height: f32, pieces: Vec<Piece>, after: Keep) {
        let gap = if self.flow.strips.is_empty() { 0.0 } else { air.0.max(self.below) };
        self.flow.strips.push(Strip { gap, height, pieces, frame: self.edge.frame, after });
        self.below = air.1;
    }

    fn node(&mut self, role: Role) -> Node {
        self.flow.outline.add(role, self.edge.parent)
    }

    fn keep_with_next(&mut self) {
        if let Some(strip) = self.flow.strips.last_mut() {
            strip.after = Keep::Together;
        }
    }

    fn all_but_last_from(&mut self, first: usize) -> impl Iterator<Item = &mut Strip> {
        self.flow.strips.iter_mut().skip(first).rev().skip(1)
    }

    fn reluctantly(&mut self, cost: f32) {
        if let Some(strip) = self.flow.strips.last_mut().filter(|strip| strip.after == Keep::Free) {
            strip.after = Keep::Cost(cost);
        }
    }
}

fn piece(mark: Mark, x: f32, y: f32, ink: Ink) -> Piece {
    Piece { mark, x, y, ink }
}

/// The words of a text without their voices.
fn plain(text: &Text) -> String {
    text.0.iter().map(|span| span.words.as_str()).collect()
}
