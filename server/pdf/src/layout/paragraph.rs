//! Shapes a paragraph and sets it as lines.

use std::ops::Range;

use unicode_bidi::Level;

use crate::{
    PdfError,
    document::Text,
    layout::{
        bidi::{self, Directions},
        breaks::{self, BreakKind, BreakOpportunity},
        face::{Face, WritingSystem},
        knuth_plass::{self, BreakStyle, Breakpoint},
        shape::{Glyph, points, shape},
        style::{self, Colour, TextStyle},
    },
};

/// A line of text, relative to its left end and baseline.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextLine {
    /// Runs in reading order, one per typeface.
    pub runs: Vec<GlyphRun>,
    /// Width of the visible text in points, without trailing space.
    pub width: f32,
    /// Direction of the paragraph.
    pub right_to_left: bool,
}

/// Text in one typeface.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GlyphRun {
    pub face: Face,
    /// Type size in points.
    pub size: f32,
    pub colour: Colour,
    /// Index of the linked span of the paragraph.
    pub link: Option<usize>,
    /// Distance from the left end of the line, in points.
    pub x: f32,
    pub right_to_left: bool,
    /// Glyphs in reading order; their offsets count from the start of `text`.
    pub glyphs: Vec<Glyph>,
    /// The characters. A wrapped line ends in the space at which it wraps, so that copied words stay apart.
    pub text: String,
}

impl GlyphRun {
    /// Returns the width in points.
    pub(crate) fn width(&self) -> f32 {
        points(self.glyphs.iter().map(|glyph| glyph.advance).sum(), self.face, self.size)
    }

    /// Returns glyph clusters with their characters.
    pub(crate) fn clusters(&self) -> impl Iterator<Item = (&[Glyph], &str)> {
        let mut rest = self.glyphs.as_slice();
        std::iter::from_fn(move || {
            let at = rest.first()?.at;
            let count = rest.iter().take_while(|glyph| glyph.at == at).count();
            let (cluster, after) = rest.split_at(count);
            rest = after;
            let text = &self.text[at..after.first().map_or(self.text.len(), |glyph| glyph.at)];
            // An invisible soft hyphen does not belong to the letter before it.
            let shown = text.trim_end_matches('\u{ad}');
            Some((cluster, if shown.is_empty() { text } else { shown }))
        })
    }
}

/// Breaks a paragraph into lines of at most `measure` points, by the break style of `style`.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] for the first character without a glyph.
pub(crate) fn lines(text: &Text, style: &TextStyle, measure: f32, language: &str) -> Result<Vec<TextLine>, PdfError> {
    let paragraph = ShapedParagraph::new(text, style, language)?;
    let places = paragraph.places(measure, language);
    let breaks = paragraph.breaks(&places)?;
    let mut start = None;
    knuth_plass::choose_breaks(&breaks, measure, style.break_style)
        .into_iter()
        .map(|end| paragraph.line(&places, &breaks, start.replace(end), end))
        .collect()
}

/// Sets text as one line, however wide. Its first letter determines the direction.
pub(crate) fn single(words: &str, style: &TextStyle) -> Result<TextLine, PdfError> {
    single_in(words, style, "")
}

/// Sets text as one line in a document in `language`.
pub(crate) fn single_in(words: &str, style: &TextStyle, language: &str) -> Result<TextLine, PdfError> {
    let mut lines = lines(&Text::from(words), style, f32::MAX, language)?;
    Ok(lines.pop().unwrap_or_default())
}

/// A shaped paragraph before line breaking.
struct ShapedParagraph<'a> {
    style: &'a TextStyle,
    text: String,
    ways: Directions,
    shaped_runs: Vec<ShapedRun>,
    /// Pen position in points before each byte, and after the last one.
    pens: Vec<f32>,
}

/// Shaped text in one typeface.
struct ShapedRun {
    face: Face,
    script: WritingSystem,
    level: Level,
    link: Option<usize>,
    range: Range<usize>,
    glyphs: Vec<Glyph>,
}

