//! Lays blocks out as slices.

mod boxes;
mod divide;
mod fields;
mod form_fields;
mod frames;
mod laid;
mod letterhead;
mod lookup;
mod marks;
mod table;

use crate::{
    PdfError,
    document::{ContentBlock, Document, HeadingLevel, ListMarker, ParagraphKind, Text},
    layout::{
        bidi,
        paragraph::{self, TextLine},
        slices::{ContentTag, Flow, Fragment, Frame, Heading, PageBreak, Paint, Slice},
        structure::{NodeId, Role},
        style::{self, TextStyle},
        theme::Theme,
    },
};

/// Lays out the blocks of a document from top to bottom.
///
/// # Errors
///
/// As for [`paragraph::lines`].
pub(crate) fn flow(document: &Document, theme: &Theme) -> Result<Flow, PdfError> {
    let mut builder = FlowBuilder {
        flow: Flow::default(),
        theme,
        language: document.language,
        column: TextColumn { left: 0.0, width: theme.measure, frame: None, parent: None },
        frames: 0,
        rank: 0,
        has_letterhead: document.blocks.iter().any(|block| matches!(block, ContentBlock::Letterhead(_))),
        space_below: 0.0,
        new_page: false,
    };
    builder.blocks(&document.blocks)?;
    Ok(builder.flow)
}

/// The slices so far, and the state for the next one.
struct FlowBuilder<'a> {
    flow: Flow,
    theme: &'a Theme,
    language: &'static str,
    column: TextColumn,
    frames: usize,
    /// Rank of the last heading; 0 before the first.
    rank: u8,
    has_letterhead: bool,
    /// Space requested below the last block, in points.
    space_below: f32,
    /// The next slice begins a page.
    new_page: bool,
}

/// The horizontal extent of blocks: the page or a frame.
#[derive(Clone, Copy)]
struct TextColumn {
    left: f32,
    width: f32,
    frame: Option<Frame>,
    parent: Option<NodeId>,
}

/// Cost of a page that ends below the title of a sheet.
const TITLE_ALONE: f32 = 120.0;

/// Space above and below a block, in points. Between two blocks the larger one applies.
#[derive(Clone, Copy)]
struct Spacing(f32, f32);

