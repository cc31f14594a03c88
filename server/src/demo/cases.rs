//! The made-up couples, step by step: asked alone, told, planned, held.

use anyhow::Context as _;
use domain::{
    answers::{Answer, Whom},
    case::Clock,
    course::{Partner, Session},
    desk::{
        AnswerChange, Couple, Day, Interview, Outcome, Person, SessionPlan, Situation, Stamp, Status,
        agenda::{Booking, Outcomes, conclude, draft},
        course,
    },
    gates::{Closing, Ground},
    library::{Library, english},
    minutes::Minutes,
    picture::Picture,
    words::{GateId, Role},
};

use super::MadeUp;

/// Who decides in the demo.
const COUNSELLOR: &str = "Demo counsellor";

pub(super) fn all(today: Day, now: Stamp) -> anyhow::Result<Vec<MadeUp>> {
    Ok(vec![heron(today, now)?, juniper(today, now)?, sable(today, now)?])
}

/// CASE-01: an affair was found out three weeks ago. Both were asked alone; two sessions were held, the third is today.
fn heron(today: Day, now: Stamp) -> anyhow::Result<MadeUp> {
    let mut work = Work::new(today, now, "Heron", [("Ro", "she/her"), ("Ten", "he/him")]);
    work.couple.together = "eleven years, two children".into();
    work.couple.first_seen = Some(today.later(-21));
    work.couple.tags = vec!["evenings".into()];
    work.ask_both(-16)?;
    let of_a = ["INF-07", "INF-08", "INF-10"].map(|id| (id, Whom::A));
    let of_both = ["INF-05", "INF-12", "STR-05"].map(|id| (id, Whom::Couple));
    work.tell(&[&of_a[..], &of_both, &[("INF-01", Whom::B)]].concat(), Answer::Yes)?;
    work.tell(&[("INF-03", Whom::B), ("STR-02", Whom::Couple)], Answer::No)?;
    work.hold(&Meeting { days: -14, start: "09:30", minutes: 80, session: Session::Couple })?;
    work.hold(&Meeting { days: -7, start: "09:30", minutes: 60, session: Session::Couple })?;
    let plan = work.plan(&Meeting { days: 0, start: "09:30", minutes: 60, session: Session::Couple })?;
    plan.status = Status::Ready;
    plan.note = "Begin slowly. Last week ended in a rush.".into();
    work.notes = "Ro sleeps badly and asks the same questions at night.\nTen answers, then goes quiet: shame, not coldness.\n\nAsk about the tests first.".into();
    Ok(work.done())
}

/// CASE-05 at its beginning: hidden debt came out. One partner was asked alone so far, so most exercises still wait.
fn juniper(today: Day, now: Stamp) -> anyhow::Result<MadeUp> {
    let mut work = Work::new(today, now, "Juniper", [("Sky", "they/them"), ("Ash", "he/him")]);
    work.couple.together = "four years, engaged".into();
    work.couple.first_seen = Some(today.later(-6));
    work.couple.tags = vec!["new".into()];
    work.ask(Partner::A, -3)?;
    work.tell(&[("BET-02", Whom::B), ("BET-07", Whom::A), ("BET-11", Whom::A), ("STR-02", Whom::Couple)], Answer::Yes)?;
    let plan = work.plan(&Meeting { days: 0, start: "11:00", minutes: 80, session: Session::Couple })?;
    plan.title = "First session".into();
    work.notes = "Ash offered to bring all figures. Ask him alone before anything else.".into();
    Ok(work.done())
}

