//! `/couples/{couple}/situation?view=shared`: the shared screen, one section of the questions at a time.
//!
//! The page is made from [`Shown`] alone, which contains the shared answers and nothing else about the couple.

use domain::{
    assess::{Partner, Whom},
    library::{
        english,
        model::{Opening, QuestionGroup, StrengthAbout},
    },
    records::Together,
    vocabulary::Concerns,
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleId, Records};

use crate::{
    browser::{
        api::Problem,
        fields,
        form::{FormPlace, shared_form},
        library_context::library,
    },
    http::visitor::FormState,
    layout::ThreeState,
    situation::columns::Columns,
};

/// The label of the third answer, as a couple reads it.
const NOT_NOW: &str = "Not now";

/// The content of the shared screen.
pub struct Shown {
    couple: CoupleId,
    labels: [String; 2],
    together: Together,
    place: FormPlace,
}

impl Shown {
    /// Reads the shared answers, and nothing else.
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike, and database errors.
    pub async fn of(records: &Records, couple: CoupleId) -> Result<Self, Problem> {
        let stored = records.couple(couple).await?.value;
        let label = |partner| stored.partner(partner).label.clone();
        let together = Together::of(&library(), &records.situation(couple).await?.value);
        let place = FormPlace::of(records, format!("shared/{}", couple.0), "Answers on the shared screen");
        Ok(Self { couple, labels: [label(Partner::A), label(Partner::B)], together, place })
    }

    /// Renders the section with this name, else the first one.
    pub fn page(&self, section: &str, reply: &FormState) -> AnyView {
        let sections = Section::all();
        let at = sections.iter().position(|of| of.id() == section).unwrap_or_default();
        let (here, next) = (sections[at], sections.get(at + 1));
        let address = format!("/couples/{}/situation", self.couple.0);
        let link = |of: &Section| {
            view! {
                <a href=format!("{address}?view=shared&section={}", of.id()) aria-current=(*of == here).then_some("page")>
                    {of.title()}
                </a>
            }
        };
        let shown = typed(&self.together, reply);
        view! {
            <Title text="Reweave" />
            <div class="together">
                <nav class="steps" aria-label="Sections">{sections.iter().map(link).collect_view()}</nav>
                <h1>{here.title()}</h1>
                <p class="lead soft">"You can leave any question. “Not now” is fine."</p>
                {reply.problem.clone().map(|problem| view! { <p class="note" role="alert">{problem}</p> })}
                <form id="together" method="post" action=format!("{address}/together") autocomplete="off">
                    <input type="hidden" name="seen" value=self.together.mark().0 />
                    <input type="hidden" name="section" value=here.id() />
                    <input type="hidden" name="then" value=next.unwrap_or(&here).id() />
                    {here.questions(&shown, &self.labels)}
                    <div class="row foot">
                        {shared_form(&self.place, self.together.mark())}
                        <button class="button" data-kind="primary">
                            {next.map_or_else(|| "Save answers".to_owned(), |next| format!("Next: {}", next.title()))}
                        </button>
                    </div>
                </form>
            </div>
        }
        .into_any()
    }
}

/// Restores answers typed before a failed post.
fn typed(stored: &Together, reply: &FormState) -> Together {
    let mut together = stored.clone();
    for told in reply.typed.iter().filter_map(|(name, value)| domain::records::Told::of(fields::edit(name, value)?)) {
        // A field that no shared screen asks was refused before this page was asked for.
        let _ = together.make(&library(), &told);
    }
    together
}

/// A section of the questions.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Group(&'static QuestionGroup),
    Strengths,
}

impl Section {
    fn all() -> Vec<Self> {
        english().questions().iter().map(Self::Group).chain([Self::Strengths]).collect()
    }

    fn id(self) -> &'static str {
        match self {
            Self::Group(group) => &group.id,
            Self::Strengths => "strengths",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Group(group) => &group.title,
            Self::Strengths => "What is good",
        }
    }

    fn questions(self, shown: &Together, labels: &[String; 2]) -> AnyView {
        match self {
            Self::Group(group) => {
                let openings = english().openings().iter().filter(|opening| opening.group == group.id);
                openings.map(|of| opening(of, shown, labels)).collect_view().into_any()
            }
            Self::Strengths => strengths(shown, labels),
        }
    }
}

/// A plain question with the couple's answer, and below it what a yes unfolds; what was answered stays in sight.
fn opening(opening: &'static Opening, shown: &Together, labels: &[String; 2]) -> AnyView {
    let name =
        opening.is.as_ref().map_or_else(|| fields::opening(&opening.id), |id| fields::question(id, Whom::Couple));
    let ask = opening.together();
    let asked = || {
        let questions = opening.asks.iter().filter_map(|id| english().question(id)).filter(|of| !of.observed);
        questions.filter_map(|question| Some((question, english().indicator(&question.indicator)?)))
    };
    let inside = tables(labels, |columns| {
        asked()
            .filter(|(_, indicator)| indicator.concerns == columns.concerns)
            .map(|(question, indicator)| {
                let name = |whom| fields::question(&indicator.id, whom);
                let answer = |whom| shown.answer(indicator, whom);
                row(&question.ask, columns.controls(&question.ask, name, answer))
            })
            .collect()
    });
    view! {
        <div class="opening">
            <div class="columns ask">
                <div>
                    <p class="question">{ask}</p>
                    {opening.hint.as_deref().map(|hint| view! { <p class="small soft">{hint}</p> })}
                </div>
                <ThreeState name=name question=ask.to_owned() unasked=NOT_NOW answer=shown.opening(opening) />
            </div>
            {(!opening.asks.is_empty()).then(|| view! { <div class="unfolded">{inside}</div> })}
        </div>
    }
    .into_any()
}

fn strengths(shown: &Together, labels: &[String; 2]) -> AnyView {
    tables(labels, |columns| {
        let strengths = english().strengths().iter();
        strengths
            .filter(|strength| of_strength(strength.about) == columns.concerns)
            .map(|strength| {
                let name = |whom| fields::strength(&strength.id, whom);
                let answer = |whom| shown.strength(&strength.id, whom);
                row(&strength.ask, columns.controls(&strength.ask, name, answer))
            })
            .collect()
    })
}

/// The rows under headings, one table for each kind of heading that has rows.
fn tables(labels: &[String; 2], rows: impl Fn(&Columns<'_>) -> Vec<AnyView>) -> AnyView {
    let table = |concerns: &Concerns| {
        let columns = Columns { labels, concerns: *concerns, unasked: NOT_NOW };
        let rows = rows(&columns);
        let heads = columns.heads(view! { <span></span> }.into_any());
        (!rows.is_empty()).then(|| view! { <div class="asked">{heads} <ul>{rows}</ul></div> })
    };
    Concerns::ALL.iter().filter_map(table).collect_view().into_any()
}

fn of_strength(about: StrengthAbout) -> Concerns {
    match about {
        StrengthAbout::Each => Concerns::Being,
        StrengthAbout::Couple => Concerns::Couple,
    }
}

fn row(ask: &'static str, controls: AnyView) -> AnyView {
    view! {
        <li class="columns">
            <p>{ask}</p>
            {controls}
        </li>
    }
    .into_any()
}
