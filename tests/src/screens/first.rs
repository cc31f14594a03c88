//! A Reweave that nobody has an account in yet.

use super::screen::{
    Act::{Choose, Click, Code, Fill, Kill, Leave, NextCode, Run, Scan, Type, Until},
    Screen, at, here,
};

/// The button that submits the form of a page.
const SEND: &str = "main form button[data-kind=primary]";

/// From the first account on; a desk with nothing on it; locked; and a server that does not answer any more.
pub const SCREENS: &[Screen] = &[
    at("welcome", "/welcome?code={set-up}"),
    here("welcome-refused", &[Fill("#login", "counsellor"), Fill("#password", "short"), Leave(SEND)]).complains(),
    here("recovery-key", &[Fill("#password", "seven quiet herons by the weir"), Leave(SEND)]),
    at("recovery-key-gone", "/recovery-key"),
    at("today-empty", "/today"),
    at("couples-empty", "/couples"),
    at("plans-empty", "/plans"),
    at("settings", "/settings"),
    here(
        "settings-refused",
        &[
            Fill("#old_password", "not the one"),
            Fill("#password", "too short"),
            Leave("form[action='/settings/password'] button[data-kind=primary]"),
        ],
    )
    .complains(),
    at("settings-changed", "/settings?done=password"),
    at("keys-changed", "/settings/keys").after(&[
        Fill("#confirm_password", "seven quiet herons by the weir"),
        Leave(SEND),
        Until("return !!document.querySelector(\"form[action='/settings/keys/sheet']\")"),
    ]),
    here("keys-sheet", &[Leave(SEND)]),
    at("second-factor-required", "/settings/second-factor?required=yes"),
    at("second-factor", "/settings/second-factor"),
    at("passkey-add", "/settings/second-factor?change=add"),
    here(
        "passkey-make",
        &[Fill("#name", "Blue key"), Fill("#confirm_password", "seven quiet herons by the weir"), Leave(SEND)],
    ),
    at("second-factor-refused", "/settings/second-factor")
        .after(&[Fill("#confirm_password", "not the one"), Leave(SEND)])
        .complains(),
    here("second-factor-key", &[Fill("#confirm_password", "seven quiet herons by the weir"), Leave(SEND), Scan]),
    here("second-factor-wrong-code", &[Fill("#one_time_code", "12 34"), Leave(SEND)]).complains(),
    here("recovery-codes", &[Code, Leave(SEND)]),
    at("second-factor-on", "/settings/second-factor"),
    at("sign-in-code", "/settings").after(&[
        Leave("main form[action='/sign-out'] button"),
        Fill("#login", "counsellor"),
        Fill("#password", "seven quiet herons by the weir"),
        Leave(SEND),
    ]),
    here("sign-in-code-refused", &[Fill("#one_time_code", "12 34"), Leave(SEND)]).complains(),
    here(
        "settings-second-factor",
        &[NextCode, Leave(SEND), Run("location.href = '/settings'"), Until("return location.pathname === '/settings'")],
    ),
    at("cover-hidden", "/today")
        .after(&[Click("a[href='/hidden']"), Until("return !!document.querySelector('.cover[open]')")]),
    here("cover-gone", &[Click(".cover .blank"), Until("return !document.querySelector('.cover[open]')")]),
    here("cover-locked", &[Leave("form[action='/lock'] button"), Until("return location.pathname === '/locked'")]),
    at("locked", "/locked"),
    at("locked-library", "/library"),
    at("locked-refused", "/locked").after(&[Fill("#password", "not the one"), Leave(SEND)]).complains(),
    at("couple-started", "/locked").after(&[
        Fill("#password", "seven quiet herons by the weir"),
        Leave(SEND),
        Run("location.href = '/couples/new'"),
        Until("return location.pathname === '/couples/new'"),
        Fill("#name", "Alder"),
        Leave(SEND),
    ]),
    here(
        "plan-without-server",
        &[
            Leave(".tabs a[href$='/sessions']"),
            Choose("#who", "couple"),
            Leave(".new-plan button[data-kind=primary]"),
            Kill,
            Type("#note", "typed while nobody answers"),
            Run("dispatchEvent(new Event('offline'))"),
            Until("return document.querySelector('.offline').textContent !== ''"),
        ],
    )
    .complains(),
];
