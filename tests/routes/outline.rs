//! The structure of a page in a few lines: headings, landmarks, forms with their fields, and the routes that it links to.

use std::{collections::BTreeSet, fmt::Write};

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that an outline names, with their label.
const LANDMARKS: [&str; 8] = ["aside", "dialog", "fieldset", "footer", "header", "nav", "section", "table"];

/// Words that say when; an outline does not depend on the day.
const DAYS: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Outlines pages of a server with these routes.
pub struct Outliner<'a> {
    pub routes: &'a [String],
}

impl Outliner<'_> {
    /// Returns what is in the `main` element of a page.
    pub fn main(&self, page: &str) -> String {
        self.part(page, &|name| name == "main")
    }

    /// Returns what is around the `main` element of a page.
    pub fn frame(&self, page: &str) -> String {
        self.part(page, &|name| name == "body")
    }

    fn part(&self, page: &str, begins: &dyn Fn(&str) -> bool) -> String {
        let document = parse_document(RcDom::default(), ParseOpts::default()).one(page);
        let Some(part) = find(&document.document, begins) else { return "no such part\n".to_owned() };
        let mut outline =
            Outline { routes: self, text: String::new(), links: BTreeSet::new(), fields: BTreeSet::new() };
        for child in part.children.borrow().iter() {
            outline.node(child, 0);
        }
        for link in std::mem::take(&mut outline.links) {
            outline.line(0, &format!("-> {link}"));
        }
        without_repetition(&outline.text)
    }

    /// Returns the route of an address, or the address without ids if it has none.
    pub fn route_of(&self, address: &str) -> String {
        if !address.starts_with('/') {
            return address.split([':', '?', '#']).next().unwrap_or_default().to_owned() + "…";
        }
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |route: &&String| {
            let own: Vec<&str> = route.split('/').collect();
            own.len() == parts.len() && own.iter().zip(&parts).all(|(own, part)| own == part || own.starts_with('{'))
        };
        let exact = self.routes.iter().find(|route| *route == path);
        exact.or_else(|| self.routes.iter().find(fits)).cloned().unwrap_or_else(|| plain(path))
    }
}

struct Outline<'a> {
    routes: &'a Outliner<'a>,
    text: String,
    links: BTreeSet<String>,
    /// Fields of the form so far.
    fields: BTreeSet<String>,
}

impl Outline<'_> {
    fn line(&mut self, depth: usize, words: &str) {
        let _ = writeln!(self.text, "{:depth$}{words}", "", depth = depth * 2);
    }

    fn node(&mut self, node: &Handle, depth: usize) {
        let NodeData::Element { name, .. } = &node.data else { return };
        let name = &*name.local;
        let mut inner = depth;
        match name {
            "main" | "script" | "style" | "template" => return,
            "h1" | "h2" | "h3" | "h4" => self.line(depth, &format!("{name} {}", words(node))),
            "form" => {
                let route = attribute(node, "action").map_or("itself".to_owned(), |to| self.routes.route_of(&to));
                let method = attribute(node, "method").unwrap_or("get".into());
                self.fields.clear();
                self.line(depth, &format!("form {method} {route}"));
                inner += 1;
            }
            "input" | "select" | "textarea" | "button" => self.field(node, name, depth),
            "a" => {
                if let Some(to) = attribute(node, "href").filter(|to| !to.starts_with('#')) {
                    self.links.insert(self.routes.route_of(&to));
                }
            }
            _ if LANDMARKS.contains(&name) => {
                let label = label(node);
                if !label.is_empty() || matches!(name, "nav" | "aside" | "table") {
                    self.line(depth, format!("{name} {label}").trim_end());
                    inner += 1;
                }
            }
            _ => {}
        }
        for child in node.children.borrow().iter() {
            self.node(child, inner);
        }
    }

    /// Adds a field of a form once, whatever the numbers in its name.
    fn field(&mut self, node: &Handle, element: &str, depth: usize) {
        let kind = attribute(node, "type").unwrap_or_else(|| if element == "input" { "text" } else { element }.into());
        let name = numbers(&plain(&attribute(node, "name").unwrap_or_default()));
        let name = if name.is_empty() { name } else { format!("{name} ") };
        let line = if element == "button" {
            format!("button {name}“{}”", words(node))
        } else {
            format!("{name}({kind}{})", if attribute(node, "required").is_some() { ", required" } else { "" })
        };
        if self.fields.insert(line.clone()) {
            self.line(depth, &line);
        }
    }
}

