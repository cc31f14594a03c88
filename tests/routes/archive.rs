//! The whole account in one file, out and in.

use std::io::Read;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

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
    assert!(refused.body.contains("holds nothing yet") || refused.body.contains("goes into an empty one"));
    elsewhere.records.delete_couple(elsewhere.couple, domain::desk::Stamp(1)).await?;
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
    desk.records.delete_couple(desk.couple, domain::desk::Stamp(1)).await?;
    for wrong in [b"no archive".to_vec(), packed[..packed.len() / 2].to_vec(), Vec::new()] {
        let refused = bring_in(&desk, &wrong, Some(&desk.cookie)).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Choose the file"), "{}", refused.body);
    }
    assert!(desk.records.couples().await?.is_empty());
    Ok(())
}
