//! Page content in fewer bytes: numbers as precise as paper can show, nothing set that is set already or never used, lines
//! of text below each other, and glyphs as bytes.
//!
//! printpdf writes an operation a line, its numbers with all their digits, and each glyph as a string of its own. Only what
//! is known to mean the same is changed; every other line stays.

use std::fmt::Write as _;

/// Decimals of places in points: half of the last one is less than a dot of a printer with 600 dots an inch.
const PLACES: i32 = 1;
/// Decimals of sizes and weights in points, and of colours, which have 256 steps.
const SIZES: i32 = 2;
const COLOURS: i32 = 3;

/// Returns the same content, shorter.
pub(super) fn terse(content: &[u8]) -> Vec<u8> {
    let mut writer = Writer { written: Vec::with_capacity(content.len() / 2), ..Writer::default() };
    for line in content.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match std::str::from_utf8(line) {
            Ok(text) => writer.operation(text),
            Err(_) => writer.unknown(line),
        }
    }
    writer.end_text();
    writer.begin_marked();
    writer.paint_held();
    writer.path_as_it_is();
    writer.set(&[]);
    writer.written
}

/// The part of the graphics state that is set by one operator each.
type State = Vec<(String, String)>;

/// Content as far as it is written.
#[derive(Default)]
struct Writer {
    written: Vec<u8>,
    /// The operands that each operator had last, as written.
    state: State,
    /// The same as it is to be at the next operation that depends on it.
    wanted: State,
    /// Those that a `q` keeps for its `Q`.
    saved: Vec<State>,
    /// Lines of the path under construction.
    path: Vec<String>,
    /// A path that is to be filled, unless its outline is drawn at once as well.
    held: Vec<String>,
    text: TextObject,
    /// Begins marked content, and is not written: a text object may have to begin before.
    marked: Option<String>,
    /// Marked content that is open, and as much of it as was open when the text object began.
    depth: usize,
    depth_of_text: usize,
}

/// A text object under construction.
#[derive(Default, PartialEq)]
enum TextObject {
    #[default]
    None,
    /// It has begun, and its last line begins here.
    At([f64; 2]),
    /// It has ended, and `ET` is not written: the next one may continue it.
    Ended([f64; 2]),
}

impl Writer {
    fn operation(&mut self, text: &str) {
        let (operands, operator) = text.rsplit_once(' ').unwrap_or(("", text));
        match operator {
            // These are written when something depends on them.
            "rg" | "RG" | "Tf" | "w" | "J" | "j" | "d" => {
                if operator == "rg" {
                    self.paint_held();
                }
                let decimals = if matches!(operator, "rg" | "RG") { COLOURS } else { SIZES };
                put(&mut self.wanted, operator, rounded(operands, decimals));
                return;
            }
            "m" | "l" | "c" | "h" | "re" => return self.path.push(text.to_owned()),
            "f" | "F" | "S" | "s" | "B" | "b" => return self.paint(operator),
            _ => self.paint_held(),
        }
        match operator {
            "BT" => return self.begin_text(),
            "BMC" | "BDC" => return self.mark(text),
            "EMC" => return self.end_marked(),
            _ => self.begin_marked(),
        }
        match operator {
            "ET" => {
                if let TextObject::At(at) = self.text {
                    self.text = TextObject::Ended(at);
                }
            }
            "Tm" if self.begin_line(operands) => {}
            "TJ" => {
                self.set(&["rg", "Tf"]);
                match glyphs(operands) {
                    Some(glyphs) => self.written.extend(glyphs),
                    None => self.written.extend_from_slice(operands.as_bytes()),
                }
                self.written.extend_from_slice(b"TJ\n");
            }
            "q" => {
                self.end_text();
                self.set(&[]);
                self.saved.push(self.state.clone());
                self.line(text);
            }
            "Q" => {
                self.end_text();
                self.state = self.saved.pop().unwrap_or_default();
                self.wanted.clear();
                self.line(text);
            }
            "cm" => {
                self.end_text();
                self.line(&format!("{} cm", rounded(operands, PLACES)));
            }
            _ => self.unknown(text.as_bytes()),
        }
    }

