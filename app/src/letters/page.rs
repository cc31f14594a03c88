//! `/couples/{couple}/letters`: a referral letter to another service, for one partner.

use domain::{
    assess::Partner,
    records::{Couple, Letterhead},
    vocabulary::Language,
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::CoupleId;

use crate::{
    browser::{api::Problem, library_context::library},
    couples::{audit::viewed, head::trail},
    handouts::{
        print_options::{LanguageChoice, LetterheadChoice, PaperChoice},
        sheets::initials,
    },
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{FormState, is_reply, records, reply},
    },
    layout::{Breadcrumbs, Icon, Kept, ReplyNote, Select, TextAreaField, TextField, title::tab_title},
};

/// The form of a letter for the couple in the address.
#[component]
pub fn LettersPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let couple = records.couple(id).await?.value;
    let lettered = records.singleton::<Letterhead>().await?.is_some();
    viewed(&records, id).await?;
    let trail = trail(id, &couple.name);
    Ok(view! {
        <Title text=tab_title("Referral letter") />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>"Referral letter"</h1>
                <p class="soft">"From you to another service, for one partner. Nothing typed here is stored with the couple."</p>
            </div>
        </div>
        {form(id, &couple, lettered, &reply())}
    }
    .into_any())
}

fn form(id: CoupleId, couple: &Couple, lettered: bool, reply: &FormState) -> AnyView {
    let address = format!("/couples/{}/letters", id.0);
    let place = address.clone();
    let letters = library().letters(Language::English).map(|words| words.letters.clone()).unwrap_or_default();
    let letters: Vec<(String, String)> = letters.into_iter().map(|letter| (letter.id, letter.title)).collect();
    let labels = [Partner::A, Partner::B].map(|partner| couple.partner(partner).label.clone());
    let initials = initials(couple);
    let option = |value: &str, label: &str, partner| {
        let label = if label.trim().is_empty() { value.to_uppercase() } else { label.to_owned() };
        (value.to_owned(), format!("{label} (printed as {}.)", initials.letter(partner)))
    };
    let partners = vec![option("a", &labels[0], Partner::A), option("b", &labels[1], Partner::B)];
    let chosen = |name: &str, or: &str| reply.value(name, or);
    let language = chosen("language", "en").parse().unwrap_or_default();
    let wants_letterhead = !is_reply() || reply.ticked("letterhead", "yes", true);
    view! {
        <ReplyNote />
        <form class="card letter-form" method="post" action=address autocomplete="off">
            <Kept page=place about="Referral letter" />
            <Select name="template" label="Kind of letter" options=letters chosen=chosen("template", "general") />
            <Select name="who" label="For" options=partners chosen=chosen("who", "a") />
            <TextField name="name" label="Name on this letter" hint="Leave it empty to print the initial. The name is on this letter only." />
            <TextAreaField name="addressee" label="Addressee" saved="" rows=4 hint="Service or person, and address. One line each." />
            <TextAreaField
                name="added"
                label="Add by hand"
                saved=""
                rows=4
                hint="Only what this person wants the service to know. Left empty, the letter says that it holds no clinical detail."
            />
            <LanguageChoice chosen=language />
            <PaperChoice id="letter-paper" />
            <LetterheadChoice stored=lettered chosen=wants_letterhead carries=true />
            <label class="choice">
                <input type="checkbox" name="agreed" value="yes" required checked=reply.ticked("agreed", "yes", false) />
                <span>"I asked them alone: they agree to this letter and know what it says"</span>
            </label>
            <div class="as-pdf">
                <button class="button" data-kind="primary">{Icon::Printer.view()} "Make letter"</button>
                <p class="small soft">"The letter is made once and not kept. Until then your browser holds an encrypted draft."</p>
            </div>
        </form>
    }
    .into_any()
}
