//! `/my-library/numbers`: minutes, weights and shares, each with its default.

use std::cell::RefCell;

use domain::{
    library::{
        custom::{Adjusted, SharesOf},
        english,
        model::{Indicator, Item},
    },
    vocabulary::{Challenge, Minutes, Weight},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    browser::autosave::FormValues,
    custom_library::{fields::share_name, saved, trail},
    http::{
        page_result::awaited,
        visitor::{FormState, records, reply},
    },
    layout::{BaseField, Breadcrumbs, Icon, Kept, Meanwhile, ReplyNote, shown_as, title::tab_title, wording},
};

/// All adjustable numbers.
#[component]
pub fn NumbersPage() -> impl IntoView {
    let records = records();
    awaited(async move {
        let kept = records?.singleton::<Adjusted>().await?;
        let seen = kept.as_ref().map(|kept| kept.revision.0);
        let adjusted = kept.map(|kept| kept.value).unwrap_or_default();
        let shown = Shown { adjusted, seen, reply: reply(), stored: RefCell::default() };
        Ok(view! {
            <Title text=tab_title("Durations and scoring") />
            <Breadcrumbs trail=trail() />
            <div class="head">
                <div>
                    <h1>"Durations and scoring"</h1>
                    <p class="soft">"All of them are expert defaults. Changes apply only to you, and one click restores the default."</p>
                </div>
            </div>
            {saved()}
            <ReplyNote />
            <div class="stack mine">
                {shown.form("shares", "Parts of a session", shown.shares())}
                {shown.form("minutes", "Duration of exercises", shown.minutes())}
                {shown.form("weights", "Weight of answers", shown.weights())}
            </div>
        }
        .into_any())
    })
}

struct Shown {
    adjusted: Adjusted,
    seen: Option<u64>,
    reply: FormState,
    /// The stored values of one form's fields.
    stored: RefCell<FormValues>,
}

impl Shown {
    /// Returns the value of a field, and the one that another window has saved if it was also changed here.
    fn said(&self, field: &str, saved: &str) -> (String, Option<AnyView>) {
        self.stored.borrow_mut().add(field, saved);
        let met = self.reply.meanwhile(field, saved).map(|saved| view! { <Meanwhile saved=saved /> }.into_any());
        (self.reply.value(field, saved), met)
    }

    /// Renders a form after all of its fields.
    fn form(&self, what: &'static str, heading: &'static str, inside: AnyView) -> AnyView {
        let (wrong, fault_id) = (self.reply.fault(what), format!("{what}-fault"));
        let described = wrong.as_ref().map(|_| fault_id.clone());
        let asked = use_query_map().get_untracked().get("open");
        let open = wrong.is_some()
            || asked.as_deref() == Some(what)
            || self.reply.typed.get("what").is_some_and(|typed| typed == what);
        let seen = self.seen.map(|seen| view! { <input type="hidden" name="seen" value=seen.to_string() /> });
        view! {
            <details class="card numbers" id=what open=open>
                <summary><h2>{heading}</h2></summary>
                <form class="stack" method="post" action="/my-library/numbers" novalidate aria-describedby=described>
                    <input type="hidden" name="what" value=what />
                    <BaseField filled=self.stored.take() />
                    <Kept page="/my-library/numbers" about="Your own durations and scoring" form=what />
                    {seen}
                    {wrong.map(|wrong| view! { <p class="fault" id=fault_id role="alert">{Icon::Warning.view()}{wrong}</p> })}
                    {inside}
                    <div class="row"><button class="button" data-kind="primary">"Save"</button></div>
                </form>
            </details>
        }
        .into_any()
    }

    fn shares(&self) -> AnyView {
        let shares = english().shares();
        let couple =
            shares.couple.iter().map(|row| (SharesOf { length: row.length, phase: Some(row.phase) }, &row.minutes));
        let alone = shares.individual.iter().map(|row| (SharesOf { length: row.length, phase: None }, &row.minutes));
        let head =
            |parts: &[String]| parts.iter().map(|part| view! { <th scope="col">{part.clone()}</th> }).collect_view();
        let rows: Vec<_> = couple.map(|(of, default)| self.share(of, default)).collect();
        let rows_alone: Vec<_> = alone.map(|(of, default)| self.share(of, default)).collect();
        view! {
            <p class="small soft">"Minutes of each part. They must add up to the session, and debrief and close cannot be shorter than in the library."</p>
            <div class="wide" tabindex="0" role="region" aria-label="Sessions with both">
                <table>
                    <thead><tr><th scope="col">"Session with both"</th>{head(&shares.parts)}<td></td></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="wide" tabindex="0" role="region" aria-label="Sessions with one">
                <table>
                    <thead><tr><th scope="col">"Session with one"</th>{head(&shares.individual_parts)}<td></td></tr></thead>
                    <tbody>{rows_alone}</tbody>
                </table>
            </div>
        }
        .into_any()
    }

