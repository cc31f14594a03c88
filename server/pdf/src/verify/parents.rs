//! Checks the parent tree in both directions.

use std::collections::BTreeMap;

use lopdf::{Document as File, Object, ObjectId};

use super::{
    Findings, Rule,
    content::PageContent,
    read::{array, dict, follow, number},
    tree::{Kid, Part},
};

pub(super) fn check(file: &File, tree: &Part, pages: &[PageContent], findings: &mut Findings) {
    let owners = owners(tree, findings);
    for page in pages {
        for (number, sequence) in &page.sequences {
            let owned = owners.contains_key(&(page.id, *number));
            let what = format!("sequence {number} “{}” is in no structure element", sequence.words);
            findings.unless(owned, Rule::MarkedSequences, format!("page {}", page.number), what);
        }
    }
    let root = file.catalog().ok().and_then(|catalog| dict(file, catalog, "StructTreeRoot"));
    let nums = root.and_then(|root| dict(file, root, "ParentTree")).and_then(|parents| array(file, parents, "Nums"));
    let Some(nums) = nums else {
        findings.add(Rule::ParentTree, "tree", "there is no ParentTree");
        return;
    };
    let back: BTreeMap<i64, &Object> =
        nums.chunks_exact(2).filter_map(|pair| Some((pair[0].as_i64().ok()?, &pair[1]))).collect();
    for page in pages {
        page_back(file, page, &back, &owners, findings);
    }
    annotations_back(file, tree, &back, findings);
}

type Owners = BTreeMap<(ObjectId, i64), ObjectId>;

/// Returns the element of each marked-content sequence.
fn owners(tree: &Part, findings: &mut Findings) -> Owners {
    let mut owners = Owners::new();
    for part in tree.all() {
        for kid in &part.kids {
            let Kid::MarkedSequence(page, mcid, ..) = kid else { continue };
            let other = owners.insert((*page, *mcid), part.id);
            findings.unless(
                other.is_none(),
                Rule::MarkedSequences,
                &part.kind,
                format!("sequence {mcid} has two elements"),
            );
        }
    }
    owners
}

fn page_back(file: &File, page: &PageContent, back: &BTreeMap<i64, &Object>, owners: &Owners, findings: &mut Findings) {
    let place = format!("page {}", page.number);
    let key = file.get_dictionary(page.id).ok().and_then(|page| number(file, page, "StructParents"));
    let Some(key) = key else {
        findings.add(Rule::ParentTree, place, "no StructParents");
        return;
    };
    let parts = back.get(&key).and_then(|parts| follow(file, parts)?.as_array().ok());
    let parts = parts.map(Vec::as_slice).unwrap_or_default();
    let same = parts.len() == page.sequences.len();
    let counts = format!("{} entries for {} sequences", parts.len(), page.sequences.len());
    findings.unless(same, Rule::ParentTree, &place, counts);
    for (mcid, part) in (0..).zip(parts) {
        let owner = owners.get(&(page.id, mcid));
        let same = part.as_reference().is_ok_and(|part| Some(&part) == owner);
        findings.unless(same, Rule::ParentTree, &place, format!("sequence {mcid} leads to another element"));
    }
}

/// Checks that annotations lead back to their elements.
fn annotations_back(file: &File, tree: &Part, back: &BTreeMap<i64, &Object>, findings: &mut Findings) {
    for part in tree.all() {
        for kid in &part.kids {
            let Kid::Object(annotation) = kid else { continue };
            let key = file.get_dictionary(*annotation).ok().and_then(|a| number(file, a, "StructParent"));
            let leads = key.and_then(|key| back.get(&key)?.as_reference().ok());
            findings.unless(leads == Some(part.id), Rule::ParentTree, &part.kind, "its link leads to another element");
        }
    }
}
