//! The choices for one sheet: exercises, homework, words, the next appointment and the initial.

use domain::{
    paper::handout::{
        Audience, ClientWords, Discretion, Handout, Offered, SheetPart, agreed_words_left_off, is_slip_by_default,
        is_slip_only, neutral_homework_left_off, next_appointment, next_session, offered, part_refused,
        plan_help_report, words_left_off,
    },
    plan::{BlockId, SessionPlan, TypedWords},
};
use leptos::prelude::*;

use crate::{
    handouts::{sheets::initials, shown::Shown},
    http::visitor::{is_reply, reply},
    layout::{Icon, Meanwhile, TextArea, fault_line},
};

/// A tick with its words, the reason why it cannot be chosen, and a hint.
struct Tick {
    name: String,
    label: String,
    on: bool,
    refused: Option<String>,
    hint: Option<String>,
}

impl Tick {
    fn new(name: String, label: impl Into<String>, on: bool) -> Self {
        Self { name, label: label.into(), on, refused: None, hint: None }
    }

    fn refused(self, refused: Option<String>) -> Self {
        Self { refused, ..self }
    }

    fn hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }

    fn view(self) -> AnyView {
        let Self { name, label, on, refused, hint } = self;
        let (off, hint) = (refused.is_some(), refused.or(hint));
        let described = hint.as_ref().map(|_| format!("{name}-why"));
        let id = described.clone();
        let on = if off { on } else { reply().ticked(&name, "yes", on) };
        view! {
            <label class="choice">
                <input type="checkbox" name=name value="yes" checked=on disabled=off aria-describedby=described />
                <span>{label} {hint.map(|hint| view! { <br /> <span class="small soft" id=id>{hint}</span> })}</span>
            </label>
        }
        .into_any()
    }
}

/// Renders the choices for one sheet, within the form of the page. `made` is the sheet, if there is one now.
pub(super) fn choices(shown: &Shown<'_>, audience: Audience, made: Option<&Handout>) -> AnyView {
    let content = shown.sources.plan.sheet_content(audience);
    let on_hold = shown.sources.file.on_hold().is_some();
    let name = shown.name(audience);
    let asked = (on_hold && content.asked_for).then(|| {
        let hint = "Checked, alone, that it can be kept safely.".to_owned();
        let label = format!("\u{2068}{name}\u{2069} has asked for it");
        Tick::new(format!("{audience}-asked"), label, true).hint(Some(hint)).view()
    });
    let parts = if is_slip_only(&shown.sources.file.case, audience) {
        view! { {appointment(shown, audience)} {initial(shown, audience)} }.into_any()
    } else {
        view! {
            {exercises(shown, audience)}
            {homework(shown, audience)}
            {typed(shown, audience, SheetPart::Theirs)}
            {typed(shown, audience, SheetPart::Yours)}
            {appointment(shown, audience)}
            {initial(shown, audience)}
        }
        .into_any()
    };
    view! {
        {made.and_then(|_| no_crisis_line(shown, audience))}
        <fieldset class="sheet-contents">
            <legend class="unseen">{format!("What is on {}", shown.sheet(audience))}</legend>
            <input type="hidden" name=format!("{audience}-shown") value="yes" />
            {asked}
            {parts}
        </fieldset>
    }
    .into_any()
}

/// The notice that a sheet needs a crisis line and has none.
fn no_crisis_line(shown: &Shown<'_>, audience: Audience) -> Option<AnyView> {
    let wanted = shown.choice.wanted(audience, shown.now.day);
    let report =
        plan_help_report(&shown.sources.file.library, &shown.sources.file.case, &shown.sources.plan, &wanted).ok()?;
    let words = report.in_words().into_iter().next().filter(|_| report.no_crisis_line)?;
    Some(view! { <div class="note" data-tone="stop">{Icon::Warning.view()}<div><p>{words}</p></div></div> }.into_any())
}

fn refused(shown: &Shown<'_>, audience: Audience, part: SheetPart) -> Option<String> {
    let wanted = shown.choice.wanted(audience, shown.now.day);
    part_refused(
        &shown.sources.file.library,
        &shown.sources.file.case,
        &shown.sources.plan,
        &wanted,
        &shown.sources.coming,
        part,
    )
}

