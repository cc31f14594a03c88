//! Reads a file back the way a reader that speaks does: by the tree, and by what its fonts say about their glyphs.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, content::Content};

/// A font as the file describes it.
pub(super) struct FontInFile {
    /// With the six letters in front.
    pub name: String,
    /// Characters of each code.
    pub characters: BTreeMap<u16, String>,
    /// Widths in thousandths of an em of each code.
    pub widths: BTreeMap<u16, i64>,
    /// The font program.
    pub program: Vec<u8>,
}

/// What is read of one page.
#[derive(Default)]
pub(super) struct PageText {
    /// Text by the number of its marked stretch.
    pub marked: BTreeMap<i64, String>,
    /// Decoration with words in it.
    pub artifacts: Vec<String>,
    /// Codes used of each font, by its name in the file.
    pub codes: BTreeMap<Vec<u8>, Vec<u16>>,
    /// Whether words stand outside of any mark.
    pub stray: bool,
}

/// A part of the tree without parts of its own, or the words of a part that has some.
pub(super) type Leaf = (String, String);

/// Opens a file.
pub(super) fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).unwrap()
}

/// Every page's text.
pub(super) fn pages(file: &Document) -> Vec<PageText> {
    file.page_iter().map(|page| page_text(file, page)).collect()
}

/// Fonts by their name in the file.
pub(super) fn fonts(file: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, FontInFile> {
    file.get_page_fonts(page).unwrap().into_iter().map(|(name, font)| (name, font_in_file(file, font))).collect()
}

/// What the tree holds, in its order: kind and words of each part that has words or is a field.
pub(super) fn tree(file: &Document) -> Vec<Leaf> {
    let ids: Vec<ObjectId> = file.page_iter().collect();
    let texts = pages(file);
    let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = file.dereference(root).unwrap().1.as_dict().unwrap();
    let mut leaves = Vec::new();
    walk(file, root, &ids, &texts, &mut leaves);
    leaves
}

fn walk(file: &Document, element: &Dictionary, ids: &[ObjectId], texts: &[PageText], leaves: &mut Vec<Leaf>) {
    let kind = element.get(b"S").and_then(Object::as_name).map(|name| String::from_utf8_lossy(name).into_owned());
    let mut words = String::new();
    for kid in kids(file, element) {
        if kid.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"MCR") {
            let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
            let page = &texts[ids.iter().position(|id| *id == page).unwrap()];
            words += page.marked.get(&kid.get(b"MCID").unwrap().as_i64().unwrap()).map_or("", String::as_str);
        } else {
            walk(file, kid, ids, texts, leaves);
        }
    }
    let kind = kind.unwrap_or_default();
    if !words.is_empty() || kind == "Form" {
        leaves.push((kind, words));
    }
}

/// The parts and marked stretches within a part.
pub(super) fn kids<'a>(file: &'a Document, element: &'a Dictionary) -> Vec<&'a Dictionary> {
    let Ok(kids) = element.get(b"K") else { return Vec::new() };
    let resolved = file.dereference(kids).unwrap().1;
    let list = resolved.as_array().map_or_else(|_| vec![resolved], |array| array.iter().collect());
    list.into_iter().map(|kid| file.dereference(kid).unwrap().1.as_dict().unwrap()).collect()
}

