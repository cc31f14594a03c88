//! Writes the file with printpdf and replaces what printpdf adds by itself (dates, random names, an older version), so
//! that equal sheets are equal files.

use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream, dictionary, text_string};
use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, PdfFont, PdfSaveOptions, XObject};

use crate::{
    Logo, PdfError,
    document::Document,
    layout::{bidi, face::Face, slices::Heading, structure::StructureTree},
    logo::{LogoContent, RasterLogo, VectorLogo},
    output::{
        bookmarks,
        draw::{self, DrawnPage},
        fonts::Fonts,
        form_fields::TypedFont,
        tagged_page::TaggedPage,
        tags,
        terse::terse,
        unicode_map::{self, Characters},
    },
};

/// Size in bytes of the filter entry of a compressed stream, and of its predictor.
const FILTER: usize = 19;
const PREDICTOR: usize = 40;

/// Objects of a compressed stream: a reader unpacks one of them at a time, and many compress better together.
const OBJECTS: usize = 400;

/// Bytes of the file identifier.
const ID: usize = 8;

/// Producer in the metadata. It reveals neither this program, whose name would reveal the subject, nor its user.
const PRODUCER: &str = "printpdf";

/// The properties of a file, and the logo on its pages.
pub(crate) struct FileDescription<'a> {
    pub title: &'a str,
    pub language: &'a str,
    pub logo: Option<&'a Logo>,
    /// The typeface of what is typed into form fields; none of a file for paper.
    pub typed: Option<Face>,
}

impl<'a> From<&'a Document> for FileDescription<'a> {
    fn from(document: &'a Document) -> Self {
        Self { title: &document.title, language: document.language, logo: document.logo(), typed: None }
    }
}

/// Assembles the file.
///
/// # Errors
///
/// [`PdfError::Write`] if the objects cannot be assembled.
pub(crate) fn write(
    about: &FileDescription<'_>,
    structure: &StructureTree,
    headings: &[Heading],
    pages: Vec<DrawnPage>,
    fonts: Fonts,
) -> Result<Vec<u8>, PdfError> {
    let mut printed = PdfDocument::new("");
    let mut typed = about.typed.and_then(|face| TypedFont::of(face, fonts.get(&face)?));
    for (face, subset) in fonts {
        printed.resources.fonts.map.insert(draw::font_id(face), PdfFont::new(subset.font));
    }
    if let Some(logo) = about.logo {
        let object = match logo.content() {
            LogoContent::Pixels(picture) => image(picture),
            LogoContent::Shapes(drawing) => shapes(drawing),
        };
        printed.resources.xobjects.map.insert(draw::logo_id(), object);
    }
    let (pages, parts): (Vec<_>, Vec<_>) =
        pages.into_iter().map(|DrawnPage { page, marked, areas, fields }| (page, (marked, areas, fields))).unzip();
    printed.with_pages(pages);
    let mut file = printed.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());

    let pages: Vec<TaggedPage> = file
        .page_iter()
        .zip(parts)
        .map(|(id, (marked, areas, fields))| TaggedPage { id, marked, areas, fields })
        .collect();
    shorten_content(&mut file, &pages);
    shorten_unicode_maps(&mut file);
    remove_printpdf_extras(&mut file, pages.iter().map(|page| page.id), about.logo.is_some());
    if let Some(typed) = &mut typed {
        typed.add(&mut file);
    }
    tags::add(&mut file, structure, &pages, about.language, typed.as_ref());
    bookmarks::add(&mut file, headings, &pages);
    add_metadata(&mut file, about)?;
    file.prune_objects();
    file.renumber_objects();
    set_file_id(&mut file);
    compress(&mut file);

    let mut bytes = Vec::new();
    // Without a level, lopdf leaves object streams uncompressed, and they are most of a form.
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true);
    file.save_with_options(&mut bytes, options.compression_level(9).max_objects_per_stream(OBJECTS).build())?;
    Ok(with_packed_xref(bytes))
}

/// Writes the content of all pages in fewer bytes.
fn shorten_content(file: &mut lopdf::Document, pages: &[TaggedPage]) {
    for page in pages {
        for content in file.get_page_contents(page.id) {
            let stream = file.get_object_mut(content).and_then(Object::as_stream_mut);
            if let Ok(stream) = stream
                && !stream.dict.has(b"Filter")
            {
                stream.set_content(terse(&stream.content));
            }
        }
    }
}

