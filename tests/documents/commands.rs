//! The commands of a program, read from the enums that clap makes them from.

use std::{collections::BTreeMap, fs, path::PathBuf};

/// Commands by name, each with its subcommands.
#[derive(Debug)]
pub struct Commands(BTreeMap<String, Vec<String>>);

impl Commands {
    /// Reads the commands of the enum `top` among these source files.
    pub fn of(sources: &[PathBuf], top: &str) -> Self {
        let mut enums = BTreeMap::new();
        for source in sources {
            let text = fs::read_to_string(source).expect("a source is UTF-8");
            enums.extend(subcommand_enums(&text));
        }
        let names = |variants: &[String]| variants.iter().map(|variant| name(variant)).collect();
        let nested = |variant: &String| {
            let mut words = variant.split(|c: char| !c.is_ascii_alphanumeric());
            words.find_map(|word| enums.get(word).filter(|_| word != top)).map_or_else(Vec::new, |found| names(found))
        };
        let variants = enums.get(top).unwrap_or_else(|| panic!("no enum {top} derives Subcommand"));
        Self(variants.iter().map(|variant| (name(variant), nested(variant))).collect())
    }

    /// True for a command, or for a command and a subcommand of it.
    pub fn knows(&self, words: &[&str]) -> bool {
        match words {
            ["help", rest @ ..] => rest.is_empty() || self.knows(rest),
            [command] => self.0.contains_key(*command),
            [command, sub, ..] => self.0.get(*command).is_some_and(|subs| {
                // Without subcommands of its own, what follows is an argument.
                subs.is_empty() || subs.iter().any(|known| known == sub)
            }),
            [] => true,
        }
    }

    /// The commands behind `program` in a text that are unknown.
    pub fn unknown(&self, text: &str, program: &str) -> Vec<String> {
        let is_word = |word: &&str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        text.match_indices(program)
            .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || "-.".contains(c)))
            .filter_map(|(at, _)| {
                let rest = text[at + program.len()..].split(['`', '\n']).next()?;
                let words: Vec<&str> = rest.split(' ').take(2).take_while(is_word).collect();
                let options = words.iter().position(|word| word.starts_with('-')).unwrap_or(words.len());
                let words = &words[..options];
                (!self.knows(words)).then(|| format!("`{program}{}` is not a command", words.join(" ")))
            })
            .collect()
    }
}

/// The enums that derive `Subcommand`, each with the text of its variants.
fn subcommand_enums(text: &str) -> Vec<(String, Vec<String>)> {
    let derives = |head: &str| head.rsplit("#[derive(").next().is_some_and(|list| list.contains("Subcommand"));
    text.match_indices("enum ")
        .filter(|(at, _)| derives(&text[..*at]))
        .filter_map(|(at, word)| {
            let (name, rest) = text[at + word.len()..].split_once(" {\n")?;
            let (body, _) = rest.split_once("\n}")?;
            Some((name.to_owned(), variants(body)))
        })
        .collect()
}

/// The variants of the body of an enum, each from its name to the next one.
fn variants(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in body.lines() {
        let own = line.strip_prefix("    ").unwrap_or(line);
        if own.starts_with(|c: char| c.is_ascii_uppercase()) {
            found.push(own.to_owned());
        } else if let Some(last) = found.last_mut()
            && own.starts_with(' ')
            && !own.trim_start().starts_with("//")
        {
            last.push_str(own);
        }
    }
    found
}

/// The command of a variant: `RunSheet(…)` is `run-sheet`.
fn name(variant: &str) -> String {
    let camel = variant.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let mut name = String::new();
    for c in camel.chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

#[test]
fn commands_are_read_from_their_enums() {
    let text = "/// Docs.\n#[derive(Debug, Subcommand)]\npub enum Task {\n    /// One\n    RunSheet(A),\n    #[command(subcommand)]\n    Deep(Sub),\n}\n\n\
        #[derive(clap::Subcommand)]\nenum Sub {\n    Check {\n        /// Sub\n        folder: String,\n    },\n}\n#[derive(Debug)]\nenum Other {\n    X,\n}\n";
    let enums = subcommand_enums(text);
    assert_eq!(enums.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Task", "Sub"]);
    assert_eq!(enums[0].1.iter().map(|variant| name(variant)).collect::<Vec<_>>(), ["run-sheet", "deep"]);
    let commands = Commands([("plan".into(), vec![]), ("deep".into(), vec!["check".into()])].into());
    let unknown = commands.unknown("`x plan case` `x deep check` `x help plan` `x deep dive` `x play` x-x play", "x ");
    assert_eq!(unknown, ["`x deep dive` is not a command", "`x play` is not a command"]);
}
