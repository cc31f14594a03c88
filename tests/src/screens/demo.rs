//! The demo with its made-up couples, and two more: one with very long words everywhere, one whose names are read from the
//! right.

use super::screen::{
    Act::{Choose, Click, Fill, Keep, Leave, Meet, Run, Type, Until},
    Screen, at, here,
};

/// The button that submits the form of a page.
const SEND: &str = "main form button[data-kind=primary]";

/// True once typed text is saved.
pub(super) const SAVED: &str = "return document.querySelector('.saved').dataset.state === 'saved'";

/// Sixty letters, as many as a name may have, and none of them a place to break at.
const LONG_NAME: &str = "Meadowsweet-and-Marjoram_Loosestrife.Agrimony/Saxifrage-Teas";

/// More letters than a title may have.
const LONG_TITLE: &str = "A walk along the canal with everything that came up since the last time, told slowly and one after \
                          the other, Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamte";

/// Before signing in.
pub const WAY_IN: &[Screen] = &[
    at("sign-in", "/sign-in"),
    here(
        "sign-in-refused",
        &[Fill("#login", "somebody"), Fill("#password", "not the one at all"), Leave("form:has(#login) > .button")],
    )
    .complains(),
    at("recover", "/recover"),
    at("library-for-strangers", "/library"),
];

/// The rooms of whoever is signed in.
pub const DESK: &[Screen] = &[
    at("today", "/sign-in").after(&[Leave("form[action='/demo'] button")]),
    at("couples", "/couples").after(&[
        Meet,
        Run("location.href = '/couples'"),
        Until("return location.pathname === '/couples'"),
    ]),
    at("couples-filtered", "/couples?tag=affair&gates=open"),
    at("couples-nothing-found", "/couples?q=xylophone"),
    at("couple-new", "/couples/new"),
    here(
        "couple-new-refused",
        &[
            Fill(
                "#name",
                "A code name that is much longer than any code name may ever be, as it happens when somebody pastes",
            ),
            Fill("#label-a", "A label that is much longer than any label may ever be, so that it is refused"),
            Leave(SEND),
        ],
    )
    .complains(),
    at("plans", "/plans"),
    here("plans-archived", &[Click(".picks .pick"), Leave("button[name=archived][value=yes]")]),
    here("plans-undone", &[Leave("main .undo button")]),
    at("search-latest", "/search"),
    at("search-found", "/search?q=herno"),
    at("search-nothing-found", "/search?q=xylophone"),
    here(
        "search-dialog",
        &[
            Run("document.querySelector(\".rail a[href='/search']\").click()"),
            Until("return !!document.querySelector('#find .hit')"),
        ],
    ),
    at("plans-nothing-found", "/plans?status=held&from=2031-01-01"),
    at("settings-demo", "/settings"),
    at("hidden", "/hidden"),
    at("not-found", "/couples/00000000-0000-7000-8000-000000000000").complains(),
];

