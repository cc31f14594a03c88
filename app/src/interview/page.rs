//! `/couples/{couple}/interview/{a|b}`: the questions asked of one partner alone. It shows no map, no answer of the
//! couple and nothing of the other partner's interview.

use domain::{
    assess::Partner,
    library::{
        english,
        model::{InterviewPart, InterviewQuestion},
    },
    records::{Couple, Interview, NotYet, Revision, Situation, due_alone},
    vocabulary::{Day, GateId},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use store::CoupleFile;

use crate::{
    browser::{
        api::Problem,
        autosave::FormValues,
        fields,
        form::{FormPlace, StoredForm, asked, missing, saving_form},
        library_context::library,
    },
    couples::{audit::viewed, head::Name},
    gates::opened::next_step,
    handouts::print_options::BlankForm,
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{FormState, Now, is_reply, now, records, reply},
    },
    interview::{
        asked_for,
        conditions::opening,
        due,
        fields::{Context, fill, filled, holds_from, is_condition, letter, partner},
        needs,
    },
    layout::{BaseField, Breadcrumbs, Icon, TextAreaField, ThreeState, title::tab_title},
};

/// The interview of the partner in the address.
#[component]
pub fn InterviewPage() -> impl IntoView {
    let asked = use_params_map().get_untracked().get("partner");
    let asked = asked.as_deref().and_then(partner).ok_or(Problem::NotFound);
    let saved = use_query_map().get_untracked().get("saved");
    let (id, records, now, reply) = (couple_in_address(), records(), now(), reply());
    let is_reply = is_reply();
    awaited(async move {
        let (id, records, asked, now) = (id?, records?, asked?, now?);
        viewed(&records, id).await?;
        let file = records.couple_file(id).await?;
        let both_complete = crate::gates::gate::both_complete(&file);
        let interview = file.interview(asked).clone();
        let CoupleFile { couple, situation, .. } = file;
        let stored = filled(&interview.value, asked, now.day);
        let about = format!("Interview with {}", couple.value.partner(asked).label);
        let shown = Shown {
            address: format!("/couples/{}", id.0),
            couple: couple.value,
            asked,
            interview: typed(&interview.value, &stored, asked, &reply, now.day),
            is_reply,
            stored,
            counts: interview.value.counts(&situation.value),
            both_complete,
            by: records.account().login.clone(),
            seen_situation: situation.revision,
            situation: situation.value,
            kept: interview.value,
            seen: interview.revision,
            saved,
            now,
            draft: FormPlace::of(&records, format!("interview/{}/{}", id.0, letter(asked)), about),
        };
        Ok(shown.page(&reply))
    })
}

struct Shown {
    address: String,
    couple: Couple,
    asked: Partner,
    /// The content of the form.
    interview: Interview,
    /// The stored interview.
    kept: Interview,
    /// The stored interview as form values.
    stored: FormValues,
    is_reply: bool,
    counts: bool,
    /// The notice that both interviews are complete, with their days. Nothing else about the other one is known here.
    both_complete: Option<String>,
    /// The user who is signed in.
    by: String,
    situation: Situation,
    seen_situation: Revision,
    seen: Revision,
    saved: Option<String>,
    now: Now,
    draft: FormPlace,
}

/// Restores text typed before a failed post, merged with what another window has saved since.
fn typed(kept: &Interview, stored: &FormValues, asked: Partner, reply: &FormState, today: Day) -> Interview {
    let mut interview = kept.clone();
    if reply.typed.is_empty() {
        return interview;
    }
    let value = |name: &str| reply.value(name, &stored.value(name));
    for question in english().interview().questions() {
        let Some(answer) = fields::answer(&value(&fields::alone(question))) else { continue };
        let whom = question.about.whom(asked);
        match answer {
            // The library's own check says that the answer fits.
            Some(answer) => _ = interview.answers.record(english(), &question.indicator, whom, answer),
            None => interview.answers.clear(&question.indicator, whom),
        }
    }
    let context = Context { library: english(), today };
    for name in ["note", "held-on", "alone", "setting", "interpreter"] {
        // A value that cannot be read keeps what is stored; its field shows the typed text with the fault.
        let _ = fill(&mut interview, asked, name, &value(name), context);
    }
    interview
}

