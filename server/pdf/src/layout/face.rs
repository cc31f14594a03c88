//! Built-in typefaces.

use std::sync::{LazyLock, OnceLock};

use harfrust::{Direction, Font, Script, ShapePlan};
use printpdf::ParsedFont;
use unicode_normalization::UnicodeNormalization;

use crate::PdfError;

// Statics of their own: inside a function, the program would hold one copy for each part of the code that calls it.
static SERIF: &[u8] = include_bytes!("../../fonts/SourceSerif4SmText-Regular.otf");
static SERIF_ITALIC: &[u8] = include_bytes!("../../fonts/SourceSerif4SmText-It.otf");
static SERIF_SEMIBOLD: &[u8] = include_bytes!("../../fonts/SourceSerif4SmText-Semibold.otf");
static SANS: &[u8] = include_bytes!("../../fonts/SourceSans3-Regular.otf");
static SANS_SEMIBOLD: &[u8] = include_bytes!("../../fonts/SourceSans3-Semibold.otf");
static EASY: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Regular.ttf");
static EASY_ITALIC: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Italic.ttf");
static EASY_SEMIBOLD: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-SemiBold.ttf");
static HEBREW: &[u8] = include_bytes!("../../fonts/NotoSansHebrew-Regular.ttf");
static HEBREW_SEMIBOLD: &[u8] = include_bytes!("../../fonts/NotoSansHebrew-SemiBold.ttf");
static ARABIC: &[u8] = include_bytes!("../../fonts/Amiri-Regular.ttf");
static ARABIC_BOLD: &[u8] = include_bytes!("../../fonts/Amiri-Bold.ttf");

/// A typeface. Files and licences are in `fonts/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    /// Source Serif 4 in its design for small sizes, for running text.
    Serif,
    /// Source Serif 4, italic.
    SerifItalic,
    /// Source Serif 4, semibold.
    SerifSemibold,
    /// Source Sans 3, for labels.
    Sans,
    /// Source Sans 3, semibold, for headings.
    SansSemibold,
    /// Atkinson Hyperlegible Next, for easy reading: all its letters are distinguishable.
    Easy,
    /// Atkinson Hyperlegible Next, italic.
    EasyItalic,
    /// Atkinson Hyperlegible Next, semibold.
    EasySemibold,
    /// Noto Sans Hebrew, fallback for Hebrew.
    Hebrew,
    /// Noto Sans Hebrew, semibold.
    HebrewSemibold,
    /// Amiri, fallback for Arabic.
    Arabic,
    /// Amiri, bold.
    ArabicBold,
}

/// A typeface, parsed once per process.
pub(crate) struct ParsedFace {
    pub font: Font,
    /// Shaping plans by script and direction, created on first use.
    plans: [[OnceLock<ShapePlan>; 2]; WritingSystem::COUNT],
    /// Glyph widths and metrics for the file.
    pub metrics: ParsedFont,
}

impl ParsedFace {
    /// Returns the shaping plan for a script. Faces have separate rules per script: with the Latin rules of Source
    /// Sans, a Greek gamma becomes the similar African letter.
    pub(crate) fn plan(&self, script: WritingSystem, right_to_left: bool) -> &ShapePlan {
        self.plans[script as usize][usize::from(right_to_left)].get_or_init(|| {
            let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
            ShapePlan::new(&self.font, direction, Some(script.tag()), None, &[])
        })
    }
}

/// A script that some built-in face has letters of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WritingSystem {
    /// Latin, also digits and punctuation among no other letters.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
}

impl WritingSystem {
    const COUNT: usize = 5;

    /// Returns the script of a letter; none for digits, punctuation and marks, which take the script of their
    /// neighbours.
    pub(crate) fn of(c: char) -> Option<Self> {
        match c {
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Self::Greek),
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' => {
                Some(Self::Cyrillic)
            }
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Some(Self::Hebrew),
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => Some(Self::Arabic),
            _ if c.is_alphabetic() => Some(Self::Latin),
            _ => None,
        }
    }

    /// Returns the OpenType tag for shaping.
    pub(crate) fn tag(self) -> Script {
        match self {
            Self::Latin => Script::LATIN,
            Self::Greek => Script::GREEK,
            Self::Cyrillic => Script::CYRILLIC,
            Self::Hebrew => Script::HEBREW,
            Self::Arabic => Script::ARABIC,
        }
    }
}

impl Face {
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

