//! From the words of a paragraph to its lines.

use std::ops::Range;

use unicode_bidi::Level;

use crate::{
    PdfError,
    bidi::{self, Directions},
    breaks::{self, Kind, Opportunity},
    document::Text,
    face::Face,
    fit::{self, Break},
    shape::{Glyph, points, shape},
    style::{self, Colour, TextStyle},
};

/// A line, ready to be placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// Its words, face by face, in the order in which they are read.
    pub runs: Vec<Run>,
    /// Width of its ink in points, without the space at its end.
    pub width: f32,
    /// Whether its paragraph runs from right to left.
    pub right_to_left: bool,
}

/// Words in one face.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    /// The face.
    pub face: Face,
    /// Its size in points.
    pub size: f32,
    /// Its colour.
    pub colour: Colour,
    /// Which stretch of the paragraph it comes from, where that leads somewhere.
    pub link: Option<usize>,
    /// From the left end of the line, in points.
    pub x: f32,
    /// Whether its words run from right to left.
    pub right_to_left: bool,
    /// The glyphs in the order in which they are read; their places count from the beginning of `text`.
    pub glyphs: Vec<Glyph>,
    /// The characters. At a wrapped line they end in the space that the wrap stands for, so that copied words keep apart.
    pub text: String,
}

impl Run {
    /// Its width in points.
    pub(crate) fn width(&self) -> f32 {
        points(self.glyphs.iter().map(|glyph| glyph.advance).sum(), self.face, self.size)
    }

    /// The glyphs that belong together, with their characters.
    pub(crate) fn clusters(&self) -> impl Iterator<Item = (&[Glyph], &str)> {
        let mut rest = self.glyphs.as_slice();
        std::iter::from_fn(move || {
            let at = rest.first()?.at;
            let count = rest.iter().take_while(|glyph| glyph.at == at).count();
            let (cluster, after) = rest.split_at(count);
            rest = after;
            let text = &self.text[at..after.first().map_or(self.text.len(), |glyph| glyph.at)];
            // A soft hyphen that is not drawn belongs to the letter before it only by accident.
            let shown = text.trim_end_matches('\u{ad}');
            Some((cluster, if shown.is_empty() { text } else { shown }))
        })
    }
}

/// The lines of a paragraph, none of them wider than `measure` points, chosen as the style says.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] for the first character without a shape.
pub(crate) fn lines(text: &Text, style: &TextStyle, measure: f32, language: &str) -> Result<Vec<Line>, PdfError> {
    let galley = Galley::new(text, style, language)?;
    let places = galley.places(measure, language);
    let breaks = galley.breaks(&places)?;
    let mut start = None;
    fit::best(&breaks, measure, style.manner)
        .into_iter()
        .map(|end| galley.line(&places, &breaks, start.replace(end), end))
        .collect()
}

/// The words as one line, however wide. Their first letter says which way they run.
pub(crate) fn single(words: &str, style: &TextStyle) -> Result<Line, PdfError> {
    single_in(words, style, "")
}

/// The same in a document in this language.
pub(crate) fn single_in(words: &str, style: &TextStyle, language: &str) -> Result<Line, PdfError> {
    let mut lines = lines(&Text::from(words), style, f32::MAX, language)?;
    Ok(lines.pop().unwrap_or_default())
}

/// A paragraph as one endless line.
struct Galley<'a> {
    style: &'a TextStyle,
    text: String,
    ways: Directions,
    stretches: Vec<Stretch>,
    /// Where the pen stands before each byte, and after the last one.
    pens: Vec<f32>,
}

/// Words in one face within a galley.
struct Stretch {
    face: Face,
    level: Level,
    link: Option<usize>,
    range: Range<usize>,
    glyphs: Vec<Glyph>,
}

impl<'a> Galley<'a> {
    fn new(text: &Text, style: &'a TextStyle, language: &str) -> Result<Self, PdfError> {
        let (text, parts) = join(text, style);
        let ways = Directions::of(&text, language);
        let mut stretches = Vec::with_capacity(parts.len());
        let mut pens = Vec::with_capacity(text.len() + 1);
        let mut pen = 0.0;
        for (range, face, link) in parts {
            for (range, face, level) in bidi::stretches(&text, range, face, &ways) {
                let glyphs = shape(face, &text[range.clone()], range.start, level.is_rtl())?;
                pen = set_pens(&mut pens, pen, &glyphs, &range, face, face.size(style.size));
                stretches.push(Stretch { face, level, link, range, glyphs });
            }
        }
        pens.push(pen);
        Ok(Self { style, text, ways, stretches, pens })
    }

