//! Referral letters as documents.

use domain::paper::letter::ReferralLetter;

use crate::{
    PrintOptions,
    document::{Align, BoxContent, Document, PaperBox, Text, TextKind},
    labels::SheetLabels,
    layout::{structure::Role, style},
    quotes,
    sheets::paper::{self, Look},
};

/// Builds a letter: date, address, subject, paragraphs, and lines to sign on. In ink, as letters are.
pub(crate) fn document(letter: &ReferralLetter, print: PrintOptions) -> Document {
    let language = letter.language();
    let look = Look::new(None, print, language);
    let labels = SheetLabels::of(language.as_str());
    let line = |text: &str| PaperBox::words(Text::from(text), TextKind::Body, style::INK);
    let date = labels.day(&letter.on().to_string());
    let mut blocks = vec![paper::whole(line(&date).aligned(Align::End), 14.0)];
    let address = letter.addressee().iter().map(|text| line(text)).collect();
    blocks.push(paper::whole(PaperBox::column(0.0, address), 10.0));
    blocks.push(paper::kept(look.words(letter.subject(), TextKind::Section).role(Role::Heading(1)), 26.0));
    blocks.push(paper::kept(line(letter.greeting()), 10.0));
    blocks.extend(letter.paragraphs().iter().map(|text| paper::whole(look.prose(text), 8.0)));
    if let Some((before, added)) = letter.added() {
        let before = look.words(before, TextKind::HomeHead);
        // Typed words are printed as they are typed.
        let added = PaperBox::column(0.0, vec![line(added)]);
        blocks.push(paper::whole(PaperBox::column(2.0, vec![before, added]), 12.0));
    }
    blocks.push(paper::kept(line(letter.closing()), 20.0));
    blocks.push(paper::whole(signed(letter, &look), 8.0));
    let title = quotes::curled_in(letter.subject(), language);
    Document { title, language: language.as_str(), blocks }
}

/// The lines for the signature and for name and profession, each with its name below.
fn signed(letter: &ReferralLetter, look: &Look) -> PaperBox {
    let height = if look.is_large() { 50.0 } else { 36.0 };
    let field = |name: &str| {
        let rule = PaperBox::new(BoxContent::Line { height, name: look.curled(name), rule: None });
        PaperBox::column(2.0, vec![rule, look.hint(name)])
    };
    let fields = letter.signature().map(field).to_vec();
    paper::rows(fields, if look.is_large() { 1 } else { 2 }, 8.0, 24.0)
}
