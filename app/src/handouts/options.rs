//! The options of all sheets of a session: discretion, help lines, paper and print.

use domain::{
    library::{english, model::HelpLine},
    paper::handout::{
        Audience, Discretion, Handout, HelpReport, LineName, PrintedLine, SheetKind, carries_letterhead,
        least_discretion, plan_help_report,
    },
    records::SheetDefaults,
    vocabulary::{Day, GateId, HelpHours},
};
use leptos::prelude::*;

use crate::{
    handouts::{
        print_options::{LanguageChoice, LetterheadChoice, LookChoice, language_name, paper_words},
        sheet_start::SheetStart,
        sheets::{DISCRETIONS, PAPERS, SheetChoice, SheetFormat, countries, or_defaults, verified_field, word},
        shown::{Sheets, Shown},
    },
    layout::Icon,
};

/// Renders the options of all sheets, within the form of the page.
pub(super) fn options(shown: &Shown<'_>, sheets: &Sheets) -> AnyView {
    let print = print_options(shown);
    view! {
        {discretion(shown)}
        {help_lines(shown, sheets)}
        {print}
        <div><button class="button">"Update preview"</button></div>
    }
    .into_any()
}

/// Returns the name and description of a degree of discretion.
fn look_of(discretion: Discretion) -> (&'static str, &'static str) {
    match discretion {
        Discretion::Standard => ("Standard", "Practice name and full titles"),
        Discretion::Neutral => ("Neutral", "“Notes for the week”, nothing that gives it away"),
        Discretion::InRoom => ("In the room only", "To read here and leave here"),
    }
}

fn discretion(shown: &Shown<'_>) -> AnyView {
    let file = &shown.sources.file;
    let (least, gate) = least_discretion(&file.library, &file.case);
    let why = gate.map(|gate| {
        let name = &file.library.gate(gate).name;
        if gate == GateId::Control {
            format!("Nothing to take home but an appointment slip while “{name}” is active.")
        } else {
            format!("At least {} while “{name}” is active.", look_of(least).0)
        }
    });
    let chosen = shown.choice.discretion;
    let is_kept = shown.start().kept.discretion == Some(chosen) && (gate.is_none() || least < chosen);
    let from = origin(shown, is_kept, false);
    let row = |(discretion, value): (Discretion, &'static str)| {
        let (name, hint) = look_of(discretion);
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="discretion"
                    value=value
                    checked=discretion == chosen
                    disabled=discretion < least
                    aria-describedby=(discretion < least).then_some("least")
                />
                <span>{name} <br /> <span class="small soft">{hint}</span></span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>"Discretion"</legend>
            {DISCRETIONS.map(row).into_iter().collect_view()}
            {from.map(|from| view! { <p class="small soft">{from} "."</p> })}
            {why.map(|why| view! { <p class="small soft least" id="least">{Icon::Pause.view()} <span>{why}</span></p> })}
        </fieldset>
    }
    .into_any()
}

/// The choice of help lines, and the lines exactly as they are printed.
fn help_lines(shown: &Shown<'_>, sheets: &Sheets) -> AnyView {
    let control = shown.sources.file.case.gates.is_open(GateId::Control);
    if control && sheets.iter().all(|(_, made)| made.as_ref().map_or(true, Handout::is_slip)) {
        return view! {
            <section aria-labelledby="help-lines">
                <h2 id="help-lines">"Help lines"</h2>
                <p class="small">"Not printed while this hold is active. Tell the person; do not write it down unless asked."</p>
                <input type="hidden" name="country" value=shown.choice.country.clone().unwrap_or_default() />
            </section>
        }
        .into_any();
    }
    let report = report(shown, sheets);
    let country = |country: &'static str| {
        let selected = shown.choice.country.as_deref() == Some(country);
        view! { <option value=country selected=selected>{country_name(country)}</option> }
    };
    let countries = countries(english()).into_iter().map(country).collect_view();
    let line_off = shown.choice.country.is_none();
    let chosen = shown.choice.country.as_deref().unwrap_or_default();
    let SheetStart { kept, practice } = shown.start();
    let from = origin(shown, kept.country.as_deref() == Some(chosen), !line_off && practice.country == chosen);
    let why =
        if line_off { "Choose a country first." } else { "Only if each has said, alone, that it is safe on paper." };
    view! {
        <section aria-labelledby="help-lines">
            <h2 id="help-lines">"Help lines"</h2>
            <div class="field">
                <label for="country">"Country"</label>
                <select id="country" name="country"><option value="">"None"</option>{countries}</select>
                {from.map(|from| view! { <p class="small soft">{from} "."</p> })}
            </div>
            {box_of_lines(shown, sheets)}
            <label class="choice">
                <input type="checkbox" name="violence-lines" value="yes" checked=shown.choice.violence_lines disabled=line_off aria-describedby="violence-lines-why" />
                <span>
                    "Violence help lines" <br />
                    <span class="small soft" id="violence-lines-why">{why} " " <a href="/library/rules#R49">"Why"</a></span>
                </span>
            </label>
            {omitted(&report)}
            {verified(shown.choice, report.unverified)}
        </section>
    }
    .into_any()
}