/// The pages of one couple.
pub const COUPLES: &[Screen] = &[
    at("couple", "/couples/{heron}"),
    at("couple-edit", "/couples/{heron}/edit"),
    at("couple-delete", "/couples/{heron}/delete"),
    here("couple-delete-refused", &[Fill("#name", "Herring"), Leave("button[data-kind=danger]")]).complains(),
    at("situation", "/couples/{heron}/situation"),
    here(
        "situation-evidence",
        &[Click(".findings li:first-child summary"), Click(".open-gates li:first-child summary")],
    ),
    here("situation-question", &[]).show(".questions:nth-of-type(3)"),
    at("situation-saved", "/couples/{sable}/situation").after(&[
        Click("label:has(input[name='opening.mood'][value=yes])"),
        Click("label:has(input[name='STR-05.couple'][value=yes])"),
        Until(SAVED),
    ]),
    here(
        "situation-rest",
        &[Click("label:has(input[name='opening.load'][value=yes])"), Click("[data-rest=load] [name=do]"), Until(SAVED)],
    )
    .show("[data-rest=load]"),
    at("situation-shared", "/couples/{heron}/situation?view=shared"),
    at("situation-shared-strengths", "/couples/{heron}/situation?view=shared&section=strengths"),
    at("leave-shared-screen-first", "/couples/{heron}").complains(),
    here("situation-left", &[Leave(".leave-first button")]),
    at("interview-a", "/couples/{heron}/interview/a"),
    at("interview-b", "/couples/{heron}/interview/b"),
    here("interview-end", &[]).show("#end"),
    here("interview-conditions", &[]).show("#opening"),
    here("interview-asked-for", &[]).show("#asked-for"),
    at("gates", "/couples/{heron}/gates"),
    at("gate", "/couples/{heron}/gates/GATE-STI"),
    at("gate-refused", "/couples/{heron}/gates/GATE-STI").after(&[Leave(SEND)]).complains(),
    at("sessions", "/couples/{juniper}/sessions"),
    at("programme-none", "/couples/{heron}/programme"),
    here("programme", &[Fill("#sessions", "12"), Leave(".programme-form button")]),
    here("programme-reasons", &[Click(".programme-exercises summary")]).show(".step"),
    here("programme-refused", &[Fill("#sessions", "40"), Leave(".programme-form button")]).complains(),
    at("programme-paused", "/couples/{sable}/programme").after(&[Leave(".programme-form button")]),
    at("other-partners", "/couples/{heron}/other-partners").after(&[
        Fill("#label-1", "K."),
        Fill("#note-1", "Asked by both, by telephone. Wants a talk of their own."),
        Leave("button[data-kind=primary]"),
    ]),
    here("other-partners-refused", &[Fill("#note-2", "Not asked yet."), Leave("button[data-kind=primary]")])
        .complains(),
    at("other-partners-overview", "/couples/{heron}").after(&[Click(".due-alone summary")]),
    at("notes", "/couples/{heron}/notes"),
    here(
        "notes-stale",
        &[
            Run("const form = new URLSearchParams(new FormData(document.querySelector('.notes')));
             form.set('notes', 'Saved in another window.');
             fetch(location.pathname, { method: 'POST', body: form }).then(() => document.body.dataset.other = '')"),
            Until("return 'other' in document.body.dataset"),
            Type("#notes", " And here."),
            Until("return !!document.querySelector('#conflict')"),
        ],
    )
    .complains(),
];

/// Plans and what is printed from them.
pub const PLANS: &[Screen] = &[
    at("plan", "/plans/{heron-3}"),
    here(
        "plan-block",
        &[
            Click(".agenda-block:has(.steps li) summary h3"),
            Type(".agenda-block:has(.steps li) .private textarea", "Slowly; they like to hurry here."),
            Until(SAVED),
        ],
    )
    .show(".agenda-block:has(.steps li)"),
    here("plan-foot", &[]).show(".plan-homework"),
    here("plan-add", &[Run("location.hash = 'add'")]),
    at("plan-library", "/plans/{heron-3}?library=open").after(&[Click(".drawer-item details summary")]),
    here("plan-more", &[Click(".more-menu > summary")]),
    at("plan-swap", "/plans/{heron-3}").after(&[Click(".swap > summary")]),
    at("plan-delete", "/plans/{heron-3}/delete"),
    at("record", "/plans/{heron-3}/record"),
    here("record-concern", &[Click("label:has([name=safety][value=concern])")]).show("[name=safety-note]"),
    here("record-refused", &[Run("document.querySelector('form.record').noValidate = true"), Leave("button[value=finish]")])
        .complains(),
    at("session-note", "/plans/{juniper-4}/note"),
    at("book", "/plans/new"),
    here("book-refused", &[Run("document.querySelector('main form').noValidate = true"), Leave(SEND)]).complains(),
    at("plan-over", "/plans/{juniper-5}").after(&[Click(".agenda-block button[value^=more]"), Until(SAVED)]),
    here("plan-recorded", &[]).show(".plan-recorded"),
    at("plan-was-held", "/plans/{juniper-4}"),
    at("plan-conflict", "/plans/{sable-4}")
        .after(&[
            Run("const form = new URLSearchParams(new FormData(document.querySelector('#plan')));
             form.set('do', 'own');
             form.set('own-title', 'Added in another window');
             fetch(location.pathname, { method: 'POST', body: form }).then(() => document.body.dataset.other = '')"),
            Until("return 'other' in document.body.dataset"),
            Type("#note", " And here."),
            Until("return !!document.querySelector('.conflict:not(.when-asleep)')"),
        ])
        .complains(),
    at("plan-versions", "/plans/{juniper-5}/versions"),
    here("plan-compared", &[Leave(".states button")]),
    here("plan-restore", &[Leave(".states tbody tr:last-child a")]),
    here("plan-restored", &[Leave(".restore button")]),
    at("situation-versions", "/couples/{sable}/situation/versions"),
    here("situation-compared", &[Leave(".states button")]),
    here("situation-restore", &[Leave(".states tbody tr:last-child a")]),
    at("handout", "/plans/{heron-3}/handout"),
    here(
        "handout-words",
        &[
            Run("for (const [name, text] of [['a-theirs', 'When it gets loud, I go quiet.'], ['a-yours', 'Well done.']]) {
               document.querySelector(`[name=${name}]`).checked = true;
               document.querySelector(`#${name}-text`).value = text;
             }"),
            Leave(".handout-options > div button"),
        ],
    )
    .show("#sheet-a"),
    here(
        "handout-refused",
        &[
            Run("document.querySelector('#a-yours-text').value = 'word '.repeat(200)"),
            Leave(".handout-options > div button"),
        ],
    )
    .show("#sheet-a")
    .complains(),
    at("handout-help-lines", "/plans/{heron-3}/handout?country=UK&violence-lines=yes&paper=a4"),
    here("handout-paper", &[Click(".paper-and-print summary")]).show(".paper-and-print"),
    at("handout-unchecked-lines", "/plans/{heron-3}/handout?country=DE&paper=a4"),
    at("handout-neutral", "/plans/{heron-3}/handout?discretion=neutral&paper=letter&both-sides=yes&code=yes"),
];

/// Plans used again.
pub const REUSE: &[Screen] = &[
    at("templates-empty", "/templates"),
    at("template-save", "/plans/{juniper-5}/template"),
    here("template-save-refused", &[Fill("#title", " "), Leave(SEND)]).complains(),
    here(
        "template",
        &[
            Fill("#title", "Second month: a calm hour about phones and promises"),
            Fill("#description", "When nothing is open and both have slept."),
            Fill("#tags", "calm, phones"),
            Leave(SEND),
            Keep("template"),
        ],
    ),
    here("template-slot", &[Click("#block-3 summary")]),
    here("template-open", &[Leave("#block-3 .slot-form button")]),
    here("template-words", &[]).show("#delete"),
    at("templates", "/templates"),
    at("templates-nothing-found", "/templates?q=xylophone"),
    at("template-couple", "/templates/{template}/apply"),
    at("template-apply", "/templates/{template}/apply?couple={juniper}"),
    at("template-apply-held", "/templates/{template}/apply?couple={heron}"),
    at("template-apply-short", "/templates/{template}/apply?couple={sable}&minutes=30"),
    at("template-apply-refused", "/templates/{template}/apply?couple={juniper}")
        .after(&[Fill("#b0-minutes", "90"), Leave(".apply-end button")])
        .complains(),
    at("duplicate", "/plans/{juniper-4}/duplicate"),
    at("duplicate-other", "/plans/{juniper-4}/duplicate?couple={heron}"),
    at("record-text", "/plans/{juniper-4}/record-text"),
    at("record-text-not-held", "/plans/{juniper-5}/record-text"),
    at("import", "/templates/import"),
    here("import-refused", &[Click(".import-form summary"), Fill("#file", "{}"), Leave(SEND)]).complains(),
];

/// The library.
pub const LIBRARY: &[Screen] = &[
    at("library", "/library"),
    at("library-found", "/library?q=letter"),
    at("library-empty", "/library?q=xylophone"),
    at("exercise", "/library/impact-listening-session"),
    at("exercise-alone", "/library/individual-safety-planning"),
    at("challenges", "/library/challenges"),
    at("challenge", "/library/challenges/infidelity"),
    at("rules", "/library/rules"),
    at("sources", "/library/sources"),
    at("library-not-found", "/library/no-such-exercise").complains(),
    at("mine-empty", "/my-library"),
    at("mine-copy", "/my-library/exercises/new?from=affection-menu"),
    at("mine-exercise-new", "/my-library/exercises/new"),
    here("mine-exercise-unfinished", &[Fill("#title", "A walk by the weir"), Leave("button[value=save]")]),
    here(
        "mine-exercise",
        &[
            Fill("#steps", "Choose a way."),
            Fill("#client-text", "Walk side by side. Talk or be quiet."),
            Choose("#serves", "stressors"),
            Leave("button[value=save]"),
        ],
    ),
    at("mine-gate-new", "/my-library/gates/new"),
    here("mine-gate-unfinished", &[Fill("#name", "A birth in the last six weeks"), Leave("button[value=save]")]),
    at("mine", "/my-library"),
    at("mine-numbers", "/my-library/numbers"),
    here(
        "mine-numbers-changed",
        &[
            Click("#minutes > summary"),
            Fill("input[name=affection-menu-max]", "45"),
            Leave("#minutes button[data-kind=primary]"),
        ],
    )
    .show("#minutes-affection-menu"),
    at("archive", "/settings/archive"),
    at("devices", "/settings/devices"),
    at("keys", "/settings/keys"),
    at("activity", "/settings/activity"),
    at("activity-checked", "/settings/activity?check=yes"),
];

/// Couples whose words are as long as they may be, and couples in other scripts; and what opens a gate.
pub const LONG: &[Screen] = &[
    at("long-couple-new", "/couples/new").after(&[
        Fill("#name", LONG_NAME),
        Fill("#label-a", "Bartholomea-Konstantina of the Westernmost Reedbeds"),
        Fill("#pronouns-a", "whatever-is-on-the-name-badge-of-that-day"),
        Fill("#label-b", "Maximilian_Emmanuel_Theophilus_Wolfgang_von_und_zu_Moos"),
        Fill("#together", "together since the great flood, with a pause of several years that both count differently, and four children from three homes"),
        Fill("#tags", "a tag as long as a sentence that somebody wrote to remember something, Kraftfahrzeughaftpflichtversicherungsgesellschaft, third, fourth, fifth, sixth"),
    ]),
    here("long-couple", &[Leave(SEND), Keep("long")]),
    at("long-couple-edit", "/couples/{long}/edit"),
    at("long-couple-delete", "/couples/{long}/delete"),
    at("long-situation-new", "/couples/{long}/situation"),
    at("long-interview", "/couples/{long}/interview/b").after(&[
        Click("#fear .columns label:has([value=yes])"),
        Until(SAVED),
    ]),
    at("long-gates", "/couples/{long}/gates"),
    at("long-couple-gates", "/couples/{long}"),
    at("long-situation-gates", "/couples/{long}/situation").after(&[Click(".open-gates li:first-child summary")]).show(".open-gates"),
    at("long-plan", "/couples/{long}/sessions").after(&[
        Click("label:has(input[name=who][value=a])"),
        Leave(".new-plan button[data-kind=primary]"),
        Keep("long-1"),
        Fill("#title", LONG_TITLE),
        Fill("#note", LONG_TITLE),
        Until(SAVED),
    ]),
    at("long-handout", "/plans/{long-1}/handout"),
    at("long-sessions", "/couples/{long}/sessions"),
    at("long-notes", "/couples/{long}/notes").after(&[Fill("#notes", LONG_NAME), Until(SAVED)]),
    at("rtl-couple-new", "/couples/new").after(&[
        Fill("#name", "זית וגפן"),
        Fill("#label-a", "ليلى"),
        Fill("#pronouns-a", "هي"),
        Fill("#label-b", "בועז"),
        Fill("#pronouns-b", "הוא"),
        Fill("#together", "تسع سنوات، طفلان"),
        Fill("#tags", "ירושלים, يوم الثلاثاء, new"),
    ]),
    here("rtl-couple", &[Leave(SEND), Keep("rtl")]),
    at("rtl-situation", "/couples/{rtl}/situation").after(&[
        Click("label:has(input[name='opening.shaken'][value=yes])"),
        Click("label:has(input[name='INF-08.a'][value=yes])"),
        Until(SAVED),
        Click(".findings li:first-child summary"),
    ]),
    at("rtl-interview", "/couples/{rtl}/interview/a"),
    at("rtl-gate", "/couples/{rtl}/gates/GATE-UNSCREENED"),
    at("rtl-plan", "/couples/{rtl}/sessions").after(&[
        Choose("#who", "b"),
        Leave(".new-plan button[data-kind=primary]"),
        Keep("rtl-1"),
        Fill("#title", "פגישה ראשונה"),
        Fill("#note", "שיחה שקטה, ואז הפסקה"),
        Until(SAVED),
        Click(".agenda-block:has(.steps li) summary h3"),
    ]),
    at("rtl-handout", "/plans/{rtl-1}/handout"),
    at("rtl-notes", "/couples/{rtl}/notes").after(&[Fill("#notes", "שיחה שקטה, ואז הפסקה.\nBoth slept badly."), Until(SAVED)]),
    at("couples-with-others", "/couples"),
    at("plans-with-others", "/plans"),
    at("today-with-others", "/today"),
];
