//! A form that is saved when it is sent: its content is a draft until the server confirms that exactly this is stored.

use std::{cell::RefCell, rc::Rc};

use crate::browser::prelude::*;
use domain::records::Revision;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::browser::{
    autosave::{
        Draft, FormValues,
        drafts::{DraftSlot, FoundDraft, remove},
        join_fields,
    },
    form::{
        controls::{fill_in, filled, hear, lines, pressed},
        form_draft::Page,
    },
    wire::{pack, unpack},
};

/// The field with the name of the draft that the form is sent from. The server confirms with the same name.
const DRAFT: &str = "kept-draft";

/// The state of one form's draft.
struct Desk {
    page: Page,
    slot: DraftSlot,
    /// The values stored when typing began, as far as this page knows.
    base: RefCell<FormValues>,
    offers: RefCell<Vec<FoundDraft>>,
}

/// Restores an earlier draft, and stores changes from now on.
pub fn keep(page: Page) {
    let desk = Rc::new(Desk {
        slot: DraftSlot::new(page.place.clone()),
        base: RefCell::new(filled(&page.form)),
        offers: RefCell::default(),
        page,
    });
    desk.bring_back();
    desk.say_offers();
    let form = desk.page.form.clone();
    for event in ["input", "change"] {
        let desk = Rc::clone(&desk);
        hear(&form, event, move |_| _ = desk.keep());
    }
    let sending = Rc::clone(&desk);
    hear(&form, "submit", move |_| sending.send());
    hear(&form, "click", move |event| desk.click(&event));
}

impl Desk {
    fn bring_back(&self) {
        let now = filled(&self.page.form);
        let mut back = None;
        for found in self.slot.find() {
            let Some(typed) = unpack::<FormValues>(&found.draft.text) else { continue };
            if typed == now && !self.page.reply {
                // The server has exactly this.
                remove(&found.name);
            } else if found.own && back.is_none() {
                self.put_back(&found, &typed, &now);
                back = Some(());
            } else {
                self.offers.borrow_mut().push(found);
            }
        }
    }

    /// Puts a draft of this tab, or one that was chosen, into the form.
    fn put_back(&self, found: &FoundDraft, typed: &FormValues, now: &FormValues) {
        let base = found.draft.base.as_deref().and_then(unpack::<FormValues>);
        let joined = join_fields(base.as_ref(), typed, now);
        fill_in(&self.page.form, &joined.filled);
        if self.page.reply
            && let Some(base) = base
        {
            self.base.replace(base);
        }
        let clashes = if self.page.reply { Vec::new() } else { lines(&self.page.form, joined.clashes, now) };
        self.page.look.update(|look| {
            look.said = "Your unsaved text is back. Save it to keep it.".into();
            look.can_discard = true;
            look.clashes = clashes;
        });
        if self.keep() {
            remove(&found.name);
        }
    }

    fn say_offers(&self) {
        let now = filled(&self.page.form);
        let offer = |found: &FoundDraft| {
            let there = unpack::<FormValues>(&found.draft.text)?;
            let names = now.changes_to(&there).into_iter().map(|(name, _)| name);
            Some((found.name.clone(), lines(&self.page.form, names, &there)))
        };
        let offers = self.offers.borrow().iter().filter_map(offer).collect();
        self.page.look.update(|look| look.offers = offers);
    }

    /// Stores the values of the form; false if the browser stores nothing.
    fn keep(&self) -> bool {
        let now = filled(&self.page.form);
        if now == *self.base.borrow() && !self.page.reply {
            self.slot.forget();
            return true;
        }
        let draft = Draft {
            seen: Revision(0),
            sent: Vec::new(),
            text: pack(&now),
            base: Some(pack(&*self.base.borrow())),
            held: String::new(),
            about: String::new(),
        };
        let kept = self.slot.keep(&draft);
        if !kept {
            self.page.look.update(|look| {
                look.said = "This browser does not keep drafts. Save before you leave this page.".into();
                look.can_discard = false;
            });
        }
        kept
    }

    /// Handles the sending of the form with the name of its draft. Later changes are another draft.
    fn send(&self) {
        self.keep();
        let sent = self.slot.renew();
        let form = &self.page.form;
        let field = form.query_selector(&format!("input[name={DRAFT}]")).ok().flatten().or_else(|| {
            let field = document().create_element("input").ok()?;
            field.set_attribute("type", "hidden").ok()?;
            field.set_attribute("name", DRAFT).ok()?;
            form.append_child(&field).ok()?;
            Some(field)
        });
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            field.set_value(&sent);
        }
    }

    fn click(&self, event: &Event) {
        let Some(word) = pressed(event) else { return };
        let (deed, name) = word.split_once(':').unwrap_or((&word, ""));
        match deed {
            "drop" => {
                fill_in(&self.page.form, &self.base.borrow());
                self.slot.forget();
                self.page.look.update(|look| {
                    look.said = "Discarded.".into();
                    look.can_discard = false;
                    look.clashes.clear();
                });
            }
            "take" => {
                let mut wanted = filled(&self.page.form);
                wanted.take(name, &self.base.borrow());
                fill_in(&self.page.form, &wanted);
                self.keep();
                self.page.look.update(|look| look.clashes.retain(|line| line.name != name));
            }
            "mine" => self.page.look.update(|look| look.clashes.clear()),
            "adopt" | "discard" => self.settle(deed == "adopt", name),
            _ => {}
        }
    }

    fn settle(&self, adopt: bool, name: &str) {
        let place = self.offers.borrow().iter().position(|offer| offer.name == name);
        let Some(found) = place.map(|place| self.offers.borrow_mut().remove(place)) else { return };
        match unpack::<FormValues>(&found.draft.text).filter(|_| adopt) {
            Some(typed) => self.put_back(&found, &typed, &filled(&self.page.form)),
            None => remove(&found.name),
        }
        self.say_offers();
    }
}
