//! Rows of questions under headings that say whose behaviour or experience a yes means.

use domain::{
    assess::{Answer, Whom},
    vocabulary::Concerns,
};
use leptos::prelude::*;

use crate::layout::{ThreeState, Whose, wording};

/// The headings of the answer columns.
#[derive(Clone, Copy)]
pub struct Columns<'a> {
    /// The partners' labels.
    pub labels: &'a [String; 2],
    /// The relation of an answer to the partner.
    pub concerns: Concerns,
    /// The label of no answer.
    pub unasked: &'static str,
}

impl Columns<'_> {
    /// Returns the persons about whom there are answers, one a column.
    pub fn whom(&self) -> &'static [Whom] {
        if self.concerns == Concerns::Couple { &[Whom::Couple] } else { &[Whom::A, Whom::B] }
    }

    fn whose(&self, whom: Whom) -> Whose {
        let name = match whom {
            Whom::A => self.labels[0].clone(),
            Whom::B => self.labels[1].clone(),
            Whom::Couple | Whom::OneOfThem => String::new(),
        };
        Whose { name, verb: wording::column(self.concerns) }
    }

    /// Renders the headings, with a caption for these questions. Each answer repeats its subject, so screen readers
    /// need no headings.
    pub fn heads(&self, caption: AnyView) -> AnyView {
        let heads = self.whom().iter().map(|whom| {
            view! { <span class="whose" data-single=(*whom == Whom::Couple).then_some("") aria-hidden="true">{self.whose(*whom).view()}</span> }
        });
        view! { <div class="columns heads">{caption} {heads.collect_view()}</div> }.into_any()
    }

    /// Renders one control a column. `name` returns its field, `answer` the answer so far.
    pub fn controls(
        &self,
        ask: &str,
        name: impl Fn(Whom) -> String,
        answer: impl Fn(Whom) -> Option<Answer>,
    ) -> AnyView {
        let control = |whom: &Whom| {
            let whose = self.whose(*whom);
            let question = format!("{ask} {}:", whose.words());
            view! {
                <ThreeState name=name(*whom) question=question whose=whose unasked=self.unasked answer=answer(*whom) />
            }
        };
        self.whom().iter().map(control).collect_view().into_any()
    }
}
