//! The typefaces that are built in.

use std::sync::LazyLock;

use harfrust::{Direction, Font, Script, ShapePlan};
use printpdf::ParsedFont;

use crate::PdfError;

/// A typeface. The files lie in `fonts/`, with their licences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    /// Source Serif 4, for reading.
    Serif,
    /// The same, italic.
    SerifItalic,
    /// The same, semibold.
    SerifSemibold,
    /// Source Sans 3, for labels.
    Sans,
    /// The same, semibold, for headings.
    SansSemibold,
    /// Atkinson Hyperlegible Next, for easy reading: no two of its letters look alike.
    Easy,
    /// The same, italic.
    EasyItalic,
    /// The same, semibold.
    EasySemibold,
    /// Noto Sans Hebrew, for Hebrew among any of the others.
    Hebrew,
    /// The same, semibold.
    HebrewSemibold,
    /// Amiri, for Arabic among any of the others.
    Arabic,
    /// The same, bold.
    ArabicBold,
}

/// A typeface, parsed once for the life of the program.
pub(crate) struct Parsed {
    /// For shaping.
    pub font: Font,
    /// What shaping can prepare without the text, from left to right and from right to left. Latin, Greek and Cyrillic
    /// share it: the faces have one set of rules for them.
    pub plans: [ShapePlan; 2],
    /// Widths and measures for the file.
    pub metrics: ParsedFont,
}

impl Face {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 12] = [
        Self::Serif,
        Self::SerifItalic,
        Self::SerifSemibold,
        Self::Sans,
        Self::SansSemibold,
        Self::Easy,
        Self::EasyItalic,
        Self::EasySemibold,
        Self::Hebrew,
        Self::HebrewSemibold,
        Self::Arabic,
        Self::ArabicBold,
    ];

    /// PostScript name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Serif => "SourceSerif4-Regular",
            Self::SerifItalic => "SourceSerif4-Italic",
            Self::SerifSemibold => "SourceSerif4-SemiBold",
            Self::Sans => "SourceSans3-Regular",
            Self::SansSemibold => "SourceSans3-SemiBold",
            Self::Easy => "AtkinsonHyperlegibleNext-Regular",
            Self::EasyItalic => "AtkinsonHyperlegibleNext-Italic",
            Self::EasySemibold => "AtkinsonHyperlegibleNext-SemiBold",
            Self::Hebrew => "NotoSansHebrew-Regular",
            Self::HebrewSemibold => "NotoSansHebrew-SemiBold",
            Self::Arabic => "Amiri-Regular",
            Self::ArabicBold => "Amiri-Bold",
        }
    }

    /// The whole font file.
    pub(crate) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Serif => include_bytes!("../fonts/SourceSerif4-Regular.ttf"),
            Self::SerifItalic => include_bytes!("../fonts/SourceSerif4-Italic.ttf"),
            Self::SerifSemibold => include_bytes!("../fonts/SourceSerif4-SemiBold.ttf"),
            Self::Sans => include_bytes!("../fonts/SourceSans3-Regular.ttf"),
            Self::SansSemibold => include_bytes!("../fonts/SourceSans3-SemiBold.ttf"),
            Self::Easy => include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
            Self::EasyItalic => include_bytes!("../fonts/AtkinsonHyperlegibleNext-Italic.ttf"),
            Self::EasySemibold => include_bytes!("../fonts/AtkinsonHyperlegibleNext-SemiBold.ttf"),
            Self::Hebrew => include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
            Self::HebrewSemibold => include_bytes!("../fonts/NotoSansHebrew-SemiBold.ttf"),
            Self::Arabic => include_bytes!("../fonts/Amiri-Regular.ttf"),
            Self::ArabicBold => include_bytes!("../fonts/Amiri-Bold.ttf"),
        }
    }

    /// Where a line of this face stands between its neighbours: how far the baseline lies below the middle, in em.
    pub(crate) fn drop(self) -> f32 {
        match self {
            Self::Serif | Self::SerifItalic | Self::SerifSemibold => (1.036 - 0.335) / 2.0,
            Self::Sans | Self::SansSemibold => (1.024 - 0.4) / 2.0,
            Self::Easy | Self::EasyItalic | Self::EasySemibold => (0.984 - 0.316) / 2.0,
            // They stand on the baseline of the face that they help out.
            Self::Hebrew | Self::HebrewSemibold | Self::Arabic | Self::ArabicBold => 0.33,
        }
    }

    /// The faces that help this one out with other scripts: for Hebrew and for Arabic.
    pub(crate) fn helpers(self) -> [Self; 2] {
        match self {
            Self::SerifSemibold | Self::SansSemibold | Self::EasySemibold | Self::HebrewSemibold | Self::ArabicBold => {
                [Self::HebrewSemibold, Self::ArabicBold]
            }
            _ => [Self::Hebrew, Self::Arabic],
        }
    }

    /// How much larger than its neighbours it is set, so that its letters look as large.
    pub(crate) fn size(self, among: f32) -> f32 {
        match self {
            Self::Arabic | Self::ArabicBold => among * 1.12,
            _ => among,
        }
    }

    /// Whether it has a shape for this character.
    pub(crate) fn covers(self, c: char) -> bool {
        self.draws(c).is_some()
    }

    /// The glyph that it draws this character with when nothing stands beside it.
    pub(crate) fn draws(self, c: char) -> Option<u16> {
        u16::try_from(self.parsed().ok()?.font.charmap().map_unicode(c)?.to_u32()).ok()
    }

    /// The script that it is there for.
    pub(crate) fn script(self) -> Script {
        match self {
            Self::Hebrew | Self::HebrewSemibold => Script::HEBREW,
            Self::Arabic | Self::ArabicBold => Script::ARABIC,
            _ => Script::LATIN,
        }
    }

    /// The parsed face.
    pub(crate) fn parsed(self) -> Result<&'static Parsed, PdfError> {
        static PARSED: [LazyLock<Result<Parsed, String>>; 12] = [
            LazyLock::new(|| parse(Face::Serif)),
            LazyLock::new(|| parse(Face::SerifItalic)),
            LazyLock::new(|| parse(Face::SerifSemibold)),
            LazyLock::new(|| parse(Face::Sans)),
            LazyLock::new(|| parse(Face::SansSemibold)),
            LazyLock::new(|| parse(Face::Easy)),
            LazyLock::new(|| parse(Face::EasyItalic)),
            LazyLock::new(|| parse(Face::EasySemibold)),
            LazyLock::new(|| parse(Face::Hebrew)),
            LazyLock::new(|| parse(Face::HebrewSemibold)),
            LazyLock::new(|| parse(Face::Arabic)),
            LazyLock::new(|| parse(Face::ArabicBold)),
        ];
        PARSED[self as usize]
            .as_ref()
            .map_err(|reason| PdfError::BrokenFace { face: self.name(), reason: reason.clone() })
    }
}

fn parse(face: Face) -> Result<Parsed, String> {
    let font = Font::new(face.bytes(), 0).ok_or("not a font file")?;
    let plans = [Direction::LeftToRight, Direction::RightToLeft]
        .map(|direction| ShapePlan::new(&font, direction, Some(face.script()), None, &[]));
    let mut warnings = Vec::new();
    let metrics = ParsedFont::from_bytes(face.bytes(), 0, &mut warnings)
        .ok_or_else(|| warnings.iter().map(|warning| warning.message.as_str()).collect::<Vec<_>>().join("; "))?;
    Ok(Parsed { font, plans, metrics })
}
