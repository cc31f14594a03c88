//! Files to look at: `REWEAVE_PREVIEW=some/folder cargo test -p pdf preview` writes them there.

use domain::words::Language;

use super::{handouts, letterheads, right_to_left, sample, sheets, workbook};
use crate::{Paper, Print, typeset};

#[test]
fn preview_for_the_eye() {
    let Some(folder) = std::env::var_os("REWEAVE_PREVIEW").map(std::path::PathBuf::from) else { return };
    let samples = [
        ("guide", sample::guide()),
        ("handout", sample::handout()),
        ("workbook", workbook::workbook()),
        ("hebrew", right_to_left::hebrew()),
        ("arabic", right_to_left::arabic()),
    ];
    for ((name, document), print) in samples.iter().flat_map(|sample| Print::all().map(move |print| (sample, print))) {
        let Print { paper, size, reading } = print;
        let file = folder.join(format!("{name}-{paper}-{size}-{reading}.pdf"));
        std::fs::write(file, typeset(document, print).unwrap()).unwrap();
    }
    for &language in Language::ALL {
        for (n, handout) in handouts::pairs(language).iter().enumerate() {
            let bytes = crate::handout(handout, Paper::A4.into()).unwrap();
            std::fs::write(folder.join(format!("sheet-{n}-{language}.pdf")), bytes).unwrap();
        }
    }
    for &language in Language::ALL {
        let write =
            |name: &str, bytes: Vec<u8>| std::fs::write(folder.join(format!("{name}-{language}.pdf")), bytes).unwrap();
        write("leaflet", crate::leaflet(&sheets::leaflets_in(language)[0], Print::default()).unwrap());
        write("referrals", crate::referrals(&sheets::referrals_in(language), Print::default()).unwrap());
        let key = crate::recovery_key_in(language, "mara@lindenhof.example", sheets::KEY, Print::default());
        write("recovery-key", key.unwrap());
    }
    let write = |name: &str, bytes: Vec<u8>| std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
    let (library, print) = (domain::library::english(), Print::default());
    write("run-sheet", crate::run_sheet(&sheets::run_sheet(), print).unwrap());
    write("lettered", crate::leaflet_under(&letterheads::letterhead(), &sheets::leaflets()[1], print).unwrap());
    write("form", crate::form(library, print).unwrap());
    write("interview-form", crate::interview_form(library, domain::course::Partner::A, print).unwrap());
}
