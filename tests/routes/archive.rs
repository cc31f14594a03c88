//! The whole account in one file, out and in.

use std::io::{Cursor, Read, Write};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    assess::Partner,
    plan::{AgreedHomework, ClientWords, SessionPlan, SessionRecord, SheetContent, SheetContents, TypedWords},
    records::{
        Couple, Interview, Letterhead, Person,
        other_partner::{OtherPartner, OtherPartners},
    },
    vocabulary::Audience,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::support::{Answer, Desk, PASSWORD, ask_bytes};

pub const ROUTES: &[&str] = &["/settings/archive", "/settings/archive/in", "/settings/archive/out"];

const OUT: &str = "/settings/archive/out";

async fn out(desk: &Desk) -> anyhow::Result<Vec<u8>> {
    let request = Request::post(OUT)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", &desk.cookie);
    let body: String =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("confirm_password", PASSWORD).finish();
    let (status, headers, bytes) = ask_bytes(desk.router.clone(), request, Body::from(body)).await?;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers["content-type"], "application/zip");
    assert_eq!(headers["cache-control"], "no-store");
    let name = headers["content-disposition"].to_str()?;
    assert!(name.starts_with("attachment; filename=\"reweave-20") && !name.contains("Heron"), "{name}");
    Ok(bytes)
}

async fn bring_in(desk: &Desk, bytes: &[u8], cookie: Option<&str>) -> anyhow::Result<Answer> {
    let mut body = b"--weir\r\ncontent-disposition: form-data; name=\"archive\"; filename=\"a.zip\"\r\n\r\n".to_vec();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--weir--\r\n");
    let mut request = Request::post("/settings/archive/in")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=weir");
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    crate::support::ask(desk.router.clone(), request, Body::from(body)).await
}

fn entry(bytes: &[u8], name: &str) -> anyhow::Result<String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    let mut text = String::new();
    zip.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}

#[tokio::test]
async fn sec_16_everything_goes_out_with_the_password_alone_and_back_in_equal() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    assert_eq!(desk.get("/settings/archive").await?.status, StatusCode::OK);
    assert_eq!(desk.post_as(OUT, &[("confirm_password", PASSWORD)], None).await?.status, StatusCode::UNAUTHORIZED);
    let wrong = desk.post(OUT, &[("confirm_password", "a wrong one that is long")]).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let packed = out(&desk).await?;
    let read = entry(&packed, "account.md")?;
    assert!(read.contains("# Heron") && read.contains("First talk with Heron"), "{read}");

    let elsewhere = Desk::open().await?;
    let refused = bring_in(&elsewhere, &packed, Some(&elsewhere.cookie)).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("holds nothing yet") || refused.body.contains("only into an empty account"));
    elsewhere.records.delete_couple(elsewhere.couple, domain::records::Stamp(1)).await?;
    let done = bring_in(&elsewhere, &packed, Some(&elsewhere.cookie)).await?;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/settings/archive?done"));
    let again = out(&elsewhere).await?;
    assert_eq!(entry(&again, "account.json")?, entry(&packed, "account.json")?);
    assert!(elsewhere.get(&format!("/plans/{}", desk.plan.0)).await?.body.contains("First talk with Heron"));
    assert_eq!(bring_in(&elsewhere, &packed, None).await?.status, StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn what_is_no_archive_says_what_to_do() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let packed = out(&desk).await?;
    desk.records.delete_couple(desk.couple, domain::records::Stamp(1)).await?;
    for wrong in [b"no archive".to_vec(), packed[..packed.len() / 2].to_vec(), Vec::new()] {
        let refused = bring_in(&desk, &wrong, Some(&desk.cookie)).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Choose the file"), "{}", refused.body);
    }
    assert!(desk.records.couples().await?.is_empty());
    Ok(())
}

