//! `/couples/{couple}/interview/{partner}`: what one partner told alone.

use std::collections::HashMap;

use app::fields;
use domain::{
    course::Partner,
    desk::{Fault, Interview, Revision},
    library::english,
};
use store::{CoupleId, StoreError};

use super::{Form, Go, Post, Refusal, form};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 20_000;

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/couples/{couple}/interview/{partner}", save)]
}

async fn save(post: Post) -> Result<Go, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let (asked, letter, absent) = match post.part("partner")? {
        "a" => (Partner::A, "a", Partner::B),
        "b" => (Partner::B, "b", Partner::A),
        _ => return Err(Refusal::NotFound),
    };
    let stored = post.records.interview(id, asked).await?;
    let other = post.records.interview(id, absent).await?;
    let mut situation = post.records.situation(id).await?;
    let typed = read(asked, &stored.value, post.fields())?;
    if stored.revision != typed.seen || situation.revision != typed.seen_situation {
        return Err(StoreError::Stale { latest: stored.revision }.into());
    }
    let mut interview = typed.interview;
    let record = typed.deed == Deed::Record;
    let not_yet = interview.not_yet(&post.library, asked).filter(|_| record);
    situation.value.hear(&post.library, asked, &mut interview, &other.value, record);
    let seen = (typed.seen, (typed.seen_situation, &situation.value));
    post.records.save_interview(id, asked, seen.0, &interview, seen.1, post.now.stamp).await?;
    // What was answered is saved, and its gates are open, even where it cannot be put on record yet.
    let after = match not_yet {
        Some(_) => "not-yet",
        None if record => "record",
        None => "yes",
    };
    Ok(Go::to(format!("/couples/{}/interview/{letter}?saved={after}#after", id.0)))
}

#[derive(Debug, PartialEq, Eq)]
enum Deed {
    Save,
    Record,
}

struct Typed {
    seen: Revision,
    seen_situation: Revision,
    interview: Interview,
    deed: Deed,
}

/// The interview that the fields describe.
fn read(asked: Partner, stored: &Interview, fields: Vec<(String, String)>) -> Result<Typed, Refusal> {
    let count = fields.len();
    let mut fields: HashMap<String, String> = fields.into_iter().collect();
    if fields.len() != count {
        return Err(Refusal::Malformed);
    }
    let mut take = |name: &str| fields.remove(name);
    let revision =
        |text: Option<String>| text.and_then(|text| text.parse().ok()).map(Revision).ok_or(Refusal::Malformed);
    let (seen, seen_situation) = (revision(take("seen"))?, revision(take("seen-situation"))?);
    let deed = take("do").ok_or(Refusal::Malformed)?;
    let day = take("held-on").unwrap_or_default();
    let note = take("note").unwrap_or_default();
    let alone = take("alone");
    let mut interview = stored.clone();
    for question in english().interview().questions() {
        let Some(value) = take(&fields::alone(question)) else { continue };
        let whom = question.about.whom(asked);
        match fields::answer(&value).ok_or(Refusal::Malformed)? {
            Some(answer) => {
                let fits = interview.answers.record(english(), &question.indicator, whom, answer);
                fits.map_err(|_| Refusal::Malformed)?;
            }
            None => interview.answers.clear(&question.indicator, whom),
        }
    }
    if !fields.is_empty() {
        return Err(Refusal::Malformed);
    }
    interview.alone = alone.as_deref() == Some("yes");
    interview.held_on = match day.trim() {
        "" => None,
        day => Some(day.parse().map_err(|bad: domain::desk::BadDay| Fault::new("held-on", bad.to_string()))?),
    };
    if note.chars().count() > LONGEST_NOTE {
        return Err(Fault::new("note", format!("Shorten the note to {LONGEST_NOTE} characters or fewer.")).into());
    }
    interview.note = note;
    let deed = done(&deed, asked, &mut interview)?;
    Ok(Typed { seen, seen_situation, interview, deed })
}

/// What the button that was pressed asks for.
fn done(deed: &str, asked: Partner, interview: &mut Interview) -> Result<Deed, Refusal> {
    match deed {
        "save" => Ok(Deed::Save),
        "record" => Ok(Deed::Record),
        _ => {
            let part = deed.strip_prefix("no:").ok_or(Refusal::Malformed)?;
            if !english().interview().parts.iter().any(|known| known.id == part && known.must) {
                return Err(Refusal::Malformed);
            }
            interview.no_to_the_rest(english(), asked, part);
            Ok(Deed::Save)
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::answers::{Answer, Whom};

    use super::*;

    fn fields(of: &[(&str, &str)]) -> Vec<(String, String)> {
        let always = [("seen", "1"), ("seen-situation", "2")];
        always.iter().chain(of).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_answer_is_about_whom_the_question_is_about() {
        let sent = fields(&[("do", "save"), ("ABU-01.asked", "yes"), ("ABU-05.other", "no"), ("ABU-11.couple", "")]);
        let typed = read(Partner::B, &Interview::default(), sent).ok().unwrap();
        let about = |id: &str, whom| typed.interview.answers.about(&id.parse().unwrap(), whom);
        assert_eq!(about("ABU-01", Whom::B), Some(Answer::Yes));
        assert_eq!(about("ABU-05", Whom::A), Some(Answer::No));
        assert_eq!(about("ABU-11", Whom::Couple), None);
    }

    #[test]
    fn saying_no_to_the_rest_of_a_part_leaves_what_was_answered() {
        let sent = fields(&[("do", "no:fear"), ("ABU-01.asked", "yes")]);
        let typed = read(Partner::A, &Interview::default(), sent).ok().unwrap();
        let about = |id: &str, whom| typed.interview.answers.about(&id.parse().unwrap(), whom);
        assert_eq!(about("ABU-01", Whom::A), Some(Answer::Yes));
        assert_eq!(about("ABU-01", Whom::B), Some(Answer::No));
        assert_eq!(about("ABU-03", Whom::A), None, "another part");
    }

    #[test]
    fn sec_06_what_this_form_does_not_ask_is_refused() {
        for wrong in [
            &[][..],
            &[("do", "close")],
            &[("do", "no:noticed")],
            &[("do", "save"), ("STR-01.a", "yes")],
            &[("do", "save"), ("ABU-01.asked", "perhaps")],
            &[("do", "save"), ("recorded", "yes")],
            &[("do", "save"), ("held-on", "yesterday")],
        ] {
            assert!(read(Partner::A, &Interview::default(), fields(wrong)).is_err(), "{wrong:?}");
        }
    }
}
