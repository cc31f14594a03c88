//! The bar of a challenge: one piece an answer, so that the parts of a sum are visible.

use domain::{assess::EvidenceKind, records::ChallengeStatus, vocabulary::small_sort};
use maud::{Markup, html};

/// Width of a point in the drawing, and of the gap between two pieces.
const POINT: u16 = 10;
const GAP: u16 = 2;

/// One answer in a bar.
struct Piece {
    /// Points before it.
    start: u16,
    points: u16,
    /// True if it is also a sign of another challenge.
    cross: bool,
    /// True for private evidence.
    alone: bool,
}

/// Renders the pieces of a challenge on the scale of the longest bar, `longest` points.
pub(crate) fn bar(row: &ChallengeStatus, longest: u16) -> Markup {
    let width = longest.max(1) * POINT;
    html! {
        svg class="bar" viewBox=(format!("0 0 {width} 8")) preserveAspectRatio="none" aria-hidden="true" {
            @for piece in pieces(row) {
                rect x=(piece.start * POINT) width=(piece.points * POINT - GAP) height="8" data-cross[piece.cross] data-alone[piece.alone] {}
            }
        }
    }
}

fn pieces(row: &ChallengeStatus) -> Vec<Piece> {
    let Some(finding) = &row.finding else { return Vec::new() };
    let told = finding.evidence.iter().map(|one| (one.points, one.kind, false));
    let alone = finding.alone.iter().map(|one| (one.points, one.kind, true));
    let mut pieces: Vec<Piece> = told
        .chain(alone)
        .map(|(points, kind, alone)| Piece {
            start: 0,
            points: points.into(),
            cross: kind == EvidenceKind::Cross,
            alone,
        })
        .collect();
    small_sort::sort_by_key(&mut pieces, |piece| piece.cross);
    let mut at = 0;
    for piece in &mut pieces {
        piece.start = at;
        at += piece.points;
    }
    pieces
}
