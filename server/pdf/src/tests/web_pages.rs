//! Sheets as web pages: the words of the PDF, and nothing that loads, runs or is sent.

use std::collections::BTreeMap;

use domain::{
    assess::CaseState,
    library::{english, model::Item, on_paper::PaperBlock},
    paper::handout::{Audience, Discretion, Handout, LineName, PrintedLine, Verified, Wanted, leaflet, make},
    vocabulary::Language,
};
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink as _};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

use super::{handouts::plan, leaflets::leaflets, letterheads::letterhead, sample};
use crate::{
    PaperSize, PrintOptions, PrintableSheet, PrintedLetterhead, ReadingMode, TextSize,
    document::{Document, reading_order},
    labels::SheetLabels,
    layout::{printable::printable, running_heads::RunningHeads},
    output::html,
    quotes, reading, web_page, with_letterhead,
};

/// An element as a browser reads it: name, attributes, parent and own text.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    parent: String,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

fn parse(page: &str) -> RcDom {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    dom
}

fn elements(page: &str) -> Vec<Element> {
    fn walk(node: &Handle, parent: &str, found: &mut Vec<Element>) {
        let mut own = parent.to_owned();
        if let NodeData::Element { name, attrs, .. } = &node.data {
            own = name.local.to_string();
            let attributes =
                attrs.borrow().iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
            found.push(Element { name: own.clone(), attributes, parent: parent.to_owned() });
        }
        node.children.borrow().iter().for_each(|child| walk(child, &own, found));
    }
    let mut found = Vec::new();
    walk(&parse(page).document, "", &mut found);
    found
}

/// The words of a page in order, as its readers see them. The numbers of items and of scales are left out, because the
/// reading of a PDF leaves them out as well.
fn words(page: &str) -> Vec<String> {
    fn walk(node: &Handle, into: &mut String) {
        match &node.data {
            NodeData::Text { contents } => into.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let class =
                    attrs.borrow().iter().find(|one| &*one.name.local == "class").map(|one| one.value.to_string());
                let is_number = class.is_some_and(|class| matches!(class.as_str(), "n" | "n disc" | "scale"));
                if is_number || matches!(&*name.local, "head" | "textarea") {
                    return;
                }
                let inline = matches!(&*name.local, "a" | "strong" | "em");
                into.push_str(if inline { "" } else { "\n" });
                node.children.borrow().iter().for_each(|child| walk(child, into));
                into.push_str(if inline { "" } else { "\n" });
            }
            _ => node.children.borrow().iter().for_each(|child| walk(child, into)),
        }
    }
    let mut text = String::new();
    walk(&parse(page).document, &mut text);
    split(&text)
}

/// Splits into words, without the points that a line of text has between the parts of a help line.
fn split(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| *word != "·").map(str::to_owned).collect()
}

/// The words of the same document in the order in which a PDF is read.
fn read(sheet: PrintableSheet<'_>, letterhead: Option<&PrintedLetterhead>, print: PrintOptions) -> Vec<String> {
    let print = PrintOptions { paper: PaperSize::A5, ..print };
    let (document, running_heads) = with_letterhead(sheet, letterhead, print);
    let (document, running_heads) = printable(&document, &running_heads);
    let lines = reading_order::lines(&document);
    let lines = lines.iter().map(|line| line.words().to_owned()).chain(running_heads.foot);
    split(&lines.collect::<Vec<_>>().join("\n"))
}

const PRINTS: [PrintOptions; 3] = {
    let standard = PrintOptions {
        paper: PaperSize::A4,
        size: TextSize::Standard,
        reading: ReadingMode::Standard,
        fillable: false,
    };
    [
        standard,
        PrintOptions { size: TextSize::Large, ..standard },
        PrintOptions { reading: ReadingMode::Easy, ..standard },
    ]
};

