//! Which sheet: for whom, how discreet, on what, with which help lines.

use domain::{
    course::Partner,
    handout::{Audience, Discretion, Refusal, SheetKind, carries_letterhead, least_discretion},
    library::english,
};
use leptos::prelude::*;

use super::Refusals;
use crate::{
    islands::SendsItself,
    pages::couple::Known,
    paper::{AUDIENCES, DISCRETIONS, SheetChoice, countries, word},
    parts::{LanguageChoice, LetterheadChoice, LookChoice, Name},
    shelf::library,
};

/// The choices as a form. Where islands are awake it sends itself; elsewhere it has a button.
#[component]
pub fn Options<'a>(
    known: &'a Known,
    choice: SheetChoice,
    audience: Audience,
    refusals: Refusals,
    /// Whether the account has a letterhead.
    lettered: bool,
) -> AnyView {
    // Children of an island live on their own, so they cannot borrow what is known.
    let whose = view! { <Whose known=known audience=audience refusals=refusals /> };
    let discreet = view! { <Discreet known=known chosen=choice.discretion /> };
    view! {
        <form class="stack options" method="get">
            <SendsItself>
                {whose}
                {discreet}
                <OnPaper choice=choice lettered=lettered />
                <button class="button when-asleep">"Show this sheet"</button>
            </SendsItself>
        </form>
    }
    .into_any()
}

#[component]
fn Whose<'a>(known: &'a Known, audience: Audience, refusals: Refusals) -> AnyView {
    let row = |(of, refusal): (Audience, Option<Refusal>)| {
        let value = word(&AUDIENCES, of);
        let label = match of {
            Audience::Both => view! { "Both" }.into_any(),
            Audience::A => view! { <Name text=known.couple.value.partner(Partner::A).label.clone() /> }.into_any(),
            Audience::B => view! { <Name text=known.couple.value.partner(Partner::B).label.clone() /> }.into_any(),
        };
        let hint = refusal.map(|refusal| short(&refusal));
        view! {
            <label class="choice">
                <input type="radio" name="for" value=value checked=of == audience />
                <span>
                    <strong>{label}</strong>
                    {hint.map(|hint| view! { <br /> <span class="small soft">{hint}</span> })}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="card">
            <legend>"Who is it for?"</legend>
            {refusals.into_iter().map(row).collect_view()}
            <p class="small soft">"A sheet for one partner never names what the other said."</p>
        </fieldset>
    }
    .into_any()
}

/// Why a sheet cannot be made, for the line below its name.
fn short(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Gate { gate, .. } => format!("Not now: “{}” is open.", library().gate(*gate).name),
        Refusal::Empty { .. } => "Nothing of this plan may stand on it.".into(),
        Refusal::Country { .. } => "No help lines for this country.".into(),
        Refusal::Untranslated { language, .. } | Refusal::OlderTranslation { language, .. } => {
            format!("Not all of it can be had in {language} yet.")
        }
        Refusal::OlderWords { language, .. } => format!("The plan keeps older words than those in {language}."),
    }
}

#[component]
fn Discreet<'a>(known: &'a Known, chosen: Discretion) -> AnyView {
    let (least, gate) = least_discretion(&known.library, &known.course);
    let row = |(discretion, value): (Discretion, &'static str)| {
        let (name, hint) = match discretion {
            Discretion::Standard => ("Standard", "Full titles"),
            Discretion::Neutral => ("Neutral", "“Notes for the week”; headings that give nothing away"),
            Discretion::InRoom => ("In the room only", "To read here and leave here"),
        };
        view! {
            <label class="choice">
                <input type="radio" name="discretion" value=value checked=discretion == chosen disabled=discretion < least />
                <span><strong>{name}</strong> <br /> <span class="small soft">{hint}</span></span>
            </label>
        }
    };
    let why = gate.map(|gate| format!("At least this discreet while “{}” is open.", known.library.gate(gate).name));
    view! {
        <fieldset class="card">
            <legend>"How discreet?"</legend>
            {DISCRETIONS.map(row).into_iter().collect_view()}
            {why.map(|why| view! { <p class="small soft">{why}</p> })}
        </fieldset>
    }
    .into_any()
}

#[component]
fn OnPaper(choice: SheetChoice, lettered: bool) -> AnyView {
    let carries = carries_letterhead(SheetKind::Handout(choice.discretion));
    let country = |country: &'static str| {
        let selected = choice.country.as_deref() == Some(country);
        view! { <option value=country selected=selected>{country_name(country)}</option> }
    };
    let countries = countries(english()).into_iter().map(country).collect_view();
    view! {
        <fieldset class="card">
            <legend>"On paper"</legend>
            <LanguageChoice chosen=choice.language />
            <LookChoice chosen=choice.look />
            <LetterheadChoice stored=lettered chosen=choice.letterhead carries=carries />
            <div class="field">
                <label for="country">"Help lines"</label>
                <select id="country" name="country"><option value="">"None"</option>{countries}</select>
                <p class="small soft">"Only numbers that were checked are printed, with the day. Verify them where you work."</p>
            </div>
            <label class="choice">
                <input type="checkbox" name="violence-lines" value="yes" checked=choice.violence_lines />
                <span>
                    "Violence lines too"
                    <br />
                    <span class="small soft">
                        "Only after each was asked alone whether such a line on paper is safe, and wants it ("
                        <a href="/library/rules#R49">"R49"</a> "). Needs a country."
                    </span>
                </span>
            </label>
            <label class="choice">
                <input type="checkbox" name="code" value="yes" checked=choice.code_in_name />
                <span>
                    "Code name in the file name"
                    <br />
                    <span class="small soft">"Otherwise the file says nothing about anybody."</span>
                </span>
            </label>
        </fieldset>
    }
    .into_any()
}

/// The name of a country by its code; the code where there is none.
fn country_name(code: &'static str) -> &'static str {
    match code {
        "AT" => "Austria",
        "AU" => "Australia",
        "CA" => "Canada",
        "CH" => "Switzerland",
        "DE" => "Germany",
        "ES" => "Spain",
        "EU" => "European Union",
        "FR" => "France",
        "IE" => "Ireland",
        "IN" => "India",
        "IT" => "Italy",
        "NZ" => "New Zealand",
        "UK" => "United Kingdom",
        "US" => "United States",
        "ZA" => "South Africa",
        other => other,
    }
}
