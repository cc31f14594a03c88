//! Form fields of a fillable sheet: an AcroForm (ISO 32000-1, 12.7), each field in an element of its own (PDF/UA-1, 7.18.4).
//!
//! A field has a name for screen readers, its look in both states, and nothing that acts: no script, and no address to send
//! anything to. The names of fields in the file are numbers and give nothing away.

mod appearance;
mod typed_font;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use self::appearance::{Appearances, paint, real};
pub(crate) use self::typed_font::TypedFont;
use crate::{
    layout::{
        bidi,
        slices::{FieldKind, MarkShape},
        structure::{NodeId, Role, StructureTree},
        style,
    },
    output::{
        placement::PlacedField,
        tagged_page::{FieldElements, TaggedPage, annotate, number},
    },
};

/// A field as high as this many times its type size takes several lines.
const SEVERAL_LINES: f32 = 2.5;
/// Greatest type size in a field, as a part of its height.
const LARGEST: f32 = 0.75;

/// Flags of fields and annotations.
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = 1 << 15;
const PRINT: i64 = 1 << 2;

/// Resource name of the typed font.
const FONT: &str = "F";

/// The structure elements of a file.
pub(super) struct Elements<'a> {
    pub structure: &'a StructureTree,
    /// By node.
    pub ids: &'a [ObjectId],
    pub document: ObjectId,
}

/// Adds the fields of all pages and their parent tree entries, and returns their elements: one for each field, the first of
/// a node in its place.
pub(super) fn add(
    file: &mut Document,
    elements: &Elements<'_>,
    pages: &[TaggedPage],
    parents: &mut Vec<Object>,
    typed: Option<&TypedFont>,
    language: &str,
) -> FieldElements {
    if pages.iter().all(|page| page.fields.is_empty()) {
        return FieldElements::new();
    }
    let mut form = Form {
        file,
        elements,
        parents,
        appearances: Appearances::default(),
        from_right: bidi::is_right_to_left(language),
        all: Vec::new(),
        groups: BTreeMap::new(),
        names: 0,
        added: FieldElements::new(),
    };
    for page in pages {
        let widgets = page.fields.iter().map(|placed| form.field(placed, page.id).into()).collect();
        annotate(form.file, page.id, widgets);
    }
    form.close(typed.and_then(|typed| typed.object))
}

/// The form so far.
struct Form<'a> {
    file: &'a mut Document,
    elements: &'a Elements<'a>,
    parents: &'a mut Vec<Object>,
    appearances: Appearances,
    from_right: bool,
    /// Fields that are part of no other.
    all: Vec<Object>,
    /// Fields of several answers, by the node around them and their question.
    groups: BTreeMap<(NodeId, String), Answers>,
    /// Number of names so far.
    names: usize,
    added: FieldElements,
}

/// A field of several answers.
struct Answers {
    id: ObjectId,
    field: Dictionary,
    kids: Vec<Object>,
}