    /// Where lines may end. What is wider than the measure may be divided after its syllables, whatever the style says, and
    /// where that is not enough it may be cut anywhere.
    fn places(&self, measure: f32, language: &str) -> Vec<Opportunity> {
        let fits = |from: usize, to: usize| self.ink(to) - self.pens[from] <= measure;
        let mut from = 0;
        let mut places = Vec::new();
        for place in breaks::opportunities(&self.text, self.style.hyphenate.then_some(language)) {
            if fits(from, place.at) {
                places.push(place);
            } else {
                let word = &self.text[from..place.at];
                let syllables = breaks::opportunities(word, Some(language));
                let syllables = syllables.into_iter().map(|part| Opportunity { at: from + part.at, ..part });
                let mut start = from;
                for syllable in syllables.filter(|syllable| syllable.at < place.at).chain([place]) {
                    if !fits(start, syllable.at) {
                        places.extend(breaks::forced(&self.text, start, syllable.at));
                    }
                    places.push(syllable);
                    start = syllable.at;
                }
            }
            from = place.at;
        }
        places
    }

    fn breaks(&self, places: &[Opportunity]) -> Result<Vec<Break>, PdfError> {
        places
            .iter()
            .map(|place| {
                let hyphen = matches!(place.kind, Kind::Soft | Kind::Syllable);
                let ink = self.ink(place.at) + if hyphen { self.hyphen(place.at)?.1 } else { 0.0 };
                let cost = match place.kind {
                    Kind::Plain if dangles(&self.text[..place.at]) => fit::DANGLING,
                    Kind::Plain => 0.0,
                    Kind::Soft | Kind::Syllable => fit::HYPHEN,
                    Kind::Forced => fit::FORCED,
                };
                Ok(Break { ink, resume: self.pens[place.at], cost, hyphen })
            })
            .collect()
    }

    /// Where the ink before a place ends: white space has none.
    fn ink(&self, at: usize) -> f32 {
        self.pens[self.text[..at].trim_end().len()]
    }

    /// The hyphen of the face in use before a place, and its width.
    fn hyphen(&self, at: usize) -> Result<(Vec<Glyph>, f32), PdfError> {
        let face = self.stretches.iter().find(|s| s.range.contains(&(at - 1))).map_or(self.style.faces[0], |s| s.face);
        let glyphs = shape(face, "-", 0, false)?;
        let width = points(glyphs.iter().map(|glyph| glyph.advance).sum(), face, face.size(self.style.size));
        Ok((glyphs, width))
    }

    fn line(
        &self,
        places: &[Opportunity],
        breaks: &[Break],
        start: Option<usize>,
        end: usize,
    ) -> Result<Line, PdfError> {
        let from = start.map_or(0, |n| places[n].at);
        let place = places[end];
        // The space at the end of a line goes with the paragraph, whichever way the word before it runs (UAX 9, L1).
        let ink = if self.ways.is_plain() { place.at } else { from + self.text[from..place.at].trim_end().len() };
        let (mut runs, mut levels) = (Vec::new(), Vec::new());
        for (part, end) in [(from..ink, false), (ink..place.at, true)] {
            for stretch in &self.stretches {
                let range = stretch.range.start.max(part.start)..stretch.range.end.min(part.end);
                if !range.is_empty() {
                    runs.push(self.cut(stretch, range, from)?);
                    levels.push(if end { self.ways.base() } else { stretch.level });
                }
            }
        }
        if breaks[end].hyphen
            && let Some(run) = runs.last_mut()
        {
            // Read as a soft hyphen, so that a reader joins the word again.
            let at = run.text.trim_end_matches('\u{ad}').len();
            run.text.truncate(at);
            run.text.push('\u{ad}');
            run.glyphs.extend(self.hyphen(place.at)?.0.into_iter().map(|glyph| Glyph { at, ..glyph }));
        }
        let mut width = breaks[end].ink - start.map_or(0.0, |n| breaks[n].resume);
        if !self.ways.is_plain() {
            width = arrange(&mut runs, &levels, ink - from);
        }
        Ok(Line { runs, width, right_to_left: self.ways.base().is_rtl() })
    }

