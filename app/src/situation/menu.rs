//! The menu of the sections, with the progress of each.

use domain::{library::english, records::asked_in_group};
use leptos::prelude::*;

use crate::situation::{
    background::SituationFields,
    questions::{OBSERVATIONS, sections},
};

/// Links to all sections, and the option to show only questions not asked.
pub fn menu(told: &SituationFields<'_>) -> AnyView {
    let mut open = 0;
    let links = sections().into_iter().map(|(id, title)| {
        let asked = asked_in_group(english(), told.form, id);
        open += asked.open();
        view! {
            <li>
                <a href=format!("#{id}")>
                    <span class="grow">{title}</span>
                    <span class="count" data-menu=id data-full=(asked.open() == 0).then_some("")>
                        {format!("{}/{}", asked.answered, asked.of)}
                    </span>
                </a>
            </li>
        }
    });
    let links = links.collect_view();
    view! {
        <nav class="section-menu" aria-label="Sections">
            <ul>
                <li><a href="#story">"Story"</a></li>
                {links}
                <li class="apart"><a href=format!("#{OBSERVATIONS}")>"Your observations"</a></li>
                <li><a href="#more">"Planning details"</a></li>
            </ul>
            <label class="only-open">
                <input type="checkbox" id="only-open" />
                <span class="grow">"Not asked yet"</span>
                <output class="count" data-menu-open>{open}</output>
            </label>
        </nav>
    }
    .into_any()
}
