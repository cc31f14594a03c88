//! Sheets as they leave the server: nothing private is in the file, in its name or in the headers.

use axum::{
    body::Body,
    http::{Request, header::HOST},
};
use domain::{
    assess::Partner,
    library::english,
    paper::handout::{Audience, ClientWords},
    plan::{SessionPlan, SheetContent, SheetContents, TypedWords},
    records::{Couple, Interview, Person, Stamp},
    vocabulary::Day,
};
use http_body_util::BodyExt as _;
use store::{AuditEvent, CoupleId, PlanId};
use tests::inside::{everything, find};
use tower::ServiceExt as _;

use crate::{
    parsed::elements,
    sheets::is_web_page,
    support::{Answer, Desk},
};

/// Short, so that no line of a sheet ends within one.
fn canary(place: usize) -> String {
    format!("zq{place}xw")
}

fn now() -> Stamp {
    Stamp(jiff::Timestamp::now().as_microsecond())
}

/// A couple with a canary in every field that can be typed into, and both interviews on record.
async fn couple(desk: &Desk, next: &mut impl FnMut() -> String) -> anyhow::Result<CoupleId> {
    let mut person = || Person { label: next(), pronouns: next() };
    let partners = [person(), person()];
    let couple = Couple { name: next(), partners, together: next(), tags: vec![next()], ..Couple::default() };
    let id = desk.records.create_couple(&couple, now()).await?;
    let notes = desk.records.notes(id).await?;
    desk.records.save_notes(id, notes.revision, &next(), now()).await?;
    for partner in [Partner::A, Partner::B] {
        let interview = desk.records.interview(id, partner).await?;
        let mut situation = desk.records.situation(id).await?;
        let held = Interview {
            alone: true,
            recorded: true,
            held_on: Some(Day::new(2026, 11, 2)?),
            note: next(),
            ..interview.value.clone()
        };
        let other = if partner == Partner::A { Partner::B } else { Partner::A };
        let other = desk.records.interview(id, other).await?.value;
        let both = if partner == Partner::A { [&held, &other] } else { [&other, &held] };
        situation.value.observe(english(), both);
        let seen = (situation.revision, &situation.value);
        desk.records.save_interview(id, partner, interview.revision, &held, seen, now()).await?;
    }
    Ok(id)
}

/// A plan of an hour, a canary in all its words, and its blocks chosen for every sheet.
async fn plan(desk: &Desk, couple: CoupleId, next: &mut impl FnMut() -> String) -> anyhow::Result<PlanId> {
    let fields = [("on", "2026-11-24"), ("start", "09:30"), ("minutes", "60"), ("who", "couple")];
    let made = desk.post(&format!("/couples/{}/plans", couple.0), &fields).await?;
    let id = PlanId(made.page().trim_start_matches("/plans/").parse()?);
    let saved = desk.records.plan(id).await?.plan;
    let mut plan: SessionPlan = saved.value;
    (plan.title, plan.why, plan.stop_if, plan.note) = (next(), next(), next(), next());
    for block in &mut plan.blocks {
        (block.part, block.title, block.note) = (next(), next(), next());
        block.sheets = [Audience::Both, Audience::A, Audience::B].into();
    }
    for (_, dose) in &mut plan.homework {
        *dose = next();
    }
    desk.records.save_plan(id, saved.revision, &plan, now()).await?;
    Ok(id)
}

/// The headers of a document, and its bytes.
async fn document(desk: &Desk, path: &str) -> anyhow::Result<(String, Vec<u8>)> {
    let request =
        Request::get(path).header("cookie", &desk.cookie).header(HOST, "localhost:3000").body(Body::empty())?;
    let (parts, body) = desk.router.clone().oneshot(request).await?.into_parts();
    Ok((format!("{} {:?}", parts.status, parts.headers), body.collect().await?.to_bytes().to_vec()))
}

