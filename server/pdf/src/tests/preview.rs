//! Files to look at: `REWEAVE_PREVIEW=some/folder cargo test -p pdf preview` writes them there.

use super::{handouts, sample};
use crate::{Paper, typeset};

#[test]
fn preview_for_the_eye() {
    let Some(folder) = std::env::var_os("REWEAVE_PREVIEW").map(std::path::PathBuf::from) else { return };
    for (name, document) in [("guide", sample::guide()), ("handout", sample::handout()), ("long", sample::long())] {
        for paper in Paper::ALL {
            std::fs::write(folder.join(format!("{name}-{paper}.pdf")), typeset(&document, &paper.into()).unwrap())
                .unwrap();
        }
    }
    for (n, handout) in handouts::pairs().iter().enumerate() {
        std::fs::write(folder.join(format!("sheet-{n}.pdf")), crate::handout(handout, &Paper::A4.into()).unwrap())
            .unwrap();
    }
}
