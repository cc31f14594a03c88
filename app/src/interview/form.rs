//! `/couples/{couple}/interview/{partner}`: the private interview of one partner.

use std::collections::HashMap;

use crate::{
    couples::audit::note_view,
    http::{
        app_error::Refusal,
        form_request::FormRequest,
        routes::{Form, Quiet, Redirect},
        saved::{Saved, StoredFields, saving},
        visitor::Now,
    },
    interview::fields::{Bad, Context, asked_for, fill, filled, partner},
};
use domain::{
    assess::Partner,
    library::english,
    records::{Fault, Interview, Revision},
    vocabulary::{GateId, SmallSet},
};
use store::{CoupleId, StoreError};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![saving("/couples/{couple}/interview/{partner}", save, stored)]
}

/// Number of attempts when a save conflicts with another save of the couple's situation.
const TRIES: usize = 3;

async fn save(post: FormRequest) -> Result<Saved, Refusal> {
    let mut tries = 0;
    loop {
        tries += 1;
        match save_once(&post).await {
            // The situation was saved in between, or the interview was: the next look tells.
            Err(Refusal::Store(StoreError::Stale { .. })) if tries < TRIES => {}
            saved => return saved,
        }
    }
}

async fn stored(post: FormRequest) -> Result<StoredFields, Refusal> {
    let (id, asked) = (CoupleId(post.id("couple")?), partner(post.part("partner")?).ok_or(Refusal::NotFound)?);
    let stored = post.records.interview(id, asked).await?;
    note_view(&post.records, id, post.now.stamp, false).await?;
    Ok(StoredFields { revision: stored.revision, fields: filled(&stored.value, asked, post.now.day) })
}

async fn save_once(post: &FormRequest) -> Result<Saved, Refusal> {
    let (id, letter) = (CoupleId(post.id("couple")?), post.part("partner")?);
    let asked = partner(letter).ok_or(Refusal::NotFound)?;
    let absent = if asked == Partner::A { Partner::B } else { Partner::A };
    let file = post.records.couple_file(id).await?;
    let (stored, other) = (file.interview(asked), file.interview(absent));
    // The situation goes along as it is stored now: what is told alone changes nothing in it but its safety holds.
    let mut situation = file.situation.clone();
    let context = Context { library: &post.library, today: post.now.day };
    let typed = read(asked, &stored.value, post.once_each()?, context)?;
    if stored.revision != typed.seen {
        return Err(StoreError::Stale { latest: stored.revision }.into());
    }
    let mut interview = typed.interview;
    let record = typed.deed == Deed::Record;
    if let Some(fault) = held_before_it_was_followed(&interview, post.now).filter(|_| record) {
        return Err(fault.into());
    }
    interview.note_changes(&stored.value, post.now.stamp);
    let not_yet = interview.not_yet(&post.library, asked).filter(|_| record);
    let before: SmallSet<GateId> = situation.value.gates.open_gates().collect();
    situation.value.hear(&post.library, asked, &mut interview, &other.value, record);
    let at = (situation.revision, &situation.value);
    let saved = post.records.save_interview(id, asked, typed.seen, &interview, at, post.now.stamp).await?;
    // What was answered is saved, and its gates are open, even where it cannot be put on record yet.
    let after = match not_yet {
        Some(_) => "not-yet",
        None if record => "record",
        None => "yes",
    };
    let new: Vec<GateId> = situation.value.gates.open_gates().filter(|gate| !before.contains(gate)).collect();
    let quiet = new.is_empty();
    let place = match &typed.deed {
        // Back to where the button is, unless something has to be read first.
        Deed::NoToTheRest(part) if quiet => part.as_str(),
        Deed::AskedFor if quiet => "asked-for",
        _ => "after",
    };
    let then =
        Redirect::quietly(format!("/couples/{}/interview/{letter}?saved={after}#{place}", id.0), Quiet::SaidOnPage);
    let hold = |gate| (format!("/couples/{}/gates/{gate}", id.0), post.library.gate(gate).name.clone());
    Ok(Saved { then, revision: saved.0, holds: new.into_iter().map(hold).collect() })
}

#[derive(Debug, PartialEq, Eq)]
enum Deed {
    Save,
    Record,
    NoToTheRest(String),
    AskedFor,
}

struct Typed {
    seen: Revision,
    interview: Interview,
    deed: Deed,
}

