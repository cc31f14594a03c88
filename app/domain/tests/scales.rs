//! Scoring of the four scales whose items travel with the library.

use domain::{
    assess::{BadScore, Filled, phq9_item9_is_positive, score},
    library::{english, model::Scale},
};

fn scale(id: &str) -> &'static Scale {
    english().scales().iter().find(|scale| scale.id == id).expect("a scale of the library")
}

fn filled(answers: &[u8]) -> Filled {
    Filled { gate: None, answers: answers.to_vec() }
}

#[test]
fn totals_and_bands_follow_the_published_ones() {
    for (id, answers, total, band) in [
        ("phq-9", &[0, 0, 0, 0, 0, 0, 0, 0, 0][..], 0, ""),
        ("phq-9", &[1, 1, 1, 1, 1, 0, 0, 0, 0], 5, "mild"),
        ("phq-9", &[2, 2, 2, 2, 2, 0, 0, 0, 0], 10, "moderate"),
        ("phq-9", &[3, 3, 3, 3, 3, 0, 0, 0, 0], 15, "moderately severe"),
        ("phq-9", &[3, 3, 3, 3, 3, 3, 3, 3, 3], 27, "severe"),
        ("gad-7", &[1, 1, 1, 1, 1, 0, 0], 5, "mild"),
        ("gad-7", &[3, 3, 3, 3, 3, 3, 3], 21, "severe"),
        ("audit-c", &[4, 4, 4], 12, ""),
    ] {
        let scored = score(scale(id), &filled(answers)).unwrap_or_else(|bad| panic!("{id}: {bad}"));
        assert_eq!(scored.total, total, "{id}");
        assert!(scored.band.to_lowercase().starts_with(band), "{id} {total}: {}", scored.band);
    }
}

#[test]
fn without_an_event_pc_ptsd_5_is_zero_and_asks_nothing_more() {
    let scale = scale("pc-ptsd-5");
    assert_eq!(score(scale, &Filled { gate: Some(false), answers: vec![] }).map(|s| s.total), Ok(0));
    assert_eq!(score(scale, &Filled { gate: Some(true), answers: vec![1, 1, 1, 1, 0] }).map(|s| s.total), Ok(4));
    assert!(matches!(score(scale, &filled(&[1, 1, 1, 1, 0])), Err(BadScore::Gate(_))));
}

#[test]
fn what_cannot_be_scored_says_why() {
    assert!(matches!(score(scale("phq-9"), &filled(&[1])), Err(BadScore::Count { expected: 9, given: 1, .. })));
    let outside = score(scale("gad-7"), &filled(&[0, 0, 4, 0, 0, 0, 0]));
    assert!(matches!(outside, Err(BadScore::Answer { item: 3, highest: 3, given: 4, .. })), "{outside:?}");
    let without_items = english().scales().iter().find(|scale| scale.form.is_none()).expect("most have none");
    assert!(matches!(score(without_items, &filled(&[])), Err(BadScore::NoItems(_))));
}

#[test]
fn item_nine_counts_by_itself() {
    assert!(phq9_item9_is_positive(&filled(&[0, 0, 0, 0, 0, 0, 0, 0, 1])));
    assert!(!phq9_item9_is_positive(&filled(&[3, 3, 3, 3, 3, 3, 3, 3, 0])));
}
