//! The head of every page of a couple: breadcrumbs, code name, and tabs.

use leptos::prelude::*;
use store::CoupleId;

use crate::{layout::Breadcrumbs, session_record::words::isolated};

/// The tabs of a couple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoupleRoom {
    /// The progress of the work and the next step.
    Overview,
    /// The couple's answers.
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

    /// Returns the address of this tab.
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

/// The way to the overview of a couple, for the breadcrumbs of a page below it.
pub fn trail(couple: CoupleId, name: &str) -> Vec<(String, String)> {
    vec![("/couples".to_owned(), "Couples".to_owned()), (CoupleRoom::Overview.address(couple), isolated(name))]
}

/// The head of a page of a couple. Its children are the actions, the primary one last; they are right-aligned.
///
/// The code name is on the page and never in the title of the browser's tab, which is stored in the history.
#[component]
pub fn CoupleHead(
    /// The couple.
    couple: CoupleId,
    /// Its code name.
    name: String,
    /// The selected tab.
    here: CoupleRoom,
    /// A line below the name, for example the partners or the session.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Content at the end of the row of tabs.
    #[prop(optional)]
    beside_tabs: Option<AnyView>,
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
        <Breadcrumbs trail=vec![("/couples".to_owned(), "Couples".to_owned())] />
        <div class="head">
            <div>
                <h1><Name text=name /></h1>
                {lead.map(|lead| view! { <p class="soft">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
        <div class="tab-line">
            <nav class="tabs" aria-label="This couple">{CoupleRoom::ALL.map(tab).collect_view()}</nav>
            {beside_tabs}
        </div>
    }
}

/// A name as typed: in the direction of its own script, with line breaks anywhere if it is very long.
#[component]
pub fn Name(
    /// The name.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <bdi class="name">{text}</bdi> }
}
