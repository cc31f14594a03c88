//! Events of the plan page. Buttons and fields have the same names as in the form without WebAssembly.

use domain::plan::editor::Edit;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent, PointerEvent, SubmitEvent};

use crate::browser::prelude::*;
use crate::{
    browser::render::{FormControl, element, hand, on, reset},
    library::finder::Field,
    plan_editor::{
        fields::{AFTER, Action, action, change},
        island::{
            drag::{self, block},
            editor::PlanEditor,
        },
    },
};

/// The event handlers of one page.
#[derive(Clone, Copy)]
pub(crate) struct Hands {
    pub(crate) editor: PlanEditor,
    pub(crate) root: StoredValue<Element, LocalStorage>,
}

impl Hands {
    /// Attaches the listeners.
    pub(crate) fn listen(self) {
        let root = self.root.get_value();
        on(&root, "click", move |event: MouseEvent| self.click(&event));
        on(&root, "input", move |event: Event| self.input(&event));
        on(&root, "change", move |event: Event| self.change(&event));
        on(&root, "keydown", move |event: KeyboardEvent| self.key(&event));
        on(&root, "submit", move |event: SubmitEvent| event.prevent_default());
        on(&root, "pointerdown", move |event: PointerEvent| self.grip(&event));
    }

    /// Handles a pressed button.
    fn click(self, event: &MouseEvent) {
        let Some(button) = element(event).and_then(|at| at.closest("[data-do], button[name=do]").ok().flatten()) else {
            return;
        };
        let word = button.get_attribute("data-do").or_else(|| button.get_attribute("value")).unwrap_or_default();
        event.prevent_default();
        self.press(&word);
    }

    fn press(self, word: &str) {
        let editor = self.editor;
        match word.split_once(':').unwrap_or((word, "")) {
            ("undo", _) => editor.undo(),
            ("redo", _) => editor.redo(),
            ("library", _) => editor.open_or_close(),
            ("keep", which) => editor.keep(which),
            ("adopt", name) => editor.adopt(name),
            ("discard", name) => editor.discard(name),
            ("fit", _) => editor.fit(),
            _ => self.act(word),
        }
    }

    /// Does what a button of the form does.
    fn act(self, word: &str) {
        let place = chosen_place(&self.root.get_value());
        let after = place.as_ref().map(HtmlInputElement::value);
        match self.editor.once(|plan| action(plan, word, Self::own, after.as_deref())) {
            Some(Action::Fill) => self.editor.fill(),
            Some(Action::Edit(edit @ (Edit::Add(_) | Edit::AddAfter(..)))) => self.add(&edit, place),
            Some(Action::Edit(edit)) => self.make(&edit),
            // Everything is saved by itself.
            Some(Action::Save) | None => {}
        }
    }

    fn make(self, edit: &Edit) {
        let about = match edit {
            Edit::Minutes(id, _) => Some(format!("b{}-minutes", id.0)),
            _ => None,
        };
        let done = if about.is_some() { self.editor.edit(edit, about.as_deref()) } else { self.editor.shift(edit) };
        if done
            && matches!(edit, Edit::AddOwn(..))
            && let Some(field) = field("own-title")
        {
            field.set_value("");
        }
    }

    /// Adds an exercise, and forgets the place that was chosen for it.
    fn add(self, edit: &Edit, place: Option<HtmlInputElement>) {
        if self.editor.edit(edit, None) {
            if let Some(place) = place {
                place.set_checked(false);
            }
            let newest = self.editor.once(|plan| plan.blocks.iter().map(|block| block.id).max());
            if let Some((title, _, clock)) = newest.and_then(|id| self.editor.find(id)) {
                self.editor.say(format!("Added “{title}” at {clock}"));
            }
        }
    }

    /// Returns the typed title and minutes of a new block.
    fn own() -> (String, String) {
        let typed = |id| field(id).map(|field| field.value()).unwrap_or_default();
        (typed("own-title"), typed("own-minutes"))
    }