#[tokio::test]
async fn sec_08_no_canary_leaves_in_a_sheet_its_name_or_its_headers() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut count = 0;
    let mut next = || {
        count += 1;
        canary(count)
    };
    let couple = couple(&desk, &mut next).await?;
    let plan = plan(&desk, couple, &mut next).await?;
    let canaries: Vec<String> = (1..=count).map(canary).collect();
    let private: Vec<String> = canaries.iter().cloned().chain(["GATE-".to_owned()]).collect();
    let mut sheets = 0;
    for audience in ["both", "a", "b"] {
        for choice in ["discretion=standard", "discretion=neutral&language=de", "discretion=in-room&language=es"] {
            for more in ["", "&download=yes&paper=booklet", "&country=UK&large-print=yes"] {
                let path = format!("/plans/{}/handout.pdf?for={audience}&{choice}{more}", plan.0);
                let (headers, bytes) = document(&desk, &path).await?;
                assert_eq!(find(&[("headers", headers.clone())], &canaries), None, "{path}");
                if headers.starts_with("200") {
                    assert!(
                        headers.contains(&format!("filename=\\\"notes-{audience}-2026-11-24.pdf\\\"")),
                        "{headers}"
                    );
                    assert_eq!(find(&everything(&bytes), &private), None, "{path}");
                    sheets += 1;
                }
            }
        }
    }
    assert!(sheets >= 9, "{sheets} sheets");

    for audience in ["both", "a", "b"] {
        for choice in ["discretion=standard", "discretion=neutral&language=de", "discretion=in-room&country=UK"] {
            let path = format!("/plans/{}/handout.html?for={audience}&{choice}", plan.0);
            let (headers, bytes) = document(&desk, &path).await?;
            assert!(headers.starts_with("200"), "{path}: {headers}");
            let page = String::from_utf8(bytes)?;
            assert_eq!(find(&[("headers", headers), ("page", page)], &private), None, "{path}");
        }
    }

    // The name of the couple is in a name of a file only where that was asked for, and even then not in the sheet.
    let (headers, bytes) = document(&desk, &format!("/plans/{}/handout.pdf?for=both&code=yes", plan.0)).await?;
    let name = desk.records.couple(couple).await?.value.name;
    assert!(headers.contains(&format!("filename*=UTF-8''{name}%20")), "{headers}");
    assert_eq!(find(&everything(&bytes), &canaries), None);

    // The run sheet is the counsellor's: there they are, so the search does find them; its name says nothing either.
    let (headers, bytes) = document(&desk, &format!("/plans/{}/run-sheet.pdf", plan.0)).await?;
    assert_eq!(find(&[("headers", headers)], &canaries), None);
    assert!(find(&everything(&bytes), &canaries).is_some());
    Ok(())
}

/// Homework as the counsellor worded it is typed into a plain form and printed; the note beside it is not.
#[tokio::test]
async fn homework_that_was_agreed_is_typed_into_the_form_and_printed() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut count = 0;
    let mut next = || {
        count += 1;
        canary(count)
    };
    let couple = couple(&desk, &mut next).await?;
    // Until the interview hold is lifted, a sheet for both holds information alone.
    let seen = desk.records.situation(couple).await?.revision.0.to_string();
    let lifting = [
        ("do", "close"),
        ("seen", seen.as_str()),
        ("by", "counsellor"),
        ("on", "2026-11-03"),
        ("ground", "checked"),
        ("checked", "Both were asked alone."),
    ];
    let lifted = desk.post(&format!("/couples/{}/gates/GATE-UNSCREENED", couple.0), &lifting).await?;
    assert!(lifted.status.is_redirection(), "{} {}", lifted.status, lifted.body);
    let id = plan(&desk, couple, &mut next).await?;
    let saved = desk.records.plan(id).await?.plan;
    let mut plan = saved.value;
    let on_paper = |id: &&domain::vocabulary::ItemId| {
        english()
            .item(id)
            .is_some_and(|item| item.paper == domain::vocabulary::PaperClass::Shared && item.homework.is_some())
    };
    let item = plan.blocks.iter().filter_map(|block| block.exercise()).find(on_paper).expect("homework").clone();
    plan.homework = vec![(item.clone(), String::new())];
    desk.records.save_plan(id, saved.revision, &plan, now()).await?;

    let (words, note) = (format!("a-{item}"), format!("h-{item}"));
    let (text, private) = ("Sunday bench 4711", "zqprivatexw");
    let seen = desk.records.plan(id).await?.plan.revision.0.to_string();
    let fields = [("seen", seen.as_str()), ("do", "save"), (words.as_str(), text), (note.as_str(), private)];
    let answer = desk.post(&format!("/plans/{}", id.0), &fields).await?;
    assert!(answer.status.is_redirection(), "{} {}", answer.status, answer.body);
    let page = desk.get(&format!("/plans/{}", id.0)).await?;
    assert!(page.body.contains(text) && page.body.contains("Printed for the couple"));

    let sheet = async |choice: &str| -> anyhow::Result<(bool, bool)> {
        let (headers, bytes) = document(&desk, &format!("/plans/{}/handout.pdf?for=both&{choice}", id.0)).await?;
        assert!(headers.starts_with("200") && headers.contains("notes-both-"), "{headers}");
        let all = everything(&bytes);
        let private = find(&all, &[private.to_owned()]).is_some();
        Ok((find(&all, &["bench".to_owned()]).is_some(), private))
    };
    assert_eq!(sheet("discretion=standard").await?, (true, false));
    assert_eq!(sheet("discretion=neutral").await?, (false, false), "nobody said that the words tell nothing");
    assert_eq!(sheet("discretion=in-room").await?, (false, false));
    let seen = desk.records.plan(id).await?.plan.revision.0.to_string();
    let tick = format!("q-{item}");
    let fields = [("seen", seen.as_str()), ("do", "save"), (words.as_str(), text), (tick.as_str(), "yes")];
    assert!(desk.post(&format!("/plans/{}", id.0), &fields).await?.status.is_redirection());
    assert_eq!(sheet("discretion=neutral").await?, (true, false));

    // What is too long is refused with a reason, and stays on the page.
    let seen = desk.records.plan(id).await?.plan.revision.0.to_string();
    let long = "word ".repeat(200);
    let fields = [("seen", seen.as_str()), ("do", "save"), (words.as_str(), long.as_str())];
    let answer = desk.post(&format!("/plans/{}", id.0), &fields).await?;
    assert!(answer.body.contains("600 characters"), "{}", answer.status);
    Ok(())
}