impl Shown {
    fn page(self, reply: &FormState) -> AnyView {
        let stored =
            StoredForm { revision: self.seen, filled: self.is_reply.then(|| self.stored.clone()), met: reply.met() };
        let person = self.couple.partner(self.asked).clone();
        let trail = vec![
            ("/couples".to_owned(), "Couples".to_owned()),
            (self.address.clone(), self.couple.name.clone()),
            (format!("{}/situation", self.address), "Situation".to_owned()),
        ];
        view! {
            <Title text=tab_title("Interview") />
            <Breadcrumbs trail=trail />
            <div class="head">
                <div>
                    <h1>"Interview with " <Name text=person.label.clone() /></h1>
                    <p class="soft">"Kept separate: never shown together with what the other partner says."</p>
                </div>
                <p class="chip" data-tone=if self.counts { "teal" } else { "amber" }>{self.standing()}</p>
            </div>
            <div class="interview stack">
                {reply.problem.clone().map(|problem| view! { <p class="note" role="alert">{problem}</p> })}
                {self.saved.as_deref().map(|saved| self.after(saved, reply))}
                {self.release()}
                {needs::running(&library(), &self.kept, self.asked, self.now)}
                <form class="stack" method="post" autocomplete="off">
                    <input type="hidden" name="seen" value=self.seen.0 />
                    <BaseField filled=self.stored.clone() />
                    {saving_form(&self.draft, &stored, self.is_reply)}
                    // Below what the form says of holds that its answers activate.
                    {self.due()}
                    // What Enter in a field does: the first button of a form.
                    <button class="heard" name="do" value="save" tabindex="-1">"Save"</button>
                    {opening(&self.interview, self.kept.held_on.unwrap_or(self.now.day).to_string())}
                    {english().interview().parts.iter().map(|part| self.part(part, reply)).collect_view()}
                    {asked_for::section(&library(), &self.interview, &self.situation, self.asked, reply)}
                    {self.end()}
                </form>
                <BlankForm
                    address=if self.asked == Partner::A { "/forms/interview-a.pdf" } else { "/forms/interview-b.pdf" }
                    lead="These questions as a blank form to fill in by hand. Keep it apart from every other sheet. Nothing about this person is on it."
                />
            </div>
        }
        .into_any()
    }

