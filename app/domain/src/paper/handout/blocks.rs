//! Which blocks of an exercise stand on which paper.

use crate::library::on_paper::{PaperBlock, PaperCell, PaperFigure, PaperHead, PaperSheet, PrintedText};

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
    let own_look = head.icon.is_some() || head.lead.is_some();
    match &head.text {
        // Neutral paper holds prompts and fields; only an exercise without them keeps its text.
        _ if own_look && discretion == Discretion::Neutral => Vec::new(),
        PrintedText::All => text,
        PrintedText::None => Vec::new(),
        PrintedText::Only(numbers) => {
            numbers.iter().filter_map(|number| text.get(usize::from(*number).checked_sub(1)?).cloned()).collect()
        }
    }
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

/// Prompts and fields, which look like a page of any planner.
fn may_be_found(block: &PaperBlock) -> bool {
    !matches!(
        block,
        PaperBlock::Note(_)
            | PaperBlock::Paragraph(_)
            | PaperBlock::Card { .. }
            | PaperBlock::Cards { .. }
            | PaperBlock::Say(_)
            | PaperBlock::Fork { .. }
            | PaperBlock::Figure(
                PaperFigure::Wave { .. } | PaperFigure::Pie { filled: Some(_), .. } | PaperFigure::Bars(_)
            )
    )
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
