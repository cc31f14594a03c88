//! `/couples/{couple}/situation`: the answers of a couple, as one form.

use crate::{
    browser::fields,
    http::{
        app_error::Refusal,
        done::Done,
        form_request::FormRequest,
        routes::{Form, Redirect, form},
    },
};
use domain::vocabulary::SmallSet;
use domain::{
    library::Library,
    records::{self, BadEdit, Edit, FactChange, Fault, Revision, SituationForm},
};
use store::{CoupleFile, CoupleId, StoreError};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/couples/{couple}/situation", save)]
}

async fn save(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let CoupleFile { situation: mut stored, a, b, .. } = post.records.couple_file(id).await?;
    let typed = Typed::read(&post.library, &SituationForm::of(&stored.value), post.fields())?;
    if stored.revision != typed.seen {
        return Err(StoreError::Stale { latest: stored.revision }.into());
    }
    let edits = SituationForm::of(&stored.value).edits_to(&typed.sheet);
    let edited = stored.value.edit(&post.library, [&a.value, &b.value], &edits, post.now.stamp);
    edited.map_err(|bad| Refusal::Problem(bad.to_string()))?;
    post.records.save_situation(id, typed.seen, &stored.value, post.now.stamp).await?;
    // The part whose button was pressed is where the page comes back.
    let place = typed.section.map(|part| {
        let is_opening = post.library.opening(&part).is_some_and(|opening| opening.group != part);
        if is_opening { format!("#opening-{part}") } else { format!("#{part}") }
    });
    Ok(Redirect::saying(format!("/couples/{}/situation{}", id.0, place.unwrap_or_default()), Done::Saved))
}

struct Typed {
    seen: Revision,
    sheet: SituationForm,
    /// The section whose button was pressed, to which the page returns.
    section: Option<String>,
}

impl Typed {
    /// Reads the form's fields. Fields that it lacks keep their values; an unticked box is not sent.
    fn read(library: &Library, stored: &SituationForm, fields: Vec<(String, String)>) -> Result<Self, Refusal> {
        let mut sheet = stored.clone();
        for off in [
            FactChange::NonMonogamous(false),
            FactChange::ChosenNoSex(false),
            FactChange::Ending(false),
            FactChange::HomeworkMissed(false),
        ] {
            off.apply(&mut sheet.facts);
        }
        sheet.background.ask_next.clear();
        let (mut seen, mut pressed) = (None, None);
        let mut names = SmallSet::new();
        for (name, value) in fields {
            if !names.insert(name.clone()) {
                return Err(Refusal::Malformed);
            }
            match name.as_str() {
                "seen" => seen = value.parse().ok().map(Revision),
                "do" => pressed = Some(Pressed::read(library, &value)?),
                _ => answer(library, &mut sheet, &name, &value)?,
            }
        }
        if let Some(Pressed { rest: true, section }) = &pressed {
            for change in records::rest(library, &sheet.answers, section) {
                sheet.make(library, &Edit::Answer(change)).map_err(|_| Refusal::Malformed)?;
            }
        }
        Ok(Self { seen: seen.ok_or(Refusal::Malformed)?, sheet, section: pressed.map(|pressed| pressed.section) })
    }
}

fn answer(library: &Library, sheet: &mut SituationForm, name: &str, value: &str) -> Result<(), Refusal> {
    let edit = fields::edit(name, value).ok_or(Refusal::Malformed)?;
    if matches!(&edit, Edit::Answer(change) if library.is_asked_alone(&change.indicator)) {
        return Err(Refusal::Malformed);
    }
    sheet.make(library, &edit).map_err(|bad| match bad {
        BadEdit::TooLong => Fault::new(name, bad.to_string()).into(),
        _ => Refusal::Malformed,
    })
}

/// A button at the end of a section.
struct Pressed {
    /// True if the rest of the section was asked and answered no.
    rest: bool,
    section: String,
}

impl Pressed {
    fn read(library: &Library, value: &str) -> Result<Self, Refusal> {
        let (what, section) = value.split_once(':').ok_or(Refusal::Malformed)?;
        let known = library.openings().iter().any(|opening| opening.group == section || opening.id == section);
        let rest = match what {
            "rest" => true,
            "save" => false,
            _ => return Err(Refusal::Malformed),
        };
        if known { Ok(Self { rest, section: section.to_owned() }) } else { Err(Refusal::Malformed) }
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        assess::{Answer, Whom},
        library::english,
    };

    use super::*;

    fn read(stored: &SituationForm, fields: Vec<(String, String)>) -> Result<Typed, Refusal> {
        Typed::read(english(), stored, fields)
    }

    fn fields(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_form_says_what_was_answered_and_what_was_not_asked() {
        let id = "STR-01".parse().unwrap();
        let mut stored = SituationForm::default();
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
            assert!(read(&SituationForm::default(), fields(wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_rest_of_a_section_is_answered_with_no_and_the_page_comes_back_there() {
        let sent = [("seen", "1"), ("do", "rest:body"), ("STR-04.a", "yes"), ("STR-01.a", "")];
        let typed = read(&SituationForm::default(), fields(&sent)).ok().unwrap();
        let about = |id: &str, whom| typed.sheet.answers.about(&id.parse().unwrap(), whom);
        assert_eq!(about("STR-04", Whom::A), Some(Answer::Yes), "what was said stays");
        assert_eq!((about("STR-04", Whom::B), about("TRA-07", Whom::A)), (Some(Answer::No), Some(Answer::No)));
        assert_eq!(about("STR-01", Whom::A), None, "another section");
        assert_eq!(about("GEN-04", Whom::A), None, "nobody is asked what the counsellor observes");
        assert_eq!(typed.section.as_deref(), Some("body"));
        for wrong in ["rest:nothing", "all:body", "rest"] {
            assert!(read(&SituationForm::default(), fields(&[("seen", "1"), ("do", wrong)])).is_err(), "{wrong}");
        }
    }
}
