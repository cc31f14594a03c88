//! The panel at the head of a page while joint work is on hold: the notice, the reason and the way forward.

use domain::{library::Library, safety::WorkOnHold};
use maud::{Markup, html};

use crate::layout::Icon;

/// The panel of one couple.
#[derive(Clone, Copy, Debug)]
pub struct OnHold<'a> {
    /// The holds that stop joint work.
    pub on_hold: &'a WorkOnHold,
    /// The library of the account.
    pub library: &'a Library,
    /// The couple's id.
    pub couple: &'a str,
    /// The partners' labels.
    pub labels: [&'a str; 2],
}

impl OnHold<'_> {
    /// Renders the panel, with this page's text and a link to plan a session with each partner.
    pub fn panel(self, effect: &str) -> Markup {
        let [a, b] = self.labels;
        let links = html! {
            a class="button" href=(self.with("a")) { span { "Plan a session with " bdi { (a) } " alone" } }
            a class="button" href=(self.with("b")) { span { "Plan a session with " bdi { (b) } " alone" } }
            (self.way_out("quiet"))
        };
        self.around(effect, &links)
    }

    /// Renders the panel of a page whose next step this is, with one primary button.
    pub fn next_step(self, effect: &str) -> Markup {
        let links = html! {
            a class="button" data-kind="primary" href=(self.sessions()) { (Icon::Person) "Plan individual sessions" }
            (self.way_out("plain"))
        };
        self.around(effect, &links)
    }

    /// Returns the address for planning sessions with one partner each, where the first one is chosen.
    pub fn sessions(self) -> String {
        format!("/couples/{}/sessions#new", self.couple)
    }

    /// Returns the address for planning a session with this partner alone.
    fn with(self, partner: &str) -> String {
        format!("/couples/{}/sessions?who={partner}#new", self.couple)
    }

    fn way_out(self, kind: &str) -> Markup {
        let address = format!("/couples/{}/gates/{}", self.couple, self.on_hold.first());
        html! { a class="button" data-kind=(kind) href=(address) { "What lifts this hold" } }
    }

    fn around(self, effect: &str, links: &Markup) -> Markup {
        html! {
            section class="on-hold" aria-labelledby="on-hold" {
                (Icon::Pause)
                div {
                    h2 id="on-hold" { (WorkOnHold::HEADLINE) }
                    p { (self.on_hold.because(self.library)) " " (effect) }
                    div class="row" { (links) }
                }
            }
        }
    }
}