/// If no crisis line of a country is checked, the page of the sheet says so and offers lines to verify.
#[tokio::test]
async fn the_page_of_a_sheet_names_the_lines_that_are_not_on_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut next = || canary(1);
    let couple = couple(&desk, &mut next).await?;
    let id = plan(&desk, couple, &mut next).await?;
    let page = desk.get(&format!("/plans/{}/handout?for=both&country=DE", id.0)).await?;
    assert!(page.body.contains("verified-de-telefonseelsorge-116"), "the line can be marked as verified");
    assert!(page.body.contains("Not printed until you have checked it"));
    let (_, bytes) = document(&desk, &format!("/plans/{}/handout.pdf?for=both&country=DE", id.0)).await?;
    assert!(find(&everything(&bytes), &["116 123".to_owned()]).is_none());
    let path = format!("/plans/{}/handout.pdf?for=both&country=DE&verified-de-telefonseelsorge-116=yes", id.0);
    let (_, bytes) = document(&desk, &path).await?;
    assert!(find(&everything(&bytes), &["116 123".to_owned()]).is_some());
    Ok(())
}

#[tokio::test]
async fn looking_at_the_sheets_is_no_printing_and_opening_one_is() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut count = 0;
    let mut next = || {
        count += 1;
        canary(count)
    };
    let couple = couple(&desk, &mut next).await?;
    let plan = plan(&desk, couple, &mut next).await?;
    let address = format!("/plans/{}/handout", plan.0);
    let page = desk.get(&address).await?.body;
    let all = elements(&page);
    let loads = ["iframe", "object", "embed"];
    assert!(all.iter().all(|one| !loads.contains(&one.name.as_str())), "nothing loads by itself");
    let pictures: Vec<&str> = all.iter().filter(|one| one.name == "img").filter_map(|one| one.get("src")).collect();
    assert_eq!(pictures.len(), 3, "{pictures:?}");
    for picture in pictures {
        let shown = desk.get(picture).await?;
        assert_eq!(
            (shown.status, shown.header("content-type")),
            (axum::http::StatusCode::OK, "image/svg+xml"),
            "{picture}"
        );
        assert!(
            shown.body.starts_with("<svg")
                && !shown.body.contains("<text")
                && !shown.body.contains(couple.0.to_string().as_str())
        );
    }
    let lines = desk.records.audit_entries(None, 100).await?;
    let printed = |event: &AuditEvent| matches!(event, AuditEvent::Printed | AuditEvent::SheetPrinted(_));
    assert!(!lines.iter().filter_map(|line| line.event.as_ref()).any(printed), "looking");
    assert_eq!(desk.records.printed_sheets(plan).await?, [], "looking");
    assert!(!page.contains("Last opened"));
    let own: Vec<&str> = all.iter().filter_map(|one| one.get("href")).filter(|link| link.contains("for=a&")).collect();
    assert_eq!(own.len(), 4, "to print, to save, as a web page, and to fill in: {own:?}");
    for link in own {
        let begins = if link.contains("/handout.html?") { "<!DOCTYPE html>" } else { "%PDF" };
        assert!(link.contains("/handout.") && desk.get(link).await?.body.starts_with(begins), "{link}");
        let printed = desk.records.printed_sheets(plan).await?;
        assert_eq!(printed.iter().map(|(audience, _)| *audience).collect::<Vec<_>>(), [Audience::A], "that one alone");
    }
    let page = desk.get(&address).await?.body;
    assert_eq!(page.matches("Last opened or downloaded: ").count(), 1, "on its own card");
    Ok(())
}