/// Reports the lines of all sheets that can be made, of the one for both if there is none.
fn report(shown: &Shown<'_>, sheets: &Sheets) -> HelpReport {
    let made = sheets.iter().find(|(_, made)| made.is_ok()).map_or(Audience::Both, |(audience, _)| *audience);
    let wanted = shown.choice.wanted(made, shown.now.day);
    plan_help_report(&shown.sources.file.library, &shown.sources.file.case, &shown.sources.plan, &wanted)
        .unwrap_or_default()
}

/// The lines that are printed, with the sheets that carry them.
fn box_of_lines(shown: &Shown<'_>, sheets: &Sheets) -> Option<AnyView> {
    let lines = |sheet: &Handout| -> Vec<PrintedLine> {
        sheet.crisis_lines().iter().chain(sheet.help_lines()).cloned().collect()
    };
    let made = || sheets.iter().filter_map(|(_, made)| made.as_ref().ok());
    let carriers: Vec<&Handout> = made().filter(|sheet| !lines(sheet).is_empty()).collect();
    let printed = lines(carriers.first()?);
    let first = printed.first()?;
    let on = if carriers.len() == made().count() && carriers.len() > 1 {
        format!("Printed on all {} sheets", carriers.len())
    } else {
        let names: Vec<String> = carriers.iter().map(|sheet| shown.sheet(sheet.audience())).collect();
        format!("Printed on {}", names.join(" and "))
    };
    let one_day = printed.iter().all(|line| line.checked_on == first.checked_on);
    let row = |line: &PrintedLine| {
        let checked = (!one_day).then(|| view! { <span class="small soft">{checked(&line.checked_on)}</span> });
        view! { <li><span>{name_of(line)} {checked}</span> <span class="number">{line.number.clone()}</span></li> }
    };
    let rows = printed.iter().map(row).collect_view();
    let checked = one_day.then(|| format!(" {}", checked(&first.checked_on)));
    Some(
        view! {
            <div class="will-print">
                <p><strong>"If you need someone to talk to"</strong></p>
                <ul>{rows}</ul>
                <p class="small soft">{on} "." {checked}</p>
            </div>
        }
        .into_any(),
    )
}

/// Returns when a line was checked, as a day, a month or a year.
fn checked(on: &str) -> String {
    let day = || on.parse::<Day>().ok().map(Day::with_year);
    let month = || {
        let first = format!("{on}-01").parse::<Day>().ok()?.with_year();
        first.strip_prefix("1 ").map(str::to_owned)
    };
    format!("Checked: {}.", day().or_else(month).unwrap_or_else(|| on.to_owned()))
}

fn name_of(line: &PrintedLine) -> String {
    let hours = line.hours.map(|hours| match hours {
        HelpHours::Always => ", day and night",
        HelpHours::Weekdays => ", on weekdays",
    });
    let name = match &line.name {
        LineName::Emergency(service) => service.as_str(),
        LineName::Named(name) => name,
        LineName::Untold => "No name printed",
    };
    format!("{name}{}", hours.unwrap_or_default())
}

/// The lines of this country that are not printed, each with the reason; those to be checked have a tick of their own.
fn omitted(report: &HelpReport) -> Option<AnyView> {
    let mut rest = report.clone();
    rest.unverified.clear();
    rest.no_crisis_line = false;
    let words = rest.in_words();
    (!words.is_empty()).then(|| {
        view! { <ul class="list small">{words.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul> }
            .into_any()
    })
}

/// Check boxes for the lines that a counsellor must verify before they are printed.
fn verified(choice: &SheetChoice, unverified: Vec<HelpLine>) -> Option<AnyView> {
    let chosen = english().help_lines().iter().filter(|line| choice.verified.contains(&line.id)).cloned();
    let row = |line: HelpLine| {
        view! {
            <label class="choice">
                <input type="checkbox" name=verified_field(&line) value="yes" checked=choice.verified.contains(&line.id) />
                <span>{format!("{}: {}", line.name, line.number)} <br /> <span class="small soft">{line.note}</span></span>
            </label>
        }
    };
    let rows: Vec<_> = chosen.chain(unverified).map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend class="small">"Not printed until you have checked it today"</legend>
                {rows}
            </fieldset>
        }
        .into_any()
    })
}

