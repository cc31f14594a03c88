//! What was measured of a couple over time: how safe the sessions felt.

use domain::{assess::Partner, plan::SessionPlan};
use leptos::prelude::*;
use store::{CoupleFile, PlanId};

use crate::http::visitor::Now;

/// How many sessions are listed.
const SHOWN: usize = 6;

/// How safe the last sessions felt to each; no curve is drawn through nothing.
pub fn measures(file: &CoupleFile, recorded: &[(PlanId, SessionPlan)], now: Now) -> AnyView {
    let labels = file.labels();
    let felt = |partner: Partner, plan: &SessionPlan| {
        let felt = plan.record.as_ref().and_then(|record| record.felt_safe[partner as usize]);
        felt.map_or_else(|| "–".to_owned(), |felt| felt.to_string())
    };
    let has =
        |plan: &SessionPlan| plan.record.as_ref().is_some_and(|record| record.felt_safe.iter().any(Option::is_some));
    let measured: Vec<&(PlanId, SessionPlan)> = recorded.iter().filter(|(_, plan)| has(plan)).collect();
    let rows = measured[measured.len().saturating_sub(SHOWN)..]
        .iter()
        .map(|(_, plan)| {
            let day = plan.on.map_or_else(|| format!("Session {}", plan.number), |day| day.near(now.day));
            view! {
                <tr><th scope="row">{day}</th> <td>{felt(Partner::A, plan)}</td> <td>{felt(Partner::B, plan)}</td></tr>
            }
        })
        .collect_view();
    let last = recorded.last().map(|(id, _)| {
        view! { <p><a href=format!("/plans/{}/record", id.0)>"Add a 0 to 10 rating"</a></p> }
    });
    let [a, b] = labels;
    view! {
        <section class="card" aria-labelledby="measures">
            <h2 id="measures">"Measures"</h2>
            {if measured.is_empty() {
                view! { <p class="soft">"Nothing measured yet"</p> }.into_any()
            } else {
                view! {
                    <table class="measures">
                        <caption>"How safe it felt, 0 to 10"</caption>
                        <thead><tr><th scope="col">"Session"</th> <th scope="col"><bdi>{a}</bdi></th> <th scope="col"><bdi>{b}</bdi></th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                }
                .into_any()
            }}
            {last}
        </section>
    }
    .into_any()
}
