//! Referral letters.

use domain::{
    library::english,
    paper::letter::{ReferralLetter, TypedLetter, make},
    vocabulary::Language,
};

use super::letterheads;
use crate::{
    PaperSize, PrintOptions, TextSize,
    sheets::letter,
    verify::{artifacts, leaves, verify},
};

/// Returns a letter in this language.
pub(super) fn letter_in(language: Language, template: &str) -> ReferralLetter {
    let typed = TypedLetter {
        template,
        language,
        on: "2026-11-27".parse().unwrap(),
        addressee: "Pelvic health clinic\n12 Mill Lane",
        initial: 'L',
        name: "",
        added: if template == "general" { "Mornings are best." } else { "" },
        agreed: true,
    };
    make(english(), &typed).unwrap()
}

#[test]
fn every_letter_in_every_language_is_sound_and_one_page() {
    let large = PrintOptions { size: TextSize::Large, ..PrintOptions::default() };
    for &language in Language::ALL {
        for template in &english().letters(language).unwrap().letters {
            let own = letter_in(language, &template.id);
            for print in [PrintOptions::default(), PaperSize::Letter.into(), PaperSize::A5.into(), large] {
                let bytes = crate::letter(&own, None, print).unwrap();
                assert_eq!(verify(&bytes, &letter::document(&own, print)), [], "{language} {} {print:?}", template.id);
                if print.may_be_tight() {
                    assert_eq!(artifacts(&bytes).len(), 1, "{language} {}", template.id);
                }
            }
        }
    }
}

#[test]
fn a_letter_says_whom_when_and_under_which_letterhead() {
    let own = letter_in(Language::German, "pelvic-pain");
    let bytes = crate::letter(&own, Some(&letterheads::letterhead()), PrintOptions::default()).unwrap();
    let words: String = leaves(&bytes).into_iter().map(|(_, words)| words + "\n").collect();
    for said in
        ["Lindenhof", "27. November 2026", "12 Mill Lane", "L. ist mit diesem Schreiben einverstanden", "Unterschrift"]
    {
        assert!(words.replace('\u{a0}', " ").contains(said), "{said} in {words}");
    }
    assert!(!words.contains("Paar") && !words.contains("{who}"), "it does not say that there is a couple");
}