/// A web page leaves the program as a print does: with the same line in the audit, under the same name.
#[tokio::test]
async fn a_sheet_is_saved_as_a_web_page_under_the_name_of_its_pdf() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut next = || canary(1);
    let couple = couple(&desk, &mut next).await?;
    let id = plan(&desk, couple, &mut next).await?;
    let page = desk.get(&format!("/plans/{}/handout", id.0)).await?.body;
    let links: Vec<_> = elements(&page).into_iter().filter(|one| one.text.trim() == "Web page").collect();
    let names: Vec<_> = links.iter().filter_map(|one| one.get("aria-label")).collect();
    assert_eq!((names.len(), names[0]), (3, "Web page of the sheet for both"), "{names:?}");
    for link in links.iter().filter_map(|one| one.get("href")) {
        let before = desk.store.check_audit(desk.records.account().id).await?;
        let saved = desk.get(link).await?;
        is_web_page(&saved);
        let pdf = desk.get(&link.replace(".html", ".pdf")).await?;
        let name = |answer: &Answer, ending| {
            let name = answer.header("content-disposition").rsplit("''").next().unwrap_or_default().to_owned();
            name.strip_suffix(ending).map(str::to_owned)
        };
        assert!(name(&saved, ".html").is_some() && name(&saved, ".html") == name(&pdf, ".pdf"), "{link}");
        let after = desk.store.check_audit(desk.records.account().id).await?;
        assert_eq!(after.ok(), before.ok().map(|lines| lines + 2), "a line for each file");
    }
    let coded = desk.get(&format!("/plans/{}/handout.html?for=both&code=yes", id.0)).await?;
    assert!(coded.header("content-disposition").contains("zq1xw%20"), "{}", coded.header("content-disposition"));
    desk.post("/lock", &[]).await?;
    let locked = desk.get(&format!("/plans/{}/handout.html?for=both", id.0)).await?;
    assert_eq!(locked.status, axum::http::StatusCode::UNAUTHORIZED);
    Ok(())
}

/// The sheet to be filled in is the same sheet with form fields: saved, in the audit, and under the same name.
#[tokio::test]
async fn a_sheet_is_saved_to_be_filled_in_under_the_name_of_its_pdf() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut next = || canary(1);
    let couple = couple(&desk, &mut next).await?;
    let id = plan(&desk, couple, &mut next).await?;
    let page = desk.get(&format!("/plans/{}/handout", id.0)).await?.body;
    let links: Vec<_> = elements(&page).into_iter().filter(|one| one.text.trim() == "PDF to fill in").collect();
    let names: Vec<_> = links.iter().filter_map(|one| one.get("aria-label")).collect();
    assert_eq!((names.len(), names[0]), (3, "PDF to fill in of the sheet for both"), "{names:?}");
    let (form, mut forms) = (["/AcroForm".to_owned()], 0);
    for link in links.iter().filter_map(|one| one.get("href")) {
        let before = desk.store.check_audit(desk.records.account().id).await?;
        let saved = desk.get(link).await?;
        let printed = desk.get(&link.replace("&fillable=yes", "")).await?;
        let file_name = |answer: &Answer| answer.header("content-disposition").to_owned();
        assert!(file_name(&saved).starts_with("attachment") && file_name(&saved) == file_name(&printed), "{link}");
        assert!(saved.body.starts_with("%PDF"), "{link}");
        let after = desk.store.check_audit(desk.records.account().id).await?;
        assert_eq!(after.ok(), before.ok().map(|lines| lines + 2), "a line for each file");
        // A sheet without a place to write in has no form.
        let (_, to_fill_in) = document(&desk, link).await?;
        let (_, plain) = document(&desk, &link.replace("&fillable=yes", "")).await?;
        forms += usize::from(find(&everything(&to_fill_in), &form).is_some());
        assert!(find(&everything(&plain), &form).is_none(), "{link}");
    }
    assert!(forms > 0, "no sheet has a form");
    Ok(())
}

