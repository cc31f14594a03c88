//! The meter: how the minutes stand, in words and as a line, and what the rules say about the whole.

use domain::desk::agenda::{Balance, Concern, place};
use leptos::prelude::*;

use super::{super::erased, table::Table, words};
use crate::{parts::Icon, shelf::library};

pub(super) fn meter(table: Table) -> impl IntoView {
    let check = table.check;
    let tone = move || {
        check.with(|check| match check.balance() {
            Balance::Fits => "teal",
            Balance::Over(_) => "stop",
            Balance::Free(_) => "amber",
        })
    };
    erased(view! {
        <section class="meter" aria-label="Minutes">
            <p class="meter-words">
                <b>{move || check.with(|check| format!("{} of {} minutes", check.planned, check.length))}</b>
                <span class="chip" data-tone=tone id="balance">{move || check.with(domain::desk::agenda::Check::in_words)}</span>
            </p>
            <svg class="meter-line" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">{move || line(table)}</svg>
            <ul class="concerns">
                {move || check.with(|check| check.about_all().map(concern).collect_view())}
            </ul>
        </section>
    })
}

/// One stroke for each block, in proportion; what is kept for the end in a tone of its own.
fn line(table: Table) -> impl IntoView {
    let (planned, length) = table.check.with(|check| (check.planned, check.length));
    let whole = f64::from(planned.max(length).max(1));
    let mut at = 0.0;
    table.with(|plan| {
        plan.blocks
            .iter()
            .map(|block| {
                let width = f64::from(block.minutes.0) * 1000.0 / whole;
                let start = at;
                at += width;
                let over = at > f64::from(length) * 1000.0 / whole + 0.5;
                let kind = if over {
                    "over"
                } else if place(library().shares(), &block.part).is_closing() {
                    "closing"
                } else if block.item.is_some() {
                    "exercise"
                } else {
                    "other"
                };
                view! { <rect data-kind=kind x=format!("{start:.1}") y="0" width=format!("{:.1}", (width - 4.0).max(2.0)) height="14" rx="3" /> }
            })
            .collect_view()
    })
}

/// What a rule says: its words, and its id as the way to read more.
pub(super) fn concern(concern: &Concern) -> impl IntoView + use<> {
    let id = concern.rule.clone();
    let link = id.starts_with('R').then(|| view! { <a href=words::rule_address(&id)>{format!("Rule {id}")}</a> });
    view! {
        <li class="concern" data-hard=concern.hard.then_some("")>
            {Icon::Warning.view()}
            <span>
                <span class="sr-only">{if concern.hard { "To be changed: " } else { "To consider: " }}</span>
                {concern.text.clone()}
                " "
                {link}
            </span>
        </li>
    }
}
