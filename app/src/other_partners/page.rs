//! `/couples/{couple}/other-partners`: people outside the couple whom its decisions touch.

use domain::{
    assess::Partner,
    records::{
        Couple,
        other_partner::{Consulted, MOST, OtherPartner, OtherPartners, OwnTalk, PartnerOf, ToldBy},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::CoupleId;

use crate::{
    browser::{api::Problem, autosave::FormValues},
    couples::{
        audit::viewed,
        head::{Name, trail},
    },
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{FormState, records, reply},
    },
    layout::{
        BaseField, Breadcrumbs, Icon, Kept, Meanwhile, ReplyNote, Select, TextArea, TextAreaField, TextField, field,
        only_here, title::tab_title,
    },
    other_partners::fields::{rooms, shown, stored},
    session_record::words::isolated,
};

/// Returns the address of the page.
pub fn address(couple: CoupleId) -> String {
    format!("/couples/{}/other-partners", couple.0)
}

/// The other partners of the couple in the address.
#[component]
pub fn OtherPartnersPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let saved = records.couple(id).await?;
    viewed(&records, id).await?;
    let couple = saved.value;
    let trail = trail(id, &couple.name);
    Ok(view! {
        <Title text=tab_title("Other partners") />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>"Other partners"</h1>
                <p class="soft">
                    "People outside this couple whom a decision here touches, where more than two is agreed. No one is bound by an agreement that they did not make. Write an initial or a code, never a full name: they have not agreed to be written down. "
                    <a href="/library/rules#R75">"Why"</a>
                </p>
            </div>
            <div class="actions">{only_here()}</div>
        </div>
        <ReplyNote />
        {form(id, saved.revision.0, &couple)}
    }
    .into_any())
}

fn form(id: CoupleId, seen: u64, couple: &Couple) -> AnyView {
    let (others, state, page) = (&couple.others, reply(), address(id));
    // After a refusal, whoever was typed is shown again, stored or not.
    let typed = (1..=MOST).filter(|number| state.typed.contains_key(&format!("label-{number}"))).count();
    let count = rooms(others).max(typed);
    let nobody = OtherPartner::default();
    let people = (0..count)
        .map(|place| person(&state, couple, place + 1, others.people.get(place).unwrap_or(&nobody)))
        .collect_view();
    let agreed_on = others.agreed_on.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form class="card couple-form other-partners" method="post" action=page.clone() novalidate>
            <input type="hidden" name="seen" value=seen.to_string() />
            <BaseField filled=FormValues::of(stored(others)) />
            <Kept page=page.clone() about="Other partners" />
            // Return in a field presses the first button of a form.
            <button class="unseen" name="do" value="save" tabindex="-1" aria-hidden="true">"Save"</button>
            {removed(others)}
            {people}
            <fieldset>
                <legend>"The agreement"</legend>
                <TextField name="agreed-on" label="Date" kind="date" saved=agreed_on />
                <TextAreaField
                    name="agreement"
                    label="Version, and whom it touches"
                    rows=3
                    saved=others.agreement.clone()
                />
            </fieldset>
            <div class="row">
                <button class="button" data-kind="primary" name="do" value="save">"Save"</button>
                <a class="button" data-kind="quiet" href=format!("/couples/{}", id.0)>"Cancel"</a>
            </div>
        </form>
    }
    .into_any()
}

/// The person who was removed last, with the way back.
fn removed(others: &OtherPartners) -> Option<AnyView> {
    let label = others.removed.as_ref()?.label.clone();
    let view = view! {
        <div class="note">
            <p><Name text=label /> " was removed."</p>
            <button class="button" data-kind="quiet" name="do" value="put-back">{Icon::Undo.view()} "Undo"</button>
        </div>
    };
    Some(view.into_any())
}

/// The fields of one person.
fn person(state: &FormState, couple: &Couple, number: usize, person: &OtherPartner) -> AnyView {
    let is_new = person.label.is_empty();
    let labels = couple.partners.each_ref().map(|partner| partner.label.as_str());
    let choose = |name: &str, label: &'static str, options: Vec<(String, String)>| {
        let (id, saved) = (format!("{name}-{number}"), shown(person, name));
        let chosen = state.value(&id, &saved);
        view! { <Select name=id label=label options=options chosen=chosen /> }
    };
    let told = ToldBy::ALL.iter().map(|one| {
        let alone = |by: Partner| format!("{}, alone", isolated(labels[by as usize]));
        (one.as_str().to_owned(), one.alone().map_or_else(|| "Both, together".to_owned(), alone))
    });
    let of = PartnerOf::ALL.iter().map(|one| {
        let who = match one {
            PartnerOf::Both => "Both".to_owned(),
            PartnerOf::A => isolated(labels[0]),
            PartnerOf::B => isolated(labels[1]),
        };
        (one.as_str().to_owned(), who)
    });
    let asked = Consulted::ALL.iter().map(|one| (one.as_str().to_owned(), one.in_words().to_owned()));
    let talk = OwnTalk::ALL.iter().map(|one| (one.as_str().to_owned(), one.in_words().to_owned()));
    let screened = [("no", "Not asked yet"), ("yes", "Asked")].map(|(word, shown)| (word.to_owned(), shown.to_owned()));
    view! {
        <fieldset>
            <legend>{if is_new { "Add someone".to_owned() } else { isolated(&person.label) }}</legend>
            {label_field(state, number, person)}
            {choose("of", "Partner of", of.collect())}
            {choose("told", "Who told you", told.collect())}
            {choose("asked", "Asked about what is decided here", asked.collect())}
            {choose("talk", "A talk of their own", talk.collect())}
            {choose("screened", "Safety questions", screened.into())}
            {note_field(state, number, person)}
            {(!is_new).then(|| view! {
                <button class="button" data-kind="quiet" name="do" value=format!("remove-{number}")>
                    {Icon::Cross.view()} "Remove " <Name text=person.label.clone() />
                </button>
            })}
        </fieldset>
    }
    .into_any()
}

fn label_field(state: &FormState, number: usize, person: &OtherPartner) -> AnyView {
    let name = format!("label-{number}");
    let (value, meanwhile) = (state.value(&name, &person.label), state.meanwhile(&name, &person.label));
    field(&name, "Initial or code", "", state.fault(&name), |told| {
        view! {
            <input
                id=name.clone()
                name=name.clone()
                value=value
                dir="auto"
                autocomplete="off"
                aria-invalid=told.invalid()
                aria-describedby=told.described
            />
            {meanwhile.map(|saved| view! { <Meanwhile saved=saved /> })}
        }
        .into_any()
    })
}

fn note_field(state: &FormState, number: usize, person: &OtherPartner) -> AnyView {
    let name = format!("note-{number}");
    let (text, meanwhile) = (state.value(&name, &person.note), state.meanwhile(&name, &person.note));
    field(&name, "What they were asked, by whom and when, and their answer", "", state.fault(&name), |told| {
        view! {
            <TextArea name=name.clone() rows=2 text=text described=told.described invalid=told.wrong />
            {meanwhile.map(|saved| view! { <Meanwhile saved=saved /> })}
        }
        .into_any()
    })
}