/// CASE-02: B told alone that an affair goes on. Joint work is paused; B comes alone today.
fn sable(today: Day, now: Stamp) -> anyhow::Result<MadeUp> {
    let alone = Session::Individual(Role::SecretHolder, Some(Partner::B));
    let mut work = Work::new(today, now, "Sable", [("Lin", "she/her"), ("Kit", "he/him")]);
    work.couple.together = "nine years".into();
    work.couple.first_seen = Some(today.later(-30));
    work.couple.tags = vec!["evenings".into(), "paused".into()];
    work.ask_both(-24)?;
    work.tell(&[("EXP-03", Whom::Couple), ("STR-01", Whom::Couple)], Answer::Yes)?;
    work.hold(&Meeting { days: -20, start: "15:00", minutes: 60, session: Session::Couple })?;
    work.tell_alone(Partner::B, &["INF-03", "INF-04"])?;
    work.hold(&Meeting { days: -7, start: "15:00", minutes: 50, session: alone })?;
    let plan = work.plan(&Meeting { days: 0, start: "15:00", minutes: 50, session: alone })?;
    plan.status = Status::Ready;
    work.notes = "Kit has until the end of the month to decide how to tell. Nothing on paper about it.".into();
    Ok(work.done())
}

/// When a session is, how long, and for whom.
struct Meeting {
    /// Days from today; negative for a session that was held.
    days: i32,
    start: &'static str,
    minutes: u8,
    session: Session,
}

/// The work with a couple while it is being made up.
struct Work {
    library: &'static Library,
    today: Day,
    now: Stamp,
    couple: Couple,
    situation: Situation,
    interviews: [Interview; 2],
    notes: String,
    plans: Vec<SessionPlan>,
}

impl Work {
    fn new(today: Day, now: Stamp, name: &str, people: [(&str, &str); 2]) -> Self {
        let person = |(label, pronouns): (&str, &str)| Person { label: label.into(), pronouns: pronouns.into() };
        let couple = Couple { name: name.into(), partners: people.map(person), ..Couple::default() };
        let (situation, interviews) = (Situation::default(), <[Interview; 2]>::default());
        let mut work = Self {
            library: english(),
            today,
            now,
            couple,
            situation,
            interviews,
            notes: String::new(),
            plans: Vec::new(),
        };
        work.observe();
        work
    }

    fn observe(&mut self) {
        let [a, b] = &self.interviews;
        self.situation.observe(self.library, [a, b]);
    }

    /// Asks one partner alone: every question, and each is a no.
    fn ask(&mut self, partner: Partner, days: i32) -> anyhow::Result<()> {
        let library = self.library;
        let other = self.interviews[1 - partner as usize].clone();
        let interview = &mut self.interviews[partner as usize];
        interview.held_on = Some(self.today.later(days));
        interview.alone = true;
        for part in &library.interview().parts {
            interview.no_to_the_rest(library, partner, &part.id);
        }
        self.situation.hear(library, partner, interview, &other, true);
        anyhow::ensure!(interview.is_on_record(), "an interview with every answer is not on record");
        Ok(())
    }

    /// Asks both alone, and closes the safety screen as its gate demands.
    fn ask_both(&mut self, days: i32) -> anyhow::Result<()> {
        self.ask(Partner::A, days)?;
        self.ask(Partner::B, days)?;
        let course = course(&self.situation, [&self.interviews[0], &self.interviews[1]]);
        let closing = Closing {
            by: COUNSELLOR.into(),
            on: self.today.later(days).to_string(),
            ground: Ground::AsDemanded(
                "Both were asked alone about violence, fear, control, consent, suicide and children; nothing was told."
                    .into(),
            ),
        };
        self.situation.gates.close(GateId::Unscreened, closing, &course.answers, &course.done)?;
        Ok(())
    }

    fn tell(&mut self, told: &[(&str, Whom)], answer: Answer) -> anyhow::Result<()> {
        let change = |(id, whom): &(&str, Whom)| -> anyhow::Result<AnswerChange> {
            Ok(AnswerChange { indicator: id.parse()?, whom: *whom, answer: Some(answer) })
        };
        let changes = told.iter().map(change).collect::<anyhow::Result<Vec<_>>>()?;
        let [a, b] = &self.interviews;
        Ok(self.situation.take(self.library, [a, b], &changes, self.now)?)
    }

