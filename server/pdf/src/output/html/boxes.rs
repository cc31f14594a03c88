//! The boxes of a sheet for clients. Rows and columns flow with the width of the screen; drawings keep their shape.

use super::{
    Page,
    markup::attribute,
    shapes::{self, colour, is_drawn, is_rule},
};
use crate::{
    document::{Align, BoxContent, PanelLook, PaperBox, RowAlign, Text, TextKind, Track},
    layout::{
        structure::Role,
        style::{self, Colour},
    },
};

impl Page {
    /// Writes a box. `field` is the name of the field around it.
    pub(super) fn boxed(&mut self, own: &PaperBox, field: Option<&str>) {
        match &own.role {
            Some(Role::List { .. }) => self.list("ol", own),
            Some(Role::PlainList) => self.list("ul", own),
            Some(Role::Table) => self.table(own),
            Some(Role::Label) => self.number(own),
            _ => self.content(own, field),
        }
    }

    /// Writes what is in a box.
    pub(super) fn content(&mut self, own: &PaperBox, field: Option<&str>) {
        match &own.content {
            _ if is_rule(own) => self.within("div", &attribute("class", "rule"), |_| {}),
            _ if is_drawn(own) => self.markup.raw(&shapes::drawing(own)),
            BoxContent::Words { text, kind, colour, align } => self.kind_of_words(own, text, *kind, *colour, *align),
            BoxContent::Column { children, .. } => match filled(children.iter()).as_slice() {
                [] => {}
                [only] => self.boxed(only, field),
                several => self.all_in("col", several.iter().copied(), field),
            },
            BoxContent::Overlay { children, .. } => self.overlaid(children, field),
            BoxContent::Row { align, children, .. } => self.row(*align, children, field),
            BoxContent::Levelled(children) => {
                self.all_in("col", filled(children.iter().map(|child| &**child)).into_iter(), field);
            }
            BoxContent::Within { head, name, .. } => {
                self.boxed(head, field);
                self.area(name, 2);
            }
            BoxContent::Beside { children, .. } => {
                self.all_in("row beside", children.iter().map(|child| &**child), field);
            }
            BoxContent::Panel { pad: [_, right, _, left], child, .. } if *right < 0.0 || *left < 0.0 => {
                self.beyond([*left, *right], child);
            }
            BoxContent::Panel { look, field: own, child, .. } => {
                self.panel(*look, own.as_deref().or(field), own.is_some(), child);
            }
            BoxContent::Blank(name) | BoxContent::Line { name, .. } => self.area(name, 1),
            BoxContent::Rules { lines, name } => self.area(name, *lines),
            BoxContent::Room(lines) => {
                let name = field.unwrap_or(&self.labels.words.room_to_write);
                self.area(name, *lines);
            }
            BoxContent::Mark { square, name, inside, .. } => {
                self.tick(name, *square, inside.as_ref().map(|(words, _)| words.as_str()));
            }
            BoxContent::Rings { count, name, .. } => self.rings(name, *count),
            BoxContent::Scale { name, numbers, .. } => self.scale(name, numbers),
            BoxContent::Gap(_) | BoxContent::Icon { .. } | BoxContent::Drawing { .. } => {}
        }
    }