impl Form<'_> {
    /// Adds a field and its element, and returns the annotation.
    fn field(&mut self, placed: &PlacedField, page: ObjectId) -> ObjectId {
        let PlacedField { node, area, field } = placed;
        let widget = self.file.new_object_id();
        let element = self.element(*node, page, widget);
        let [left, lower, right, upper] = *area;
        let size = [right - left, upper - lower];
        let mut dictionary = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "Rect" => area.map(real).to_vec(),
            "F" => PRINT,
            "TU" => text_string(&field.name),
            "StructParent" => number(self.parents.len() / 2),
        };
        self.parents.extend([number(self.parents.len() / 2), element.into()]);
        match &field.kind {
            FieldKind::Words(points) => self.words(&mut dictionary, size, *points),
            FieldKind::Tick(shape) => {
                dictionary.set("FT", "Btn");
                self.mark(&mut dictionary, size, *shape, "Yes");
            }
            FieldKind::Choice(question, shape) => {
                let answer = self.answer(widget, self.around(*node), question);
                dictionary.set("Parent", answer.0);
                self.mark(&mut dictionary, size, *shape, &answer.1);
            }
        }
        if !matches!(field.kind, FieldKind::Choice(..)) {
            dictionary.set("T", self.name());
            self.all.push(widget.into());
        }
        self.file.set_object(widget, dictionary);
        widget
    }

    /// Adds the element of a widget: it has no other content.
    fn element(&mut self, node: NodeId, page: ObjectId, widget: ObjectId) -> ObjectId {
        let Elements { structure, ids, document } = self.elements;
        let known = self.added.entry(node).or_default();
        let id = if known.is_empty() { ids[node.index()] } else { self.file.new_object_id() };
        known.push(id);
        let parent = structure.parent(node).map_or(*document, |parent| ids[parent.index()]);
        let own = dictionary! { "Type" => "OBJR", "Obj" => widget, "Pg" => page };
        self.file.set_object(id, dictionary! { "S" => "Form", "P" => parent, "K" => vec![own.into()], "Pg" => page });
        id
    }

    fn words(&mut self, field: &mut Dictionary, size: [f32; 2], points: f32) {
        field.set("FT", "Tx");
        let points = if size[1] >= SEVERAL_LINES * points {
            field.set("Ff", MULTILINE);
            points
        } else {
            points.min((LARGEST * size[1]).floor())
        };
        field.set("DA", default_look(points));
        if self.from_right {
            field.set("Q", 2);
        }
        field.set("AP", self.appearances.words(self.file, size));
    }

    fn mark(&mut self, field: &mut Dictionary, size: [f32; 2], shape: MarkShape, state: &str) {
        field.set("AS", "Off");
        field.set("AP", self.appearances.mark(self.file, size, shape, state));
    }

    /// Returns the node around all answers to a question: a scale, the paragraph of its numbers, or a row of boxes.
    fn around(&self, node: NodeId) -> NodeId {
        let structure = self.elements.structure;
        let parent = structure.parent(node).unwrap_or(node);
        match (structure.role(node), structure.role(parent)) {
            (Role::Choice(_), Role::Cell) => structure.parent(parent).unwrap_or(parent),
            (Role::Choice(_), _) => parent,
            _ => node,
        }
    }

    /// Adds an answer to its question, and returns the field of the question and the name of the answer in it.
    fn answer(&mut self, widget: ObjectId, around: NodeId, question: &str) -> (ObjectId, String) {
        let key = (around, question.to_owned());
        if !self.groups.contains_key(&key) {
            let id = self.file.new_object_id();
            let field = dictionary! { "FT" => "Btn", "Ff" => RADIO, "T" => self.name(), "TU" => text_string(question) };
            self.all.push(id.into());
            self.groups.insert(key.clone(), Answers { id, field, kids: Vec::new() });
        }
        let Some(group) = self.groups.get_mut(&key) else { return (widget, String::new()) };
        group.kids.push(widget.into());
        (group.id, group.kids.len().to_string())
    }

    fn name(&mut self) -> Object {
        self.names += 1;
        Object::string_literal(self.names.to_string())
    }

    /// Adds the form itself, with the font of what is typed if there is anything to type.
    fn close(mut self, font: Option<ObjectId>) -> FieldElements {
        for (_, Answers { id, mut field, kids }) in std::mem::take(&mut self.groups) {
            field.set("Kids", kids);
            self.file.set_object(id, field);
        }
        let mut form = dictionary! { "Fields" => self.all };
        if let Some(font) = font {
            form.set("DR", dictionary! { "Font" => dictionary! { FONT => font } });
            form.set("DA", default_look(style::TYPED));
        }
        if let Ok(catalog) = self.file.catalog_mut() {
            catalog.set("AcroForm", form);
        }
        self.added
    }
}

/// Returns the operators that begin what is typed.
fn default_look(points: f32) -> Object {
    Object::string_literal(format!("/{FONT} {points} Tf {}", paint(style::INK, "rg")))
}
