//! The section `## Homework`: why, when, where, how long, and what if it does not work.

use serde::Serialize;

use super::{
    PaperBlock, Wrong,
    lines::{Line, at_colon, hinted, lines, words},
    parse,
};
use crate::library::ClientText;

/// What to do at home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperHomework {
    /// What to do and why.
    pub why: ClientText,
    /// When.
    pub when: Option<ClientText>,
    /// Where.
    pub place: Option<ClientText>,
    /// How long.
    pub long: Option<ClientText>,
    /// What if it does not work.
    pub otherwise: Option<ClientText>,
    /// The printed name of the latter, where it has its own.
    pub otherwise_name: Option<ClientText>,
    /// A week or days below.
    pub strip: Option<PaperBlock>,
}

impl PaperHomework {
    /// Reads the section; none where it is empty.
    ///
    /// # Errors
    ///
    /// Everything that cannot be read, by line.
    pub(crate) fn read(section: &str) -> Result<Option<Self>, Vec<Wrong>> {
        let lines = lines(section);
        if lines.is_empty() {
            return Ok(None);
        }
        let is_strip = |line: &&Line| {
            ["[Mo-Su]", "[", "dates:"].iter().any(|key| line.text.starts_with(key)) || line.text.starts_with("dates ")
        };
        let (strip, said): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(is_strip);
        let (answers, why): (Vec<&Line>, Vec<&Line>) = said.into_iter().partition(|line| line.text.starts_with("- "));
        let why: Vec<&str> = why.iter().map(|line| line.text.as_str()).collect();
        let mut homework = Self::plain(words(&why.join(" ")));
        let mut wrong: Vec<Wrong> = answers.iter().filter_map(|line| homework.answer(line).err()).collect();
        match strip.as_slice() {
            [] => {}
            [one] => match parse::blocks(&[(*one).clone()]) {
                Ok(blocks) => homework.strip = blocks.into_iter().next(),
                Err(found) => wrong.extend(found),
            },
            [_, second, ..] => wrong.push(second.wrong("homework has one week or one line of days")),
        }
        if let Some(first) = answers.first().filter(|_| homework.otherwise.is_none()) {
            wrong.push(first.wrong("homework names when, where, how long, and what if it does not work"));
        }
        if wrong.is_empty() { Ok(Some(homework)) } else { Err(wrong) }
    }

    fn answer(&mut self, line: &Line) -> Result<(), Wrong> {
        let known = "homework names when, where, how long, and what if it does not work: `- when: …`";
        let (key, said) = at_colon(&line.text[2..]).ok_or_else(|| line.wrong(known))?;
        let (key, name) = hinted(key);
        let place = match key {
            "when" => &mut self.when,
            "where" => &mut self.place,
            "long" => &mut self.long,
            "else" => {
                self.otherwise_name = name.map(words);
                &mut self.otherwise
            }
            _ => return Err(line.wrong(known)),
        };
        *place = Some(words(said));
        Ok(())
    }

    /// Homework of one paragraph.
    pub(crate) fn plain(why: ClientText) -> Self {
        Self { why, when: None, place: None, long: None, otherwise: None, otherwise_name: None, strip: None }
    }

    /// All of it as one paragraph, without what to do when it does not work.
    pub(crate) fn in_words(&self) -> String {
        let parts = [Some(&self.why), self.when.as_ref(), self.place.as_ref(), self.long.as_ref()];
        parts
            .into_iter()
            .flatten()
            .map(ClientText::as_str)
            .filter(|said| !said.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}
