//! Reads the modules of a crate, without those that are compiled for tests only.

use std::{fs, path::Path};

use syn::{Attribute, Item, ItemMod, Meta, parse::Parser};

/// A module: inline, or a file of its own.
pub(crate) struct Module {
    /// Its path in the crate; empty for the root.
    pub path: Vec<String>,
    /// Index of its file.
    pub file: usize,
    pub items: Vec<Item>,
}

/// The modules of a crate, with the names of their files.
#[derive(Default)]
pub(crate) struct Sources {
    pub modules: Vec<Module>,
    /// The path of each file, as it is shown.
    pub files: Vec<String>,
    /// True for a file whose module, or one around it, is compiled for the server only.
    pub server_only: Vec<bool>,
    /// Modules that are gated although one around them is.
    pub gated_twice: Vec<String>,
}

impl Sources {
    /// Reads a crate from its root file.
    pub(crate) fn read(root: &Path) -> Self {
        let mut sources = Self::default();
        let read = |path: &Path| fs::read_to_string(path).ok();
        sources.file(root, root.parent().unwrap_or(root), Vec::new(), false, &read);
        let base = root.parent().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
        for file in &mut sources.files {
            *file = file.strip_prefix(&base).unwrap_or(file).to_owned();
        }
        sources
    }

    /// Reads a crate from invented files, pairs of a path and a text; the first one is its root.
    pub(crate) fn invented(files: &[(&str, &str)]) -> Self {
        let mut sources = Self::default();
        let read = |path: &Path| files.iter().find(|(name, _)| Path::new(name) == path).map(|(_, text)| (*text).into());
        sources.file(Path::new(files[0].0), Path::new(""), Vec::new(), false, &read);
        sources
    }

    fn file(
        &mut self,
        path: &Path,
        folder: &Path,
        module: Vec<String>,
        server_only: bool,
        read: &dyn Fn(&Path) -> Option<String>,
    ) {
        let text = read(path).unwrap_or_else(|| panic!("{} cannot be read", path.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        self.files.push(path.display().to_string());
        self.server_only.push(server_only);
        let file = self.files.len() - 1;
        self.items(parsed.items, file, folder, module, read);
    }

    fn items(
        &mut self,
        items: Vec<Item>,
        file: usize,
        folder: &Path,
        path: Vec<String>,
        read: &dyn Fn(&Path) -> Option<String>,
    ) {
        let mut own = Vec::new();
        for item in items {
            match item {
                Item::Mod(module) => self.module(module, file, folder, &path, read),
                item if attributes(&item).iter().any(for_tests) => {}
                item => own.push(item),
            }
        }
        self.modules.push(Module { path, file, items: own });
    }

    fn module(
        &mut self,
        module: ItemMod,
        file: usize,
        folder: &Path,
        around: &[String],
        read: &dyn Fn(&Path) -> Option<String>,
    ) {
        if module.attrs.iter().any(for_tests) {
            return;
        }
        let name = module.ident.to_string();
        let name = name.trim_start_matches("r#").to_owned();
        let path: Vec<String> = around.iter().cloned().chain([name.clone()]).collect();
        let gated = module.attrs.iter().any(for_the_server);
        if gated && self.server_only[file] {
            self.gated_twice.push(path.join("::"));
        }
        let own = folder.join(&name);
        if let Some((_, items)) = module.content {
            return self.items(items, file, &own, path, read);
        }
        let server_only = gated || self.server_only[file];
        let named = module.attrs.iter().find_map(|attribute| text_of(attribute, "path"));
        let beside = named.map_or_else(|| folder.join(format!("{name}.rs")), |named| folder.join(named));
        let inside = own.join("mod.rs");
        let place = if read(&beside).is_some() { beside } else { inside };
        self.file(&place, &own, path, server_only, read);
    }
}

/// The attributes of an item.
fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The text of `#[name = "text"]`.
fn text_of(attribute: &Attribute, name: &str) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value else { return None };
    pair.path.is_ident(name).then(|| text.value())
}

/// The condition of `#[cfg(…)]`.
pub(crate) fn condition(attribute: &Attribute) -> Option<Meta> {
    let Meta::List(list) = &attribute.meta else { return None };
    list.path.is_ident("cfg").then(|| list.parse_args().ok()).flatten()
}

/// True for `#[cfg(test)]`, `#[test]` and conditions that include `test`.
fn for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("test")
        || condition(attribute).is_some_and(|meta| demands(&meta, &|meta| meta.path().is_ident("test")))
}

/// True for a condition that only the server meets.
fn for_the_server(attribute: &Attribute) -> bool {
    condition(attribute).is_some_and(|meta| demands(&meta, &is_ssr))
}

/// True for `feature = "ssr"`.
pub(crate) fn is_ssr(meta: &Meta) -> bool {
    let Meta::NameValue(pair) = meta else { return false };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value else { return false };
    pair.path.is_ident("feature") && text.value() == "ssr"
}

/// True if a condition holds only where `wanted` does: it is it, or `all(…)` with it.
fn demands(meta: &Meta, wanted: &dyn Fn(&Meta) -> bool) -> bool {
    match meta {
        Meta::List(list) if list.path.is_ident("all") => parts(list).iter().any(|part| demands(part, wanted)),
        other => wanted(other),
    }
}

/// True if a condition mentions `wanted` anywhere.
pub(crate) fn mentions(meta: &Meta, wanted: &dyn Fn(&Meta) -> bool) -> bool {
    match meta {
        Meta::List(list) => parts(list).iter().any(|part| mentions(part, wanted)),
        other => wanted(other),
    }
}

fn parts(list: &syn::MetaList) -> Vec<Meta> {
    let parser = syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated;
    parser.parse2(list.tokens.clone()).map(|parts| parts.into_iter().collect()).unwrap_or_default()
}
