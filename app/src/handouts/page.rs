//! `/plans/{plan}/handout`: the sheets of a session side by side, what is on each, and how they are printed.

use domain::{
    paper::handout::{Audience, Handout, Refusal},
    records::Revision,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    browser::api::Problem,
    couples::{audit::viewed, head::trail, on_hold::panel},
    handouts::{
        card::card,
        options::options,
        sheets::SheetChoice,
        shown::{Sheets, Shown},
        sources::SheetSources,
        typeset::stored_letterhead,
    },
    http::{
        page_result::{awaited, plan_in_address},
        visitor::{is_reply, now, records, reply},
    },
    layout::{Breadcrumbs, Icon, Kept, ReplyNote, title::tab_title},
};

/// The handouts of the plan in the address.
#[component]
pub fn HandoutPage() -> impl IntoView {
    let address = use_query_map().get_untracked();
    awaited(async move {
        let sent = reply().typed;
        // A refused form says what was chosen; the address says what was chosen before.
        let is_reply = is_reply();
        page(move |name| if is_reply { sent.get(name).cloned() } else { address.get(name) }).await
    })
}

async fn page(asked: impl Fn(&str) -> Option<String>) -> Result<AnyView, Problem> {
    let (id, records, now) = (plan_in_address()?, records()?, now()?);
    let sources = SheetSources::of(&records, id, now).await?;
    viewed(&records, sources.file.couple.id).await?;
    let is_new = asked("paper").is_some();
    let choice = sources.choice(asked).as_discreet_as_gates_demand(&sources.file.library, &sources.file.case);
    let letterhead = stored_letterhead(&records).await?;
    let printed = records.printed_sheets(id).await?;
    let (letterhead, printed) = (letterhead.as_ref(), &*printed);
    let shown = Shown { sources: &sources, id, choice: &choice, is_new, now, letterhead, printed };
    Ok(view(&shown, sources.revision))
}

fn view(shown: &Shown<'_>, revision: Revision) -> AnyView {
    let sheets = shown.choice.sheets(&shown.facts());
    let on_hold = shown.sources.file.on_hold();
    let panel = on_hold.as_ref().map(|on_hold| panel(&shown.sources.file, on_hold, alone_only(&sheets)));
    let cards = sheets.iter().map(|(audience, made)| card(shown, *audience, made.as_ref())).collect_view();
    let (head, options) = (head(shown, &sheets), options(shown, &sheets));
    let place = format!("/plans/{}/handout", shown.id.0);
    view! {
        <Title text=tab_title("Handouts") />
        {head}
        {panel}
        <ReplyNote />
        {not_saved()}
        <form class="handouts" method="post" autocomplete="off">
            <Kept page=place about="Handouts" />
            <input type="hidden" name="seen" value=revision.0.to_string() />
            <div class="handout-options" data-sends="" data-script="sends">{options}</div>
            <div class="handout-sheets" data-sends="">{cards}</div>
        </form>
    }
    .into_any()
}

/// The notice that a field below was refused, with the way there.
fn not_saved() -> Option<AnyView> {
    let fault = reply().faults.into_iter().next()?;
    let field = format!("#{}", fault.field);
    Some(
        view! {
            <div class="note" role="alert">
                {Icon::Warning.view()}
                <div><p>"Nothing was saved. " <a href=field>{fault.text}</a></p></div>
            </div>
        }
        .into_any(),
    )
}

/// The notice that there is no sheet for both while joint work is on hold, and the sheets for one partner.
fn alone_only(sheets: &Sheets) -> &'static str {
    let has_own = sheets.iter().any(|(audience, made)| *audience != Audience::Both && made.is_ok());
    let may_ask = sheets.iter().any(|(_, made)| matches!(made, Err(Refusal::NotAskedFor { .. })));
    if has_own || may_ask {
        "No sheet for both while joint work is on hold. Print a sheet for one partner only if that partner asks for it."
    } else {
        "No sheet for both while joint work is on hold, and none for one partner either."
    }
}

fn head(shown: &Shown<'_>, sheets: &Sheets) -> AnyView {
    let (couple, plan) = (&shown.sources.file.couple, &shown.sources.plan);
    let mut trail = trail(couple.id, &couple.value.name);
    trail.push((format!("/plans/{}", shown.id.0), format!("Session {}", plan.number)));
    let day = plan.on.map(|on| format!(", {} {}", on.weekday(), on.near(shown.now.day))).unwrap_or_default();
    let when = if shown.sources.file.on_hold().is_some() { ", joint work on hold".to_owned() } else { day };
    view! {
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>"Handouts"</h1>
                <p class="soft">{format!("Session {}{when}. Private notes and answers are never printed.", plan.number)}</p>
            </div>
            <div class="actions">{actions(shown, sheets)}</div>
        </div>
    }
    .into_any()
}

/// The links to the sheets that can be made: all as one file, or the only one.
fn actions(shown: &Shown<'_>, sheets: &Sheets) -> Option<AnyView> {
    let made: Vec<&Handout> = sheets.iter().filter_map(|(_, made)| made.as_ref().ok()).collect();
    let (open, save, words, all) = match made.as_slice() {
        [] => return None,
        [only] => {
            let audience = only.audience();
            let name = shown.name(audience);
            let words = match audience {
                Audience::Both => "Print the sheet for both".to_owned(),
                _ if only.is_slip() => format!("Print \u{2068}{name}\u{2069}’s slip"),
                _ => format!("Print \u{2068}{name}\u{2069}’s sheet"),
            };
            (shown.address(audience, false), shown.address(audience, true), words, "Download")
        }
        several => {
            let address = |download| {
                let choice = SheetChoice { download, ..shown.choice.clone() };
                format!("/plans/{}/handouts.pdf?{}", shown.id.0, choice.query(Audience::Both))
            };
            (address(false), address(true), format!("Print all {}", several.len()), "Download all")
        }
    };
    Some(
        view! {
            <a class="button" href=save data-follows="">{Icon::Download.view()} {all}</a>
            <a class="button" data-kind="primary" href=open target="_blank" rel="noopener" data-follows="">
                {Icon::Printer.view()} {words}
            </a>
        }
        .into_any(),
    )
}
