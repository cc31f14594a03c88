//! Parses and formats dates as people write them: “5 Nov 2026”, “November 2026”, “2024”, “about three weeks ago”.

use super::Day;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Returns the most likely day meant, as of `today`; for a month or a year, its middle. `None` if there is no date in
/// the text or it is in the future.
pub fn approximate_day(text: &str, today: Day) -> Option<Day> {
    let text = text.trim().to_lowercase();
    let day = text.parse().ok().or_else(|| ago(&text, today)).or_else(|| calendar(&text, today))?;
    (day.days_until(today) >= 0).then_some(day)
}

/// Describes the time since a day in the largest unit that fits: “today”, “3 days ago”, “4 weeks ago”, “2 years ago”.
pub fn time_ago(day: Day, today: Day) -> String {
    let days = day.days_until(today);
    let (count, unit) = match days {
        ..=0 => return "today".into(),
        1..14 => (days, "day"),
        14..70 => (days / 7, "week"),
        70..730 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}

fn ago(text: &str, today: Day) -> Option<Day> {
    match text {
        "today" => return Some(today),
        "yesterday" => return Some(today.later(-1)),
        _ => {}
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.first() == Some(&"last");
    if !last && words.last() != Some(&"ago") {
        return None;
    }
    let unit = words.iter().find_map(|word| days_of(word))?;
    let count = words.iter().find_map(|word| number(word)).unwrap_or(1);
    Some(today.later(-(count.checked_mul(unit)?)))
}

fn days_of(unit: &str) -> Option<i32> {
    match unit.trim_end_matches('s') {
        "day" => Some(1),
        "week" => Some(7),
        "month" => Some(30),
        "year" => Some(365),
        _ => None,
    }
}

fn number(word: &str) -> Option<i32> {
    let named = NUMBERS.iter().position(|name| *name == word).and_then(|place| i32::try_from(place + 1).ok());
    let few = matches!(word, "few" | "some").then_some(3);
    let count = word.parse().ok().or(named).or(few)?;
    (1..1000).contains(&count).then_some(count)
}

/// Parses a day, month or year, in either order of day and month. Without a year, the latest that has passed.
fn calendar(text: &str, today: Day) -> Option<Day> {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let month = words().find_map(|word| {
        let place = MONTHS.iter().position(|month| word.starts_with(month))?;
        u8::try_from(place + 1).ok()
    });
    let numbers: Vec<u16> =
        words().filter_map(|word| word.trim_end_matches(char::is_alphabetic).parse().ok()).collect();
    let year = numbers.iter().copied().find(|number| (1900..3000).contains(number));
    let day = numbers.iter().copied().find(|number| (1..=31).contains(number)).and_then(|day| u8::try_from(day).ok());
    match (month, year) {
        (Some(month), Some(year)) => Day::new(year, month, day.unwrap_or(15)).ok(),
        (None, Some(year)) if numbers.len() == 1 => Day::new(year, 7, 1).ok(),
        (Some(month), None) => {
            let in_year = |year| Day::new(year, month, day.unwrap_or(15)).ok();
            let this = in_year(today.year())?;
            if this.days_until(today) >= 0 { Some(this) } else { in_year(today.year() - 1) }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_understood_as_people_say_them() {
        let today: Day = "2026-12-03".parse().unwrap();
        for (text, day) in [
            ("5 Nov 2026", Some("2026-11-05")),
            ("November 5th, 2026", Some("2026-11-05")),
            ("2026-11-05", Some("2026-11-05")),
            ("5 November", Some("2026-11-05")),
            ("24 December", Some("2025-12-24")),
            ("Nov 2026", Some("2026-11-15")),
            ("2024", Some("2024-07-01")),
            ("about three weeks ago", Some("2026-11-12")),
            ("3 weeks ago", Some("2026-11-12")),
            ("a year ago", Some("2025-12-03")),
            ("last week", Some("2026-11-26")),
            ("yesterday", Some("2026-12-02")),
            ("long ago", None),
            ("5 Nov 2030", None),
            ("31 Feb 2026", None),
            ("when Mila was born", None),
            ("", None),
        ] {
            assert_eq!(approximate_day(text, today).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn the_time_since_then_is_said_in_the_largest_unit_that_fits() {
        let today: Day = "2026-12-03".parse().unwrap();
        for (back, words) in [
            (0, "today"),
            (1, "1 day ago"),
            (13, "13 days ago"),
            (28, "4 weeks ago"),
            (90, "3 months ago"),
            (800, "2 years ago"),
        ] {
            assert_eq!(time_ago(today.later(-back), today), words);
        }
    }
}
