//! A server whose key file is missing, and one whose key file was lost and replaced.

use app::http::hosts::Hosts;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::records::Stamp;
use server::edge::{Server, router, router_without_key};
use store::{DatabaseLocation, KeyFile, KeyFileError, Password, Store};

use crate::support::{PASSWORD, ask, open_in, site};

#[tokio::test]
async fn every_page_of_a_server_without_its_key_file_says_what_to_do() -> anyhow::Result<()> {
    let error = KeyFileError::Missing("/etc/reweave/<reweave>.key".into());
    let router = router_without_key(site(), Hosts::Loopback, &error);
    for path in ["/", "/sign-in", "/today", "/couples", "/nothing"] {
        let answer = ask(router.clone(), Request::get(path), Body::empty()).await?;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.body.contains("<h1>The key of this server is missing</h1>"), "{path}: {}", answer.body);
        assert!(answer.body.contains("/etc/reweave/&lt;reweave&gt;.key is missing"), "{path}: {}", answer.body);
        assert!(answer.body.contains("--key-file") && answer.body.contains("reweave key-file new"), "{}", answer.body);
        assert!(answer.header("content-security-policy").contains("default-src"), "it has the headers of every page");
    }
    let sent = Request::post("/sign-in").header("sec-fetch-site", "same-origin");
    assert_eq!(ask(router.clone(), sent, Body::from("login=a")).await?.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(ask(router.clone(), Request::get("/healthz"), Body::empty()).await?.status, StatusCode::OK);
    assert_eq!(
        ask(router.clone(), Request::get("/readyz"), Body::empty()).await?.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(ask(router, Request::get("/pkg/reweave.css"), Body::empty()).await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_network_does_not_learn_where_the_key_file_is() -> anyhow::Result<()> {
    let error = KeyFileError::Missing("/etc/reweave/reweave.key".into());
    let router = router_without_key(site(), Hosts::behind(["127.0.0.1".parse()?]), &error);
    let asked = Request::get("/")
        .header("host", "reweave.example")
        .header("x-forwarded-proto", "https")
        .header("x-forwarded-for", "198.51.100.1");
    let answer = ask(router, asked, Body::empty()).await?;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.body.contains("reweave doctor") && !answer.body.contains("/etc/reweave"), "{}", answer.body);
    Ok(())
}

#[tokio::test]
async fn sec_09_after_the_key_file_was_replaced_every_name_is_led_to_the_recovery_key() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let now = Stamp(jiff::Timestamp::now().as_microsecond());
    let first = open_in(folder.path()).await?;
    first.create_first_account("counsellor", Password::from(PASSWORD), now).await?;
    first.close().await;
    let other = KeyFile::At(folder.path().join("other.key"));
    let place = DatabaseLocation::Folder(Some(folder.path().to_owned()));
    Store::replace_key_file(&place, &other).await?;
    let store = Store::open(&place, &other).await?;
    let router = router(&Server::new(site(), Hosts::Loopback, store));
    let mut said = Vec::new();
    for login in ["counsellor", "nobody"] {
        let sent = Request::post("/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let fields = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("login", login), ("password", PASSWORD)])
            .finish();
        let answer = ask(router.clone(), sent, Body::from(fields)).await?;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.header("set-cookie").is_empty() && answer.body.contains("use your recovery key"),
            "{}",
            answer.body
        );
        said.push(answer.body.replace(login, ""));
    }
    let without_nonces = |page: &String| page.split("nonce=").map(str::len).sum::<usize>();
    assert_eq!(without_nonces(&said[0]), without_nonces(&said[1]), "known or not, the answer is the same");
    Ok(())
}
