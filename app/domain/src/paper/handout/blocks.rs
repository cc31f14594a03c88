//! Which blocks of an exercise stand on which paper.

use crate::library::on_paper::{
    PaperBlock, PaperCell, PaperFigure, PaperHead, PaperHomework, PaperSheet, PrintedText, telling_word,
};

use super::{ClientText, Discretion};

/// The blocks of an exercise for a sheet of this discretion.
pub(super) fn printed_blocks(sheet: PaperSheet, discretion: Discretion, information_only: bool) -> Vec<PaperBlock> {
    let blocks = match (discretion, sheet.neutral) {
        (Discretion::Neutral, Some(neutral)) => neutral,
        _ => sheet.blocks,
    };
    let stands = |block: &PaperBlock| {
        (!information_only || is_information(block))
            && match discretion {
                Discretion::Standard => true,
                Discretion::Neutral => may_be_found(block),
                Discretion::InRoom => stays_in_the_room(block),
            }
    };
    let mut blocks: Vec<PaperBlock> = blocks.into_iter().filter(stands).collect();
    drop_lone_headings(&mut blocks);
    blocks
}

/// The paragraphs of the text for clients that stand before the blocks.
pub(super) fn printed_text(text: Vec<ClientText>, head: &PaperHead, discretion: Discretion) -> Vec<ClientText> {
    let mut printed = match &head.text {
        PrintedText::All => text,
        PrintedText::None => Vec::new(),
        PrintedText::Only(numbers) => {
            numbers.iter().filter_map(|number| text.get(usize::from(*number).checked_sub(1)?).cloned()).collect()
        }
    };
    if discretion == Discretion::Neutral {
        printed.retain(tells_nothing);
    }
    printed
}

/// True for words that a neutral sheet may hold.
pub(super) fn tells_nothing(text: &ClientText) -> bool {
    telling_word(text.as_str()).is_none()
}

/// The parts of the library's homework that a neutral sheet may hold; none where what to do tells too much.
pub(super) fn neutral_homework(homework: PaperHomework) -> Option<PaperHomework> {
    let kept = |text: Option<ClientText>| text.filter(tells_nothing);
    tells_nothing(&homework.why).then(|| PaperHomework {
        when: kept(homework.when),
        place: kept(homework.place),
        long: kept(homework.long),
        otherwise: kept(homework.otherwise),
        otherwise_name: kept(homework.otherwise_name),
        strip: homework.strip.filter(|strip| strip.all_words().into_iter().all(tells_nothing)),
        why: homework.why,
    })
}

/// Words to read, with nothing to write or to mark.
fn is_information(block: &PaperBlock) -> bool {
    match block {
        PaperBlock::Heading(_)
        | PaperBlock::Paragraph(_)
        | PaperBlock::Note(_)
        | PaperBlock::Steps(_)
        | PaperBlock::Tiles { .. }
        | PaperBlock::Fork { .. }
        | PaperBlock::Say(_)
        | PaperBlock::Crisis(_) => true,
        PaperBlock::Table(table) => table.rows.iter().flatten().all(|cell| matches!(cell, PaperCell::Text(_))),
        PaperBlock::Figure(figure) => matches!(
            figure,
            PaperFigure::Wave { .. }
                | PaperFigure::Pie { filled: Some(_), .. }
                | PaperFigure::Bands(_)
                | PaperFigure::Bars(_)
        ),
        _ => false,
    }
}

/// Prompts and fields, which look like a page of any planner, and words that tell nothing.
fn may_be_found(block: &PaperBlock) -> bool {
    match block {
        PaperBlock::Paragraph(_) | PaperBlock::Note(_) | PaperBlock::Say(_) => {
            block.all_words().into_iter().all(tells_nothing)
        }
        _ => !matches!(
            block,
            PaperBlock::Card { .. }
                | PaperBlock::Cards { .. }
                | PaperBlock::Fork { .. }
                | PaperBlock::Figure(
                    PaperFigure::Wave { .. } | PaperFigure::Pie { filled: Some(_), .. } | PaperFigure::Bars(_)
                )
        ),
    }
}