    /// Part of a stretch as a run; shaped anew where a cut changes the look.
    fn cut(&self, stretch: &Stretch, range: Range<usize>, line: usize) -> Result<Run, PdfError> {
        let first = stretch.glyphs.partition_point(|glyph| glyph.at < range.start);
        let end = stretch.glyphs.partition_point(|glyph| glyph.at < range.end);
        let clean = |index: usize, at: usize| {
            at == stretch.range.start
                || at == stretch.range.end
                || stretch.glyphs.get(index).is_none_or(|glyph| glyph.at == at && glyph.cuttable)
        };
        let mut glyphs = if clean(first, range.start) && clean(end, range.end) {
            stretch.glyphs[first..end].to_vec()
        } else {
            shape(stretch.face, &self.text[range.clone()], range.start, stretch.level.is_rtl())?
        };
        for glyph in &mut glyphs {
            glyph.at -= range.start;
        }
        Ok(Run {
            face: stretch.face,
            size: stretch.face.size(self.style.size),
            colour: stretch.link.map_or(self.style.colour, |_| style::GREEN),
            link: stretch.link,
            x: self.pens[range.start] - self.pens[line],
            right_to_left: stretch.level.is_rtl(),
            glyphs,
            text: self.text[range].to_owned(),
        })
    }
}

/// Puts runs at these levels in their places from left to right, and returns the width of the first `ink` bytes: what
/// follows them is the space at the end, which hangs out.
fn arrange(runs: &mut [Run], levels: &[Level], ink: usize) -> f32 {
    let mut x = 0.0;
    for n in bidi::from_left_to_right(levels) {
        runs[n].x = x;
        x += runs[n].width();
    }
    let mut bytes = 0;
    let shown = |run: &&Run| {
        bytes += run.text.len();
        bytes <= ink || run.text.ends_with('\u{ad}')
    };
    let edges: Vec<(f32, f32)> = runs.iter().filter(shown).map(|run| (run.x, run.x + run.width())).collect();
    let left = edges.iter().map(|edge| edge.0).reduce(f32::min).unwrap_or_default();
    let right = edges.iter().map(|edge| edge.1).fold(left, f32::max);
    for run in runs {
        run.x -= left;
    }
    right - left
}

/// Whether a text ends in a word of one letter.
fn dangles(text: &str) -> bool {
    let mut last = text.trim_end().chars().rev();
    last.next().is_some_and(char::is_alphabetic) && last.next().is_some_and(char::is_whitespace)
}

/// Words in one face, and which span they come from where that is a link.
type Part = (Range<usize>, Face, Option<usize>);

/// The words with single spaces between them, and which face each stretch is in.
fn join(text: &Text, style: &TextStyle) -> (String, Vec<Part>) {
    let mut joined = String::new();
    let mut parts: Vec<Part> = Vec::new();
    for (n, span) in text.0.iter().enumerate() {
        let start = joined.len();
        for c in span.words.chars() {
            let no_break = matches!(c, '\u{a0}' | '\u{202f}');
            if !c.is_whitespace() || no_break {
                joined.push(c);
            } else if !joined.is_empty() && !joined.ends_with(' ') {
                joined.push(' ');
            }
        }
        let face = style.face(span.voice);
        let link = span.link.as_ref().map(|_| n);
        match parts.last_mut() {
            Some((range, same, to)) if *same == face && *to == link => range.end = joined.len(),
            _ if joined.len() > start => parts.push((start..joined.len(), face, link)),
            _ => {}
        }
    }
    joined.truncate(joined.trim_end_matches(' ').len());
    for (range, ..) in &mut parts {
        range.end = range.end.min(joined.len());
    }
    parts.retain(|(range, ..)| range.start < range.end);
    (joined, parts)
}

