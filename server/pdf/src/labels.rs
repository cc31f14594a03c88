//! The words that this crate adds to a sheet by itself. All of them stand here, for later translation.

/// BCP 47 tag of these words.
pub(crate) const LANGUAGE: &str = "en";

/// Heading of the box with the homework.
pub(crate) const THIS_WEEK: &str = "This week";

/// What R50 asks of sexual or sensual homework: optional, dated, stoppable, taken in turns, and skipping counts.
pub(crate) const INVITATION: &str = "This is an invitation, not a task. Only if you both want to. Take turns to ask. \
    Either of you may stop or skip, and skipping counts as done.";

/// The date of such homework, filled in by hand.
pub(crate) const GOOD_UNTIL: &str = "Good until (date)";

/// Below the title of a sheet that stays in the room.
pub(crate) const STAYS_HERE: &str = "To read here and leave here.";

/// Heading of the help lines.
pub(crate) const HELP: &str = "If you need someone to talk to";

/// Before other ways to reach a help line.
pub(crate) const TEXT_OR_CHAT: &str = "Text or chat";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of a week in full, as heads of rows.
pub(crate) const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The days of a week, as heads of narrow columns.
pub(crate) const DAYS_SHORT: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// What a link is called by a reader that speaks.
pub(crate) fn link_to(address: &str) -> String {
    format!("Link to {address}")
}

/// “Page 1 of 2”, both counted from 1.
pub(crate) fn page_of(page: usize, pages: usize) -> String {
    format!("Page {page} of {pages}")
}

/// “Checked on 3 May 2026”, from a date as year-month-day. What is no such date is shown as it stands.
pub(crate) fn checked_on(date: &str) -> String {
    format!("Checked on {}", spelled_out(date).unwrap_or_else(|| date.to_owned()))
}

/// “All numbers were checked on 3 May 2026:”, above numbers that share the date.
pub(crate) fn all_checked_on(date: &str) -> String {
    format!("All numbers were checked on {}:", spelled_out(date).unwrap_or_else(|| date.to_owned()))
}

/// What a box to tick is called by a reader that speaks.
pub(crate) const BOX_TO_TICK: &str = "box to tick";

/// What an empty line is called by a reader that speaks.
pub(crate) const ROOM_TO_WRITE: &str = "room to write";

fn spelled_out(date: &str) -> Option<String> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year: u16 = year.parse().ok()?;
    let day: u8 = day.parse().ok()?;
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(format!("{day}\u{a0}{month} {year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_spelled_out_and_anything_else_is_left_alone() {
        assert_eq!(checked_on("2026-05-03"), "Checked on 3\u{a0}May 2026");
        assert_eq!(checked_on("2026-13-03"), "Checked on 2026-13-03");
        assert_eq!(checked_on("spring"), "Checked on spring");
    }
}