/// How many headings of one level, and how many fields for numbers, an outline shows in a row.
const SHOWN: usize = 3;

/// Leaves out what follows in a long row of headings of one level, or of fields for numbers: a list of the library.
fn without_repetition(text: &str) -> String {
    let kind = |line: &str| {
        let words = line.trim_start();
        let row =
            if words.starts_with(['h']) { words.get(..2) } else { words.ends_with("(number)").then_some("number") };
        row.map(|row| (line.len() - words.len(), row.to_owned()))
    };
    let (mut shown, mut before, mut count) = (String::new(), None, 0);
    for line in text.lines() {
        let own = kind(line);
        count = if own.is_some() && own == before { count + 1 } else { 1 };
        before = own;
        match count {
            0..=SHOWN => _ = writeln!(shown, "{line}"),
            n if n == SHOWN + 1 => _ = writeln!(shown, "{:depth$}…", "", depth = line.len() - line.trim_start().len()),
            _ => {}
        }
    }
    shown
}

fn find(node: &Handle, wanted: &dyn Fn(&str) -> bool) -> Option<Handle> {
    if let NodeData::Element { name, .. } = &node.data
        && wanted(&name.local)
    {
        return Some(node.clone());
    }
    node.children.borrow().iter().find_map(|child| find(child, wanted))
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attrs.borrow().iter().find(|one| &*one.name.local == wanted).map(|one| one.value.to_string())
}

/// The label of a landmark: its own, or the legend or caption in it.
fn label(node: &Handle) -> String {
    let legend = || {
        let children = node.children.borrow();
        let of = |child: &&Handle| matches!(&child.data, NodeData::Element { name, .. } if matches!(&*name.local, "legend" | "caption"));
        children.iter().find(of).map(words)
    };
    attribute(node, "aria-label").map(|label| timeless(&label)).or_else(legend).unwrap_or_default()
}

fn words(node: &Handle) -> String {
    fn text(node: &Handle) -> String {
        match &node.data {
            NodeData::Text { contents } => contents.borrow().to_string(),
            _ => node.children.borrow().iter().map(text).collect::<Vec<_>>().join(" "),
        }
    }
    timeless(&text(node).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same words on any day and at any time.
fn timeless(words: &str) -> String {
    let is_short_day = |word: &str| word.len() == 3 && DAYS.iter().any(|day| day.starts_with(word));
    let says_when = words.split(|c: char| !c.is_alphabetic()).any(|word| DAYS.contains(&word) || is_short_day(word));
    let word = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_time = bare.contains(':') && bare.chars().all(|c| c.is_ascii_digit() || c == ':');
        let is_number = bare.chars().all(|c| c.is_ascii_digit()) && !bare.is_empty();
        let when = DAYS.contains(&bare) || is_short_day(bare) || is_time || (says_when && is_number);
        if when { word.replace(bare, "…") } else { word.to_owned() }
    };
    plain(&words.split(' ').map(word).collect::<Vec<_>>().join(" "))
}

/// A text without ids.
pub fn plain(text: &str) -> String {
    let is_id = |part: &str| part.len() == 36 && part.bytes().filter(|byte| *byte == b'-').count() == 4;
    let mut plain = String::new();
    let mut part = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_ascii_hexdigit() || letter == '-' {
            part.push(letter);
            continue;
        }
        plain += if is_id(&part) { "{id}" } else { &part };
        part.clear();
        plain.push(letter);
    }
    plain.pop();
    plain
}

/// A text with `#` for each number.
fn numbers(text: &str) -> String {
    let mut told = String::new();
    for letter in text.chars() {
        match (letter.is_ascii_digit(), told.ends_with('#')) {
            (true, true) => {}
            (true, false) => told.push('#'),
            (false, _) => told.push(letter),
        }
    }
    told
}