    /// Begins a text object, or continues the one before if nothing else was painted since.
    fn begin_text(&mut self) {
        if let TextObject::Ended(at) = self.text {
            self.text = TextObject::At(at);
        } else {
            self.text = TextObject::At([0.0; 2]);
            self.depth_of_text = self.depth - usize::from(self.marked.is_some());
            self.written.extend_from_slice(b"BT\n");
        }
        self.begin_marked();
    }

    /// Begins marked content. Within a text object it is a part of its text.
    fn mark(&mut self, text: &str) {
        self.begin_marked();
        self.depth += 1;
        if matches!(self.text, TextObject::At(_)) {
            self.line(text);
        } else {
            self.marked = Some(text.to_owned());
        }
    }

    /// Writes what begins marked content, of which nothing is text so far.
    fn begin_marked(&mut self) {
        if let Some(marked) = self.marked.take() {
            if !matches!(self.text, TextObject::At(_)) {
                self.end_text();
            }
            self.line(&marked);
        }
    }

    /// Ends marked content. A text object that began before it may go on.
    fn end_marked(&mut self) {
        self.begin_marked();
        if self.depth <= self.depth_of_text {
            self.end_text();
        }
        self.depth = self.depth.saturating_sub(1);
        self.line("EMC");
    }

    fn line(&mut self, line: &str) {
        self.written.extend([line, "\n"].into_iter().flat_map(str::bytes));
    }

    /// Writes a line of which nothing is known: it may depend on anything and change anything.
    fn unknown(&mut self, line: &[u8]) {
        self.begin_marked();
        self.end_text();
        self.paint_held();
        self.path_as_it_is();
        self.set(&[]);
        self.state.clear();
        self.written.extend_from_slice(line);
        self.written.push(b'\n');
    }

    fn end_text(&mut self) {
        if matches!(self.text, TextObject::Ended(_)) {
            self.text = TextObject::None;
            self.written.extend_from_slice(b"ET\n");
        }
    }

    /// Sets what is wanted of these operators, or of all.
    fn set(&mut self, operators: &[&str]) {
        let wanted = std::mem::take(&mut self.wanted);
        for (operator, operands) in wanted {
            if !operators.is_empty() && !operators.contains(&operator.as_str()) {
                self.wanted.push((operator, operands));
            } else if put(&mut self.state, &operator, operands.clone()) {
                self.line(&format!("{operands} {operator}"));
            }
        }
    }

    /// Moves to the place of a line of upright text, from where the last one began; false if there is anything else to it.
    fn begin_line(&mut self, operands: &str) -> bool {
        let numbers: Vec<f64> = operands.split(' ').filter_map(|number| number.parse().ok()).collect();
        let (TextObject::At(from), [1.0, 0.0, 0.0, 1.0, x, y]) = (&self.text, numbers.as_slice()) else { return false };
        let to = [round(*x, PLACES), round(*y, PLACES)];
        let step = [to[0] - from[0], to[1] - from[1]].map(|length| short(length, PLACES));
        self.text = TextObject::At(to);
        self.line(&format!("{} {} Td", step[0], step[1]));
        true
    }

    /// Paints the path. Where it is filled and its outline is drawn, both is one operation.
    fn paint(&mut self, operator: &str) {
        self.begin_marked();
        self.end_text();
        let path = std::mem::take(&mut self.path);
        if operator == "S" && !path.is_empty() && self.held == path {
            self.held.clear();
            self.set(&["RG", "w", "J", "j", "d"]);
            return self.painted(&path, "B");
        }
        self.paint_held();
        if operator == "f" && !path.is_empty() {
            self.set(&["rg"]);
            self.held = path;
            return;
        }
        self.set(if operator.starts_with(['f', 'F']) { &["rg"] } else { &[] });
        self.painted(&path, operator);
    }

