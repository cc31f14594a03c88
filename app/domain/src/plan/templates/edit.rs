//! Converts blocks to open slots and back.

use super::{Content, ExerciseRef, Filter, Template};
use crate::{
    library::Library,
    plan::KeptItem,
    vocabulary::{ItemId, Kind, Tag},
};

/// A block that cannot be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBlock {
    /// There is no such block.
    #[error("This item is no longer in the template. Reload the page and try again.")]
    Gone,
    /// The slot never had an exercise, and none was named.
    #[error("Choose the exercise for this item.")]
    NoExercise,
    /// No exercise of the library passes the filter.
    #[error("No exercise matches all of this. Remove a criterion.")]
    Nothing,
}

/// Returns the default filter of an open slot made from this exercise: its kind, or grounding for a grounding exercise.
pub fn proposed(library: &Library, named: &ExerciseRef) -> Filter {
    let Some(item) = library.item(named.id()) else { return Filter::default() };
    if item.tags.contains(&Tag::Grounding) {
        return Filter { tag: Some(Tag::Grounding), ..Filter::default() };
    }
    let kind = (item.kind != Kind::Exercise).then_some(item.kind);
    let challenge = if kind.is_none() { item.serves.first().copied() } else { None };
    Filter { kind, challenge, ..Filter::default() }
}

/// Makes the block at this place an open slot with this filter, or gives a slot another filter. The slot stores the
/// previous exercise.
///
/// # Errors
/// If there is no such block, or no exercise of the library passes the filter.
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

/// Makes an open slot fixed again: with the named exercise, else the previous one, else the part alone.
///
/// # Errors
/// If there is no such block, or the library has no such exercise.
pub fn fix(library: &Library, template: &mut Template, at: usize, id: Option<&ItemId>) -> Result<(), BadBlock> {
    let block = template.blocks.get_mut(at).ok_or(BadBlock::Gone)?;
    let named = match id {
        Some(id) => {
            let item = library.item(id).ok_or(BadBlock::NoExercise)?;
            Some(ExerciseRef::Kept(KeptItem::of(item)))
        }
        None => None,
    };
    block.content = match (named, std::mem::replace(&mut block.content, Content::Part)) {
        (Some(named), _) | (None, Content::Slot(_, Some(named)) | Content::Exercise(named)) => Content::Exercise(named),
        (None, Content::Slot(_, None) | Content::Part) => Content::Part,
    };
    Ok(())
}