/// The cards say the name of the file that is sent, and both sides of the paper stay in the address.
#[tokio::test]
async fn a_card_says_how_its_file_is_called_and_the_options_stay_in_the_address() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut next = || canary(1);
    let couple = couple(&desk, &mut next).await?;
    let id = plan(&desk, couple, &mut next).await?;
    let seen = desk.records.plan(id).await?.plan.revision;
    let fields = [("seen", &*seen.0.to_string()), ("paper", "a5"), ("both-sides", "yes"), ("discretion", "neutral")];
    let sent = desk.post(&format!("/plans/{}/handout", id.0), &fields).await?;
    assert!(sent.status.is_redirection(), "{} {}", sent.status, sent.body);
    assert_eq!(desk.records.plan(id).await?.plan.revision, seen, "options alone change no plan");
    let page = desk.get(sent.header("location")).await?.body;
    assert!(page.contains("A5, English, no letterhead, both sides"), "{page}");
    let links: Vec<String> = elements(&page).iter().filter_map(|one| one.get("href").map(str::to_owned)).collect();
    let all = links.iter().find(|link| link.contains("/handouts.pdf?")).expect("all sheets");
    assert!(all.contains("both-sides=yes") && all.contains("paper=a5") && all.contains("discretion=neutral"), "{all}");
    for link in links.iter().filter(|link| link.contains("/handout.pdf?")) {
        let (headers, _) = document(&desk, link).await?;
        let name =
            headers.split("filename*=UTF-8''").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!(name.starts_with("notes-") && page.contains(name), "{link}: {headers}");
    }
    let fields = [("seen", &*seen.0.to_string()), ("paper", "a4"), ("language", "de"), ("discretion", "neutral")];
    let sent = desk.post(&format!("/plans/{}/handout", id.0), &fields).await?;
    let page = elements(&desk.get(sent.header("location")).await?.body);
    let words: Vec<_> = page.iter().filter(|one| one.get("class") == Some("paper reading")).collect();
    assert!(!words.is_empty(), "the words of a sheet");
    assert!(words.iter().all(|one| one.get("lang") == Some("de")), "words that a screen reader would say in English");
    Ok(())
}

/// Words typed for one sheet are on that sheet alone, and the file with all sheets holds nothing private either.
#[tokio::test]
async fn sec_08_all_sheets_as_one_file_hold_their_own_words_and_no_canary() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut count = 0;
    let mut next = || {
        count += 1;
        canary(count)
    };
    let couple = couple(&desk, &mut next).await?;
    let id = plan(&desk, couple, &mut next).await?;
    let canaries: Vec<String> = (1..=count).map(canary).chain(["GATE-".to_owned()]).collect();
    let saved = desk.records.plan(id).await?.plan;
    let content = |words: &str| -> anyhow::Result<SheetContent> {
        let words = ClientWords::typed(words, true)?.expect("words");
        let theirs = Some(TypedWords { words, printed: true });
        Ok(SheetContent { theirs, permitted: true, ..SheetContent::default() })
    };
    let contents = SheetContents { a: content("wordsofone")?, b: content("wordsoftwo")?, ..SheetContents::default() };
    let plan = SessionPlan { sheet_contents: Some(Box::new(contents)), ..saved.value };
    desk.records.save_plan(id, saved.revision, &plan, now()).await?;

    let (one, two) = (["wordsofone".to_owned()], ["wordsoftwo".to_owned()]);
    for (audience, has_one, has_two) in [("both", false, false), ("a", true, false), ("b", false, true)] {
        let path = format!("/plans/{}/handout.pdf?for={audience}&discretion=neutral", id.0);
        let (headers, bytes) = document(&desk, &path).await?;
        assert!(headers.starts_with("200"), "{headers}");
        let all = everything(&bytes);
        assert_eq!((find(&all, &one).is_some(), find(&all, &two).is_some()), (has_one, has_two), "{audience}");
    }
    let before = desk.store.check_audit(desk.records.account().id).await?;
    for more in ["", "?paper=booklet&both-sides=yes", "?language=de&download=yes&country=UK"] {
        let (headers, bytes) = document(&desk, &format!("/plans/{}/handouts.pdf{more}", id.0)).await?;
        assert!(headers.starts_with("200") && headers.contains("notes-2026-11-24.pdf"), "{headers}");
        let all = everything(&bytes);
        assert_eq!(find(&all, &canaries), None, "{more}");
        assert!(find(&all, &one).is_some() && find(&all, &two).is_some());
    }
    let after = desk.store.check_audit(desk.records.account().id).await?;
    assert_eq!(after.ok(), before.ok().map(|lines| lines + 9), "each sheet of each file is a line in the audit");
    assert_eq!(desk.records.printed_sheets(id).await?.len(), 3);
    Ok(())
}

