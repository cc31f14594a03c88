//! No byte of the shared screen differs between two couples that differ only in what is none of the couple's business: what
//! each told alone, what the counsellor wrote, saw, decided and corrected, and which gates that opened.

use std::sync::Arc;

use domain::{
    assess::{Answer, Partner, Whom},
    library::english,
    records::{AnswerChange, Change, Couple, Edit, Interview, Person, Stamp, Together, Told, columns},
    vocabulary::{GateId, IndicatorId, Phase},
};
use proptest::{prelude::*, sample, test_runner::TestRunner};
use store::CoupleId;

use crate::support::{Desk, now};

/// The shared answers: question, column, answer.
type Said = Vec<(IndicatorId, Whom, Answer)>;

/// The private records that only one of the two couples has.
#[derive(Clone, Debug)]
struct Private {
    told: Vec<(usize, bool)>,
    note: String,
    notes: String,
    recorded: bool,
    by_hand: bool,
    observed: bool,
    /// Answers that were entered by mistake and taken back.
    mistakes: Said,
    phase: Option<Phase>,
    saved: u8,
    /// Openings that the counsellor answered in the own view.
    openings: Vec<(usize, bool)>,
}

fn said() -> impl Strategy<Value = Said> {
    let cells: Vec<(IndicatorId, Whom)> = english()
        .questions()
        .iter()
        .flat_map(|group| domain::records::asked_together(english(), group))
        .flat_map(|(_, of)| columns(of.applies_to).iter().map(|whom| (of.id.clone(), *whom)))
        .collect();
    let answer = prop_oneof![Just(Answer::Yes), Just(Answer::No)];
    let one = (sample::select(cells), answer).prop_map(|((id, whom), answer)| (id, whom, answer));
    prop::collection::vec(one, 0..12)
}

/// Openings by their place in the library, with a yes or a no.
fn openings() -> impl Strategy<Value = Vec<(usize, bool)>> {
    prop::collection::vec((0..english().openings().len(), any::<bool>()), 0..6)
}

fn opening((place, yes): &(usize, bool)) -> Option<(String, Answer)> {
    let opening = english().openings().get(*place).filter(|of| of.is.is_none() && of.group != "strengths")?;
    Some((opening.id.clone(), if *yes { Answer::Yes } else { Answer::No }))
}

fn private() -> impl Strategy<Value = Private> {
    let count = english().interview().questions().count();
    let told = prop::collection::vec((0..count, any::<bool>()), 1..12);
    let phase = prop_oneof![Just(None), Just(Some(Phase::Repair))];
    let rest = (any::<bool>(), any::<bool>(), any::<bool>(), said(), phase, 0..4_u8, openings());
    (told, "[a-z]{0,12}", "[a-z]{0,12}", rest).prop_map(
        |(told, note, notes, (recorded, by_hand, observed, mistakes, phase, saved, openings))| Private {
            told,
            note,
            notes,
            recorded,
            by_hand,
            observed,
            mistakes,
            phase,
            saved,
            openings,
        },
    )
}

/// A page without what is made anew at every load: nonces and the id of the couple.
pub fn plain(body: &str, couple: CoupleId) -> String {
    let body = body.replace(&couple.0.to_string(), "COUPLE");
    let mut whole = String::new();
    for (place, piece) in body.split("nonce=\"").enumerate() {
        whole.push_str(if place == 0 { piece } else { piece.split_once('"').map_or(piece, |(_, rest)| rest) });
    }
    whole
}

