//! Files to look at and to check: `REWEAVE_PREVIEW=some/folder cargo test -p pdf preview` writes them there.

use std::fs;

use domain::words::Language;

use super::{
    handouts,
    kinds::{Kind, kinds, samples},
    sample,
};
use crate::{Paper, Print};

/// Every kind of sheet in every language, printed in every way, and every exercise on A4.
#[test]
fn preview_for_the_eye_and_for_the_checkers() {
    let Some(folder) = std::env::var_os("REWEAVE_PREVIEW").map(std::path::PathBuf::from) else { return };
    let write = |name: String, bytes: Vec<u8>| fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
    let guide = Kind::new("guide", sample::guide());
    let all: Vec<Kind> = kinds().into_iter().chain(samples()).chain([guide]).collect();
    for (kind, print) in all.iter().flat_map(|kind| Print::all().map(move |print| (kind, print))) {
        let Print { paper, size, reading } = print;
        write(format!("{}-{paper}-{size}-{reading}", kind.name), kind.bytes(print));
    }
    for &language in Language::ALL {
        for (n, handout) in handouts::pairs(language).iter().enumerate() {
            write(format!("exercises-{n}-{language}"), crate::handout(handout, Paper::A4.into()).unwrap());
        }
    }
}