/// Handouts of every exercise in this language, for each audience and discretion.
fn handouts(language: Language) -> Vec<Handout> {
    let library = english();
    let mut sheets = Vec::new();
    let pairs = library.items().chunks(2).map(|pair| pair.iter().collect::<Vec<&Item>>());
    for items in library.items().iter().map(|item| vec![item]).chain(pairs) {
        for audience in [Audience::Both, Audience::A, Audience::B] {
            for discretion in [Discretion::Standard, Discretion::Neutral, Discretion::InRoom] {
                let country = (discretion == Discretion::Standard).then(|| "UK".to_owned());
                let violence_lines = country.is_some();
                let verified = Verified::default();
                let wanted = Wanted { audience, discretion, country, language, violence_lines, verified };
                sheets.extend(make(library, &CaseState::default(), &plan(&items), &wanted));
            }
        }
    }
    sheets
}

/// The passages of a page that say their language, with it.
fn passages(page: &str) -> Vec<(String, String)> {
    fn text(node: &Handle) -> String {
        match &node.data {
            NodeData::Text { contents } => contents.borrow().to_string(),
            _ => node.children.borrow().iter().map(text).collect(),
        }
    }
    fn walk(node: &Handle, found: &mut Vec<(String, String)>) {
        if let NodeData::Element { name, attrs, .. } = &node.data
            && &*name.local != "html"
            && let Some(own) = attrs.borrow().iter().find(|one| &*one.name.local == "lang")
        {
            found.push((own.value.to_string(), text(node)));
        }
        node.children.borrow().iter().for_each(|child| walk(child, found));
    }
    let mut found = Vec::new();
    walk(&parse(page).document, &mut found);
    found.sort();
    found
}

/// The names of these help lines that are in another language than the sheet.
fn foreign<'a>(lines: impl IntoIterator<Item = &'a PrintedLine>, language: Language) -> Vec<(String, String)> {
    let foreign = |line: &PrintedLine| {
        let own = line.language_of_name().filter(|own| *own != language.as_str())?;
        let LineName::Named(name) = &line.name else { return None };
        Some((own.to_owned(), quotes::curled_in(name, language)))
    };
    let mut foreign: Vec<(String, String)> = lines.into_iter().filter_map(foreign).collect();
    foreign.sort();
    foreign
}

/// The name of a help line is read aloud in its own language, and nothing else is said to be in another one.
#[test]
fn a_passage_in_another_language_says_which() {
    let library = english();
    let plan = library.items().iter().find(|item| item.is("suicide-safety-plan")).unwrap();
    let mut found = 0;
    for &language in Language::ALL {
        for country in ["UK", "US", "DE", "AT", "CH", "FR", "ES", "CA"] {
            let leaflet = leaflet(library, None, plan, language).unwrap();
            let (leaflet, _) = leaflet.with_lines(library, plan, Some(country), &Verified::default()).unwrap();
            let foreign = foreign(leaflet.crisis_lines(), language);
            found += foreign.len();
            assert_eq!(passages(&web_page(&leaflet, None, PRINTS[0])), foreign, "{language} {country}");
        }
        for handout in handouts(language).iter().step_by(5) {
            let foreign = foreign(handout.crisis_lines().iter().chain(handout.help_lines()), language);
            found += foreign.len();
            assert_eq!(passages(&web_page(handout, None, PRINTS[0])), foreign, "{language}");
        }
        for (id, leaflet) in leaflets(language) {
            let foreign = foreign(leaflet.crisis_lines(), language);
            assert_eq!(passages(&web_page(&leaflet, None, PRINTS[0])), foreign, "{language} {id}");
        }
    }
    assert!(found > 100, "{found}");
}

#[test]
fn every_leaflet_has_the_words_of_its_pdf() {
    for &language in Language::ALL {
        let all = leaflets(language);
        assert!(all.len() > 40, "{language}: {}", all.len());
        for (id, leaflet) in &all {
            for print in PRINTS {
                let page = web_page(leaflet, None, print);
                assert_eq!(words(&page), read(leaflet.into(), None, print), "{language} {id} {print:?}");
                assert!(page.contains(&format!("lang=\"{language}\" dir=\"ltr\"")));
                if leaflet.has_pictures() {
                    let pictures = PrintableSheet::Pictures(leaflet);
                    let page = web_page(pictures, None, print);
                    assert_eq!(words(&page), read(pictures, None, print), "{language} {id} {print:?}, in pictures");
                    assert_eq!(page.matches("<input type=\"checkbox\"").count(), 3, "a thumb to ring each");
                }
            }
        }
    }
}

