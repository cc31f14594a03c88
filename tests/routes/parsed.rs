//! Pages as a browser reads them.

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// All text in it.
    pub text: String,
    /// The place of its form in the list of elements.
    pub form: Option<usize>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }
}

/// All elements of a page, in order.
pub fn elements(page: &str) -> Vec<Element> {
    let document = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut found = Vec::new();
    walk(&document.document, None, &mut found);
    found
}

fn walk(node: &Handle, form: Option<usize>, found: &mut Vec<Element>) {
    let mut form = form;
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes = attrs.borrow().iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
        let name = name.local.to_string();
        if name == "form" {
            form = Some(found.len());
        }
        found.push(Element { name, attributes, text: text(node), form });
    }
    for child in node.children.borrow().iter() {
        walk(child, form, found);
    }
}

fn text(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(text).collect(),
    }
}

/// The text of a page that is marked with a language, by the nearest element that names one.
pub fn text_marked(page: &str, language: &str) -> String {
    let document = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut found = String::new();
    collect_marked(&document.document, "", language, &mut found);
    found
}

fn collect_marked(node: &Handle, inherited: &str, language: &str, found: &mut String) {
    let mut nearest = inherited.to_owned();
    match &node.data {
        NodeData::Text { contents } if inherited == language => {
            found.push_str(&contents.borrow());
            found.push(' ');
        }
        NodeData::Element { name, .. } if matches!(&*name.local, "script" | "style") => return,
        NodeData::Element { attrs, .. } => {
            let of = attrs.borrow().iter().find(|one| &*one.name.local == "lang").map(|one| one.value.to_string());
            nearest = of.unwrap_or(nearest);
        }
        _ => {}
    }
    for child in node.children.borrow().iter() {
        collect_marked(child, &nearest, language, found);
    }
}

/// A form that posts: where to, and what it sends as it is.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub value: String,
    /// The element, for an `input` its type.
    pub kind: String,
}

/// The forms of a page that post, with what each would send when its first button is pressed.
pub fn forms(address: &str, page: &str) -> Vec<Form> {
    let all = elements(page);
    let posts = |one: &Element| one.name == "form" && one.get("method") == Some("post");
    let places = (0..all.len()).filter(|place| posts(&all[*place]));
    places
        .map(|place| {
            let form = &all[place];
            let mut pressed = false;
            let inside = all.iter().filter(|one| one.form == Some(place));
            Form {
                action: form.get("action").unwrap_or(address).to_owned(),
                fields: inside.filter_map(|one| field(one, &all, &mut pressed)).collect(),
            }
        })
        .collect()
}

fn field(one: &Element, all: &[Element], pressed: &mut bool) -> Option<Field> {
    let name = one.get("name").unwrap_or_default().to_owned();
    if name.is_empty() || one.get("disabled").is_some() {
        return None;
    }
    let value = one.get("value").unwrap_or_default().to_owned();
    let field = |value: String, kind: &str| Some(Field { name: name.clone(), value, kind: kind.to_owned() });
    match (one.name.as_str(), one.get("type").unwrap_or("text")) {
        ("textarea", _) => field(one.text.clone(), "textarea"),
        ("select", _) => field(chosen(one, all), "select"),
        ("button", _) if !*pressed => {
            *pressed = true;
            field(value, "button")
        }
        ("input", kind @ ("checkbox" | "radio")) => one.get("checked").and_then(|_| field(value, kind)),
        ("input", kind) => field(value, kind),
        _ => None,
    }
}

/// The value of the option that is chosen in this list.
fn chosen(select: &Element, all: &[Element]) -> String {
    let place = all.iter().position(|one| std::ptr::eq(one, select)).unwrap_or_default();
    let options: Vec<&Element> = all[place + 1..]
        .iter()
        .take_while(|one| ["option", "optgroup"].contains(&one.name.as_str()))
        .filter(|one| one.name == "option")
        .collect();
    let chosen = options.iter().find(|one| one.get("selected").is_some()).or(options.first());
    chosen.and_then(|one| one.get("value")).unwrap_or_default().to_owned()
}

/// The values of all text areas of a page with this name.
pub fn text_areas(page: &str, name: &str) -> Vec<String> {
    let all = elements(page).into_iter();
    all.filter(|one| one.name == "textarea" && one.get("name") == Some(name)).map(|one| one.text).collect()
}

/// Returns the fault of the control with this name, from the elements that describe it.
pub fn described(page: &str, control: &str) -> Option<String> {
    let all = elements(page);
    let control = all.iter().find(|one| {
        ["input", "textarea", "select"].contains(&one.name.as_str())
            && one.get("name") == Some(control)
            && one.get("aria-describedby").is_some()
    })?;
    let ids = control.get("aria-describedby")?.split(' ');
    let said = ids.filter_map(|id| all.iter().find(|one| one.get("id") == Some(id)));
    Some(said.map(|one| one.text.clone()).collect::<Vec<_>>().join(" "))
}