impl<'a> ShapedParagraph<'a> {
    fn new(text: &Text, style: &'a TextStyle, language: &str) -> Result<Self, PdfError> {
        let (text, parts) = join(text, style);
        let ways = Directions::of(&text, language);
        let mut shaped_runs = Vec::with_capacity(parts.len());
        let mut pens = Vec::with_capacity(text.len() + 1);
        let mut pen = 0.0;
        for (range, face, link) in parts {
            for bidi::ScriptRun { range, face, script, level } in bidi::script_runs(&text, range, face, &ways) {
                let glyphs = shape(face, script, &text[range.clone()], range.start, level.is_rtl())?;
                pen = set_pens(&mut pens, pen, &glyphs, &range, face, face.optical_size(style.size));
                shaped_runs.push(ShapedRun { face, script, level, link, range, glyphs });
            }
        }
        pens.push(pen);
        Ok(Self { style, text, ways, shaped_runs, pens })
    }

    /// Returns the break opportunities. A word wider than the measure may be hyphenated whatever the style says, and
    /// cut anywhere if that is not enough.
    fn places(&self, measure: f32, language: &str) -> Vec<BreakOpportunity> {
        let fits = |from: usize, to: usize| self.ink(to) - self.pens[from] <= measure;
        let mut from = 0;
        let mut places = Vec::new();
        for place in breaks::opportunities(&self.text, self.style.hyphenate.then_some(language)) {
            if self.style.break_style == BreakStyle::Balanced && breaks::is_before_number(&self.text, place.at) {
                continue;
            }
            if fits(from, place.at) {
                places.push(place);
            } else {
                let word = &self.text[from..place.at];
                let syllables = breaks::opportunities(word, Some(language));
                let syllables = syllables.into_iter().map(|part| BreakOpportunity { at: from + part.at, ..part });
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

    fn breaks(&self, places: &[BreakOpportunity]) -> Result<Vec<Breakpoint>, PdfError> {
        places
            .iter()
            .map(|place| {
                let hyphen = matches!(place.kind, BreakKind::Soft | BreakKind::Syllable);
                let ink = self.ink(place.at) + if hyphen { self.hyphen(place.at)?.1 } else { 0.0 };
                let cost = match place.kind {
                    BreakKind::Plain if dangles(&self.text[..place.at]) => knuth_plass::DANGLING,
                    BreakKind::Plain => 0.0,
                    BreakKind::Soft | BreakKind::Syllable => knuth_plass::HYPHEN,
                    BreakKind::Forced => knuth_plass::FORCED,
                    BreakKind::ForcedAtEdge => 2.0 * knuth_plass::FORCED,
                };
                Ok(Breakpoint { ink, resume: self.pens[place.at], cost, hyphen })
            })
            .collect()
    }

    /// Returns the end of the visible text before an offset: trailing white space has no width.
    fn ink(&self, at: usize) -> f32 {
        self.pens[self.text[..at].trim_end().len()]
    }

    /// Returns the hyphen of the face in use before an offset, and its width.
    fn hyphen(&self, at: usize) -> Result<(Vec<Glyph>, f32), PdfError> {
        let face =
            self.shaped_runs.iter().find(|s| s.range.contains(&(at - 1))).map_or(self.style.faces[0], |s| s.face);
        let glyphs = shape(face, WritingSystem::Latin, "-", 0, false)?;
        let width = points(glyphs.iter().map(|glyph| glyph.advance).sum(), face, face.optical_size(self.style.size));
        Ok((glyphs, width))
    }

    fn line(
        &self,
        places: &[BreakOpportunity],
        breaks: &[Breakpoint],
        start: Option<usize>,
        end: usize,
    ) -> Result<TextLine, PdfError> {
        let from = start.map_or(0, |n| places[n].at);
        let place = places[end];
        // Trailing space takes the direction of the paragraph (UAX 9, L1).
        let ink = if self.ways.is_plain() { place.at } else { from + self.text[from..place.at].trim_end().len() };
        let (mut runs, mut levels) = (Vec::new(), Vec::new());
        for (part, end) in [(from..ink, false), (ink..place.at, true)] {
            for shaped_run in &self.shaped_runs {
                let range = shaped_run.range.start.max(part.start)..shaped_run.range.end.min(part.end);
                if !range.is_empty() {
                    runs.push(self.cut(shaped_run, range, from)?);
                    levels.push(if end { self.ways.base() } else { shaped_run.level });
                }
            }
        }
        if breaks[end].hyphen
            && let Some(run) = runs.last_mut()
        {
            // Store it as a soft hyphen, so that readers join the word again.
            let at = run.text.trim_end_matches('\u{ad}').len();
            run.text.truncate(at);
            run.text.push('\u{ad}');
            run.glyphs.extend(self.hyphen(place.at)?.0.into_iter().map(|glyph| Glyph { at, ..glyph }));
        }
        let mut width = breaks[end].ink - start.map_or(0.0, |n| breaks[n].resume);
        if !self.ways.is_plain() {
            width = arrange(&mut runs, &levels, ink - from);
        }
        Ok(TextLine { runs, width, right_to_left: self.ways.base().is_rtl() })
    }

    /// Cuts a run. Shapes it again if the cut changes its glyphs.
    fn cut(&self, shaped_run: &ShapedRun, range: Range<usize>, line: usize) -> Result<GlyphRun, PdfError> {
        let first = shaped_run.glyphs.partition_point(|glyph| glyph.at < range.start);
        let end = shaped_run.glyphs.partition_point(|glyph| glyph.at < range.end);
        let clean = |index: usize, at: usize| {
            at == shaped_run.range.start
                || at == shaped_run.range.end
                || shaped_run.glyphs.get(index).is_none_or(|glyph| glyph.at == at && glyph.cuttable)
        };
        let mut glyphs = if clean(first, range.start) && clean(end, range.end) {
            shaped_run.glyphs[first..end].to_vec()
        } else {
            shape(
                shaped_run.face,
                shaped_run.script,
                &self.text[range.clone()],
                range.start,
                shaped_run.level.is_rtl(),
            )?
        };
        for glyph in &mut glyphs {
            glyph.at -= range.start;
        }
        Ok(GlyphRun {
            face: shaped_run.face,
            size: shaped_run.face.optical_size(self.style.size),
            colour: shaped_run.link.map_or(self.style.colour, |_| style::GREEN),
            link: shaped_run.link,
            x: self.pens[range.start] - self.pens[line],
            right_to_left: shaped_run.level.is_rtl(),
            glyphs,
            text: self.text[range].to_owned(),
        })
    }
}

/// Positions runs at these levels from left to right, and returns the width of the first `ink` bytes. The trailing
/// space after them hangs out.
fn arrange(runs: &mut [GlyphRun], levels: &[Level], ink: usize) -> f32 {
    let mut x = 0.0;
    for n in bidi::from_left_to_right(levels) {
        runs[n].x = x;
        x += runs[n].width();
    }
    let mut bytes = 0;
    let shown = |run: &&GlyphRun| {
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

/// Tells if a text ends in a one-letter word.
fn dangles(text: &str) -> bool {
    let mut last = text.trim_end().chars().rev();
    last.next().is_some_and(char::is_alphabetic) && last.next().is_some_and(char::is_whitespace)
}

/// Byte range, typeface, and the index of the span if it is a link.
type Part = (Range<usize>, Face, Option<usize>);

/// Joins the spans with single spaces, and returns the range of each typeface.
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
        let face = style.face(span.emphasis);
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

/// Appends the pen position before each byte of a run, and returns the position after it. Within a ligature the pen
/// moves evenly.
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
    // Characters without a glyph have no width.
    pens.resize(range.end, pen);
    pen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PrintOptions, document::Emphasis, layout::theme::Theme};

    fn body() -> TextStyle {
        Theme::new(PrintOptions::default()).body
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
    fn emphasis_changes_keep_the_space_between_words() {
        let text = Text::from("it is ")
            .then("not", Emphasis::Italic)
            .then(" a ", Emphasis::Regular)
            .then("task", Emphasis::Bold);
        assert_eq!(set(&text, 500.0), ["it is not a task"]);
        let line = &lines(&text, &body(), 500.0, "en").unwrap()[0];
        assert_eq!(
            line.runs.iter().map(|run| run.face).collect::<Vec<_>>(),
            [Face::Serif, Face::SerifItalic, Face::Serif, Face::SerifSemibold]
        );
        assert!(line.runs.is_sorted_by(|a, b| a.x < b.x));
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut() {
        let lines = lines(&"www.example.org/".repeat(12).as_str().into(), &body(), 90.0, "en").unwrap();
        assert!(
            lines.iter().all(|line| line.width <= 90.01),
            "{:?}",
            lines.iter().map(|l| l.width).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_word_wider_than_a_line_is_hyphenated_even_without_hyphenation() {
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
