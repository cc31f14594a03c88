//! `/plans/{plan}`: the plan of one session.

use domain::{
    plan::{SessionPlan, editor::apply},
    planning::planner::TooShort,
    records::Fault,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::Records;

use crate::{
    browser::autosave::DraftPlace,
    http::{
        page_result::{awaited, plan_in_address},
        visitor::{FormState, records, reply},
    },
    layout::{Breadcrumbs, Icon, title::tab_title},
    library::finder::{Field, Query},
    plan_editor::{
        fields::{Action, change, pressed, typed},
        island::{PlanView, Refused, plan_editor},
        plan_file::PlanFile,
    },
};

/// The usual lengths of a session, in minutes; any other may be typed.
const LENGTHS: [u8; 6] = [45, 50, 60, 75, 90, 120];

/// The plan in the address.
#[component]
pub fn PlanPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    let open = asked.get("library").is_some() || Field::ALL.iter().any(|field| asked.get(field.name()).is_some());
    let query = open.then(|| Query::read(|name| asked.get(name)));
    awaited(async move {
        let records = records()?;
        let file = PlanFile::view(&records, plan_in_address()?).await?;
        let short = too_short(&file);
        Ok(view! { <Shown view=seen(&records, file, query, &reply()) short=short /> }.into_any())
    })
}

#[component]
fn Shown(view: PlanView, short: Option<AnyView>) -> impl IntoView {
    let trail = vec![
        ("/couples".to_owned(), "Couples".to_owned()),
        (format!("/couples/{}", view.couple), view.name.clone()),
        (format!("/couples/{}/sessions", view.couple), "Sessions".to_owned()),
    ];
    view! {
        // The code name stays out of the title, which ends up in the browser's history.
        <Title text=tab_title(&format!("Plan of session {}", view.plan.number)) />
        <Breadcrumbs trail=trail />
        // The usual lengths, for the field in the island.
        <datalist id="lengths">
            {LENGTHS.map(|minutes| view! { <option value=minutes.to_string()></option> }).collect_view()}
        </datalist>
        {short}
        {plan_editor(view)}
    }
}

/// The notice that an exercise that a hold asks for needs a longer session, with the way to lengthen it.
fn too_short(file: &PlanFile) -> Option<AnyView> {
    let plan = &file.saved.plan.value;
    let TooShort { item, needs } = file.too_short(plan)?;
    let title = file.couple_file.library.item(&item)?.title.to_string();
    let address = format!("/plans/{}", file.id().0);
    Some(
        view! {
            <section class="note too-short" aria-labelledby="too-short">
                {Icon::Warning.view()}
                <div>
                    <h2 id="too-short">{format!("“{title}” needs {needs} minutes; this session has {}", plan.minutes)}</h2>
                    <p>
                        "A hold that is active asks for it first. Nothing on this agenda takes its place: make the session longer, or book a longer one soon."
                    </p>
                    <form method="post" action=address>
                        <input type="hidden" name="seen" value=file.saved.plan.revision.0.to_string() />
                        <button class="button" name="do" value=format!("anew:{needs}")>
                            {format!("Plan {needs} minutes with it")}
                        </button>
                        <p class="small soft">"Makes a new agenda. The one below stays in the version history."</p>
                    </form>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// Returns the content of the page: the plan as stored, or with the values of a refused form.
fn seen(records: &Records, file: PlanFile, query: Option<Query>, reply: &FormState) -> PlanView {
    let stored = &file.saved.plan.value;
    let about = format!("Plan for {}, session {}", file.couple_file.couple.value.name, stored.number);
    let shown = Some(typed_again(&file, reply)).filter(|shown| shown != stored);
    let said: Vec<String> =
        reply.problem.iter().cloned().chain(reply.faults.iter().map(|fault| fault.text.clone())).collect();
    let plan = shown.clone().unwrap_or_else(|| stored.clone());
    let (faults, refused) = by_place(&file, &plan, reply);
    PlanView {
        id: file.id().0.to_string(),
        couple: file.couple_file.couple.id.0.to_string(),
        name: file.couple_file.couple.value.name.clone(),
        labels: file.couple_file.labels(),
        revision: file.saved.plan.revision,
        stored: shown.is_some().then(|| stored.clone()),
        problem: (!said.is_empty()).then(|| said.join(" ")),
        faults,
        refused,
        situation: file.situation().revision,
        draft: DraftPlace::of(records, format!("plan/{}", file.id().0), about),
        query,
        plan,
        standings: file.statuses,
    }
}

/// Parts the faults of a refused form: those of values that are in the plan on screen, and those of values that no plan takes,
/// with the values.
fn by_place(file: &PlanFile, plan: &SessionPlan, reply: &FormState) -> (Vec<Fault>, Refused) {
    let (mut faults, mut refused) = (Vec::new(), Refused::default());
    for fault in &reply.faults {
        let typed = reply.typed.get(&fault.field);
        let (session, roles) = (file.statuses.session, file.statuses.roles);
        let is_shown = |typed: &String| matches!(change(session, roles, plan, &fault.field, typed), Ok(None));
        match typed.filter(|typed| !is_shown(typed)) {
            Some(typed) => _ = refused.insert(fault.field.clone(), (typed.clone(), fault.text.clone())),
            None => faults.push(fault.clone()),
        }
    }
    (faults, refused)
}

/// Returns the stored plan with the typed values that could not be saved.
fn typed_again(file: &PlanFile, reply: &FormState) -> SessionPlan {
    let stored = &file.saved.plan.value;
    let (plan, _) = typed(&file.couple_file.library, &file.statuses, stored, &reply.typed);
    // The button that was pressed counts too, as far as it may.
    let edited = match pressed(&plan, &reply.typed) {
        Some(Action::Edit(edit)) => apply(&file.couple_file.library, &file.statuses, &plan, &edit).ok(),
        _ => None,
    };
    edited.unwrap_or(plan)
}