/// A couple that said this together.
async fn couple(desk: &Desk, said: &Said, openings: &[(usize, bool)]) -> anyhow::Result<CoupleId> {
    let person = |label: &str| Person { label: label.into(), ..Person::default() };
    let couple = Couple { name: "Heron".into(), partners: [person("Ada"), person("Ben")], ..Couple::default() };
    let couple = couple.checked().map_err(|faults| anyhow::anyhow!("{faults:?}"))?;
    let id = desk.records.create_couple(&couple, now()).await?;
    let mut stored = desk.records.situation(id).await?;
    stored.value.edit(english(), [&Interview::default(), &Interview::default()], &edits(said), now())?;
    let told = openings.iter().filter_map(opening).map(|(id, answer)| Told::Opening(id, Some(answer)));
    let told: Vec<Told> = told.collect();
    stored.value.edit_together(english(), [&Interview::default(), &Interview::default()], &told, now())?;
    desk.records.save_situation(id, stored.revision, &stored.value, now()).await?;
    Ok(id)
}

fn edits(said: &Said) -> Vec<Edit> {
    let change = |(id, whom, answer): &(IndicatorId, Whom, Answer)| AnswerChange {
        indicator: id.clone(),
        whom: *whom,
        answer: Some(*answer),
    };
    said.iter().map(change).map(Edit::Answer).collect()
}

/// Adds what nobody of the couple may learn here.
async fn confide(desk: &Desk, id: CoupleId, private: &Private) -> anyhow::Result<()> {
    let library = english();
    for asked in [Partner::A, Partner::B] {
        let (mut interview, mut stored) = (desk.records.interview(id, asked).await?, desk.records.situation(id).await?);
        for (place, yes) in &private.told {
            let Some(question) = library.interview().questions().nth(*place) else { continue };
            let answer = if *yes { Answer::Yes } else { Answer::No };
            interview.value.answers.record(library, &question.indicator, question.about.whom(asked), answer)?;
        }
        interview.value.note.clone_from(&private.note);
        interview.value.alone = true;
        interview.value.recorded = private.recorded;
        interview.value.held_on = Some("2026-11-20".parse()?);
        let other = Interview::default();
        stored.value.observe(library, [&interview.value, &other]);
        let seen = (stored.revision, &stored.value);
        desk.records.save_interview(id, asked, interview.revision, &interview.value, seen, now()).await?;
    }
    let notes = desk.records.notes(id).await?;
    desk.records.save_notes(id, notes.revision, &private.notes, now()).await?;
    let mut stored = desk.records.situation(id).await?;
    if private.by_hand {
        stored.value.gates.open_by_hand(GateId::Legal);
    }
    if private.observed {
        stored.value.answers.record(library, &"GEN-04".parse()?, Whom::B, Answer::Yes)?;
        stored.value.answers.record(library, &"ABU-01".parse()?, Whom::A, Answer::Yes)?;
    }
    for (indicator, whom, answer) in &private.mistakes {
        for answer in [Some(*answer), None] {
            let change = AnswerChange { indicator: indicator.clone(), whom: *whom, answer };
            stored.value.changes.push(Change { at: now(), change });
        }
        stored.value.gates.observe(&domain::safety::raised(
            library,
            &[(indicator.clone(), *whom, Answer::Yes)]
                .into_iter()
                .try_fold(domain::assess::Answers::default(), |mut answers, (id, whom, answer)| {
                    answers.record(library, &id, whom, answer).map(|()| answers)
                })?,
            &domain::vocabulary::SmallSet::default(),
            &domain::assess::Facts::default(),
        ));
    }
    stored.value.background.story = format!("{} {}", private.note, private.notes);
    stored.value.background.openings.extend(private.openings.iter().filter_map(opening));
    stored.value.phase = private.phase;
    stored.value.facts.ending = private.by_hand;
    for _ in 0..=private.saved {
        stored.revision = desk.records.save_situation(id, stored.revision, &stored.value, now()).await?;
    }
    Ok(())
}