    fn all_in<'b>(&mut self, class: &str, children: impl Iterator<Item = &'b PaperBox>, field: Option<&str>) {
        self.within("div", &attribute("class", class), |page| children.for_each(|child| page.boxed(child, field)));
    }

    fn kind_of_words(&mut self, own: &PaperBox, text: &Text, kind: TextKind, ink: Colour, align: Align) {
        let align = match align {
            Align::Start => "",
            Align::Centre => " centre",
            Align::End => " end",
        };
        let class = format!("{}{align}", class_of(kind));
        self.remember_hint(text, kind);
        let mut attributes = attribute("class", class.trim());
        if !matches!(ink, style::INK | style::QUIET) {
            attributes.push_str(&attribute("style", &format!("color:{}", colour(ink))));
        }
        match &own.role {
            Some(Role::Heading(1)) => self.words("h1", &attributes, text),
            Some(Role::Heading(2)) => self.words("h2", &attributes, text),
            Some(Role::Heading(_)) => self.words("h3", &attributes, text),
            Some(Role::Quote) => self.words("blockquote", &attributes, text),
            _ if kind == TextKind::Telephone => self.dialled(&attributes, text),
            _ => self.words("p", &attributes, text),
        }
    }

    /// Boxes at fixed places become boxes below each other, or beside each other after a number. What is drawn as a ground to
    /// write on says nothing without the places of its fields.
    fn overlaid(&mut self, children: &[([f32; 3], PaperBox)], field: Option<&str>) {
        let children = filled(children.iter().map(|(_, child)| child));
        let is_ground = children.iter().any(|child| has_field(child));
        let numbered = children.iter().any(|child| child.role == Some(Role::Label));
        let shown = children.into_iter().filter(|child| !(is_ground && is_drawn(child)));
        self.all_in(if numbered { "numbered" } else { "col" }, shown, field);
    }

    /// Boxes beside each other, each as wide as it is printed, as long as there is room.
    fn row(&mut self, align: RowAlign, children: &[(Track, PaperBox)], field: Option<&str>) {
        // What is empty at the beginning aligns what follows with the row above, and elsewhere leaves a part of the width free.
        let is_indent = |n: usize, track: Track| match track {
            Track::Points(points) => n == 0 && points > 1.0,
            Track::Share(_) => true,
            Track::Fit => false,
        };
        let kept = children.iter().enumerate().filter(|(n, (track, child))| !is_empty(child) || is_indent(*n, *track));
        let children: Vec<_> = kept.map(|(_, child)| child).collect();
        let least = if children.iter().all(|(_, child)| is_words(child)) { "0" } else { "var(--least)" };
        if let [(_, only)] = children.as_slice() {
            return self.boxed(only, field);
        }
        let align = match align {
            RowAlign::Top => "row top",
            RowAlign::Middle => "row middle",
            RowAlign::Bottom => "row bottom",
        };
        self.within("div", &attribute("class", align), |page| {
            for (track, child) in children {
                let indent = if is_empty(child) { " class=\"indent\"" } else { "" };
                let flex = attribute("style", &flex(*track, child, least));
                page.within("div", &format!("{indent}{flex}"), |page| page.boxed(child, field));
            }
        });
    }

    /// A box that is wider than the one around it, by this much at the left and at the right.
    fn beyond(&mut self, [left, right]: [f32; 2], child: &PaperBox) {
        let wider = format!("margin-inline:calc({left}*var(--pt)) calc({right}*var(--pt))");
        self.within("div", &attribute("style", &wider), |page| page.boxed(child, None));
    }

    fn panel(&mut self, look: PanelLook, field: Option<&str>, is_field: bool, child: &PaperBox) {
        if let BoxContent::Gap(height) = child.content {
            let ground = colour(look.ground.unwrap_or(style::GUIDE));
            let bar = attribute("style", &format!("height:max(1px,calc({height}*var(--pt)));background:{ground}"));
            return self.within("div", &bar, |_| {});
        }
        let inside = |page: &mut Self| {
            page.boxed(child, field);
            if let (true, Some(name), false) = (is_field, field, has_room(child)) {
                // Around a pictogram alone there is something to ring, and nothing to write.
                if has_words(child) { page.area(name, 1) } else { page.tick(name, false, None) }
            }
        };
        let (class, style) = appearance(look, is_field);
        if style.is_empty() {
            return inside(self);
        }
        self.within("div", &format!("{}{}", attribute("class", class), attribute("style", &style)), inside);
    }

    /// Keeps a hint for the field after it. On paper it stands between a label and its field and is read in passing; here
    /// a field is reached by itself.
    fn remember_hint(&mut self, text: &Text, kind: TextKind) {
        match kind {
            TextKind::Hint => self.hint = Some(text.plain()),
            _ => self.hint = None,
        }
    }

    /// Returns the name of a field with the hint before it.
    fn named(&mut self, name: &str) -> String {
        match self.hint.take().filter(|hint| !name.contains(hint.as_str())) {
            Some(hint) => format!("{name} ({hint})"),
            None => name.to_owned(),
        }
    }

    /// A place to write, of as many lines. It has no name for a form, and belongs to none.
    pub(super) fn area(&mut self, name: &str, lines: u8) {
        let name = attribute("aria-label", &format!("{}: {}", self.named(name), self.labels.words.room_to_write));
        let rows = lines.max(1);
        self.markup.raw(&format!(
            "<textarea rows=\"{rows}\" style=\"--lines:{rows}\"{name} dir=\"auto\" autocomplete=\"off\" spellcheck=\"false\" \
             writingsuggestions=\"false\" translate=\"no\"></textarea>\n"
        ));
    }

    /// A box to tick or a ring to mark. A ring can be taken back, which a radio button without script cannot.
    pub(super) fn tick(&mut self, name: &str, square: bool, inside: Option<&str>) {
        let class = if square { "" } else { "ring" };
        let name = attribute("aria-label", name);
        self.markup.raw(&format!("<input type=\"checkbox\"{}{name} autocomplete=\"off\">", attribute("class", class)));
        if let Some(words) = inside {
            self.words("span", "", &words.into());
        }
    }

    /// Numbers to ring, as one group.
    pub(super) fn scale(&mut self, name: &str, numbers: &[String]) {
        let name = self.named(name);
        let group = format!("{} role=\"group\"{}", attribute("class", "scale"), attribute("aria-label", &name));
        self.within("div", &group, |page| {
            for number in numbers {
                page.within("label", "", |page| {
                    page.markup.raw("<input type=\"checkbox\" class=\"ring\" autocomplete=\"off\">");
                    page.within("span", "", |page| page.markup.text(number));
                });
            }
        });
    }

    /// Rings below each other, the highest number first.
    fn rings(&mut self, name: &str, count: u8) {
        let name = self.named(name);
        let group = format!("{} role=\"group\"{}", attribute("class", "rings"), attribute("aria-label", &name));
        self.within("div", &group, |page| (0..count).rev().for_each(|n| page.tick(&n.to_string(), false, None)));
    }

    /// The number of an item, on a disc where it is printed on one.
    fn number(&mut self, own: &PaperBox) {
        let mut words = String::new();
        plain_words(own, &mut words);
        let disc = shapes::ground(own);
        let class = if disc.is_some() { "n disc" } else { "n" };
        let ground = disc.map(|disc| attribute("style", &format!("background:{}", colour(disc)))).unwrap_or_default();
        self.within("span", &format!("{}{ground}", attribute("class", class)), |page| page.markup.text(words.trim()));
    }
}

