//! The order of the folders of a crate, as the architecture states it.

use super::{graph::Graph, source::Sources, workspace};

/// The folder of a file, or its name if it is in none.
fn folder(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// Returns the order that the architecture gives on the line after this one.
fn order_after(line: &str) -> Vec<String> {
    let text = std::fs::read_to_string(workspace("ARCHITECTURE.md")).unwrap();
    let mut lines =
        text.lines().skip_while(|other| !other.contains(line)).skip(1).skip_while(|line| !line.starts_with("    "));
    let order = lines.next().unwrap_or_default();
    order.split("->").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

#[test]
fn folders_of_the_domain_import_from_those_before_them() {
    let order = order_after("Its folders are in an order");
    let graph = Graph::of(&Sources::read(&workspace("app/domain/src/lib.rs")));
    let place = |file: &str| order.iter().position(|name| name == folder(file));
    let missing: Vec<&String> = graph.files.iter().filter(|file| *file != "lib.rs" && place(file).is_none()).collect();
    assert!(missing.is_empty(), "the architecture orders these: {order:?}; not these: {missing:?}");
    let backwards: Vec<String> = graph
        .edges()
        .filter(|(from, to, _)| *from != "lib.rs" && *to != "lib.rs" && place(to) > place(from))
        .map(|(from, to, path)| format!("{from} -> {to} ({path})"))
        .collect();
    assert!(backwards.is_empty(), "against the order {order:?}:\n{}", backwards.join("\n"));
}

#[test]
fn layout_of_the_app_imports_from_no_resource_and_nothing_from_the_shell() {
    let graph = Graph::of(&Sources::read(&workspace("app/src/lib.rs")));
    let whole = ["lib", "routes", "shell"];
    let wrong = graph.edges().filter(|(from, to, _)| {
        let (from, to) = (folder(from), folder(to));
        let layout = from == "layout" && !["layout", "http", "browser"].contains(&to);
        layout || (["routes", "shell"].contains(&to) && !whole.contains(&from))
    });
    let wrong: Vec<String> = wrong.map(|(from, to, path)| format!("{from} -> {to} ({path})")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
