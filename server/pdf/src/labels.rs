//! The words that this crate adds to a sheet by itself, in the language of the sheet: `content/*/sheet.toml`.

use domain::{
    library::{english, model::SheetWords},
    words::Language,
};

/// BCP 47 tag of sheets that are made in English only: run sheets and forms.
pub(crate) const LANGUAGE: &str = Language::English.as_str();

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Labels {
    /// Those that stand there as they are.
    pub words: &'static SheetWords,
}

impl Labels {
    /// Those of a document in this language, as a BCP 47 tag. Where the library has none: English ones.
    pub(crate) fn of(language: &str) -> Self {
        Self { words: english().sheet_words(known(language)) }
    }

    /// “Page 1 of 2”, both counted from 1.
    pub(crate) fn page_of(self, page: usize, pages: usize) -> String {
        self.words.page_of.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string())
    }

    /// What a link is called by a reader that speaks.
    pub(crate) fn link_to(self, address: &str) -> String {
        self.words.link_to.replace("{address}", address)
    }

    /// “Checked on 3 May 2026”, from a date as year-month-day. What is no such date is shown as it stands.
    pub(crate) fn checked_on(self, date: &str) -> String {
        self.with_date(&self.words.checked_on, date)
    }

    /// “All numbers were checked on 3 May 2026:”, above numbers that share the date.
    pub(crate) fn all_checked_on(self, date: &str) -> String {
        self.with_date(&self.words.all_checked_on, date)
    }

    fn with_date(self, sentence: &str, date: &str) -> String {
        sentence.replace("{date}", self.spelled_out(date).as_deref().unwrap_or(date))
    }

    fn spelled_out(self, date: &str) -> Option<String> {
        let mut parts = date.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let year: u16 = year.parse().ok()?;
        let day: u8 = day.parse().ok()?;
        let month = self.words.months.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        let date = self.words.date.replace("{day}", &day.to_string()).replace("{month}", month);
        Some(date.replace("{year}", &year.to_string()))
    }
}

/// The language of paper that a tag names, or English.
pub(crate) fn known(language: &str) -> Language {
    language.split('-').next().and_then(|tag| tag.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_spelled_out_and_anything_else_is_left_alone() {
        let english = Labels::of("en");
        assert_eq!(english.checked_on("2026-05-03"), "Checked on 3\u{a0}May 2026");
        assert_eq!(english.checked_on("2026-13-03"), "Checked on 2026-13-03");
        assert_eq!(english.checked_on("spring"), "Checked on spring");
    }

    #[test]
    fn each_language_has_words_of_its_own() {
        assert_eq!(Labels::of("de").checked_on("2026-03-01"), "Geprüft am 1. März 2026");
        assert_eq!(Labels::of("es-ES").checked_on("2026-03-01"), "Comprobado el 1 de marzo de 2026");
        assert_eq!(Labels::of("de").page_of(1, 2), "Seite 1 von 2");
        assert_eq!(Labels::of("he").page_of(1, 2), "Page 1 of 2");
    }
}
