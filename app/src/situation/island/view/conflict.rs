//! Both versions of the answers after a save in another window, and the choice between them.

use domain::{
    assess::Whom,
    library::Library,
    records::{Edit, SituationForm},
};
use maud::{Markup, html};

use crate::{
    browser::{
        autosave::{SaveStatus, form_of},
        fields, library_context,
    },
    layout::wording,
    situation::wording::background_name,
};

/// Renders both versions; nothing without a conflict.
pub(crate) fn clash(mine: &SituationForm, mark: &SaveStatus, labels: &[String]) -> Markup {
    let SaveStatus::Stale { theirs } = mark else { return html! {} };
    let library = library_context::library();
    let theirs: SituationForm = form_of(theirs).unwrap_or_default();
    html! {
        div class="note clash" id="clash" role="alert" {
            div {
                p { strong { "Changed in another window." } " Both versions are below." }
                table {
                    thead { tr { td {} th scope="col" { "Mine" } th scope="col" { "Saved" } } }
                    tbody {
                        @for (here, stored) in theirs.edits_to(mine).iter().zip(&mine.edits_to(&theirs)) {
                            tr { th scope="row" { (what(&library, here)) " " small { (whose(&library, here, labels)) } } td { (said(here)) } td { (said(stored)) } }
                        }
                    }
                }
                button class="button" type="button" data-keep="mine" { "Keep mine" }
                button class="button" type="button" data-keep="theirs" { "Use the saved one" }
            }
        }
    }
}

fn what<'a>(library: &'a Library, edit: &Edit) -> &'a str {
    match edit {
        Edit::Answer(change) => library.indicator(&change.indicator).map_or("", |indicator| &indicator.text),
        Edit::Strength(change) => library.strength(&change.strength).map_or("", |strength| &strength.text),
        Edit::Fact(_) => "Planning details",
        Edit::Phase(_) => "Phase",
        Edit::Background(change) => background_name(change),
    }
}

/// Returns the subject of an answer, as in its column heading.
fn whose(library: &Library, edit: &Edit, labels: &[String]) -> String {
    let (whom, verb) = match edit {
        Edit::Answer(change) => {
            let verb = library.indicator(&change.indicator).map_or("", |of| wording::column(of.concerns));
            (change.whom, verb)
        }
        Edit::Strength(change) => (change.whom, ""),
        Edit::Fact(_) | Edit::Phase(_) | Edit::Background(_) => return String::new(),
    };
    let name = match whom {
        Whom::A => labels.first(),
        Whom::B => labels.get(1),
        Whom::Couple | Whom::OneOfThem => None,
    };
    name.map_or_else(|| "Both".into(), |name| format!("{name} {verb}").trim_end().to_owned())
}

fn said(edit: &Edit) -> String {
    match edit {
        Edit::Answer(change) => wording::answer(change.answer).into(),
        Edit::Strength(change) => wording::answer(change.answer).into(),
        Edit::Fact(_) | Edit::Phase(_) | Edit::Background(_) => match fields::field(edit).1.as_str() {
            "" => "no".into(),
            value => value.into(),
        },
    }
}