#[test]
fn every_handout_has_the_words_of_its_pdf_for_each_of_its_readers() {
    let letterhead = letterhead();
    for &language in Language::ALL {
        let sheets = handouts(language);
        assert!(sheets.len() > 400, "{language}: {}", sheets.len());
        for (n, handout) in sheets.iter().enumerate() {
            let print = PRINTS[n % PRINTS.len()];
            let page = web_page(handout, Some(&letterhead), print);
            assert_eq!(words(&page), read(handout.into(), Some(&letterhead), print), "{language} {print:?}");
            let named = handout.discretion() == Discretion::Standard;
            assert_eq!(page.contains("Lindenhof"), named, "a discreet sheet carries no letterhead");
            assert_eq!(page.contains("<header>"), named);
        }
    }
}

/// On A4 there is room to draw what a small page and a screen write as lists. Drawings on A4 have numbers in them, and two
/// weeks beside each other have two rows of days; no other word is more or less.
#[test]
fn no_word_of_a_pdf_on_a4_is_missing_but_those_inside_drawings() {
    for &language in Language::ALL {
        for (id, leaflet) in leaflets(language) {
            let mut left: BTreeMap<String, i32> = BTreeMap::new();
            for word in reading(&leaflet, None).iter().flat_map(|line| split(line.words())) {
                *left.entry(word).or_default() += 1;
            }
            for word in words(&web_page(&leaflet, None, PrintOptions::default())) {
                *left.entry(word).or_default() -= 1;
            }
            left.retain(|_, count| *count != 0);
            let days = &SheetLabels::of(language.as_str()).words.days_short;
            let is_day = |word: &str| days.iter().any(|day| day.chars().take(2).eq(word.chars()));
            // Each week has a line of its own where two do not stand beside each other, and says which it is.
            let blocks = &SheetLabels::of(language.as_str()).words.blocks;
            let is_week = |word: &str| {
                [&blocks.week, &blocks.weeks].into_iter().any(|weeks| split(weeks).iter().any(|own| own == word))
            };
            let is_number = |word: &str| word.parse::<u8>().is_ok();
            let inside_drawing =
                |(word, count): (&String, &i32)| is_number(word) || is_week(word) || *count > 0 && is_day(word);
            assert!(left.iter().all(inside_drawing), "{language} {id}: {left:?}");
        }
    }
}