/// The options of paper and print, folded behind the present ones in words.
fn print_options(shown: &Shown<'_>) -> AnyView {
    let (choice, lettered) = (shown.choice, shown.letterhead.is_some());
    let carries = carries_letterhead(SheetKind::Handout(choice.discretion));
    let words = print_words(choice, lettered && carries && choice.letterhead);
    let tick = |name: &'static str, on: bool, label: &'static str, hint: &'static str| {
        view! {
            <label class="choice">
                <input type="checkbox" name=name value="yes" checked=on />
                <span>{label} <br /> <span class="small soft">{hint}</span></span>
            </label>
        }
    };
    let from = print_origin(shown, carries);
    view! {
        <details class="paper-and-print">
            <summary>
                <h2>"Paper and print"</h2>
                <span class="small soft">{words}</span>
                {from.map(|from| view! { <span class="small soft">{from} "."</span> })}
            </summary>
            <div class="stack">
                <LanguageChoice chosen=choice.language />
                <LookChoice chosen=choice.look />
                <LetterheadChoice stored=lettered chosen=choice.letterhead carries=carries />
                {tick("both-sides", choice.both_sides, "Both sides", "Your printer prints on both sides: each sheet begins on paper of its own.")}
                {tick("code", choice.code_in_name, "Code name in the file name", "This time only. Without it, the file name gives nothing away.")}
                <p class="small soft">"What you change is kept for this couple’s next sheets. " <a href="/settings">"Your practice settings"</a></p>
            </div>
        </details>
    }
    .into_any()
}

/// Says where a choice comes from; nothing if it is neither kept with the couple nor a default of the practice.
fn origin(shown: &Shown<'_>, is_kept: bool, is_practice: bool) -> Option<&'static str> {
    match (is_kept, is_practice) {
        (true, _) if shown.is_new => Some("Kept for this couple’s next sheets"),
        (true, _) => Some("As last time"),
        (false, true) => Some("From your practice settings"),
        (false, false) => None,
    }
}

/// Says which options of paper and print are kept with the couple, or that they are those of the practice.
fn print_origin(shown: &Shown<'_>, carries: bool) -> Option<String> {
    let (choice, SheetStart { kept, practice }) = (shown.choice, shown.start());
    let flag = |kept: Option<bool>, on: bool, yes: &'static str, no: &'static str| {
        kept.filter(|kept| *kept == on).map(|on| if on { yes } else { no })
    };
    let paper = word(&PAPERS, choice.look.paper);
    let letterhead = kept.letterhead.filter(|_| carries && shown.letterhead.is_some());
    let words = [
        kept.paper.as_deref().filter(|kept| *kept == paper).map(|_| paper_words(choice.look.paper)),
        kept.language.filter(|kept| *kept == choice.language).map(language_name),
        flag(kept.large_print, choice.look.large, "large print", "no large print"),
        flag(kept.easy_reading, choice.look.easy, "easy reading", "no easy reading"),
        flag(letterhead, choice.letterhead, "letterhead", "no letterhead"),
        flag(kept.both_sides, choice.both_sides, "both sides", "one side"),
    ];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    let is_practice = SheetDefaults { country: String::new(), ..practice.clone() } != SheetDefaults::default()
        && SheetFormat::read(or_defaults(|_| None, practice)) == choice.look
        && practice.language == choice.language;
    let from = origin(shown, !words.is_empty(), is_practice)?;
    Some(if words.is_empty() { from.to_owned() } else { format!("{from}: {}", words.join(", ")) })
}

/// Returns the present options of paper and print in words.
fn print_words(choice: &SheetChoice, lettered: bool) -> String {
    let look = choice.look;
    let words = [
        Some(paper_words(look.paper)),
        Some(language_name(choice.language)),
        look.large.then_some("large print"),
        look.easy.then_some("easy reading"),
        Some(if lettered { "letterhead" } else { "no letterhead" }),
        choice.both_sides.then_some("both sides"),
        choice.code_in_name.then_some("code name in the file name"),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns the name of a country by its code; the code if it has none.
pub fn country_name(code: &'static str) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_dated_as_exactly_as_it_is_known() {
        for (on, words) in [
            ("2026-11-22", "Checked: 22 November 2026."),
            ("2022-12", "Checked: December 2022."),
            ("2020", "Checked: 2020."),
        ] {
            assert_eq!(checked(on), words);
        }
    }
}
