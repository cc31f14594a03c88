//! The fixed words that this crate prints, in the language of the sheet. Source: `content/*/sheet.toml`.

use domain::{
    library::{english, model::SheetWords},
    vocabulary::{Day, Language},
};

/// BCP 47 tag of run sheets and forms, which exist in English only.
pub(crate) const LANGUAGE: &str = Language::English.as_str();

/// Fixed words in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SheetLabels {
    /// Words without placeholders.
    pub words: &'static SheetWords,
}

impl SheetLabels {
    /// Returns the words for a document language, a BCP 47 tag; English if the library has none for it.
    pub(crate) fn of(language: &str) -> Self {
        Self { words: english().sheet_words(known(language)) }
    }

    /// Returns “Page 1 of 2”; both numbers count from 1.
    pub(crate) fn page_of(self, page: usize, pages: usize) -> String {
        self.words.page_of.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string())
    }

    /// Returns the accessible name of a link.
    pub(crate) fn link_to(self, address: &str) -> String {
        self.words.link_to.replace("{address}", address)
    }

    /// Returns the note that names unprintable characters by their code points and shows the sign printed instead.
    pub(crate) fn not_printable(self, sign: char, code_points: &str) -> String {
        self.words.not_printable.replace("{sign}", &sign.to_string()).replace("{points}", code_points)
    }

    /// Returns “Checked: 3 May 2026” for an ISO date with year, month or day precision. Any other text is printed
    /// unchanged.
    pub(crate) fn checked_on(self, date: &str) -> String {
        self.words.checked_on.replace("{date}", self.spelled_out(date).as_deref().unwrap_or(date))
    }

    /// Returns “3 May 2026” for an ISO date; any other text is printed unchanged.
    pub(crate) fn day(self, date: &str) -> String {
        self.spelled_out(date).unwrap_or_else(|| date.to_owned())
    }

    /// Fills `{weekday}`, `{day}`, `{month}` and `{time}` into a sentence. Spanish writes its weekdays small.
    pub(crate) fn day_and_time(self, sentence: &str, on: Day, time: &str, language: Language) -> String {
        let number = usize::try_from(on.monday().days_until(on)).unwrap_or_default();
        let weekday = self.words.days.get(number).map_or("", String::as_str);
        let weekday = if language == Language::Spanish { weekday.to_lowercase() } else { weekday.to_owned() };
        let month = on.to_string().get(5..7).and_then(|month| month.parse::<usize>().ok()).unwrap_or(1);
        let month = self.words.months.get(month - 1).map_or("", String::as_str);
        let text = sentence.replace("{weekday}", &weekday).replace("{day}", &on.of_month().to_string());
        text.replace("{month}", month).replace("{time}", time)
    }

    fn spelled_out(self, date: &str) -> Option<String> {
        let mut parts = date.splitn(3, '-');
        let year = parts.next()?.parse::<u16>().ok()?.to_string();
        let Some(month) = parts.next() else { return Some(year) };
        let month = self.words.months.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        let Some(day) = parts.next() else {
            return Some(self.words.month_of_year.replace("{month}", month).replace("{year}", &year));
        };
        let day = day.parse::<u8>().ok()?.to_string();
        Some(self.words.date.replace("{day}", &day).replace("{month}", month).replace("{year}", &year))
    }
}

/// Returns the language of a BCP 47 tag; English if it is unknown.
pub(crate) fn known(language: &str) -> Language {
    language.split('-').next().and_then(|tag| tag.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_spelled_out_and_other_text_stays() {
        let english = SheetLabels::of("en");
        assert_eq!(english.checked_on("2026-05-03"), "Checked: 3\u{a0}May 2026");
        assert_eq!(english.checked_on("2026-05"), "Checked: May 2026");
        assert_eq!(english.checked_on("2026"), "Checked: 2026");
        assert_eq!(english.checked_on("2026-13-03"), "Checked: 2026-13-03");
        assert_eq!(english.checked_on("spring"), "Checked: spring");
    }

    #[test]
    fn each_language_has_its_own_words() {
        assert_eq!(SheetLabels::of("de").checked_on("2026-03-01"), "Geprüft: 1. März 2026");
        assert_eq!(SheetLabels::of("es-ES").checked_on("2026-03-01"), "Comprobado: 1 de marzo de 2026");
        assert_eq!(SheetLabels::of("es").checked_on("2026-03"), "Comprobado: marzo de 2026");
        assert_eq!(SheetLabels::of("de").page_of(1, 2), "Seite 1 von 2");
        assert_eq!(SheetLabels::of("he").page_of(1, 2), "Page 1 of 2");
    }
}