impl FlowBuilder<'_> {
    fn blocks(&mut self, blocks: &[ContentBlock]) -> Result<(), PdfError> {
        for (block, next) in blocks.iter().zip(blocks.iter().skip(1).map(Some).chain([None])) {
            self.block(block, next)?;
            // Writing space belongs to the table above it.
            if let (ContentBlock::Table(_), Some(ContentBlock::FillIn(..))) = (block, next) {
                self.discourage_break(20.0);
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &ContentBlock, next: Option<&ContentBlock>) -> Result<(), PdfError> {
        match block {
            ContentBlock::Heading(level, text) => self.heading(*level, text),
            ContentBlock::Paragraph(kind, text) => self.paragraph(*kind, text, next),
            ContentBlock::List(marker, items) => self.list(*marker, items),
            ContentBlock::Checkbox(text) => self.checkbox(text, matches!(next, Some(ContentBlock::Checkbox(_)))),
            ContentBlock::FillIn(text, space) => self.fill_in(text, *space),
            ContentBlock::Callout { title, blocks } => self.callout(title, blocks),
            ContentBlock::Card { title, blocks } => self.card(title, blocks),
            ContentBlock::Quote { words, by } => self.quote(words, by.as_ref()),
            ContentBlock::RatingScale(scale) => self.scale(scale),
            ContentBlock::Table(table) => self.table(table),
            ContentBlock::Figure(figure) => {
                self.figure(figure);
                Ok(())
            }
            ContentBlock::Entries(entries) => self.entries(entries),
            ContentBlock::Letterhead(letterhead) => self.letterhead(letterhead),
            ContentBlock::Boxes { content, gap, breaks, at_foot } => {
                let first = self.flow.slices.len();
                let headings = self.flow.headings.len();
                self.boxes(content, *gap, *breaks)?;
                // A page of a title and a lead alone tells nothing.
                if self.flow.headings[headings..].iter().any(|heading| heading.rank == 1) {
                    self.discourage_break(TITLE_ALONE);
                }
                self.flow.slices[first..].iter_mut().for_each(|slice| slice.at_foot = *at_foot);
                Ok(())
            }
            ContentBlock::Divider => {
                self.divider();
                Ok(())
            }
            ContentBlock::NewPage => {
                self.new_page = true;
                Ok(())
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, text: &Text) -> Result<(), PdfError> {
        let (style, rank, spacing) = match level {
            HeadingLevel::Title => (self.theme.title, 1, Spacing(0.0, 4.0)),
            HeadingLevel::Part => (self.theme.part, 2, Spacing(20.0, 7.0)),
            HeadingLevel::Point => (self.theme.point, 3, Spacing(14.0, 4.0)),
        };
        self.rank = rank;
        // Below a letterhead, its rule replaces the accent.
        if level == HeadingLevel::Title && !self.has_letterhead {
            let accent =
                Paint::Fill { width: style::ACCENT_LENGTH, height: style::ACCENT_WEIGHT, colour: style::GREEN };
            self.push_slice(
                Spacing(0.0, 8.0),
                style::ACCENT_WEIGHT,
                vec![fragment(ContentTag::Artifact, 0.0, 0.0, accent)],
                PageBreak::Forbidden,
            );
        }
        let node = self.heading_node(rank, text);
        self.push_paragraph(node, text, &style, 0.0, spacing)?;
        self.keep_with_next();
        Ok(())
    }

    fn paragraph(&mut self, kind: ParagraphKind, text: &Text, next: Option<&ContentBlock>) -> Result<(), PdfError> {
        let (style, spacing) = match kind {
            ParagraphKind::Body => (self.theme.body, Spacing(6.0, 6.0)),
            ParagraphKind::Lead => (self.theme.lead, Spacing(4.0, 10.0)),
            ParagraphKind::SmallPrint => (self.theme.small_print, Spacing(5.0, 5.0)),
            ParagraphKind::Key => (self.theme.key, Spacing(8.0, 8.0)),
        };
        let node = self.add_node(Role::Paragraph);
        self.push_paragraph(node, text, &style, 0.0, spacing)?;
        let table = matches!(next, Some(ContentBlock::Table(_)));
        if kind == ParagraphKind::Lead || table || text.ends_in_colon() && next.is_some() {
            self.keep_with_next();
        }
        Ok(())
    }

    fn list(&mut self, marker: ListMarker, items: &[Text]) -> Result<(), PdfError> {
        let list = self.add_node(Role::List { numbered: marker == ListMarker::Number });
        let widest = self.marker(marker, items.len().saturating_sub(1))?.width;
        let indent = self.theme.scaled(style::LIST_INDENT).max(widest + self.theme.scaled(style::NUMBER_GAP));
        for (n, item) in items.iter().enumerate() {
            let first = self.flow.slices.len();
            let node = self.flow.structure.add(Role::Item, Some(list));
            let label = self.flow.structure.add(Role::Label, Some(node));
            let body = self.flow.structure.add(Role::Body, Some(node));
            let above = if n == 0 { 6.0 } else { 3.6 };
            let below = if n + 1 == items.len() { 8.0 } else { 3.6 };
            let style = self.theme.body;
            self.push_paragraph(body, item, &style, indent, Spacing(above, below))?;
            let line = self.marker(marker, n)?;
            let at = match marker {
                // Lists of ten items or more align their numbers at the right.
                ListMarker::Number if items.len() >= 10 => indent - self.theme.scaled(style::NUMBER_GAP) - line.width,
                ListMarker::Number => self.theme.scaled(style::NUMBER_INDENT),
                ListMarker::Bullet => self.theme.scaled(style::BULLET_INDENT),
            };
            let x = self.column.left + at;
            if let Some(slice) = self.flow.slices.get_mut(first) {
                slice
                    .fragments
                    .insert(0, fragment(ContentTag::Structure(label), x, style.baseline(), Paint::Words(line)));
            }
            // Avoid a single item at either end, and an introduction without its list.
            if n == 0 || n + 2 == items.len() {
                self.discourage_break(6.0);
            }
        }
        Ok(())
    }

    /// Returns the label of the item with this index, counted from 0.
    fn marker(&self, marker: ListMarker, n: usize) -> Result<TextLine, PdfError> {
        match marker {
            ListMarker::Number => paragraph::single_in(&format!("{}.", n + 1), &self.theme.number, self.language),
            ListMarker::Bullet => paragraph::single("•", &self.theme.bullet),
        }
    }

    fn divider(&mut self) {
        let paint = Paint::Fill { width: self.column.width, height: style::HAIRLINE, colour: style::RULE };
        let rule = fragment(ContentTag::Artifact, self.column.left, 0.0, paint);
        self.push_slice(Spacing(22.0, 10.0), style::HAIRLINE, vec![rule], PageBreak::Forbidden);
    }

    /// Adds a paragraph, one slice per line, with at least two lines on each page.
    fn push_paragraph(
        &mut self,
        node: NodeId,
        text: &Text,
        style: &TextStyle,
        indent: f32,
        spacing: Spacing,
    ) -> Result<(), PdfError> {
        let lines = self.theme.set.lines(text, style, self.column.width - indent, self.language)?;
        let count = lines.len();
        for (n, parts) in self.tag_lines(node, text, lines).into_iter().enumerate() {
            let (first, last) = (n == 0, n + 1 == count);
            let after = match () {
                () if last => PageBreak::Allowed,
                () if first || n + 2 == count => PageBreak::Forbidden,
                () => PageBreak::Discouraged(2.0),
            };
            let spacing = Spacing(if first { spacing.0 } else { 0.0 }, if last { spacing.1 } else { 0.0 });
            let (x, y) = (self.column.left + indent, style.baseline());
            let width = self.column.width - indent;
            let place = |(tag, line): (ContentTag, TextLine)| {
                fragment(tag, x + self.opposite_indent(&line, width), y, Paint::Words(line))
            };
            let fragments = parts.into_iter().map(place).collect();
            self.push_slice(spacing, style.leading, fragments, after);
        }
        Ok(())
    }

    /// Sets text that shares a slice with other fragments. Returns its fragments relative to their upper left corner,
    /// and its height.
    fn set_text(
        &mut self,
        role: Role,
        text: &Text,
        style: &TextStyle,
        width: f32,
    ) -> Result<(Vec<Fragment>, f32), PdfError> {
        let node = self.add_node(role);
        let lines = self.theme.set.lines(text, style, width, self.language)?;
        let (mut fragments, mut y) = (Vec::new(), 0.0);
        for parts in self.tag_lines(node, text, lines) {
            let baseline = y + style.baseline();
            let place = |(tag, line): (ContentTag, TextLine)| {
                fragment(tag, self.opposite_indent(&line, width), baseline, Paint::Words(line))
            };
            fragments.extend(parts.into_iter().map(place));
            y += style.leading;
        }
        Ok((fragments, y))
    }

    /// Indent of a line that runs against the direction of the document. Always 0 in right-to-left documents, where
    /// foreign words align with the rest.
    fn opposite_indent(&self, line: &TextLine, width: f32) -> f32 {
        if line.right_to_left && !bidi::is_right_to_left(self.language) { width - line.width } else { 0.0 }
    }

    /// Assigns lines to structure nodes. Links and the text around them become children of `node`.
    fn tag_lines(&mut self, node: NodeId, text: &Text, lines: Vec<TextLine>) -> Vec<Vec<(ContentTag, TextLine)>> {
        if text.0.iter().all(|span| span.link.is_none()) {
            return lines.into_iter().map(|line| vec![(ContentTag::Structure(node), line)]).collect();
        }
        let mut open: Option<(Option<usize>, NodeId)> = None;
        let mut tag_lines = |line: TextLine| {
            let mut parts: Vec<(ContentTag, TextLine)> = Vec::new();
            let (runs, line) = (line.runs, TextLine { runs: Vec::new(), ..line });
            for run in runs {
                let part = open.filter(|(link, _)| *link == run.link).map_or_else(
                    || {
                        let address = run.link.and_then(|n| text.0[n].link.as_deref());
                        self.flow
                            .structure
                            .add(address.map_or(Role::TextSpan, |to| Role::Link(to.to_owned())), Some(node))
                    },
                    |(_, part)| part,
                );
                open = Some((run.link, part));
                match parts.last_mut() {
                    Some((tag, line)) if *tag == ContentTag::Structure(part) => line.runs.push(run),
                    // Each part keeps its position within the line and the width of the whole line.
                    _ => parts.push((ContentTag::Structure(part), TextLine { runs: vec![run], ..line.clone() })),
                }
            }
            parts
        };
        lines.into_iter().map(&mut tag_lines).collect()
    }

    fn push_slice(&mut self, spacing: Spacing, height: f32, fragments: Vec<Fragment>, after: PageBreak) {
        let gap = if self.flow.slices.is_empty() { 0.0 } else { self.theme.scaled(spacing.0.max(self.space_below)) };
        self.flow.slices.push(Slice {
            gap,
            height,
            fragments,
            frame: self.column.frame,
            repeat: None,
            after,
            cut_row: None,
            at_foot: false,
            begins_page: std::mem::take(&mut self.new_page),
        });
        self.space_below = spacing.1;
    }

    fn add_node(&mut self, role: Role) -> NodeId {
        self.flow.structure.add(role, self.column.parent)
    }

    fn heading_node(&mut self, rank: u8, text: &Text) -> NodeId {
        let node = self.add_node(Role::Heading(rank));
        self.flow.headings.push(Heading { node, rank, words: text.plain() });
        node
    }

    fn keep_with_next(&mut self) {
        if let Some(slice) = self.flow.slices.last_mut() {
            slice.after = PageBreak::Forbidden;
        }
    }

    fn all_but_last_from(&mut self, first: usize) -> impl Iterator<Item = &mut Slice> {
        self.flow.slices.iter_mut().skip(first).rev().skip(1)
    }

    fn discourage_break(&mut self, cost: f32) {
        if let Some(slice) = self.flow.slices.last_mut().filter(|slice| slice.after == PageBreak::Allowed) {
            slice.after = PageBreak::Discouraged(cost);
        }
    }
}

fn fragment(tag: ContentTag, x: f32, y: f32, paint: Paint) -> Fragment {
    Fragment { tag, x, y, paint }
}
