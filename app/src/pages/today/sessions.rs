//! The sessions of the day, by time.

use domain::{
    course::{Partner, Session},
    desk::{Couple, Day, SessionPlan, Status},
    handout::{Audience, Discretion, Wanted, from_plan},
    words::Language,
};
use leptos::prelude::*;
use store::{PlanId, Records};

use crate::{
    calls::Problem,
    pages::{couple::Known, couples::card::marks},
    parts::{Chip, Icon, Name, StatusChip},
};

/// A session of the day with all that is known of its couple.
pub struct DaySession {
    id: PlanId,
    plan: SessionPlan,
    known: Known,
    /// How many sheets could be printed now.
    sheets: usize,
}

/// The sessions of a day, by time.
///
/// # Errors
///
/// Whatever the database says.
pub async fn sessions_on(records: &Records, day: Day) -> Result<Vec<DaySession>, Problem> {
    let mut sessions = Vec::new();
    for head in records.plans_on(day).await? {
        let saved = records.plan(head.id).await?;
        let known = Known::of(records, saved.couple).await?;
        let plan = saved.plan.value;
        let sheets = [Audience::Both, Audience::A, Audience::B].into_iter().filter(|audience| {
            let wanted = Wanted {
                audience: *audience,
                discretion: Discretion::Standard,
                country: None,
                violence_lines: false,
                language: Language::English,
            };
            from_plan(&known.library, &known.course, &plan, &wanted).is_ok()
        });
        let sheets = sheets.count();
        sessions.push(DaySession { id: head.id, plan, known, sheets });
    }
    Ok(sessions)
}

/// The sessions on cards.
#[component]
pub fn Sessions(sessions: Vec<DaySession>) -> AnyView {
    let none = sessions.is_empty();
    view! {
        <section class="stack" aria-labelledby="sessions">
            <h2 id="sessions">"Today’s sessions"</h2>
            {none.then(|| view! {
                <div class="empty">
                    <h3>"No session is planned for today"</h3>
                    <p>"Choose a couple to plan one; a plan with today’s date shows up here."</p>
                    <a class="button" href="/couples">"Choose a couple"</a>
                </div>
            })}
            <ol class="stack">{sessions.into_iter().map(card).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn card(session: DaySession) -> AnyView {
    let DaySession { id, plan, known, sheets } = session;
    let couple = &known.couple.value;
    let words = if sheets == 1 { "1 sheet".to_owned() } else { format!("{sheets} sheets") };
    let length = plan.minutes;
    view! {
        <li class="card session" data-held=(plan.status == Status::Held).then_some("")>
            <p class="time">
                {plan.start.map_or_else(
                    || view! { <span class="soft">"No time"</span> }.into_any(),
                    |start| view! { <time>{start.to_string()}</time> }.into_any(),
                )}
                <small>{format!("{length} min")}</small>
            </p>
            <div class="what">
                <h3>
                    <a href=format!("/couples/{}", known.couple.id.0)><Name text=couple.name.clone() /></a>
                    " "
                    <small>{alone(couple, plan.booked)} {format!("session {}", plan.number)}</small>
                </h3>
                <p class="soft"><Name text=title(&plan) /></p>
                <ul class="chips" aria-label="Marks">
                    {marks(&known)}
                    <li><StatusChip status=plan.status /></li>
                    {(sheets > 0).then(|| view! { <li><Chip text=words icon=Icon::Sheet /></li> })}
                </ul>
            </div>
            <Actions id=id status=plan.status sheets=sheets />
        </li>
    }
    .into_any()
}

#[component]
fn Actions(id: PlanId, status: Status, sheets: usize) -> AnyView {
    let words = match status {
        Status::Draft => "Prepare",
        Status::Ready => "Open",
        Status::Held => "Look back",
    };
    let kind = (status != Status::Held).then_some("primary");
    view! {
        <div class="actions">
            {(sheets > 0).then(|| view! { <a class="button" href=format!("/plans/{}/handout", id.0)>{Icon::Printer.view()} "Print"</a> })}
            <a class="button" data-kind=kind href=format!("/plans/{}", id.0)>{words}</a>
        </div>
    }
    .into_any()
}

/// “A alone, ” where only one partner is expected.
fn alone(couple: &Couple, booked: Session) -> String {
    let partner = match booked {
        Session::Couple => return String::new(),
        Session::Individual(_, partner) => partner,
    };
    let label = |partner: Partner| format!("\u{2068}{}\u{2069} alone, ", couple.partner(partner).label);
    partner.map_or_else(|| "one partner alone, ".into(), label)
}

/// What the counsellor calls the session, or its exercises.
pub fn title(plan: &SessionPlan) -> String {
    if !plan.title.is_empty() {
        return plan.title.clone();
    }
    let exercises: Vec<&str> =
        plan.blocks.iter().filter_map(|block| block.item.as_ref()).map(|item| item.title().as_str()).collect();
    if exercises.is_empty() { "No exercise chosen yet".into() } else { exercises.join(" · ") }
}