/// Checks that a page is complete in itself: nothing loads, runs, is sent or leads elsewhere, and all fields have names.
fn is_self_contained(page: &str) {
    assert!(page.as_bytes().starts_with(crate::WEB_PAGE_BEGINS));
    let all = elements(page);
    let policy = all.iter().find(|one| one.get("http-equiv") == Some("Content-Security-Policy")).expect("a policy");
    assert!(
        policy
            .get("content")
            .is_some_and(|policy| policy.starts_with("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    );
    let styles = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).expect("styles").0;
    assert!(!styles.contains("url(") && !styles.contains("@import"));
    for one in &all {
        let allowed = [
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "main",
            "footer",
            "section",
            "div",
            "p",
            "h1",
            "h2",
            "h3",
            "ul",
            "ol",
            "li",
            "blockquote",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "span",
            "strong",
            "em",
            "a",
            "label",
            "input",
            "textarea",
            "svg",
            "path",
            "g",
            "image",
            "clipPath",
            "defs",
        ];
        assert!(allowed.contains(&one.name.as_str()), "{}", one.name);
        for (name, value) in &one.attributes {
            assert!(!name.starts_with("on") && name != "name" || one.name == "meta", "{name}={value}");
            assert!(!["src", "action", "formaction", "srcset", "ping", "target"].contains(&name.as_str()), "{name}");
            match name.as_str() {
                "href" if one.name == "image" => assert!(value.starts_with("data:image/png;base64,")),
                "href" => assert!(value.strip_prefix("tel:").is_some_and(is_number), "{value}"),
                "style" => assert!(!value.contains("url") && !value.contains('"'), "{value}"),
                _ => {}
            }
        }
        let named = one.get("aria-label").is_some_and(|name| !name.trim().is_empty());
        match one.name.as_str() {
            "textarea" => assert!(named),
            "input" => assert!(named || one.parent == "label"),
            "li" => assert!(["ul", "ol"].contains(&one.parent.as_str())),
            "tr" => assert!(["thead", "tbody"].contains(&one.parent.as_str())),
            "th" | "td" => assert_eq!(one.parent, "tr"),
            _ => assert!(
                !["ul", "ol", "tr", "table", "thead", "tbody"].contains(&one.parent.as_str())
                    || ["thead", "tbody"].contains(&one.name.as_str()),
                "{} in {}",
                one.name,
                one.parent
            ),
        }
    }
    assert_eq!(all.iter().filter(|one| one.name == "h1").count(), 1);
    assert_eq!(all.iter().filter(|one| one.name == "main").count(), 1);
}

/// What is printed in a colour has one for dark screens too, so that nothing becomes dark on dark.
#[test]
fn every_colour_of_a_sheet_has_one_for_dark_screens() {
    for (id, leaflet) in leaflets(Language::English) {
        let page = web_page(&leaflet, None, PrintOptions::default());
        let (dark, body) =
            page.split_once("prefers-color-scheme: dark").expect("styles").1.split_once("</style>").expect("a body");
        for colour in body.split("var(--c").skip(1).filter_map(|rest| rest.get(..6)) {
            assert!(dark.contains(&format!("--c{colour}: #")), "{id}: {colour}");
        }
    }
}

fn is_number(dialled: &str) -> bool {
    let digits = dialled.trim_start_matches('+');
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn nothing_in_a_sheet_loads_runs_or_is_sent() {
    let letterhead = letterhead();
    let mut dialled = 0;
    for &language in Language::ALL {
        for (_, leaflet) in leaflets(language) {
            is_self_contained(&web_page(&leaflet, Some(&letterhead), PrintOptions::default()));
        }
        for handout in handouts(language).iter().step_by(5) {
            let page = web_page(handout, Some(&letterhead), PrintOptions::default());
            is_self_contained(&page);
            dialled += page.matches("href=\"tel:").count();
        }
    }
    assert!(dialled > 100, "{dialled} numbers to dial");
}

/// The title says no more than that of the PDF.
#[test]
fn the_title_of_a_discreet_sheet_is_neutral() {
    for handout in handouts(Language::English).iter().filter(|sheet| sheet.discretion() == Discretion::Neutral) {
        let page = web_page(handout, None, PrintOptions::default());
        let document = PrintableSheet::from(handout).document(PrintOptions::default());
        assert!(page.contains(&format!("<title>{}</title>", document.title.replace('\'', "&#39;"))));
        assert!(!page.to_lowercase().contains("reweave"));
    }
}

/// Returns a document of every kind of block and box with this text in place of each of its own.
fn with_text(text: &str) -> Document {
    let mut document = sample::handout();
    document.blocks.extend(sample::guide().blocks);
    for (_, leaflet) in leaflets(Language::English).iter().step_by(9) {
        document.blocks.extend(PrintableSheet::from(leaflet).document(PrintOptions::default()).blocks);
    }
    document.each_string(&mut |own| text.clone_into(own));
    document
}

/// The shape of a page: its elements and the names of their attributes.
fn shape(page: &str) -> Vec<(String, Vec<String>)> {
    elements(page).into_iter().map(|one| (one.name, one.attributes.into_keys().collect())).collect()
}

#[test]
fn sec_24_markup_in_a_typed_word_is_text() {
    let plain = shape(&html::page(&with_text("word"), Some("word"), PrintOptions::default()));
    for typed in [
        "<script>alert(1)</script>",
        "\" onfocus=\"alert(1)\" x=\"",
        "' onfocus='alert(1)",
        "</title></style></textarea><img src=x onerror=alert(1)>",
        "--><svg onload=alert(1)>",
        "&lt;b&gt; &amp; <b>&#60;",
        "]]>javascript:alert(1)",
    ] {
        let page = html::page(&with_text(typed), Some(typed), PrintOptions::default());
        assert_eq!(shape(&page), plain, "{typed}");
        assert!(words(&page).join(" ").contains(&split(typed).join(" ")), "{typed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn no_text_changes_the_shape_of_a_page(typed in "[a-zא-ת<>&\"'/=!\\- ]{1,40}") {
        prop_assume!(!typed.trim().is_empty() && typed.chars().any(|c| c.is_ascii_alphabetic()));
        let (document, _) = printable(&with_text(&format!("x{typed}")), &RunningHeads::default());
        let page = html::page(&document, None, PrintOptions::default());
        prop_assert_eq!(shape(&page), shape(&html::page(&with_text("word"), None, PrintOptions::default())));
    }
}

/// A passage in the other direction says so; the file says the direction of its language.
#[test]
fn directions_are_those_of_the_words() {
    let mut document = sample::handout();
    document.each_string(&mut |own| "שלום".clone_into(own));
    let page = html::page(&document, None, PrintOptions::default());
    assert!(page.contains("dir=\"ltr\"") && page.contains("<h1 dir=\"rtl\">"));
    document.language = "he";
    let page = html::page(&document, None, PrintOptions::default());
    assert!(page.contains("lang=\"he\" dir=\"rtl\"") && page.contains("<h1>"));
}

/// The hints of fields of an exercise with their labels, as far as a field stands right after its hint.
fn hints(blocks: &[PaperBlock]) -> Vec<(String, String)> {
    let fields = |block: &PaperBlock| match block {
        PaperBlock::Plan(fields)
        | PaperBlock::Fields(fields)
        | PaperBlock::Cells { fields, .. }
        | PaperBlock::Flow(fields)
        | PaperBlock::Card { fields, .. }
        | PaperBlock::Agenda { points: fields, .. } => fields.iter().map(|field| field.label.clone()).collect(),
        PaperBlock::Agree { label, .. } | PaperBlock::Scale { label, .. } => vec![label.clone()],
        _ => Vec::new(),
    };
    let labels = blocks.iter().flat_map(fields);
    labels.filter_map(|label| Some((label.text.to_string(), label.hint?.to_string()))).collect()
}

/// A field is reached by itself on a screen, so its name says what stands beside its label as well.
#[test]
fn every_field_has_its_hint_in_its_name() {
    let mut found = 0;
    for &language in Language::ALL {
        for (id, leaflet) in leaflets(language) {
            let page = web_page(&leaflet, None, PrintOptions::default());
            let names: Vec<String> =
                elements(&page).iter().filter_map(|one| one.get("aria-label").map(str::to_owned)).collect();
            for (label, hint) in hints(&leaflet.exercise().blocks) {
                let (label, hint) = (quotes::curled_in(&label, language), quotes::curled_in(&hint, language));
                let is_named = names.iter().any(|name| name.contains(&label) && name.contains(&hint));
                assert!(is_named, "{language} {id}: {label} ({hint})");
                found += 1;
            }
        }
    }
    assert!(found > 200, "{found} hints");
}

/// The head of a group of answers is read before them, on paper of every size and on a screen.
#[test]
fn a_question_over_answers_is_read_before_the_first_of_them() {
    for &language in Language::ALL {
        for (id, leaflet) in leaflets(language) {
            for block in &leaflet.exercise().blocks {
                let PaperBlock::Table(table) = block else { continue };
                let heads: Vec<String> = table
                    .columns
                    .iter()
                    .flat_map(|column| [&column.head].into_iter().chain(&column.answers))
                    .flat_map(|text| split(&quotes::curled_in(text.as_str(), language)))
                    .collect();
                let in_order = |words: &[String]| words.windows(heads.len()).any(|part| part == heads);
                assert!(in_order(&words(&web_page(&leaflet, None, PrintOptions::default()))), "{language} {id}");
                let lines = reading(&leaflet, None);
                let printed: Vec<String> = lines.iter().flat_map(|line| split(line.words())).collect();
                assert!(in_order(&printed), "{language} {id}, on paper");
            }
        }
    }
}