    fn share(&self, of: SharesOf, default: &[Minutes]) -> AnyView {
        let (name, label) = (share_name(of), share_label(of));
        let now = self.adjusted.shares.get(&of).map_or(default, Vec::as_slice);
        let cells = now.iter().enumerate().map(|(place, minutes)| {
            let field = format!("{name}-{place}");
            let (value, met) = self.said(&field, &minutes.to_string());
            let said = format!("{label}, part {}", place + 1);
            view! { <td><input type=shown_as("number", &value) min="1" max="120" name=field value=value aria-label=said />{met}</td> }
        });
        let cells = cells.collect_view();
        let default: Vec<String> = default.iter().map(Minutes::to_string).collect();
        let changed = self.adjusted.shares.contains_key(&of).then(|| back(&name, &default.join(", ")));
        view! { <tr><th scope="row">{label}</th>{cells}<td>{changed}</td></tr> }.into_any()
    }

    fn minutes(&self) -> AnyView {
        let rows: Vec<_> = english().items().iter().map(|item| self.exercise(item)).collect();
        view! {
            <div class="wide" tabindex="0" role="region" aria-label="Minutes of exercises">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Exercise"</th>
                            <th scope="col">"Shortest"</th>
                            <th scope="col">"Usual"</th>
                            <th scope="col">"Longest"</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }

    fn exercise(&self, item: &Item) -> AnyView {
        let now = self.adjusted.minutes.get(&item.id).copied().unwrap_or(item.minutes);
        let cell = |part: &str, minutes: Minutes| {
            let field = format!("{}-{part}", item.id);
            let (value, met) = self.said(&field, &minutes.to_string());
            let said = format!("{}, {part}", item.title);
            view! { <td><input type=shown_as("number", &value) min="1" max="120" name=field value=value aria-label=said />{met}</td> }
        };
        let default = format!("{}, {}, {}", item.minutes.min, item.minutes.typical, item.minutes.max);
        let changed = self.adjusted.minutes.contains_key(&item.id).then(|| back(item.id.as_str(), &default));
        view! {
            <tr id=format!("minutes-{}", item.id)>
                <th scope="row"><a href=format!("/library/{}", item.id)>{item.title.to_string()}</a></th>
                {cell("min", now.min)} {cell("typical", now.typical)} {cell("max", now.max)}
                <td>{changed}</td>
            </tr>
        }
        .into_any()
    }

    fn weights(&self) -> AnyView {
        let groups = Challenge::ALL.iter().map(|challenge| {
            let signs = english().indicators().iter().filter(|one| one.challenge == Some(*challenge));
            let rows: Vec<_> = signs.filter_map(|one| Some(self.weight(one, one.weight?))).collect();
            view! {
                <tbody>
                    <tr><th scope="rowgroup" colspan="3">{wording::challenge(*challenge)}</th></tr>
                    {rows}
                </tbody>
            }
        });
        view! {
            <p class="small soft">"A weak sign gives one point, a moderate sign two, a strong sign three. Points suggest where to start; they neither activate nor lift a hold."</p>
            <table class="weights">{groups.collect_view()}</table>
        }
        .into_any()
    }

    fn weight(&self, indicator: &Indicator, default: Weight) -> AnyView {
        let now = self.adjusted.weights.get(&indicator.id).copied().unwrap_or(default);
        let (chosen, met) = self.said(indicator.id.as_str(), now.as_str());
        let option = |weight: &Weight| {
            let value = weight.as_str();
            view! { <option value=value selected=value == chosen>{wording::weight(*weight)}</option> }
        };
        let changed = self.adjusted.weights.contains_key(&indicator.id);
        let changed = changed.then(|| back(indicator.id.as_str(), wording::weight(default)));
        let id = indicator.id.to_string();
        view! {
            <tr>
                <td><label for=id.clone()>{indicator.text.clone()}</label></td>
                <td><select id=id.clone() name=id>{Weight::ALL.iter().map(option).collect_view()}</select>{met}</td>
                <td>{changed}</td>
            </tr>
        }
        .into_any()
    }
}

/// Renders the notice that a number was changed, with a button to restore the default.
fn back(name: &str, default: &str) -> AnyView {
    view! {
        <span class="small soft">"Changed from the default (" {default.to_owned()} ")"</span>
        " "
        <button class="button" data-kind="quiet" name="back" value=name.to_owned()>"Restore default"</button>
    }
    .into_any()
}

fn share_label(of: SharesOf) -> String {
    match of.phase {
        Some(phase) => format!("{} min, {}", of.length, phase.in_words()),
        None => format!("{} min", of.length),
    }
}
