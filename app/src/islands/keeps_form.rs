//! What is typed into a form is kept, sealed, until the server has it: through a reload, the end of a session, and a server
//! that is away. Without WebAssembly the form is a form like any other.

use leptos::{html, prelude::*};

use crate::keeper::DraftPlace;

/// Keeps what is typed into the form that it stands in. The form says in a field `seen` which revision it goes on from.
#[island]
pub fn KeepsForm(
    /// Where the draft is kept.
    place: DraftPlace,
) -> impl IntoView {
    let root: NodeRef<html::P> = NodeRef::new();
    let said = RwSignal::new("");
    #[cfg(feature = "hydrate")]
    awake::keep(root, said, place);
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
    view! { <p class="note kept-form" role="status" node_ref=root hidden=move || said.get().is_empty()>{said}</p> }
}

#[cfg(feature = "hydrate")]
mod awake {
    use domain::desk::Revision;
    use leptos::{html, prelude::*};
    use wasm_bindgen::{JsCast, prelude::Closure};
    use web_sys::{Element, Event, HtmlInputElement};

    use crate::{
        keeper::{Draft, DraftPlace, drafts},
        live::{Hand, Said, once, say},
        packed::{pack, unpack},
    };

    /// Every control that says something, with its name: what a form would send.
    type Fields = Vec<(String, String)>;

    /// Brings back what was typed before, and keeps what is typed from now on.
    pub fn keep(root: NodeRef<html::P>, said: RwSignal<&'static str>, place: DraftPlace) {
        once(move || {
            let Some(form) = root.get_untracked().and_then(|at| at.closest("form").ok().flatten()) else { return };
            bring_back(&form, said, &place);
            follow(&form, said, &place);
        });
    }

    fn bring_back(form: &Element, said: RwSignal<&'static str>, place: &DraftPlace) {
        let Some(draft) = drafts::find(place) else { return };
        let (now, seen) = (fields(form), seen(form));
        let typed: Fields = unpack(&draft.text).unwrap_or_default();
        // The form was sent, and the record has gone on since: what was typed is in it.
        let arrived = !draft.sent.is_empty() && draft.seen != seen;
        if arrived || typed == now {
            drafts::forget(place);
            return;
        }
        // `seen` comes back too. Where the record was saved elsewhere since, the server then shows both texts.
        fill_in(form, &typed);
        said.set("What you typed before is back. It is not saved yet.");
    }

    fn follow(form: &Element, said: RwSignal<&'static str>, place: &DraftPlace) {
        let listen = |event: &str, sent: bool| {
            let (at, place) = (form.clone(), place.clone());
            let hear = Closure::<dyn Fn(Event)>::new(move |_: Event| {
                let sent = if sent { vec![1] } else { Vec::new() };
                let draft = Draft { seen: seen(&at), sent, text: pack(&fields(&at)) };
                if !drafts::keep(&place, &draft) {
                    said.set("This browser keeps no drafts. Save before you leave this page.");
                }
            });
            // The form is in the page, and both live as long as it.
            let _ = form.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref());
            hear.forget();
        };
        listen("input", false);
        listen("change", false);
        listen("submit", true);
    }

    /// The revision that the form goes on from.
    fn seen(form: &Element) -> Revision {
        let field = form.query_selector("input[name=seen]").ok().flatten();
        let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        Revision(field.and_then(|field| field.value().parse().ok()).unwrap_or_default())
    }

    fn fields(form: &Element) -> Fields {
        let mut fields = Fields::new();
        each(form, |_, hand| {
            if hand.ticked != Some(false) {
                fields.push((hand.name, hand.value));
            }
        });
        fields
    }

    fn fill_in(form: &Element, typed: &Fields) {
        each(form, |control, hand| {
            if hand.ticked.is_some() {
                say(control, Said::Ticked(typed.contains(&(hand.name, hand.value))));
            } else if let Some((_, value)) = typed.iter().find(|(name, _)| *name == hand.name) {
                say(control, Said::Value(value.clone()));
            }
        });
    }

    fn each(form: &Element, mut of: impl FnMut(&Element, Hand)) {
        let Ok(found) = form.query_selector_all("input[name], textarea[name], select[name]") else { return };
        for place in 0..found.length() {
            let control = found.item(place).and_then(|node| node.dyn_into::<Element>().ok());
            if let Some((control, hand)) = control.and_then(|control| Hand::of(&control).map(|hand| (control, hand))) {
                of(&control, hand);
            }
        }
    }
}
