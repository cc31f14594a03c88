//! The paths that a module uses: its `use` trees, and every path in its code, in macros, and in attributes.

use std::collections::BTreeSet;

use syn::{
    Attribute, Item, Macro, UseTree, Visibility,
    visit::{self, Visit},
};

/// A `use` of a module.
pub(crate) struct Import {
    /// Its path, as written, without a final `self`.
    pub path: Vec<String>,
    /// The name that it gives; none for a glob.
    pub name: Option<String>,
    /// True for `pub use`: it passes a name on.
    pub passed_on: bool,
}

/// Returns the `use` items of a module.
pub(crate) fn imports(items: &[Item]) -> Vec<Import> {
    let mut found = Vec::new();
    for item in items {
        if let Item::Use(item) = item {
            let passed_on = !matches!(item.vis, Visibility::Inherited);
            leaves(&item.tree, &mut Vec::new(), &mut |path, name| {
                found.push(Import { path, name, passed_on });
            });
        }
    }
    found
}

fn leaves(tree: &UseTree, before: &mut Vec<String>, found: &mut dyn FnMut(Vec<String>, Option<String>)) {
    let with = |last: &syn::Ident, before: &[String]| {
        let last = (*last != "self").then(|| last.to_string());
        before.iter().cloned().chain(last).collect::<Vec<_>>()
    };
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) => {
            let path = with(&name.ident, before);
            let last = path.last().cloned();
            found(path, last);
        }
        UseTree::Rename(rename) => found(with(&rename.ident, before), Some(rename.rename.to_string())),
        UseTree::Glob(_) => found(before.clone(), None),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, before, found)),
    }
}

/// The paths in the code of a module: those of several names, and all first names.
#[derive(Default)]
pub(crate) struct Used {
    pub paths: BTreeSet<Vec<String>>,
    pub names: BTreeSet<String>,
    /// Names that are called as functions.
    pub called: BTreeSet<String>,
}

impl Used {
    /// Collects what these items use.
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut used = Self::default();
        items.iter().filter(|item| !matches!(item, Item::Use(_))).for_each(|item| used.visit_item(item));
        used
    }

    fn add(&mut self, path: Vec<String>) {
        self.names.extend(path.first().cloned());
        if path.len() > 1 {
            self.paths.insert(path);
        }
    }

    /// Adds the paths in the text of a macro.
    fn add_tokens(&mut self, tokens: &str) {
        for path in paths_in(tokens) {
            self.add(path);
        }
    }
}

impl<'ast> Visit<'ast> for Used {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.add(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(function) = &*call.func {
            self.called.extend(function.path.get_ident().map(ToString::to_string));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, own: &'ast Macro) {
        self.add_tokens(&own.tokens.to_string());
        visit::visit_macro(self, own);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        // Paths in the strings of `#[serde(with = "…")]`.
        if let syn::Meta::List(list) = &attribute.meta
            && list.path.is_ident("serde")
        {
            let tokens = list.tokens.to_string();
            tokens
                .split('"')
                .skip(1)
                .step_by(2)
                .filter(|text| text.contains("::"))
                .for_each(|text| self.add_tokens(text));
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // A `use` inside of a function.
        leaves(&item.tree, &mut Vec::new(), &mut |path, _| self.add(path));
    }

    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}
}

/// Returns the paths in the text of tokens, outside of strings.
pub(crate) fn paths_in(tokens: &str) -> Vec<Vec<String>> {
    let mut paths: Vec<Vec<String>> = Vec::new();
    let mut continues = false;
    let mut rest = tokens;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            rest = after_string(rest);
            continues = false;
        } else if first.is_alphabetic() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            match paths.last_mut() {
                Some(path) if continues => path.push(name.to_owned()),
                _ => paths.push(vec![name.to_owned()]),
            }
            rest = after.trim_start();
            continues = rest.starts_with("::");
            if continues {
                rest = rest[2..].trim_start();
            }
        } else {
            // A field or a method is no name of its own.
            let skipped = if first == '.' {
                rest[1..].trim_start().trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
            } else {
                &rest[first.len_utf8()..]
            };
            rest = skipped;
            continues = false;
        }
    }
    paths
}

/// The text after a string literal at its beginning.
fn after_string(text: &str) -> &str {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or("", |(end, _)| &text[end + 1..])
}
