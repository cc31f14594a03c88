//! Reading ease of the texts for clients, by the measure of each language.
//!
//! English: Flesch-Kincaid grade 7 at most. German: LIX 40 at most (below 40 is easy, as in books for the young) and the
//! first Wiener Sachtextformel at most 7, a school year. Spanish: INFLESZ 65 at least, where “quite easy” begins.

use domain::{
    library::reading_grade,
    vocabulary::{ItemId, Language, SmallMap},
};

use super::texts::for_clients;

/// The sections that are read as running text.
const READ: [&str; 2] = ["For clients", "Homework"];

/// The counts of a text.
struct Counts {
    words: f64,
    sentences: f64,
    syllables: f64,
    /// Words of more than six letters.
    long: f64,
    /// Words of one syllable, and of three or more.
    short: f64,
    heavy: f64,
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

impl Counts {
    fn of(text: &str, syllables: fn(&str) -> usize) -> Self {
        let sentences =
            text.split(['.', '!', '?', ':', ';']).filter(|one| one.chars().any(char::is_alphabetic)).count();
        let letters = |word: &str| word.chars().filter(|one| one.is_alphabetic()).collect::<String>().to_lowercase();
        let words: Vec<String> = text.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect();
        let of_each: Vec<usize> = words.iter().map(|word| syllables(word).max(1)).collect();
        let long = words.iter().filter(|word| word.chars().count() > 6).count();
        Self {
            words: count(words.len()),
            sentences: count(sentences.max(1)),
            syllables: count(of_each.iter().sum()),
            long: count(long),
            short: count(of_each.iter().filter(|one| **one == 1).count()),
            heavy: count(of_each.iter().filter(|one| **one >= 3).count()),
        }
    }

    /// LIX (Björnsson).
    fn lix(&self) -> f64 {
        self.words / self.sentences + 100.0 * self.long / self.words
    }

    /// The first Wiener Sachtextformel (Bamberger, Vanecek): a school year.
    fn wiener(&self) -> f64 {
        let share = |of: f64| 100.0 * of / self.words;
        0.1935 * share(self.heavy) + 0.1672 * self.words / self.sentences + 0.1297 * share(self.long)
            - 0.0327 * share(self.short)
            - 0.875
    }

    /// INFLESZ (Szigriszt, Barrio): higher is easier.
    fn inflesz(&self) -> f64 {
        206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences
    }
}

/// Syllables of a German word: its groups of vowels.
fn german(word: &str) -> usize {
    let two = ["aa", "ee", "oo", "ie", "ei", "ai", "au", "eu", "äu"];
    let letters: Vec<char> = word.chars().collect();
    let (mut at, mut syllables) = (0, 0);
    while at < letters.len() {
        let pair: String = letters[at..letters.len().min(at + 2)].iter().collect();
        let vowel = "aeiouyäöü".contains(letters[at]);
        syllables += usize::from(vowel);
        at += if vowel && two.contains(&pair.as_str()) { 2 } else { 1 };
    }
    syllables
}

/// Syllables of a Spanish word: strong vowels, and weak ones that do not stand beside one.
fn spanish(word: &str) -> usize {
    let word = ["e", "i", "é", "í"]
        .iter()
        .fold(word.replace("qu", "q"), |word, vowel| word.replace(&format!("gu{vowel}"), &format!("g{vowel}")));
    let (strong, weak, accented) = ("aeoáéó", "iuü", "íú");
    let (mut syllables, mut before) = (0, ' ');
    for letter in word.chars() {
        let after_weak = weak.contains(before);
        let alone = weak.contains(letter) && !strong.contains(before) && !after_weak;
        syllables += usize::from(accented.contains(letter) || (strong.contains(letter) && !after_weak) || alone);
        before = letter;
    }
    syllables
}

/// Why a text is too hard, if it is.
fn too_hard(language: Language, text: &str) -> Option<String> {
    match language {
        Language::English => {
            let grade = reading_grade(text);
            (grade > 7.0).then(|| format!("grade {grade:.1}"))
        }
        Language::German => {
            let counts = Counts::of(text, german);
            let (lix, wiener) = (counts.lix(), counts.wiener());
            (lix > 40.0 || wiener > 7.0).then(|| format!("LIX {lix:.1}, Wiener Sachtextformel {wiener:.1}"))
        }
        Language::Spanish => {
            let ease = Counts::of(text, spanish).inflesz();
            (ease < 65.0).then(|| format!("INFLESZ {ease:.1}"))
        }
    }
}

#[test]
fn every_text_for_clients_is_easy_to_read_in_its_language() {
    for &language in Language::ALL {
        let mut read: SmallMap<(ItemId, &str), String> = SmallMap::new();
        for text in for_clients(language) {
            let (Some(id), Some(part)) = (text.exercise(), READ.into_iter().find(|part| *part == text.part)) else {
                continue;
            };
            // A line of homework begins with a key of the file, which nobody reads.
            let words = text.words.strip_prefix("- ").and_then(|line| line.split_once(": ")).map(|(_, words)| words);
            let whole = read.entry((id, part)).or_default();
            whole.push_str(words.unwrap_or(&text.words));
            whole.push(' ');
        }
        assert!(read.len() > 150, "{language}: {}", read.len());
        let hard: Vec<String> = read
            .iter()
            .filter_map(|((id, part), text)| Some(format!("{id}, {part}: {}", too_hard(language, text)?)))
            .collect();
        assert!(hard.is_empty(), "{language}:\n{}", hard.join("\n"));
    }
}

#[test]
fn each_measure_tells_easy_text_from_hard_text() {
    let easy = [
        (Language::English, "You can stop at any time. Say the word. We will wait."),
        (Language::German, "Sie können immer aufhören. Sagen Sie das Wort. Wir warten."),
        (Language::Spanish, "Puede parar cuando quiera. Diga la palabra. Le vamos a esperar."),
    ];
    let hard = [
        (
            Language::English,
            "Individualised psychotherapeutic interventions necessitate comprehensive interdisciplinary collaboration.",
        ),
        (
            Language::German,
            "Individualisierte psychotherapeutische Interventionen erfordern eine umfassende interdisziplinäre Zusammenarbeit.",
        ),
        (
            Language::Spanish,
            "Las intervenciones psicoterapéuticas individualizadas requieren una colaboración interdisciplinaria exhaustiva.",
        ),
    ];
    for (language, text) in easy {
        assert_eq!(too_hard(language, text), None, "{language}");
    }
    for (language, text) in hard {
        assert!(too_hard(language, text).is_some(), "{language}");
    }
    assert_eq!((german("beratung"), german("freiheit"), spanish("cuidado"), spanish("todavía")), (3, 2, 3, 4));
}
