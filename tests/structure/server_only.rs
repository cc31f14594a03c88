//! What only the server compiles: whole modules and items, never lines of a function that browsers compile too.

use syn::{
    Attribute, Macro, Meta,
    visit::{self, Visit},
};

use super::{
    source::{Sources, condition, is_ssr, mentions},
    workspace,
};

/// Finds conditions on `ssr` inside of the bodies of functions.
#[derive(Default)]
struct Bodies {
    depth: usize,
    found: usize,
}

impl<'ast> Visit<'ast> for Bodies {
    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.depth += 1;
        visit::visit_block(self, block);
        self.depth -= 1;
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let on_ssr = |meta: &Meta| mentions(meta, &is_ssr);
        let conditional = attribute.path().is_ident("cfg_attr")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("\"ssr\""));
        if self.depth > 0 && (conditional || condition(attribute).is_some_and(|meta| on_ssr(&meta))) {
            self.found += 1;
        }
    }

    fn visit_macro(&mut self, own: &'ast Macro) {
        if self.depth > 0 && own.path.is_ident("cfg") && own.tokens.to_string().contains("\"ssr\"") {
            self.found += 1;
        }
    }
}

/// Returns the files that browsers compile and that have lines for the server inside of functions, with their number.
fn lines_for_the_server(sources: &Sources) -> Vec<String> {
    let mut wrong = Vec::new();
    for module in sources.modules.iter().filter(|module| !sources.server_only[module.file]) {
        let mut bodies = Bodies::default();
        module.items.iter().for_each(|item| bodies.visit_item(item));
        if bodies.found > 0 {
            wrong.push(format!("{}: {}", sources.files[module.file], bodies.found));
        }
    }
    wrong
}

#[test]
fn no_function_that_browsers_compile_has_lines_for_the_server() {
    let wrong = lines_for_the_server(&Sources::read(&workspace("app/src/lib.rs")));
    assert!(wrong.is_empty(), "lines for the server inside of functions:\n{}", wrong.join("\n"));
}

#[test]
fn lines_for_the_server_are_found_in_attributes_and_in_conditions() {
    let lines = [
        "fn f() { #[cfg(feature = \"ssr\")] g(); }",
        "fn f() { #[cfg(not(feature = \"ssr\"))] { g() } }",
        "fn f() { if cfg!(feature = \"ssr\") { g() } }",
    ];
    for line in lines {
        assert_eq!(lines_for_the_server(&Sources::invented(&[("lib.rs", line)])), ["lib.rs: 1"], "{line}");
        let gated = [("lib.rs", "#[cfg(feature = \"ssr\")] mod own;"), ("own.rs", line)];
        assert!(lines_for_the_server(&Sources::invented(&gated)).is_empty(), "{line}");
    }
    let whole = "#[cfg(feature = \"ssr\")] fn f() { g() }";
    assert!(lines_for_the_server(&Sources::invented(&[("lib.rs", whole)])).is_empty());
}

#[test]
fn a_gate_inside_of_a_gate_is_found() {
    let files = [
        ("lib.rs", "#[cfg(feature = \"ssr\")] mod own;"),
        ("own.rs", "#[cfg(all(feature = \"ssr\", unix))] mod inner;"),
        ("own/inner.rs", ""),
    ];
    assert_eq!(Sources::invented(&files).gated_twice, ["own::inner"]);
}

#[test]
fn a_module_for_the_server_is_gated_once() {
    let sources = Sources::read(&workspace("app/src/lib.rs"));
    assert!(sources.gated_twice.is_empty(), "a module around these is gated already: {:?}", sources.gated_twice);
}
