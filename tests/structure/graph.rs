//! The graph of the files of a crate: an edge leads to each file that a file imports from.

use std::collections::BTreeMap;

use super::{
    imports::{Used, imports},
    names::Names,
    source::{Module, Sources},
};

/// Files, and the files that each imports from, with one path that it uses.
pub(crate) struct Graph {
    pub files: Vec<String>,
    pub edges: Vec<BTreeMap<usize, String>>,
}

impl Graph {
    pub(crate) fn of(sources: &Sources) -> Self {
        let names = Names::of(sources);
        let mut edges = vec![BTreeMap::new(); sources.files.len()];
        for module in &sources.modules {
            for (path, as_module) in paths(module) {
                if let Some(file) = names.file_of(&path, &module.path, as_module)
                    && file != module.file
                {
                    edges[module.file].entry(file).or_insert_with(|| path.join("::"));
                }
            }
        }
        Self { files: sources.files.clone(), edges }
    }

    /// Iterates over the edges: from, to, and the path used.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let all = self
            .edges
            .iter()
            .enumerate()
            .flat_map(|(from, edges)| edges.iter().map(move |(to, path)| (from, *to, path)));
        all.map(|(from, to, path)| (self.files[from].as_str(), self.files[to].as_str(), path.as_str()))
    }
}

/// The paths that count as imports of a module, with true for those that name a module where an item has the same name. A name that is only passed on is none; one that the module uses itself is.
fn paths(module: &Module) -> Vec<(Vec<String>, bool)> {
    let used = Used::of(&module.items);
    let mut paths: Vec<(Vec<String>, bool)> = used.paths.iter().map(|path| (path.clone(), false)).collect();
    for import in imports(&module.items) {
        let Some(name) = &import.name else {
            if !import.passed_on {
                paths.push((import.path, true));
            }
            continue;
        };
        if import.passed_on && !used.names.contains(name) {
            continue;
        }
        let as_module = used.paths.iter().any(|path| path.first() == Some(name));
        if as_module {
            paths.push((import.path.clone(), true));
        }
        if !as_module || used.called.contains(name) {
            paths.push((import.path, false));
        }
    }
    paths
}
