//! Leaflets as documents.

use domain::{
    library::on_paper::Copies,
    paper::handout::{ClientText, Leaflet},
};

use crate::{
    PrintOptions,
    document::Document,
    quotes,
    sheets::{
        handout,
        paper::{self, Head, Look},
    },
};

/// Builds the document of a leaflet: head, blocks, help lines, and the safety line at the foot.
pub(crate) fn document(leaflet: &Leaflet, print: PrintOptions) -> Document {
    let (language, exercise) = (leaflet.language(), leaflet.exercise());
    let look = Look::new(exercise.phase, print, language);
    let words = look.labels.words;
    let kicker = match exercise.copies {
        Copies::Both => &words.for_both,
        Copies::Each => &words.blocks.for_each,
        Copies::Own => &words.blocks.for_own,
    };
    let title = exercise.heading.as_str();
    let head = Head {
        kicker,
        title,
        lead: exercise.lead.as_ref().unwrap_or(leaflet.lead()).as_str(),
        icon: exercise.icon.map(domain::library::on_paper::Pictogram::name),
        band: handout::band(leaflet.crisis_lines(), handout::crisis_sentence(exercise), &look),
    };
    let mut blocks = vec![paper::head(head, &look)];
    blocks.extend(paper::blocks(exercise, &look, 2));
    blocks.extend(handout::help(leaflet.help_lines(), &words.help, language));
    blocks.extend(handout::safety(leaflet.universal(), exercise.stop.as_ref().map(ClientText::as_str), &look));
    Document { title: quotes::curled_in(title, language), language: language.as_str(), blocks }
}
