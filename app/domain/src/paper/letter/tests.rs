use super::*;
use crate::library::english;

fn typed(template: &str) -> TypedLetter<'_> {
    TypedLetter {
        template,
        language: Language::English,
        on: "2026-11-27".parse().unwrap(),
        addressee: "Pelvic health clinic\r\n\r\n 12  Mill Lane ",
        initial: 'L',
        name: "",
        added: "",
        agreed: true,
    }
}

#[test]
fn no_letter_is_made_without_the_agreement() {
    for template in &english().letters(Language::English).unwrap().letters {
        let refused = make(english(), &TypedLetter { agreed: false, ..typed(&template.id) });
        assert_eq!(refused, Err(NoLetter::NotAgreed));
    }
    assert!(make(english(), &TypedLetter { agreed: false, addressee: "", ..typed("general") }).is_err());
}

#[test]
fn every_letter_is_made_in_every_language_with_the_initial_and_without_a_placeholder() {
    let mut subjects = crate::vocabulary::SmallSet::new();
    for &language in Language::ALL {
        let letters = &english().letters(language).unwrap().letters;
        assert_eq!(letters.len(), 5);
        for template in letters {
            let letter = make(english(), &TypedLetter { language, ..typed(&template.id) }).unwrap();
            let all = format!("{letter:?}");
            assert!(!all.contains("{who}"), "{all}");
            let paragraphs = letter.paragraphs();
            assert_eq!(paragraphs.len(), 4);
            assert!(paragraphs.iter().all(|text| text.contains("L.") && !text.contains("..")), "{all}");
            subjects.insert((language.as_str(), letter.subject().to_owned()));
        }
    }
    assert_eq!(subjects.len(), 15);
}

#[test]
fn what_is_typed_stands_in_the_letter_and_replaces_the_words_about_detail() {
    let own = TypedLetter { name: " Lena \u{202e}Maurer ", added: "Pain since\n2024.", ..typed("pelvic-pain") };
    let letter = make(english(), &own).unwrap();
    assert_eq!(letter.addressee(), ["Pelvic health clinic", "12 Mill Lane"]);
    assert_eq!(letter.added(), Some(("Added at the request of Lena Maurer", "Pain since 2024.")));
    assert!(letter.paragraphs().iter().all(|text| !text.contains("left clinical details out")));
    assert!(letter.paragraphs()[0].contains("Lena Maurer would like"));
}

#[test]
fn a_field_that_is_blank_or_too_long_is_named() {
    let field = |typed: &TypedLetter<'_>| match make(english(), typed) {
        Err(NoLetter::Field(field, wrong)) => (field, wrong),
        other => panic!("{other:?}"),
    };
    let long = "x".repeat(601);
    let of = typed("general");
    assert_eq!(field(&TypedLetter { addressee: " \n", ..of }), (LetterField::Addressee, Wrong::Blank));
    assert_eq!(field(&TypedLetter { added: &long, ..of }), (LetterField::Added, Wrong::TooLong(600)));
    assert_eq!(field(&TypedLetter { name: &long[..81], ..of }), (LetterField::Name, Wrong::TooLong(80)));
    let lines = "a\n".repeat(20);
    assert_eq!(make(english(), &TypedLetter { addressee: &lines, ..of }).unwrap().addressee().len(), 8);
    assert_eq!(make(english(), &typed("affair")), Err(NoLetter::Unknown));
}
