//! `/couples/{couple}/situation`: the answers of a couple, as one form.

use std::collections::BTreeSet;

use app::fields;
use domain::{
    course::Partner,
    desk::{Edit, FactChange, Revision, Sheet},
    library::english,
};
use store::{CoupleId, StoreError};

use super::{Form, Go, Post, Refusal, form};

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/couples/{couple}/situation", save)]
}

async fn save(post: Post) -> Result<Go, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let mut stored = post.records.situation(id).await?;
    let typed = read(&Sheet::of(&stored.value), post.fields())?;
    if stored.revision != typed.seen {
        return Err(StoreError::Stale { latest: stored.revision }.into());
    }
    let a = post.records.interview(id, Partner::A).await?;
    let b = post.records.interview(id, Partner::B).await?;
    let edits = Sheet::of(&stored.value).edits_to(&typed.sheet);
    let edited = stored.value.edit(&post.library, [&a.value, &b.value], &edits, post.now.stamp);
    edited.map_err(|bad| Refusal::Problem(bad.to_string()))?;
    post.records.save_situation(id, typed.seen, &stored.value, post.now.stamp).await?;
    Ok(Go::to(format!("/couples/{}/situation", id.0)))
}

struct Typed {
    seen: Revision,
    sheet: Sheet,
}

/// The sheet that the fields describe. What the form does not hold stays as it is; a box that is not ticked is not sent.
fn read(stored: &Sheet, fields: Vec<(String, String)>) -> Result<Typed, Refusal> {
    let mut sheet = stored.clone();
    for off in [
        FactChange::NonMonogamous(false),
        FactChange::ChosenNoSex(false),
        FactChange::Ending(false),
        FactChange::HomeworkMissed(false),
    ] {
        off.apply(&mut sheet.facts);
    }
    let mut seen = None;
    let mut names = BTreeSet::new();
    for (name, value) in fields {
        if !names.insert(name.clone()) {
            return Err(Refusal::Malformed);
        }
        if name == "seen" {
            seen = value.parse().ok().map(Revision);
            continue;
        }
        let edit = fields::edit(&name, &value).ok_or(Refusal::Malformed)?;
        if matches!(&edit, Edit::Answer(change) if english().is_asked_alone(&change.indicator)) {
            return Err(Refusal::Malformed);
        }
        sheet.make(english(), &edit).map_err(|_| Refusal::Malformed)?;
    }
    Ok(Typed { seen: seen.ok_or(Refusal::Malformed)?, sheet })
}

#[cfg(test)]
mod tests {
    use domain::answers::{Answer, Whom};

    use super::*;

    fn fields(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_form_says_what_was_answered_and_what_was_not_asked() {
        let id = "STR-01".parse().unwrap();
        let mut stored = Sheet::default();
        stored.facts.ending = true;
        let typed = read(&stored, fields(&[("seen", "3"), ("STR-01.a", "yes"), ("STR-01.b", "")])).ok().unwrap();
        assert_eq!(typed.seen, Revision(3));
        assert_eq!(typed.sheet.answers.about(&id, Whom::A), Some(Answer::Yes));
        assert_eq!(typed.sheet.answers.about(&id, Whom::B), None);
        assert!(!typed.sheet.facts.ending, "an empty box is not sent");
    }

    #[test]
    fn sec_06_what_this_form_does_not_ask_is_refused() {
        for wrong in [
            &[("STR-01.a", "yes")][..],
            &[("seen", "1"), ("STR-99.a", "yes")],
            &[("seen", "1"), ("STR-01.couple", "yes")],
            &[("seen", "1"), ("STR-01.a", "perhaps")],
            &[("seen", "1"), ("ABU-01.a", "no")],
            &[("seen", "1"), ("account_id", "1")],
            &[("seen", "1"), ("STR-01.a", "yes"), ("STR-01.a", "no")],
        ] {
            assert!(read(&Sheet::default(), fields(wrong)).is_err(), "{wrong:?}");
        }
    }
}
