//! The questions in sections: plain openings first, with the questions that a yes unfolds.

use domain::{
    library::{english, model::Opening},
    records::{SituationForm, asked_in_group},
    vocabulary::Concerns,
};
use leptos::prelude::*;

use crate::{
    layout::Icon,
    situation::{
        background::SituationFields,
        opening::opening,
        rows::{Row, table},
    },
};

/// The id of the section of observations.
pub const OBSERVATIONS: &str = "observations";

/// A section of the questions: its id and its title.
pub type Section = (&'static str, &'static str);

/// Returns all sections of openings, strengths last.
pub fn sections() -> Vec<Section> {
    let groups = english().questions().iter().map(|group| (group.id.as_str(), group.title.as_str()));
    groups.chain([(Opening::STRENGTHS, "Strengths")]).collect()
}

/// All sections, strengths and observations last.
pub fn questions(told: &SituationFields<'_>) -> AnyView {
    let leads = english().questions().iter().map(|group| group.lead.as_str());
    let leads = leads.chain(["What is already good. Strengths carry no points; they show where to start."]);
    let sections = sections().into_iter().zip(leads).map(|(of, lead)| section(of, lead, told));
    view! { {sections.collect_view()} {observations(told.form, told.labels)} }.into_any()
}

fn section((id, title): Section, lead: &'static str, told: &SituationFields<'_>) -> AnyView {
    let heading = format!("{id}-title");
    let asked = asked_in_group(english(), told.form, id);
    let openings = english().openings().iter().filter(|of| of.group == id).map(|of| opening(of, told));
    view! {
        <section class="card questions" id=id aria-labelledby=heading.clone()>
            <div class="section-head">
                <h2 id=heading.clone()>{title}</h2>
                <p class="count small soft">
                    <output data-asked=id>{asked.answered}</output>
                    " of "
                    <output data-of=id>{asked.of}</output>
                    " asked"
                </p>
            </div>
            <p class="small soft">{lead}</p>
            {openings.collect_view()}
            <div class="row when-asleep">
                <button class="button" name="do" value=format!("save:{id}")>"Save answers"</button>
            </div>
        </section>
    }
    .into_any()
}

/// The counsellor's observations and scores, which no one is asked about.
fn observations(form: &SituationForm, labels: &[String; 2]) -> AnyView {
    let all = english().questions().iter().flat_map(|group| &group.questions);
    let rows: Vec<Row> = all.filter(|question| question.observed).filter_map(Row::of).collect();
    view! {
        <section class="card questions" id=OBSERVATIONS aria-labelledby="observations-title">
            <div class="section-head">
                <h2 id="observations-title">"Your observations"</h2>
                <p class="only-here">{Icon::Eye.view()} "Only in your view"</p>
            </div>
            {table(Concerns::Being, "Not asked of anyone", &rows, form, labels)}
        </section>
    }
    .into_any()
}
