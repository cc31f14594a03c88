//! What was found, as HTML: the same on the page of the search and in the dialog over any page.

use maud::{Markup, html};

use super::{Found, Group};
use crate::parts::Icon;

/// Groups of links, and how many there are, for whoever listens. `typed` leads on to all of a group; none where all are
/// shown already.
pub fn results(found: &Found, typed: Option<&str>) -> String {
    html! {
        p class="found" role="status" { (count(found)) }
        @for group in &found.groups { (shown(group, typed)) }
        @if found.count() == 0 && !found.latest {
            p { "Fewer words or other ones may find it. Words within an exercise are found in the "
                a href="/library" { "library" } "." }
        }
    }
    .into_string()
}

fn count(found: &Found) -> String {
    match (found.latest, found.count()) {
        (true, 0) => "Nothing is here yet.".into(),
        (true, _) => "What was changed last.".into(),
        (false, 0) => "Nothing was found.".into(),
        (false, 1) => "1 found.".into(),
        (false, count) => format!("{count} found."),
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
                    form action="/search" method="get" {
                        input type="hidden" name="q" value=(typed);
                        input type="hidden" name="all" value=(group.id);
                        button class="button" data-kind="quiet" { (format!("{more} more")) }
                    }
                } @else { p class="small soft" { (format!("{more} more: another word makes it fewer.")) } }
            }
        }
    }
}
