//! One opening: a plain question, with the questions that a yes unfolds. Style sheets show and hide them, so it works
//! without scripts.

use domain::{
    library::{english, model::Opening},
    records::{asked_after, rest},
    vocabulary::{Concerns, IndicatorId},
};
use leptos::prelude::*;

use crate::{
    browser::fields,
    layout::ThreeState,
    situation::{
        background::{SituationFields, came_to_light},
        folded_line::folded_line,
        rows::{Row, ask_next, caption, strengths, table},
    },
};

/// An opening with its answer, folded to one line if nothing is left to ask.
pub fn opening(opening: &'static Opening, told: &SituationFields<'_>) -> AnyView {
    let answer = told.form.background.opening(opening, &told.form.answers);
    let name = opening.is.as_ref().map_or_else(|| fields::opening(&opening.id), couple_field);
    // The heard question is the one that is read: a control of its own line.
    view! {
        <div class="opening" id=format!("opening-{}", opening.id)>
            <div class="columns ask" id=opening.is.as_ref().map(IndicatorId::to_string)>
                <div>
                    <p class="question">{opening.ask.as_str()}</p>
                    {opening.hint.as_deref().map(|hint| view! { <p class="small soft">{hint}</p> })}
                </div>
                <ThreeState name=name question=opening.ask.clone() answer=answer />
                {ask_next(&opening.id, told.form)}
            </div>
            {has_more(opening).then(|| unfolded(opening, told))}
        </div>
    }
    .into_any()
}

fn couple_field(id: &IndicatorId) -> String {
    fields::question(id, domain::assess::Whom::Couple)
}

fn has_more(opening: &Opening) -> bool {
    !opening.asks.is_empty() || opening.group == Opening::STRENGTHS
}

fn unfolded(opening: &'static Opening, told: &SituationFields<'_>) -> AnyView {
    let id = opening.id.as_str();
    let open = asked_after(english(), told.form, opening).open();
    let inside = if opening.group == Opening::STRENGTHS {
        strengths(told.form, told.labels)
    } else {
        questions_of(opening, told)
    };
    view! {
        <details class="unfolded" open={open > 0}>
            <summary>
                <span class="grow" data-line=id>{folded_line(english(), told.form, opening, told.labels)}</span>
                " "
                <span class="small soft open-count" hidden={open == 0}>
                    <output data-open=id>{open}</output>
                    " not asked"
                </span>
            </summary>
            {(id == "affair").then(|| came_to_light(told))}
            {inside}
            {foot(opening, told)}
        </details>
    }
    .into_any()
}

fn questions_of(opening: &'static Opening, told: &SituationFields<'_>) -> AnyView {
    let questions = opening.asks.iter().filter_map(|id| english().question(id));
    let mut rows: Vec<Row> = questions.filter_map(Row::of).collect();
    let tables = Concerns::ALL.iter().map(|concerns| {
        let (of_this_kind, others) = std::mem::take(&mut rows).into_iter().partition(|row| row.concerns() == *concerns);
        rows = others;
        table(*concerns, caption(*concerns), &of_this_kind, told.form, told.labels)
    });
    tables.collect_view().into_any()
}

/// The end of an unfolded part: the button that answers the rest with no.
fn foot(opening: &'static Opening, told: &SituationFields<'_>) -> Option<AnyView> {
    if opening.group == Opening::STRENGTHS {
        return None;
    }
    let id = opening.id.as_str();
    let open = rest(english(), &told.form.answers, id).len();
    let foot = view! {
        <div class="row rest" data-rest=id>
            <p class="small" role="status"></p>
            <button class="button" data-kind="quiet" type="button" hidden>"Undo"</button>
            <button class="button" data-kind="quiet" name="do" value=format!("rest:{id}") hidden={open == 0}>
                "Asked the rest: all no ("
                <output>{open}</output>
                ")"
            </button>
        </div>
    };
    Some(foot.into_any())
}