/// Reads the interview from form fields. Missing questions keep their stored answers.
fn read(
    asked: Partner,
    stored: &Interview,
    mut fields: HashMap<String, String>,
    context: Context<'_>,
) -> Result<Typed, Refusal> {
    let mut take = |name: &str| fields.remove(name);
    let seen = take("seen").and_then(|text| text.parse().ok()).map(Revision).ok_or(Refusal::Malformed)?;
    // Pages that were open before an update still send it.
    take("seen-situation");
    let deed = take("do").ok_or(Refusal::Malformed)?;
    let mut interview = stored.clone();
    // A box that is not ticked is not sent.
    for always in ["note", "held-on", "alone"] {
        let value = take(always).unwrap_or_default();
        fill(&mut interview, asked, always, &value, context).map_err(refused)?;
    }
    for (name, value) in &fields {
        fill(&mut interview, asked, name, value, context).map_err(refused)?;
    }
    let deed = done(&deed, asked, &mut interview, context)?;
    Ok(Typed { seen, interview, deed })
}

fn refused(bad: Bad) -> Refusal {
    match bad {
        Bad::Unknown => Refusal::Malformed,
        Bad::Fault(fault) => fault.into(),
    }
}

/// An interview that someone may have followed counts only if it is held again afterwards (R67).
fn held_before_it_was_followed(interview: &Interview, now: Now) -> Option<Fault> {
    let followed = interview.followed_at().map(|at| now.local(at).0)?;
    let before = interview.held_on.is_some_and(|day| day < followed);
    let text = "Enter the date of the new interview: someone may have followed the last one.";
    (before && !interview.was_followed()).then(|| Fault::new("held-on", text))
}

/// Runs the action of the button that was pressed.
fn done(deed: &str, asked: Partner, interview: &mut Interview, context: Context<'_>) -> Result<Deed, Refusal> {
    if let Some(item) = deed.strip_prefix("asked:") {
        asked_for(interview, item, Some(context.today), context).map_err(refused)?;
        return Ok(Deed::AskedFor);
    }
    if let Some(item) = deed.strip_prefix("not-asked:") {
        asked_for(interview, item, None, context).map_err(refused)?;
        return Ok(Deed::AskedFor);
    }
    match deed {
        "save" => Ok(Deed::Save),
        "record" => Ok(Deed::Record),
        _ => {
            let part = deed.strip_prefix("no:").ok_or(Refusal::Malformed)?;
            if !english().interview().parts.iter().any(|known| known.id == part && known.must) {
                return Err(Refusal::Malformed);
            }
            interview.no_to_the_rest(english(), asked, part);
            Ok(Deed::NoToTheRest(part.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::assess::{Answer, Whom};

    use super::*;

    fn read(asked: Partner, stored: &Interview, sent: HashMap<String, String>) -> Result<Typed, Refusal> {
        let today = "2026-11-26".parse().unwrap();
        super::read(asked, stored, sent, Context { library: english(), today })
    }

    fn fields(of: &[(&str, &str)]) -> HashMap<String, String> {
        let always = [("seen", "1")];
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
    fn r53_asking_for_an_exercise_alone_is_recorded_with_its_day_and_undone() {
        let asks = fields(&[("do", "asked:transparency-agreement"), ("alone", "yes")]);
        let asked = read(Partner::A, &Interview::default(), asks).ok().unwrap().interview;
        let days: Vec<String> = asked.asked_for.values().map(ToString::to_string).collect();
        assert_eq!(days, ["2026-11-26"]);
        let earlier = fields(&[("do", "save"), ("asked-on.transparency-agreement", "2026-11-20")]);
        let corrected = read(Partner::A, &asked, earlier).ok().unwrap().interview;
        assert_eq!(corrected.asked_for.values().next().map(ToString::to_string).as_deref(), Some("2026-11-20"));
        let undo =
            fields(&[("do", "not-asked:transparency-agreement"), ("asked-on.transparency-agreement", "2026-11-20")]);
        assert!(read(Partner::A, &corrected, undo).ok().unwrap().interview.asked_for.is_empty());
    }

    #[test]
    fn sec_06_what_this_form_does_not_ask_is_refused() {
        for wrong in [
            &[][..],
            &[("do", "close")],
            &[("do", "no:noticed")],
            &[("do", "asked:grounding-toolkit")],
            &[("do", "not-asked:anything")],
            &[("do", "save"), ("STR-01.a", "yes")],
            &[("do", "save"), ("ABU-01.asked", "perhaps")],
            &[("do", "save"), ("recorded", "yes")],
            &[("do", "save"), ("held-on", "yesterday")],
        ] {
            assert!(read(Partner::A, &Interview::default(), fields(wrong)).is_err(), "{wrong:?}");
        }
    }
}
