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
    // A heading goes with what it is for: the block below it. Words below it only lead to the next one.
    let leads = |block: &PaperBlock| matches!(block, PaperBlock::Paragraph(_) | PaperBlock::Note(_));
    let goes = |n: usize| {
        let below = blocks.get(n + 1).filter(|below| !matches!(below, PaperBlock::Heading(_)));
        matches!(blocks[n], PaperBlock::Heading(_)) && below.is_some_and(|below| !stands(below) && !leads(below))
    };
    let mut stays = (0..blocks.len()).map(|n| stands(&blocks[n]) && !goes(n)).collect::<Vec<_>>().into_iter();
    let mut blocks: Vec<PaperBlock> = blocks.into_iter().filter(|_| stays.next().unwrap_or(true)).collect();
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

/// The part that a neutral sheet leaves off of the library's homework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HomeworkLoss {
    /// Some of its lines.
    Lines,
    /// All of it.
    All,
}

/// Returns what a neutral sheet leaves off of this homework; none where it tells nothing.
pub(super) fn homework_loss(homework: &PaperHomework) -> Option<HomeworkLoss> {
    match neutral_homework(homework.clone()) {
        None => Some(HomeworkLoss::All),
        Some(kept) => (kept != *homework).then_some(HomeworkLoss::Lines),
    }
}

/// The sentences before the first that tells: they were written without what follows them.
fn untelling_beginning(text: &ClientText) -> Option<ClientText> {
    let mut kept = 0;
    let ends = text.as_str().match_indices(['.', '!', '?']).map(|(at, sign)| at + sign.len());
    for end in ends.chain([text.as_str().len()]) {
        let rest = &text.as_str()[end..];
        if telling_word(&text.as_str()[..end]).is_some() {
            break;
        }
        if rest.is_empty() || rest.starts_with(' ') {
            kept = end;
        }
    }
    (kept > 0).then(|| ClientText::from_library(&text.as_str()[..kept]))
}

/// The parts of the library's homework that a neutral sheet may hold; none where what to do tells too much from its first
/// sentence on.
pub(super) fn neutral_homework(homework: PaperHomework) -> Option<PaperHomework> {
    let kept = |text: Option<ClientText>| text.filter(tells_nothing);
    untelling_beginning(&homework.why).map(|why| PaperHomework {
        when: kept(homework.when),
        place: kept(homework.place),
        long: kept(homework.long),
        otherwise: kept(homework.otherwise),
        otherwise_name: kept(homework.otherwise_name),
        strip: homework.strip.filter(|strip| strip.all_words().into_iter().all(tells_nothing)),
        why,
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
    use super::{
        super::{Audience, Verified, Wanted, homework_left_off},
        *,
    };
    use crate::{
        assess::CaseState,
        library::{
            english,
            model::{Item, ItemWords},
            on_paper::{PaperText, Pictogram},
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
    fn neutral_homework_keeps_the_sentences_before_the_first_that_tells() {
        let kept = |why: &str| {
            let homework = PaperHomework::plain(ClientText::from_library(why));
            let loss = homework_loss(&homework);
            (neutral_homework(homework).map(|kept| kept.why.to_string()), loss)
        };
        assert_eq!(kept("Walk for ten minutes."), (Some("Walk for ten minutes.".into()), None));
        let walk = "Walk at 5.30 with a friend.".to_owned();
        assert_eq!(kept(&format!("{walk} Then talk about desire.")), (Some(walk), Some(HomeworkLoss::Lines)));
        assert_eq!(kept("Call your therapist. Then walk."), (None, Some(HomeworkLoss::All)));
    }

    #[test]
    fn the_counsellor_learns_which_homework_neutral_paper_leaves_off() {
        let wanted = |discretion| Wanted {
            audience: Audience::Both,
            discretion,
            country: None,
            violence_lines: false,
            verified: Verified::default(),
            language: Language::English,
        };
        let printed = || english().items().iter().filter(|item| item.paper != PaperClass::Nowhere);
        let told = |discretion| homework_left_off(english(), &CaseState::default(), &wanted(discretion), printed());
        let neutral = told(Discretion::Neutral);
        let lost = printed().filter_map(|item| homework_loss(&ItemWords::of(item).at_home.homework()?));
        assert_eq!(neutral.len(), lost.count());
        assert!(neutral.iter().any(|told| told.contains("is not on this neutral sheet")), "{neutral:?}");
        assert!(told(Discretion::Standard).is_empty());
    }

    #[test]
    fn a_printed_title_that_tells_has_a_neutral_one_in_every_language() {
        for (name, words) in printed() {
            assert!(words.neutral_title.is_some() || tells_nothing(&words.title), "{name}: {}", words.title);
            assert!(words.neutral_title.iter().all(tells_nothing), "{name}");
        }
    }

    #[test]
    fn a_heading_goes_with_its_block_and_stays_over_another() {
        let sheet = |text: &str| PaperText::from_library(text).sheet();
        let left = |text: &str, discretion| printed_blocks(sheet(text), discretion, false).len();
        let dates = "### Sooner is better\n\ndates: Today | Then\n\n### Ask\n\n- [ ] One";
        assert_eq!(left(dates, Discretion::InRoom), 2);
        assert_eq!(left(&dates.replace("\n\n### Ask", ""), Discretion::InRoom), 1);
        assert_eq!(left(dates, Discretion::Standard), 4);
        let told = "### What helps\n\nTalk about sex.\n\n- Mine: ___";
        assert_eq!(left(told, Discretion::Neutral), 2, "a heading stays over what its words led to");
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