    fn paint_held(&mut self) {
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            self.painted(&held, "f");
        }
    }

    /// Writes a path and what paints it. One with several curves is written from its own beginning, so that equal shapes are
    /// equal bytes.
    fn painted(&mut self, path: &[String], operator: &str) {
        let curves = path.iter().filter(|line| line.ends_with(" c")).count();
        if let Some(([x, y], path)) = (curves >= CURVES).then(|| from_its_beginning(path)).flatten() {
            self.line(&format!("q\n1 0 0 1 {x} {y} cm"));
            self.written.extend(path.bytes());
            self.line(&format!("{operator}\nQ"));
        } else {
            self.lines_of(path);
            self.line(operator);
        }
    }

    fn path_as_it_is(&mut self) {
        let path = std::mem::take(&mut self.path);
        self.lines_of(&path);
    }

    fn lines_of(&mut self, path: &[String]) {
        for line in path {
            let (operands, operator) = line.rsplit_once(' ').unwrap_or(("", line));
            let operands = rounded(operands, PLACES);
            self.line(format!("{operands} {operator}").trim_start());
        }
    }
}

/// Least number of curves in a path that is written from its own beginning.
const CURVES: usize = 3;

/// Returns the beginning of a path, rounded, and its lines relative to it; none if it has no such beginning.
fn from_its_beginning(path: &[String]) -> Option<([String; 2], String)> {
    let numbers = |line: &str| -> Option<(Vec<f64>, String)> {
        let (operands, operator) = line.rsplit_once(' ').unwrap_or(("", line));
        let numbers: Result<Vec<f64>, _> = operands.split_whitespace().map(str::parse).collect();
        Some((numbers.ok()?, operator.to_owned()))
    };
    let (first, operator) = numbers(path.first()?)?;
    let ([x, y], "m") = (first.as_slice(), operator.as_str()) else { return None };
    let mut written = String::new();
    for line in path {
        let (numbers, operator) = numbers(line)?;
        if operator == "re" {
            return None;
        }
        for (n, number) in numbers.iter().enumerate() {
            let _ = write!(written, "{} ", short(number - if n % 2 == 0 { x } else { y }, PLACES));
        }
        let _ = writeln!(written, "{operator}");
    }
    Some(([short(*x, PLACES), short(*y, PLACES)], written))
}

/// Keeps the operands of an operator; true if they are new.
fn put(state: &mut State, operator: &str, operands: String) -> bool {
    match state.iter_mut().find(|(known, _)| known == operator) {
        Some((_, last)) if *last == operands => false,
        Some((_, last)) => {
            *last = operands;
            true
        }
        None => {
            state.push((operator.to_owned(), operands));
            true
        }
    }
}

fn round(number: f64, decimals: i32) -> f64 {
    let factor = 10_f64.powi(decimals);
    let number = (number * factor).round() / factor;
    // No sign before nothing.
    if number == 0.0 { 0.0 } else { number }
}

