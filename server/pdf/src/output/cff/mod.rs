//! Font programs in the Compact Font Format (Adobe Technical Note 5176): the outlines of some glyphs under codes of our
//! own, and nothing that a PDF file has elsewhere.
//!
//! Cubic outlines take about a quarter less than the quadratic ones of TrueType, and glyphs need neither bounds nor
//! positions. Hints are left out: sheets are printed.

mod charstring;

pub(super) use self::charstring::Outline;

/// A glyph under the code that stands for it in text.
pub(super) struct CodedGlyph {
    pub code: u16,
    /// Advance in font units.
    pub width: u16,
    pub outline: Outline,
}

/// Identifiers of the first strings of a program's own.
const ADOBE: i32 = 391;
const IDENTITY: i32 = 392;

/// Returns an OpenType file whose only table is a program with these glyphs, in the order of their codes. The glyph of code
/// 0, which stands for nothing, is added before them.
pub(super) fn program(name: &str, bounds: [i16; 4], glyphs: &[CodedGlyph]) -> Vec<u8> {
    let table = table(name, bounds, glyphs);
    let word = |n: u32| n.to_be_bytes();
    let length = u32::try_from(table.len()).unwrap_or(u32::MAX);
    // One table, 16 bytes to search; its entry: no checksum, behind the directory.
    let mut file = b"OTTO\0\x01\0\x10\0\0\0\0CFF \0\0\0\0".to_vec();
    file.extend([word(28), word(length)].concat());
    file.extend(table);
    file
}

fn table(name: &str, bounds: [i16; 4], glyphs: &[CodedGlyph]) -> Vec<u8> {
    let mut widths: Vec<u16> = glyphs.iter().map(|glyph| glyph.width).collect();
    widths.sort_unstable();
    // Widths are written as differences to this one, so one in the middle makes most of them short.
    let middle = i32::from(widths.get(widths.len() / 2).copied().unwrap_or_default());
    let strings =
        glyphs.iter().map(|glyph| glyph.outline.charstring(i32::from(glyph.width) - middle)).collect::<Vec<_>>();
    let none = Outline::default().charstring(-middle);
    let charstrings = index([none].into_iter().chain(strings));
    let charset = charset(glyphs);
    let count = u16::try_from(glyphs.len() + 1).unwrap_or(u16::MAX).to_be_bytes();
    // All glyphs belong to the first font dictionary.
    let selection = [3, 0, 1, 0, 0, 0, count[0], count[1]];
    let private = operator(&[middle], &[21]);

    let begin = [b"\x01\0\x04\x04".to_vec(), index([name.as_bytes().to_vec()])].concat();
    let middle_part = [index([b"Adobe".to_vec(), b"Identity".to_vec()]), index([])].concat();
    let codes = i32::from(glyphs.last().map_or(0, |glyph| glyph.code)) + 1;
    let top = |offsets: [usize; 4]| {
        let [charset, selection, charstrings, fonts] = offsets.map(long);
        let bounds = bounds.map(i32::from);
        index([[
            operator(&[ADOBE, IDENTITY, 0], &[12, 30]),
            operator(&bounds, &[5]),
            operator(&[codes], &[12, 34]),
            [&charset[..], &[15]].concat(),
            [&selection[..], &[12, 37]].concat(),
            [&charstrings[..], &[17]].concat(),
            [&fonts[..], &[12, 36]].concat(),
        ]
        .concat()])
    };
    let fonts = |private_at: usize| {
        let size = operator(&[i32::try_from(private.len()).unwrap_or_default()], &[]);
        index([[&size[..], &long(private_at), &[18]].concat()])
    };
    let charset_at = begin.len() + top([0; 4]).len() + middle_part.len();
    let selection_at = charset_at + charset.len();
    let charstrings_at = selection_at + selection.len();
    let fonts_at = charstrings_at + charstrings.len();
    let private_at = fonts_at + fonts(0).len();
    let top = top([charset_at, selection_at, charstrings_at, fonts_at]);
    [begin, top, middle_part, charset, selection.to_vec(), charstrings, fonts(private_at), private].concat()
}

/// Returns the codes of all glyphs but the first: each code, or ranges of them, whichever is shorter.
fn charset(glyphs: &[CodedGlyph]) -> Vec<u8> {
    let codes: Vec<u16> = glyphs.iter().map(|glyph| glyph.code).collect();
    let each = [0].into_iter().chain(codes.iter().flat_map(|code| code.to_be_bytes())).collect::<Vec<u8>>();
    let mut ranges = vec![1];
    for run in codes.chunk_by(|a, b| a + 1 == *b).flat_map(|run| run.chunks(256)) {
        ranges.extend(run[0].to_be_bytes());
        ranges.push(u8::try_from(run.len() - 1).unwrap_or(u8::MAX));
    }
    if ranges.len() < each.len() { ranges } else { each }
}

