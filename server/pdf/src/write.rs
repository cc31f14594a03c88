//! From drawn pages to the bytes of a file: printpdf puts the objects together, and what it would add by itself (dates,
//! random names, an older version) is replaced, so that the same sheet is always the same file.

use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream, dictionary, text_string};
use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, PdfFont, PdfSaveOptions, XObject};

use crate::{
    PdfError, bidi, bookmarks,
    document::Document,
    draw::{self, Drawn},
    logo::{Drawing, Picture, Shown},
    strip::Flow,
    subset::Fonts,
    tags::{self, Page},
};

/// How many bytes it takes to say that a stream is packed.
const FILTER: usize = 19;

/// What wrote the file. It gives away neither this tool, which would name the topic, nor who used it.
const PRODUCER: &str = "printpdf";

/// The file.
///
/// # Errors
///
/// [`PdfError::Write`] where its parts do not fit together.
pub(crate) fn write(document: &Document, flow: &Flow, pages: Vec<Drawn>, fonts: Fonts) -> Result<Vec<u8>, PdfError> {
    let mut printed = PdfDocument::new("");
    for (face, subset) in fonts {
        printed.resources.fonts.map.insert(draw::font_id(face), PdfFont::new(subset.font));
    }
    if let Some(logo) = document.logo() {
        let object = match logo.shown() {
            Shown::Pixels(picture) => image(picture),
            Shown::Shapes(drawing) => shapes(drawing),
        };
        printed.resources.xobjects.map.insert(draw::logo_id(), object);
    }
    let (pages, parts): (Vec<_>, Vec<_>) =
        pages.into_iter().map(|Drawn { page, marked, places }| (page, (marked, places))).unzip();
    printed.with_pages(pages);
    let mut file = printed.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());

    let pages: Vec<Page> =
        file.page_iter().zip(parts).map(|(id, (marked, places))| Page { id, marked, places }).collect();
    tidy(&mut file, pages.iter().map(|page| page.id), document.logo().is_some());
    tags::add(&mut file, &flow.outline, &pages, document.language);
    bookmarks::add(&mut file, &flow.headings, &pages);
    describe(&mut file, document)?;
    file.prune_objects();
    file.renumber_objects();
    identify(&mut file);
    compress(&mut file);

    let mut bytes = Vec::new();
    file.save_with_options(&mut bytes, SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build())?;
    Ok(bytes)
}

/// Packs every stream that is not packed yet, with one compressor for all of them: to set one up takes longer than to pack
/// what most of them hold.
fn compress(file: &mut lopdf::Document) {
    let mut compressor = Compress::new(Compression::default(), true);
    let streams = file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    for stream in streams.filter(|stream| stream.allows_compression && !stream.dict.has(b"Filter")) {
        let length = stream.content.len();
        compressor.reset();
        // What cannot be made smaller grows a little.
        let mut packed = Vec::with_capacity(length + length / 100 + 100);
        let done = compressor.compress_vec(&stream.content, &mut packed, FlushCompress::Finish);
        if matches!(done, Ok(Status::StreamEnd)) && packed.len() + FILTER < length {
            packed.shrink_to_fit();
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
}

/// A logo of pixels as an object of the file.
fn image(picture: &Picture) -> XObject {
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

/// A logo of shapes as an object of the file, as large as one pixel would be: it is put in place like an image.
fn shapes(drawing: &Drawing) -> XObject {
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
        // Its corner is at the upper left.
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

/// Removes what printpdf writes for pages that have layers, and images where there are none, and links in its own way.
fn tidy(file: &mut lopdf::Document, pages: impl Iterator<Item = ObjectId>, images: bool) {
    for page in pages {
        let Ok(page) = file.get_dictionary_mut(page) else { continue };
        for key in [&b"Annots"[..], b"TrimBox", b"CropBox"] {
            page.remove(key);
        }
        let Ok(resources) = page.get(b"Resources").and_then(Object::as_reference) else { continue };
        let Ok(resources) = file.get_dictionary_mut(resources) else { continue };
        for key in [&b"ExtGState"[..], b"Shading"].into_iter().chain((!images).then_some(&b"XObject"[..])) {
            resources.remove(key);
        }
    }
}

/// Says what the file is, twice: as a dictionary for old readers, as XML for those that check.
fn describe(file: &mut lopdf::Document, document: &Document) -> Result<(), PdfError> {
    "1.7".clone_into(&mut file.version);
    let info =
        file.add_object(dictionary! { "Title" => text_string(&document.title), "Producer" => text_string(PRODUCER) });
    file.trailer.set("Info", info);
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Left uncompressed, so that programs that know no PDF can find it.
    let metadata = file.add_object(Stream::new(kind, metadata(document).into_bytes()).with_compression(false));
    let catalog: &mut Dictionary = file.catalog_mut()?;
    catalog.set("Lang", text_string(document.language));
    catalog.set("Metadata", metadata);
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if bidi::is_right_to_left(document.language) {
        preferences.set("Direction", "R2L");
    }
    catalog.set("ViewerPreferences", preferences);
    Ok(())
}

fn metadata(document: &Document) -> String {
    let (title, language) = (escaped(&document.title), document.language);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Names the file after its content, in place of printpdf's random name.
fn identify(file: &mut lopdf::Document) {
    let mut hash = Hash::default();
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            hash.add(&stream.content);
        }
    }
    let id = Object::String(hash.0.to_be_bytes().to_vec(), lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
}

/// FNV-1a with 128 bits: the name of a file needs to differ, not to be secret.
struct Hash(u128);

impl Default for Hash {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Hash {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}
