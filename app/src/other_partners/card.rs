//! Other partners on the overview. It may name whom one partner told of alone, so it is folded, and only in the
//! counsellor's view.

use domain::records::{
    Couple,
    other_partner::{OtherPartner, PartnerOf, TOUCHED},
};
use leptos::prelude::*;
use store::CoupleFile;

use crate::{
    couples::head::Name,
    layout::{only_here, wording},
    other_partners::page::address,
};

/// The card; nothing if nobody was written down and nothing asks for it.
pub fn card(file: &CoupleFile) -> Option<AnyView> {
    let couple = &file.couple.value;
    let wanted = file.situation.value.facts.non_monogamous || file.case.answers.is_ticked(TOUCHED);
    if couple.others.is_empty() && !wanted {
        return None;
    }
    let people = couple.others.people.iter().map(|one| row(couple, one)).collect_view();
    let agreement = couple.others.agreed_on.map(|day| format!("Agreement of {}", day.with_year()));
    let view = view! {
        <section class="card" aria-labelledby="others">
            <h2 id="others">"Other partners"</h2>
            {if couple.others.people.is_empty() {
                view! { <p class="soft">"Nobody written down. Note whom the agreement touches, and what they were asked."</p> }
                    .into_any()
            } else {
                view! {
                    {only_here()}
                    <details class="due-alone">
                        <summary>{summary(couple)}</summary>
                        <ul class="list">{people}</ul>
                        {agreement.map(|line| view! { <p class="small soft">{line}</p> })}
                    </details>
                }
                .into_any()
            }}
            <p><a href=address(file.couple.id)>"Write down other partners"</a></p>
        </section>
    };
    Some(view.into_any())
}

/// Counts them, and names nobody.
fn summary(couple: &Couple) -> String {
    let people = wording::people(couple.others.people.len());
    match couple.others.not_asked() {
        0 => people,
        waiting => format!("{people} · {waiting} not asked yet"),
    }
}

fn row(couple: &Couple, one: &OtherPartner) -> AnyView {
    let partner = |letter: usize| view! { <Name text=couple.partners[letter].label.clone() /> }.into_any();
    let of = match one.partner_of {
        PartnerOf::Both => "both".into_any(),
        PartnerOf::A => partner(0),
        PartnerOf::B => partner(1),
    };
    let told = match one.told.alone() {
        None => "Told together".into_any(),
        Some(by) => view! { "Told alone by " {partner(by as usize)} }.into_any(),
    };
    view! {
        <li>
            <Name text=one.label.clone() /> ", partner of " {of} ": " {one.asked.in_words().to_lowercase()} ". "
            <span class="small soft">{told} ". " {format!("A talk of their own: {}.", one.own_talk.in_words().to_lowercase())}</span>
        </li>
    }
    .into_any()
}
