//! Undo and redo: the values that were, and the ones that may come back.

/// How many steps back are kept.
const STEPS: usize = 100;

/// A value with what it was before and what was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History<T> {
    past: Vec<T>,
    now: T,
    future: Vec<T>,
    /// What the last change was about, so that typing in one field is one step.
    about: Option<String>,
}

impl<T: Clone + PartialEq> History<T> {
    /// A value without a past.
    pub fn new(now: T) -> Self {
        Self { past: Vec::new(), now, future: Vec::new(), about: None }
    }

    /// The value now.
    pub fn now(&self) -> &T {
        &self.now
    }

    /// Takes a new value. Changes in a row that are `about` the same thing are one step; `None` is always a step.
    pub fn push(&mut self, next: T, about: Option<&str>) {
        if next == self.now {
            return;
        }
        let goes_on = about.is_some() && self.about.as_deref() == about;
        let before = std::mem::replace(&mut self.now, next);
        if !goes_on {
            self.past.push(before);
            if self.past.len() > STEPS {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.about = about.map(str::to_owned);
    }

    /// One step back; false where there is none.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.now, before));
        self.about = None;
        true
    }

    /// One step forth again; false where nothing was undone.
    pub fn redo(&mut self) -> bool {
        let Some(next) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, next));
        self.about = None;
        true
    }

    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step forth.
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