/// Writes what characters glyphs stand for in fewer bytes: once for all fonts whose codes were assigned together.
fn shorten_unicode_maps(file: &mut lopdf::Document) {
    let map_of = |(id, object): (&ObjectId, &Object)| {
        let font = object.as_dict().ok()?;
        Some((*id, font.get(b"ToUnicode").and_then(Object::as_reference).ok()?, has_assigned_codes(font)))
    };
    let maps: Vec<(ObjectId, ObjectId, bool)> = file.objects.iter().filter_map(map_of).collect();
    let characters_of = |file: &lopdf::Document, map: ObjectId| {
        let stream = file.get_object(map).and_then(Object::as_stream).ok().filter(|own| !own.dict.has(b"Filter"))?;
        unicode_map::read(std::str::from_utf8(&stream.content).ok()?)
    };
    let mut shared: Option<(ObjectId, Characters)> = None;
    for (font, map, is_shared) in maps {
        let Some(characters) = characters_of(file, map) else { continue };
        if !is_shared {
            set_characters(file, map, &characters);
            continue;
        }
        let (common, all) = shared.get_or_insert_with(|| (map, Characters::new()));
        all.extend(characters);
        if let Ok(font) = file.get_dictionary_mut(font) {
            font.set("ToUnicode", *common);
        }
    }
    if let Some((map, characters)) = shared {
        set_characters(file, map, &characters);
    }
}

/// Tells if the codes of a font are those of `fonts`, and no numbers of glyphs.
fn has_assigned_codes(font: &Dictionary) -> bool {
    let descendants = font.get(b"DescendantFonts").and_then(Object::as_array).ok();
    let descendant = descendants.and_then(|fonts| fonts.first()?.as_dict().ok());
    descendant
        .is_some_and(|own| own.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"CIDFontType0"))
}

fn set_characters(file: &mut lopdf::Document, map: ObjectId, characters: &Characters) {
    if let (Some(short), Ok(stream)) =
        (unicode_map::write(characters), file.get_object_mut(map).and_then(Object::as_stream_mut))
    {
        stream.set_content(short.into_bytes());
    }
}

/// Compresses all streams with one compressor: creating one takes longer than compressing a typical stream.
fn compress(file: &mut lopdf::Document) {
    let mut compressor = Compress::new(Compression::best(), true);
    let streams = file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    for stream in streams.filter(|stream| stream.allows_compression && !stream.dict.has(b"Filter")) {
        let length = stream.content.len();
        compressor.reset();
        // Incompressible data grows slightly.
        let mut packed = Vec::with_capacity(length + length / 100 + 100);
        let done = compressor.compress_vec(&stream.content, &mut packed, FlushCompress::Finish);
        if matches!(done, Ok(Status::StreamEnd)) && packed.len() + FILTER < length {
            packed.shrink_to_fit();
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
}

/// Compresses the cross-reference stream, which lopdf leaves as it is. It is the last object, so nothing else moves; a file
/// that ends otherwise stays as it is.
fn with_packed_xref(bytes: Vec<u8>) -> Vec<u8> {
    packed_xref(&bytes).unwrap_or(bytes)
}

fn packed_xref(bytes: &[u8]) -> Option<Vec<u8>> {
    const START: &[u8] = b"startxref\n";
    let find =
        |from: usize, what: &[u8]| Some(from + bytes.get(from..)?.windows(what.len()).position(|own| own == what)?);
    let tail = bytes.len().checked_sub(64)?;
    let end = find(tail, START)?;
    let digits = bytes.get(end + START.len()..)?.split(|byte| *byte == b'\n').next()?;
    let at: usize = std::str::from_utf8(digits).ok()?.trim().parse().ok()?;
    let stream = find(at, b">>stream\n")?;
    let head = std::str::from_utf8(bytes.get(at..stream)?).ok()?;
    let (before, length) = head.rsplit_once("/Length ")?;
    let length: usize = length.parse().ok()?;
    let data = bytes.get(stream + 9..)?.get(..length)?;
    let row = row_length(before)?;
    let rows = predicted(data, row);
    let mut packed = Vec::with_capacity(length);
    let done = Compress::new(Compression::best(), true).compress_vec(&rows, &mut packed, FlushCompress::Finish);
    if !matches!(done, Ok(Status::StreamEnd)) || packed.len() + FILTER + PREDICTOR >= length {
        return None;
    }
    let mut file = bytes.get(..at)?.to_vec();
    let predictor = format!("/DecodeParms<</Predictor 12/Columns {row}>>");
    file.extend(format!("{before}{predictor}/Filter/FlateDecode/Length {}>>stream\n", packed.len()).bytes());
    file.extend(packed);
    file.extend_from_slice(bytes.get(stream + 9 + length..)?);
    Some(file)
}

/// Returns the length of a row of the cross-reference stream with this dictionary: the sum of its fields.
fn row_length(dictionary: &str) -> Option<usize> {
    let (_, widths) = dictionary.split_once("/W")?;
    let widths = widths.split_once('[')?.1.split_once(']')?.0;
    widths.split_whitespace().map(|width| width.parse::<usize>().ok()).sum::<Option<usize>>().filter(|row| *row > 0)
}

/// Returns each row as its difference to the one above, after the number of this predictor: most objects follow the one
/// before, so most rows become the same.
fn predicted(data: &[u8], row: usize) -> Vec<u8> {
    let mut above = vec![0; row];
    let mut rows = Vec::with_capacity(data.len() + data.len() / row);
    for own in data.chunks(row) {
        // The predictor “up” of PNG.
        rows.push(2);
        rows.extend(own.iter().zip(&above).map(|(byte, above)| byte.wrapping_sub(*above)));
        above[..own.len()].copy_from_slice(own);
    }
    rows
}

/// Returns a raster logo as an image object.
fn image(picture: &RasterLogo) -> XObject {
    let number = |n: usize| DictItem::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", number(picture.width)),
        ("Height", number(picture.height)),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", number(8)),
        ("Interpolate", DictItem::Bool(true)),
    ];
    external(map(dict), picture.bytes.clone())
}

/// Returns a vector logo as a form object of one unit by one unit, placed like an image.
fn shapes(drawing: &VectorLogo) -> XObject {
    let (width, height) = drawing.size();
    let numbers = |numbers: &[f32]| DictItem::Array(numbers.iter().copied().map(DictItem::Real).collect());
    let state = |opacity: &u8| {
        let part = DictItem::Real(f32::from(*opacity) / 255.0);
        let state = map([("Type", name("ExtGState")), ("ca", part.clone()), ("CA", part)]);
        (format!("G{opacity}"), DictItem::Dict { map: state })
    };
    let states = drawing.opacities.iter().map(state).collect();
    let resources = map([("ExtGState", DictItem::Dict { map: states })]);
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        ("BBox", numbers(&[0.0, 0.0, width, height])),
        // Flip the axis: the origin of the drawing is at the upper left.
        ("Matrix", numbers(&[1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0])),
        ("Resources", DictItem::Dict { map: resources }),
    ];
    external(map(dict), drawing.operators.clone())
}

