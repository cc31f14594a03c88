//! Font programs without the tables that a PDF file has elsewhere.

/// Names and PostScript names: the file states them in its font dictionaries (ISO 32000-1, 9.9).
const LEFT_OUT: [&[u8]; 2] = [b"name", b"post"];

/// Returns a TrueType program without these tables, and with this map from characters to glyphs unless it is empty; the
/// program itself if it cannot be read.
pub(crate) fn slim(program: Vec<u8>, map: Vec<(u16, u16)>) -> Vec<u8> {
    rebuilt(&program, &character_map(map)).unwrap_or(program)
}

/// Greatest number of codes without a glyph within a segment: they take less than another segment.
const GAP: u16 = 3;

/// Returns the table `cmap` in format 4, for Unicode on Windows; empty for an empty map.
fn character_map(mut map: Vec<(u16, u16)>) -> Vec<u8> {
    if map.is_empty() {
        return Vec::new();
    }
    map.sort_unstable();
    // The first code of a segment, and the glyph of each of its codes.
    let mut segments: Vec<(u16, Vec<u16>)> = Vec::new();
    for (code, glyph) in map {
        let next = |(first, glyphs): &(u16, Vec<u16>)| usize::from(code - first) - glyphs.len();
        match segments.last_mut().filter(|last| next(last) <= usize::from(GAP)) {
            Some(last) => {
                let gap = next(last);
                last.1.extend(std::iter::repeat_n(0, gap).chain([glyph]));
            }
            None => segments.push((code, vec![glyph])),
        }
    }
    let word = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let count = segments.len() + 1;
    let ends = segments.iter().map(|(first, glyphs)| first + word(glyphs.len() - 1)).chain([u16::MAX]);
    let starts = segments.iter().map(|(first, _)| *first).chain([u16::MAX]);
    let deltas = std::iter::repeat_n(0, count - 1).chain([1]);
    let mut before = 0;
    // Distances in bytes from their own place to the glyphs of the segment.
    let offsets = segments.iter().enumerate().map(|(n, (_, glyphs))| {
        before += glyphs.len();
        word(2 * (count - n + before - glyphs.len()))
    });
    let offsets: Vec<u16> = offsets.chain([0]).collect();
    let glyphs = segments.iter().flat_map(|(_, glyphs)| glyphs.iter().copied());
    let body: Vec<u16> = ends.chain([0]).chain(starts).chain(deltas).chain(offsets).chain(glyphs).collect();
    let selector = count.ilog2();
    let range = 2 << selector;
    let head = [
        4,
        word(14 + 2 * body.len()),
        0,
        word(2 * count),
        word(range),
        word(selector as usize),
        word(2 * count - range),
    ];
    // Version, one table, Windows, Unicode, its offset.
    [0, 1, 3, 1, 0, 12].into_iter().chain(head).chain(body).flat_map(u16::to_be_bytes).collect()
}

/// Returns the checksum of a table.
fn sum(table: &[u8]) -> [u8; 4] {
    let word =
        |part: &[u8]| part.iter().fold(0_u32, |word, byte| (word << 8) | u32::from(*byte)) << (8 * (4 - part.len()));
    table.chunks(4).map(word).fold(0_u32, u32::wrapping_add).to_be_bytes()
}

fn rebuilt(program: &[u8], map: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_be_bytes(program.get(at..at + 4)?.try_into().ok()?));
    let count = usize::from(u16::from_be_bytes(program.get(4..6)?.try_into().ok()?));
    let mut tables = Vec::new();
    for n in 0..count {
        let entry = 12 + 16 * n;
        let (tag, sum) = (program.get(entry..entry + 4)?, program.get(entry + 4..entry + 8)?);
        let (from, length) = (usize::try_from(number(entry + 8)?).ok()?, usize::try_from(number(entry + 12)?).ok()?);
        let data = program.get(from..from.checked_add(length)?)?;
        if !LEFT_OUT.contains(&tag) {
            tables.push((tag, sum, data));
        }
    }
    let map_sum = sum(map);
    if !map.is_empty() {
        tables.push((&b"cmap"[..], &map_sum[..], map));
        tables.sort_by_key(|(tag, ..)| *tag);
    }
    let kept = u16::try_from(tables.len()).ok()?;
    let selector = kept.checked_ilog2()?;
    let range = 16 * (1_u16 << selector);
    let mut slim = program.get(..4)?.to_vec();
    let head = [kept, range, u16::try_from(selector).ok()?, 16 * kept - range];
    slim.extend(head.into_iter().flat_map(u16::to_be_bytes));
    let mut at = 12 + 16 * tables.len();
    for (tag, sum, data) in &tables {
        slim.extend_from_slice(tag);
        slim.extend_from_slice(sum);
        slim.extend(u32::try_from(at).ok()?.to_be_bytes());
        slim.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
        at += data.len().next_multiple_of(4);
    }
    for (_, _, data) in tables {
        slim.extend_from_slice(data);
        slim.resize(slim.len().next_multiple_of(4), 0);
    }
    Some(slim)
}

#[cfg(test)]
mod tests {
    use super::slim;

    #[test]
    fn what_is_no_font_stays() {
        for bytes in [&b""[..], b"0123", &[0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0]] {
            assert_eq!(slim(bytes.to_vec(), Vec::new()), bytes);
        }
    }

    #[test]
    fn a_face_loses_its_names_and_keeps_its_glyphs() {
        let whole = crate::layout::face::Face::Easy.bytes().to_vec();
        let less = slim(whole.clone(), Vec::new());
        let has = |program: &[u8], tag: &[u8]| program[..400].windows(4).any(|own| own == tag);
        assert!(has(&whole, b"name") && !has(&less, b"name") && !has(&less, b"post"));
        assert!(has(&less, b"glyf") && has(&less, b"hmtx") && less.len() < whole.len());
    }
}
