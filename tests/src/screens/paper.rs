//! Sheets other than handouts, and the letterhead; in the demo, after everything was shown without one.

use super::{
    demo::SAVED,
    screen::{
        Act::{Click, Fill, Leave, Run, Until},
        Screen, at, here,
    },
};

/// The button that submits the form of the letterhead.
const SAVE: &str = "form[enctype] button[data-kind=primary]";

/// Chooses a small drawing as a logo.
const LOGO: &str = r##"const files = new DataTransfer();
    files.items.add(new File([`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">
        <circle cx="11" cy="10" r="9" fill="#5c8f78"/><circle cx="19" cy="10" r="9" fill="#d98f5e" opacity=".8"/></svg>`], "logo.svg"));
    document.querySelector("#logo").files = files.files"##;

/// Chooses a drawing with text in it.
const WRITTEN: &str = r##"const files = new DataTransfer();
    files.items.add(new File([`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>Practice</text></svg>`], "logo.svg"));
    document.querySelector("#logo").files = files.files"##;

/// Leaflets, blank forms, what cannot wait, and the letterhead.
pub const SCREENS: &[Screen] = &[
    at("leaflet", "/library/impact-listening-session/leaflet"),
    at("leaflet-german", "/library/negotiated-time-out/leaflet?language=de&paper=a5&large-print=yes"),
    at("leaflet-never", "/library/individual-safety-planning/leaflet"),
    at("situation-blank-form", "/couples/{heron}/situation").after(&[Click(".blank-form summary")]).show(".blank-form"),
    at("interview-blank-form", "/couples/{heron}/interview/a")
        .after(&[Click(".blank-form summary")])
        .show(".blank-form"),
    at("interview-hold", "/couples/{long}/interview/a").after(&[
        Click(".columns label:has([name='GEN-05.asked'][value=yes])"),
        Until("return !!document.querySelector('.kept-form [role=alert] a')"),
    ]),
    at("letter", "/couples/{heron}/letters"),
    here(
        "letter-refused",
        &[
            Run("const form = document.querySelector('form[action$=letters]'); form.noValidate = true"),
            Fill("#addressee", "Pelvic health clinic\n12 Mill Lane"),
            Leave("form[action$=letters] button[data-kind=primary]"),
        ],
    )
    .complains(),
    at("interview-urgent", "/couples/{long}/interview/a?saved=yes"),
    at("gate-urgent", "/couples/{long}/gates/GATE-ACUTE").show(".referrals"),
    here(
        "gate-urgent-refused",
        &[
            Run("const form = document.querySelector('form[action$=\"referrals.pdf\"]');
             form.target = ''; form.noValidate = true"),
            Click(".referrals li:first-child label"),
            Leave("form[action$='referrals.pdf'] button"),
        ],
    )
    .complains(),
    at("letterhead-empty", "/settings/letterhead"),
    here(
        "letterhead-refused",
        &[
            Fill("#name", "Lindenhof Couples Practice"),
            Fill("#address", "14 Garden Row, Bristol\n0117 496 0123\nhello@lindenhof.example"),
            Fill("#registration", "Registered with the council, no. 1234"),
            Fill("#footer", "Lindenhof is a registered charity."),
            Run(WRITTEN),
            Leave(SAVE),
        ],
    )
    .complains(),
    here("letterhead", &[Run(LOGO), Fill("#alt", "Two discs that overlap"), Leave(SAVE)]),
    here("letterhead-remove", &[Click("details summary")]).show("details"),
    at("handout-lettered", "/plans/{heron-3}/handout"),
    at("handout-neutral-unlettered", "/plans/{heron-3}/handout?discretion=neutral&paper=a4&letterhead=yes"),
    at("leaflet-lettered", "/library/negotiated-time-out/leaflet"),
    at("letterhead-removed", "/settings/letterhead")
        .after(&[Click("details summary"), Leave("button[data-kind=danger]")]),
    at("interview-control", "/couples/{heron}/interview/a")
        .after(&[Click("label:has(input[name='ABU-01.asked'][value=yes])"), Until(SAVED)]),
    at("handout-on-hold", "/plans/{heron-3}/handout"),
    here("handout-not-checked", &[Leave("button[value^=ask-]")]).complains(),
    here("handout-asked-for", &[Click("input[name$=-checked]"), Leave("button[value^=ask-]")]),
    at("couple-on-hold", "/couples/{heron}"),
    at("situation-on-hold", "/couples/{heron}/situation"),
    at("plan-on-hold", "/plans/{heron-3}"),
    at("programme-on-hold", "/couples/{heron}/programme"),
    at("sessions-on-hold", "/couples/{heron}/sessions"),
    at("today-on-hold", "/today"),
];