/// True if nothing can be chosen for this sheet.
pub(super) fn all_refused(shown: &Shown<'_>, audience: Audience) -> bool {
    let offered = offered(&shown.sources.file.library, &shown.sources.file.case, &shown.sources.plan, audience);
    let parts = [SheetPart::Homework, SheetPart::Theirs, SheetPart::Yours, SheetPart::Appointment];
    offered.iter().all(|one| one.refused.is_some())
        && parts.iter().all(|part| refused(shown, audience, *part).is_some())
}

fn exercises(shown: &Shown<'_>, audience: Audience) -> Vec<AnyView> {
    let tick = |one: Offered| {
        let name = one.block.map_or_else(String::new, |block| format!("{audience}-block-{}", block.0));
        let hint = one.first.map(|first| format!("Only if {first}."));
        let pictures = one.block.filter(|_| one.is_on && one.refused.is_none()).and_then(|id| in_pictures(shown, id));
        let tick = Tick::new(name, one.title, one.is_on).refused(one.refused).hint(hint).view();
        view! { {tick} {pictures} }.into_any()
    };
    let offered = offered(&shown.sources.file.library, &shown.sources.file.case, &shown.sources.plan, audience);
    offered.into_iter().map(tick).collect()
}

/// A link to the picture sheet of an exercise, if it has one. Its title says what it is about, so it does not go with a
/// neutral sheet.
fn in_pictures(shown: &Shown<'_>, id: BlockId) -> Option<AnyView> {
    let choice = shown.choice;
    if choice.discretion != Discretion::Standard {
        return None;
    }
    let exercise = shown.sources.plan.block(id)?.1.exercise()?;
    let item = shown.sources.file.library.item(exercise)?;
    if !item.has_pictures() {
        return None;
    }
    let address = format!("/library/{}/leaflet?pictures=yes&language={}", item.id, choice.language);
    let title = item.title.to_string();
    Some(view! { <p class="small in-pictures"><a href=address>"“"{title}"” in pictures"</a></p> }.into_any())
}

/// Homework, and below it the words in which it is printed.
fn homework(shown: &Shown<'_>, audience: Audience) -> AnyView {
    let refused = refused(shown, audience, SheetPart::Homework);
    let on = refused.is_none() && !shown.sources.plan.sheet_content(audience).no_homework;
    let wanted = shown.choice.wanted(audience, shown.now.day);
    let unprinted =
        agreed_words_left_off(&shown.sources.file.library, &shown.sources.file.case, &shown.sources.plan, &wanted);
    let unprinted = unprinted.into_iter().next().map(|title| {
        format!(
            "Your text for “{title}” is not on this neutral sheet. Confirm in the plan that it gives nothing away, or print \
             a standard sheet."
        )
    });
    let telling = if on {
        neutral_homework_left_off(&shown.sources.file.library, &shown.sources.file.case, &shown.sources.plan, &wanted)
    } else {
        Vec::new()
    };
    let telling = telling.into_iter().map(|told| view! { <p class="notice small">{told}</p> }).collect_view();
    let words = if refused.is_none() { agreed(&shown.sources.plan, audience) } else { Vec::new() };
    let place = if words.is_empty() {
        format!("Printed on {} in the words of the library.", shown.sheet(audience))
    } else {
        format!("Printed as agreed on {}. Change the words in the plan or the session record.", shown.sheet(audience))
    };
    let tick = Tick::new(format!("{audience}-homework"), "Homework as agreed", on)
        .refused(refused)
        .hint(unprinted.or(Some(place)));
    let words = words.into_iter().map(|words| view! { <li><bdi>{words}</bdi></li> }).collect_view();
    view! { {tick.view()} {telling} <ul class="agreed-words small">{words}</ul> }.into_any()
}

/// Returns the homework for this sheet in the words in which it was agreed.
fn agreed(plan: &SessionPlan, audience: Audience) -> Vec<String> {
    let on_it = |id| plan.blocks.iter().any(|block| block.exercise() == Some(id) && block.sheets.contains(&audience));
    let given = plan.homework.iter().filter(|(id, _)| on_it(id)).filter_map(|(id, _)| plan.client_words.get(id));
    let record = plan.record.as_deref().into_iter();
    let after = record.flat_map(|record| record.homework_for(audience)).map(|agreed| &agreed.words);
    given.chain(after).map(ClientWords::on_paper).collect()
}

