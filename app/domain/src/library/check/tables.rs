//! What must hold for the tables.

use std::collections::BTreeSet;

use super::Checker;
use crate::{
    gates::OPENED_BY_RULE,
    ids::RuleId,
    library::model::{KeptBy, ReminderPlace, Scale},
    minutes::Minutes,
    words::{GateId, Phase},
};

/// How many planning rules the reference has.
const RULES: u8 = 51;

/// Session lengths, in minutes, that the share tables must hold.
const LENGTHS: [u8; 4] = [50, 60, 80, 90];

/// Scales whose items travel with the library.
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
    let mut seen = BTreeSet::new();
    for indicator in library.indicators() {
        let entry = format!("id = \"{}\"", indicator.id);
        if !seen.insert(&indicator.id) {
            checker.wrong(FILE, &entry, "", format!("{} stands twice", indicator.id));
        }
        if indicator.challenge.is_some() != indicator.weight.is_some() {
            checker.wrong(FILE, &entry, "", format!("{}: challenge and weight are given together", indicator.id));
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
        if indicator.claims.is_empty() && indicator.references.is_empty() {
            checker.wrong(FILE, &entry, "", format!("{} names neither a claim nor a publication", indicator.id));
        }
    }
}

fn gates(checker: &mut Checker<'_>) {
    const FILE: &str = "gates.toml";
    let library = checker.library;
    for gate in library.gates() {
        let entry = format!("id = \"{}\"", gate.id);
        if gate.closes_when.trim().is_empty() {
            checker.wrong(FILE, &entry, "closes_when", format!("nothing closes {}", gate.id));
        }
        if !gate.latches {
            checker.wrong(FILE, &entry, "latches", format!("{} must latch: every gate does", gate.id));
        }
        let opened = library.indicators().iter().any(|i| i.opens.contains(&gate.id));
        if !opened && !OPENED_BY_RULE.contains(&gate.id) {
            checker.wrong(FILE, &entry, "opens_when", format!("no indicator and no rule opens {}", gate.id));
        }
        checker.known_references(FILE, &entry, &gate.basis);
        checker.known_items(FILE, &entry, &gate.way_forward);
        for id in &gate.way_forward {
            if library.item(id).is_some_and(|item| item.blocked_by.contains(&gate.id)) {
                let text = format!("{id} is a way forward through {}, yet that gate blocks it", gate.id);
                checker.wrong(FILE, &entry, id.as_str(), text);
            }
        }
    }
    // A gate that blocks everything leaves a counsellor with nothing to do for the person in the room.
    for gate in GateId::BUILT_IN {
        if library.items().iter().all(|item| item.blocked_by.contains(gate)) {
            let text = format!("{gate} blocks every exercise; something must stay open");
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
        if let Some(ReminderPlace::Items(items)) = rule.reminder.as_ref().map(|reminder| &reminder.on) {
            checker.known_items(FILE, &entry, items);
        }
    }
}

fn claims(checker: &mut Checker<'_>) {
    const FILE: &str = "claims.toml";
    let library = checker.library;
    let mut seen = BTreeSet::new();
    for claim in library.claims() {
        let entry = format!("id = \"{}\"", claim.id);
        if !seen.insert(&claim.id) {
            checker.wrong(FILE, &entry, "", format!("{} stands twice", claim.id));
        }
        if !library.items().iter().any(|item| item.claims.contains(&claim.id)) {
            checker.wrong(FILE, &entry, "", format!("no exercise carries {}", claim.id));
        }
        if claim.quote.split_whitespace().count() > 15 {
            checker.wrong(FILE, &entry, "quote", format!("{}: quote at most fifteen words", claim.id));
        }
    }
    let mut keys = BTreeSet::new();
    for reference in library.references() {
        if !keys.insert(&reference.key) {
            let entry = format!("key = \"{}\"", reference.key);
            checker.wrong("references.toml", &entry, "", format!("[{}] stands twice", reference.key));
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
    for line in checker.library.help_lines() {
        let entry = format!("name = \"{}\"", line.name);
        let date: Vec<&str> = line.checked_on.split('-').collect();
        let digits = |part: &&str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        if !matches!(date.as_slice(), [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2)) {
            let text = format!("{}: checked_on is year-month-day, as in 2026-11-22", line.name);
            checker.wrong(FILE, &entry, "checked_on", text);
        }
        if line.number.trim().is_empty() {
            checker.wrong(FILE, &entry, "number", format!("{}: a help line needs a number", line.name));
        }
    }
}
