//! Lays out boxes.

use super::{
    FlowBuilder, Spacing, fragment,
    laid::{Cut, LaidBox, LaidPanel, Level, count},
};
use crate::{
    PdfError,
    document::{Align, BoxContent, Edge, PanelLook, PaperBox, RowAlign, Text, TextKind, Track},
    layout::{
        panel,
        paragraph::TextLine,
        path::Path,
        slices::{ContentTag, MarkShape, PageBreak, Paint},
        structure::{NodeId, Role},
        style::{self, Colour},
    },
    pictogram,
};

impl FlowBuilder<'_> {
    /// Adds a block of boxes: one slice, or several where it may be divided.
    pub(super) fn boxes(&mut self, block: &PaperBox, gap: f32, breaks: Option<f32>) -> Result<(), PdfError> {
        let parent = self.column.parent;
        let gap = gap * self.theme.elastic.gap;
        if breaks.is_some_and(f32::is_infinite) {
            self.push_box(block, parent, Spacing(gap, 0.0), PageBreak::Forbidden)?;
            return Ok(());
        }
        match (&block.content, breaks) {
            (BoxContent::Column { .. }, Some(cost)) => self.divided(block, parent, gap, cost),
            _ => self.push_box(block, parent, Spacing(gap, 0.0), PageBreak::Allowed),
        }
    }

    pub(super) fn push_box(
        &mut self,
        child: &PaperBox,
        parent: Option<NodeId>,
        spacing: Spacing,
        after: PageBreak,
    ) -> Result<(), PdfError> {
        let laid = self.lay(child, self.column.width, parent)?;
        self.flow.rooms += laid.rooms;
        self.push_laid(child, laid, spacing, after);
        Ok(())
    }

    /// Adds the box to the structure, if it has a role there, and returns what its content belongs to.
    fn node_of(&mut self, own: &PaperBox, parent: Option<NodeId>) -> Option<NodeId> {
        match &own.role {
            Some(Role::Heading(rank)) => {
                let words = match &own.content {
                    BoxContent::Words { text, .. } => text.clone(),
                    _ => Text::default(),
                };
                self.rank = *rank;
                let outer = std::mem::replace(&mut self.column.parent, parent);
                let node = self.heading_node(*rank, &words);
                self.column.parent = outer;
                Some(node)
            }
            Some(role) => Some(self.flow.structure.add(role.clone(), parent)),
            None => parent,
        }
    }

    fn lay(&mut self, own: &PaperBox, width: f32, parent: Option<NodeId>) -> Result<LaidBox, PdfError> {
        let node = self.node_of(own, parent);
        let tag = match (&own.role, node) {
            (_, Some(node)) => ContentTag::Structure(node),
            _ => ContentTag::Artifact,
        };
        match &own.content {
            BoxContent::Column { gap, children } => self.lay_column(*gap, children, width, node),
            BoxContent::Row { gap, align, children } => self.lay_row(*gap, *align, children, width, node),
            BoxContent::Panel { look, pad, field, child } => {
                self.lay_panel(*look, *pad, field.as_ref(), child, width, node)
            }
            BoxContent::Words { text, kind, colour, align } => {
                self.lay_words(text, *kind, *colour, *align, width, node)
            }
            BoxContent::Beside { gap, children: [first, second] } => {
                // The first takes half a point more than it needs.
                let beside = self.natural(first)? + gap + self.natural(second)? + 1.0 < width;
                if !beside {
                    let both = [(**first).clone(), (**second).clone()];
                    return self.lay_column(0.0, &both, width, node);
                }
                let row = [(Track::Fit, (**first).clone()), (Track::Share(1.0), (**second).clone())];
                self.lay_row(*gap, RowAlign::Bottom, &row, width, node)
            }
            BoxContent::Levelled([above, below]) => {
                let mut laid = self.lay(above, width, node)?;
                let below = self.lay(below, width, node)?;
                let at = laid.height;
                laid.level = Some(Level { from: 0.0, at });
                laid.height += below.height;
                laid.rooms += below.rooms;
                laid.add(below, 0.0, at);
                Ok(laid)
            }
            BoxContent::Within { height, head, name } => {
                let mut laid = self.lay(head, width, node)?;
                let rules = self.rules_within(height - laid.height, name, width, node);
                let top = laid.height;
                laid.add(rules, 0.0, top);
                laid.height = laid.height.max(*height);
                Ok(laid)
            }
            BoxContent::Blank(name) => Ok(self.lay_blank(name, width, node)),
            BoxContent::Rings { count, size, pitch, name, colour } => {
                self.lay_rings(*count, (*size, *pitch), name, *colour, width, node)
            }
            BoxContent::Line { height, name, rule } => {
                let node = self.flow.structure.add(Role::WritingSpace(name.clone()), node);
                let (weight, colour) = rule.unwrap_or((self.theme.writing.weight, self.theme.writing.colour));
                let paint = Paint::Fill { width, height: weight, colour };
                let mut fragments = vec![fragment(ContentTag::Structure(node), 0.0, height - weight, paint)];
                fragments.extend(self.words_field(node, (0.0, 0.0), (width, height - weight), name));
                Ok(LaidBox { height: *height, fragments, ..LaidBox::default() })
            }
            BoxContent::Gap(height) => Ok(LaidBox { height: *height, ..LaidBox::default() }),
            BoxContent::Room(lines) => Ok(self.lay_room(*lines, width)),
            BoxContent::Rules { lines, name } => Ok(self.lay_rules(*lines, name, width, node)),
            BoxContent::Icon { name, size, colour, ground } => Ok(icon(name, *size, *colour, *ground, own, tag)),
            BoxContent::Mark { size, square, name, inside, colour } => {
                let sign = match (square, inside) {
                    (true, _) => MarkShape::Cross,
                    (false, None) => MarkShape::Dot,
                    (false, Some(_)) => MarkShape::Ring,
                };
                let node = self.flow.structure.add(Role::Tick(name.clone()), node);
                let mut laid = self.lay_mark(*size, *square, inside.as_ref(), *colour, width, node)?;
                let x = ((width - size) / 2.0).max(0.0);
                laid.fragments.extend(self.tick_field(node, (x, 0.0), (*size, *size), name, sign));
                Ok(laid)
            }
            BoxContent::Drawing { upright, width: own_width, height, shapes } => {
                // A drawing without a name of its own is decoration.
                let tag = if matches!(own.role, Some(Role::Figure(_))) { tag } else { ContentTag::Artifact };
                let x = (width - own_width) / 2.0;
                let fragments = shapes.iter().map(|shape| {
                    let paint = Paint::Path {
                        // All shapes share the corner of the drawing, so that they stay together where a page is mirrored.
                        path: shape.path.clone().placed(1.0, (shape.x, 0.0)),
                        width: *own_width,
                        upright: *upright,
                        fill: shape.fill,
                        stroke: shape.stroke,
                    };
                    fragment(tag, x.max(0.0), shape.y, paint)
                });
                Ok(LaidBox { height: *height, fragments: fragments.collect(), ..LaidBox::default() })
            }
            BoxContent::Overlay { height, children } => {
                let mut laid = LaidBox { height: *height, ..LaidBox::default() };
                for ([x, y, own_width], child) in children {
                    let child = self.lay(child, *own_width, node)?;
                    laid.add(child, *x, *y);
                }
                Ok(laid)
            }
            BoxContent::Scale { name, numbers, size, colour } => {
                self.lay_scale(name, numbers, *size, *colour, width, node)
            }
        }
    }

    /// Returns white room to write in.
    fn lay_blank(&mut self, name: &str, width: f32, node: Option<NodeId>) -> LaidBox {
        let node = self.flow.structure.add(Role::WritingSpace(name.to_owned()), node);
        let height = self.theme.elastic.first * self.theme.room_scale();
        let paint = Paint::Fill { width, height, colour: style::WHITE };
        let mut fragments = vec![fragment(ContentTag::Structure(node), 0.0, 0.0, paint)];
        fragments.extend(self.words_field(node, (0.0, 0.0), (width, height), name));
        LaidBox { height, fragments, rooms: 1.0, ..LaidBox::default() }
    }

    fn lay_column(
        &mut self,
        gap: f32,
        children: &[PaperBox],
        width: f32,
        node: Option<NodeId>,
    ) -> Result<LaidBox, PdfError> {
        let mut laid = LaidBox::default();
        let mut above: Option<&PaperBox> = None;
        for (n, own) in children.iter().enumerate() {
            let child = self.lay(own, width, node)?;
            let y = laid.height + if n == 0 || child.height == 0.0 { 0.0 } else { gap };
            if child.height > 0.0 {
                laid.cuts.extend(above.and_then(|above| Cut::between(above, laid.height, y)));
                above = Some(own);
            }
            laid.cuts.extend(child.cuts.iter().map(|cut| cut.lowered(y)));
            laid.height = y + child.height;
            laid.rooms += child.rooms;
            laid.level = laid.level.or_else(|| child.level.map(|level| level.lowered(y)));
            if children.len() == 1 {
                laid.grow.clone_from(&child.grow);
            }
            laid.add(child, 0.0, y);
        }
        Ok(laid)
    }

    fn lay_row(
        &mut self,
        gap: f32,
        align: RowAlign,
        children: &[(Track, PaperBox)],
        width: f32,
        node: Option<NodeId>,
    ) -> Result<LaidBox, PdfError> {
        let widths = self.tracks(gap, children, width)?;
        let mut parts = Vec::with_capacity(children.len());
        for ((_, child), own) in children.iter().zip(&widths) {
            parts.push(self.lay(child, *own, node)?);
        }
        let level = parts.iter().filter_map(|part| part.level).map(|level| level.at).fold(0.0, f32::max);
        for part in &mut parts {
            part.level_with(level);
        }
        let tallest = |parts: &mut dyn Iterator<Item = &LaidBox>| parts.map(|part| part.height).fold(0.0, f32::max);
        let height = tallest(&mut parts.iter());
        let levelled = tallest(&mut parts.iter().filter(|part| part.level.is_some()));
        let mut laid = LaidBox { height, ..LaidBox::default() };
        laid.rooms = parts.iter().map(|part| part.rooms).fold(0.0, f32::max);
        let mut x = 0.0;
        let mut edges = Vec::with_capacity(parts.len());
        for (mut part, own) in parts.into_iter().zip(widths) {
            part.grow_to(height);
            let own_height = if part.level.is_some() { levelled } else { part.height };
            let y = match align {
                RowAlign::Top => 0.0,
                RowAlign::Middle => (height - own_height) / 2.0,
                RowAlign::Bottom => height - own_height,
            };
            edges.push((y, y + part.height));
            laid.cuts.extend(part.cuts.iter().map(|cut| cut.lowered(y)));
            laid.add(part, x, y);
            x += own + gap;
        }
        // A page may divide one of the boxes; the others end above it or begin on the next.
        laid.cuts.retain(|cut| edges.iter().filter(|(top, low)| *top < cut.start && *low > cut.end).count() < 2);
        laid.cuts.sort_by(|a, b| a.end.total_cmp(&b.end));
        Ok(laid)
    }

    /// Returns the width of each box in a row.
    fn tracks(&self, gap: f32, children: &[(Track, PaperBox)], width: f32) -> Result<Vec<f32>, PdfError> {
        let mut rest = width - gap * count(children.len().saturating_sub(1));
        let mut shares = 0.0;
        let mut widths = vec![0.0; children.len()];
        for (n, (track, child)) in children.iter().enumerate() {
            match track {
                Track::Points(points) => widths[n] = points.min(width),
                Track::Fit => widths[n] = self.natural(child)?.min(width) + 0.5,
                Track::Share(share) => shares += share,
            }
            rest -= widths[n];
        }
        for (n, (track, _)) in children.iter().enumerate() {
            if let Track::Share(share) = track {
                widths[n] = (rest.max(1.0) * share / shares).max(1.0);
            }
        }
        Ok(widths)
    }

    /// Returns the width that a box takes without wrapping.
    fn natural(&self, own: &PaperBox) -> Result<f32, PdfError> {
        Ok(match &own.content {
            BoxContent::Words { text, kind, colour, .. } => {
                let style = self.theme.client(*kind, *colour);
                let lines = self.theme.set.lines(text, &style, f32::MAX, self.language)?;
                lines.iter().map(|line| line.width).fold(0.0, f32::max)
            }
            BoxContent::Icon { size, .. } | BoxContent::Mark { size, .. } => *size,
            BoxContent::Drawing { width, .. } => *width,
            BoxContent::Panel { pad, child, .. } => self.natural(child)? + pad[1] + pad[3],
            BoxContent::Row { gap, children, .. } => {
                let mut sum = gap * count(children.len().saturating_sub(1));
                for (track, child) in children {
                    sum += match track {
                        Track::Points(points) => *points,
                        _ => self.natural(child)? + 0.5,
                    };
                }
                sum
            }
            _ => own
                .children()
                .into_iter()
                .map(|child| self.natural(child))
                .try_fold(0.0_f32, |widest, child| Ok::<f32, PdfError>(widest.max(child?)))?,
        })
    }

    fn lay_panel(
        &mut self,
        look: PanelLook,
        [top, right, bottom, left]: [f32; 4],
        field: Option<&String>,
        child: &PaperBox,
        width: f32,
        node: Option<NodeId>,
    ) -> Result<LaidBox, PdfError> {
        let (top, bottom) = (top * self.theme.elastic.pad, bottom * self.theme.elastic.pad);
        let inner = self.lay(child, width - left - right, node)?;
        let mut laid = LaidBox { height: inner.height + top + bottom, rooms: inner.rooms, ..LaidBox::default() };
        let (height, radius) = (laid.height, look.radius);
        laid.level = inner.level.map(|level| level.lowered(top));
        let cuts = inner.cuts.clone();
        if let Some(ground) = panel::ground(look, (width, height)) {
            laid.fragments.push(ground);
            laid.grow.push(0);
        }
        if let Some(bar) = look.bar {
            laid.grow.push(laid.fragments.len());
            laid.fragments.extend(panel::bar_beside(bar, height));
        }
        if look == PanelLook::default() {
            laid.cuts = cuts.into_iter().map(|cut| cut.lowered(top)).collect();
        } else if field.is_none() {
            let (behind, inside) = (laid.fragments.len(), inner.fragments.len());
            laid.panel = Some(LaidPanel { look, top, bottom, behind, inside, cuts });
        }
        laid.add(inner, left, top);
        if let Some(edge) = look.edge {
            let own = field.map(|name| (name, self.flow.structure.add(Role::WritingSpace(name.clone()), node)));
            let tag = own.map_or(ContentTag::Artifact, |(_, node)| ContentTag::Structure(node));
            let place = own.and_then(|(name, node)| {
                let pad = [top, right, bottom, left];
                self.panel_field(node, &laid.fragments, pad, (width, height), (name, laid.rooms > 0.0))
            });
            let paint = Paint::Rounded { width, height, radius, fill: None, stroke: Some(edge) };
            laid.grow.push(laid.fragments.len());
            laid.fragments.push(fragment(tag, 0.0, 0.0, paint));
            if let Some(place) = place {
                laid.grow.push(laid.fragments.len());
                laid.fragments.push(place);
            }
        }
        Ok(laid)
    }

    fn lay_words(
        &mut self,
        text: &Text,
        kind: TextKind,
        colour: Colour,
        align: Align,
        width: f32,
        node: Option<NodeId>,
    ) -> Result<LaidBox, PdfError> {
        let Some(node) = node.filter(|_| !text.is_blank()) else { return Ok(LaidBox::default()) };
        let style = self.theme.client(kind, colour);
        let text = &*self.theme.cased(text, kind);
        let lines = self.theme.set.lines(text, &style, width, self.language)?;
        let mut laid = LaidBox::default();
        let mut printed = 0;
        for parts in self.tag_lines(node, text, lines) {
            let baseline = laid.height + style.baseline();
            let place = |(tag, line): (ContentTag, TextLine)| {
                let x = match align {
                    Align::Start => self.opposite_indent(&line, width),
                    Align::Centre => (width - line.width) / 2.0,
                    Align::End => width - line.width,
                };
                fragment(tag, x, baseline, Paint::Words(line))
            };
            laid.fragments.extend(parts.into_iter().map(place));
            laid.height += style.leading;
            printed += 1;
        }
        laid.cuts = Cut::between_lines(kind, printed, style.leading);
        Ok(laid)
    }

    /// Room in a cell. Three lines or more have guides, which are decoration: the edge of the cell is the field.
    fn lay_room(&self, lines: u8, width: f32) -> LaidBox {
        let line = self.theme.elastic.line * self.theme.room_scale();
        let lines_high = f32::from(lines.max(1));
        let height = (lines_high - 1.0).mul_add(line, self.theme.elastic.first * self.theme.room_scale());
        let mut laid = LaidBox { height, rooms: lines_high, ..LaidBox::default() };
        if lines >= 3 {
            for n in 1..=lines {
                let y = height - f32::from(lines - n) * line - 6.0;
                let path = Path::polyline(&[(0.0, 0.0), (width, 0.0)], false);
                let stroke = Some(Edge { colour: style::GUIDE, weight: 0.6, dashed: false });
                let paint = Paint::Path { path, width, upright: false, fill: None, stroke };
                laid.fragments.push(fragment(ContentTag::Artifact, 0.0, y, paint));
            }
        }
        laid
    }

    /// Ruled lines at the distance that this height allows, three at most.
    fn rules_within(&mut self, height: f32, name: &str, width: f32, node: Option<NodeId>) -> LaidBox {
        let pitch = |lines: f32| (height / lines).clamp(NARROW_LINE * 0.7, NARROW_LINE * 1.3);
        let lines = [3, 2, 1].into_iter().find(|lines| f32::from(*lines) * NARROW_LINE <= height).unwrap_or(1);
        self.rules_apart(lines, pitch(f32::from(lines)), name, width, node)
    }

    fn lay_rules(&mut self, lines: u8, name: &str, width: f32, node: Option<NodeId>) -> LaidBox {
        let line = self.theme.elastic.line * self.theme.room_scale();
        let lines = lines.max(1);
        LaidBox { rooms: f32::from(lines), ..self.rules_apart(lines, line, name, width, node) }
    }

    fn rules_apart(&mut self, lines: u8, line: f32, name: &str, width: f32, node: Option<NodeId>) -> LaidBox {
        let node = self.flow.structure.add(Role::WritingSpace(name.to_owned()), node);
        let mut laid = LaidBox::default();
        for _ in 0..lines {
            laid.height += line;
            let writing = self.theme.writing;
            let paint = Paint::Fill { width, height: writing.weight, colour: writing.colour };
            laid.fragments.push(fragment(ContentTag::Structure(node), 0.0, laid.height - writing.weight, paint));
        }
        let height = laid.height - self.theme.writing.weight;
        laid.fragments.extend(self.words_field(node, (0.0, 0.0), (width, height), name));
        laid
    }
}

/// Least distance between lines that a figure gives room to.
const NARROW_LINE: f32 = 19.0;

/// Pictograms with a direction, which follows that of reading: who speaks, where a door leads, and which way round.
const TURNED: [&str; 3] = ["speech", "door", "loop"];

/// Draws a pictogram; decoration unless the box has a name.
fn icon(name: &str, size: f32, colour: Colour, ground: Colour, own: &PaperBox, tag: ContentTag) -> LaidBox {
    let tag = if matches!(own.role, Some(Role::Figure(_))) { tag } else { ContentTag::Artifact };
    let scale = size / pictogram::SIDE;
    let upright = !TURNED.contains(&name);
    let part = |shape: &pictogram::PictogramShape| {
        let ink = if shape.is_ground { ground } else { colour };
        let stroke = shape.stroke.map(|weight| Edge { colour: ink, weight: weight * scale, dashed: false });
        let fill = shape.stroke.is_none().then_some(ink);
        let path = shape.path.clone().placed(scale, (0.0, 0.0));
        fragment(tag, 0.0, 0.0, Paint::Path { path, width: size, upright, fill, stroke })
    };
    let fragments = pictogram::shapes(name).iter().map(part).collect();
    LaidBox { height: size, fragments, ..LaidBox::default() }
}
