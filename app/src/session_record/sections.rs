//! The sections of the form that records a session.

use domain::{
    assess::{Partner, Session},
    plan::{MOST_HOMEWORK, PlanBlock, Slot},
    vocabulary::Minutes,
};
use leptos::prelude::*;

use crate::{
    interview::fields::letter,
    layout::{Icon, Segments, TextArea, fault_line, field, shown_as},
    session_record::{
        concern::asked,
        fields::{CAME, EVENTS, OUTCOMES, RESULTS, SAFETY, minutes_name, next_value, outcome_name},
        form_view::{Form, area},
    },
};

/// The length of a session for which none is planned.
const USUAL: Minutes = Minutes(60);

/// A choice without what it stands for.
fn options<T: Copy>(choices: &[(T, &'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    choices.iter().map(|(_, value, words)| (*value, *words)).collect()
}

/// A short field beside its words.
fn short(form: &Form, name: &str, label: &str, kind: &'static str) -> AnyView {
    let value = form.value(name);
    field(name, label, "", form.fault(name), |told| {
        view! {
            <input
                id=name.to_owned()
                name=name.to_owned()
                type=shown_as(kind, &value)
                inputmode=(kind == "text").then_some("numeric")
                value=value
                autocomplete="off"
                aria-invalid=told.invalid()
                aria-describedby=told.described
            />
        }
        .into_any()
    })
}

/// Asks what became of the session, when it was, and who came. Before it starts it can only be moved or cancelled, and no
/// one has come yet.
pub(super) fn what_became(form: &Form, started: bool) -> AnyView {
    let events = if started { options(&EVENTS) } else { options(&EVENTS[1..3]) };
    let people = form.plan.expected();
    view! {
        <section class="card" aria-labelledby="became">
            <h2 id="became">"Session"</h2>
            <div class="record-facts">
                <Segments name="event" legend="What became of it" options=events chosen=form.value("event") fault=form.fault("event") />
                {started.then(|| view! {
                    <div class="row record-times" data-when="took-place">
                        {short(form, "started", "Started", "time")}
                        {short(form, "ended", "Ended", "time")}
                    </div>
                })}
                <div class="row record-times" data-when="moved">
                    {short(form, "moved-on", "New date", "date")}
                    {short(form, "moved-start", "New start", "time")}
                </div>
                {started.then(|| people.into_iter().map(|partner| came(form, partner)).collect_view())}
            </div>
        </section>
    }
    .into_any()
}

fn came(form: &Form, partner: Partner) -> AnyView {
    let letter = letter(partner);
    let (name, late) = (format!("came-{letter}"), format!("late-{letter}"));
    let label = form.couple.partner(partner).label.clone();
    let chosen = form.value(&name);
    let fault = form.fault(&name);
    view! {
        <div class="record-came">
            <Segments name=name legend=label.clone() options=CAME.to_vec() chosen=chosen fault=fault />
            <div class="record-late">{short(form, &late, "Minutes late", "text")}</div>
        </div>
    }
    .into_any()
}

/// What came of each item, and how long it took.
pub(super) fn took_place(form: &Form) -> AnyView {
    let rows = form.plan.blocks.iter().map(|block| item(form, block)).collect_view();
    let none = form.plan.blocks.is_empty();
    view! {
        <section class="card record-items" id="what" aria-labelledby="took" data-when="took-place">
            <div class="record-top">
                <h2 id="took">"What took place"</h2>
                {(!none).then(|| view! { <button class="button" data-kind="quiet" name="do" value="all-done">"All done as planned"</button> })}
            </div>
            {none.then(|| view! { <p class="soft">"There was no agenda. Write what took place into the note."</p> })}
            <ol>{rows}</ol>
        </section>
    }
    .into_any()
}

fn item(form: &Form, block: &PlanBlock) -> AnyView {
    let (outcome, minutes) = (outcome_name(block.id), minutes_name(block.id));
    let (chosen, fault) = (form.value(&outcome), form.fault(&outcome));
    let (took, wrong) = (form.value(&minutes), form.fault(&minutes));
    let fault_id = format!("{minutes}-fault");
    let label = format!("Minutes for “{}”", block.title);
    view! {
        <li>
            <Segments name=outcome legend=block.title.clone() options=options(&OUTCOMES) chosen=chosen fault=fault />
            <div class="record-minutes">
                <input
                    id=minutes.clone()
                    name=minutes
                    inputmode="numeric"
                    aria-label=label
                    placeholder=block.minutes.to_string()
                    value=took
                    autocomplete="off"
                    aria-invalid=wrong.is_some().then_some("true")
                    aria-describedby=wrong.is_some().then(|| fault_id.clone())
                />
                <span aria-hidden="true">"min"</span>
                {wrong.map(|wrong| fault_line(&fault_id, wrong))}
            </div>
        </li>
    }
    .into_any()
}

/// What came of the homework of last time, and what was agreed now, in words that are printed as they are written.
pub(super) fn homework(form: &Form) -> AnyView {
    let written = (0..MOST_HOMEWORK).rev().find(|n| !form.value(&format!("hw{n}")).trim().is_empty());
    let rows = written.map_or(1, |last| (last + 2).min(MOST_HOMEWORK));
    let planned: Vec<String> = form.plan.homework.iter().map(|(_, dose)| dose.clone()).collect();
    view! {
        {homework_before(form)}
        <section class="card record-homework" id="homework" aria-labelledby="agreed" data-when="took-place">
            <div class="record-top">
                <h2 id="agreed">"Homework agreed"</h2>
                <span class="small soft">"Printed as you write it"</span>
            </div>
            {(!planned.is_empty()).then(|| view! { <p class="small soft" dir="auto">"Planned: " {planned.join("; ")}</p> })}
            <ul>{(0..rows).map(|n| homework_row(form, n)).collect_view()}</ul>
            {(rows < MOST_HOMEWORK).then(|| view! {
                <button class="button" data-kind="quiet" name="do" value="add">{Icon::Plus.view()} "Add homework"</button>
            })}
        </section>
    }
    .into_any()
}

fn homework_row(form: &Form, n: usize) -> AnyView {
    let (name, whom, discreet) = (format!("hw{n}"), format!("hw{n}-for"), format!("hw{n}-discreet"));
    let labels = form.couple.partners.each_ref().map(|person| person.label.clone());
    let [a, b] = labels;
    let choices = match form.plan.booked {
        Session::Couple => vec![("both", "Both".to_owned()), ("a", a), ("b", b)],
        Session::Individual(_, Some(Partner::A)) => vec![("a", a)],
        Session::Individual(_, Some(Partner::B)) => vec![("b", b)],
        Session::Individual(_, None) => vec![("a", a), ("b", b)],
    };
    let chosen = form.value(&whom);
    let choices = choices
        .into_iter()
        .map(|(value, words)| view! { <option value=value selected=chosen == value>{words}</option> })
        .collect_view();
    let fault_id = format!("{name}-fault");
    let fault = form.fault(&name);
    let label = format!("Homework {}", n + 1);
    view! {
        <li>
            <div class="field">
                <label class="unseen" for=whom.clone()>{format!("{label}, for whom")}</label>
                <select id=whom.clone() name=whom>{choices}</select>
            </div>
            <div class="field">
                <label class="unseen" for=name.clone()>{label.clone()}</label>
                <TextArea
                    name=name.clone()
                    rows=2
                    text=form.value(&name)
                    described=fault.is_some().then(|| fault_id.clone())
                    invalid=fault.is_some()
                />
                <label class="check small">
                    <input type="checkbox" name=discreet.clone() value="yes" checked=form.ticked(&discreet) />
                    <span>"Gives nothing away if someone finds it" <span class="unseen">{format!(" ({label})")}</span></span>
                </label>
                {fault.map(|fault| fault_line(&fault_id, fault))}
            </div>
        </li>
    }
    .into_any()
}

/// What came of the homework of the session before.
fn homework_before(form: &Form) -> Option<AnyView> {
    let (number, record) = match &form.before {
        Some((number, record)) if !record.homework.is_empty() => (*number, record),
        _ if form.given_before => return Some(homework_as_a_whole(form)),
        _ => return None,
    };
    let rows = record
        .homework
        .iter()
        .enumerate()
        .map(|(n, agreed)| {
            let name = format!("before{n}");
            let legend = format!("{}: {}", super::words::whom(agreed.whom, &form.couple), agreed.words.on_paper());
            let chosen = form.value(&name);
            view! { <li><Segments name=name legend=legend options=options(&RESULTS) chosen=chosen fault=None /></li> }
        })
        .collect_view();
    Some(
        view! {
            <section class="card record-items" aria-labelledby="before" data-when="took-place">
                <h2 id="before">{format!("Homework from session {number}")}</h2>
                <ul>{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn homework_as_a_whole(form: &Form) -> AnyView {
    view! {
        <section class="card" data-when="took-place">
            <Segments
                name="homework-before"
                legend="Homework from the last session"
                options=options(&RESULTS)
                chosen=form.value("homework-before")
                fault=None
            />
        </section>
    }
    .into_any()
}

/// Safety, the private note, and how safe it felt.
pub(super) fn safety(form: &Form) -> AnyView {
    let people = form.plan.expected();
    view! {
        <section class="card stack record-safety" data-when="took-place">
            <Segments name="safety" legend="Safety today" options=options(&SAFETY) chosen=form.value("safety") fault=None />
            <p class="hint">"Ask alone. A concern puts joint work on hold at once. “Not checked” shows on the overview."</p>
            {asked(form)}
        </section>
        <section class="card stack">
            {area(form, "note", "Note", 6)}
            <p class="hint">{Icon::Eye.view()} " Only you. The first two lines show on Today before the next session."</p>
        </section>
        <section class="card" data-when="took-place">
            <fieldset class="record-felt">
                <legend>"How safe did it feel? 0 to 10"</legend>
                <div class="row">
                    {people
                        .iter()
                        .map(|partner| short(form, &format!("felt-{}", letter(*partner)), &form.couple.partner(*partner).label, "text"))
                        .collect_view()}
                </div>
            </fieldset>
        </section>
    }
    .into_any()
}

/// The next appointment: the usual time of the next weeks, another one, or none yet.
pub(super) fn next(form: &Form, started: bool) -> AnyView {
    let chosen = form.value("next");
    let mut offers: Vec<(String, String, Option<String>)> = offers(form);
    let is_offered = offers.iter().any(|(value, ..)| *value == chosen) || ["", "none", "other"].contains(&&*chosen);
    if !is_offered {
        offers.insert(0, (chosen.clone(), chosen.clone(), None));
    }
    let fault = form.fault("next");
    let rows = offers
        .into_iter()
        .map(|(value, words, clash)| {
            let checked = value == chosen;
            view! {
                <li>
                    <label class="check"><input type="radio" name="next" value=value checked=checked /> <span>{words}</span></label>
                    {clash.map(|clash| view! { <p class="note small">{Icon::Warning.view()} {clash}</p> })}
                </li>
            }
        })
        .collect_view();
    let radio = |value: &'static str, words: &'static str| {
        let checked = chosen == value;
        view! { <li><label class="check"><input type="radio" name="next" value=value checked=checked /> <span>{words}</span></label></li> }
    };
    let when = if started { "" } else { "cancelled" };
    view! {
        <section class="card record-next" data-when=when>
            <fieldset>
                <legend>"Next appointment"</legend>
                <ul>
                    {rows}
                    {radio("other", "Other")}
                    <li class="record-other">
                        {short(form, "next-on", "Date", "date")}
                        {short(form, "next-start", "Start", "time")}
                    </li>
                    {radio("none", "None yet")}
                </ul>
                {fault.map(|fault| fault_line("next-fault", fault))}
            </fieldset>
        </section>
    }
    .into_any()
}

/// Times to offer, each with its words and what it overlaps with: sessions that are booked already, the next two weeks, and
/// the next free one where both are taken.
fn offers(form: &Form) -> Vec<(String, String, Option<String>)> {
    let (calendar, today, plan) = (&form.calendar, form.now.day, &form.plan);
    let minutes = if plan.minutes == Minutes(0) { USUAL } else { plan.minutes };
    let Some((on, start)) = plan.on.zip(plan.start) else { return Vec::new() };
    let this = Slot { on, start, minutes };
    let value = |slot: Slot| next_value(domain::plan::NextAppointment::At(slot.on, slot.start));
    let booked = calendar.coming(form.couple_id, this).map(|one| {
        let words = format!("{}, {} (booked, session {})", one.slot.on.short(), one.slot.start, one.number);
        (value(one.slot), words, None)
    });
    let mut offers: Vec<(String, String, Option<String>)> = booked.take(2).collect();
    let after = on.max(today);
    let mut slots: Vec<Slot> = this.weekly_after(after).take(2).collect();
    let free = this.next_free(after, &calendar.busy(Some(form.id)));
    if !slots.contains(&free) {
        slots.push(free);
    }
    for slot in slots {
        if offers.iter().all(|(known, ..)| *known != value(slot)) {
            let clash = calendar.warning(slot, Some(form.id), today);
            let mark = if slot == free { " · next free" } else { "" };
            offers.push((value(slot), format!("{}, {}{mark}", slot.on.short(), slot.start), clash));
        }
    }
    offers
}