/// Returns a number rounded, without the nought before its decimals.
fn short(number: f64, decimals: i32) -> String {
    let written = round(number, decimals).to_string();
    match written.strip_prefix("0.") {
        Some(decimals) => format!(".{decimals}"),
        None if written.starts_with("-0.") => format!("-{}", &written[2..]),
        None => written,
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
            Ok(number) => written.push_str(&short(number, decimals)),
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
        let content = b"0.16078432 0 0.2 rg\n0.1607843 0 0.2 rg\nf\nq\n0.16078432 0 0.2 rg\nf\n1 0 0 rg\nf\nQ\n0.16078432 0 0.2 rg\nf\n";
        assert_eq!(terse(content), b".161 0 .2 rg\nf\nq\nf\n1 0 0 rg\nf\nQ\nf\n");
    }

    #[test]
    fn what_nothing_depends_on_is_not_set() {
        let content = b"1 J\n0 0 m\n9 0 l\nS\n0 J\n1 J\n0 5 m\n9 5 l\nS\n0 J\n1 0 0 rg\n0 1 0 rg\nf\n";
        assert_eq!(terse(content), b"1 J\n0 0 m\n9 0 l\nS\n0 5 m\n9 5 l\nS\n0 1 0 rg\nf\n0 J\n");
    }

    #[test]
    fn lines_of_a_paragraph_follow_each_other() {
        let content = b"BT\n/F 9 Tf\n1 0 0 1 51.641 700 Tm\n[<0001>] TJ\nET\nBT\n1 0 0 1 51.641 682.004 Tm\n[<0002>] TJ\nET\nEMC\n";
        let lines = b"BT\n51.6 700 Td\n/F 9 Tf\n[(\0\x01)]TJ\n0 -18 Td\n[(\0\x02)]TJ\nET\nEMC\n";
        assert_eq!(String::from_utf8_lossy(&terse(content)), String::from_utf8_lossy(lines));
    }

    #[test]
    fn text_of_several_parts_is_one_object_that_holds_their_marks() {
        let part =
            |n: usize, y: f32| format!("/P <</MCID {n}>> BDC\nBT\n/F 9 Tf\n1 0 0 1 50 {y} Tm\n[<0001>] TJ\nET\nEMC\n");
        let rule = "/Artifact BMC\n0 0 m\n9 0 l\nS\nEMC\n";
        let lines = "BT\n/P <</MCID 0>> BDC\n50 700 Td\n/F 9 Tf\n[(\0\x01)]TJ\nEMC\n/P <</MCID 1>> BDC\n0 -12 Td\n\
                     [(\0\x01)]TJ\nEMC\nET\n";
        let content = part(0, 700.0) + &part(1, 688.0) + rule;
        assert_eq!(String::from_utf8(terse(content.as_bytes())).unwrap(), lines.to_owned() + rule);
        // Text after a shape begins within their mark, and ends within it.
        let both = format!("/Form <</MCID 0>> BDC\n0 0 m\n9 0 l\nS\n{}", part(1, 688.0).split_once('\n').unwrap().1);
        let ends = "BT\n50 688 Td\n/F 9 Tf\n[(\0\x01)]TJ\nET\nEMC\n";
        assert!(String::from_utf8(terse(both.as_bytes())).unwrap().ends_with(ends));
    }

    #[test]
    fn a_shape_is_filled_and_its_outline_drawn_at_once() {
        let path = "0 0 m\n9 0 l\n9 9 l\nh\n";
        let apart = format!("1 1 1 rg\n{path}f\n0 0 0 RG\n2 w\n{path}S\n0 1 0 rg\n{path}f\n1 0 0 rg\n{path}f\n");
        let once = format!("1 1 1 rg\n0 0 0 RG\n2 w\n{path}B\n0 1 0 rg\n{path}f\n1 0 0 rg\n{path}f\n");
        assert_eq!(String::from_utf8(terse(apart.as_bytes())).unwrap(), once);
    }

    #[test]
    fn equal_shapes_are_equal_bytes() {
        let shape = |x: f32| {
            let at = |right: f32| x + right;
            let curves = format!("{} 1.5 {} 2.25 {} 3 c\n", at(0.333), at(1.1), at(2.0)).repeat(3);
            format!("{x} 1 m\n{curves}h\nf\n")
        };
        let both = String::from_utf8(terse((shape(10.0) + &shape(87.123)).as_bytes())).unwrap();
        let (first, second) = both.split_once("1 0 0 1 87.1 1 cm").unwrap();
        let first = first.strip_prefix("q\n1 0 0 1 10 1 cm").unwrap();
        assert_eq!(first.strip_suffix("q\n"), Some(second));
        assert!(second.starts_with("\n0 0 m\n.3 .5 1.1 1.3 2 2 c\n"), "{second}");
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
        assert_eq!(terse(b"-0.0001 5.00499 m\nS\n"), b"0 5 m\nS\n");
    }
}