    /// What one partner tells about themselves, alone.
    fn tell_alone(&mut self, partner: Partner, told: &[&str]) -> anyhow::Result<()> {
        let whom = if partner == Partner::A { Whom::A } else { Whom::B };
        for id in told {
            let answers = &mut self.interviews[partner as usize].answers;
            answers.record(self.library, &id.parse()?, whom, Answer::Yes)?;
        }
        self.observe();
        Ok(())
    }

    fn plan(&mut self, meeting: &Meeting) -> anyhow::Result<&mut SessionPlan> {
        let course = course(&self.situation, [&self.interviews[0], &self.interviews[1]]);
        let picture = Picture::of(self.library, &course, self.situation.phase, meeting.session);
        let booking = Booking {
            number: u16::try_from(self.plans.len() + 1)?,
            on: Some(self.today.later(meeting.days)),
            start: Some(meeting.start.parse::<Clock>().map_err(anyhow::Error::msg)?),
            minutes: Minutes(meeting.minutes),
            booked: meeting.session,
        };
        self.plans.push(draft(&picture.moment(self.library, &course), booking));
        self.plans.last_mut().context("a plan was just added")
    }

    /// Plans a session and holds it: everything that was planned was done.
    fn hold(&mut self, meeting: &Meeting) -> anyhow::Result<()> {
        let plan = self.plan(meeting)?.clone();
        let blocks = plan.blocks.iter().map(|block| (block.id, Outcome::Done)).collect();
        let homework_done = (plan.number > 1).then_some(true);
        let [a, b] = &self.interviews;
        let held = conclude(self.library, &plan, &self.situation, [a, b], &Outcomes { blocks, homework_done })?;
        self.situation = held.situation;
        self.plans.pop();
        self.plans.push(held.plan);
        Ok(())
    }

    fn done(self) -> MadeUp {
        let Self { couple, situation, interviews, notes, plans, .. } = self;
        MadeUp { couple, situation, interviews, notes, plans }
    }
}

#[cfg(test)]
mod tests {
    use domain::desk::agenda::{Standings, check};

    use super::*;

    fn couples() -> Vec<MadeUp> {
        let today = Day::new(2026, 11, 24).unwrap_or(Day::FIRST);
        all(today, Stamp(0)).unwrap_or_else(|error| panic!("{error:#}"))
    }

    fn course_of(made_up: &MadeUp) -> domain::course::Course {
        course(&made_up.situation, [&made_up.interviews[0], &made_up.interviews[1]])
    }

    #[test]
    fn each_made_up_couple_shows_another_state() {
        let couples = couples();
        let open: Vec<Vec<GateId>> =
            couples.iter().map(|couple| course_of(couple).gates.open_gates().collect()).collect();
        assert_eq!(open[0], [GateId::Sti]);
        assert_eq!(open[1], [GateId::Unscreened]);
        assert_eq!(open[2], [GateId::Secret, GateId::Affair]);
        assert_eq!(couples.iter().map(|couple| couple.plans.len()).collect::<Vec<_>>(), [3, 1, 3]);
    }

    #[test]
    fn held_sessions_leave_homework_and_plans_for_today_may_be_ready() {
        for made_up in couples() {
            let course = course_of(&made_up);
            for plan in made_up.plans.iter().filter(|plan| plan.status == Status::Ready) {
                let picture = Picture::of(english(), &course, None, plan.booked);
                let standings = Standings::of(&picture.moment(english(), &course));
                let check = check(english(), &standings, plan);
                assert!(check.may_be_ready(), "{}: {}", made_up.couple.name, check.in_words());
            }
            let held: Vec<_> = made_up.plans.iter().filter(|plan| plan.status == Status::Held).collect();
            assert!(held.is_empty() || held.iter().any(|plan| !plan.homework.is_empty()), "{}", made_up.couple.name);
        }
    }
}