    /// Returns the PostScript name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Serif => "SourceSerif4SmText-Regular",
            Self::SerifItalic => "SourceSerif4SmText-It",
            Self::SerifSemibold => "SourceSerif4SmText-Semibold",
            Self::Sans => "SourceSans3-Regular",
            Self::SansSemibold => "SourceSans3-Semibold",
            Self::Easy => "AtkinsonHyperlegibleNext-Regular",
            Self::EasyItalic => "AtkinsonHyperlegibleNext-Italic",
            Self::EasySemibold => "AtkinsonHyperlegibleNext-SemiBold",
            Self::Hebrew => "NotoSansHebrew-Regular",
            Self::HebrewSemibold => "NotoSansHebrew-SemiBold",
            Self::Arabic => "Amiri-Regular",
            Self::ArabicBold => "Amiri-Bold",
        }
    }

    /// Returns the complete font file.
    pub(crate) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Serif => SERIF,
            Self::SerifItalic => SERIF_ITALIC,
            Self::SerifSemibold => SERIF_SEMIBOLD,
            Self::Sans => SANS,
            Self::SansSemibold => SANS_SEMIBOLD,
            Self::Easy => EASY,
            Self::EasyItalic => EASY_ITALIC,
            Self::EasySemibold => EASY_SEMIBOLD,
            Self::Hebrew => HEBREW,
            Self::HebrewSemibold => HEBREW_SEMIBOLD,
            Self::Arabic => ARABIC,
            Self::ArabicBold => ARABIC_BOLD,
        }
    }

    /// Tells if the outlines have cubic curves.
    pub(crate) fn is_cubic(self) -> bool {
        self.bytes().starts_with(b"OTTO")
    }

    /// Distance from the middle of a line down to its baseline, in em.
    pub(crate) fn baseline_offset(self) -> f32 {
        match self {
            Self::Serif | Self::SerifItalic | Self::SerifSemibold => (1.036 - 0.335) / 2.0,
            Self::Sans | Self::SansSemibold => (1.024 - 0.4) / 2.0,
            Self::Easy | Self::EasyItalic | Self::EasySemibold => (0.984 - 0.316) / 2.0,
            // Fallback faces share the baseline of the main face.
            Self::Hebrew | Self::HebrewSemibold | Self::Arabic | Self::ArabicBold => 0.33,
        }
    }

    /// Returns the fallback faces in order of preference. All faces resolve to the same set of characters, so that text
    /// printable in one print option is printable in all.
    fn fallbacks(self) -> [Self; 5] {
        match self {
            Self::SerifSemibold | Self::SansSemibold | Self::EasySemibold | Self::HebrewSemibold | Self::ArabicBold => {
                [Self::SansSemibold, Self::SerifSemibold, Self::HebrewSemibold, Self::ArabicBold, Self::Arabic]
            }
            _ => [Self::Sans, Self::Serif, Self::Hebrew, Self::Arabic, Self::ArabicBold],
        }
    }

    /// Returns the face that draws a letter with its marks next to text in this face; none if no built-in face has a
    /// glyph.
    pub(crate) fn for_letter(self, letter: &str) -> Option<Self> {
        let [sans, serif, hebrew, arabic, last] = self.fallbacks();
        let order = match letter.chars().find_map(WritingSystem::of) {
            Some(WritingSystem::Hebrew) => [hebrew, self, sans, serif, arabic, last],
            Some(WritingSystem::Arabic) => [arabic, last, self, sans, serif, hebrew],
            _ => [self, sans, serif, hebrew, arabic, last],
        };
        order.into_iter().find(|face| face.covers_letter(letter))
    }

    /// Tells if the face has glyphs for a letter and its marks, composed or decomposed.
    pub(crate) fn covers_letter(self, letter: &str) -> bool {
        letter.chars().all(|c| self.covers(c)) || letter.nfc().all(|c| self.covers(c))
    }

    /// Scales a type size so that letters of this face look as large as those of the main face.
    pub(crate) fn optical_size(self, among: f32) -> f32 {
        match self {
            Self::Arabic | Self::ArabicBold => among * 1.12,
            _ => among,
        }
    }

    /// Tells if the face has a glyph for this character.
    pub(crate) fn covers(self, c: char) -> bool {
        self.glyph_for(c).is_some()
    }

    /// Returns the nominal glyph of a character, before shaping.
    pub(crate) fn glyph_for(self, c: char) -> Option<u16> {
        u16::try_from(self.parsed().ok()?.font.charmap().map_unicode(c)?.to_u32()).ok()
    }

    /// Returns the parsed face.
    pub(crate) fn parsed(self) -> Result<&'static ParsedFace, PdfError> {
        static PARSED: [LazyLock<Result<ParsedFace, String>>; 12] = [
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
            .map_err(|reason| PdfError::InvalidFont { face: self.name(), source: reason.as_str().into() })
    }
}

fn parse(face: Face) -> Result<ParsedFace, String> {
    let font = Font::new(face.bytes(), 0).ok_or("not a font file")?;
    let plans = std::array::from_fn(|_| [OnceLock::new(), OnceLock::new()]);
    let mut warnings = Vec::new();
    let metrics = ParsedFont::from_bytes(face.bytes(), 0, &mut warnings)
        .ok_or_else(|| warnings.iter().map(|warning| warning.message.as_str()).collect::<Vec<_>>().join("; "))?;
    Ok(ParsedFace { font, plans, metrics })
}
