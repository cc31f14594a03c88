//! Makes the library of one account out of the built-in one. Nothing in here takes anything away.

use super::{Library, model::Item};
use crate::own::{Adjusted, OwnGate};

impl Library {
    /// Adds an exercise, or puts it in the place of one with the same id.
    pub(crate) fn add_item(&mut self, item: Item) {
        if let Some(place) = self.item_places.get(&item.id) {
            self.items[*place] = item;
        } else {
            self.item_places.insert(item.id.clone(), self.items.len());
            self.items.push(item);
        }
    }

    /// Takes adjusted numbers over.
    pub(crate) fn adjust(&mut self, adjusted: &Adjusted) {
        for indicator in &mut self.indicators {
            if let (Some(weight), Some(other)) = (&mut indicator.weight, adjusted.weights.get(&indicator.id)) {
                *weight = *other;
            }
        }
        for item in &mut self.items {
            if let Some(range) = adjusted.minutes.get(&item.id) {
                item.minutes = *range;
            }
        }
        self.shares = adjusted.shares(&self.shares);
    }

    /// Adds a gate to what there is, to the exercises that it holds, and to the answers that open it.
    pub(crate) fn add_gate(&mut self, own: &OwnGate) {
        self.gates.push(own.gate());
        for item in self.items.iter_mut().filter(|item| own.holds(item)) {
            item.blocked_by.insert(own.id);
        }
        for indicator in &mut self.indicators {
            if !own.retired && own.opened_by.contains(&indicator.id) {
                indicator.opens.insert(own.id);
            }
        }
    }
}
