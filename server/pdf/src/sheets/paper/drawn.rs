//! Ladders, bands and bars.

use domain::{library::on_paper::PaperLabel, paper::handout::ClientText};

use super::{
    arrange::item,
    look::Look,
    shapes::{drawing, edge, filled, stroked},
};
use crate::{
    document::{BoxContent, PanelLook, PaperBox, RowAlign, TextKind, Track},
    layout::{path::Path, structure::Role, style},
};

/// Width of a post of a ladder, and of a rung.
const POST: f32 = 4.0;
const RUNG: f32 = 2.4;

/// A ladder whose rungs are lines to write on, numbered and read from below. On neutral paper a list.
pub(super) fn ladder(rungs: u8, lowest: &ClientText, highest: &ClientText, look: &Look) -> PaperBox {
    let hint = |n: u8| match n {
        1 => lowest.as_str(),
        n if n == rungs => highest.as_str(),
        _ => "",
    };
    if look.is_neutral() {
        return numbered_lines(rungs, hint, look);
    }
    let (width, pitch, inset) = (look.width(), if look.is_large() { 60.0 } else { 33.0 }, 7.0);
    let height = f32::from(rungs) * pitch + 12.0;
    // The posts lean a little: they are nearer to each other at the top.
    let post = |top: f32, foot: f32| {
        let mut path = Path::polyline(&[(top, POST), (foot, height - POST)], false);
        path.parts.iter_mut().for_each(|part| part.round = true);
        stroked(path, edge(look.deep(), POST))
    };
    let posts = vec![post(inset, POST / 2.0), post(width - inset, width - POST / 2.0)];
    let alt = look.labels.words.blocks.ladder_alt.replace("{n}", &rungs.to_string());
    let posts = drawing(width, height, posts).role(Role::Figure(alt));
    let within = width - 2.0 * inset;
    let rung = |n: u8| {
        let name = format!("{} {n}", look.labels.words.blocks.rung);
        let line = BoxContent::Line { height: pitch, name, rule: Some((RUNG, look.deep())) };
        let (gutter, above) = if look.is_large() { (44.0, 6.0) } else { (28.0, pitch - 19.0) };
        let number = look.words(&n.to_string(), TextKind::Label).coloured(look.deep()).role(Role::Label);
        let mut body = vec![([0.0, 0.0, within], PaperBox::new(line))];
        if !hint(n).is_empty() {
            body.push(([gutter, above, within - gutter - 8.0], look.hint(hint(n))));
        }
        let body = PaperBox::overlaid(pitch, body).role(Role::Body);
        let rung = vec![([12.0, above - 1.0, gutter - 12.0], number), ([0.0, 0.0, within], body)];
        let top = f32::from(rungs - n) * pitch + 2.0;
        ([inset, top, within], PaperBox::overlaid(pitch, rung).role(Role::Item))
    };
    let rungs = PaperBox::overlaid(height, (1..=rungs).map(rung).collect()).role(Role::List { numbered: true });
    PaperBox::overlaid(height, vec![([0.0, 0.0, width], posts), ([0.0, 0.0, width], rungs)])
}

fn numbered_lines<'a>(rungs: u8, hint: impl Fn(u8) -> &'a str, look: &Look) -> PaperBox {
    let disc = if look.is_large() { 36.0 } else { 20.0 };
    let line = |n: u8| {
        let mut body = vec![look.rules(&format!("{} {n}", look.labels.words.blocks.rung), 1)];
        if !hint(n).is_empty() {
            body.push(look.hint(hint(n)));
        }
        let row = vec![
            (Track::Points(disc), look.number_disc(usize::from(n), disc)),
            (Track::Share(1.0), PaperBox::column(1.0, body).role(Role::Body)),
        ];
        PaperBox::row(10.0, RowAlign::Middle, row).role(Role::Item)
    };
    PaperBox::column(5.0, (1..=rungs).map(line).collect()).role(Role::List { numbered: true })
}