fn page_text(file: &Document, page: ObjectId) -> PageText {
    let fonts = fonts(file, page);
    let content = Content::decode(&file.get_page_content(page)).unwrap();
    let mut text = PageText::default();
    let mut font: Vec<u8> = Vec::new();
    // Each open mark: its number, whether it is decoration, and the words that replace its glyphs.
    let mut open: Vec<(Option<i64>, bool, bool)> = Vec::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
            "BMC" => open.push((None, operation.operands[0].as_name().unwrap() == b"Artifact", false)),
            "BDC" => {
                let properties = operation.operands[1].as_dict().unwrap();
                let replaced = properties.get(b"ActualText").ok().map(lopdf::decode_text_string);
                open.push((properties.get(b"MCID").and_then(Object::as_i64).ok(), false, replaced.is_some()));
                if let Some(words) = replaced {
                    text.add(&open, &words.unwrap());
                }
            }
            "EMC" => drop(open.pop()),
            "TJ" => {
                for item in operation.operands[0].as_array().unwrap() {
                    let Ok(code) = item.as_str() else { continue };
                    let code = u16::from_be_bytes([code[0], code[1]]);
                    text.codes.entry(font.clone()).or_default().push(code);
                    if !open.iter().any(|(_, _, replaced)| *replaced) {
                        text.add(&open, &fonts[&font].characters[&code]);
                    }
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "a mark is left open");
    text
}

impl PageText {
    fn add(&mut self, open: &[(Option<i64>, bool, bool)], words: &str) {
        if let Some(number) = open.iter().find_map(|(number, ..)| *number) {
            *self.marked.entry(number).or_default() += words;
        } else if open.iter().any(|(_, artifact, _)| *artifact) {
            self.artifacts.push(words.to_owned());
        } else {
            self.stray = true;
        }
    }
}

fn font_in_file(file: &Document, font: &Dictionary) -> FontInFile {
    let name = String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
    let map = file.dereference(font.get(b"ToUnicode").unwrap()).unwrap().1.as_stream().unwrap();
    let map = String::from_utf8(map.decompressed_content().unwrap()).unwrap();
    let descendants = file.dereference(font.get(b"DescendantFonts").unwrap()).unwrap().1.as_array().unwrap();
    let descendant = file.dereference(&descendants[0]).unwrap().1.as_dict().unwrap();
    let descriptor = file.dereference(descendant.get(b"FontDescriptor").unwrap()).unwrap().1.as_dict().unwrap();
    let program = file.dereference(descriptor.get(b"FontFile2").unwrap()).unwrap().1.as_stream().unwrap();
    let widths = widths(file.dereference(descendant.get(b"W").unwrap()).unwrap().1.as_array().unwrap());
    FontInFile { name, characters: characters(&map), widths, program: program.decompressed_content().unwrap() }
}

fn widths(array: &[Object]) -> BTreeMap<u16, i64> {
    let (firsts, lists): (Vec<_>, Vec<_>) = array.chunks(2).map(|pair| (&pair[0], &pair[1])).unzip();
    firsts
        .into_iter()
        .zip(lists)
        .flat_map(|(first, list)| {
            let first = u16::try_from(first.as_i64().unwrap()).unwrap();
            (first..).zip(list.as_array().unwrap().iter().map(|width| width.as_i64().unwrap()))
        })
        .collect()
}

/// `bfchar` and `bfrange` lines of a ToUnicode map.
fn characters(map: &str) -> BTreeMap<u16, String> {
    let mut characters = BTreeMap::new();
    let mut ranges = false;
    for line in map.lines() {
        ranges = (ranges || line.contains("beginbfrange")) && !line.contains("endbfrange");
        let fields: Vec<&str> = line.split(['<', '>']).map(str::trim).filter(|field| !field.is_empty()).collect();
        match fields.as_slice() {
            [from, to, text] if ranges && is_hex(from) && is_hex(text) => {
                let (from, to) = (code(from), code(to));
                let first = utf16(text);
                for n in from..=to {
                    let mut units = first.clone();
                    *units.last_mut().unwrap() += n - from;
                    characters.insert(n, String::from_utf16(&units).unwrap());
                }
            }
            [glyph, text] if is_hex(glyph) && is_hex(text) => {
                characters.insert(code(glyph), String::from_utf16(&utf16(text)).unwrap());
            }
            _ => {}
        }
    }
    // The range of all codes that every such map declares is none of them.
    characters
}

fn is_hex(field: &str) -> bool {
    field.len() >= 4 && field.len().is_multiple_of(4) && field.chars().all(|c| c.is_ascii_hexdigit())
}

fn code(hex: &str) -> u16 {
    u16::from_str_radix(hex, 16).unwrap()
}

fn utf16(hex: &str) -> Vec<u16> {
    hex.as_bytes().chunks(4).map(|unit| code(std::str::from_utf8(unit).unwrap())).collect()
}
