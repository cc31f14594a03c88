//! A form about people that saves while it is filled in, with the same autosave as situation and plan.

use domain::records::Revision;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, SubmitEvent};

use crate::browser::prelude::*;
use crate::{
    browser::{
        api::{Problem, ask},
        autosave::{Autosave, FormValues, Receipt, SaveStatus, Setup, join_fields, join_forms},
        form::{
            controls::{all, fill_in, filled, hear, lines, pressed},
            form_draft::{Page, Saves, StoredForm},
            questions,
            view::FormViewModel,
        },
        render::{accept, refuse, whenever},
        wire::{pack, unpack},
    },
    interview::api::{SaveInterview, StoredInterview},
    notes::api::{SaveNotes, StoredNotes},
};

/// A form with its autosave.
#[derive(Clone)]
struct Desk {
    form: Element,
    look: RwSignal<FormViewModel>,
    autosave: Autosave,
    /// Questions that were answered no together.
    set_to_no: RwSignal<Vec<String>>,
}

/// Starts storing and saving.
pub fn start(page: Page, saves: Saves, stored: StoredForm) {
    let Page { form, look, place, reply } = page;
    let desk = Desk { form, look, autosave: Autosave::new(stored.revision), set_to_no: RwSignal::new(Vec::new()) };
    let now = filled(&desk.form);
    let base = stored.filled.filter(|_| reply).unwrap_or_else(|| now.clone());
    let show = {
        let desk = desk.clone();
        move |text: &str| desk.show(text)
    };
    let (saving, looking) = (saves.clone(), saves);
    let faulty = desk.clone();
    let save = move |seen, was: String, is: String| {
        let (saves, desk) = (saving.clone(), faulty.clone());
        async move {
            let answer = send(&saves, look, seen, &was, &is).await;
            desk.mark_faults(answer.as_ref().err());
            answer
        }
    };
    let fetch = move || fetch(looking.clone());
    let mut setup = Setup::new(place, stored.revision, pack(&base), save, fetch).joining(join_forms, show);
    if now != base {
        // Where two windows have met, nothing is sent before somebody has looked.
        let (seen, began) = match stored.met {
            Some(began) => (Revision(0), began),
            None => (stored.revision, Some(base)),
        };
        setup = setup.refused(pack(&now), seen, began.as_ref().map(pack));
    }
    if let Some(restored) = desk.autosave.start(setup) {
        desk.show(&restored.text);
        if !reply {
            look.update(|look| look.said = "Your unsaved text is back.".into());
        }
    }
    desk.follow();
    desk.listen();
    questions::count(&desk.form);
}

async fn send(
    saves: &Saves,
    look: RwSignal<FormViewModel>,
    seen: Revision,
    was: &str,
    is: &str,
) -> Result<Receipt, Problem> {
    let both = unpack::<FormValues>(was).zip(unpack::<FormValues>(is));
    let (was, is) = both.ok_or(Problem::Broken)?;
    match saves {
        Saves::Interview { couple, partner } => {
            let heard = ask(&SaveInterview {
                couple: couple.clone(),
                partner: partner.clone(),
                seen,
                changes: was.changes_to(&is),
            })
            .await?;
            let new = heard.holds.into_iter().map(|(gate, name)| (format!("/couples/{couple}/gates/{gate}"), name));
            let new: Vec<_> = new.collect();
            if !new.is_empty() {
                look.update(|look| look.holds.extend(new));
            }
            Ok(heard.receipt)
        }
        Saves::Notes { couple } => ask(&SaveNotes { couple: couple.clone(), seen, text: is.value("notes") }).await,
        Saves::WhenSent => Err(Problem::Malformed),
    }
}

async fn fetch(saves: Saves) -> Result<(Revision, String), Problem> {
    let (revision, filled) = match saves {
        Saves::Interview { couple, partner } => ask(&StoredInterview { couple, partner }).await?,
        Saves::Notes { couple } => {
            let (revision, notes) = ask(&StoredNotes { couple }).await?;
            (revision, FormValues::of([("notes", notes)]))
        }
        Saves::WhenSent => return Err(Problem::Malformed),
    };
    Ok((revision, pack(&filled)))
}

impl Desk {
    fn text(&self) -> String {
        pack(&filled(&self.form))
    }

    fn show(&self, text: &str) {
        if let Some(wanted) = unpack(text) {
            fill_in(&self.form, &wanted);
            questions::count(&self.form);
        }
    }

