//! Lines that were set before. A sheet is laid out several times until it fits its pages, and most paragraphs stay the same.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use crate::{
    PdfError,
    document::Text,
    layout::{
        face::Face,
        knuth_plass::BreakStyle,
        paragraph::{self, TextLine},
        style::{Colour, TextStyle},
    },
};

/// The lines of one sheet by all that they depend on.
#[derive(Clone, Debug, Default)]
pub(crate) struct SetLines(Rc<RefCell<HashMap<Setting, Vec<TextLine>>>>);

/// What lines depend on; numbers by their bits.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Setting {
    text: Text,
    language: String,
    measure: u32,
    size: u32,
    leading: u32,
    colour: Colour,
    faces: [Face; 3],
    break_style: BreakStyle,
    hyphenate: bool,
}

impl SetLines {
    /// Breaks a paragraph into lines like [`paragraph::lines`], once.
    ///
    /// # Errors
    ///
    /// As for [`paragraph::lines`].
    pub(crate) fn lines(
        &self,
        text: &Text,
        style: &TextStyle,
        measure: f32,
        language: &str,
    ) -> Result<Vec<TextLine>, PdfError> {
        let TextStyle { size, leading, colour, faces, break_style, hyphenate } = *style;
        let setting = Setting {
            text: text.clone(),
            language: language.to_owned(),
            measure: measure.to_bits(),
            size: size.to_bits(),
            leading: leading.to_bits(),
            colour,
            faces,
            break_style,
            hyphenate,
        };
        if let Some(known) = self.0.borrow().get(&setting) {
            return Ok(known.clone());
        }
        let lines = paragraph::lines(text, style, measure, language)?;
        self.0.borrow_mut().insert(setting, lines.clone());
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PrintOptions, layout::theme::Theme};

    #[test]
    fn lines_that_were_set_before_are_those_that_would_be_set_now() {
        let (theme, set) = (Theme::new(PrintOptions::default()), SetLines::default());
        let text = Text::from(
            "Most couples disagree, and many of them do so every week. What tends to matter is what follows.",
        );
        for _ in 0..2 {
            for (style, measure) in
                [(&theme.body, 200.0), (&theme.body, 90.0), (&theme.lead, 200.0), (&theme.title, 200.0)]
            {
                let now = paragraph::lines(&text, style, measure, "en").unwrap();
                assert_eq!(set.lines(&text, style, measure, "en").unwrap(), now);
            }
        }
        assert_eq!(set.0.borrow().len(), 4);
    }
}
