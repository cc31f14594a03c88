//! Templates as files.

use domain::{
    library::english,
    plan::templates::{
        Content, ExerciseRef, differences,
        file::{BadFile, LARGEST, read, write},
    },
};
use proptest::prelude::*;

use super::{applied, gates::any_template, made, template, with_exercises};
use crate::support::{settled, with_gate};

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Export, then import, is the identity.
    #[test]
    fn export_then_import_is_the_identity(
        template in any_template(), title in "[a-zA-Zäß “”\"\\\\<>]{1,40}[a-z]", description in "(?s).{0,200}",
        tags in prop::collection::vec("[a-z ]{0,10}[a-z]", 0..4),
    ) {
        let labels = domain::plan::templates::Labels { title, description, tags }.checked().unwrap();
        let template = labels.on(template);
        let text = write(&template);
        let found = read(english(), &text).unwrap();
        prop_assert_eq!(&found.template, &template);
        prop_assert!(found.unknown.is_empty() && found.other_words.is_empty());
        prop_assert_eq!(write(&found.template), text);
        prop_assert!(differences(&found.template, &template).is_empty());
    }
}

fn sample() -> String {
    write(&template(&with_exercises(&settled(), 60, &["reassurance-menu", "impact-listening-session"])))
}

#[test]
fn a_field_that_templates_do_not_have_is_refused_wherever_it_stands() {
    let text = sample();
    let into = |mark: &str, field: &str| text.replacen(mark, &format!("{mark} {field}"), 1);
    let files = [
        into("{", "\"note\": \"she said\","),
        into("\"blocks\": [\n    {", "\"note\": \"she said\","),
        into("\"blocks\": [\n    {", "\"outcome\": \"done\","),
        into("\"exercise\": {", "\"steps\": [\"Do harm\"],"),
        into("\"exercise\": {", "\"client_text\": [\"Do harm\"],"),
    ];
    for text in files {
        let refused = read(english(), &text).unwrap_err();
        assert!(matches!(refused, BadFile::Line { .. }), "{refused:?}");
        assert!(refused.to_string().contains("Nothing was imported"), "{refused}");
    }
}

#[test]
fn what_is_no_template_says_what_to_do() {
    for text in ["", "{}", "[]", "hello", "{\"reweave\": \"plan\", \"version\": 1}", "{\"reweave\": 1, \"version\": 1}"]
    {
        assert_eq!(read(english(), text), Err(BadFile::NoTemplate), "{text}");
    }
    assert_eq!(read(english(), &sample().replace("\"version\": 1", "\"version\": 9")), Err(BadFile::Newer(9)));
    assert_eq!(read(english(), &" ".repeat(LARGEST + 1)), Err(BadFile::TooLarge));
    let bounds = [
        ("\"minutes\": 60", "\"minutes\": 200"),
        ("\"title\": \"Repair talk\"", "\"title\": \" \""),
        ("\"part\": \"Main work\"", "\"part\": \"Her flat\""),
        ("\"words\": \"", "\"words\": \"+"),
    ];
    for (before, after) in bounds {
        let text = sample().replacen(before, after, 1);
        assert_ne!(text, sample(), "{before}");
        assert!(matches!(read(english(), &text), Err(BadFile::Bounds(_))), "{after}");
    }
    let many = sample();
    let block = "{ \"part\": \"Close\", \"minutes\": 1, \"room\": \"both\" },";
    let many = many.replacen("\"blocks\": [", &format!("\"blocks\": [{}", block.repeat(41)), 1);
    assert!(matches!(read(english(), &many), Err(BadFile::Bounds(_))));
}

#[test]
fn a_byte_order_mark_and_other_line_ends_do_no_harm() {
    let text = format!("\u{feff}{}", sample().replace('\n', "\r\n"));
    assert_eq!(read(english(), &text).unwrap(), read(english(), &sample()).unwrap());
}

#[test]
fn other_words_and_unknown_exercises_are_named_and_ours_are_used() {
    let mark = |text: &str| {
        let at = text.find("\"words\": \"").unwrap() + 10;
        text[at..at + 16].to_owned()
    };
    let text = sample();
    let text = text.replacen(&mark(&text), "0123456789abcdef", 1);
    let text = text.replacen("\"id\": \"impact-listening-session\"", "\"id\": \"from-a-colleague\"", 1);
    let found = read(english(), &text).unwrap();
    assert_eq!(found.unknown, ["from-a-colleague".parse::<domain::vocabulary::ItemId>().unwrap()]);
    assert_eq!(found.other_words.len(), 1);
    let ours = |content: &Content| match content {
        Content::Exercise(ExerciseRef::Kept(kept)) => !kept.differs_from(english().item(kept.id()).unwrap()),
        _ => true,
    };
    assert!(found.template.blocks.iter().all(|block| ours(&block.content)), "the words of this library");
    let again = read(english(), &write(&found.template)).unwrap();
    assert_eq!(again.template, found.template, "an unknown exercise survives export and import");
    let moment = settled();
    let application = applied(&found.template, &moment, 60);
    let unknown = application.rows.iter().position(|row| row.state == domain::plan::templates::State::Unknown).unwrap();
    let mut choices = application.proposed();
    made(&found.template, &moment, 60, &choices).unwrap();
    choices[unknown].take = domain::plan::templates::SlotChoice::Keep;
    assert!(made(&found.template, &moment, 60, &choices).is_err());
}

#[test]
fn an_imported_template_meets_the_gates_of_whoever_it_is_applied_to() {
    let other = with_gate(&settled(), "ABU-01", domain::vocabulary::GateId::Control);
    let found = read(english(), &sample()).unwrap().template;
    let mut choices = applied(&found, &other, 60).proposed();
    made(&found, &other, 60, &choices).unwrap();
    for choice in &mut choices {
        choice.take = domain::plan::templates::SlotChoice::Keep;
    }
    let refused = made(&found, &other, 60, &choices).unwrap_err();
    assert_eq!(refused.iter().filter(|refusal| !refusal.holds.is_empty()).count(), 2, "{refused:?}");
}
