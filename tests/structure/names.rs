//! Finds the file that defines a name, through re-exports and globs.

use std::collections::HashMap;

use syn::Item;

use super::{
    imports::{Import, imports},
    source::Sources,
};

/// How many re-exports are followed before a name counts as unknown.
const DEEPEST: usize = 16;

/// The names of a crate.
pub(crate) struct Names {
    modules: HashMap<Vec<String>, Scope>,
}

#[derive(Default)]
struct Scope {
    file: usize,
    /// Names that are defined here.
    defined: Vec<String>,
    /// Names that a `use` brings in, with the path that it names.
    brought: HashMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

impl Names {
    pub(crate) fn of(sources: &Sources) -> Self {
        let mut modules: HashMap<Vec<String>, Scope> = HashMap::new();
        for module in &sources.modules {
            let defined = module.items.iter().filter_map(defined).collect();
            modules.insert(module.path.clone(), Scope { file: module.file, defined, ..Scope::default() });
        }
        let mut names = Self { modules };
        for module in &sources.modules {
            for Import { path, name, .. } in imports(&module.items) {
                let Some(path) = names.absolute(&path, &module.path) else { continue };
                let Some(scope) = names.modules.get_mut(&module.path) else { continue };
                match name {
                    Some(name) => _ = scope.brought.insert(name, path),
                    None => scope.globs.push(path),
                }
            }
        }
        names
    }

    /// Returns a path from the root of the crate; none if it begins with another crate.
    fn absolute(&self, path: &[String], module: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module.split_last()?.1.to_vec(),
            name => {
                let child: Vec<String> = module.iter().cloned().chain([name.to_owned()]).collect();
                let scope = self.modules.get(module)?;
                if !self.modules.contains_key(&child) {
                    return scope
                        .defined
                        .iter()
                        .any(|own| own == name)
                        .then(|| child.into_iter().chain(rest.iter().cloned()).collect());
                }
                child
            }
        };
        for name in rest {
            if name == "super" {
                base.pop();
            } else {
                base.push(name.clone());
            }
        }
        Some(base)
    }

    /// Returns the file that defines what a path in this module names; none for another crate. Where a module and an item
    /// have the same name, `as_module` says which of them is meant.
    pub(crate) fn file_of(&self, path: &[String], module: &[String], as_module: bool) -> Option<usize> {
        let first = path.first()?;
        let brought = self.modules.get(module)?.brought.get(first);
        let path = match brought {
            Some(brought) => brought.iter().chain(&path[1..]).cloned().collect(),
            None => self.absolute(path, module)?,
        };
        self.resolve(&path, as_module, 0).map(|(file, _)| file)
    }

    /// Returns the file of a path from the root, and false if its end is not known to be there.
    fn resolve(&self, path: &[String], as_module: bool, depth: usize) -> Option<(usize, bool)> {
        if depth > DEEPEST {
            return None;
        }
        let mut at: Vec<String> = Vec::new();
        for (n, name) in path.iter().enumerate() {
            let scope = self.modules.get(&at)?;
            let child: Vec<String> = at.iter().cloned().chain([name.clone()]).collect();
            let last = n + 1 == path.len();
            let named = scope.brought.contains_key(name) || scope.defined.contains(name);
            if self.modules.contains_key(&child) && !(last && named && !as_module) {
                at = child;
                continue;
            }
            if scope.defined.contains(name) {
                return Some((scope.file, true));
            }
            let onward = |target: &[String]| -> Vec<String> { target.iter().chain(&path[n + 1..]).cloned().collect() };
            if let Some(target) = scope.brought.get(name) {
                return self.resolve(&onward(target), as_module, depth + 1);
            }
            let through_glob = scope.globs.iter().find_map(|glob| {
                let target: Vec<String> = glob.iter().chain(&path[n..]).cloned().collect();
                self.resolve(&target, as_module, depth + 1).filter(|(_, known)| *known)
            });
            return through_glob.or(Some((scope.file, false)));
        }
        Some((self.modules.get(&at)?.file, true))
    }
}

/// The name that an item defines.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        _ => return None,
    };
    Some(name.to_string())
}
