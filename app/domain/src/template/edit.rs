//! Blocks that become open slots, and slots that become what they were.

use super::{Content, Filter, Named, Template};
use crate::{
    desk::KeptItem,
    ids::ItemId,
    library::Library,
    words::{Kind, Tag},
};

/// A block that cannot be changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBlock {
    /// There is no such block.
    #[error("This block is not in the template any more. Reload the page and try again.")]
    Gone,
    /// The slot was never an exercise, and none was named.
    #[error("Choose the exercise that stands here.")]
    NoExercise,
    /// Nothing in the library passes the filter.
    #[error("No exercise of the library is all of this. Ask for less.")]
    Nothing,
}

/// What an open slot asks for when it is made from this exercise and nothing was chosen: something of its kind, or
/// grounding where it grounds.
pub fn proposed(library: &Library, named: &Named) -> Filter {
    let Some(item) = library.item(named.id()) else { return Filter::default() };
    if item.tags.contains(&Tag::Grounding) {
        return Filter { tag: Some(Tag::Grounding), ..Filter::default() };
    }
    let kind = (item.kind != Kind::Exercise).then_some(item.kind);
    let challenge = if kind.is_none() { item.serves.first().copied() } else { None };
    Filter { kind, challenge, ..Filter::default() }
}

/// Makes the block at this place an open slot with this filter, or gives a slot another filter. It remembers the exercise
/// that stood there.
///
/// # Errors
///
/// When there is no such block, or no exercise of the library would ever fit.
pub fn open_slot(library: &Library, template: &mut Template, at: usize, filter: Filter) -> Result<(), BadBlock> {
    let block = template.blocks.get_mut(at).ok_or(BadBlock::Gone)?;
    if !library.items().iter().any(|item| filter.admits(item)) {
        return Err(BadBlock::Nothing);
    }
    let before = match std::mem::replace(&mut block.content, Content::Part) {
        Content::Part => None,
        Content::Exercise(named) => Some(named),
        Content::Slot(_, before) => before,
    };
    block.content = Content::Slot(filter, before);
    Ok(())
}

/// Makes an open slot fixed again: the exercise that is named, else the one that stood there before, else the part alone.
///
/// # Errors
///
/// When there is no such block, or the library has no such exercise.
pub fn fix(library: &Library, template: &mut Template, at: usize, id: Option<&ItemId>) -> Result<(), BadBlock> {
    let block = template.blocks.get_mut(at).ok_or(BadBlock::Gone)?;
    let named = match id {
        Some(id) => {
            let item = library.item(id).ok_or(BadBlock::NoExercise)?;
            Some(Named::Kept(KeptItem::of(item)))
        }
        None => None,
    };
    block.content = match (named, std::mem::replace(&mut block.content, Content::Part)) {
        (Some(named), _) | (None, Content::Slot(_, Some(named)) | Content::Exercise(named)) => Content::Exercise(named),
        (None, Content::Slot(_, None) | Content::Part) => Content::Part,
    };
    Ok(())
}
