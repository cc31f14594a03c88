//! Dates that may be known only in part.

/// True for a year, a month or a day, as in 2026, 2026-11 or 2026-11-22.
pub(super) fn is_date(date: &str) -> bool {
    let digits = |(part, n): (&str, usize)| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = date.split('-').collect();
    parts.len() <= 3 && parts.into_iter().zip([4, 2, 2]).all(digits)
}
