//! Checks of the tables.

use super::{checker::Checker, dates::is_date};
use crate::{
    library::{
        Library,
        model::{AskWhen, Indicator, KeptBy, OPENED_BY_RULE, ReminderPlace, Scale},
    },
    vocabulary::{
        AppliesTo, Concerns, EmergencyService, GateId, HelpKind, IndicatorId, IndicatorKind, Minutes, Phase, RuleId,
        SmallSet,
    },
};

/// How many planning rules the reference has.
const RULES: u8 = 79;

/// Session lengths, in minutes, that the share tables must contain.
const LENGTHS: [u8; 4] = [50, 60, 80, 90];

/// Scales whose items the library contains.
const WITH_ITEMS: [&str; 4] = ["phq-9", "gad-7", "pc-ptsd-5", "audit-c"];

pub(super) fn check(checker: &mut Checker<'_>) {
    indicators(checker);
    gates(checker);
    rules(checker);
    claims(checker);
    carried(checker);
    combinations(checker);
    shares(checker);
    scales(checker);
    help_lines(checker);
}

fn indicators(checker: &mut Checker<'_>) {
    const FILE: &str = "indicators.toml";
    let library = checker.library;
    let mut seen = SmallSet::new();
    for indicator in library.indicators() {
        let entry = format!("id = \"{}\"", indicator.id);
        if !seen.insert(&indicator.id) {
            checker.wrong(FILE, &entry, "", format!("{} appears twice", indicator.id));
        }
        if indicator.challenge.is_some() != indicator.weight.is_some() {
            checker.wrong(FILE, &entry, "", format!("{}: challenge and weight are given together", indicator.id));
        }
        if let Some(text) = wrong_column(indicator.applies_to, indicator.concerns) {
            checker.wrong(FILE, &entry, "concerns", format!("{}: {text}", indicator.id));
        }
        if indicator.challenge.is_some_and(|own| indicator.cross.contains_key(&own)) {
            let text = format!("{}: cross-evidence names its own challenge", indicator.id);
            checker.wrong(FILE, &entry, "cross", text);
        }
        for claim in &indicator.claims {
            if library.claim(claim).is_none() {
                checker.wrong(FILE, &entry, claim.as_str(), format!("{claim} is not in claims.toml"));
            }
        }
        for key in &indicator.references {
            if library.reference(key).is_none() {
                checker.wrong(FILE, &entry, key.as_str(), format!("[{key}] is not in references.toml"));
            }
        }
        for text in wrong_questions(library, indicator) {
            checker.wrong(FILE, &entry, "", format!("{}: {text}", indicator.id));
        }
        if indicator.claims.is_empty() && indicator.references.is_empty() {
            checker.wrong(FILE, &entry, "", format!("{} names neither a claim nor a publication", indicator.id));
        }
    }
}

/// What is wrong with its kind, with when it is asked, and with what follows it.
fn wrong_questions(library: &Library, indicator: &Indicator) -> Vec<String> {
    let mut wrong = Vec::new();
    if indicator.kind != IndicatorKind::Sign && !indicator.opens.is_empty() {
        wrong.push("a fact or a good result activates no hold".to_owned());
    }
    let mut named: Vec<&IndicatorId> = indicator.then_ask.iter().collect();
    match &indicator.ask_when {
        Some(AskWhen::AnyOf(ids)) => named.extend(ids),
        Some(AskWhen::AnyOfSeries(series)) => {
            let known = |begins: &String| library.indicators().iter().any(|one| one.id.as_str().starts_with(begins));
            wrong.extend(
                series.iter().filter(|begins| !known(begins)).map(|begins| format!("no id begins with {begins}")),
            );
        }
        Some(AskWhen::NonMonogamous) | None => {}
    }
    wrong.extend(
        named.iter().filter(|id| library.indicator(id).is_none()).map(|id| format!("{id} is not an indicator")),
    );
    if let Some(clock) = &indicator.clock
        && !library.referrals().iter().any(|row| row.id == clock.referral)
    {
        wrong.push(format!("“{}” is not a row of the referral sheet", clock.referral));
    }
    wrong
}

