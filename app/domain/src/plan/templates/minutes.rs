//! Distributes the minutes of a session among the blocks of a template.

use crate::vocabulary::Minutes;

/// The minutes that a block requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ask {
    /// The minutes in the template.
    pub(super) wanted: Minutes,
    /// The minimum.
    pub(super) least: Minutes,
    /// Debrief and close: nothing is taken from them while other blocks can be shortened (R44).
    pub(super) protected: bool,
    /// Main work, of which the last is dropped first.
    pub(super) main: bool,
    /// One exercise more than a session of this length holds: it gets no minutes (R43).
    pub(super) out: bool,
}

/// Returns minutes for each block, never summing to more than `length`; none for a block that does not fit.
///
/// If the session is too short, each minute is taken from the block with the most slack, the protected end last. If no
/// slack is left, the last block of the main work is dropped.
pub(super) fn share_out(asks: &[Ask], length: Minutes) -> Vec<Option<Minutes>> {
    let mut minutes: Vec<Option<Minutes>> = asks.iter().map(|ask| (!ask.out).then_some(ask.wanted)).collect();
    loop {
        if shrink(asks, &mut minutes, length) {
            return minutes;
        }
        let last = |of: fn(&Ask) -> bool| {
            let mut places = asks.iter().zip(&minutes).enumerate().rev();
            places.find(|(_, (ask, now))| now.is_some() && of(ask)).map(|(place, _)| place)
        };
        let out = last(|ask| ask.main).or_else(|| last(|ask| !ask.protected)).or_else(|| last(|_| true));
        let Some(out) = out else { return minutes };
        // What was taken for the sake of the block that leaves is given back before it is shared out anew.
        for (now, ask) in minutes.iter_mut().zip(asks) {
            *now = now.map(|_| ask.wanted);
        }
        minutes[out] = None;
    }
}

/// Takes minutes until the sum is at most `length`; false if that is impossible.
fn shrink(asks: &[Ask], minutes: &mut [Option<Minutes>], length: Minutes) -> bool {
    loop {
        let sum: u16 = minutes.iter().flatten().map(|m| u16::from(m.0)).sum();
        if sum <= u16::from(length.0) {
            return true;
        }
        let slack = |protected: bool| {
            let all = asks.iter().zip(minutes.iter()).enumerate();
            let gives = all.filter_map(|(place, (ask, now))| Some((now.as_ref()?.less(ask.least), place, ask)));
            gives
                .filter(|(slack, _, ask)| slack.0 > 0 && ask.protected == protected)
                .max_by_key(|(slack, place, _)| (*slack, *place))
                .map(|(_, place, _)| place)
        };
        let Some(place) = slack(false).or_else(|| slack(true)) else { return false };
        minutes[place] = minutes[place].map(|m| m.less(Minutes(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(wanted: u8, least: u8) -> Ask {
        Ask { wanted: Minutes(wanted), least: Minutes(least), protected: false, main: false, out: false }
    }

    fn main(wanted: u8, least: u8) -> Ask {
        Ask { main: true, ..ask(wanted, least) }
    }

    fn end(wanted: u8, least: u8) -> Ask {
        Ask { protected: true, ..ask(wanted, least) }
    }

    fn shared(asks: &[Ask], length: u8) -> Vec<u8> {
        share_out(asks, Minutes(length)).into_iter().map(|minutes| minutes.map_or(0, |m| m.0)).collect()
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        assert_eq!(shared(&[ask(5, 2), main(30, 20), end(10, 6)], 60), [5, 30, 10]);
    }

    #[test]
    fn r44_the_end_gives_last() {
        assert_eq!(shared(&[ask(6, 3), main(30, 20), end(10, 6)], 40), [6, 24, 10]);
        assert_eq!(shared(&[ask(6, 3), main(30, 20), end(10, 6)], 30), [3, 20, 7]);
    }

    #[test]
    fn what_cannot_shrink_any_more_leaves_from_the_end_of_the_main_work() {
        assert_eq!(shared(&[main(20, 15), main(20, 15), end(8, 6)], 30), [20, 0, 8]);
        assert_eq!(shared(&[ask(40, 40), end(8, 6)], 30), [0, 8]);
    }
}