    /// Handles typing.
    fn input(self, event: &Event) {
        let Some(hand) = hand(event) else { return };
        if self.searches(event, &hand) {
            return;
        }
        let typing = element(event).is_some_and(|at| at.matches("textarea, input[name$=title]").unwrap_or(false));
        if typing && hand.name != "own-title" {
            self.say(&hand, &self.editor.step_of(&hand));
        }
    }

    /// Handles a choice, or the end of typing.
    fn change(self, event: &Event) {
        let Some(hand) = hand(event) else { return };
        if !self.searches(event, &hand) && !hand.name.starts_with("own-") && hand.name != AFTER {
            self.say(&hand, &hand.name);
        }
    }

    /// Applies the value of a field to the plan; changes of one step are undone together.
    fn say(self, hand: &FormControl, step: &str) {
        let (room, roles) = self.editor.standing(|standings| (standings.session, standings.roles));
        // What the server found wrong with the field before is not said of what it holds now.
        self.editor.blame(&hand.name, None);
        match self.editor.once(|plan| change(room, roles, plan, &hand.name, &hand.value)) {
            Ok(None) => self.editor.accept(&hand.name),
            Ok(Some(edit)) => match self.editor.try_edit(&edit, Some(step)) {
                Ok(()) => self.editor.accept(&hand.name),
                Err(why) => self.refuse(hand, why),
            },
            Err(fault) => self.refuse(hand, fault.text),
        }
    }

    /// Keeps a rejected text in its field, with the reason beside it; a choice is reset to the plan's value.
    fn refuse(self, hand: &FormControl, why: String) {
        let typed = hand.ticked.is_none()
            && field_named(&self.root.get_value(), &hand.name).is_some_and(|field| !is_choice(&field));
        if typed {
            self.editor.refuse(&hand.name, &hand.value, why);
        } else {
            self.editor.say(why);
            self.as_painted();
        }
    }

    /// Resets rejected choices to the plan's values. Typed text stays, so that nothing is lost.
    fn as_painted(self) {
        reset(&self.root.get_value());
    }

    /// Handles the fields of the library search.
    fn searches(self, event: &Event, hand: &FormControl) -> bool {
        let searches = element(event).and_then(|at| at.closest(".drawer-form").ok().flatten()).is_some();
        if searches && let Some(field) = Field::ALL.into_iter().find(|field| field.name() == hand.name) {
            self.editor.ask(field, &hand.value);
        }
        searches
    }

    /// Handles keys: on the handle of a block, or on the block itself, Alt and an arrow move it; Enter adds a block of
    /// the counsellor's own. The start script handles Ctrl+Z for the whole page, and filters keys of input methods.
    fn key(self, event: &KeyboardEvent) {
        let Some(at) = element(event) else { return };
        let key = event.key();
        if event.alt_key() && at.matches(".grip, [data-block]").unwrap_or(false) {
            let Some(id) = block(&at) else { return };
            match key.as_str() {
                "ArrowUp" => self.make(&Edit::Up(id)),
                "ArrowDown" => self.make(&Edit::Down(id)),
                _ => return,
            }
        } else if key == "Enter" && at.id().starts_with("own-") {
            self.press("own");
        } else {
            return;
        }
        event.prevent_default();
    }

    /// Handles the start of a drag.
    fn grip(self, event: &PointerEvent) {
        let grip = element(event).and_then(|at| at.closest(".grip").ok().flatten());
        if let Some(id) = grip.as_ref().and_then(block)
            && event.button() == 0
        {
            drag::follow(self.editor, id);
        }
    }
}

fn field_named(root: &Element, name: &str) -> Option<Element> {
    root.query_selector(&format!("[name=\"{name}\"]")).ok()?
}

fn is_choice(field: &Element) -> bool {
    field.node_name() == "SELECT"
}

/// Returns the chosen block after which an exercise is added, if any.
fn chosen_place(root: &Element) -> Option<HtmlInputElement> {
    root.query_selector(&format!("input[name={AFTER}]:checked")).ok()??.dyn_into().ok()
}

fn field(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