/// Says why the head of a column would be wrong: a question about the partner who did something, or who was hurt, needs a
/// head that says which of the two a yes means.
fn wrong_column(applies_to: AppliesTo, concerns: Concerns) -> Option<&'static str> {
    match (applies_to, concerns) {
        (AppliesTo::Both, Concerns::Couple) | (AppliesTo::Either, Concerns::Being) => None,
        (AppliesTo::Both, _) => Some("it is about both, so it concerns the couple"),
        (_, Concerns::Couple) => Some("it is about one partner, so it cannot concern the couple"),
        (AppliesTo::Injured | AppliesTo::Involved, Concerns::Being) => {
            Some("say whether a yes means that the partner did it or experiences it")
        }
        _ => None,
    }
}

fn gates(checker: &mut Checker<'_>) {
    const FILE: &str = "gates.toml";
    let library = checker.library;
    for gate in library.gates() {
        let entry = format!("id = \"{}\"", gate.id);
        if gate.closes_when.trim().is_empty() {
            checker.wrong(FILE, &entry, "closes_when", format!("nothing lifts {}", gate.id));
        }
        if !gate.latches {
            checker.wrong(FILE, &entry, "latches", format!("{} must latch: every hold does", gate.id));
        }
        let opened = library.indicators().iter().any(|i| i.opens.contains(&gate.id));
        if !opened && !OPENED_BY_RULE.contains(&gate.id) {
            checker.wrong(FILE, &entry, "opens_when", format!("no indicator and no rule activates {}", gate.id));
        }
        checker.known_references(FILE, &entry, &gate.basis);
        checker.known_items(FILE, &entry, &gate.way_forward);
        for id in &gate.way_forward {
            if library.item(id).is_some_and(|item| item.blocked_by.contains(&gate.id)) {
                let text = format!("{id} is a way forward under {}, yet that hold blocks it", gate.id);
                checker.wrong(FILE, &entry, id.as_str(), text);
            }
        }
    }
    // A gate that blocks everything leaves a counsellor with nothing to do for the person in the room.
    for gate in GateId::BUILT_IN {
        if library.items().iter().all(|item| item.blocked_by.contains(gate)) {
            let text = format!("{gate} blocks every exercise; something must stay available");
            checker.wrong(FILE, &format!("id = \"{gate}\""), "", text);
        }
    }
}

fn rules(checker: &mut Checker<'_>) {
    const FILE: &str = "rules.toml";
    let library = checker.library;
    for number in 1..=RULES {
        let count = library.rules().iter().filter(|rule| rule.id == RuleId::number(number)).count();
        if count != 1 {
            checker.wrong(FILE, "", "", format!("R{number} has {count} entries; it needs exactly one"));
        }
    }
    for rule in library.rules() {
        let entry = format!("id = \"{}\"", rule.id);
        checker.known_references(FILE, &entry, &rule.source);
        if (rule.kept_by == KeptBy::Software) != rule.reminder.is_none() {
            let text = format!("{}: a rule that people keep has a reminder, one that software keeps has none", rule.id);
            checker.wrong(FILE, &entry, "kept_by", text);
        }
        for place in rule.reminder.iter().flat_map(|reminder| std::iter::once(&reminder.on).chain(&reminder.also)) {
            let ids: Vec<&IndicatorId> = match place {
                ReminderPlace::Items(items) => {
                    checker.known_items(FILE, &entry, items);
                    continue;
                }
                ReminderPlace::Indicators(ids) => ids.iter().collect(),
                ReminderPlace::IndicatorsWithGate(signs) => signs.of.iter().chain(&signs.or_any).collect(),
                _ => continue,
            };
            for id in ids.into_iter().filter(|id| library.indicator(id).is_none()) {
                checker.wrong(FILE, &entry, id.as_str(), format!("{}: {id} is not an indicator", rule.id));
            }
        }
    }
}

fn claims(checker: &mut Checker<'_>) {
    const FILE: &str = "claims.toml";
    let library = checker.library;
    let mut seen = SmallSet::new();
    for claim in library.claims() {
        let entry = format!("id = \"{}\"", claim.id);
        if !seen.insert(&claim.id) {
            checker.wrong(FILE, &entry, "", format!("{} appears twice", claim.id));
        }
        if !library.items().iter().any(|item| item.claims.contains(&claim.id)) {
            checker.wrong(FILE, &entry, "", format!("no exercise carries {}", claim.id));
        }
        if claim.quote.split_whitespace().count() > 15 {
            checker.wrong(FILE, &entry, "quote", format!("{}: quote at most fifteen words", claim.id));
        }
    }
}