/// Three bands, the middle one white between tinted ones, and a line that leaves the middle and comes back. On neutral
/// paper a list.
pub(super) fn bands(bands: &[PaperLabel; 3], look: &Look) -> PaperBox {
    if look.is_neutral() {
        let band = |label: &PaperLabel| {
            let panel = PanelLook { edge: Some(look.edge()), radius: 4.0, ..PanelLook::default() };
            let body = PaperBox::panel(panel, [9.0, 14.0, 9.0, 14.0], look.labelled(label)).role(Role::Body);
            PaperBox::column(0.0, vec![body]).role(Role::Item)
        };
        return PaperBox::column(4.0, bands.iter().map(band).collect()).role(Role::PlainList);
    }
    let (width, high) = (look.width(), if look.is_large() { 92.0 } else { 40.0 });
    let height = 3.0 * high;
    let words = width * if look.is_large() || look.is_small() { 0.56 } else { 0.44 };
    let rectangle = |from: f32, to: f32| Path::polyline(&[(0.0, from), (width, from), (width, to), (0.0, to)], true);
    let mut shapes = vec![
        filled(rectangle(0.0, high), look.tint()),
        filled(rectangle(2.0 * high, height), look.tint()),
        stroked(Path::rounded(width, height, 5.0), edge(look.deep(), 1.0)),
    ];
    shapes.extend(
        [high, 2.0 * high].map(|y| stroked(Path::polyline(&[(0.0, y), (width, y)], false), edge(look.mid(), 1.0))),
    );
    shapes.push(stroked(alarm(words, width - 12.0, high), edge(look.deep(), 3.0)));
    let said: Vec<&str> = bands.iter().map(|label| label.text.as_str()).collect();
    let alt = look.labels.words.blocks.bands_alt.replace("{words}", &said.join(", "));
    let mut children = vec![([0.0, 0.0, width], drawing(width, height, shapes).role(Role::Figure(alt)))];
    for (label, top) in bands.iter().zip([0.0, high, 2.0 * high]) {
        let mut parts = vec![look.label(label.text.as_str())];
        parts.extend(label.hint.as_ref().map(|hint| look.hint(hint.as_str())));
        children.push(([12.0, top + 7.0, words - 24.0], PaperBox::column(0.0, parts)));
    }
    PaperBox::overlaid(height, children)
}

/// A line through the middle band that rises into the upper one and falls into the lower one.
fn alarm(from: f32, to: f32, high: f32) -> Path {
    let step = (to - from) / 6.0;
    let middle = 1.5 * high;
    let ends = [middle, 1.2 * high, middle, 0.35 * high, middle, 2.65 * high, middle];
    let mut points = vec![(from, ends[0], false)];
    let mut x = from;
    for pair in ends.windows(2) {
        points.extend([(x + step / 2.0, pair[0], true), (x + step / 2.0, pair[1], true), (x + step, pair[1], false)]);
        x += step;
    }
    Path::curve(points, false)
}

/// Bars as long as their minutes: one after the other, or below each other where there is little room.
pub(super) fn bars(bars: &[(u16, ClientText)], look: &Look) -> PaperBox {
    let longest = bars.iter().map(|(minutes, _)| *minutes).max().unwrap_or_default().max(1);
    let below = look.is_large() || look.is_small();
    let bar = |(n, (minutes, text)): (usize, &(u16, ClientText))| {
        let colour = match (look.is_neutral(), n % 2) {
            (true, _) => style::EDGE,
            (false, 0) => look.deep(),
            (false, _) => look.mid(),
        };
        let solid = PanelLook { ground: Some(colour), radius: 4.0, ..PanelLook::default() };
        let high = if look.is_large() { 22.0 } else { 14.0 };
        let line = PaperBox::panel(solid, [0.0; 4], PaperBox::new(BoxContent::Gap(high)));
        let mut row = vec![(Track::Share(f32::from(*minutes)), line)];
        if below && *minutes < longest {
            row.push((Track::Share(f32::from(longest - minutes)), PaperBox::column(0.0, Vec::new())));
        }
        let words = look.words(&format!("{minutes} min  {text}"), TextKind::HomeHead).coloured(look.deep());
        let body = PaperBox::column(4.0, vec![PaperBox::row(0.0, RowAlign::Top, row), words]).role(Role::Body);
        (Track::Share(f32::from(*minutes).max(f32::from(longest) / 4.0)), item(body))
    };
    let parts: Vec<(Track, PaperBox)> = bars.iter().enumerate().map(bar).collect();
    if below {
        return PaperBox::column(8.0, parts.into_iter().map(|(_, part)| part).collect()).role(Role::PlainList);
    }
    PaperBox::row(5.0, RowAlign::Top, parts).role(Role::PlainList)
}
