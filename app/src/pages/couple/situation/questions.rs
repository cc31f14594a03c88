//! The questions, in their groups: a column for each partner, or one answer for the couple.

use domain::{
    answers::Whom,
    desk::{Sheet, told},
    library::{
        english,
        model::{CoupleStrength, Indicator, Question, QuestionGroup, StrengthAbout},
    },
    words::AppliesTo,
};
use leptos::prelude::*;

use crate::{fields, parts::ThreeState, wording};

/// All groups, strengths last.
pub fn questions(sheet: &Sheet, labels: &[String; 2]) -> AnyView {
    let groups = english().questions().iter().map(|of| group(of, sheet, labels)).collect_view();
    let strengths = english().strengths().iter().map(|of| strength(of, sheet, labels)).collect_view();
    view! {
        {groups}
        <section class="card questions" id="strengths" aria-labelledby="strengths-title">
            {head("strengths-title", "Strengths", labels)}
            <p class="small soft">"What is good already. Strengths give no points; they say where to begin."</p>
            <ul>{strengths}</ul>
        </section>
    }
    .into_any()
}

fn group(group: &'static QuestionGroup, sheet: &Sheet, labels: &[String; 2]) -> AnyView {
    let title = format!("{}-title", group.id);
    let answered = told(english(), &sheet.answers, &group.id);
    let questions = group.questions.iter().filter_map(|question| {
        let indicator = english().indicator(&question.indicator)?;
        Some(line(question, indicator, sheet, labels))
    });
    view! {
        <section class="card questions" id=group.id.as_str() aria-labelledby=title.clone()>
            {head(&title, &group.title, labels)}
            <p class="small soft">
                {group.lead.as_str()}
                {format!(" {answered} of {} asked.", group.questions.len())}
            </p>
            <ul>{questions.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// A heading with the partners' names over their columns.
fn head(id: &str, title: &str, labels: &[String; 2]) -> AnyView {
    let labels = labels.clone().map(|label| view! { <bdi aria-hidden="true">{label}</bdi> });
    view! {
        <div class="columns">
            <h2 id=id.to_owned()>{title.to_owned()}</h2>
            {labels.collect_view()}
        </div>
    }
    .into_any()
}

fn line(question: &'static Question, indicator: &'static Indicator, sheet: &Sheet, labels: &[String; 2]) -> AnyView {
    let id = &question.indicator;
    let whom: &[Whom] = if indicator.applies_to == AppliesTo::Both { &[Whom::Couple] } else { &[Whom::A, Whom::B] };
    let controls = whom
        .iter()
        .map(|whom| control(fields::question(id, *whom), &question.ask, *whom, labels, sheet.answers.about(id, *whom)));
    let challenge = indicator.challenge.map_or("Opens a gate", wording::challenge);
    let weight = indicator.weight.map(wording::weight).unwrap_or_default().to_lowercase();
    view! {
        <li class="columns" id=id.as_str()>
            <div>
                <p>{question.ask.as_str()}</p>
                <p class="small soft">{[challenge, weight.as_str(), id.as_str()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")}</p>
            </div>
            {controls.collect_view()}
        </li>
    }
    .into_any()
}

fn strength(strength: &'static CoupleStrength, sheet: &Sheet, labels: &[String; 2]) -> AnyView {
    let whom: &[Whom] = match strength.about {
        StrengthAbout::Couple => &[Whom::Couple],
        StrengthAbout::Each => &[Whom::A, Whom::B],
    };
    let controls = whom.iter().map(|whom| {
        let answer = sheet.strength(&strength.id, *whom);
        control(fields::strength(&strength.id, *whom), &strength.ask, *whom, labels, answer)
    });
    let claims: Vec<_> = strength
        .claims
        .iter()
        .map(|claim| view! { " " <a href=format!("/library/sources#{claim}")>{claim.to_string()}</a> })
        .collect();
    view! {
        <li class="columns">
            <div>
                <p>{strength.ask.as_str()}</p>
                <p class="small soft">"The article:" {claims}</p>
            </div>
            {controls.collect_view()}
        </li>
    }
    .into_any()
}

fn control(
    name: String,
    ask: &str,
    whom: Whom,
    labels: &[String; 2],
    answer: Option<domain::answers::Answer>,
) -> AnyView {
    let whom = match whom {
        Whom::A => labels[0].clone(),
        Whom::B => labels[1].clone(),
        Whom::Couple | Whom::OneOfThem => "Both".into(),
    };
    view! { <ThreeState name=name question=format!("{ask} {whom}:") whom=whom answer=answer /> }.into_any()
}