/// A ZIP of these entries, as another program may pack it.
fn zipped(entries: &[(&str, &[u8])], method: CompressionMethod) -> anyhow::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(method);
        if name.ends_with('/') {
            zip.add_directory(*name, options)?;
        } else {
            zip.start_file(*name, options)?;
            zip.write_all(bytes)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// A desk whose account holds nothing.
async fn empty() -> anyhow::Result<Desk> {
    let desk = Desk::open().await?;
    desk.records.delete_couple(desk.couple, domain::records::Stamp(1)).await?;
    Ok(desk)
}

#[tokio::test]
async fn an_archive_that_was_repacked_is_imported_and_gives_an_equal_one() -> anyhow::Result<()> {
    use CompressionMethod::{Deflated, Stored};
    let desk = Desk::open().await?;
    let packed = out(&desk).await?;
    let (json, markdown) = (entry(&packed, "account.json")?, entry(&packed, "account.md")?);
    let (j, m, other) = (json.as_bytes(), markdown.as_bytes(), b"what a system knows".as_slice());
    let with_mark = [b"\xef\xbb\xbf".as_slice(), j].concat();
    let windows = json.replace('\n', "\r\n");
    let repacked = [
        ("as it was", packed.clone()),
        (
            "one folder deeper",
            zipped(&[("reweave/", b""), ("reweave/account.json", j), ("reweave/account.md", m)], Deflated)?,
        ),
        (
            "by a Mac",
            zipped(
                &[
                    ("reweave/account.json", j),
                    ("reweave/account.md", m),
                    ("reweave/.DS_Store", other),
                    ("__MACOSX/reweave/._account.json", other),
                    ("__MACOSX/._reweave", other),
                ],
                Deflated,
            )?,
        ),
        (
            "with the separators of Windows",
            zipped(&[("reweave\\account.json", j), ("reweave\\account.md", m)], Deflated)?,
        ),
        (
            "two folders deeper, beside something else",
            zipped(&[("a/b/account.json", j), ("a/settings.json", b"{}")], Deflated)?,
        ),
        ("not shrunk", zipped(&[("account.json", j)], Stored)?),
        ("renamed by a browser", zipped(&[("reweave/account (1).json", j), ("reweave/account.md", m)], Deflated)?),
        ("in capitals", zipped(&[("ACCOUNT.JSON", j)], Deflated)?),
        ("the JSON alone", j.to_vec()),
        ("the JSON with a mark before it", with_mark),
        ("the JSON with other line ends", windows.into_bytes()),
    ];
    for (how, file) in repacked {
        let elsewhere = empty().await?;
        let done = bring_in(&elsewhere, &file, Some(&elsewhere.cookie)).await?;
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/settings/archive?done"), "{how}");
        assert_eq!(entry(&out(&elsewhere).await?, "account.json")?, json, "{how}");
    }
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_imported_says_what_was_found_and_what_to_do() -> anyhow::Result<()> {
    use CompressionMethod::Deflated;
    let desk = Desk::open().await?;
    let json = entry(&out(&desk).await?, "account.json")?;
    let j = json.as_bytes();
    let newer = json.replace("\"version\": 1,", "\"version\": 2,\n    \"supervision\": [],");
    assert_ne!(newer, json);
    let changed = json.replace("First talk with Heron", "First talk with Hera");
    let half = &j[..j.len() / 2];
    let wide: Vec<u8> = [0xfeff].into_iter().chain(json.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let template = br#"{"reweave": "template", "version": 1, "title": "Repair"}"#;
    let many: Vec<(String, &[u8])> = (0..1200).map(|n| (format!("{n}.txt"), b"".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (newer.clone().into_bytes(), "newer version of Reweave (format 2)"),
        (zipped(&[("account.json", newer.as_bytes())], Deflated)?, "newer version of Reweave (format 2)"),
        (changed.into_bytes(), "was changed or is damaged"),
        (half.to_vec(), "damaged at line"),
        (wide, "Save it as UTF-8"),
        (template.to_vec(), "template file"),
        (b"{\"some\": \"other file\"}".to_vec(), "not a Reweave export"),
        (b"7z\xbc\xaf\x27\x1c and more".to_vec(), "packed as 7z"),
        (b"\x1f\x8b and more".to_vec(), "packed as gzip"),
        (zipped(&[("letter.pdf", b"%PDF")], Deflated)?, "\u{201c}letter.pdf\u{201d}"),
        (zipped(&[("a/account.json", j), ("b/account.json", j)], Deflated)?, "more than one account"),
        (zipped(&many, Deflated)?, "more than Reweave reads"),
    ];
    let elsewhere = empty().await?;
    for (file, said) in cases {
        let refused = bring_in(&elsewhere, &file, Some(&elsewhere.cookie)).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    assert!(elsewhere.records.couples().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_logo_that_cannot_be_printed_is_not_imported() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let head = Letterhead { name: "Lindenhof".into(), logo: Some("bm8gcGljdHVyZQ==".into()), ..Letterhead::default() };
    desk.records.save_singleton(None, &head, domain::records::Stamp(1)).await?;
    let packed = out(&desk).await?;
    let elsewhere = empty().await?;
    let refused = bring_in(&elsewhere, &packed, Some(&elsewhere.cookie)).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("The logo of the letterhead cannot be used"), "{}", refused.body);
    Ok(())
}

/// The words of everybody in every field that somebody types into are in the copy for people, under the couple.
#[tokio::test]
async fn whatever_was_typed_is_in_the_copy_for_people() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (id, records, at) = (desk.couple, &desk.records, crate::support::now());
    let mut typed = Typed::default();
    let couple = records.couple(id).await?;
    records.save_couple(id, couple.revision, &typed.couple(couple.value), at).await?;
    let situation = records.situation(id).await?;
    let mut value = situation.value.clone();
    value.background.story = typed.word();
    value.background.hopes = [typed.word(), typed.word()];
    value.background.came_to_light = typed.word();
    records.save_situation(id, situation.revision, &value, at).await?;
    let situation = records.situation(id).await?;
    let interview = records.interview(id, Partner::B).await?;
    let value = Interview { note: typed.word(), ..interview.value.clone() };
    let seen = (situation.revision, &situation.value);
    records.save_interview(id, Partner::B, interview.revision, &value, seen, at).await?;
    let notes = records.notes(id).await?;
    records.save_notes(id, notes.revision, &typed.word(), at).await?;
    let plan = records.plan(desk.plan).await?.plan;
    records.save_plan(desk.plan, plan.revision, &typed.plan(plan.value), at).await?;

    let text = entry(&out(&desk).await?, "account.md")?;
    let lost: Vec<&String> = typed.0.iter().filter(|word| !text.contains(word.as_str())).collect();
    assert!(typed.0.len() > 20 && lost.is_empty(), "{} words, lost: {lost:?}", typed.0.len());
    Ok(())
}

/// Words that nothing else contains.
#[derive(Default)]
struct Typed(Vec<String>);

impl Typed {
    fn word(&mut self) -> String {
        let word = format!("weir{}reed", self.0.len());
        self.0.push(word.clone());
        word
    }

    fn printed(&mut self) -> ClientWords {
        ClientWords::typed(&self.word(), false).ok().flatten().expect("a word can be printed")
    }

    fn couple(&mut self, couple: Couple) -> Couple {
        let person = OtherPartner { label: self.word(), note: self.word(), ..OtherPartner::default() };
        let others = OtherPartners { people: vec![person], agreement: self.word(), ..OtherPartners::default() };
        let partners = [(); 2].map(|()| Person { label: self.word(), pronouns: self.word() });
        Couple { together: self.word(), tags: vec![self.word()], partners, others, ..couple }
    }

    fn plan(&mut self, mut plan: SessionPlan) -> SessionPlan {
        (plan.title, plan.why, plan.stop_if, plan.note) = (self.word(), self.word(), self.word(), self.word());
        for block in &mut plan.blocks {
            block.note = self.word();
        }
        let sheet = |typed: &mut Self| SheetContent {
            yours: Some(TypedWords { words: typed.printed(), printed: true }),
            theirs: Some(TypedWords { words: typed.printed(), printed: false }),
            ..SheetContent::default()
        };
        let contents = SheetContents { both: sheet(self), a: sheet(self), b: sheet(self) };
        plan.sheet_contents = Some(Box::new(contents));
        let homework = vec![AgreedHomework { whom: Audience::A, words: self.printed(), result: None }];
        let record =
            SessionRecord { safety_note: self.word(), note: self.word(), homework, ..SessionRecord::default() };
        plan.record = Some(Box::new(record));
        plan
    }
}