    fn standing(&self) -> &'static str {
        match (self.counts, self.interview.is_on_record()) {
            (true, _) => "Complete",
            (false, true) => "Needs repeating",
            (false, false) => "Not complete",
        }
    }

    /// The result of a save: holds activated, and the next step.
    fn after(&self, saved: &str, reply: &FormState) -> AnyView {
        let holds = holds_from(&library(), &self.situation, &self.kept, self.asked);
        let open: Vec<_> = holds.into_iter().map(|gate| next_step(gate, &self.address, reply)).collect();
        let lead = match (self.counts, open.len()) {
            (true, 0) => "Complete. No holds activated.",
            (false, 0) => "Saved. No holds activated so far.",
            (true, _) => "Complete. These holds are now active; next steps:",
            (false, _) => "Saved. These holds are now active; next steps:",
        };
        let not_yet = self.interview.not_yet(english(), self.asked).filter(|_| saved == "not-yet").map(why_not_yet);
        let tone = if open.is_empty() { "calm" } else { "stop" };
        view! {
            <section class="note" data-tone=tone aria-labelledby="after" role="status">
                <div>
                    <h2 id="after">{lead}</h2>
                    {not_yet.map(|why| view! { <p>{why}</p> })}
                    {open}
                    {self.counts.then(|| self.next_interview())}
                    <p><a href=format!("{}/gates", self.address)>"All holds of this couple"</a></p>
                </div>
            </section>
        }
        .into_any()
    }

    /// Questions that are due with this partner, by what they told and what was told with both in the room. The other
    /// interview is not looked at.
    fn due(&self) -> Option<AnyView> {
        let library = library();
        let due = due_alone(&library, &self.situation, &self.kept, self.asked);
        let list = due::list(&library, &due, "")?;
        let view = view! {
            <section class="note" data-tone="teal" aria-labelledby="due">
                <div>
                    <h2 id="due">"Due to be asked"</h2>
                    {list}
                </div>
            </section>
        };
        Some(view.into_any())
    }

    /// The way to the interview of the other partner, while both are not complete.
    fn next_interview(&self) -> Option<AnyView> {
        let other = if self.asked == Partner::A { Partner::B } else { Partner::A };
        let label = self.couple.partner(other).label.clone();
        let address = format!("{}/interview/{}", self.address, letter(other));
        self.both_complete.is_none().then(|| {
            view! {
                <p>
                    <a class="button" data-kind="primary" href=address>
                        <span>"Interview with " <Name text=label /></span>
                    </a>
                </p>
            }
            .into_any()
        })
    }

    /// The button to lift the interview hold once both interviews are complete, which exercises wait for.
    fn release(&self) -> Option<AnyView> {
        let known = self.both_complete.as_ref()?;
        let waits = self.situation.gates.is_open(GateId::Unscreened);
        let address = format!("{}/gates/{}", self.address, GateId::Unscreened);
        let review = address.clone();
        waits.then(|| {
            view! {
                <form class="note" data-tone="teal" method="post" action=address>
                    <div>
                        <p>"Both interviews are complete."</p>
                        <input type="hidden" name="do" value="close" />
                        <input type="hidden" name="seen" value=self.seen_situation.0 />
                        <input type="hidden" name="by" value=self.by.clone() />
                        <input type="hidden" name="on" value=self.now.day.to_string() />
                        <input type="hidden" name="ground" value="checked" />
                        <input type="hidden" name="checked" value=known.clone() />
                        <div class="row">
                            <button class="button" data-kind="primary">"Lift the interview hold"</button>
                            <a class="button" data-kind="quiet" href=review>"Review it first"</a>
                        </div>
                    </div>
                </form>
            }
            .into_any()
        })
    }

    fn part(&self, part: &'static InterviewPart, reply: &FormState) -> AnyView {
        let title = format!("{}-title", part.id);
        let label = self.couple.partner(self.asked).label.clone();
        let questions = part.questions.iter().filter(|question| !is_condition(question)).map(|question| {
            let clock = english().indicator(&question.indicator).and_then(|indicator| indicator.clock.as_ref());
            let need = self.interview.urgent_needs.get(&question.indicator).copied().unwrap_or_default();
            let answer = self.interview.answers.about(&question.indicator, question.about.whom(self.asked));
            view! {
                <li class="columns" data-single="">
                    <div>
                        <p>{question.ask.as_str()}</p>
                        {english().indicator(&question.indicator).and_then(|of| of.hint.as_deref()).map(|hint| view! { <p class="hint">{hint}</p> })}
                    </div>
                    <ThreeState name=fields::alone(question) question=format!("{label}: {}", question.ask) answer=answer />
                    {self.meanwhile(question, reply)}
                    {clock.map(|clock| needs::entry(&question.indicator, clock.hours, need, reply))}
                </li>
            }
        });
        let open = self
            .interview
            .open_questions(english(), self.asked)
            .filter(|(of, question)| of.id == part.id && !is_condition(question))
            .count();
        let rest = part.must.then(|| {
            view! {
                <button class="button" name="do" value=format!("no:{}", part.id)>"Asked the rest: all no"</button>
            }
        });
        view! {
            <section
                class="card questions"
                id=part.id.as_str()
                aria-labelledby=title.clone()
                data-asks=if part.must { "must" } else { "may" }
            >
                <h2 id=title.clone()>{part.title.as_str()}</h2>
                <p class="soft">{part.lead.as_str()}</p>
                <ul>{questions.collect_view()}</ul>
                <div class="row">
                    <p class="small soft" data-open="">{asked(open, part.must)}</p>
                    {rest}
                </div>
            </section>
        }
        .into_any()
    }

    /// The answer that another window has saved for a question also changed here.
    fn meanwhile(&self, question: &InterviewQuestion, reply: &FormState) -> Option<AnyView> {
        let name = fields::alone(question);
        let theirs = reply.meanwhile(&name, &self.stored.value(&name))?;
        let words = fields::answer(&theirs).map_or(theirs, |answer| crate::layout::wording::answer(answer).to_owned());
        Some(view! { <p class="small fault">"Saved in another window: " {words}</p> }.into_any())
    }

    fn end(&self) -> AnyView {
        let open = self.interview.open_questions(english(), self.asked);
        let must: Vec<_> = open.filter(|(part, _)| part.must).map(|(part, _)| part.title.clone()).collect();
        let mut parts = must.clone();
        parts.dedup();
        view! {
            <section class="card" aria-labelledby="end">
                <h2 id="end">"Before you finish"</h2>
                <TextAreaField name="note" label="Private note" rows=5 saved=self.kept.note.clone() />
                <p class="small soft">
                    {Icon::Pause.view()}
                    " Fear, force, control, no free no, thoughts of suicide, a child at risk or an undisclosed affair activate a safety hold at once. Removing an answer does not lift it. An answer that no one said can be undone on the hold’s page, for a day."
                </p>
                <p id="missing" hidden=must.is_empty()>{missing(must.len(), &parts)}</p>
                <div class="row">
                    <button class="button" data-kind="primary" name="do" value="record">"Complete interview"</button>
                    <button class="button until-awake" name="do" value="save">"Save"</button>
                </div>
            </section>
        }
        .into_any()
    }
}

/// The reasons why an interview is not on record yet, with advice.
fn why_not_yet(not_yet: NotYet) -> String {
    let mut missing = Vec::new();
    if not_yet.alone {
        missing.push("confirm that you could not be overheard".to_owned());
    }
    if not_yet.followed {
        missing.push(
            "hold it again where no one can follow it, with an independent interpreter if one is needed".to_owned(),
        );
    }
    if not_yet.interpreter {
        missing.push("record who interpreted, or that no one was needed".to_owned());
    }
    if not_yet.day {
        missing.push("add the date".to_owned());
    }
    match not_yet.not_asked {
        0 => {}
        1 => missing.push("ask the one remaining question".to_owned()),
        more => missing.push(format!("ask the {more} remaining questions")),
    }
    format!("Saved, but not complete. Still needed: {}.", missing.join("; "))
}
