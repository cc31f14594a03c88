//! Picture sheets: four panels of a pictogram and a few words each, for people to whom reading comes hard.

use domain::{
    library::on_paper::{PicturePanel, ToDraw},
    paper::handout::Leaflet,
};

use crate::{
    PrintOptions,
    document::{
        Align, BoxContent, ContentBlock, Document, DrawnShape, Edge, PanelLook, PaperBox, RowAlign, Text, TextKind,
        Track,
    },
    layout::{path::Path, structure::Role, style},
    quotes,
    sheets::{
        handout,
        paper::{self, Look},
    },
};

/// Size of the pictograms and space below them, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PanelSize {
    icon: f32,
    gap: f32,
}

impl PanelSize {
    /// From the largest to the smallest: a sheet takes the first that leaves it on one page.
    pub(crate) const ALL: [Self; 6] = [
        Self { icon: 108.0, gap: 44.0 },
        Self { icon: 108.0, gap: 26.0 },
        Self { icon: 96.0, gap: 14.0 },
        Self { icon: 80.0, gap: 8.0 },
        Self { icon: 60.0, gap: 4.0 },
        Self { icon: 46.0, gap: 2.0 },
    ];
}

/// Builds the picture sheet of a leaflet: title, crisis lines if it carries any, panels, a question to answer with a thumb, and
/// the safety band at the foot.
pub(crate) fn document(leaflet: &Leaflet, print: PrintOptions, size: PanelSize) -> Document {
    let (language, exercise) = (leaflet.language(), leaflet.exercise());
    let look = Look::new(exercise.phase, print, language);
    let title = exercise.heading.as_str();
    let head = look.words(title, TextKind::PictureTitle).coloured(look.deep()).role(Role::Heading(1));
    let mut blocks = vec![paper::kept(head, 0.0)];
    let lines = leaflet.crisis_lines();
    if look.is_large() && look.is_small() && !lines.is_empty() {
        // Too high for what the title leaves of the page.
        let content = paper::crisis_bands(lines, &look);
        blocks.push(ContentBlock::Boxes { content, gap: 8.0, breaks: Some(25.0), at_foot: false });
    } else if !lines.is_empty() {
        // The panels say what to do.
        let band = handout::band(lines, None, &look);
        blocks.extend(band.map(|band| paper::whole(band, 8.0)));
    }
    let panels = panels(&exercise.pictures, size, &look);
    // Between its rows where it has to be, as with crisis lines in large print.
    blocks.push(ContentBlock::Boxes { content: panels, gap: 12.0, breaks: Some(25.0), at_foot: false });
    blocks.push(paper::whole(how_was_it(&look), 12.0));
    blocks.push(ContentBlock::Boxes { content: always(&look), gap: 12.0, breaks: None, at_foot: true });
    let named = look.labels.words.pictures.in_pictures.replace("{title}", title);
    Document { title: quotes::curled_in(&named, language), language: language.as_str(), blocks }
}

/// Smaller on small paper.
fn scaled(points: f32, look: &Look) -> f32 {
    if look.is_small() { points * 0.66 } else { points }
}

fn panels(pictures: &[PicturePanel], size: PanelSize, look: &Look) -> PaperBox {
    let space = scaled(13.0, look);
    let items = pictures.iter().enumerate().map(|(n, picture)| panel(n, picture, size, look)).collect();
    paper::rows(items, 2, space, space).role(Role::List { numbered: true })
}

fn panel(n: usize, picture: &PicturePanel, size: PanelSize, look: &Look) -> PaperBox {
    let pad = scaled(17.0, look);
    let width = (look.width() - scaled(13.0, look)) / 2.0 - 2.0 * pad;
    let icon_size = scaled(size.icon, look);
    let number = PaperBox::words((n + 1).to_string().as_str().into(), TextKind::PictureNumber, look.deep());
    let icon = look.icon(picture.icon.name(), icon_size, look.tint());
    let icon = icon.role(Role::Figure(alternative(picture.icon.name(), look)));
    // The number takes no height of its own: the pictogram stands beside it.
    let number = PaperBox::overlaid(0.0, vec![([0.0, 0.0, scaled(60.0, look)], number.role(Role::Label))]);
    let down = scaled(6.0, look);
    let icon = PaperBox::overlaid(icon_size + down, vec![([(width - icon_size) / 2.0, down, icon_size], icon)]);
    let sentences = sentences(picture.text.as_str()).map(|words| look.words(words, TextKind::PictureWords));
    let mut below = vec![(Track::Share(1.0), PaperBox::column(0.0, sentences.collect()))];
    let drawn = if look.is_large() { 78.0 } else { scaled(78.0, look) };
    below.extend(picture.draw.map(|draw| (Track::Points(drawn), to_draw(draw, look))));
    let below = PaperBox::row(scaled(8.0, look), RowAlign::Bottom, below);
    let body = PaperBox::column(scaled(size.gap, look), vec![icon, below]).role(Role::Body);
    let inside = PaperBox::column(0.0, vec![number, body]);
    PaperBox::panel(look.tinted(scaled(12.0, look)), [pad, pad, pad, pad], inside).role(Role::Item)
}

