//! The map beside the questions. It moves at every answer: the browser maps with the very code of the server. The form
//! beside it is a plain document; this island listens to it, and saves what changes.

mod beside;
mod listen;
mod petals;
mod rows;

use domain::{
    desk::{Mark, Revision, Shared, Standing, not_asked, standings},
    gates::Opener,
    phase::PhaseChoice,
    words::GateId,
};
use leptos::prelude::*;

pub use self::beside::opened_by;
use self::{beside::beside, petals::petals, rows::rows};
use super::erased;
use crate::{
    keeper::{DraftPlace, Keeper, SavedMark},
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
        let picture = shared.picture(library);
        let open = course.gates.open_gates().map(|gate| {
            let state = course.gates.state(gate);
            (gate, state.overridden.is_some(), state.opened_by.into_iter().collect())
        });
        Self {
            rows: standings(library, shared, &picture.findings),
            gates: open.collect(),
            not_asked: not_asked(library, &shared.sheet.answers),
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
    /// What this screen may know.
    shared: Shared,
    /// The revision that it shows.
    revision: Revision,
    /// Where unsaved answers are kept.
    place: DraftPlace,
) -> impl IntoView {
    let keeper = Keeper::new(revision);
    let gates = format!("/couples/{couple}/gates");
    let shown = RwSignal::new(shared);
    let look = Memo::new(move |_| shown.with(Look::of));
    let clash = listen::listen(keeper, shown, couple, revision, place);
    view! {
        <a class="map-peek" href="#map">
            <span>{move || look.with(Look::in_short)}</span>
            <strong>"See the map"</strong>
        </a>
        <aside class="card map" id="map" aria-labelledby="map-title" data-needs="library">
            <div class="map-head">
                <h2 id="map-title">"What the answers point to"</h2>
                <SavedMark keeper=keeper at_first="" />
            </div>
            {listen::clash_view(keeper, clash)}
            {petals(look)}
            {rows(look, labels)}
            <p class="small soft" role="status">{move || look.with(Look::in_short)}</p>
            <p class="small soft">"A map of what was said, not a diagnosis. Points order a talk; they are expert defaults."</p>
            {beside(look, gates)}
        </aside>
    }
}
