//! The map beside the questions. It moves at every answer: the browser maps with the very code of the server. The form
//! beside it is a plain document; this island listens to it, and saves what changes.

#[cfg(feature = "hydrate")]
mod listen;
mod paint;

use std::collections::BTreeMap;

use domain::{
    desk::{Mark, Revision, Shared, Standing, not_asked, standings},
    gates::Opener,
    ids::ItemId,
    phase::PhaseChoice,
    words::GateId,
};
use leptos::{html, prelude::*};

pub use self::paint::opened_by;
use crate::{
    keeper::{DraftPlace, Keeper},
    live,
    packed::Packed,
    shelf, wording,
};

/// What the map shows of one moment.
#[derive(Clone, Debug, PartialEq)]
struct Look {
    /// All eight challenges, in their order.
    rows: Vec<Standing>,
    /// The phase of the work.
    phase: PhaseChoice,
    /// Open gates, whether each is overridden, and what opened it.
    gates: Vec<(GateId, bool, Vec<Opener>)>,
    /// How many questions for both were not asked.
    not_asked: usize,
    /// Ids of the strengths that were seen.
    strengths: Vec<String>,
}

impl Look {
    fn of(shared: &Shared) -> Self {
        let library = shelf::library();
        let course = shared.course();
        let picture = shared.picture(&library);
        let open = course.gates.open_gates().map(|gate| {
            let state = course.gates.state(gate);
            (gate, state.overridden.is_some(), state.opened_by.into_iter().collect())
        });
        Self {
            rows: standings(&library, shared, &picture.findings),
            gates: open.collect(),
            not_asked: not_asked(&library, &shared.sheet.answers),
            strengths: course.strengths.into_iter().collect(),
            phase: picture.phase,
        }
    }

    /// The moment in one sentence: what is heard when it changes, and what a small screen shows.
    fn in_short(&self) -> String {
        let first = self.rows.first().filter(|row| matches!(row.mark, Mark::Found(_)));
        let first =
            first.map_or("Nothing told yet".into(), |row| format!("First: {}", wording::challenge(row.challenge)));
        let gates = match self.gates.len() {
            0 => "no open gate".into(),
            1 => "1 open gate".into(),
            more => format!("{more} open gates"),
        };
        format!("{first} · {gates} · {} not asked", self.not_asked)
    }
}

/// The map, the gates and the phase of a situation, and its saved mark.
#[island]
pub fn SituationMap(
    /// Which couple.
    couple: String,
    /// What A and B are called.
    labels: Vec<String>,
    /// Titles of the exercises that build on strengths.
    titles: Packed<BTreeMap<ItemId, String>>,
    /// What this screen may know.
    shared: Packed<Shared>,
    /// The revision that it shows.
    revision: Revision,
    /// Where unsaved answers are kept.
    place: DraftPlace,
) -> impl IntoView {
    let keeper = Keeper::new(revision);
    let about = StoredValue::new(paint::About { couple, labels, titles: titles.0 });
    let shown = RwSignal::new(shared.0);
    let root: NodeRef<html::Div> = NodeRef::new();
    // Saving changes the mark alone, and needs no new map.
    let look = Memo::new(move |_| shown.with(Look::of));
    let paint = move || {
        let (shown, look, mark) = (shown.read(), look.read(), keeper.mark().read());
        about.with_value(|about| paint::map(&shown.sheet, &look, &mark, about))
    };
    live::follow(root, paint);
    #[cfg(feature = "hydrate")]
    listen::listen(keeper, shown, about.with_value(|about| about.couple.clone()), revision, place);
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
    view! { <div class="live" data-part="situation" node_ref=root inner_html=live::first(paint)></div> }
}