fn appointment(shown: &Shown<'_>, audience: Audience) -> AnyView {
    let course = &shown.sources.file.case;
    let next = next_session(&shown.sources.coming, audience, shown.sources.file.on_hold().is_some());
    let when =
        next.map(|next| format!("{} {} at {}", next.when.on.weekday(), next.when.on.near(shown.now.day), next.when.at));
    let content = shown.sources.plan.sheet_content(audience);
    let on = next_appointment(&content, next, is_slip_by_default(course, audience)).is_some();
    let label = if is_slip_only(course, audience) { "Appointment slip" } else { "Next appointment" };
    let refused = refused(shown, audience, SheetPart::Appointment);
    Tick::new(format!("{audience}-appointment"), label, on).refused(refused).hint(when).view()
}

fn initial(shown: &Shown<'_>, audience: Audience) -> Option<AnyView> {
    let initial = initials(&shown.sources.file.couple.value).of_sheet(audience)?;
    let on = !shown.sources.plan.sheet_content(audience).no_initial;
    Some(Tick::new(format!("{audience}-initial"), format!("Initial {initial} on the sheet"), on).view())
}

/// A quote of the readers or a sentence from the counsellor: a tick, and the words that it prints.
fn typed(shown: &Shown<'_>, audience: Audience, part: SheetPart) -> AnyView {
    let theirs = part == SheetPart::Theirs;
    let name = format!("{audience}-{}", if theirs { "theirs" } else { "yours" });
    let label = if theirs { "Their words" } else { "Your words" };
    let refused = refused(shown, audience, part);
    if refused.is_some() {
        return Tick::new(name, label, false).refused(refused).view();
    }
    let content = shown.sources.plan.sheet_content(audience);
    let stored = if theirs { &content.theirs } else { &content.yours };
    let wanted = shown.choice.wanted(audience, shown.now.day);
    let off = words_left_off(&shown.sources.file.library, &shown.sources.file.case, &shown.sources.plan, &wanted, part);
    let hint = theirs.then(|| "Only with their permission; never what one said alone.".to_owned());
    let printed = stored.as_ref().is_some_and(|typed| typed.printed);
    let permission = theirs.then(|| {
        let who = if audience == Audience::Both { "They".to_owned() } else { shown.name(audience) };
        let label = format!("\u{2068}{who}\u{2069} agreed to these words on this sheet");
        Tick::new(format!("{audience}-permitted"), label, content.permitted).view()
    });
    let discreet = stored.as_ref().is_some_and(|typed| typed.words.are_discreet());
    view! {
        <fieldset class="own-words">
            <legend class="unseen">{label}</legend>
            {Tick::new(name.clone(), label, printed).hint(off.or(hint)).view()}
            {field(shown, audience, &name, theirs, stored.as_ref())}
            {permission}
            {Tick::new(format!("{name}-discreet"), "Gives nothing away to someone who finds the sheet", discreet).view()}
        </fieldset>
    }
    .into_any()
}

/// The field of the words for one sheet, with the number of characters left.
fn field(shown: &Shown<'_>, audience: Audience, name: &str, theirs: bool, stored: Option<&TypedWords>) -> AnyView {
    let name = format!("{name}-text");
    let what = if theirs { "Quote" } else { "Sentence from you" };
    let label = format!("{what}, printed on {}", shown.sheet(audience));
    let reply = reply();
    let saved = stored.map_or("", |typed| typed.words.as_str());
    let text = reply.value(&name, saved);
    let meanwhile = reply.meanwhile(&name, saved).filter(|_| is_reply());
    let left = left(text.chars().count());
    let (left_id, fault_id) = (format!("{name}-left"), format!("{name}-fault"));
    let fault = reply.fault(&name);
    let described = if fault.is_some() { format!("{left_id} {fault_id}") } else { left_id.clone() };
    let invalid = fault.is_some();
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <TextArea name=name.clone() rows=3 text=text described=Some(described) invalid=invalid />
            <p class="small soft" id=left_id data-left-of=name data-most=ClientWords::LONGEST.to_string()>
                {left}
            </p>
            {meanwhile.map(|saved| view! { <Meanwhile saved=saved /> })}
            {fault.map(|fault| fault_line(&fault_id, fault))}
        </div>
    }
    .into_any()
}

/// Returns how much of a field for words is left, in the words of the script that counts while one types.
fn left(typed: usize) -> String {
    let most = ClientWords::LONGEST;
    match most.checked_sub(typed) {
        Some(left) => format!("{left} of {most} characters left"),
        None => format!("{} characters too many: {most} at most", typed - most),
    }
}