/// Adds where the pen stands before each byte of a stretch, and returns where it stands after it. Within a ligature the
/// pen moves evenly.
fn set_pens(pens: &mut Vec<f32>, start: f32, glyphs: &[Glyph], range: &Range<usize>, face: Face, size: f32) -> f32 {
    let mut units = 0;
    let mut index = 0;
    let mut pen = start;
    while index < glyphs.len() {
        let at = glyphs[index].at;
        while glyphs.get(index).is_some_and(|glyph| glyph.at == at) {
            units += glyphs[index].advance;
            index += 1;
        }
        let next = glyphs.get(index).map_or(range.end, |glyph| glyph.at);
        let after = start + points(units, face, size);
        let mut share = 0.0;
        let step = (after - pen) / f32::from(u16::try_from(next - at).unwrap_or(u16::MAX)).max(1.0);
        while pens.len() < next {
            pens.push(pen + share);
            share += step;
        }
        pen = after;
    }
    // What leaves no glyph has no width.
    pens.resize(range.end, pen);
    pen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Print, document::Voice, look::Look};

    fn body() -> TextStyle {
        Look::new(Print::default()).body
    }

    fn set(text: &Text, measure: f32) -> Vec<String> {
        lines(text, &body(), measure, "en")
            .unwrap()
            .iter()
            .map(|line| line.runs.iter().map(|run| run.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn a_wrapped_line_keeps_its_space_and_the_last_one_has_none() {
        let lines = set(&"  Small, early \n attempts work better  than late ones. ".into(), 130.0);
        assert_eq!(lines.concat(), "Small, early attempts work better than late ones.");
        assert!(lines.len() > 1);
        assert!(lines[..lines.len() - 1].iter().all(|line| line.ends_with(' ')));
    }

    #[test]
    fn voices_meet_without_losing_a_space() {
        let text =
            Text::from("it is ").then("not", Voice::Italic).then(" a ", Voice::Regular).then("task", Voice::Bold);
        assert_eq!(set(&text, 500.0), ["it is not a task"]);
        let line = &lines(&text, &body(), 500.0, "en").unwrap()[0];
        assert_eq!(
            line.runs.iter().map(|run| run.face).collect::<Vec<_>>(),
            [Face::Serif, Face::SerifItalic, Face::Serif, Face::SerifSemibold]
        );
        assert!(line.runs.is_sorted_by(|a, b| a.x < b.x));
    }

    #[test]
    fn what_is_too_wide_for_any_line_is_cut() {
        let lines = lines(&"www.example.org/".repeat(12).as_str().into(), &body(), 90.0, "en").unwrap();
        assert!(
            lines.iter().all(|line| line.width <= 90.01),
            "{:?}",
            lines.iter().map(|l| l.width).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_word_that_is_too_wide_is_divided_after_its_syllables_even_where_none_is() {
        let style = TextStyle { hyphenate: false, ..body() };
        let set = lines(&"die Benzodiazepinabhängigkeit".into(), &style, 80.0, "de").unwrap();
        let text: Vec<String> =
            set.iter().map(|line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>()).collect();
        assert!(
            text.len() > 1 && text[..text.len() - 1].iter().all(|line| line.ends_with(['\u{ad}', ' '])),
            "{text:?}"
        );
        assert_eq!(text.concat().replace('\u{ad}', ""), "die Benzodiazepinabhängigkeit");
    }

    #[test]
    fn a_soft_hyphen_shows_only_where_a_line_ends() {
        assert_eq!(set(&"a conver\u{ad}sation".into(), 500.0), ["a conver\u{ad}sation"]);
        let narrow = lines(&"a conver\u{ad}sation".into(), &body(), 60.0, "en").unwrap();
        assert_eq!(narrow.len(), 2);
        assert_eq!(narrow[0].runs[0].clusters().last().map(|(_, text)| text.to_owned()).as_deref(), Some("\u{ad}"));
        assert!(narrow[1].runs[0].clusters().all(|(_, text)| !text.contains('\u{ad}')));
    }

    #[test]
    fn syllables_divide_a_word_and_its_letters_stay_complete() {
        let style = TextStyle { hyphenate: true, ..body() };
        let lines = lines(&"quiet conversations afterwards".into(), &style, 62.0, "en").unwrap();
        let text: String = lines
            .iter()
            .flat_map(|line| &line.runs)
            .flat_map(|run| run.clusters().map(|(_, t)| t.to_owned()).collect::<Vec<_>>())
            .collect();
        assert!(text.contains('\u{ad}'));
        assert_eq!(text.replace('\u{ad}', ""), "quiet conversations afterwards");
    }
}
