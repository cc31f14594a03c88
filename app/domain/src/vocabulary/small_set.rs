//! A set kept as a sorted list.
//!
//! The sets of the domain hold a few dozen values at most, and a browser loads code for every type of value. The code of a
//! sorted list is a fifth of that of a balanced tree, and reads and compares alike.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

/// A set of a few values, in ascending order. Behaves and is stored as a `BTreeSet`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SmallSet<T>(Vec<T>);

impl<T> SmallSet<T> {
    /// The empty set.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Returns the number of values.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// True if the set has no value.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over the values, the least first.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Returns the least value.
    pub fn first(&self) -> Option<&T> {
        self.0.first()
    }

    /// Returns the greatest value.
    pub fn last(&self) -> Option<&T> {
        self.0.last()
    }

    /// Keeps the values for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// Removes all values.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T: Ord> SmallSet<T> {
    fn place<Q: Ord + ?Sized>(&self, value: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        self.0.binary_search_by(|own| own.borrow().cmp(value))
    }

    /// True if `value` is in the set.
    pub fn contains<Q: Ord + ?Sized>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.place(value).is_ok()
    }

    /// Adds a value. Returns false if the set had it.
    pub fn insert(&mut self, value: T) -> bool {
        match self.place(&value) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, value);
                true
            }
        }
    }

    /// Removes a value. Returns false if the set did not have it.
    pub fn remove<Q: Ord + ?Sized>(&mut self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.place(value).map(|place| self.0.remove(place)).is_ok()
    }

    /// Adds the values of `other`, and empties it.
    pub fn append(&mut self, other: &mut Self) {
        self.extend(std::mem::take(&mut other.0));
    }

    /// True if all values are in `other` too.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.iter().all(|value| other.contains(value))
    }

    /// True if all values of `other` are in this set.
    pub fn is_superset(&self, other: &Self) -> bool {
        other.is_subset(self)
    }

    /// True if no value is in `other` too.
    pub fn is_disjoint(&self, other: &Self) -> bool {
        !self.iter().any(|value| other.contains(value))
    }

    /// Iterates over the values that are in `other` too.
    pub fn intersection<'a>(&'a self, other: &'a Self) -> impl DoubleEndedIterator<Item = &'a T> {
        self.iter().filter(|value| other.contains(*value))
    }

    /// Iterates over the values that are not in `other`.
    pub fn difference<'a>(&'a self, other: &'a Self) -> impl DoubleEndedIterator<Item = &'a T> {
        self.iter().filter(|value| !other.contains(*value))
    }

    /// Iterates over the values of both, each once and in ascending order.
    pub fn union<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a T> {
        let all: SmallSet<&T> = self.iter().chain(other).collect();
        all.into_iter()
    }
}

impl<T> Default for SmallSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Ord> Extend<T> for SmallSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        values.into_iter().for_each(|value| {
            self.insert(value);
        });
    }
}

impl<'a, T: Ord + Copy + 'a> Extend<&'a T> for SmallSet<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, values: I) {
        self.extend(values.into_iter().copied());
    }
}

impl<T: Ord> FromIterator<T> for SmallSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Self::new();
        set.extend(values);
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SmallSet<T> {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<T> IntoIterator for SmallSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a SmallSet<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de, T: Ord + Deserialize<'de>> Deserialize<'de> for SmallSet<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_behaves_and_is_stored_as_a_tree(values: Vec<u8>, others: Vec<u8>, removed: Vec<u8>) {
            let mut small: SmallSet<u8> = values.iter().copied().collect();
            let mut tree: BTreeSet<u8> = values.iter().copied().collect();
            for value in &removed {
                prop_assert_eq!(small.remove(value), tree.remove(value));
            }
            prop_assert!(small.iter().eq(&tree));
            prop_assert_eq!((small.len(), small.first(), small.last()), (tree.len(), tree.first(), tree.last()));
            let (of_small, of_tree): (SmallSet<u8>, BTreeSet<u8>) =
                (others.iter().copied().collect(), others.iter().copied().collect());
            prop_assert!(small.union(&of_small).eq(tree.union(&of_tree)));
            prop_assert!(small.intersection(&of_small).eq(tree.intersection(&of_tree)));
            prop_assert!(small.difference(&of_small).eq(tree.difference(&of_tree)));
            prop_assert_eq!(small.is_subset(&of_small), tree.is_subset(&of_tree));
            prop_assert_eq!(small.is_disjoint(&of_small), tree.is_disjoint(&of_tree));
            prop_assert_eq!(small.cmp(&of_small), tree.cmp(&of_tree));
            prop_assert_eq!(serde_json::to_string(&small).unwrap(), serde_json::to_string(&tree).unwrap());
            prop_assert_eq!(serde_json::from_str::<SmallSet<u8>>(&serde_json::to_string(&others).unwrap()).unwrap(), of_small);
        }
    }
}
