//! Section on the page of a hold: undoing an answer entered by mistake.

use domain::{
    assess::{Partner, Whom},
    library::model::Gate,
    records::{
        Stamp,
        mistake::{Candidate, Slip, Source, candidates},
    },
    vocabulary::GateId,
};
use leptos::prelude::*;

use store::CoupleFile;

use crate::{
    browser::{fields, library_context::library},
    gates::form_view::Form,
    layout::{Kept, TextAreaField},
};

/// The period in which an answer can be taken back, in microseconds.
const A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// The form, or the reason why it is no longer possible; `None` if no answer activated the hold.
pub(crate) fn section(file: &CoupleFile, gate: &Gate, form: &Form) -> Option<AnyView> {
    let now = form.now.stamp;
    let all = candidates(&library(), &file.situation.value, file.interviews(), gate.id, now);
    let first = all.first()?;
    let possible: Vec<&Candidate> = all.iter().filter(|one| one.too_late.is_none()).collect();
    let inside = if possible.is_empty() {
        let why = first.too_late.as_ref().map(ToString::to_string).unwrap_or_default();
        view! { <p>{why}</p> }.into_any()
    } else {
        undo(file, gate, form, &possible)
    };
    let view = view! {
        <section class="card" aria-labelledby="mistake">
            <h2 id="mistake">"Entered by mistake?"</h2>
            {inside}
        </section>
    };
    Some(view.into_any())
}

fn undo(file: &CoupleFile, gate: &Gate, form: &Form, possible: &[&Candidate]) -> AnyView {
    let chosen = form.kept("answer", "");
    let options = possible.iter().map(|one| {
        let value = fields::slip(&one.slip);
        view! { <option value=value.clone() selected=value == chosen>{label(file, form, one)}</option> }
    });
    let options = options.collect_view();
    let page = format!("/couples/{}/gates/{}", file.couple.id.0, gate.id);
    let until = possible.iter().filter_map(|one| one.entered).min().map(|entered| {
        let (day, time) = form.now.local(Stamp(entered.0.saturating_add(A_DAY)));
        format!("Until {}, {time}, as long as no session is recorded. ", day.with_year())
    });
    let check = if gate.id == GateId::Control {
        "Both steps stay in the history, and you are asked to check again, alone, at the next contact."
    } else {
        "Both steps stay in the history."
    };
    view! {
        <p>"Only if no one said it and you saved the wrong answer. If it was said and later taken back, the hold stays."</p>
        <form class="stack" method="post" autocomplete="off">
            <input type="hidden" name="do" value="mistake" />
            <input type="hidden" name="seen" value=form.seen.0 />
            <Kept page=page about="Hold: undo as a mistake" form="mistake" />
            <div class="field">
                <label for="answer">"Answer"</label>
                <select id="answer" name="answer">{options}</select>
            </div>
            <label class="choice">
                <input type="checkbox" name="nobody" value="yes" checked=form.reply.ticked("nobody", "yes", false) />
                <span>"Nobody said this. I chose the wrong answer."</span>
            </label>
            <TextAreaField name="happened" label="What happened" rows=3 saved="" />
            <div><button class="button">"Undo as a mistake"</button></div>
            <p class="small soft">{until} {check}</p>
        </form>
    }
    .into_any()
}

/// Formats “Tom: Contact has not clearly ended. Answered together, 14:12”.
fn label(file: &CoupleFile, form: &Form, one: &Candidate) -> String {
    let Slip { source, indicator, whom } = &one.slip;
    let name = |partner: Partner| file.couple.value.partner(partner).label.clone();
    let who = match whom {
        Whom::A => format!("{}: ", name(Partner::A)),
        Whom::B => format!("{}: ", name(Partner::B)),
        Whom::Couple | Whom::OneOfThem => String::new(),
    };
    let library = library();
    let text = library.indicator(indicator).map_or_else(|| indicator.to_string(), |known| known.text.clone());
    let from = match source {
        Source::Together => "answered together".to_owned(),
        Source::Alone(partner) => format!("individual interview, {}", name(*partner)),
    };
    let at = one.entered.map(|at| {
        let (day, time) = form.now.local(at);
        if day == form.now.day { format!(", {time}") } else { format!(", {} {time}", day.in_words_near(form.now.day)) }
    });
    format!("{who}{text} ({from}{})", at.unwrap_or_default())
}
