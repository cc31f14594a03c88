//! Builds the library of an account from the built-in one. Nothing here removes anything.

use super::{
    Library,
    custom::{Adjusted, OwnGate},
    model::Item,
};

impl Library {
    /// Adds an exercise, replacing one with the same id.
    pub(crate) fn add_item(&mut self, item: Item) {
        if let Some(place) = self.item_places.get(&item.id) {
            self.items[*place] = item;
        } else {
            self.item_places.insert(item.id.clone(), self.items.len());
            self.items.push(item);
        }
    }

    /// Applies adjusted numbers.
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

    /// Adds a gate: to the gates, to the exercises that it holds, and to the answers that open it.
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