    /// Renders the state of the autosave.
    fn follow(&self) {
        let desk = self.clone();
        whenever(Box::new(move || {
            let mark = desk.autosave.mark().get();
            let (offers, keeps) = (desk.autosave.offers().get(), desk.autosave.keeps_drafts());
            let clashes = match &mark {
                SaveStatus::Stale { theirs } => desk.clashes(theirs),
                _ => Vec::new(),
            };
            let now = filled(&desk.form);
            let offers = offers.into_iter().filter_map(|offer| {
                let there = unpack::<FormValues>(&offer.draft.text)?;
                let names = now.changes_to(&there).into_iter().map(|(name, _)| name);
                Some((offer.name, lines(&desk.form, names, &there)))
            });
            let offers = offers.collect();
            desk.look.update(|look| {
                look.mark = Some(mark);
                look.clashes = clashes;
                look.offers = offers;
                if !keeps {
                    look.said = "This browser does not keep drafts. Stay on this page until it says Saved.".into();
                }
            });
        }));
    }

    fn clashes(&self, theirs: &str) -> Vec<crate::browser::form::view::Line> {
        let Some(stored) = unpack::<FormValues>(theirs) else { return Vec::new() };
        let base = self.autosave.began().as_deref().and_then(unpack::<FormValues>);
        let names = join_fields(base.as_ref(), &filled(&self.form), &stored).clashes;
        lines(&self.form, names, &stored)
    }

    fn listen(&self) {
        for event in ["input", "change"] {
            let desk = self.clone();
            hear(&self.form, event, move |_| desk.changed());
        }
        let desk = self.clone();
        hear(&self.form, "click", move |event| desk.click(&event));
        let desk = self.clone();
        hear(&self.form, "submit", move |event| desk.submit(&event));
    }

    fn changed(&self) {
        self.autosave.put(self.text());
        questions::count(&self.form);
    }

    /// Delays sending the form until a save in flight is done, because it is based on the stored revision.
    fn submit(&self, event: &Event) {
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        let word = button.as_ref().and_then(|button| button.get_attribute("value"));
        if word.is_none_or(|word| word == "save") {
            // It saves itself; this only asks for it to happen now.
            event.prevent_default();
            return self.autosave.hurry();
        }
        if let Some(button) = button
            && !self.autosave.leave_by(button)
            && self.autosave.mark().with_untracked(|mark| *mark == SaveStatus::Saving)
        {
            return event.prevent_default();
        }
        self.go_on_from_what_is_stored();
    }

    /// Sets the form's revision to that of the last save. Done when the form is sent: signals of a save reach the page
    /// only after the button that waited for it was pressed.
    fn go_on_from_what_is_stored(&self) {
        if let Some(field) = all(&self.form, "input[name=seen]").into_iter().next()
            && let Ok(field) = field.dyn_into::<HtmlInputElement>()
        {
            field.set_value(&self.autosave.revision_untracked().0.to_string());
        }
    }

    fn click(&self, event: &Event) {
        if let Some(part) = questions::all_no(event) {
            event.prevent_default();
            let set = questions::no_to_the_rest(&self.form, &part);
            self.look.update(|look| look.set_to_no = set.len());
            self.set_to_no.set(set);
            return self.changed();
        }
        let Some(word) = pressed(event) else { return };
        let (deed, name) = word.split_once(':').unwrap_or((&word, ""));
        match deed {
            "ask-again" => {
                let set = self.set_to_no.try_update(std::mem::take).unwrap_or_default();
                self.look.update(|look| look.set_to_no = 0);
                let mut wanted = filled(&self.form);
                // One that was answered otherwise since then stays.
                for name in &set {
                    if wanted.value(name) == "no" {
                        wanted.take(name, &FormValues::default());
                    }
                }
                fill_in(&self.form, &wanted);
                self.changed();
            }
            "take" => self.take(name),
            "mine" => self.autosave.choose(self.text()),
            "adopt" => drop(self.autosave.adopt(name)),
            "discard" => self.autosave.discard(name),
            _ => {}
        }
    }

    /// Takes the stored value of one field; once no conflict remains, this resolves it.
    fn take(&self, name: &str) {
        let SaveStatus::Stale { theirs } = self.autosave.mark().get_untracked() else { return };
        let Some(stored) = unpack::<FormValues>(&theirs) else { return };
        let mut wanted = filled(&self.form);
        wanted.take(name, &stored);
        fill_in(&self.form, &wanted);
        questions::count(&self.form);
        self.autosave.put(pack(&wanted));
        if self.clashes(&theirs).is_empty() {
            self.autosave.choose(pack(&wanted));
        } else {
            self.look.update(|look| look.clashes.retain(|line| line.name != name));
        }
    }

    /// Marks the fields that the server rejects, with the reason beside them.
    fn mark_faults(&self, problem: Option<&Problem>) {
        for field in all(&self.form, "[data-refused]") {
            accept(&field);
        }
        let Some(Problem::Faults(faults)) = problem else { return };
        for fault in faults {
            let found = all(&self.form, "input[name], textarea[name], select[name]");
            let field = found.into_iter().find(|field| field.get_attribute("name").as_deref() == Some(&fault.field));
            if let Some(field) = field {
                // Only a field that has left the page takes no word beside it.
                let _ = refuse(&field, &fault.text);
            }
        }
    }
}