/// Everything that the shared screen of this couple gives: its pages, what its forms answer, and its calls, saved, refused
/// and in conflict.
async fn all_of_it(desk: &Desk, id: CoupleId) -> anyhow::Result<Vec<(String, String)>> {
    let cookie = format!("{}; reweave-view=shared.{}", desk.cookie, id.0);
    let page = format!("/couples/{}/situation?view=shared", id.0);
    let mut all = Vec::new();
    let sections = english().questions().iter().map(|group| group.id.as_str()).chain(["strengths", "nothing"]);
    for section in sections {
        let shown = desk.get_as(&format!("{page}&section={section}"), &cookie).await?;
        all.push((format!("page {section}"), format!("{} {}", shown.status, shown.body)));
    }
    let form = format!("/couples/{}/situation/together", id.0);
    let stored = desk.records.situation(id).await?.value;
    let seen = Together::of(english(), &stored).mark().0;
    let save = async |name: String, seen: u64, told: &[(&str, &str)]| -> anyhow::Result<(String, String)> {
        let seen = seen.to_string();
        let fields: Vec<_> = told.iter().copied().chain([("seen", seen.as_str())]).collect();
        let (status, answer) = desk.save_as(&form, &fields, &cookie).await?;
        Ok((name, format!("{status} {answer}")))
    };
    for (no, answer) in ["yes", "no", ""].into_iter().enumerate() {
        all.push(save(format!("conflict {no}"), seen.wrapping_add(1), &[("INF-03.a", answer)]).await?);
    }
    all.push(save("refused".into(), seen, &[("ABU-01.a", "yes")]).await?);
    all.push(save("saved".into(), seen, &[("INF-03.a", "yes"), ("INF-01.a", ""), ("opening.habit", "yes")]).await?);

    for fields in [
        vec![("seen", "1"), ("section", "load"), ("STR-02.couple", "yes")],
        vec![("seen", "1"), ("section", "load"), ("STR-02.couple", "no")],
        vec![("seen", "1"), ("ABU-01.a", "yes")],
        vec![("seen", "1"), ("section", "body"), ("opening.alarm", "yes")],
        vec![("seen", "1"), ("opening.good", "yes")],
        vec![("seen", "1"), ("section", "happened"), ("INF-03.a", "yes"), ("then", "responds")],
    ] {
        let answer = desk.post_as(&form, &fields, Some(&cookie)).await?;
        all.push((
            format!("form {fields:?}"),
            format!("{} {} {}", answer.status, answer.header("location"), answer.body),
        ));
    }
    let after = desk.get_as(&page, &cookie).await?;
    all.push(("page afterwards".into(), after.body));
    let closed = desk.get_as(&format!("/couples/{}", id.0), &cookie).await?;
    all.push(("closed".into(), closed.body));
    Ok(all.into_iter().map(|(what, body)| (what, plain(&body, id))).collect())
}

#[test]
fn no_byte_of_the_shared_screen_depends_on_what_was_told_alone() {
    let runtime = Arc::new(tokio::runtime::Runtime::new().expect("a runtime"));
    let moment = now();
    let desk = runtime.block_on(Desk::open()).expect("a desk");
    // Receipts say the time; here it stands still.
    let desk = desk.with_clock(app::http::clock::Clock::from_fn(move || Stamp(moment.0 + 1_000_000)));
    let config =
        ProptestConfig { cases: 24, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(config);
    let outcome = runner.run(&(said(), openings(), private()), |(said, openings, private)| {
        let compared: anyhow::Result<()> = runtime.block_on(async {
            let (one, other) = (couple(&desk, &said, &openings).await?, couple(&desk, &said, &openings).await?);
            confide(&desk, other, &private).await?;
            // The comparison sees a difference where there is one: on the page of the counsellor.
            let own = async |id: CoupleId| -> anyhow::Result<String> {
                Ok(plain(&desk.get(&format!("/couples/{}/situation", id.0)).await?.body, id))
            };
            anyhow::ensure!(own(one).await? != own(other).await?, "the two couples do not differ at all");
            for ((what, one), (_, other)) in all_of_it(&desk, one).await?.iter().zip(&all_of_it(&desk, other).await?) {
                anyhow::ensure!(one == other, "{what} differs:\n{one}\n{other}");
            }
            Ok(())
        });
        compared.map_err(|error| TestCaseError::fail(error.to_string()))
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