/// The page of the sheets stores what was typed for one sheet, asks for permission before it prints a quote, and touches
/// no other sheet.
#[tokio::test]
async fn words_are_typed_beside_the_sheet_and_printed_on_it_alone() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut next = || canary(1);
    let couple = couple(&desk, &mut next).await?;
    let id = plan(&desk, couple, &mut next).await?;
    let page = desk.get(&format!("/plans/{}/handout", id.0)).await?.body;
    assert_eq!(page.matches("class=\"one-sheet\"").count(), 3);
    let send = async |more: &[(&str, &str)]| -> anyhow::Result<crate::support::Answer> {
        let seen = desk.records.plan(id).await?.plan.revision.0.to_string();
        let first = [("seen", seen.as_str()), ("a-shown", "yes"), ("discretion", "neutral"), ("paper", "a4")];
        desk.post(&format!("/plans/{}/handout", id.0), &[&first, more].concat()).await
    };
    let printed = async |audience: &str| -> anyhow::Result<bool> {
        let path = format!("/plans/{}/handout.pdf?for={audience}&discretion=neutral", id.0);
        let (headers, bytes) = document(&desk, &path).await?;
        anyhow::ensure!(headers.starts_with("200") || headers.starts_with("422"), "{headers}");
        Ok(headers.starts_with("200") && find(&everything(&bytes), &["wordsofone".to_owned()]).is_some())
    };
    let quote = [("a-theirs", "yes"), ("a-theirs-text", "wordsofone"), ("a-theirs-discreet", "yes")];
    let answer = send(&quote).await?;
    assert!(answer.status.is_redirection(), "{} {}", answer.status, answer.body);
    assert!(!answer.header("location").contains("words"), "{}", answer.header("location"));
    assert!(!printed("a").await?, "nobody gave permission");
    let permitted = [&quote[..], &[("a-permitted", "yes")]].concat();
    assert!(send(&permitted).await?.status.is_redirection());
    assert!(printed("a").await? && !printed("b").await? && !printed("both").await?);
    let page = desk.get(&format!("/plans/{}/handout", id.0)).await?.body;
    assert_eq!(page.matches("wordsofone</textarea>").count(), 1, "in the field of its own sheet");
    let long = "word ".repeat(200);
    let refused = send(&[("a-yours", "yes"), ("a-yours-text", &long)]).await?;
    assert!(refused.status.is_client_error() && refused.body.contains("600 characters"), "{}", refused.status);
    assert!(refused.body.contains("characters left"), "{}", refused.body);
    assert!(send(&[("c-yours-text", "wordsofone")]).await?.status.is_client_error(), "nobody’s sheet");
    let both = [("both-shown", "yes"), ("both-yours", "yes"), ("both-yours-text", "forboth")];
    assert!(send(&[&permitted[..], &both].concat()).await?.status.is_redirection(), "all sheets at once");
    let contents = desk.records.plan(id).await?.plan.value.sheet_contents.expect("contents");
    let yours = |audience| contents.of(audience).yours.as_ref().map(|typed| typed.words.as_str().to_owned());
    assert_eq!((yours(Audience::Both), yours(Audience::B)), (Some("forboth".to_owned()), None));
    assert!(contents.of(Audience::A).theirs.is_some());
    Ok(())
}