/// The width of a box in a row: as printed, and for what is shared out no less than it needs before the row is broken.
fn flex(track: Track, child: &PaperBox, least: &str) -> String {
    match track {
        _ if child.role == Some(Role::Label) || holds_mark(child) && !has_words(child) => "flex:none".to_owned(),
        _ if matches!(child.content, BoxContent::Scale { .. }) => "flex:1 1 var(--scale)".to_owned(),
        Track::Points(points) => format!("flex:0 0 calc({points}*var(--pt))"),
        Track::Share(share) => format!("flex:{share} 1 {least}"),
        Track::Fit => "flex:0 1 auto".to_owned(),
    }
}

/// The boxes with anything in them.
fn filled<'a>(children: impl Iterator<Item = &'a PaperBox>) -> Vec<&'a PaperBox> {
    children.filter(|child| !is_empty(child)).collect()
}

fn is_empty(own: &PaperBox) -> bool {
    match &own.content {
        BoxContent::Words { text, .. } => text.is_blank(),
        BoxContent::Gap(_) => true,
        BoxContent::Drawing { shapes, .. } => shapes.is_empty(),
        BoxContent::Panel { child, .. } => !matches!(child.content, BoxContent::Gap(_)) && is_empty(child),
        BoxContent::Column { .. }
        | BoxContent::Row { .. }
        | BoxContent::Overlay { .. }
        | BoxContent::Beside { .. }
        | BoxContent::Levelled(_) => own.children().into_iter().all(is_empty),
        _ => false,
    }
}

fn has_room(own: &PaperBox) -> bool {
    matches!(own.content, BoxContent::Room(_)) || own.children().into_iter().any(has_room)
}

fn has_field(own: &PaperBox) -> bool {
    matches!(
        own.content,
        BoxContent::Rules { .. }
            | BoxContent::Within { .. }
            | BoxContent::Line { .. }
            | BoxContent::Blank(_)
            | BoxContent::Room(_)
    ) || own.children().into_iter().any(has_field)
}

pub(super) fn holds_mark(own: &PaperBox) -> bool {
    matches!(own.content, BoxContent::Mark { .. }) || own.children().into_iter().any(holds_mark)
}

fn is_words(own: &PaperBox) -> bool {
    matches!(own.content, BoxContent::Words { .. }) || is_empty(own) || is_bar(own)
}

/// True for a bar that shows its length alone.
fn is_bar(own: &PaperBox) -> bool {
    matches!(&own.content, BoxContent::Panel { child, .. } if matches!(child.content, BoxContent::Gap(_)))
}

fn has_words(own: &PaperBox) -> bool {
    matches!(own.content, BoxContent::Words { .. }) || own.children().into_iter().any(has_words)
}

fn plain_words(own: &PaperBox, into: &mut String) {
    if let BoxContent::Words { text, .. } = &own.content {
        into.push_str(&text.plain());
    }
    own.children().into_iter().for_each(|child| plain_words(child, into));
}

/// Returns class and style of a panel; no style if there is nothing to see of it.
fn appearance(look: PanelLook, is_field: bool) -> (&'static str, String) {
    let mut style = Vec::new();
    style.extend(look.ground.map(|ground| format!("background:{}", colour(ground))));
    style.extend(look.edge.map(|edge| {
        let line = if edge.dashed { "dashed" } else { "solid" };
        format!("border:1px {line} {}", colour(edge.colour))
    }));
    let bar = look.bar.filter(|bar| bar.inset == 0.0 && bar.width > 1.0);
    style.extend(bar.map(|bar| format!("border-inline-start:3px solid {}", colour(bar.colour))));
    let class = if is_field { "panel field" } else { "panel" };
    (class, style.join(";"))
}

fn class_of(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Kicker => "kicker",
        TextKind::Title | TextKind::PictureTitle => "title",
        TextKind::Lead => "lead",
        TextKind::Section => "section",
        TextKind::StepHead | TextKind::PictureBand => "step-head",
        TextKind::StepText | TextKind::Body | TextKind::Cue => "",
        TextKind::Said => "said",
        TextKind::Label => "label",
        TextKind::Home => "home",
        TextKind::HomeHead => "home-head",
        TextKind::Hint => "hint",
        TextKind::Number | TextKind::Clock | TextKind::PictureNumber => "figure",
        TextKind::Telephone => "telephone",
        TextKind::Large | TextKind::PictureWords => "large-words",
    }
}