fn carried(checker: &mut Checker<'_>) {
    let library = checker.library;
    for (file, rows) in [("strategies.toml", library.strategies()), ("responses.toml", library.responses())] {
        for row in rows {
            let entry = format!("name = \"{}\"", row.name);
            checker.known_items(file, &entry, &row.items);
            if row.items.is_empty() {
                checker.wrong(file, &entry, "", format!("nothing carries “{}”", row.name));
            }
            for claim in &row.claims {
                if library.claim(claim).is_none() {
                    checker.wrong(file, &entry, claim.as_str(), format!("{claim} is not in claims.toml"));
                }
            }
        }
    }
    for challenge in library.challenges() {
        let entry = format!("id = \"{}\"", challenge.id);
        for text in
            [&challenge.plain, &challenge.responses, &challenge.red_flags, &challenge.referral, &challenge.models]
        {
            checker.known_references("challenges.toml", &entry, text);
        }
    }
}

fn combinations(checker: &mut Checker<'_>) {
    for combination in checker.library.combinations() {
        checker.known_items("combinations.toml", &combination.text, &combination.items);
        checker.known_items("combinations.toml", &combination.text, &combination.with);
    }
}

fn shares(checker: &mut Checker<'_>) {
    const FILE: &str = "shares.toml";
    let shares = checker.library.shares();
    for length in LENGTHS {
        for phase in Phase::ALL {
            if !shares.couple.iter().any(|row| row.length.0 == length && row.phase == *phase) {
                checker.wrong(FILE, "", "", format!("no couple session of {length} minutes in phase {phase}"));
            }
        }
        if !shares.individual.iter().any(|row| row.length.0 == length) {
            checker.wrong(FILE, "", "", format!("no individual session of {length} minutes"));
        }
    }
    let couple = shares.couple.iter().map(|row| (row.length, &row.minutes, shares.parts.len()));
    let alone = shares.individual.iter().map(|row| (row.length, &row.minutes, shares.individual_parts.len()));
    for (length, minutes, parts) in couple.chain(alone) {
        let sum: Minutes = minutes.iter().copied().sum();
        if sum != length || minutes.len() != parts {
            let text = format!("a row of {length} minutes has {} parts that sum to {sum}", minutes.len());
            checker.wrong(FILE, &format!("length = {length}"), "", text);
        }
    }
}

fn scales(checker: &mut Checker<'_>) {
    const FILE: &str = "scales.toml";
    for id in WITH_ITEMS {
        if !checker.library.scales().iter().any(|scale| scale.id == id && scale.form.is_some()) {
            checker.wrong(FILE, "", "", format!("“{id}” with its items is missing"));
        }
    }
    for scale in checker.library.scales() {
        let entry = format!("id = \"{}\"", scale.id);
        checker.known_references(FILE, &entry, &scale.cut_off);
        if scale.form.is_some() && !WITH_ITEMS.contains(&scale.id.as_str()) {
            let text = format!("{}: its licence does not let us print its items", scale.name);
            checker.wrong(FILE, &entry, "form", text);
        }
        bands(checker, FILE, &entry, scale);
    }
}

fn bands(checker: &mut Checker<'_>, file: &str, entry: &str, scale: &Scale) {
    let Some(form) = &scale.form else { return };
    let rising = form.bands.windows(2).all(|pair| pair[0].from < pair[1].from);
    if !rising || form.bands.first().is_none_or(|band| band.from != 0) {
        checker.wrong(file, entry, "bands", format!("{}: bands begin at 0 and rise", scale.name));
    }
}

fn help_lines(checker: &mut Checker<'_>) {
    const FILE: &str = "help-lines.toml";
    let mut seen = SmallSet::new();
    for line in checker.library.help_lines() {
        let entry = format!("id = \"{}\"", line.id);
        if !seen.insert(&line.id) {
            checker.wrong(FILE, &entry, "id", format!("{}: two lines have this id", line.id));
        }
        if line.checked_on.as_deref().is_some_and(|date| !is_date(date)) {
            let text =
                format!("{}: checked_on is a year, a month or a day, as in 2026, 2026-11 or 2026-11-22", line.id);
            checker.wrong(FILE, &entry, "checked_on", text);
        }
        if line.number.trim().is_empty() || line.number.contains([';', '/']) {
            checker.wrong(FILE, &entry, "number", format!("{}: a help line has one number", line.id));
        }
        if line.kind == HelpKind::Emergency && line.name.parse::<EmergencyService>().is_err() {
            let text = format!("{}: an emergency number is called Emergency, Police or Ambulance", line.id);
            checker.wrong(FILE, &entry, "name", text);
        }
    }
}
