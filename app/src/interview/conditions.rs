//! The conditions of an interview: how it is held, who interprets, and that no one can follow it (R67).

use domain::{
    library::english,
    records::{Interpreter, Interview, Setting},
};
use leptos::prelude::*;

use crate::{
    interview::fields::privacy,
    layout::{Icon, Segments, TextField},
};

/// The first card of the interview. `day` is the day that its field shows.
pub fn opening(interview: &Interview, day: String) -> AnyView {
    let steps = english().interview().opening.iter().map(|step| view! { <li>{step.as_str()}</li> }).collect_view();
    view! {
        <section class="card" aria-labelledby="opening">
            <h2 id="opening">"Before you start"</h2>
            <ul class="list">{steps}</ul>
            <div class="conditions">
                <Segments name="setting" legend="How you meet" options=settings() chosen=interview.setting.map(Setting::as_str).unwrap_or_default() />
                <Segments name="interpreter" legend="Interpreter" options=interpreters() chosen=interview.interpreter().map(Interpreter::as_str).unwrap_or_default() />
                <Segments
                    name="alone"
                    legend="Are you alone, so that no one can listen, watch or read along?"
                    options=vec![("yes", "Yes, we are alone"), ("no", "Perhaps not"), ("", "Not asked")]
                    chosen=privacy(interview)
                />
                <TextField name="held-on" label="Date of this interview" kind="date" saved=day />
                <p class="small soft" data-for="remote">
                    "By phone or video: use a line, a room and a device that no one shares. Agree a word that means stop, and ask yes-or-no questions until you are sure."
                </p>
                {followed()}
            </div>
        </section>
    }
    .into_any()
}

/// The effect of an interview that others may have followed. The style sheet shows it as soon as such an answer is chosen.
fn followed() -> AnyView {
    view! {
        <div class="note" data-for="followed">
            {Icon::Pause.view()}
            <div>
                <p><strong>"This interview will not count."</strong></p>
                <p>
                    "Ask nothing about safety now. Use yes-or-no questions and the agreed word, and offer a time in the room. The interview hold stays active until each partner has been interviewed again, where no one can follow it, with an independent interpreter if one is needed."
                </p>
            </div>
        </div>
    }
    .into_any()
}

fn settings() -> Vec<(&'static str, &'static str)> {
    let words = |setting| match setting {
        Setting::InPerson => "In person",
        Setting::Phone => "By phone",
        Setting::Video => "By video",
    };
    Setting::ALL.iter().map(|one| (one.as_str(), words(*one))).chain([("", "Not recorded")]).collect()
}

fn interpreters() -> Vec<(&'static str, &'static str)> {
    let words = |interpreter| match interpreter {
        Interpreter::NotNeeded => "Not needed",
        Interpreter::Independent => "Independent",
        Interpreter::Relative => "Partner or relative",
        Interpreter::Missing => "Needed, but no independent one",
    };
    Interpreter::ALL.iter().map(|one| (one.as_str(), words(*one))).chain([("", "Not recorded")]).collect()
}
