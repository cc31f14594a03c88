//! What can be typed into form fields.

/// Characters of the encoding of Windows from 128 to 159; a space where there is none.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// Letters and signs beyond ASCII that are in the font: those of English, German, Spanish and French. Each adds to every file;
/// for others the reader's program has a typeface of its own.
const OTHERS: &str = "ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖÙÚÛÜßàáâäçèéêëíîïñóôöùúûüœ¡¿«»€–…‘’“”„";

/// First code of the font.
pub(super) const FIRST: u8 = 32;

/// Returns what can be typed into form fields, by its code.
pub(crate) fn letters() -> impl Iterator<Item = (u8, char)> {
    let windows = (128..=159).zip(WINDOWS.chars()).filter(|(_, letter)| *letter != ' ');
    let same = (FIRST..=126).chain(161..=255).map(|code| (code, char::from(code)));
    same.chain(windows).filter(|(_, letter)| letter.is_ascii() || OTHERS.contains(*letter))
}
