//! The characters of glyphs, in fewer bytes than printpdf writes them.

/// Most glyphs of one range: their codes differ in the last byte alone.
const RANGE: usize = 256;

/// Returns a map with the same characters; none if there is anything but single codes in it.
pub(super) fn terse(map: &str) -> Option<String> {
    let mut codes: Vec<(u16, &str)> = Vec::new();
    let mut is_open = false;
    for line in map.lines() {
        if line.ends_with("bfrange") {
            return None;
        }
        if line.ends_with("bfchar") {
            is_open = line.ends_with("beginbfchar");
            continue;
        }
        if is_open {
            let (code, characters) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
            codes.push((u16::from_str_radix(code, 16).ok()?, characters));
        }
    }
    codes.sort_unstable();
    let mut ranges: Vec<&[(u16, &str)]> = codes.chunk_by(|a, b| a.0 + 1 == b.0 && a.0 >> 8 == b.0 >> 8).collect();
    if ranges.is_empty() || ranges.len() > 100 || ranges.iter().any(|range| range.len() > RANGE) {
        return None;
    }
    let count = ranges.len();
    let range = |range: &[(u16, &str)]| {
        let characters: String = range.iter().flat_map(|(_, characters)| ["<", characters, ">"]).collect();
        let (first, last) = (range.first()?.0, range.last()?.0);
        Some(format!("<{first:04X}><{last:04X}>[{characters}]\n"))
    };
    let ranges: String = ranges.drain(..).filter_map(range).collect();
    Some(format!(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName/U def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n{count} beginbfrange\n{ranges}endbfrange\n\
         endcmap\nend\nend\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::terse;

    #[test]
    fn codes_in_a_row_are_one_range() {
        let map = "begincmap\n3 beginbfchar\n<0001> <0020>\n<0002> <00660069>\n<0004> <0041>\nendbfchar\nendcmap\n";
        let short = terse(map).unwrap();
        assert!(short.contains("2 beginbfrange\n<0001><0002>[<0020><00660069>]\n<0004><0004>[<0041>]\nendbfrange"));
        assert_eq!(terse("1 beginbfrange\n<0001> <0002> <0041>\nendbfrange\n"), None);
        assert_eq!(terse("endcmap"), None);
    }
}
