//! Outlines as Type 2 charstrings (Adobe Technical Note 5177), without hints and subroutines.

use skrifa::outline::OutlinePen;

/// Most operands of an operator.
const STACK: usize = 48;

/// A distance in font units.
type Step = [i32; 2];

/// A part of a path, from where the one before ended.
#[derive(Clone, Copy)]
enum Segment {
    Move(Step),
    Line(Step),
    /// To both control points, and to the end.
    Curve([Step; 3]),
}

/// The outline of a glyph.
#[derive(Default)]
pub(in crate::output) struct Outline {
    segments: Vec<Segment>,
    at: [i32; 2],
    /// The first point of the open part of the path.
    first: [i32; 2],
}

impl Outline {
    fn step_to(&mut self, x: f32, y: f32) -> Step {
        #[expect(clippy::cast_possible_truncation, reason = "font units are 16 bits")]
        let to = [x.round() as i32, y.round() as i32];
        let step = [to[0] - self.at[0], to[1] - self.at[1]];
        self.at = to;
        step
    }

    /// Returns the outline as a charstring of a glyph whose width differs by this much from that of its program.
    pub(super) fn charstring(&self, width: i32) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.number(width);
        let mut rest = self.segments.as_slice();
        while let Some((first, after)) = rest.split_first() {
            rest = match *first {
                Segment::Move(step) => {
                    writer.move_by(step);
                    after
                }
                Segment::Line(step) => writer.lines(step, rest),
                Segment::Curve(steps) => writer.curves(steps, rest),
            };
        }
        writer.bytes.push(END);
        writer.bytes
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let step = self.step_to(x, y);
        self.first = self.at;
        self.segments.push(Segment::Move(step));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let step = self.step_to(x, y);
        self.segments.push(Segment::Line(step));
    }

    /// The same curve with the control points of a cubic one, as near as font units allow.
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        #[expect(clippy::cast_precision_loss, reason = "font units are 16 bits")]
        let from = self.at.map(|unit| unit as f32);
        let near = |end: f32, control: f32| end + (control - end) * 2.0 / 3.0;
        self.curve_to(near(from[0], cx), near(from[1], cy), near(x, cx), near(y, cy), x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let steps = [self.step_to(ax, ay), self.step_to(bx, by), self.step_to(x, y)];
        self.segments.push(Segment::Curve(steps));
    }

    /// A line back to the beginning is drawn without being said.
    fn close(&mut self) {
        if self.at == self.first
            && let Some(Segment::Line([x, y])) = self.segments.last()
        {
            self.at = [self.at[0] - x, self.at[1] - y];
            self.segments.pop();
        }
    }
}

const V_MOVE: u8 = 4;
const LINES: u8 = 5;
const H_LINES: u8 = 6;
const V_LINES: u8 = 7;
const CURVES: u8 = 8;
const END: u8 = 14;
const MOVE: u8 = 21;
const H_MOVE: u8 = 22;
const CURVES_LINE: u8 = 24;
const LINES_CURVE: u8 = 25;
const VV_CURVES: u8 = 26;
const HH_CURVES: u8 = 27;
const VH_CURVES: u8 = 30;
const HV_CURVES: u8 = 31;

/// Across and up: the direction of a step that has no other part.
const ACROSS: usize = 0;
const UP: usize = 1;

/// Tells if a step has no part in the other direction.
fn is_along(step: Step, direction: usize) -> bool {
    step[1 - direction] == 0
}

