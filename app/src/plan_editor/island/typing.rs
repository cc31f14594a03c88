//! Divides typing into steps that can be undone one by one.

/// A pause that ends a step, in milliseconds.
const PAUSE: f64 = 1_000.0;
/// Number of keystrokes, some words, after which a step ends with the word.
const SOME_WORDS: u32 = 24;
/// Number of keystrokes after which it ends anywhere.
const MOST: u32 = 80;

/// The current step.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Typing {
    field: String,
    /// The time of the last keystroke, in milliseconds.
    last: f64,
    strokes: u32,
    step: u32,
}

impl Typing {
    /// Returns the name of the step of a keystroke at `now`, in milliseconds, after which `text` is in the field.
    pub(crate) fn step(&mut self, now: f64, field: &str, text: &str) -> String {
        let between_words = text.ends_with(char::is_whitespace);
        let enough = self.strokes >= MOST || (self.strokes >= SOME_WORDS && between_words);
        if self.field != field || now - self.last > PAUSE || enough {
            field.clone_into(&mut self.field);
            self.strokes = 0;
            self.step += 1;
        }
        self.last = now;
        self.strokes += 1;
        format!("{field} {}", self.step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types `text` into the note, a keystroke every `every` milliseconds from `start`; returns the step of each.
    fn typed(typing: &mut Typing, start: f64, every: f64, text: &str) -> Vec<String> {
        let mut now = start;
        let mut step = |end| {
            now += every;
            typing.step(now, "note", &text[..end])
        };
        (1..=text.len()).map(&mut step).collect()
    }

    #[test]
    fn a_pause_and_another_field_begin_a_step() {
        let mut typing = Typing::default();
        let first = typed(&mut typing, 0.0, 100.0, "they slept");
        assert!(first.iter().all(|step| *step == first[0]), "{first:?}");
        let second = typed(&mut typing, 3_000.0, 100.0, "badly");
        assert!(second.iter().all(|step| *step == second[0] && *step != first[0]), "{second:?}");
        assert_ne!(typing.step(3_600.0, "why", "a"), second[0]);
        assert_ne!(typing.step(3_700.0, "note", "badly b"), second[0]);
    }

    #[test]
    fn a_long_text_without_a_pause_is_several_steps_of_whole_words() {
        let text = "it began when the second child was born and nobody slept through the night any more";
        let steps = typed(&mut Typing::default(), 0.0, 90.0, text);
        let ends: Vec<usize> = (1..steps.len()).filter(|at| steps[*at] != steps[*at - 1]).collect();
        assert!(ends.len() >= 2, "{steps:?}");
        assert!(ends.iter().all(|at| text[..=*at].ends_with(' ')), "{ends:?}");
        let letters = "x".repeat(300);
        let steps = typed(&mut Typing::default(), 0.0, 90.0, &letters);
        assert_ne!(steps.first(), steps.last(), "not one word either");
    }
}
