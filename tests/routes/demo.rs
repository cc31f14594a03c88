//! The demo: made-up couples, for whoever sits at the machine, where the server was started for it or nobody has an account yet.

use app::demo::Demo;
use app::http::hosts::Hosts;
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use server::edge::{Server, router};

use crate::support::{Answer, Desk, ask, site, store};

pub const ROUTES: &[&str] = &["/demo"];

const MARK: &str = "Demo: made-up couples, nothing is saved";

async fn demo() -> anyhow::Result<Router> {
    let mut server = Server::new(site(), Hosts::Loopback, store().await);
    server.config.demo = Some(Demo::open(&server.config.store, &server.config.clock).await?);
    Ok(router(&server))
}

async fn enter(router: &Router) -> anyhow::Result<Answer> {
    let request = Request::post("/demo")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    ask(router.clone(), request, Body::empty()).await
}

#[tokio::test]
async fn a_demo_shows_three_marked_couples_to_whoever_presses_the_button() -> anyhow::Result<()> {
    let router = demo().await?;
    let door = ask(router.clone(), Request::get("/sign-in"), Body::empty()).await?;
    assert!(door.body.contains("action=\"/demo\"") && door.body.contains(MARK));
    let entered = enter(&router).await?;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/today"));
    let cookie = entered.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    for page in ["/today", "/couples", "/plans"] {
        let answer = ask(router.clone(), Request::get(page).header("cookie", &cookie), Body::empty()).await?;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        for words in [MARK, "Heron", "Juniper", "Sable"] {
            assert!(answer.body.contains(words), "{page} lacks {words}");
        }
    }
    let hidden = ask(router.clone(), Request::get("/hidden").header("cookie", &cookie), Body::empty()).await?;
    assert!(!hidden.body.contains(MARK), "a hidden screen is blank");
    Ok(())
}

#[tokio::test]
async fn sec_19_where_somebody_has_an_account_the_button_is_not_there_and_opens_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let door = desk.stranger("/sign-in").await?;
    assert!(!door.body.contains("/demo") && !door.body.contains(MARK));
    let refused = desk.post_as("/demo", &[], None).await?;
    assert_eq!((refused.status, refused.header("set-cookie")), (StatusCode::NOT_FOUND, ""));
    Ok(())
}

#[tokio::test]
async fn sec_19_looking_around_before_there_is_an_account_leaves_nothing_behind() -> anyhow::Result<()> {
    let server = Server::new(site(), Hosts::Loopback, store().await);
    let router = router(&server);
    let door = ask(router.clone(), Request::get("/welcome"), Body::empty()).await?;
    assert!(door.body.contains("action=\"/demo\"") && !door.body.contains(MARK));
    let entered = enter(&router).await?;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/today"));
    let cookie = entered.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    let today = ask(router.clone(), Request::get("/today").header("cookie", &cookie), Body::empty()).await?;
    assert!(today.status == StatusCode::OK && today.body.contains(MARK) && today.body.contains("Heron"));
    assert!(server.config.store.has_no_accounts().await?, "the server's own database knows nothing of it");
    let welcome = ask(router, Request::get("/welcome"), Body::empty()).await?;
    assert!(welcome.status == StatusCode::OK && !welcome.body.contains(MARK), "the first account can still be made");
    Ok(())
}
