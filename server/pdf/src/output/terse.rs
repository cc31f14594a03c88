//! Page content in fewer bytes: numbers as precise as paper can show, nothing set that is set already, and glyphs as bytes.
//!
//! printpdf writes an operation a line, its numbers with all their digits, and each glyph as a string of its own. Only what
//! is known to mean the same is changed; every other line stays.

use std::fmt::Write as _;

/// Decimals of lengths in points, and of colours, which have 256 steps.
const POINTS: i32 = 2;
const COLOURS: i32 = 3;

/// Returns the same content, shorter.
pub(super) fn terse(content: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(content.len() / 2);
    let mut state = State::default();
    for line in content.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let Ok(text) = std::str::from_utf8(line) else {
            state = State::default();
            written.extend_from_slice(line);
            written.push(b'\n');
            continue;
        };
        let (operands, operator) = text.rsplit_once(' ').unwrap_or(("", text));
        match operator {
            "rg" | "RG" | "Tf" | "w" | "J" | "j" | "d" => {
                let decimals = if matches!(operator, "rg" | "RG") { COLOURS } else { POINTS };
                let operands = rounded(operands, decimals);
                if !state.is_new(operator, &operands) {
                    continue;
                }
                written.extend([&operands, " ", operator, "\n"].into_iter().flat_map(str::bytes));
            }
            "Tm" | "Td" | "re" | "m" | "l" | "c" | "cm" => {
                written.extend([&rounded(operands, POINTS), " ", operator, "\n"].into_iter().flat_map(str::bytes));
            }
            "TJ" => {
                match glyphs(operands) {
                    Some(glyphs) => written.extend(glyphs),
                    None => written.extend_from_slice(operands.as_bytes()),
                }
                written.extend_from_slice(b"TJ\n");
            }
            _ => {
                // Saving and restoring the state, or another object, may change what is set.
                if !matches!(operator, "BT" | "ET" | "BMC" | "BDC" | "EMC" | "f" | "F" | "S" | "s" | "h") {
                    state = State::default();
                }
                written.extend_from_slice(line);
                written.push(b'\n');
            }
        }
    }
    written
}

/// The operands that each operator had last.
#[derive(Default)]
struct State(Vec<(String, String)>);

impl State {
    /// Tells if these operands change anything, and keeps them.
    fn is_new(&mut self, operator: &str, operands: &str) -> bool {
        match self.0.iter_mut().find(|(known, _)| known == operator) {
            Some((_, last)) if last == operands => false,
            Some((_, last)) => {
                operands.clone_into(last);
                true
            }
            None => {
                self.0.push((operator.to_owned(), operands.to_owned()));
                true
            }
        }
    }
}

/// Rounds the numbers among operands.
fn rounded(operands: &str, decimals: i32) -> String {
    let mut written = String::with_capacity(operands.len());
    for (n, operand) in operands.split(' ').enumerate() {
        if n > 0 {
            written.push(' ');
        }
        match operand.parse::<f64>() {
            Ok(number) => {
                let factor = 10_f64.powi(decimals);
                let number = (number * factor).round() / factor;
                // No sign before nothing.
                let _ = write!(written, "{}", if number == 0.0 { 0.0 } else { number });
            }
            Err(_) => written.push_str(operand),
        }
    }
    written
}

/// Returns an array of glyphs and distances with its neighbouring strings joined; none if it holds anything else.
fn glyphs(array: &str) -> Option<Vec<u8>> {
    let inside = array.strip_prefix('[')?.strip_suffix(']')?;
    let mut written = vec![b'['];
    let mut is_open = false;
    for part in inside.split_inclusive('>') {
        let (distance, codes) = match part.split_once('<') {
            Some((distance, codes)) => (distance.trim(), codes.strip_suffix('>')?),
            None => (part.trim(), ""),
        };
        if !distance.is_empty() {
            if std::mem::take(&mut is_open) {
                written.push(b')');
            }
            distance.split(' ').try_for_each(|number| number.parse::<f64>().map(drop)).ok()?;
            written.extend_from_slice(distance.as_bytes());
        }
        if codes.is_empty() {
            continue;
        }
        if !std::mem::replace(&mut is_open, true) {
            written.push(b'(');
        }
        for pair in codes.as_bytes().chunks(2) {
            let byte = u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?, 16).ok()?;
            match byte {
                b'\n' => written.extend_from_slice(b"\\n"),
                b'\r' => written.extend_from_slice(b"\\r"),
                b'(' | b')' | b'\\' => written.extend([b'\\', byte]),
                _ => written.push(byte),
            }
        }
    }
    if is_open {
        written.push(b')');
    }
    written.push(b']');
    Some(written)
}

#[cfg(test)]
mod tests {
    use lopdf::content::Content;

    use super::*;

    #[test]
    fn what_is_set_already_is_not_set_again() {
        let content = b"0.16078432 0 0.2 rg\n0.1607843 0 0.2 rg\nf\nq\n0.16078432 0 0.2 rg\nQ\n0.16078432 0 0.2 rg\n";
        assert_eq!(terse(content), b"0.161 0 0.2 rg\nf\nq\n0.161 0 0.2 rg\nQ\n0.161 0 0.2 rg\n");
    }

    #[test]
    fn glyphs_stay_the_same_in_one_string() {
        let content = "[<0008><000F><0028> 16<0019>-3.5<0D0A>] TJ\n";
        let short = terse(content.as_bytes());
        assert_eq!(short, b"[(\0\x08\0\x0f\0\\()16(\0\x19)-3.5(\\r\\n)]TJ\n");
        let shown = |bytes: &[u8]| {
            let content = Content::decode(bytes).unwrap();
            let items = content.operations[0].operands[0].as_array().unwrap().clone();
            items.iter().filter_map(|item| item.as_str().ok()).flatten().copied().collect::<Vec<u8>>()
        };
        assert_eq!(shown(&short), shown(content.as_bytes()));
    }

    #[test]
    fn what_is_unknown_stays() {
        for line in ["/Span <</ActualText <FEFF0041>>> BDC\n", "[(a) 3] TJ\n", "1 2 3 x\n"] {
            let expected = line.replace("] TJ", "]TJ");
            assert_eq!(String::from_utf8(terse(line.as_bytes())).unwrap(), expected);
        }
        assert_eq!(terse(b"-0.0001 5.00499 m\n"), b"0 5 m\n");
    }
}