/// Returns a curve that neither begins nor ends along a direction.
fn free(segment: &Segment) -> Option<[Step; 3]> {
    match segment {
        Segment::Curve(steps) if [steps[0], steps[2]].iter().all(|step| step[0] != 0 && step[1] != 0) => Some(*steps),
        _ => None,
    }
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn number(&mut self, n: i32) {
        number(n, &mut self.bytes);
    }

    fn operation(&mut self, operands: &[i32], operator: u8) {
        for operand in operands {
            self.number(*operand);
        }
        self.bytes.push(operator);
    }

    fn move_by(&mut self, step: Step) {
        match step {
            [x, 0] => self.operation(&[x], H_MOVE),
            [0, y] => self.operation(&[y], V_MOVE),
            step => self.operation(&step, MOVE),
        }
    }

    /// Writes lines as far as one operation takes them, and returns the segments after them.
    fn lines<'a>(&mut self, first: Step, segments: &'a [Segment]) -> &'a [Segment] {
        let Some(direction) = [ACROSS, UP].into_iter().find(|direction| is_along(first, *direction)) else {
            let slanted = |segment: &Segment| match segment {
                Segment::Line(step) if !is_along(*step, ACROSS) && !is_along(*step, UP) => Some(*step),
                _ => None,
            };
            let steps: Vec<Step> = segments.iter().map_while(slanted).take(STACK / 2 - 3).collect();
            let mut operands = steps.as_flattened().to_vec();
            let rest = &segments[steps.len()..];
            let Some((curve, after)) = rest.split_first().and_then(|(next, after)| Some((free(next)?, after))) else {
                self.operation(&operands, LINES);
                return rest;
            };
            operands.extend_from_slice(curve.as_flattened());
            self.operation(&operands, LINES_CURVE);
            return after;
        };
        let (mut next, mut operands) = (direction, Vec::new());
        for segment in segments.iter().take(STACK) {
            match segment {
                Segment::Line(step) if is_along(*step, next) => operands.push(step[next]),
                _ => break,
            }
            next = 1 - next;
        }
        self.operation(&operands, if direction == ACROSS { H_LINES } else { V_LINES });
        &segments[operands.len()..]
    }

    /// Writes curves as far as one operation takes them, and returns the segments after them.
    fn curves<'a>(&mut self, [begin, _, end]: [Step; 3], segments: &'a [Segment]) -> &'a [Segment] {
        let ends = [ACROSS, UP].into_iter().find(|direction| is_along(end, *direction));
        let begins = |direction: usize| is_along(begin, direction);
        match ends {
            Some(direction) if begins(direction) || !begins(1 - direction) => self.parallel(direction, segments),
            _ if begins(ACROSS) => self.turning(ACROSS, segments),
            _ if begins(UP) => self.turning(UP, segments),
            _ => {
                let curves: Vec<[Step; 3]> = segments.iter().map_while(free).take(STACK / 6 - 1).collect();
                let mut operands = curves.as_flattened().as_flattened().to_vec();
                match segments[curves.len()..].split_first() {
                    Some((Segment::Line(step), after)) if !is_along(*step, ACROSS) && !is_along(*step, UP) => {
                        operands.extend(step);
                        self.operation(&operands, CURVES_LINE);
                        after
                    }
                    _ => {
                        self.operation(&operands, CURVES);
                        &segments[curves.len()..]
                    }
                }
            }
        }
    }

    /// Writes curves that begin and end in this direction; the first may begin in another.
    fn parallel<'a>(&mut self, direction: usize, segments: &'a [Segment]) -> &'a [Segment] {
        let (mut operands, mut count) = (Vec::new(), 0);
        for segment in segments {
            let Segment::Curve([begin, middle, end]) = segment else { break };
            let begins = is_along(*begin, direction);
            if !is_along(*end, direction) || !begins && count > 0 || operands.len() + 4 > STACK {
                break;
            }
            if !begins {
                operands.push(begin[1 - direction]);
            }
            operands.extend([begin[direction], middle[0], middle[1], end[direction]]);
            count += 1;
        }
        self.operation(&operands, if direction == ACROSS { HH_CURVES } else { VV_CURVES });
        &segments[count..]
    }

    /// Writes curves that begin in this direction and end in the other, and those that lead back; the last may end in any.
    fn turning<'a>(&mut self, first: usize, segments: &'a [Segment]) -> &'a [Segment] {
        let (mut operands, mut count, mut direction) = (Vec::new(), 0, first);
        for segment in segments {
            let Segment::Curve([begin, middle, end]) = segment else { break };
            if !is_along(*begin, direction) || operands.len() + 5 > STACK {
                break;
            }
            operands.extend([begin[direction], middle[0], middle[1], end[1 - direction]]);
            count += 1;
            if !is_along(*end, 1 - direction) {
                operands.push(end[direction]);
                break;
            }
            direction = 1 - direction;
        }
        self.operation(&operands, if first == ACROSS { HV_CURVES } else { VH_CURVES });
        &segments[count..]
    }
}

/// Writes a whole number as charstrings and dictionaries have it.
pub(super) fn number(n: i32, into: &mut Vec<u8>) {
    let byte = |n: i32| u8::try_from(n).unwrap_or_default();
    match n {
        -107..=107 => into.push(byte(n + 139)),
        108..=1131 => into.extend([byte(247 + ((n - 108) >> 8)), byte((n - 108) & 255)]),
        -1131..=-108 => into.extend([byte(251 + ((-n - 108) >> 8)), byte((-n - 108) & 255)]),
        _ => {
            into.push(28);
            into.extend(i16::try_from(n).unwrap_or(i16::MAX).to_be_bytes());
        }
    }
}
