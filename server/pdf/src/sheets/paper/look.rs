//! Colours and words that all blocks of a sheet share.

use domain::{
    library::on_paper::PaperLabel,
    vocabulary::{Language, Phase},
};

use crate::{
    PaperSize, PrintOptions, TextSize,
    document::{BoxContent, DrawnShape, Edge, Emphasis, PanelLook, PaperBox, RowAlign, Text, TextKind, Track},
    labels::SheetLabels,
    layout::{
        path::Path,
        structure::Role,
        style::{self, Colour},
    },
    quotes,
};

/// The colours of a phase: for words and pictograms, for its shape, for grounds. All five have the same lightnesses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Palette {
    pub deep: Colour,
    pub mid: Colour,
    pub tint: Colour,
}

/// How the blocks of a sheet look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The phase; none on neutral paper, which is ink on white.
    pub phase: Option<Phase>,
    palette: Palette,
    pub print: PrintOptions,
    pub language: Language,
    pub labels: SheetLabels,
}

const NEUTRAL: Palette = Palette { deep: style::INK, mid: style::WHITE, tint: style::WHITE };

fn palette(phase: Phase) -> Palette {
    let colour = |hex: u32| {
        let [_, red, green, blue] = hex.to_be_bytes();
        Colour(red, green, blue)
    };
    let (deep, mid, tint) = match phase {
        Phase::Safety => (0x27_455e, 0xc3_d3df, 0xe9_eff3),
        Phase::Meaning => (0x24_533f, 0xbf_d8c9, 0xe8_f1ec),
        Phase::Repair => (0x7d_3a17, 0xec_c9b0, 0xf9_efe7),
        Phase::Intimacy => (0x69_3256, 0xdf_c8d8, 0xf5_edf3),
        Phase::Maintenance => (0x5d_480c, 0xe0_d29c, 0xf6_f1de),
    };
    Palette { deep: colour(deep), mid: colour(mid), tint: colour(tint) }
}

impl Look {
    pub(crate) fn new(phase: Option<Phase>, print: PrintOptions, language: Language) -> Self {
        let palette = phase.map_or(NEUTRAL, palette);
        Self { phase, palette, print, language, labels: SheetLabels::of(language.as_str()) }
    }

    pub(crate) fn is_neutral(&self) -> bool {
        self.phase.is_none()
    }

    pub(crate) fn is_large(&self) -> bool {
        self.print.size == TextSize::Large
    }

    pub(crate) fn is_small(&self) -> bool {
        matches!(self.print.paper, PaperSize::A5 | PaperSize::Booklet)
    }

    /// Width of the sheet's text in points.
    pub(crate) fn width(&self) -> f32 {
        if self.is_small() { 336.0 } else { 492.0 }
    }

    /// As many columns as wanted, fewer on small paper, one in large print.
    pub(crate) fn columns(&self, wanted: u8) -> usize {
        let most = if self.is_large() {
            1
        } else if self.is_small() {
            2
        } else {
            6
        };
        usize::from(wanted).clamp(1, most)
    }

    pub(crate) fn deep(&self) -> Colour {
        self.palette.deep
    }

    pub(crate) fn mid(&self) -> Colour {
        self.palette.mid
    }

    pub(crate) fn tint(&self) -> Colour {
        self.palette.tint
    }

    /// The side of a ring to mark.
    pub(crate) fn ring(&self) -> f32 {
        if self.is_large() { 28.0 } else { 15.0 }
    }

    /// Words of the library with typographic quotation marks.
    pub(crate) fn text(&self, words: &str) -> Text {
        Text::default().then(self.curled(words), Emphasis::Regular)
    }

    pub(crate) fn curled(&self, words: &str) -> String {
        quotes::curled_in(words, self.language)
    }

    /// Running text, no wider than is good to read.
    pub(crate) fn prose(&self, words: &str) -> PaperBox {
        let text = PaperBox::words(self.text(words), TextKind::Body, style::INK);
        if self.is_small() || self.is_large() {
            return text;
        }
        PaperBox::row(0.0, RowAlign::Top, vec![(Track::Points(430.0), text)])
    }

    pub(crate) fn words(&self, words: &str, kind: TextKind) -> PaperBox {
        PaperBox::words(self.text(words), kind, style::INK)
    }

    pub(crate) fn hint(&self, words: &str) -> PaperBox {
        PaperBox::words(self.text(words), TextKind::Hint, style::QUIET)
    }

    pub(crate) fn label(&self, words: &str) -> PaperBox {
        PaperBox::words(self.text(words), TextKind::Label, self.deep())
    }

    /// A label and its hint below it.
    pub(crate) fn labelled(&self, label: &PaperLabel) -> PaperBox {
        let words = self.label(label.text.as_str());
        match &label.hint {
            None => words,
            Some(hint) => PaperBox::new(BoxContent::Beside {
                gap: 7.0,
                children: [Box::new(words), Box::new(self.hint(hint.as_str()))],
            }),
        }
    }

    pub(crate) fn icon(&self, name: &'static str, size: f32, ground: Colour) -> PaperBox {
        PaperBox::new(BoxContent::Icon { name, size, colour: self.deep(), ground })
    }

    pub(crate) fn edge(&self) -> Edge {
        let (colour, weight) = if self.is_large() { (style::INK, 1.4) } else { (style::EDGE, 0.75) };
        Edge { colour, weight, dashed: false }
    }

    /// A tinted panel; on neutral paper it has an edge.
    pub(crate) fn tinted(&self, radius: f32) -> PanelLook {
        if self.is_neutral() {
            return PanelLook { edge: Some(self.edge()), radius, ..PanelLook::default() };
        }
        PanelLook { ground: Some(self.tint()), radius, ..PanelLook::default() }
    }

    /// A ring or box to mark.
    pub(crate) fn mark(&self, name: &str, size: f32, square: bool) -> PaperBox {
        let name = self.curled(name);
        PaperBox::new(BoxContent::Mark { size, square, name, inside: None, colour: self.deep() })
    }

    /// Ruled lines with this accessible name.
    pub(crate) fn rules(&self, name: &str, lines: u8) -> PaperBox {
        PaperBox::new(BoxContent::Rules { lines, name: self.curled(name) })
    }

    /// A disc with a number, tagged as the label of a list item.
    pub(crate) fn number_disc(&self, number: usize, size: f32) -> PaperBox {
        let words = Text::default().then(number.to_string(), Emphasis::Regular);
        let number = PaperBox::words(words, TextKind::Label, if self.is_neutral() { style::INK } else { style::WHITE })
            .aligned(crate::document::Align::Centre)
            .bare();
        let top = (size - if self.is_large() { 23.0 } else { 13.0 }) / 2.0;
        let fill = Some(if self.is_neutral() { style::WHITE } else { self.deep() });
        let stroke = self.is_neutral().then(|| self.edge());
        let inset = stroke.map_or(0.0, |edge| edge.weight / 2.0);
        let path = Path::circle(size - 2.0 * inset);
        let disc = DrawnShape { x: inset, y: inset, path, fill, stroke };
        let disc = PaperBox::new(BoxContent::Drawing { upright: false, width: size, height: size, shapes: vec![disc] });
        PaperBox::overlaid(size, vec![([0.0, 0.0, size], disc), ([0.0, top, size], number)]).role(Role::Label)
    }
}
