//! Whatever speaks to the one who was hurt leaves repair, forgiving and the other's change to the one who did the hurting.

use domain::{
    library::{english, model::Party},
    vocabulary::{Language, Role},
};

use super::{
    lists::{Kind, lists},
    pattern::{places, sentences},
    texts::{Text, for_clients},
};

/// Words that turn to the one who was hurt, or speak of them.
fn turns(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "the one who was hurt",
            "if you were hurt",
            "if you are the partner",
            "if you were the one who was betrayed",
        ],
        Language::German => &[
            "wenn sie verletzt wurden",
            "wer verletzt wurde",
            "verletzte person",
            "person .. die verletzt wurde",
            "wenn sie die andere person sind",
            "wenn sie hintergangen wurden",
            "wenn ihr gegenüber schmerzen hat",
            "hat ihr gegenüber schmerzen",
        ],
        Language::Spanish => &[
            "si le hicieron daño",
            "si el daño se lo hicieron a usted",
            "si a usted no le duele",
            "quien sufrió el daño",
            "si usted es la pareja",
            "la traición la sufrió usted",
        ],
    }
}

/// True for an exercise that one who was hurt does alone.
fn is_for_the_hurt(text: &Text) -> bool {
    let item = text.exercise().and_then(|id| english().item(&id));
    item.is_some_and(|item| matches!(item.who.first, Party::One(Role::Injured | Role::Harmed)))
}

/// Every passage that speaks to the one who was hurt.
fn passages(language: Language) -> Vec<Text> {
    let turned = |text: &Text| {
        let sentences = sentences(&text.words);
        turns(language).iter().any(|turn| sentences.iter().any(|words| !places(turn, words).is_empty()))
    };
    for_clients(language).into_iter().filter(|text| is_for_the_hurt(text) || turned(text)).collect()
}

#[test]
fn passages_to_the_one_who_was_hurt_are_known_in_each_language() {
    let of = |language| -> Vec<String> {
        let mut places: Vec<String> = passages(language).iter().map(Text::place).collect();
        places.dedup();
        places
    };
    let wanted = of(Language::English);
    assert!(wanted.len() > 15, "{wanted:?}");
    for language in [Language::German, Language::Spanish] {
        let missing: Vec<&String> = wanted.iter().filter(|place| !of(language).contains(place)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

#[test]
fn nothing_makes_the_repair_depend_on_the_one_who_was_hurt() {
    for &language in Language::ALL {
        let lists = lists(language);
        let list = lists.iter().find(|list| list.kind == Kind::Burden).unwrap();
        for text in passages(language) {
            let found = list.finds(&text);
            assert!(found.is_empty(), "{language} {}: {found:?} in: {}", text.place(), text.words);
        }
    }
}
