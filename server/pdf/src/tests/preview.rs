//! Files to look at: `REWEAVE_PREVIEW=some/folder cargo test -p pdf preview` writes them there.

use domain::words::Language;

use super::{drawings, handouts, letterheads, right_to_left, sample, sheets, workbook};
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
    let write = |name: &str, bytes: Vec<u8>| std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
    let (library, print) = (domain::library::english(), Print::default());
    write("run-sheet", crate::run_sheet(&sheets::run_sheet(), print).unwrap());
    write("leaflet", crate::leaflet(&sheets::leaflets()[0], print).unwrap());
    write("lettered", crate::client_sheet(&sheets::leaflets()[1], Some(&letterheads::letterhead()), print).unwrap());
    let drawn = drawings::under_a_drawing();
    write("drawn", crate::client_sheet(&sheets::leaflets()[1], Some(&drawn), print).unwrap());
    write("form", crate::form(library, print).unwrap());
    write("interview-form", crate::interview_form(library, domain::course::Partner::A, print).unwrap());
    write("referrals", crate::referrals(&sheets::referrals(), print).unwrap());
    write("recovery-key", crate::recovery_key("mara@lindenhof.example", sheets::KEY, print).unwrap());
}
