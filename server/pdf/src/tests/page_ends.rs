//! Where pages of a leaflet end: above the margin, and after more than its head. Lines are wider than a letter.

use std::collections::BTreeMap;

use domain::{paper::handout::Leaflet, vocabulary::Language};

use super::leaflets::leaflets;
use crate::{
    Composed, PaperSize, PrintOptions, ReadingMode, TextSize,
    document::{BoxContent, ContentBlock, Document},
    lay_out,
    layout::{
        pages::split,
        running_heads::RunningHeads,
        slices::{ContentTag, Fragment, PageBreak, Paint, Slice, frame_pad},
        structure::{NodeId, Role},
        style,
        theme::Theme,
    },
    sheets, theme_of,
};

/// Where most sheets are too long for their pages.
const LONGEST: PrintOptions =
    PrintOptions { paper: PaperSize::A5, size: TextSize::Large, reading: ReadingMode::Easy, fillable: false };

/// One leaflet in so many is checked with each set of print options.
const PART: usize = 4;

/// Calls `check` for leaflets in every language: all of them where pages are shortest in German, and a part of them with
/// every other set of print options, another part with each.
fn each(mut check: impl FnMut(&Leaflet, PrintOptions) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for language in Language::ALL {
        for (n, (id, leaflet)) in leaflets(*language).into_iter().enumerate() {
            let all = |print| print == LONGEST && *language == Language::German;
            let prints = PrintOptions::all().enumerate();
            for (_, print) in prints.filter(|(own, print)| all(*print) || n % PART == own % PART) {
                found.extend(
                    check(&leaflet, print).map(|what| {
                        format!("{language}-{id} {} {} {}: {what}", print.paper, print.size, print.reading)
                    }),
                );
            }
        }
    }
    found
}

/// Returns the lower edge of a fragment; of words, their baseline.
fn lower_edge(fragment: &Fragment) -> f32 {
    fragment.y
        + match &fragment.paint {
            Paint::Words(_) => 0.0,
            Paint::Fill { height, .. }
            | Paint::Border { height, .. }
            | Paint::Picture { height, .. }
            | Paint::Rounded { height, .. }
            | Paint::Field { height, .. } => *height,
            Paint::Path { path, .. } => path.bounds()[3],
            Paint::Disc { diameter, .. } => *diameter,
        }
}

/// The rule above the page footer.
fn is_foot_rule(fragment: &Fragment, theme: &Theme) -> bool {
    let at_foot = (fragment.y - (theme.paper.height() - theme.foot_rule)).abs() < 0.01;
    at_foot && matches!(fragment.paint, Paint::Fill { height, .. } if height <= style::HAIRLINE)
}

/// Returns how far the text of a document reaches below the bottom margin, in points.
fn below_margin(document: &Document, print: PrintOptions) -> f32 {
    let theme = theme_of(document, print);
    let lowest = theme.paper.height() - theme.bottom;
    let pages = Composed::of(document, &RunningHeads::default(), print).unwrap().pages;
    let text = pages.iter().flat_map(|page| &page.fragments).filter(|fragment| {
        !matches!(fragment.tag, ContentTag::Header | ContentTag::Footer) && !is_foot_rule(fragment, &theme)
    });
    text.map(|fragment| lower_edge(fragment) - lowest).fold(0.0, f32::max)
}

#[test]
fn nothing_reaches_into_the_foot_of_a_page() {
    let over = each(|leaflet, print| {
        let below = below_margin(&sheets::leaflet::document(leaflet, print), print);
        (below > 1.0).then(|| format!("{below:.0} points"))
    });
    assert!(over.is_empty(), "{} over:\n{}", over.len(), over[..over.len().min(40)].join("\n"));
}

/// Returns the greatest number of lines of one paragraph that are no wider than a letter. The numbers of a scale are.
fn letters_below_each_other(document: &Document, print: PrintOptions) -> usize {
    let mut narrow: BTreeMap<NodeId, usize> = BTreeMap::new();
    let Composed { flow, pages, .. } = Composed::of(document, &RunningHeads::default(), print).unwrap();
    for fragment in pages.iter().flat_map(|page| &page.fragments) {
        if let (ContentTag::Structure(node), Paint::Words(line)) = (fragment.tag, &fragment.paint)
            && line.width < LETTER
            && !flow.structure.is_field(node)
        {
            *narrow.entry(node).or_default() += 1;
        }
    }
    narrow.into_values().max().unwrap_or_default()
}

/// Width of a letter, in points.
const LETTER: f32 = 12.0;

#[test]
fn no_words_stand_letter_below_letter() {
    let narrow = each(|leaflet, print| {
        let lines = letters_below_each_other(&sheets::leaflet::document(leaflet, print), print);
        (lines > 2).then(|| format!("{lines} lines"))
    });
    assert!(narrow.is_empty(), "{} narrow:\n{}", narrow.len(), narrow[..narrow.len().min(40)].join("\n"));
}

/// The height that must be free for the first part of these slices.
fn beginning(slices: &[Slice]) -> f32 {
    let parts = 1 + slices.iter().take_while(|slice| slice.after == PageBreak::Forbidden).count();
    let padding = slices.first().and_then(|slice| slice.frame).map_or(0.0, |frame| 2.0 * frame_pad(frame.kind));
    slices.iter().take(parts).map(|slice| slice.gap + slice.height).sum::<f32>() + padding
}

/// Tells if a block is words, on a ground or beside a bar perhaps, and can be divided.
fn is_text(block: Option<&ContentBlock>) -> bool {
    let Some(ContentBlock::Boxes { content, .. }) = block else { return false };
    match &content.content {
        BoxContent::Words { .. } => !matches!(content.role, Some(Role::Heading(_))),
        BoxContent::Panel { look, .. } => look.bar.is_some(),
        _ => false,
    }
}

#[test]
fn no_title_and_lead_stand_alone_where_more_could_follow() {
    let alone = each(|leaflet, print| {
        let document = sheets::leaflet::document(leaflet, print);
        let theme = theme_of(&document, print);
        let height = theme.text_height();
        let slices = lay_out(&document, &theme).unwrap().slices;
        let pages = split(&slices, height);
        let free = height - slices[0].height;
        let more = beginning(&slices[1..]) <= free || is_text(document.blocks.get(1)) && free > 0.4 * height;
        (pages.len() > 1 && pages[0] == (0..1) && more).then(|| format!("{free:.0} of {height:.0} points free"))
    });
    assert!(alone.is_empty(), "{} alone:\n{}", alone.len(), alone[..alone.len().min(40)].join("\n"));
}

#[test]
fn no_last_page_holds_the_safety_line_alone_where_more_could_stand_above_it() {
    let alone = each(|leaflet, print| {
        let document = sheets::leaflet::document(leaflet, print);
        let theme = theme_of(&document, print);
        let height = theme.text_height();
        let slices = lay_out(&document, &theme).unwrap().slices;
        let mut pages = split(&slices, height);
        let (last, before) = (pages.pop()?, pages.pop()?);
        let only_foot = slices[last.clone()].iter().all(|slice| slice.at_foot);
        // What would come with it, from where the page before may end.
        let begins = |n: &usize| slices[*n - 1].after != PageBreak::Forbidden;
        let more = (before.start + 1..last.start).rev().find(begins)?;
        let fits = crate::layout::pages::height(&slices[more..]) <= height;
        (only_foot && fits).then(|| format!("{} parts", last.len()))
    });
    // Where title and lead alone would be left on the first page.
    assert!(alone.len() <= 4, "{} alone:\n{}", alone.len(), alone[..alone.len().min(40)].join("\n"));
}
