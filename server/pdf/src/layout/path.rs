//! Paths: lines and curves in points, from an upper left corner.

/// A path. Positions are measured to the right and downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Path {
    pub parts: Vec<SubPath>,
}

/// A connected part of a path.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SubPath {
    /// Points, and a flag for control points of a Bézier curve, two before each of its ends.
    pub points: Vec<(f32, f32, bool)>,
    pub closed: bool,
    /// Line ends are round.
    pub round: bool,
}

/// Reach of the control points of a quarter circle.
pub(crate) const KAPPA: f32 = 0.552_28;

impl Path {
    /// A rectangle with round corners.
    pub(crate) fn rounded(width: f32, height: f32, radius: f32) -> Self {
        Self::corners(width, height, [radius; 4])
    }

    /// A rectangle with these radii: upper left, upper right, lower right, lower left.
    pub(crate) fn corners(width: f32, height: f32, radii: [f32; 4]) -> Self {
        let [a, b, c, d] = radii.map(|radius| radius.min(width / 2.0).min(height / 2.0).max(0.0));
        let far = |radius: f32| radius * (1.0 - KAPPA);
        let points = vec![
            (a, 0.0, false),
            (width - b, 0.0, false),
            (width - far(b), 0.0, true),
            (width, far(b), true),
            (width, b, false),
            (width, height - c, false),
            (width, height - far(c), true),
            (width - far(c), height, true),
            (width - c, height, false),
            (d, height, false),
            (far(d), height, true),
            (0.0, height - far(d), true),
            (0.0, height - d, false),
            (0.0, a, false),
            (0.0, far(a), true),
            (far(a), 0.0, true),
            (a, 0.0, false),
        ];
        Self { parts: vec![SubPath { points, closed: true, round: false }] }
    }

    /// A circle by its diameter.
    pub(crate) fn circle(diameter: f32) -> Self {
        Self::rounded(diameter, diameter, diameter / 2.0)
    }

    /// Straight lines through these points.
    pub(crate) fn polyline(points: &[(f32, f32)], closed: bool) -> Self {
        let points = points.iter().map(|&(x, y)| (x, y, false)).collect();
        Self { parts: vec![SubPath { points, closed, round: !closed }] }
    }

    /// Curves: ends and control points as they are.
    pub(crate) fn curve(points: Vec<(f32, f32, bool)>, closed: bool) -> Self {
        Self { parts: vec![SubPath { points, closed, round: false }] }
    }

    /// A part of an ellipse around a middle, from one angle to another in degrees, clockwise from the right.
    pub(crate) fn arc((x, y): (f32, f32), (across, down): (f32, f32), from: f32, to: f32) -> Self {
        let pieces = ((to - from).abs() / 45.0).ceil().max(1.0);
        let step = (to - from) / pieces;
        let reach = 4.0 / 3.0 * (step.to_radians() / 4.0).tan();
        let at = |degrees: f32| {
            let angle = degrees.to_radians();
            (x + across * angle.cos(), y + down * angle.sin(), -across * angle.sin(), down * angle.cos())
        };
        let (sx, sy, ..) = at(from);
        let mut points = vec![(sx, sy, false)];
        let mut degrees = from;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of pieces")]
        let last = 1 + 3 * pieces as usize;
        while points.len() < last {
            let (ax, ay, adx, ady) = at(degrees);
            let (bx, by, bdx, bdy) = at(degrees + step);
            points.push((ax + reach * adx, ay + reach * ady, true));
            points.push((bx - reach * bdx, by - reach * bdy, true));
            points.push((bx, by, false));
            degrees += step;
        }
        Self { parts: vec![SubPath { points, closed: false, round: false }] }
    }

    /// The same, larger and moved.
    pub(crate) fn placed(mut self, scale: f32, (right, down): (f32, f32)) -> Self {
        for point in self.parts.iter_mut().flat_map(|part| &mut part.points) {
            (point.0, point.1) = (point.0 * scale + right, point.1 * scale + down);
        }
        self
    }

    /// Exchanges left and right within this width.
    pub(crate) fn mirror(&mut self, width: f32) {
        for point in self.parts.iter_mut().flat_map(|part| &mut part.points) {
            point.0 = width - point.0;
        }
    }

    /// Left, top, right and lower edge of all its points.
    pub(crate) fn bounds(&self) -> [f32; 4] {
        let points = self.parts.iter().flat_map(|part| &part.points);
        points.fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |[left, top, right, low], &(x, y, _)| {
            [left.min(x), top.min(y), right.max(x), low.max(y)]
        })
    }
}
