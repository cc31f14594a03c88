//! How far the room on a sheet for clients gives way.

/// Room that gives way, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Elastic {
    /// Factor for gaps between blocks.
    pub gap: f32,
    /// The first line of room in a cell.
    pub first: f32,
    /// Each further line, and each ruled line.
    pub line: f32,
    /// Factor for the padding above and below of panels and table rows.
    pub pad: f32,
}

/// Natural measures, then tighter ones, each only as far as needed.
pub(crate) const NATURAL: Elastic = Elastic { gap: 1.0, first: 26.0, line: 25.0, pad: 1.0 };

pub(crate) const TIGHTER: [Elastic; 7] = [
    Elastic { gap: 0.86, ..NATURAL },
    Elastic { gap: 0.73, first: 22.0, line: 23.0, pad: 0.85 },
    Elastic { gap: 0.66, first: 19.0, line: 22.0, pad: 0.75 },
    Elastic { gap: 0.6, first: 17.0, line: 21.0, pad: 0.65 },
    Elastic { gap: 0.5, first: 14.0, line: 19.0, pad: 0.5 },
    Elastic { gap: 0.42, first: 12.0, line: 17.0, pad: 0.4 },
    Elastic { gap: 0.36, first: 11.0, line: 16.0, pad: 0.32 },
];

/// The most that gaps grow by where room has grown enough.
pub(crate) const WIDEST_GAP: f32 = 1.33;

/// The most that a line of room grows to.
pub(crate) const HIGHEST_LINE: f32 = 40.0;
