//! Both versions of what was told, when it was saved in another window, and the choice between them.

use domain::{
    desk::{Edit, Sheet},
    library::Library,
};
use maud::{Markup, html};

use crate::{fields, keeper::Mark, packed::unpack, shelf, wording};

/// Both versions; nothing while there is only one.
pub(super) fn clash(mine: &Sheet, mark: &Mark) -> Markup {
    let Mark::Stale { theirs } = mark else { return html! {} };
    let library = shelf::library();
    let theirs: Sheet = unpack(theirs).unwrap_or_default();
    html! {
        div class="note clash" id="clash" role="alert" {
            div {
                p { strong { "This was changed in another window." } " Both versions are here; choose which one stays." }
                table {
                    thead { tr { td {} th scope="col" { "Here" } th scope="col" { "Stored" } } }
                    tbody {
                        @for (here, stored) in theirs.edits_to(mine).iter().zip(&mine.edits_to(&theirs)) {
                            tr { th scope="row" { (what(&library, here)) } td { (said(here)) } td { (said(stored)) } }
                        }
                    }
                }
                button class="button" type="button" data-keep="mine" { "Keep what is here" }
                button class="button" type="button" data-keep="theirs" { "Take what is stored" }
            }
        }
    }
}

fn what<'a>(library: &'a Library, edit: &Edit) -> &'a str {
    match edit {
        Edit::Answer(change) => library.indicator(&change.indicator).map_or("", |indicator| &indicator.text),
        Edit::Strength(change) => library.strength(&change.strength).map_or("", |strength| &strength.text),
        Edit::Fact(_) => "What else the rules ask",
        Edit::Phase(_) => "Phase",
    }
}

fn said(edit: &Edit) -> String {
    match edit {
        Edit::Answer(change) => wording::answer(change.answer).into(),
        Edit::Strength(change) => wording::answer(change.answer).into(),
        Edit::Fact(_) | Edit::Phase(_) => match fields::field(edit).1.as_str() {
            "" => "no".into(),
            value => value.into(),
        },
    }
}
