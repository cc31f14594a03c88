//! The pictograms that a sheet may name.

use serde::Serialize;

use crate::vocabulary::nearest;

/// A pictogram by its name. Its drawing is in crate `pdf`, in the file of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Pictogram(&'static str);

impl Pictogram {
    /// The names of all pictograms.
    pub const NAMES: [&'static str; 25] = [
        "hand",
        "clock",
        "cup",
        "meet",
        "ear",
        "speech",
        "door",
        "phone",
        "calendar",
        "key",
        "wave",
        "chairs",
        "leaf",
        "pen",
        "loop",
        "home",
        "scissors",
        "ladder",
        "eye",
        "thumb-up",
        "thumb-flat",
        "thumb-down",
        "face-calm",
        "face-flat",
        "face-alarm",
    ];

    /// The pictogram of a block that always has the same one.
    pub const fn of_block(block: BlockPictogram) -> Self {
        Self(match block {
            BlockPictogram::Hand => "hand",
            BlockPictogram::Home => "home",
            BlockPictogram::Scissors => "scissors",
            BlockPictogram::Phone => "phone",
        })
    }

    /// The pictogram with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|known| *known == name).map(Self)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Says that there is none with this name, and which one is near.
    pub(super) fn unknown(name: &str) -> String {
        let near = nearest(name, Self::NAMES.into_iter()).map_or_else(String::new, |near| format!("; near: {near}"));
        format!("there is no pictogram “{name}”{near}. Known: {}", Self::NAMES.join(", "))
    }
}

/// A part of every sheet that has its own pictogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockPictogram {
    /// The safety line.
    Hand,
    /// “At home”.
    Home,
    /// Something to cut out.
    Scissors,
    /// The crisis band.
    Phone,
}
