//! Preview files for visual checks and external checkers: `REWEAVE_PREVIEW=some/folder cargo test -p pdf preview`
//! writes them to this folder; with `REWEAVE_ONLY=name`, those whose names begin so.

use std::fs;

use domain::vocabulary::Language;

use super::{
    handouts,
    kinds::{SampleSheet, kinds, samples},
    sample,
};
use crate::{PaperSize, PrintOptions};

/// Writes every kind of sheet in every language with all print options, and every exercise on A4.
#[test]
fn preview_for_visual_checks_and_external_checkers() {
    let Some(folder) = std::env::var_os("REWEAVE_PREVIEW").map(std::path::PathBuf::from) else { return };
    let only = std::env::var("REWEAVE_ONLY").unwrap_or_default();
    let write = |name: String, bytes: &dyn Fn() -> Vec<u8>| {
        if name.starts_with(&only) {
            fs::write(folder.join(format!("{name}.pdf")), bytes()).unwrap();
        }
    };
    let guide = SampleSheet::new("guide", sample::guide());
    let all: Vec<SampleSheet> = kinds().into_iter().chain(samples()).chain([guide]).collect();
    for (kind, print) in all.iter().flat_map(|kind| PrintOptions::all().map(move |print| (kind, print))) {
        let PrintOptions { paper, size, reading, .. } = print;
        write(format!("{}-{paper}-{size}-{reading}", kind.name), &|| kind.bytes(print));
    }
    for &language in Language::ALL {
        for (n, handout) in handouts::pairs(language).iter().enumerate() {
            let bytes = || crate::handout(handout, PaperSize::A4.into()).unwrap();
            write(format!("exercises-{n}-{language}"), &bytes);
        }
    }
}
