//! Help lines in words.

use domain::{
    library::model::HelpWay,
    paper::handout::{LineName, PrintedLine},
    vocabulary::{EmergencyService, HelpHours, HelpWayKind},
};

use crate::labels::SheetLabels;

/// Returns the name of a help line: its own, that of the emergency service, or none that tells anything.
pub(crate) fn name(line: &PrintedLine, labels: SheetLabels) -> &str {
    let words = labels.words;
    match &line.name {
        LineName::Emergency(EmergencyService::Any) => &words.emergency,
        LineName::Emergency(EmergencyService::Police) => &words.police,
        LineName::Emergency(EmergencyService::Ambulance) => &words.ambulance,
        LineName::Named(name) => name,
        LineName::Untold => &words.telephone,
    }
}

/// Returns further contact details of a help line, its hours, and the day on which its number was checked.
pub(crate) fn details(line: &PrintedLine, labels: SheetLabels) -> String {
    let words = labels.words;
    let by = |way: &HelpWay| {
        let by = match way.by {
            HelpWayKind::Text => &words.by_text,
            HelpWayKind::RegisteredText => &words.by_registered_text,
            HelpWayKind::Relay => &words.by_relay,
            HelpWayKind::Silent => return format!("{} {}", words.if_silent, way.to),
            HelpWayKind::Chat => &words.by_chat,
            HelpWayKind::Email => &words.by_email,
            HelpWayKind::Web => &words.by_web,
        };
        format!("{by}: {}", way.to)
    };
    let hours = line.hours.map(|hours| match hours {
        HelpHours::Always => words.always.clone(),
        HelpHours::Weekdays => words.weekdays.clone(),
    });
    let detail: Vec<String> =
        line.ways.iter().map(by).chain(hours).chain([labels.checked_on(&line.checked_on)]).collect();
    detail.join(" · ")
}
