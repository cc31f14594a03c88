//! Undo and redo: a history of values.

/// Maximum number of undo steps.
const STEPS: usize = 100;

/// A value with its undo and redo history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History<T> {
    past: Vec<T>,
    now: T,
    future: Vec<T>,
    /// The subject of the last change, so that typing in one field is one step.
    about: Option<String>,
}

impl<T: Clone + PartialEq> History<T> {
    /// Makes a value without history.
    pub fn new(now: T) -> Self {
        Self { past: Vec::new(), now, future: Vec::new(), about: None }
    }

    /// Returns the current value.
    pub fn now(&self) -> &T {
        &self.now
    }

    /// Sets a new value. Consecutive changes `about` the same subject are one step; `None` is always a step. A value
    /// that had been undone remains reachable, as the step before this one.
    pub fn push(&mut self, next: T, about: Option<&str>) {
        if next == self.now {
            return;
        }
        let goes_on = about.is_some() && self.about.as_deref() == about;
        let before = std::mem::replace(&mut self.now, next);
        if !goes_on {
            let furthest = std::mem::take(&mut self.future).into_iter().next();
            self.past.extend(furthest.filter(|undone| *undone != before));
            self.past.push(before);
            let oldest = self.past.len().saturating_sub(STEPS);
            self.past.drain(..oldest);
        }
        self.about = about.map(str::to_owned);
    }

    /// Undoes one step; false if there is none.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.now, before));
        self.about = None;
        true
    }

    /// Redoes one step; false if none was undone.
    pub fn redo(&mut self) -> bool {
        let Some(next) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, next));
        self.about = None;
        true
    }

    /// True if there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// True if there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undone_steps_come_back_until_something_new_is_done() {
        let mut history = History::new(0);
        history.push(1, None);
        history.push(2, None);
        assert!(history.undo() && history.undo() && !history.undo());
        assert_eq!(*history.now(), 0);
        assert!(history.redo());
        assert_eq!(*history.now(), 1);
        history.push(5, None);
        assert!(!history.can_redo());
        assert!(history.undo());
        assert_eq!(*history.now(), 1);
    }

    #[test]
    fn what_was_undone_is_not_lost_by_a_letter() {
        let mut history = History::new(String::new());
        for text in ["one", "one two", "one two three"] {
            history.push(text.into(), None);
        }
        assert!(history.undo() && history.undo());
        history.push("onx".into(), Some("note"));
        history.push("onxy".into(), Some("note"));
        assert!(!history.can_redo());
        let mut before = Vec::new();
        while history.undo() {
            before.push(history.now().clone());
        }
        assert_eq!(before, ["one", "one two three", ""]);
    }

    #[test]
    fn typing_in_one_field_is_one_step() {
        let mut history = History::new(String::new());
        for text in ["a", "ab", "abc"] {
            history.push(text.into(), Some("note"));
        }
        history.push("abc.".into(), Some("title"));
        assert!(history.undo());
        assert_eq!(history.now(), "abc");
        assert!(history.undo());
        assert_eq!(history.now(), "");
    }

    #[test]
    fn it_forgets_the_oldest_and_not_the_newest() {
        let mut history = History::new(0);
        (1..=300).for_each(|n| history.push(n, None));
        while history.undo() {}
        assert_eq!(*history.now(), 200);
    }
}
