//! Checks the elements of the structure tree.

use lopdf::{Dictionary, Document as File, Object};

use super::{
    Filling, Findings, Rule,
    content::PageContent,
    model::joined,
    read::{array, dict, name, numbers, text},
    tree::{Kid, Part},
};

/// Structure types in use and their permitted parents; no entry permits any parent.
const KINDS: [(&str, &[&str]); 22] = [
    ("Sect", &["Document"]),
    ("Document", &[]),
    ("H1", &[]),
    ("H2", &[]),
    ("H3", &[]),
    ("H4", &[]),
    ("P", &[]),
    ("L", &[]),
    ("LI", &["L"]),
    ("Lbl", &["LI"]),
    ("LBody", &["LI"]),
    ("Div", &[]),
    ("Form", &[]),
    ("Link", &["P", "LBody", "TD", "TH", "H1", "H2", "H3", "H4"]),
    ("BlockQuote", &[]),
    ("Table", &[]),
    ("TR", &["Table"]),
    ("TH", &["TR"]),
    ("TD", &["TR"]),
    ("Figure", &[]),
    ("Span", &[]),
    ("Caption", &["Table", "Figure"]),
];

/// Tolerance for the bounding box of a figure, in points.
const SLOP: f32 = 0.5;

pub(super) fn check(tree: &Part, filling: Filling, findings: &mut Findings) {
    let mut rank = 0;
    kinds(tree, None, findings);
    for part in tree.all() {
        if let Some(next) = part.kind.strip_prefix('H').and_then(|rank| rank.parse::<u8>().ok()) {
            let place = format!("“{}”", part.words());
            findings.unless(next <= rank + 1, Rule::Headings, place, format!("H{next} follows H{rank}"));
            rank = next;
        }
        let say = |what: Option<&String>| what.is_some_and(|what| !what.trim().is_empty());
        match part.kind.as_str() {
            "Figure" => findings.unless(say(part.alt.as_ref()), Rule::Named, &part.kind, "it has no Alt"),
            "Form" => {
                let fine = say(part.field.as_ref()) && part.is_printed == (filling == Filling::ByHand);
                findings.unless(fine, Rule::Named, &part.kind, "it has no name, or one of the other kind");
            }
            "TH" => {
                let scope = part.scope.as_deref();
                let fine = matches!(scope, Some("Row" | "Column" | "Both"));
                findings.unless(fine, Rule::Tables, format!("TH “{}”", part.words()), "it has no Scope");
            }
            "Table" => {
                let mut lengths: Vec<usize> = part.parts().map(|row| row.parts().count()).collect();
                lengths.dedup();
                findings.unless(lengths.len() == 1, Rule::Tables, "Table", format!("rows of {lengths:?} cells"));
            }
            _ => {}
        }
    }
}

fn kinds(part: &Part, above: Option<&str>, findings: &mut Findings) {
    match KINDS.iter().find(|(kind, _)| *kind == part.kind) {
        None => findings.add(Rule::Structure, &part.kind, "unknown structure type"),
        Some((_, around)) => {
            let fine = around.is_empty() || above.is_some_and(|above| around.contains(&above));
            findings.unless(fine, Rule::Structure, &part.kind, format!("its parent is {above:?}"));
        }
    }
    part.parts().for_each(|kid| kinds(kid, Some(&part.kind), findings));
}

/// Checks that the bookmarks of a file with several pages list the headings, each with a target page.
pub(super) fn bookmarks(file: &File, tree: &Part, pages: &[PageContent], signs: &[&str], findings: &mut Findings) {
    let mut listed = Vec::new();
    let root = file.catalog().ok().and_then(|catalog| dict(file, catalog, "Outlines"));
    if let Some(root) = root {
        walk_bookmarks(file, root, pages, 0, &mut listed);
    }
    let is_heading = |part: &&Part| part.kind.strip_prefix('H').is_some_and(|rank| rank.parse::<u8>().is_ok());
    // The title of a sheet among several follows the sign of its readers.
    let mut signs = signs.iter().filter(|_| signs.len() > 1);
    let entry = |part: &Part| {
        let words = joined(&part.words());
        let sign = (part.kind == "H1").then(|| signs.next()).flatten().filter(|sign| !sign.is_empty());
        (sign.map_or(words.clone(), |sign| format!("{sign}: {words}")), true)
    };
    let headings: Vec<(String, bool)> = tree.all().into_iter().filter(is_heading).map(entry).collect();
    let same = if pages.len() < 2 { listed.is_empty() } else { listed == headings };
    findings.unless(same, Rule::Bookmarks, "outline", format!("{listed:?} for {headings:?}"));
}

