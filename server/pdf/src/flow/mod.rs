//! From blocks to strips.

mod fields;
mod frames;
mod letterhead;
mod lookup;
mod table;

use crate::{
    PdfError, bidi,
    document::{Block, Document, Level, Marker, Prose, Text},
    look::Look,
    paragraph::{self, Line},
    strip::{Flow, Frame, Heading, Ink, Keep, Mark, Node, Piece, Role, Strip},
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
        rank: 0,
        lettered: document.blocks.iter().any(|block| matches!(block, Block::Letterhead(_))),
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
    /// How high the last heading stands; 0 where there was none.
    rank: u8,
    /// Whether there is a letterhead.
    lettered: bool,
    /// Distance that the last block asks for below it.
    below: f32,
}

/// The space that blocks fill: the page, or a frame.
#[derive(Clone, Copy)]
struct Edge {
    left: f32,
    width: f32,
    frame: Option<Frame>,
    parent: Option<Node>,
}

/// Distances above and below a block. Between two blocks the greater one counts.
#[derive(Clone, Copy)]
struct Air(f32, f32);

impl Galley<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), PdfError> {
        for (block, next) in blocks.iter().zip(blocks.iter().skip(1).map(Some).chain([None])) {
            self.block(block, next)?;
            // Room to write belongs to the table above it.
            if let (Block::Table(_), Some(Block::FillIn(..))) = (block, next) {
                self.reluctantly(20.0);
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) -> Result<(), PdfError> {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Paragraph(prose, text) => self.paragraph(*prose, text, next),
            Block::List(marker, items) => self.list(*marker, items),
            Block::Checkbox(text) => self.checkbox(text, matches!(next, Some(Block::Checkbox(_)))),
            Block::FillIn(text, room) => self.fill_in(text, *room),
            Block::Callout { title, blocks } => self.callout(title, blocks),
            Block::Card { title, blocks } => self.card(title, blocks),
            Block::Quote { words, by } => self.quote(words, by.as_ref()),
            Block::Scale(scale) => self.scale(scale),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                self.figure(figure);
                Ok(())
            }
            Block::Entries(entries) => self.entries(entries),
            Block::Letterhead(letterhead) => self.letterhead(letterhead),
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
            Level::Point => (self.look.point, 3, Air(14.0, 4.0)),
        };
        self.rank = rank;
        // Below a letterhead, the rule of that is enough.
        if level == Level::Title && !self.lettered {
            let accent = Ink::Fill { width: style::ACCENT_LENGTH, height: style::ACCENT_WEIGHT, colour: style::GREEN };
            self.push(
                Air(0.0, 8.0),
                style::ACCENT_WEIGHT,
                vec![piece(Mark::Artifact, 0.0, 0.0, accent)],
                Keep::Together,
            );
        }
        let node = self.heading_node(rank, text);
        self.words(node, text, &style, 0.0, air)?;
        self.keep_with_next();
        Ok(())
    }

    fn paragraph(&mut self, prose: Prose, text: &Text, next: Option<&Block>) -> Result<(), PdfError> {
        let (style, air) = match prose {
            Prose::Body => (self.look.body, Air(6.0, 6.0)),
            Prose::Lead => (self.look.lead, Air(4.0, 10.0)),
            Prose::Quiet => (self.look.quiet, Air(5.0, 5.0)),
            Prose::Key => (self.look.key, Air(8.0, 8.0)),
        };
        let node = self.node(Role::Paragraph);
        self.words(node, text, &style, 0.0, air)?;
        let table = matches!(next, Some(Block::Table(_)));
        if prose == Prose::Lead || table || text.ends_in_colon() && next.is_some() {
            self.keep_with_next();
        }
        Ok(())
    }

    fn list(&mut self, marker: Marker, items: &[Text]) -> Result<(), PdfError> {
        let list = self.node(Role::List { numbered: marker == Marker::Number });
        let widest = self.marker(marker, items.len().saturating_sub(1))?.width;
        let indent = self.look.scaled(style::LIST_INDENT).max(widest + self.look.scaled(style::NUMBER_GAP));
        for (n, item) in items.iter().enumerate() {
            let first = self.flow.strips.len();
            let node = self.flow.outline.add(Role::Item, Some(list));
            let label = self.flow.outline.add(Role::Label, Some(node));
            let body = self.flow.outline.add(Role::Body, Some(node));
            let above = if n == 0 { 6.0 } else { 3.6 };
            let below = if n + 1 == items.len() { 8.0 } else { 3.6 };
            let style = self.look.body;
            self.words(body, item, &style, indent, Air(above, below))?;
            let line = self.marker(marker, n)?;
            let at = match marker {
                // From ten on they end below each other.
                Marker::Number if items.len() >= 10 => indent - self.look.scaled(style::NUMBER_GAP) - line.width,
                Marker::Number => self.look.scaled(style::NUMBER_INDENT),
                Marker::Bullet => self.look.scaled(style::BULLET_INDENT),
            };
            let x = self.edge.left + at;
            if let Some(strip) = self.flow.strips.get_mut(first) {
                strip.pieces.insert(0, piece(Mark::Node(label), x, style.baseline(), Ink::Words(line)));
            }
            // One item alone, at either end, looks lost; so does an announcement without its list.
            if n == 0 || n + 2 == items.len() {
                self.reluctantly(6.0);
            }
        }
        Ok(())
    }

    /// What stands before the item with this number, counted from 0.
    fn marker(&self, marker: Marker, n: usize) -> Result<Line, PdfError> {
        match marker {
            Marker::Number => paragraph::single_in(&format!("{}.", n + 1), &self.look.number, self.language),
            Marker::Bullet => paragraph::single("•", &self.look.bullet),
        }
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
        for (n, parts) in self.spread(node, text, lines).into_iter().enumerate() {
            let (first, last) = (n == 0, n + 1 == count);
            let after = match () {
                () if last => Keep::Free,
                () if first || n + 2 == count => Keep::Together,
                () => Keep::Cost(2.0),
            };
            let air = Air(if first { air.0 } else { 0.0 }, if last { air.1 } else { 0.0 });
            let (x, y) = (self.edge.left + indent, style.baseline());
            let width = self.edge.width - indent;
            let place = |(mark, line): (Mark, Line)| piece(mark, x + self.aside(&line, width), y, Ink::Words(line));
            let pieces = parts.into_iter().map(place).collect();
            self.push(air, style.leading, pieces, after);
        }
        Ok(())
    }

    /// Words that share a strip with others: from the upper left corner of their own place, with their height.
    fn set(&mut self, role: Role, text: &Text, style: &TextStyle, width: f32) -> Result<(Vec<Piece>, f32), PdfError> {
        let node = self.node(role);
        let lines = paragraph::lines(text, style, width, self.language)?;
        let (mut pieces, mut y) = (Vec::new(), 0.0);
        for parts in self.spread(node, text, lines) {
            let baseline = y + style.baseline();
            let place = |(mark, line): (Mark, Line)| piece(mark, self.aside(&line, width), baseline, Ink::Words(line));
            pieces.extend(parts.into_iter().map(place));
            y += style.leading;
        }
        Ok((pieces, y))
    }

    /// How far from the edge a line begins that runs the other way than the document. On pages that are read from the right
    /// nothing does: a foreign word there still stands below the others.
    fn aside(&self, line: &Line, width: f32) -> f32 {
        if line.right_to_left && !bidi::is_right_to_left(self.language) { width - line.width } else { 0.0 }
    }

    /// Says what each line belongs to. Links, and what stands around them, are parts within `node`.
    fn spread(&mut self, node: Node, text: &Text, lines: Vec<Line>) -> Vec<Vec<(Mark, Line)>> {
        if text.0.iter().all(|span| span.link.is_none()) {
            return lines.into_iter().map(|line| vec![(Mark::Node(node), line)]).collect();
        }
        let mut open: Option<(Option<usize>, Node)> = None;
        let mut spread = |line: Line| {
            let mut parts: Vec<(Mark, Line)> = Vec::new();
            let (runs, line) = (line.runs, Line { runs: Vec::new(), ..line });
            for run in runs {
                let part = open.filter(|(link, _)| *link == run.link).map_or_else(
                    || {
                        let address = run.link.and_then(|n| text.0[n].link.as_deref());
                        self.flow.outline.add(address.map_or(Role::Words, |to| Role::Link(to.to_owned())), Some(node))
                    },
                    |(_, part)| part,
                );
                open = Some((run.link, part));
                match parts.last_mut() {
                    Some((mark, line)) if *mark == Mark::Node(part) => line.runs.push(run),
                    // Each part stands in its place within the whole line, and is as wide as that.
                    _ => parts.push((Mark::Node(part), Line { runs: vec![run], ..line.clone() })),
                }
            }
            parts
        };
        lines.into_iter().map(&mut spread).collect()
    }

    fn push(&mut self, air: Air, height: f32, pieces: Vec<Piece>, after: Keep) {
        let gap = if self.flow.strips.is_empty() { 0.0 } else { self.look.scaled(air.0.max(self.below)) };
        self.flow.strips.push(Strip {
            gap,
            height,
            pieces,
            frame: self.edge.frame,
            repeat: None,
            after,
            cut_row: None,
        });
        self.below = air.1;
    }

    fn node(&mut self, role: Role) -> Node {
        self.flow.outline.add(role, self.edge.parent)
    }

    fn heading_node(&mut self, rank: u8, text: &Text) -> Node {
        let node = self.node(Role::Heading(rank));
        self.flow.headings.push(Heading { node, rank, words: text.plain() });
        node
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
