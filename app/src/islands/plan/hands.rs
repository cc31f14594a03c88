//! What hands do on the plan page. Every button and field is named as in the form that the page is without WebAssembly.

use domain::desk::{BlockId, agenda::Edit};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{drag, table::Table};
use crate::{
    finder::Field,
    forms::plan::{Action, action, change},
    live::{Hand, element, hand, reset},
};

/// The hands on one page.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    pub(super) table: Table,
    pub(super) root: NodeRef<html::Div>,
}

impl Hands {
    /// A button was pressed.
    pub(super) fn click(self, event: &ev::MouseEvent) {
        let Some(button) = element(event).and_then(|at| at.closest("[data-do], button[name=do]").ok().flatten()) else {
            return;
        };
        let word = button.get_attribute("data-do").or_else(|| button.get_attribute("value")).unwrap_or_default();
        if word == "held" {
            if !self.table.leave() {
                event.prevent_default();
            }
            return;
        }
        event.prevent_default();
        self.press(&word);
    }

    fn press(self, word: &str) {
        let table = self.table;
        match word.split_once(':').unwrap_or((word, "")) {
            ("undo", _) => table.undo(),
            ("redo", _) => table.redo(),
            ("library", _) => table.open_or_close(),
            ("keep", which) => table.keep(which),
            ("add", id) => self.add(id),
            _ => match table.once(|plan| action(plan, word, || self.own())) {
                Some(Action::Fill) => table.fill(),
                Some(Action::Edit(edit)) => self.make(&edit),
                // Everything is saved by itself.
                Some(Action::Save | Action::Held) | None => {}
            },
        }
    }

    fn make(self, edit: &Edit) {
        let about = match edit {
            Edit::Minutes(id, _) => Some(format!("b{}-minutes", id.0)),
            _ => None,
        };
        let done = if about.is_some() { self.table.edit(edit, about.as_deref()) } else { self.table.shift(edit) };
        if done && matches!(edit, Edit::AddOwn(..)) {
            self.field("own-title", |field| field.set_value(""));
        }
    }

    fn add(self, id: &str) {
        let Ok(id) = id.parse() else { return };
        if self.table.edit(&Edit::Add(id), None) {
            let title =
                self.table.once(|plan| plan.blocks.iter().max_by_key(|block| block.id).map(|b| b.title.clone()));
            self.table.say(format!("“{}” is in the plan.", title.unwrap_or_default()));
        }
    }

    /// What was typed for a new block: its title and its minutes.
    fn own(self) -> (String, String) {
        let typed = |name| self.field(name, |field| field.value()).unwrap_or_default();
        (typed("own-title"), typed("own-minutes"))
    }

    fn field<T>(self, id: &str, of: impl FnOnce(&HtmlInputElement) -> T) -> Option<T> {
        let field = document().get_element_by_id(id)?.dyn_into().ok()?;
        Some(of(&field))
    }

    /// Something is being typed.
    pub(super) fn input(self, event: &ev::Event) {
        let Some(hand) = hand(event) else { return };
        if self.searches(event, &hand) {
            return;
        }
        let typing = element(event).is_some_and(|at| at.matches("textarea, input[name$=title]").unwrap_or(false));
        if typing && hand.name != "own-title" {
            self.say(&hand);
        }
    }

    /// Something was chosen, or typed to its end.
    pub(super) fn change(self, event: &ev::Event) {
        let Some(hand) = hand(event) else { return };
        if !self.searches(event, &hand) && !hand.name.starts_with("own-") && !hand.name.ends_with("-outcome") {
            self.say(&hand);
        }
    }

    /// Puts into the plan what a field says.
    fn say(self, hand: &Hand) {
        let room = self.table.standing(|standings| standings.session);
        match self.table.once(|plan| change(room, plan, &hand.name, &hand.value)) {
            Ok(None) => {}
            Ok(Some(edit)) => {
                if !self.table.edit(&edit, Some(&hand.name)) {
                    self.as_painted();
                }
            }
            Err(fault) => self.table.say(fault.text),
        }
    }

    /// What was refused does not stay on screen as if it had been done. Text stays: nothing that was typed is lost.
    fn as_painted(self) {
        if let Some(root) = self.root.get_untracked() {
            reset(&root);
        }
    }

    /// The search in the library has fields of its own.
    fn searches(self, event: &ev::Event, hand: &Hand) -> bool {
        let searches = element(event).and_then(|at| at.closest(".drawer-form").ok().flatten()).is_some();
        if searches && let Some(field) = Field::ALL.into_iter().find(|field| field.name() == hand.name) {
            self.table.ask(field, &hand.value);
        }
        searches
    }

    /// Alt and an arrow move the block that has the keyboard; Ctrl+Z takes back; Enter adds a block of one's own.
    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        let Some(at) = element(event) else { return };
        let (key, command) = (event.key(), event.ctrl_key() || event.meta_key());
        if event.alt_key() {
            let Some(id) = block(&at) else { return };
            match key.as_str() {
                "ArrowUp" => self.make(&Edit::Up(id)),
                "ArrowDown" => self.make(&Edit::Down(id)),
                _ => return,
            }
        } else if command && at.get_attribute("type").as_deref() != Some("search") {
            match (key.as_str(), event.shift_key()) {
                ("z" | "Z", false) => self.table.undo(),
                ("z" | "Z", true) | ("y", _) => self.table.redo(),
                _ => return,
            }
        } else if key == "Enter" && at.id().starts_with("own-") {
            self.press("own");
        } else {
            return;
        }
        event.prevent_default();
    }

    /// The form is sent only to mark the session as held; everything else is done here.
    pub(super) fn submit(self, event: &ev::SubmitEvent) {
        if !self.table.leaves() {
            event.prevent_default();
        }
    }

    /// A block was taken by its handle.
    pub(super) fn grip(self, event: &ev::PointerEvent) {
        let grip = element(event).and_then(|at| at.closest(".grip").ok().flatten());
        if let Some(id) = grip.as_ref().and_then(block)
            && event.button() == 0
        {
            drag::follow(self.table, id);
        }
    }
}

/// The block that an element belongs to.
pub(super) fn block(at: &Element) -> Option<BlockId> {
    let block = at.closest("[data-block]").ok()??;
    Some(BlockId(block.get_attribute("data-block")?.parse().ok()?))
}
