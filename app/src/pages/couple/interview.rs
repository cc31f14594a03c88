//! `/couples/{couple}/interview/{a|b}`: what one partner is asked alone. No map, no answer of the couple and nothing of
//! the other partner's interview stands here.

use domain::{
    course::Partner,
    desk::{Couple, Interview, NotYet, Revision, Situation},
    library::{english, model::InterviewPart},
    words::GateId,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    opened::{next_step, open_because_of},
    viewed,
};
use crate::{
    calls::Problem,
    fields,
    islands::KeepsForm,
    keeper::DraftPlace,
    pages::{awaited, couple_in_address, tab_title},
    parts::{BlankForm, Crumbs, Icon, Name, ThreeState},
    visitor::{Now, Reply, now, records, reply},
};

/// The interview of the partner that the address names.
#[component]
pub fn InterviewPage() -> impl IntoView {
    let asked = match use_params_map().get_untracked().get("partner").as_deref() {
        Some("a") => Ok(Partner::A),
        Some("b") => Ok(Partner::B),
        _ => Err(Problem::NotFound),
    };
    let saved = use_query_map().get_untracked().get("saved");
    let (id, records, now, reply) = (couple_in_address(), records(), now(), reply());
    awaited(async move {
        let (id, records, asked) = (id?, records?, asked?);
        viewed(&records, id).await?;
        let couple = records.couple(id).await?;
        let situation = records.situation(id).await?;
        let interview = records.interview(id, asked).await?;
        let absent = if asked == Partner::A { Partner::B } else { Partner::A };
        let absent = records.interview(id, absent).await?.value;
        let shown = Shown {
            address: format!("/couples/{}", id.0),
            couple: couple.value,
            asked,
            interview: typed(&interview.value, asked, &reply),
            counts: interview.value.counts(&situation.value),
            both_count: interview.value.counts(&situation.value) && absent.counts(&situation.value),
            situation: situation.value,
            seen: [interview.revision, situation.revision],
            saved,
            now: now?,
            draft: DraftPlace::of(&records, format!("interview/{}/{}", id.0, letter(asked))),
        };
        Ok(shown.page(&reply))
    })
}

struct Shown {
    address: String,
    couple: Couple,
    asked: Partner,
    interview: Interview,
    counts: bool,
    /// Whether both interviews are on record. Of the other one nothing else is known here.
    both_count: bool,
    situation: Situation,
    seen: [Revision; 2],
    saved: Option<String>,
    now: Now,
    draft: DraftPlace,
}

/// What was typed before a post failed stands in the form again.
fn typed(stored: &Interview, asked: Partner, reply: &Reply) -> Interview {
    let mut interview = stored.clone();
    if reply.typed.is_empty() {
        return interview;
    }
    for question in english().interview().questions() {
        let Some(answer) = reply.typed.get(&fields::alone(question)).and_then(|value| fields::answer(value)) else {
            continue;
        };
        let whom = question.about.whom(asked);
        match answer {
            // The library's own check says that the answer fits.
            Some(answer) => _ = interview.answers.record(english(), &question.indicator, whom, answer),
            None => interview.answers.clear(&question.indicator, whom),
        }
    }
    interview.note = reply.typed.get("note").cloned().unwrap_or_default();
    interview.held_on = reply.typed.get("held-on").and_then(|day| day.parse().ok());
    interview.alone = reply.typed.contains_key("alone");
    interview
}

