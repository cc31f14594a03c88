//! The fields beside the answers: the story, each partner's hopes, and the time at which a breach came to light.

use domain::records::{Background, BackgroundText, Discovery, SituationForm};
use leptos::prelude::*;

use crate::{
    browser::fields,
    http::visitor::reply,
    layout::{Icon, TextArea, fault_line, text_field},
};

/// The content of the page of a situation.
pub struct SituationFields<'a> {
    /// The answers and the background.
    pub form: &'a SituationForm,
    /// The labels of A and B.
    pub labels: &'a [String; 2],
    /// The time since a breach came to light, where known.
    pub came_to_light: Option<String>,
}

/// The fields for the story and each partner's hopes.
pub fn story(told: &SituationFields<'_>) -> AnyView {
    let background = &told.form.background;
    let hopes = [BackgroundText::HopesA, BackgroundText::HopesB].into_iter().zip(told.labels);
    let hopes = hopes.map(|(which, label)| {
        let label = view! { <bdi>{label.clone()}</bdi> " hopes for" };
        view! { <div class="field"><label for=fields::background_text(which)>{label}</label> {line(which, background)}</div> }
    });
    view! {
        <section class="card story" id="story" aria-labelledby="story-title">
            <div class="section-head">
                <h2 id="story-title">"Story"</h2>
                <p class="only-here">{Icon::Eye.view()} "Only in your view"</p>
            </div>
            <div class="field">
                <label class="heard" for=fields::background_text(BackgroundText::Story)>
                    "The story in your words"
                </label>
                {at_field(BackgroundText::Story, |told| view! {
                    <TextArea
                        name=fields::background_text(BackgroundText::Story)
                        rows=3
                        text=background.story.clone()
                        invalid=told.wrong
                        described=told.described
                    />
                }.into_any())}
            </div>
            <div class="hopes">{hopes.collect_view()}</div>
        </section>
    }
    .into_any()
}

fn line(which: BackgroundText, background: &Background) -> AnyView {
    let name = fields::background_text(which);
    at_field(which, |told| {
        view! {
            <input
                id=name
                name=name
                type="text"
                dir="auto"
                autocomplete="off"
                maxlength="500"
                value=background.text(which).to_owned()
                aria-invalid=told.invalid()
                aria-describedby=told.described
            />
        }
        .into_any()
    })
}

/// A control with the fault of its text, if it was refused.
fn at_field(which: BackgroundText, control: impl FnOnce(text_field::FieldState) -> AnyView) -> AnyView {
    let fault = reply().fault(fields::background_text(which));
    let id = format!("{}-fault", fields::background_text(which));
    let told = text_field::FieldState { described: fault.is_some().then(|| id.clone()), wrong: fault.is_some() };
    view! {
        {control(told)}
        {fault.map(|fault| fault_line(&id, fault))}
    }
    .into_any()
}

/// The fields for when and how a breach came to light.
pub fn came_to_light(told: &SituationFields<'_>) -> AnyView {
    let background = &told.form.background;
    let name = fields::background_text(BackgroundText::CameToLight);
    let ago = told.came_to_light.clone().map(|ago| format!(" · {ago}"));
    let choices = Discovery::ALL.map(|how| {
        let chosen = background.discovery == Some(how);
        view! { <option value=how.as_str() selected=chosen>{domain::versions::discovery_name(how)}</option> }
    });
    view! {
        <div class="came-to-light">
            <div class="field">
                <label for=name>"Came to light" <span class="soft">{ago}</span></label>
                {line(BackgroundText::CameToLight, background)}
                <p class="small soft">"A day, a month or a year. “About three weeks ago” is fine."</p>
            </div>
            <div class="field">
                <label for=fields::DISCOVERY>"How"</label>
                <select id=fields::DISCOVERY name=fields::DISCOVERY>
                    <option value="" selected=background.discovery.is_none()>"Not asked"</option>
                    {choices.collect_view()}
                </select>
            </div>
        </div>
    }
    .into_any()
}
