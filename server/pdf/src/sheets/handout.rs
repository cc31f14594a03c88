//! Handouts as documents.

use domain::{
    library::on_paper::PaperBlock,
    paper::handout::{Appointment, Audience, ClientText, ClientWords, Discretion, Handout, PrintedLine, SheetExercise},
    vocabulary::Language,
};

use crate::{
    PrintOptions,
    document::{ContentBlock, DirectoryEntry, Document, Emphasis, HeadingLevel, PaperBox, ParagraphKind, Text},
    labels::SheetLabels,
    quotes,
    sheets::{
        help_line,
        paper::{self, Look},
    },
};

/// Builds the document of a handout.
pub(crate) fn document(handout: &Handout, print: PrintOptions) -> Document {
    let language = handout.language();
    let labels = SheetLabels::of(language.as_str());
    let whose = match (handout.audience(), handout.printed_initial()) {
        (Audience::Both, _) => labels.words.for_both.clone(),
        (_, Some(initial)) => labels.words.for_one.replace("{letter}", &initial),
        (_, None) => String::new(),
    };
    let mut blocks = match handout.exercises() {
        [only] => alone(handout, only, &whose, print),
        several => together(handout, several, &whose, print),
    };
    blocks.extend(agreed(handout.agreed(), language));
    blocks.extend(typed(handout, language));
    blocks.extend(appointment(handout, labels));
    blocks.extend(help(handout.help_lines(), &labels.words.help, language));
    let neutral = handout.discretion() == Discretion::Neutral;
    let look = Look::new(handout.exercises().iter().find_map(|part| part.phase).filter(|_| !neutral), print, language);
    blocks.extend(safety(handout.universal(), stop_lines(handout).as_deref(), &look));
    let title = quotes::curled_in(handout.title().as_str(), language);
    Document { title, language: language.as_str(), blocks }
}

