//! `/plans/{plan}/handout`: which sheet, and the sheet itself.

mod options;
mod refused;

use domain::{
    desk::{Letterhead, SessionPlan},
    handout::{Audience, Refusal, left_off},
    library::english,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{CoupleId, PlanId};

use self::{options::Options, refused::Refused};
use crate::{
    calls::Problem,
    pages::{
        awaited,
        couple::{Known, viewed},
        plan_in_address, tab_title,
    },
    paper::{ClientSheet, SheetChoice},
    parts::{Crumbs, Icon, Preview},
    visitor::records,
};

/// The handout of the plan that the address names.
#[component]
pub fn HandoutPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    awaited(page(SheetChoice::read(english(), |name| asked.get(name))))
}

async fn page(choice: SheetChoice) -> Result<AnyView, Problem> {
    let (id, records) = (plan_in_address()?, records()?);
    let saved = records.plan(id).await?;
    let known = Known::of(&records, saved.couple).await?;
    viewed(&records, saved.couple).await?;
    let choice = choice.as_discreet_as_gates_demand(&known.library, &known.course);
    let plan = saved.plan.value;
    let sheets = choice.sheets(&known.library, &known.course, &plan);
    let first = sheets.iter().find(|(_, sheet)| sheet.is_ok()).map_or(Audience::Both, |(audience, _)| *audience);
    let audience = choice.audience.unwrap_or(first);
    let mut sheets = sheets.into_iter();
    let refusals: Vec<_> = sheets.clone().map(|(audience, sheet)| (audience, sheet.err())).collect();
    let sheet = sheets.find(|(of, _)| *of == audience).map(|(_, sheet)| sheet);
    let address = |download| {
        let choice = SheetChoice { download, ..choice.clone() };
        format!("/plans/{}/handout.pdf?{}", id.0, choice.query(audience))
    };
    let (show, save) = (address(false), address(true));
    let stored = records.only::<Letterhead>().await?.map(|stored| stored.value);
    let lettered = stored.is_some();
    let possible = matches!(sheet, Some(Ok(_)));
    let result = match sheet {
        Some(Ok(handout)) => {
            let sheet = ClientSheet::Handout(handout);
            let letterhead = stored.filter(|_| choice.letterhead);
            Either::Left(view! { <Preview sheet=sheet letterhead=letterhead address=show.clone() look=choice.look /> })
        }
        Some(Err(refusal)) => Either::Right(refused(refusal, saved.couple, id)),
        None => return Err(Problem::NotFound),
    };
    Ok(view! {
        <Title text=tab_title("Handout") />
        <Head couple=saved.couple name=known.couple.value.name.clone() plan=id number=plan.number>
            {possible.then(|| view! {
                <a class="button" href=show target="_blank" rel="noopener">{Icon::Printer.view()} "Print"</a>
                <a class="button" data-kind="primary" href=save>{Icon::Download.view()} "Download PDF"</a>
            })}
        </Head>
        <div class="handout">
            <Options known=&known choice=choice audience=audience refusals=refusals lettered=lettered />
            <div class="stack">
                {result}
                <LeftOffSheet known=&known plan=&plan audience=audience />
            </div>
        </div>
    }
    .into_any())
}

fn refused(refusal: Refusal, couple: CoupleId, plan: PlanId) -> AnyView {
    view! { <Refused refusal=refusal couple=couple plan=plan /> }.into_any()
}

#[component]
fn Head(couple: CoupleId, name: String, plan: PlanId, number: u16, children: Children) -> impl IntoView {
    let trail = vec![
        ("/couples".to_owned(), "Couples".to_owned()),
        (format!("/couples/{}", couple.0), format!("\u{2068}{name}\u{2069}")),
        (format!("/plans/{}", plan.0), format!("Session {number}")),
    ];
    view! {
        <Crumbs trail=trail />
        <div class="head">
            <div>
                <h1>{format!("Handout for session {number}")}</h1>
                <p class="soft">"Made only from words that the library keeps for clients. Private notes, answers and names cannot reach it."</p>
            </div>
            <div class="actions">{children()}</div>
        </div>
    }
}

/// What was chosen for this sheet and is not on it, with the reason of each.
#[component]
fn LeftOffSheet<'a>(known: &'a Known, plan: &'a SessionPlan, audience: Audience) -> AnyView {
    let off = left_off(&known.library, &known.course, plan, audience);
    (!off.is_empty())
        .then(|| {
            let rows = off.into_iter().map(|one| view! { <li><span><strong>{one.title}</strong> <br /> <span class="soft">{one.because}</span></span></li> });
            view! {
                <section class="card" aria-labelledby="off">
                    <h2 id="off">"Left off this sheet"</h2>
                    <ul class="rows">{rows.collect_view()}</ul>
                </section>
            }
        })
        .into_any()
}

/// The sheets that cannot be made, each with the reason.
type Refusals = Vec<(Audience, Option<Refusal>)>;