/// What is read or filled in here; nothing that waits for another day.
fn stays_in_the_room(block: &PaperBlock) -> bool {
    !matches!(
        block,
        PaperBlock::Card { .. }
            | PaperBlock::Cards { .. }
            | PaperBlock::Week(_)
            | PaperBlock::Weeks { .. }
            | PaperBlock::Log(_)
            | PaperBlock::Calendar(_)
            | PaperBlock::Tickets { .. }
            | PaperBlock::Dates(_)
    )
}

/// A heading whose blocks are gone goes too.
fn drop_lone_headings(blocks: &mut Vec<PaperBlock>) {
    let heading = |block: Option<&PaperBlock>| matches!(block, None | Some(PaperBlock::Heading(_)));
    let lone: Vec<bool> = (0..blocks.len()).map(|n| heading(blocks.get(n)) && heading(blocks.get(n + 1))).collect();
    let mut lone = lone.into_iter();
    blocks.retain(|_| !lone.next().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        library::{
            english,
            model::{Item, ItemWords},
            on_paper::Pictogram,
        },
        vocabulary::{Language, PaperClass},
    };

    /// The text of every exercise that is printed, in every language.
    fn printed() -> Vec<(String, ItemWords)> {
        let library = english();
        let words = |item: &Item, language| match language {
            Language::English => Some(ItemWords::of(item)),
            _ => library.translation(language)?.item(&item.id).cloned(),
        };
        let items = library.items().iter().filter(|item| item.paper != PaperClass::Nowhere);
        items
            .flat_map(|item| Language::ALL.iter().map(move |language| (item, *language)))
            .filter_map(|(item, language)| Some((format!("{language} {}", item.id), words(item, language)?)))
            .collect()
    }

    #[test]
    fn neutral_paper_keeps_every_word_that_is_not_telling() {
        let (mut kept, mut left_out) = (0, 0);
        for (name, words) in printed() {
            let sheet = words.on_paper.sheet();
            let text = |discretion| printed_text(words.client_text.clone(), &sheet.head, discretion);
            let (told, neutral) = (text(Discretion::Standard), text(Discretion::Neutral));
            for paragraph in told {
                let stands = neutral.contains(&paragraph);
                assert_eq!(stands, tells_nothing(&paragraph), "{name}: {paragraph}");
                *if stands { &mut kept } else { &mut left_out } += 1;
            }
            let blocks = printed_blocks(sheet.clone(), Discretion::Neutral, false);
            let own = sheet.neutral.as_ref().unwrap_or(&sheet.blocks);
            for block in own.iter().filter(|block| matches!(block, PaperBlock::Paragraph(_) | PaperBlock::Note(_))) {
                let tells = !block.all_words().into_iter().all(tells_nothing);
                assert_eq!(blocks.contains(block), !tells, "{name}: {block:?}");
            }
            assert!(!neutral.is_empty() || !blocks.is_empty(), "{name}: nothing is left");
        }
        assert!(kept > 20 && left_out > 5, "{kept} kept, {left_out} left out");
    }

    /// An icon and a lead are decoration: with or without them, neutral paper holds the same words.
    #[test]
    fn a_sheet_of_its_own_look_has_the_same_words_on_neutral_paper() {
        for (name, words) in printed() {
            let sheet = words.on_paper.sheet();
            let plain = PaperHead { icon: None, lead: None, ..sheet.head.clone() };
            let lead = words.client_text.first().cloned();
            let looked = PaperHead { icon: Pictogram::named("leaf"), lead, ..sheet.head.clone() };
            let text = |head| printed_text(words.client_text.clone(), head, Discretion::Neutral);
            assert_eq!(text(&plain), text(&looked), "{name}");
        }
    }
}
