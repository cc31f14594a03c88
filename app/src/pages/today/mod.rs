//! `/today`: the sessions of the day, what was left half done, and the homework that comes back.

mod beside;
mod sessions;

use domain::case::Clock;
use leptos::prelude::*;
use leptos_meta::Title;

use self::{
    beside::{Homework, LeftOff, homework, left_off},
    sessions::{Sessions, sessions_on},
};
use crate::{
    calls::Problem,
    pages::{awaited, tab_title},
    parts::Icon,
    visitor::{now, records},
};

/// The day.
#[component]
pub fn TodayPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (records, now) = (records()?, now()?);
    let couples = records.couples().await?;
    let nobody = couples.is_empty();
    let names = beside::Names::of(&couples);
    let sessions = sessions_on(&records, now.day).await?;
    let left = left_off(&records, couples, &names, now).await?;
    let homework = homework(&records, &names, now.day).await?;
    let (address, action) =
        if nobody { ("/couples/new", "Add your first couple") } else { ("/couples", "New session plan") };
    Ok(view! {
        <Title text=tab_title("Today") />
        <div class="head">
            <div>
                <p class="soft">{now.day.in_words()}</p>
                <h1>{greeting(now.time)}</h1>
            </div>
            <div class="actions">
                {(!nobody).then(|| view! { <a class="button" href="/couples/new">{Icon::Plus.view()} "New couple"</a> })}
                <a class="button" data-kind="primary" href=address>{Icon::Plus.view()} {action}</a>
            </div>
        </div>
        {if nobody {
            first_steps().into_any()
        } else {
            view! {
                <div class="detail">
                    <Sessions sessions=sessions />
                    <aside class="stack" aria-label="Left over">
                        <LeftOff left=left />
                        <Homework tasks=homework />
                    </aside>
                </div>
            }
            .into_any()
        }}
    }
    .into_any())
}

/// Good morning until noon, good afternoon until six, good evening until five in the morning.
fn greeting(time: Clock) -> &'static str {
    let hour = |hours: u16| Clock::MIDNIGHT.later(hours * 60);
    if time < hour(5) || time >= hour(18) {
        "Good evening"
    } else if time < hour(12) {
        "Good morning"
    } else {
        "Good afternoon"
    }
}

fn first_steps() -> impl IntoView {
    let steps = [
        ("Add a couple", "A code name is enough."),
        ("Ask each partner alone", "Safety comes first; until both were asked, most exercises wait."),
        ("Record what you heard", "The map shows what it points to, and what was not asked."),
        ("Plan the session", "Reweave fills the time; you change what you like."),
        ("Print what goes home", "A calm sheet, without anything private."),
    ];
    let steps = steps.map(
        |(what, why)| view! { <li><span><strong>{what}</strong> <br /> <span class="soft">{why}</span></span></li> },
    );
    view! {
        <div class="empty">
            <h2>"From the first talk to a sheet of paper"</h2>
            <ol class="steps">{steps.into_iter().collect_view()}</ol>
            <div class="row">
                <a class="button" href="/couples/new">{Icon::Plus.view()} "Add your first couple"</a>
                <a class="button" data-kind="quiet" href="/library">"Look at the exercises first"</a>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_follows_the_clock() {
        let at = |time: &str| time.parse().map(greeting);
        assert_eq!(at("04:59"), Ok("Good evening"));
        assert_eq!(at("05:00"), Ok("Good morning"));
        assert_eq!(at("12:00"), Ok("Good afternoon"));
        assert_eq!(at("18:00"), Ok("Good evening"));
    }
}
