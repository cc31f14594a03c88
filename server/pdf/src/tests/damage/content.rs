//! Damage to page content and fonts.

use lopdf::{
    Dictionary, Object, Stream,
    content::{Content, Operation},
};

use super::{Damage, File, descendant, font, redraw};
use crate::verify::Rule;

pub(super) const DAMAGES: &[Damage] = &[
    ("words outside of any mark", Rule::Tagged, |file| redraw(file, |content| unmark(content, "BDC"))),
    ("decoration outside of any mark", Rule::Tagged, |file| redraw(file, |content| unmark(content, "BMC"))),
    ("a mark left open", Rule::Tagged, |file| {
        redraw(file, |content| drop(content.operations.remove(last(content, "EMC"))));
    }),
    ("content within decoration", Rule::Tagged, |file| {
        redraw(file, |content| {
            content.operations.insert(0, Operation::new("BMC", vec!["Artifact".into()]));
            content.operations.push(Operation::new("EMC", Vec::new()));
        });
    }),
    ("content made decoration", Rule::MarkedSequences, |file| {
        redraw(file, |content| {
            let at = first(content, "BDC");
            content.operations[at] = Operation::new("BMC", vec!["Artifact".into()]);
        });
    }),
    ("the number of a stretch used twice", Rule::MarkedSequences, |file| {
        redraw(file, |content| {
            let marks: Vec<usize> =
                (0..content.operations.len()).filter(|&n| content.operations[n].operator == "BDC").collect();
            content.operations[marks[1]].operands[1] = content.operations[marks[0]].operands[1].clone();
        });
    }),
    ("a line of words lost", Rule::Words, |file| {
        redraw(file, |content| drop(content.operations.remove(first(content, "TJ"))));
    }),
    ("a glyph without a shape", Rule::Shapes, |file| {
        redraw(file, |content| {
            let at = first(content, "TJ");
            content.operations[at].operands[0] = vec![Object::string_literal(vec![0, 0])].into();
        });
    }),
    ("pale words", Rule::Contrast, |file| {
        redraw(file, |content| {
            let at = first(content, "TJ");
            let pale = Operation::new("rg", vec![0.7.into(), 0.7.into(), 0.7.into()]);
            content.operations.insert(at, pale);
        });
    }),
    ("words on a dark ground", Rule::Contrast, |file| {
        redraw(file, |content| {
            let ground = [
                Operation::new("BMC", vec!["Artifact".into()]),
                Operation::new("rg", vec![0.2.into(), 0.2.into(), 0.2.into()]),
                Operation::new("re", vec![0.into(), 0.into(), 600.into(), 850.into()]),
                Operation::new("f", Vec::new()),
                Operation::new("EMC", Vec::new()),
            ];
            content.operations.splice(0..0, ground);
        });
    }),
    ("no number of the page", Rule::PageNumbers, |file| {
        redraw(file, |content| drop(content.operations.remove(last(content, "TJ"))));
    }),
    ("two letters taken for each other", Rule::Words, |file| {
        to_unicode(file, |map| map.replace("<0020><007E><0020>", "<0020><007E><0021>"));
    }),
    ("no characters", Rule::Fonts, |file| {
        font(file).remove(b"ToUnicode");
    }),
    ("a typeface that is not in the file", Rule::Fonts, |file| {
        descriptor(file).remove(b"FontFile3");
    }),
    ("another width", Rule::Widths, |file| {
        let widths = widths(file);
        let list = widths[1].as_array_mut().unwrap();
        list[0] = (list[0].as_i64().unwrap() + 40).into();
    }),
    ("no widths", Rule::Widths, |file| widths(file).clear()),
];

fn first(content: &Content, operator: &str) -> usize {
    content.operations.iter().position(|operation| operation.operator == operator).unwrap()
}

fn last(content: &Content, operator: &str) -> usize {
    content.operations.iter().rposition(|operation| operation.operator == operator).unwrap()
}

/// Removes the first mark of a kind and its end.
fn unmark(content: &mut Content, operator: &str) {
    let begin = first(content, operator);
    let end = begin + content.operations[begin..].iter().position(|operation| operation.operator == "EMC").unwrap();
    content.operations.remove(end);
    content.operations.remove(begin);
}

fn to_unicode(file: &mut File, change: impl FnOnce(String) -> String) {
    let map = font(file).get(b"ToUnicode").unwrap().as_reference().unwrap();
    let stream: &mut Stream = file.get_object_mut(map).and_then(Object::as_stream_mut).unwrap();
    let text = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed);
    stream.dict.remove(b"Filter");
    stream.set_plain_content(changed.into_bytes());
}

fn descriptor(file: &mut File) -> &mut Dictionary {
    match descendant(file).get(b"FontDescriptor").unwrap().as_reference() {
        Ok(id) => file.get_dictionary_mut(id).unwrap(),
        Err(_) => descendant(file).get_mut(b"FontDescriptor").unwrap().as_dict_mut().unwrap(),
    }
}

fn widths(file: &mut File) -> &mut Vec<Object> {
    match descendant(file).get(b"W").unwrap().as_reference() {
        Ok(id) => file.get_object_mut(id).unwrap().as_array_mut().unwrap(),
        Err(_) => descendant(file).get_mut(b"W").unwrap().as_array_mut().unwrap(),
    }
}
