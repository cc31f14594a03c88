//! The challenge that a suggestion on a plan page names.

use domain::{assess::points_of, library::english};

use crate::support::{Moment, course};

#[test]
fn a_suggestion_names_the_challenge_that_the_map_shows_and_it_serves() {
    let mut another_than_the_first = 0;
    for ticked in [&["INF-01"][..], &["STR-02", "STR-05"], &["INF-01", "STR-02", "EXP-01"], &["POW-01", "STR-02"], &[]]
    {
        let moment = Moment::of(course(ticked, &["individual-safety-interview"]), None);
        let findings = &moment.picture.findings;
        for one in &moment.standings.suggested {
            let serves = &english().item(&one.item).unwrap().serves;
            let most = serves.iter().map(|challenge| points_of(findings, *challenge)).max().unwrap_or_default();
            match one.challenge {
                Some(named) => {
                    assert!(serves.contains(&named), "{} does not serve {named}", one.item);
                    assert!(points_of(findings, named) > 0, "{named} is not on the map");
                    assert_eq!(points_of(findings, named), most, "{}", one.item);
                }
                None => assert_eq!(most, 0, "{}", one.item),
            }
            another_than_the_first += usize::from(one.challenge.is_some() && one.challenge != serves.first().copied());
        }
    }
    assert!(another_than_the_first > 0, "the first that an exercise serves is not always on the map");
}