fn external(dict: BTreeMap<String, DictItem>, content: Vec<u8>) -> XObject {
    let stream = ExternalStream { dict, content, compress: true };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn map<const N: usize>(entries: [(&str, DictItem); N]) -> BTreeMap<String, DictItem> {
    entries.map(|(key, value)| (key.to_owned(), value)).into()
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// Removes entries that printpdf adds for layers, images and links, and gives pages their size: it converts sizes to
/// millimetres and back, which adds some ten-thousandths of a point.
fn remove_printpdf_extras(file: &mut lopdf::Document, pages: impl Iterator<Item = ObjectId>, images: bool) {
    for page in pages {
        let Ok(page) = file.get_dictionary_mut(page) else { continue };
        for key in [&b"Annots"[..], b"TrimBox", b"CropBox"] {
            page.remove(key);
        }
        for edge in page.get_mut(b"MediaBox").and_then(Object::as_array_mut).into_iter().flatten() {
            if let Object::Real(points) = edge {
                *points = (*points * 100.0).round() / 100.0;
            }
        }
        let Ok(resources) = page.get(b"Resources").and_then(Object::as_reference) else { continue };
        let Ok(resources) = file.get_dictionary_mut(resources) else { continue };
        for key in [&b"ExtGState"[..], b"Shading"].into_iter().chain((!images).then_some(&b"XObject"[..])) {
            resources.remove(key);
        }
    }
}

/// Adds the metadata twice: as an information dictionary and as XMP.
fn add_metadata(file: &mut lopdf::Document, document: &FileDescription<'_>) -> Result<(), PdfError> {
    "1.7".clone_into(&mut file.version);
    let info =
        file.add_object(dictionary! { "Title" => text_string(document.title), "Producer" => text_string(PRODUCER) });
    file.trailer.set("Info", info);
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = file.add_object(Stream::new(kind, metadata(document).into_bytes()));
    let catalog: &mut Dictionary = file.catalog_mut()?;
    // What they say is what a reader does without them.
    for key in [&b"PageLayout"[..], b"PageMode"] {
        catalog.remove(key);
    }
    catalog.set("Lang", text_string(document.language));
    catalog.set("Metadata", metadata);
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if bidi::is_right_to_left(document.language) {
        preferences.set("Direction", "R2L");
    }
    catalog.set("ViewerPreferences", preferences);
    Ok(())
}

fn metadata(document: &FileDescription<'_>) -> String {
    let (title, language) = (escaped(document.title), document.language);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Derives the file identifier from the content, in place of printpdf's random one.
fn set_file_id(file: &mut lopdf::Document) {
    let mut hash = ContentHash::default();
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            hash.add(&stream.content);
        }
    }
    let hash = hash.0.to_be_bytes();
    let id = Object::String(hash[hash.len() - ID..].to_vec(), lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
}

/// FNV-1a with 128 bits. The identifier has to differ, not to be secret.
struct ContentHash(u128);

impl Default for ContentHash {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl ContentHash {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}
