//! The characters of glyphs, in fewer bytes than printpdf writes them.

use std::collections::BTreeMap;

/// Characters by code, as hexadecimal UTF-16.
pub(super) type Characters = BTreeMap<u16, String>;

/// Most glyphs of one range: their codes differ in the last byte alone.
const RANGE: usize = 256;

/// Codes that may be those of their own characters.
const ASCII: std::ops::RangeInclusive<u16> = 0x20..=0x7e;

/// Returns the characters of a map; none if there is anything but single codes in it.
pub(super) fn read(map: &str) -> Option<Characters> {
    let mut characters = Characters::new();
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
            let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
            characters.insert(u16::from_str_radix(code, 16).ok()?, text.to_ascii_uppercase());
        }
    }
    Some(characters).filter(|characters| !characters.is_empty())
}

/// Writes a map; none if it would take too many ranges.
pub(super) fn write(characters: &Characters) -> Option<String> {
    let is_own = |(code, text): (&u16, &String)| *text == format!("{code:04X}");
    let own = characters.range(ASCII).all(is_own) && characters.range(ASCII).next().is_some();
    let rest: Vec<(u16, &String)> =
        characters.iter().map(|(code, text)| (*code, text)).filter(|(code, _)| !own || !ASCII.contains(code)).collect();
    let ranges: Vec<&[(u16, &String)]> = rest.chunk_by(|a, b| a.0 + 1 == b.0 && a.0 >> 8 == b.0 >> 8).collect();
    let count = ranges.len() + usize::from(own);
    if count > 100 || ranges.iter().any(|range| range.len() > RANGE) {
        return None;
    }
    let range = |range: &[(u16, &String)]| {
        let texts: String = range.iter().flat_map(|(_, text)| ["<", text, ">"]).collect();
        let (first, last) = (range.first()?.0, range.last()?.0);
        Some(format!("<{first:04X}><{last:04X}>[{texts}]\n"))
    };
    let (first, last) = (ASCII.start(), ASCII.end());
    let same = own.then(|| format!("<{first:04X}><{last:04X}><{first:04X}>\n"));
    let ranges: String = same.into_iter().chain(ranges.into_iter().filter_map(range)).collect();
    Some(format!(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName/U def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n{count} beginbfrange\n{ranges}endbfrange\n\
         endcmap\nend\nend\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn codes_in_a_row_are_one_range() {
        let map = "begincmap\n3 beginbfchar\n<0001> <0020>\n<0002> <00660069>\n<0004> <0041>\nendbfchar\nendcmap\n";
        let short = write(&read(map).unwrap()).unwrap();
        assert!(short.contains("2 beginbfrange\n<0001><0002>[<0020><00660069>]\n<0004><0004>[<0041>]\nendbfrange"));
        assert_eq!(read("1 beginbfrange\n<0001> <0002> <0041>\nendbfrange\n"), None);
        assert_eq!(read("endcmap"), None);
    }

    #[test]
    fn codes_of_ascii_are_one_range_if_each_is_its_own() {
        let own = "2 beginbfchar\n<0041> <0041>\n<007a> <007a>\n<0080> <2019>\nendbfchar\n";
        let short = write(&read(own).unwrap()).unwrap();
        assert!(short.contains("2 beginbfrange\n<0020><007E><0020>\n<0080><0080>[<2019>]\nendbfrange"), "{short}");
        let other = read(&own.replace("<007a> <007a>", "<007a> <0062>")).unwrap();
        assert!(write(&other).unwrap().contains("<0041><0041>[<0041>]\n<007A><007A>[<0062>]"));
    }
}
