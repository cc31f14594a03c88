//! Font programs without the tables that a PDF file has elsewhere.

/// Names and PostScript names: the file states them in its font dictionaries (ISO 32000-1, 9.9).
const LEFT_OUT: [&[u8]; 2] = [b"name", b"post"];

/// Returns a TrueType program without these tables; the program itself if it cannot be read.
pub(crate) fn slim(program: Vec<u8>) -> Vec<u8> {
    rebuilt(&program).unwrap_or(program)
}

fn rebuilt(program: &[u8]) -> Option<Vec<u8>> {
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
            assert_eq!(slim(bytes.to_vec()), bytes);
        }
    }

    #[test]
    fn a_face_loses_its_names_and_keeps_its_glyphs() {
        let whole = crate::layout::face::Face::Sans.bytes().to_vec();
        let less = slim(whole.clone());
        let has = |program: &[u8], tag: &[u8]| program[..400].windows(4).any(|own| own == tag);
        assert!(has(&whole, b"name") && !has(&less, b"name") && !has(&less, b"post"));
        assert!(has(&less, b"glyf") && has(&less, b"hmtx") && less.len() < whole.len());
    }
}