/// Returns what each exercise says about stopping, once each; `None` where none says anything of its own.
fn stop_lines(handout: &Handout) -> Option<String> {
    let mut lines: Vec<&str> = Vec::new();
    for line in handout.exercises().iter().filter_map(|part| part.stop.as_ref()).map(ClientText::as_str) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// Returns the box with what was agreed in the session; none where nothing was.
pub(crate) fn agreed(agreed: &[ClientWords], language: Language) -> Option<ContentBlock> {
    let title = SheetLabels::of(language.as_str()).words.this_week.as_str().into();
    let paragraph =
        |words: &ClientWords| ContentBlock::Paragraph(ParagraphKind::Body, text_in(&words.on_paper(), language));
    (!agreed.is_empty()).then(|| ContentBlock::Callout { title, blocks: agreed.iter().map(paragraph).collect() })
}

/// Returns the quote of its readers and the counsellor's sentence.
fn typed(handout: &Handout, language: Language) -> Vec<ContentBlock> {
    let quote = |words: &ClientWords| ContentBlock::Quote { words: text_in(&words.on_paper(), language), by: None };
    let sentence =
        |words: &ClientWords| ContentBlock::Paragraph(ParagraphKind::Body, text_in(&words.on_paper(), language));
    handout.theirs().map(quote).into_iter().chain(handout.yours().map(sentence)).collect()
}

/// Returns the sentence that says when its readers come again.
fn appointment(handout: &Handout, labels: SheetLabels) -> Option<ContentBlock> {
    let (sentence, Appointment { on, at }) = handout.appointment()?;
    let sentence = labels.day_and_time(sentence.as_str(), on, &at.to_string(), handout.language());
    Some(ContentBlock::Paragraph(ParagraphKind::Body, Text::bold(sentence)))
}

/// A handout of one exercise: the sheet of that exercise under the title of the handout.
fn alone(handout: &Handout, exercise: &SheetExercise, whose: &str, print: PrintOptions) -> Vec<ContentBlock> {
    let look = Look::new(exercise.phase, print, handout.language());
    let words = look.labels.words;
    let stays = handout.discretion() == Discretion::InRoom && !handout.is_slip();
    let mut lines = vec![whose];
    if stays {
        lines.push(&words.stays_here);
    }
    let mut blocks = vec![paper::plain_head(handout.title().as_str(), handout.lead().as_str(), &lines, &look)];
    let sentence = crisis_sentence(exercise);
    if let Some(band) = band(handout.crisis_lines(), sentence, &look) {
        blocks.push(paper::whole(band, 12.0));
    }
    blocks.push(part(exercise, &look));
    blocks.extend(paper::blocks(exercise, &look, 3));
    blocks
}

/// A handout of several exercises.
fn together(handout: &Handout, exercises: &[SheetExercise], whose: &str, print: PrintOptions) -> Vec<ContentBlock> {
    let first = Look::new(exercises.iter().find_map(|part| part.phase), print, handout.language());
    let mut lines = vec![whose];
    if handout.discretion() == Discretion::InRoom && !handout.is_slip() {
        lines.push(&first.labels.words.stays_here);
    }
    let mut blocks = vec![paper::plain_head(handout.title().as_str(), handout.lead().as_str(), &lines, &first)];
    let sentence = exercises.iter().find_map(crisis_sentence);
    if let Some(band) = band(handout.crisis_lines(), sentence, &first) {
        blocks.push(paper::whole(band, 12.0));
    }
    for exercise in exercises {
        let look = Look::new(exercise.phase, print, handout.language());
        blocks.push(part(exercise, &look));
        blocks.extend(paper::blocks(exercise, &look, 3));
    }
    blocks
}

fn part(exercise: &SheetExercise, look: &Look) -> ContentBlock {
    let lead = exercise.lead.as_ref().map(ClientText::as_str);
    paper::section(exercise.heading.as_str(), lead, exercise.icon.map(domain::library::on_paper::Pictogram::name), look)
}

/// The sentence of the crisis band of an exercise.
pub(crate) fn crisis_sentence(exercise: &SheetExercise) -> Option<&str> {
    exercise.blocks.iter().find_map(|block| match block {
        PaperBlock::Crisis(sentence) => Some(sentence.as_str()),
        _ => None,
    })
}

/// The crisis band; none where there is neither a number nor a sentence.
pub(crate) fn band(lines: &[PrintedLine], sentence: Option<&str>, look: &Look) -> Option<PaperBox> {
    if lines.is_empty() && sentence.is_none() {
        return None;
    }
    let sentence = sentence.unwrap_or(&look.labels.words.crisis);
    Some(paper::crisis_band(lines, sentence, look))
}

/// The sentences of every sheet as one safety line; further ones stand above it.
pub(crate) fn safety(universal: &[ClientText], stop: Option<&str>, look: &Look) -> Vec<ContentBlock> {
    let sentences: Vec<&str> = universal.iter().map(ClientText::as_str).collect();
    let [above @ .., first, alone] = sentences.as_slice() else {
        return sentences.iter().map(|only| paper::safety_line(only, "", look)).collect();
    };
    let above = above.iter().map(|text| paper::whole(look.prose(text), 12.0));
    above.chain([paper::safety_line(first, stop.unwrap_or(alone), look)]).collect()
}

/// Returns help lines under a heading, each with the date on which its number was checked (R49).
pub(crate) fn help(lines: &[PrintedLine], heading: &str, language: Language) -> Vec<ContentBlock> {
    if lines.is_empty() {
        return Vec::new();
    }
    let labels = SheetLabels::of(language.as_str());
    let entries = lines.iter().map(|line| help_line(line, labels)).collect();
    vec![ContentBlock::Heading(HeadingLevel::Part, heading.into()), ContentBlock::Entries(entries)]
}

/// Returns a help line as a directory entry: name, number, and further contact details and hours.
fn help_line(line: &PrintedLine, labels: SheetLabels) -> DirectoryEntry {
    DirectoryEntry {
        name: Text::bold(quotes::curled(help_line::name(line, labels))).in_language(line.language_of_name()),
        text: line.number.as_str().into(),
        detail: Text::default().then(help_line::details(line, labels).as_str(), Emphasis::Regular),
    }
}

/// Returns text of the English library with typographic quotation marks.
pub(crate) fn words(text: &str) -> Text {
    text_in(text, Language::English)
}

/// Returns text of the library in `language` with typographic quotation marks.
pub(crate) fn text_in(text: &str, language: Language) -> Text {
    Text::default().then(quotes::curled_in(text, language), Emphasis::Regular)
}
