//! Styles and elasticity of sheets for clients.

use std::borrow::Cow;

use super::{
    face::Face,
    style::{self, Colour, TextStyle, text},
    theme::Theme,
};
use crate::{
    PaperSize,
    document::{Text, TextKind},
    print::{PrintOptions, ReadingMode, TextSize},
};

/// Size and leading in standard print, easy reading, large print and on A5.
fn sizes(kind: TextKind) -> [(f32, f32); 4] {
    match kind {
        TextKind::Kicker => [(9.5, 12.0), (10.5, 13.0), (18.0, 23.0), (9.5, 12.0)],
        TextKind::Title => [(28.0, 31.0), (28.0, 32.0), (34.0, 39.0), (23.0, 26.0)],
        TextKind::Lead => [(13.0, 18.0), (13.0, 19.0), (20.0, 27.0), (12.0, 16.0)],
        TextKind::Section => [(15.0, 19.0), (15.0, 20.0), (24.0, 30.0), (14.0, 17.0)],
        TextKind::StepHead => [(12.5, 15.0), (13.0, 17.0), (24.0, 29.0), (12.5, 15.0)],
        TextKind::Body | TextKind::Said => [(11.0, 16.0), (12.0, 18.0), (20.0, 28.0), (11.0, 16.0)],
        TextKind::StepText => [(10.5, 15.0), (12.0, 18.0), (20.0, 28.0), (10.5, 15.0)],
        TextKind::Label => [(10.5, 13.0), (11.5, 15.0), (18.0, 23.0), (10.5, 13.0)],
        TextKind::Home | TextKind::HomeHead => [(10.5, 14.5), (11.5, 16.0), (18.0, 25.0), (10.5, 14.0)],
        TextKind::Hint => [(9.5, 12.0), (10.5, 14.0), (18.0, 23.0), (9.5, 12.0)],
        TextKind::Number => [(28.0, 31.0), (28.0, 31.0), (34.0, 39.0), (24.0, 28.0)],
        TextKind::Clock => [(24.0, 27.0), (24.0, 27.0), (30.0, 36.0), (19.0, 23.0)],
        TextKind::Cue => [(10.0, 12.8), (11.0, 14.5), (18.0, 23.0), (10.0, 12.8)],
        TextKind::Telephone => [(23.0, 27.0), (23.0, 27.0), (30.0, 36.0), (20.0, 24.0)],
        TextKind::Large => [(17.0, 26.0), (17.0, 26.0), (24.0, 34.0), (15.0, 23.0)],
        TextKind::PictureTitle => [(38.0, 44.0), (38.0, 44.0), (34.0, 39.0), (25.0, 28.0)],
        TextKind::PictureNumber => [(40.0, 44.0), (40.0, 44.0), (40.0, 44.0), (26.0, 29.0)],
        TextKind::PictureWords => [(23.0, 28.0), (23.0, 28.0), (24.0, 28.0), (15.0, 18.0)],
        TextKind::PictureBand => [(18.0, 22.0), (18.0, 22.0), (19.0, 23.0), (13.0, 16.0)],
    }
}

impl Theme {
    /// The same with the page of a sheet for clients.
    pub(crate) fn for_clients(mut self) -> Self {
        let small = self.is_small();
        self.measure = if small { 336.0 } else { 492.0 };
        self.top = if small { 32.0 } else { 36.0 };
        self.foot_baseline = if small { 24.0 } else { 26.0 };
        self.foot.size = self.foot.size.max(9.0);
        self.foot_rule = self.foot_baseline + self.foot.size + 4.5;
        self.bottom = self.foot_rule + 10.0;
        self
    }

    pub(crate) fn is_small(&self) -> bool {
        matches!(self.paper, PaperSize::A5 | PaperSize::Booklet)
    }

    pub(crate) fn is_large(&self) -> bool {
        self.print.size == TextSize::Large
    }

    /// Factor for room to write.
    pub(crate) fn room_scale(&self) -> f32 {
        if self.is_large() { 1.4 } else { 1.0 }
    }

    /// Width of the line around rings and boxes.
    pub(crate) fn mark_weight(&self) -> f32 {
        if self.is_large() { 1.4 } else { 0.9 }
    }

    /// Returns words as this kind prints them: a kicker in capitals, where the reading mode has them. The words themselves stay
    /// as they are, because some screen readers spell capitals out.
    pub(crate) fn cased<'a>(&self, text: &'a Text, kind: TextKind) -> Cow<'a, Text> {
        if kind != TextKind::Kicker || self.is_large() || self.print.reading == ReadingMode::Easy {
            return Cow::Borrowed(text);
        }
        let mut capitals = text.clone();
        capitals.each_string(&mut |words| *words = words.to_uppercase());
        Cow::Owned(capitals)
    }

    /// Returns the style of words on a sheet for clients.
    pub(crate) fn client(&self, kind: TextKind, colour: Colour) -> TextStyle {
        let PrintOptions { size, reading, .. } = self.print;
        let [standard, easy, large, small] = sizes(kind);
        let sized = match (size, reading) {
            // They are large already, and the paper is small.
            (TextSize::Large, _) if self.is_small() && kind.is_of_pictures() => (small.0.max(18.0), small.1.max(21.0)),
            _ if self.is_small() && kind.is_of_pictures() => small,
            (TextSize::Large, _) => large,
            (TextSize::Standard, ReadingMode::Easy) => easy,
            _ if self.is_small() => small,
            _ => standard,
        };
        // The last resort before a second page; nothing falls below 9 points.
        let sized = if self.elastic.pad < 0.5 { (sized.0 * 0.96, sized.1 * 0.94) } else { sized };
        let colour = if self.is_large() && colour == style::QUIET { style::INK } else { colour };
        let semibold = matches!(
            kind,
            TextKind::Kicker
                | TextKind::Title
                | TextKind::Section
                | TextKind::StepHead
                | TextKind::Label
                | TextKind::HomeHead
                | TextKind::Number
                | TextKind::Telephone
                | TextKind::Clock
        ) || kind.is_of_pictures();
        let serif =
            matches!(kind, TextKind::Lead | TextKind::Body | TextKind::StepText | TextKind::Said | TextKind::Large);
        let italic = matches!(kind, TextKind::Lead | TextKind::Said);
        let faces = match (reading, self.is_large()) {
            (ReadingMode::Easy, _) if semibold => [Face::EasySemibold; 3],
            (ReadingMode::Easy, _) => [Face::Easy, Face::Easy, Face::EasySemibold],
            _ if semibold => [Face::SansSemibold; 3],
            (ReadingMode::Standard, false) if italic => [Face::SerifItalic, Face::Serif, Face::SerifSemibold],
            (ReadingMode::Standard, false) if serif => [Face::Serif, Face::SerifItalic, Face::SerifSemibold],
            _ => [Face::Sans, Face::Sans, Face::SansSemibold],
        };
        let divided =
            matches!(kind, TextKind::Body | TextKind::StepText) && !self.is_large() && reading == ReadingMode::Standard;
        let own = TextStyle { hyphenate: divided, ..text(sized, colour, faces) };
        if matches!(kind, TextKind::Title | TextKind::Lead | TextKind::Section) { own.balanced() } else { own }
    }
}
