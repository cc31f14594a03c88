//! Search results as HTML, for the search page and the dialog.

use maud::{Markup, html};

use super::{Found, Group};
use crate::layout::Icon;

/// Renders groups of links with their counts for screen readers. `typed` links to all hits of a group; `None` if all
/// are shown.
pub fn results(found: &Found, typed: Option<&str>) -> String {
    html! {
        p class="found" role="status" { (count(found)) }
        @for group in &found.groups { (shown(group, typed)) }
        @if found.count() == 0 && !found.latest {
            p { "Try fewer or other words. To search within exercises, use the "
                a href="/library" { "library" } "." }
        }
    }
    .into_string()
}

fn count(found: &Found) -> String {
    match (found.latest, found.count()) {
        (true, 0) => "Nothing here yet".into(),
        (true, _) => "Last changed".into(),
        (false, 0) => "Nothing found".into(),
        (false, 1) => "1 found".into(),
        (false, count) => format!("{count} found"),
    }
}

fn shown(group: &Group, typed: Option<&str>) -> Markup {
    let id = format!("found-{}", group.id);
    let more = group.all - group.hits.len();
    html! {
        section class="found-group" aria-labelledby=(id) {
            h2 id=(id) { (group.name) }
            ul {
                @for hit in &group.hits {
                    li {
                        a class="hit" href=(hit.href) {
                            bdi class="name" { (hit.title) }
                            @if !hit.line.is_empty() { " " bdi class="small soft" { (hit.line) } }
                            @if hit.archived { " " span class="chip" { (Icon::Archive) "Archived" } }
                        }
                    }
                }
            }
            @if more > 0 {
                @if let Some(typed) = typed {
                    form action="/search" method="post" {
                        input type="hidden" name="q" value=(typed);
                        input type="hidden" name="all" value=(group.id);
                        button class="button" data-kind="quiet" { (format!("{more} more")) }
                    }
                } @else { p class="small soft" { (format!("{more} more. Add a word to narrow it down.")) } }
            }
        }
    }
}
