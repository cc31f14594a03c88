//! As much of Markdown as the documents use.

/// The text without code blocks, fenced or indented by four spaces. Indented lines that continue a list item are text.
pub fn outside_code_blocks(text: &str) -> String {
    let (mut kept, mut fenced, mut in_list, mut before_is_blank) = (String::new(), false, false, true);
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let is_indented = line.starts_with("    ") && before_is_blank && !in_list;
        let is_blank = line.trim().is_empty();
        before_is_blank = is_blank || is_indented;
        if !is_blank && !line.starts_with(' ') {
            in_list = line.starts_with("- ") || line.split_once(". ").is_some_and(|(n, _)| n.parse::<u8>().is_ok());
        }
        if !fenced && !is_indented {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The texts between single backticks, within a paragraph.
pub fn code_spans(text: &str) -> Vec<&str> {
    text.split("\n\n").flat_map(|paragraph| paragraph.split('`').skip(1).step_by(2)).collect()
}

/// The targets of links and pictures.
pub fn links(text: &str) -> Vec<&str> {
    text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).collect()
}

#[test]
fn links_spans_and_code_blocks_are_told_apart() {
    let text = "See [one](a.md) and `b/c`.\n\n    `not` a span\n    `nor` this\n\n- item\n\n    `in` a list\n\n```\n`no`\n```\n![p](d.png)\n";
    assert_eq!(links(text), ["a.md", "d.png"]);
    assert_eq!(code_spans(&outside_code_blocks(text)), ["b/c", "in"]);
}