impl Shown {
    fn page(self, reply: &Reply) -> AnyView {
        let person = self.couple.partner(self.asked).clone();
        let trail = vec![
            ("/couples".to_owned(), "Couples".to_owned()),
            (self.address.clone(), self.couple.name.clone()),
            (format!("{}/situation", self.address), "Situation".to_owned()),
        ];
        view! {
            <Title text=tab_title("Alone") />
            <Crumbs trail=trail />
            <div class="head">
                <div>
                    <h1>"Alone with " <Name text=person.label.clone() /></h1>
                    <p class="soft">"What is said here is kept apart. It is never shown beside what the other partner says."</p>
                </div>
                <p class="chip" data-tone=if self.counts { "teal" } else { "amber" }>{self.standing()}</p>
            </div>
            <div class="interview stack">
                {reply.problem.clone().map(|problem| view! { <p class="note" role="alert">{problem}</p> })}
                {self.saved.as_deref().map(|saved| self.after(saved, reply))}
                <form class="stack" method="post" autocomplete="off">
                    <input type="hidden" name="seen" value=self.seen[0].0 />
                    <input type="hidden" name="seen-situation" value=self.seen[1].0 />
                    <KeepsForm place=self.draft.clone() />
                    // What Enter in a field does: the first button of a form.
                    <button class="heard" name="do" value="save" tabindex="-1">"Save for now"</button>
                    {self.opening(reply)}
                    {english().interview().parts.iter().map(|part| self.part(part)).collect_view()}
                    {self.end(reply)}
                </form>
                <BlankForm
                    address=if self.asked == Partner::A { "/forms/interview-a.pdf" } else { "/forms/interview-b.pdf" }
                    lead="The questions of this page with boxes to tick by hand, to be kept apart from every other sheet. Nothing about this person stands on it."
                />
            </div>
        }
        .into_any()
    }