/// Returns an index: the offsets of its parts, and the parts.
fn index(parts: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let parts: Vec<Vec<u8>> = parts.into_iter().collect();
    let mut written = u16::try_from(parts.len()).unwrap_or(u16::MAX).to_be_bytes().to_vec();
    if parts.is_empty() {
        return written;
    }
    let end = 1 + parts.iter().map(Vec::len).sum::<usize>();
    let size = (1..4).find(|size| end >> (8 * size) == 0).unwrap_or(4);
    written.push(u8::try_from(size).unwrap_or_default());
    let mut at: u32 = 1;
    for part in [&Vec::new()].into_iter().chain(&parts) {
        at += u32::try_from(part.len()).unwrap_or_default();
        written.extend_from_slice(&at.to_be_bytes()[4 - size..]);
    }
    written.extend(parts.into_iter().flatten());
    written
}

/// Returns an entry of a dictionary.
fn operator(operands: &[i32], operator: &[u8]) -> Vec<u8> {
    let mut written = Vec::new();
    for operand in operands {
        charstring::number(*operand, &mut written);
    }
    written.extend_from_slice(operator);
    written
}

/// Returns an offset, in as many bytes whatever it is.
fn long(offset: usize) -> [u8; 5] {
    let [a, b, c, d] = u32::try_from(offset).unwrap_or(u32::MAX).to_be_bytes();
    [29, a, b, c, d]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use skrifa::{
        FontRef, GlyphId, MetadataProvider,
        instance::{LocationRef, Size},
        outline::{DrawSettings, OutlinePen},
        raw::ps::cff::CffFontRef,
    };

    use super::*;
    use crate::layout::face::Face;

    /// The path of an outline as far as it is filled: it is closed in any case, so a line back to its beginning is nothing.
    #[derive(Default, Debug, PartialEq)]
    struct Path(Vec<(char, Vec<i32>)>);

    impl Path {
        fn add(&mut self, kind: char, numbers: &[f32]) {
            #[expect(clippy::cast_possible_truncation, reason = "font units")]
            self.0.push((kind, numbers.iter().map(|number| number.round() as i32).collect()));
        }
    }

    impl OutlinePen for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.add('m', &[x, y]);
        }

        fn line_to(&mut self, x: f32, y: f32) {
            self.add('l', &[x, y]);
        }

        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}

        fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
            self.add('c', &[ax, ay, bx, by, x, y]);
        }

        fn close(&mut self) {
            let begin = self.0.iter().rposition(|(kind, _)| *kind == 'm').unwrap();
            let last = self.0.last().unwrap();
            if last.0 == 'l' && last.1 == self.0[begin].1 {
                self.0.pop();
            }
            self.add('h', &[]);
        }
    }

    fn draw(face: Face, glyph: u16, pen: &mut impl OutlinePen) {
        let font = FontRef::new(face.bytes()).unwrap();
        let unscaled = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        font.outline_glyphs().get(GlyphId::from(glyph)).unwrap().draw(unscaled, pen).unwrap();
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn glyphs_keep_shapes_and_widths_under_their_codes(
            face in prop::sample::select(Face::ALL.into_iter().filter(|face| face.is_cubic()).collect::<Vec<_>>()),
            ids in prop::collection::btree_set(1_u16..1000, 1..80),
            step in 1_u16..4,
        ) {
            let coded = |(code, id): (u16, &u16)| {
                let mut outline = Outline::default();
                draw(face, *id, &mut outline);
                CodedGlyph { code, width: 100 + *id, outline }
            };
            let glyphs: Vec<CodedGlyph> = (32..).step_by(step.into()).zip(&ids).map(coded).collect();
            let file = program("ABCDEF+Name", [-10, -20, 1000, 900], &glyphs);
            let font = CffFontRef::new_cff(&file[28..], 0, None).unwrap();
            prop_assert!(font.is_cid());
            prop_assert_eq!(font.num_glyphs() as usize, ids.len() + 1);
            let (charset, part) = (font.charset().unwrap(), font.subfont(0, &[]).unwrap());
            for ((n, glyph), id) in (1_u32..).map(GlyphId::new).zip(&glyphs).zip(&ids) {
                prop_assert_eq!(charset.string_id(n).unwrap().to_u16(), glyph.code);
                let (mut expected, mut path) = (Path::default(), Path::default());
                draw(face, *id, &mut expected);
                let width = font.draw(&part, n, &[], None, &mut path).unwrap();
                prop_assert_eq!(path, expected);
                prop_assert_eq!(width, Some(f32::from(glyph.width)));
            }
        }
    }
}
