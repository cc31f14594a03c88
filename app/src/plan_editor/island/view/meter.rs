//! The meter: the balance of the minutes in words and as a line, and concerns about the whole plan.

use domain::plan::{
    BlockId,
    editor::{Balance, Concern, Edit, place},
};
use maud::{Markup, html};

use crate::{
    browser::library_context::library,
    layout::Icon,
    plan_editor::{
        fields::remedy_button,
        island::{
            editor::ViewModel,
            view::{fields::length, words},
        },
    },
};

pub(crate) fn meter(look: &ViewModel<'_>) -> Markup {
    let check = &look.check;
    let stopped = look.stopped().is_some() && !look.plan.status.is_recorded();
    let tone = match check.balance() {
        Balance::Fits if check.may_be_ready() => "teal",
        Balance::Fits => "plain",
        Balance::Over(_) => "stop",
        Balance::Free(_) => "amber",
    };
    html! {
        section class="meter" aria-label="Minutes" {
            div class="meter-words" {
                b { (check.planned) " of" }
                (length(look))
                b { "min" }
                a class="button to-suggestions" href="#add" { (Icon::Plus) "Add" }
                @if stopped {
                    span class="chip" id="balance" { "Kept for later" }
                } @else {
                    span class="chip" data-tone=(tone) id="balance" { (check.in_words()) }
                }
                @if !look.plan.status.is_recorded() && !stopped { (time_buttons(look)) }
            }
            svg class="meter-line" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" { (line(look)) }
            div class="meter-ticks" aria-hidden="true" { @for tick in check.ticks() { span { (tick) } } }
        }
        @if !stopped { (all_concerns(look)) }
    }
}

/// Returns the label of the button that fills the time: all of it, or the free part.
fn suggest(look: &ViewModel<'_>) -> String {
    match look.check.balance() {
        Balance::Free(1) if !look.plan.blocks.is_empty() => "Fill the free minute".into(),
        Balance::Free(minutes) if !look.plan.blocks.is_empty() => format!("Fill the free {minutes} minutes"),
        _ => "Suggest an agenda".into(),
    }
}

/// The buttons that fit the agenda to the length of the session, by minutes or further exercises. Nothing is added to an
/// agenda that is too long.
fn time_buttons(look: &ViewModel<'_>) -> Markup {
    let (fits, empty) = (matches!(look.check.balance(), Balance::Fits), look.plan.blocks.is_empty());
    let free = matches!(look.check.balance(), Balance::Free(_));
    html! {
        span class="time-buttons" {
            button class="button" data-kind="quiet" name="do" value="fill" hidden[!free && !empty] { (suggest(look)) }
            button class=(if fits { "button when-asleep" } else { "button" }) name="do" value="fit" hidden[empty] {
                // Without WebAssembly, another length is sent together with the button.
                "Fit to " @if fits { "length" } @else { (look.check.length) }
            }
        }
    }
}

/// One segment for each block, in proportion, the protected end in another tone. In thousandths of the line.
fn line(look: &ViewModel<'_>) -> Markup {
    let length = u32::from(look.check.length);
    let whole = u32::from(look.check.planned).max(length).max(1);
    let strokes = look.plan.blocks.iter().zip(&look.check.begins).map(|(block, begins)| {
        let (begins, minutes) = (u32::from(*begins), u32::from(block.minutes.0));
        let kind = if begins + minutes > length {
            "over"
        } else if place(library().shares(), &block.part).is_closing() {
            "closing"
        } else if block.item.is_some() {
            "exercise"
        } else {
            "other"
        };
        (kind, begins * 1000 / whole, (minutes * 1000 / whole).saturating_sub(4).max(2))
    });
    html! {
        @for (kind, x, width) in strokes { rect data-kind=(kind) x=(x) y="0" width=(width) height="14" rx="3" {} }
    }
}

/// The concerns about more than one block: the most serious one, and the others below a line that unfolds.
fn all_concerns(look: &ViewModel<'_>) -> Markup {
    let mut all: Vec<Vec<&Concern>> = look.check.about_all().map(|one| vec![one]).collect();
    all.extend(look.check.repeated());
    let more = all.split_off(all.len().min(1));
    html! {
        ul class="concerns" { @for one in &all { (concern(look, one)) } }
        @if !more.is_empty() {
            details class="more-concerns small" {
                summary { "and " (more.len()) " more" }
                ul class="concerns" { @for one in &more { (concern(look, one)) } }
            }
        }
    }
}

/// A concern in its words, with a link to its rule and an action; about several blocks, once with an action for each.
pub(crate) fn concern(look: &ViewModel<'_>, same: &[&Concern]) -> Markup {
    let one = same[0];
    let several = same.len() > 1;
    html! {
        li class="concern" data-hard[one.hard] {
            (Icon::Warning)
            span class="concern-words" {
                @if one.hard { b { "To fix: " } } @else { span class="sr-only" { "To consider: " } }
                (one.text) " " (words::rule(&one.rule))
            }
            @if !look.plan.status.is_recorded() {
                span class="concern-acts" { @for one in same { (act(look, one, several || one.block.is_none())) } }
            }
        }
    }
}

/// The button that answers a concern; it names its block where it does not stand beside it.
fn act(look: &ViewModel<'_>, concern: &Concern, named: bool) -> Markup {
    let plan = look.plan;
    let Some((edit, button)) = concern.remedy.as_deref().and_then(|edit| Some((edit, remedy_button(plan, edit)?)))
    else {
        return html! {};
    };
    let title = |id: &BlockId| plan.block(*id).map_or("", |(_, block)| block.title.as_str());
    let words = match edit {
        Edit::Minutes(id, minutes) if named => {
            let was = plan.block(*id).map_or(*minutes, |(_, block)| block.minutes);
            format!("Give “{}” {} more", title(id), minutes.less(was))
        }
        Edit::Minutes(_, minutes) => format!("Make it {minutes} minutes"),
        Edit::MoveTo(id, _) => format!("Move “{}” before this", title(id)),
        Edit::Remove(id) if named => format!("Take out “{}”", title(id)),
        Edit::Sheets(id, _) => format!("Take “{}” off it", title(id)),
        Edit::DropHomework(_) => "Take the homework out".into(),
        _ => "Take it out".into(),
    };
    html! { button class="button" data-kind="quiet" name="do" value=(button) { (words) } }
}