    fn standing(&self) -> &'static str {
        match (self.counts, self.interview.is_on_record()) {
            (true, _) => "On record",
            (false, true) => "To be held again",
            (false, false) => "Not on record yet",
        }
    }

    /// What was saved, what it opened, and what to do next.
    fn after(&self, saved: &str, reply: &Reply) -> AnyView {
        let told = |id: &domain::ids::IndicatorId| self.interview.answers.is_yes(id);
        let open: Vec<_> =
            open_because_of(&self.situation.gates, told).map(|gate| next_step(gate, &self.address, reply)).collect();
        let lead = match (self.counts, open.len()) {
            (true, 0) => "On record. Nothing told here opens a gate.",
            (false, 0) => "Saved. Nothing told here opens a gate so far.",
            (true, _) => "On record. What was told here opens gates; this is what to do next.",
            (false, _) => "Saved. What was told here opens gates; this is what to do next.",
        };
        let not_yet = self.interview.not_yet(english(), self.asked).filter(|_| saved == "not-yet").map(why_not_yet);
        let tone = if open.is_empty() { "calm" } else { "stop" };
        view! {
            <section class="note" data-tone=tone aria-labelledby="after" role="status">
                <div>
                    <h2 id="after">{lead}</h2>
                    {not_yet.map(|why| view! { <p>{why}</p> })}
                    {self.release()}
                    {open}
                    <p><a href=format!("{}/gates", self.address)>"All gates of this couple"</a></p>
                </div>
            </section>
        }
        .into_any()
    }

    /// Once both were asked: the way to record it, which is what exercises wait for.
    fn release(&self) -> Option<AnyView> {
        let waits = self.both_count && self.situation.gates.is_open(GateId::Unscreened);
        let address = format!("{}/gates/{}", self.address, GateId::Unscreened);
        waits.then(|| {
            view! {
                <p>
                    <a class="button" data-kind="primary" href=address>"Both were asked: record it, and go on"</a>
                </p>
            }
            .into_any()
        })
    }

    fn opening(&self, reply: &Reply) -> AnyView {
        let steps = english().interview().opening.iter().map(|step| view! { <li>{step.as_str()}</li> }).collect_view();
        let day = self.interview.held_on.unwrap_or(self.now.day).to_string();
        let day = reply.typed.get("held-on").cloned().unwrap_or(day);
        view! {
            <section class="card" aria-labelledby="opening">
                <h2 id="opening">"Before you ask"</h2>
                <ul class="list">{steps}</ul>
                <div class="facts-chosen">
                    <label class="tick">
                        <input type="checkbox" name="alone" value="yes" checked=self.interview.alone.then_some("") />
                        <span>"We are alone and nobody can listen"</span>
                    </label>
                    <div class="field">
                        <label for="held-on">"Day of this interview"</label>
                        <input id="held-on" name="held-on" type="date" value=day />
                        {fault(reply, "held-on")}
                    </div>
                </div>
            </section>
        }
        .into_any()
    }

    fn part(&self, part: &'static InterviewPart) -> AnyView {
        let title = format!("{}-title", part.id);
        let label = self.couple.partner(self.asked).label.clone();
        let questions = part.questions.iter().map(|question| {
            let answer = self.interview.answers.about(&question.indicator, question.about.whom(self.asked));
            view! {
                <li class="columns" data-single="">
                    <p>{question.ask.as_str()}</p>
                    <ThreeState name=fields::alone(question) question=format!("{label}: {}", question.ask) whom="" answer=answer />
                </li>
            }
        });
        let open = self.interview.open_questions(english(), self.asked).filter(|(of, _)| of.id == part.id).count();
        let rest = part.must.then(|| {
            view! {
                <button class="button" name="do" value=format!("no:{}", part.id)>"All of the rest was asked: no"</button>
            }
        });
        view! {
            <section class="card questions" id=part.id.as_str() aria-labelledby=title.clone()>
                <h2 id=title.clone()>{part.title.as_str()}</h2>
                <p class="soft">{part.lead.as_str()}</p>
                <ul>{questions.collect_view()}</ul>
                <div class="row">
                    <p class="small soft">{asked(open, part)}</p>
                    {rest}
                </div>
            </section>
        }
        .into_any()
    }

    fn end(&self, reply: &Reply) -> AnyView {
        let open = self.interview.open_questions(english(), self.asked);
        let must: Vec<_> = open.filter(|(part, _)| part.must).map(|(part, _)| part.title.as_str()).collect();
        let mut parts = must.clone();
        parts.dedup();
        let missing = (!must.is_empty()).then(|| {
            view! {
                <p>
                    {format!("Not asked yet, and needed before this counts: {} questions, in ", must.len())}
                    {parts.join("; ")}
                    ". Not asked is not a no."
                </p>
            }
        });
        view! {
            <section class="card" aria-labelledby="end">
                <h2 id="end">"Before you close"</h2>
                <div class="field">
                    <label for="note">"Private note about this interview"</label>
                    <textarea id="note" name="note" rows="5">{crate::wording::in_textarea(&self.interview.note)}</textarea>
                    {fault(reply, "note")}
                </div>
                <p class="small soft">
                    {Icon::Lock.view()}
                    " Fear, force, control, a no that is not free, thoughts of dying, a child at risk, or an untold affair open a safety gate at once. It stays open until its closing is recorded; taking an answer back does not close it."
                </p>
                {missing}
                <div class="row">
                    <button class="button" data-kind="primary" name="do" value="record">"Put on record"</button>
                    <button class="button" name="do" value="save">"Save for now"</button>
                </div>
            </section>
        }
        .into_any()
    }
}

/// The partner as the address names it.
fn letter(partner: Partner) -> char {
    match partner {
        Partner::A => 'a',
        Partner::B => 'b',
    }
}

fn asked(open: usize, part: &InterviewPart) -> String {
    match (open, part.must) {
        (0, _) => "All of it was asked.".into(),
        (open, true) => format!("{open} not asked; needed before this counts."),
        (open, false) => format!("{open} not asked."),
    }
}

/// Why an interview is not on record yet, and what to do.
fn why_not_yet(not_yet: NotYet) -> String {
    let mut missing = Vec::new();
    if not_yet.alone {
        missing.push("say that nobody could listen".to_owned());
    }
    if not_yet.day {
        missing.push("give its day".to_owned());
    }
    match not_yet.not_asked {
        0 => {}
        1 => missing.push("ask the one question that is still open".to_owned()),
        more => missing.push(format!("ask the {more} questions that are still open")),
    }
    format!("It is saved, but not on record. Before it counts: {}.", missing.join("; "))
}

/// What is wrong with a field.
fn fault(reply: &Reply, field: &str) -> Option<AnyView> {
    let fault = reply.faults.iter().find(|fault| fault.field == field)?;
    Some(view! { <p class="fault">{fault.text.clone()}</p> }.into_any())
}