/// Each sentence begins a line.
fn sentences(words: &str) -> impl Iterator<Item = &str> {
    words.split_inclusive(['.', '?', '!']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// The alternative text of a pictogram that stands alone.
fn alternative(name: &str, look: &Look) -> String {
    look.labels.words.pictures.pictograms.get(name).cloned().unwrap_or_else(|| name.to_owned())
}

/// An empty frame for a sign of one’s own, or the face of a clock without hands.
fn to_draw(draw: ToDraw, look: &Look) -> PaperBox {
    let words = &look.labels.words.pictures;
    match draw {
        ToDraw::Sign => {
            let frame = PanelLook { ground: Some(style::WHITE), edge: Some(line(look)), radius: 5.0, bar: None };
            let name = look.hint(&words.our_sign).aligned(Align::Centre);
            let inside = PaperBox::column(0.0, vec![PaperBox::new(BoxContent::Gap(scaled(46.0, look))), name]);
            PaperBox::new(BoxContent::Panel {
                look: frame,
                pad: [4.0, 2.0, 4.0, 2.0],
                field: Some(look.curled(&words.our_sign)),
                child: Box::new(inside),
            })
        }
        ToDraw::Clock => {
            let side = scaled(72.0, look);
            let drawing = BoxContent::Drawing { upright: true, width: side, height: side, shapes: clock(side, look) };
            PaperBox::new(drawing).role(Role::Figure(words.clock.clone()))
        }
    }
}

fn clock(side: f32, look: &Look) -> Vec<DrawnShape> {
    let (inset, centre) = (1.0, side / 2.0);
    let own = side - 2.0 * inset;
    let face = DrawnShape {
        x: inset,
        y: inset,
        path: Path::circle(own),
        fill: Some(style::WHITE),
        stroke: Some(Edge { weight: 1.8, ..line(look) }),
    };
    let hour = |n: u8| {
        let turn = (f32::from(n) * 30.0).to_radians();
        let at = |part: f32| (centre + own / 2.0 * part * turn.cos(), centre + own / 2.0 * part * turn.sin());
        let from = if n.is_multiple_of(3) { 0.76 } else { 0.84 };
        let path = Path::polyline(&[at(from), at(0.92)], false);
        DrawnShape { x: 0.0, y: 0.0, path, fill: None, stroke: Some(Edge { weight: 1.6, ..line(look) }) }
    };
    let dot = side / 16.0;
    let middle = DrawnShape {
        x: centre - dot / 2.0,
        y: centre - dot / 2.0,
        path: Path::circle(dot),
        fill: Some(style::INK),
        stroke: None,
    };
    [face].into_iter().chain((0..12).map(hour)).chain([middle]).collect()
}

fn line(look: &Look) -> Edge {
    Edge { colour: style::INK, weight: if look.is_large() { 1.8 } else { 1.2 }, dashed: false }
}

/// A question, and a thumb up, to the side and down to ring.
fn how_was_it(look: &Look) -> PaperBox {
    let words = &look.labels.words.pictures;
    let (asked, space, thumb) = (scaled(132.0, look), scaled(10.0, look), scaled(36.0, look));
    let width = (look.width() - asked - 3.0 * space) / 3.0;
    let mut row = vec![(Track::Points(asked), look.words(&words.how_was_it, TextKind::PictureBand))];
    for (name, said) in ["thumb-up", "thumb-flat", "thumb-down"].into_iter().zip(&words.thumbs) {
        let icon = BoxContent::Icon { name, size: thumb, colour: style::INK, ground: style::WHITE };
        let icon = PaperBox::overlaid(thumb, vec![([(width - thumb) / 2.0, 0.0, thumb], PaperBox::new(icon))]);
        let pad = scaled(12.0, look);
        let frame = PanelLook { edge: Some(line(look)), radius: thumb / 2.0 + pad, ..PanelLook::default() };
        let ring = BoxContent::Panel {
            look: frame,
            pad: [pad, 0.0, pad, 0.0],
            field: Some(said.clone()),
            child: Box::new(icon),
        };
        row.push((Track::Points(width), PaperBox::new(ring)));
    }
    PaperBox::row(space, RowAlign::Middle, row)
}

/// The safety band: stopping is always possible, and so is a word alone.
fn always(look: &Look) -> PaperBox {
    let words = &look.labels.words.pictures;
    let size = scaled(44.0, look);
    let part = |name, text: &str| {
        let icon = BoxContent::Icon { name, size, colour: style::WHITE, ground: look.deep() };
        let said: Text = look.text(text);
        let said = PaperBox::words(said, TextKind::PictureBand, style::WHITE);
        [(Track::Points(size), PaperBox::new(icon)), (Track::Share(1.0), said)]
    };
    let row = part("hand", &words.always_stop).into_iter().chain(part("speech", &words.not_safe)).collect();
    let ground = PanelLook { ground: Some(look.deep()), radius: scaled(10.0, look), ..PanelLook::default() };
    let pad = scaled(14.0, look);
    let row = PaperBox::row(scaled(14.0, look), RowAlign::Middle, row);
    PaperBox::panel(ground, [pad, pad, pad, pad], row).role(Role::Group)
}
