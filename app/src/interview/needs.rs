//! Needs for help within hours: each with the time that is left, and closed for itself (R63).

use domain::{
    assess::Partner,
    library::Library,
    records::{Interview, TimedNeed, UrgentNeed},
    vocabulary::IndicatorId,
};
use leptos::prelude::*;

use store::CoupleFile;

use crate::{
    couples::head::Name,
    http::visitor::{FormState, Now},
    interview::fields::{letter, need_fields},
    layout::{Icon, Segments, field, shown_as},
};

/// Minutes in an hour.
const HOUR: i64 = 60;

/// The needs of an interview, each with what is left of its time; nothing if there is none.
pub fn running(library: &Library, interview: &Interview, asked: Partner, now: Now) -> Option<AnyView> {
    let lines: Vec<_> = interview.timed_needs(library).into_iter().map(|one| line(library, &one, now)).collect();
    let to_ask = interview.clocks_to_ask(library, asked);
    if lines.is_empty() && to_ask.is_empty() {
        return None;
    }
    let ask = (!to_ask.is_empty()).then(|| {
        view! {
            <p>
                "Ask how many hours ago it was, about HIV (72 hours) and about pregnancy (120 hours) apart. "
                <a href="#untold">"Ask now"</a>
            </p>
        }
    });
    let view = view! {
        <section class="note" data-tone="stop" aria-labelledby="within-hours">
            {Icon::Clock.view()}
            <div>
                <h2 id="within-hours">"Help within hours"</h2>
                <ul class="list needs">{lines}</ul>
                {ask}
            </div>
        </section>
    };
    Some(view.into_any())
}

/// The needs of both partners, for the page of the hold that they activate.
pub fn of_both(file: &CoupleFile, library: &Library, now: Now) -> Option<AnyView> {
    let labels = file.labels();
    let address = format!("/couples/{}/interview", file.couple.id.0);
    let rows: Vec<_> = [Partner::A, Partner::B]
        .into_iter()
        .zip(file.interviews())
        .flat_map(|(partner, interview)| interview.timed_needs(library).into_iter().map(move |need| (partner, need)))
        .map(|(partner, need)| {
            let about = format!("{address}/{}#{}", letter(partner), place(need.indicator));
            view! {
                <li class="need">
                    <p><Name text=labels[partner as usize].clone() /> " (told alone)"</p>
                    <p>{words(library, &need, now)}</p>
                    <p><a href=about>"Enter the time, or close this clock"</a></p>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let view = view! {
        <section class="card" aria-labelledby="within-hours">
            <h2 id="within-hours">"Help within hours"</h2>
            <p class="small soft">"Each clock runs, and is closed, for itself."</p>
            <ul class="rows">{rows}</ul>
        </section>
    };
    Some(view.into_any())
}

/// One need, with what is left of its time.
pub fn line(library: &Library, one: &TimedNeed<'_>, now: Now) -> AnyView {
    view! { <li>{words(library, one, now)}</li> }.into_any()
}

fn words(library: &Library, one: &TimedNeed<'_>, now: Now) -> AnyView {
    let (title, left) = (title(library, one), left(one, now));
    view! { <strong>{title} ": "</strong> {left} }.into_any()
}

/// The service that a clock is for.
fn title(library: &Library, one: &TimedNeed<'_>) -> String {
    let row = library.referrals().iter().find(|row| row.id == one.clock.referral);
    row.map_or_else(|| one.indicator.to_string(), |row| row.need.clone())
}

/// Describes what is left: “until Saturday 28 November, 18:00: 29 hours left”.
pub fn left(one: &TimedNeed<'_>, now: Now) -> String {
    let hours = one.clock.hours;
    if one.need.seen_to {
        return "seen to.".into();
    }
    let (Some((day, time)), Some(minutes)) = (one.need.until(hours), one.need.minutes_left(hours, (now.day, now.time)))
    else {
        return format!("within {hours} hours. Ask how many hours ago it was, and enter the time below.");
    };
    let until = format!("{}, {time}", day.in_words());
    if minutes <= 0 {
        return format!("the {hours} hours ended on {until}. {}", one.clock.afterwards);
    }
    let left = match minutes / HOUR {
        0 => "less than an hour left".to_owned(),
        1 => "1 hour left".to_owned(),
        more => format!("{more} hours left"),
    };
    format!("until {until}: {left}. Sooner is better.")
}

/// The id of the fields of a need in the page.
pub fn place(indicator: &IndicatorId) -> String {
    format!("need-{indicator}")
}

/// The fields of a need, below the question that brings it. The style sheet shows them after a yes.
pub fn entry(indicator: &IndicatorId, hours: u16, need: UrgentNeed, reply: &FormState) -> AnyView {
    let [day, time, seen_to] = need_fields(indicator);
    let shown = |name: &str, kind: &'static str, label: &'static str, saved: String| {
        let (id, value) = (name.replace('.', "-"), reply.value(name, &saved));
        let name = name.to_owned();
        field(&id.clone(), label, "", reply.fault(&name), |told| {
            view! {
                <input id=id name=name type=shown_as(kind, &value) value=value autocomplete="off" aria-invalid=told.invalid() aria-describedby=told.described />
            }
            .into_any()
        })
    };
    let chosen = reply.value(&seen_to, if need.seen_to { "yes" } else { "no" });
    view! {
        <div class="need-entry" id=place(indicator)>
            <p class="small">{format!("When was it? The clock of {hours} hours runs from then. If you do not know the time, leave it empty; the day then counts from its beginning.")}</p>
            <div class="facts-chosen">
                {shown(&day, "date", "Day", need.day.map(|day| day.to_string()).unwrap_or_default())}
                {shown(&time, "time", "Time, about", need.time.map(|time| time.to_string()).unwrap_or_default())}
                <Segments name=seen_to legend="This clock" options=vec![("no", "Open"), ("yes", "Seen to")] chosen=chosen />
            </div>
        </div>
    }
    .into_any()
}