/// Collects the titles below a bookmark, each with a flag for a valid target.
fn walk_bookmarks(
    file: &File,
    above: &Dictionary,
    pages: &[PageContent],
    depth: usize,
    listed: &mut Vec<(String, bool)>,
) {
    let mut next = dict(file, above, "First").filter(|_| depth < 9);
    while let Some(entry) = next.filter(|_| listed.len() < 10_000) {
        let page = array(file, entry, "Dest").and_then(|place| place.first()?.as_reference().ok());
        let leads = pages.iter().any(|own| Some(own.id) == page);
        listed.push((joined(&text(file, entry, "Title").unwrap_or_default()), leads));
        walk_bookmarks(file, entry, pages, depth + 1, listed);
        next = dict(file, entry, "Next");
    }
}

/// Checks that each annotation belongs to an element, covers its text and has a target.
pub(super) fn links(file: &File, tree: &Part, pages: &[PageContent], findings: &mut Findings) {
    let parts: Vec<&Part> = tree.all().into_iter().filter(|part| part.kind == "Link").collect();
    let held = |id| parts.iter().find(|part| part.kids.iter().any(|kid| matches!(kid, Kid::Object(own) if *own == id)));
    for page in pages {
        let Ok(dictionary) = file.get_dictionary(page.id) else { continue };
        for annotation in array(file, dictionary, "Annots").unwrap_or_default() {
            let place = format!("page {}", page.number);
            let Ok(id) = annotation.as_reference() else {
                findings.add(Rule::Links, place, "a link without StructParent");
                continue;
            };
            let Ok(link) = file.get_dictionary(id) else { continue };
            if name(file, link, "Subtype").as_deref() == Some("Widget") {
                continue;
            }
            let Some(part) = held(id) else {
                findings.add(Rule::Links, place, "a link outside of the structure tree");
                continue;
            };
            link_says(file, link, part, page, findings);
        }
    }
    for part in parts {
        let any = part.kids.iter().any(|kid| matches!(kid, Kid::Object(_)));
        findings.unless(any, Rule::Links, format!("Link “{}”", part.words()), "it has no annotation");
    }
}

fn link_says(file: &File, link: &Dictionary, part: &Part, page: &PageContent, findings: &mut Findings) {
    let place = format!("page {}, Link “{}”", page.number, part.words());
    let contents = text(file, link, "Contents").unwrap_or_default();
    findings.unless(!contents.trim().is_empty(), Rule::Links, &place, "it has no Contents");
    let action = dict(file, link, "A");
    let leads = action.filter(|action| name(file, action, "S").as_deref() == Some("URI"));
    let address = leads.and_then(|action| action.get(b"URI").and_then(Object::as_str).ok()).unwrap_or_default();
    let shown: String = part.words().split_whitespace().collect::<String>().replace('\u{ad}', "");
    let same = !shown.is_empty() && String::from_utf8_lossy(address).contains(&shown);
    findings.unless(same, Rule::Links, &place, "its target differs from its text");
    let area = numbers(file, link, "Rect").unwrap_or_default();
    let around = |kid: &Kid| match (kid, area.as_slice()) {
        (Kid::MarkedSequence(own, _, _, Some(words)), &[left, lower, right, upper]) => {
            // The lines of one link start at different positions; each annotation covers one of them.
            let across = left <= words[2] + 1.0 && words[0] <= right + 1.0;
            *own == page.id && across && lower <= words[3] && words[1] <= upper
        }
        _ => false,
    };
    findings.unless(part.kids.iter().any(around), Rule::Links, &place, "its area does not cover its text");
}

/// Checks the bounding boxes of figures.
pub(super) fn places(tree: &Part, pages: &[PageContent], findings: &mut Findings) {
    let empty = pages.iter().all(|page| page.sequences.is_empty());
    for part in tree.all().into_iter().filter(|part| part.kind == "Figure" && !empty) {
        let fine = match (part.bounds.as_deref(), part.area()) {
            (Some(bounds), Some(area)) if bounds.len() == 4 => {
                bounds.iter().zip(area).all(|(said, own)| (said - own).abs() <= SLOP)
            }
            _ => false,
        };
        let what = format!("its bounding box is {:?}, its area {:?}", part.bounds, part.area());
        findings.unless(fine, Rule::Places, &part.kind, what);
    }
}
