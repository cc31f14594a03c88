//! Records of an interview beside the answers, as plain forms, and where it never shows.

use axum::http::StatusCode;
use domain::{
    assess::Partner,
    records::{Interpreter, Setting},
    vocabulary::GateId,
};

use crate::support::Desk;

impl Desk {
    fn interview(&self, letter: &str) -> String {
        format!("/couples/{}/interview/{letter}", self.couple.0)
    }

    /// Sends an interview with these fields, as its page does without script.
    async fn tell(&self, letter: &str, fields: &[(&str, &str)]) -> anyhow::Result<crate::support::Answer> {
        let partner = if letter == "a" { Partner::A } else { Partner::B };
        let seen = self.records.interview(self.couple, partner).await?.revision.0.to_string();
        let mut all = vec![("seen", seen.as_str()), ("held-on", "2026-11-02")];
        if !fields.iter().any(|(name, _)| *name == "do") {
            all.push(("do", "save"));
        }
        all.extend(fields);
        self.post(&self.interview(letter), &all).await
    }

    async fn page(&self, letter: &str) -> anyhow::Result<String> {
        Ok(self.get(&self.interview(letter)).await?.body)
    }
}

/// The content of a page, without the values that change with each save.
fn said(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    main.split('<').filter(|tag| !tag.contains("type=\"hidden\"") && !tag.starts_with("link ")).collect()
}

#[tokio::test]
async fn r53_asking_alone_is_recorded_undone_and_seen_in_no_other_place() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let before = said(&desk.page("b").await?);
    let asked = desk.tell("a", &[("do", "asked:transparency-agreement"), ("alone", "yes")]).await?;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert!(asked.header("location").ends_with("#asked-for"), "back to where the button is");
    let page = desk.page("a").await?;
    assert!(page.contains("name=\"asked-on.transparency-agreement\"") && page.contains("Asked for alone on"));
    assert!(page.contains("value=\"not-asked:transparency-agreement\""), "it can be undone");
    assert_eq!(said(&desk.page("b").await?), before, "the other interview shows nothing of it");
    for address in ["", "/situation", "/situation?view=shared", "/gates"] {
        let page = desk.get(&format!("/couples/{}{address}", desk.couple.0)).await?.body;
        assert!(!page.contains("asked-on") && !page.to_lowercase().contains("asked for, alone"), "{address}");
    }
    let undone = desk.tell("a", &[("do", "not-asked:transparency-agreement")]).await?;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    assert!(desk.records.interview(desk.couple, Partner::A).await?.value.asked_for.is_empty());
    let unknown = desk.tell("a", &[("do", "asked:grounding-toolkit")]).await?;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "an exercise that waits for no one");
    Ok(())
}

#[tokio::test]
async fn r53_what_waits_stands_first_with_the_one_who_told_it_and_not_with_the_other() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    assert!(!desk.page("a").await?.contains("Waits for this"));
    let before = said(&desk.page("b").await?);
    desk.tell("a", &[("ABU-17.other", "yes")]).await?;
    assert_eq!(desk.page("a").await?.matches("Waits for this").count(), 3);
    assert_eq!(said(&desk.page("b").await?), before, "what one partner told changes nothing with the other");
    Ok(())
}

#[tokio::test]
async fn r67_the_interview_says_how_it_was_held_and_counts_only_where_no_one_could_follow_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = desk.page("a").await?;
    for asks in ["How you meet", "Interpreter", "no one can listen, watch or read along?"] {
        assert!(page.contains(asks), "{asks}");
    }
    assert!(!page.contains("name=\"GEN-16.asked\"") && !page.contains("name=\"GEN-17.asked\""), "asked once");
    let held = [("alone", "yes"), ("setting", "video"), ("interpreter", "relative")];
    desk.tell("a", &held).await?;
    let told = desk.records.interview(desk.couple, Partner::A).await?.value;
    assert_eq!((told.setting, told.interpreter()), (Some(Setting::Video), Some(Interpreter::Relative)));
    assert!(desk.records.situation(desk.couple).await?.value.gates.is_open(GateId::Unscreened));
    let refused = desk.tell("a", &[("do", "record"), ("alone", "yes"), ("interpreter", "relative")]).await?;
    assert!(refused.header("location").contains("saved=not-yet"));
    let page = desk.get(&format!("{}?saved=not-yet", desk.interview("a"))).await?.body;
    assert!(page.contains("hold it again where no one can follow it"), "the reason is said");
    let early = desk.tell("a", &[("do", "record"), ("alone", "yes"), ("interpreter", "independent")]).await?;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "it was held before that");
    assert!(early.body.contains("Enter the date of the new interview"));
    Ok(())
}

#[tokio::test]
async fn r63_each_clock_shows_what_is_left_of_it_and_is_closed_for_itself() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.tell("a", &[("alone", "yes"), ("GEN-05.asked", "yes"), ("GEN-12.asked", "yes")]).await?;
    let page = desk.page("a").await?;
    assert!(page.contains("Help within hours") && page.contains("Ask how many hours ago it was, and enter the time"));
    let event = [("need.GEN-05.day", "2026-01-05"), ("need.GEN-05.time", "22:30"), ("need.GEN-12.seen-to", "yes")];
    assert_eq!(desk.tell("a", &event).await?.status, StatusCode::SEE_OTHER);
    let page = desk.page("a").await?;
    assert!(page.contains("the 72 hours ended on Thursday 8 January"), "{}", said(&page));
    assert!(page.contains("A clinic all the same: tests"), "the end of a clock is no end of help");
    assert!(page.contains("seen to."));
    let hold = desk.get(&format!("/couples/{}/gates/GATE-ACUTE", desk.couple.0)).await?.body;
    assert!(hold.contains("Help within hours") && hold.contains("(told alone)"));
    let overview = desk.get(&format!("/couples/{}", desk.couple.0)).await?.body;
    let (before, due) = overview.split_once("id=\"due-alone\"").expect("the card");
    assert!(due.contains("1 clock is open"), "one is closed, one is not");
    assert!(!before.contains("prophylaxis"), "named where it is folded only");
    let other = desk.page("b").await?;
    assert!(!other.contains("Help within hours"), "not with the other partner");
    let wrong = desk.tell("a", &[("need.GEN-05.day", "2999-01-01")]).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Enter a date that is not in the future."));
    Ok(())
}

#[tokio::test]
async fn what_is_due_alone_is_folded_on_the_overview_and_linked_to_where_it_is_answered() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let overview = format!("/couples/{}", desk.couple.0);
    assert!(!desk.get(&overview).await?.body.contains("due-alone"), "nothing is due yet");
    let other = said(&desk.page("b").await?);
    desk.tell("a", &[("alone", "yes"), ("ABU-02.asked", "yes"), ("ADD-15.asked", "yes")]).await?;
    let page = desk.get(&overview).await?.body;
    let (_, due) = page.split_once("id=\"due-alone\"").expect("the card");
    let (card, _) = due.split_once("</section>").expect("its end");
    assert!(card.contains("Only in your view") && card.contains("<details"), "folded");
    assert!(card.contains(&format!("{}#danger", desk.interview("a"))), "linked to its part: {card}");
    assert!(card.contains("and ") && card.matches("/interview/a#").count() == 3, "three at most");
    assert!(card.contains("Told alone by"), "with who told it");
    assert!(!card.contains("/interview/b#"));
    assert!(desk.page("a").await?.contains("Due to be asked"));
    assert_eq!(said(&desk.page("b").await?), other, "nothing shows with the other partner");
    Ok(())
}
