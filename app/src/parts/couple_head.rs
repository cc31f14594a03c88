//! What stands above every page of one couple: the way back, the code name, and the rooms of its work side by side.

use leptos::prelude::*;
use store::CoupleId;

use super::Crumbs;

/// The rooms of a couple's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoupleRoom {
    /// Where the work stands and what comes next.
    Overview,
    /// What the couple told.
    Situation,
    /// The session plans; a plan and its handout belong here.
    Sessions,
    /// The counsellor's private notes.
    Notes,
}

impl CoupleRoom {
    const ALL: [Self; 4] = [Self::Overview, Self::Situation, Self::Sessions, Self::Notes];

    const fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Situation => "Situation",
            Self::Sessions => "Sessions",
            Self::Notes => "Private notes",
        }
    }

    /// The address of this room.
    pub fn address(self, couple: CoupleId) -> String {
        let below = match self {
            Self::Overview => "",
            Self::Situation => "/situation",
            Self::Sessions => "/sessions",
            Self::Notes => "/notes",
        };
        format!("/couples/{}{below}", couple.0)
    }
}

/// The head of a page of a couple. Its children are what the counsellor can do here, the primary action last; they
/// stand at the right.
///
/// The code name stands in the page and never in the title of the browser's tab, which ends up in the history.
#[component]
pub fn CoupleHead(
    /// Which couple.
    couple: CoupleId,
    /// Its code name.
    name: String,
    /// The room that is shown.
    here: CoupleRoom,
    /// What is said below the name, for example who the partners are or which session it is.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let tab = |room: CoupleRoom| {
        view! {
            <a href=room.address(couple) aria-current=(room == here).then_some("page")>
                {room.name()}
            </a>
        }
    };
    view! {
        <Crumbs trail=vec![("/couples".to_owned(), "Couples".to_owned())] />
        <div class="head">
            <div>
                <h1><Name text=name /></h1>
                {lead.map(|lead| view! { <p class="soft">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
        <nav class="tabs" aria-label="Rooms of this couple">{CoupleRoom::ALL.map(tab).collect_view()}</nav>
    }
}

/// A name as somebody typed it: in the direction of its own script, and broken anywhere when it is very long.
#[component]
pub fn Name(
    /// The name.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <bdi class="name">{text}</bdi> }
}
