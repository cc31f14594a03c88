//! Reads the structure tree.

use lopdf::{Dictionary, Document as File, Object, ObjectId};

use super::{
    Findings, Leaf, Rule,
    content::{MarkedSequence, PageContent},
    read::{array, dict, follow, get, name, number, numbers, text},
};

/// A structure element.
pub(super) struct Part {
    pub id: ObjectId,
    /// Structure type as written in the file.
    pub kind: String,
    pub kids: Vec<Kid>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Scope of a header cell.
    pub scope: Option<String>,
    /// Name of a field, on paper or of the form.
    pub field: Option<String>,
    /// Is a field on paper.
    pub is_printed: bool,
    /// Bounding box of a figure.
    pub bounds: Option<Vec<f32>>,
}

/// A child of a structure element.
pub(super) enum Kid {
    Part(Part),
    /// A marked-content sequence: page, number, text and painted area.
    MarkedSequence(ObjectId, i64, String, Option<[f32; 4]>),
    /// An annotation and its page.
    Object(ObjectId),
}

/// Reads the structure tree, or reports that it is missing.
pub(super) fn read(file: &File, pages: &[PageContent], findings: &mut Findings) -> Option<Part> {
    let root = file.catalog().ok().and_then(|catalog| dict(file, catalog, "StructTreeRoot"));
    let top = root.and_then(|root| root.get(b"K").ok()?.as_reference().ok());
    let Some(top) = top else {
        findings.add(Rule::Structure, "catalog", "there is no structure tree");
        return None;
    };
    Reader { file, pages, findings }.part(top, None, 0)
}

struct Reader<'a> {
    file: &'a File,
    pages: &'a [PageContent],
    findings: &'a mut Findings,
}

/// Maximum depth; deeper trees contain cycles.
const DEEPEST: usize = 30;

impl Reader<'_> {
    fn part(&mut self, id: ObjectId, parent: Option<ObjectId>, depth: usize) -> Option<Part> {
        let file = self.file;
        let Some(element) = file.get_dictionary(id).ok().filter(|_| depth < DEEPEST) else {
            self.findings.add(Rule::Structure, format!("{id:?}"), "this structure element cannot be read");
            return None;
        };
        let kind = name(file, element, "S").unwrap_or_default();
        let above = element.get(b"P").and_then(Object::as_reference).ok();
        let same = parent.is_none_or(|parent| above == Some(parent));
        self.findings.unless(
            same,
            Rule::ParentTree,
            format!("{kind} {id:?}"),
            "it names another part as the one above it",
        );
        let kids = get(file, element, "K").map_or_else(Vec::new, |kids| match kids.as_array() {
            Ok(kids) => kids.iter().collect(),
            Err(_) => element.get(b"K").into_iter().collect(),
        });
        let home = element.get(b"Pg").and_then(Object::as_reference).ok();
        let kids: Vec<Kid> = kids.into_iter().filter_map(|kid| self.kid(kid, (id, home), &kind, depth)).collect();
        let widget = kids.iter().find_map(|kid| match kid {
            Kid::Object(own) if kind == "Form" => text(file, file.get_dictionary(*own).ok()?, "TU"),
            _ => None,
        });
        let attributes = |key: &str| attribute(file, element, key);
        Some(Part {
            id,
            kids,
            alt: text(file, element, "Alt"),
            scope: attributes("Scope").and_then(|scope| name(file, scope, "Scope")),
            field: attributes("Role").and_then(|field| text(file, field, "Desc")).or(widget),
            is_printed: attributes("Role").is_some(),
            bounds: attributes("BBox").and_then(|layout| numbers(file, layout, "BBox")),
            kind,
        })
    }

    /// Reads a child; a bare number is a marked-content sequence on the page of its parent.
    fn kid(
        &mut self,
        held: &Object,
        (parent, home): (ObjectId, Option<ObjectId>),
        kind: &str,
        depth: usize,
    ) -> Option<Kid> {
        let file = self.file;
        if let Ok(mcid) = held.as_i64() {
            return self.sequence(home?, mcid, kind);
        }
        let Some(entry) = follow(file, held).and_then(|held| held.as_dict().ok()) else {
            self.findings.add(Rule::Structure, format!("{kind} {parent:?}"), "a child is missing");
            return None;
        };
        match name(file, entry, "Type").as_deref() {
            Some("MCR") => {
                let page = entry.get(b"Pg").and_then(Object::as_reference).ok()?;
                self.sequence(page, number(file, entry, "MCID")?, kind)
            }
            Some("OBJR") => entry.get(b"Obj").and_then(Object::as_reference).ok().map(Kid::Object),
            _ => self.part(held.as_reference().ok()?, Some(parent), depth + 1).map(Kid::Part),
        }
    }

    fn sequence(&mut self, page: ObjectId, mcid: i64, kind: &str) -> Option<Kid> {
        let found = self.pages.iter().find(|own| own.id == page);
        let Some(MarkedSequence { kind: marked, words, area }) = found.and_then(|page| page.sequences.get(&mcid))
        else {
            self.findings.add(Rule::MarkedSequences, kind, format!("sequence {mcid} of {page:?} is on no page"));
            return None;
        };
        let place = format!("page {}", found.map_or(0, |page| page.number));
        self.findings.unless(marked == kind, Rule::Structure, place, format!("the element {kind} is marked {marked}"));
        Some(Kid::MarkedSequence(page, mcid, words.clone(), *area))
    }
}

/// Returns the attribute dictionaries that contain a key.
fn attribute<'a>(file: &'a File, element: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
    let own = dict(file, element, "A").into_iter();
    let several = array(file, element, "A").into_iter().flatten().filter_map(|a| follow(file, a)?.as_dict().ok());
    own.chain(several).find(|attributes| attributes.has(key.as_bytes()))
}

impl Part {
    /// Returns the child elements.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Part(part) => Some(part),
            _ => None,
        })
    }

    /// Returns this element and all below it in reading order.
    pub(super) fn all(&self) -> Vec<&Part> {
        [self].into_iter().chain(self.parts().flat_map(Part::all)).collect()
    }

    /// Returns the text, links included.
    pub(super) fn words(&self) -> String {
        let words = |kid: &Kid| match kid {
            Kid::MarkedSequence(_, _, words, _) => words.clone(),
            Kid::Part(link) if link.kind == "Link" => link.words(),
            Kid::Part(_) | Kid::Object(_) => String::new(),
        };
        self.kids.iter().map(words).collect()
    }

    /// Returns the painted area of its own content.
    pub(super) fn area(&self) -> Option<[f32; 4]> {
        let areas = self.kids.iter().filter_map(|kid| match kid {
            Kid::MarkedSequence(_, _, _, area) => *area,
            _ => None,
        });
        areas.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
    }

    /// Returns all elements with text, form fields or figures in reading order.
    pub(super) fn leaves(&self) -> Vec<Leaf> {
        let mut leaves: Vec<Leaf> = self.parts().flat_map(Part::leaves).collect();
        let words = match self.kind.as_str() {
            "Form" => self.field.clone().unwrap_or_default(),
            "Figure" => self.alt.clone().unwrap_or_default(),
            _ => self.words(),
        };
        if !words.trim().is_empty() || matches!(self.kind.as_str(), "Form" | "Figure" | "TD" | "TH") {
            leaves.push((self.kind.clone(), words));
        }
        leaves
    }
}
