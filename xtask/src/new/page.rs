//! The stub of a page with its form and its route test, and the lines that connect them.

use anyhow::Result;

use super::stub::{Stub, checked};

const PAGE: &str = r#"//! `/ADDRESS`: describe the page in a sentence.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    browser::api::Problem,
    http::{page_result::awaited, visitor::records},
    layout::{Entry, ReplyNote, title::tab_title},
};

/// Describe what the page shows.
#[component]
pub fn TYPEPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    // Everything that is stored comes from here, and only for an open session.
    let _records = records()?;
    Ok(view! {
        <Title text=tab_title("TITLE") />
        <div class="head">
            <h1>"TITLE"</h1>
        </div>
        <ReplyNote />
        <form class="card stack" method="post" action="/ADDRESS">
            <Entry name="text" label="Text" required=true />
            <button class="button" data-kind="primary">"Save"</button>
        </form>
    }
    .into_any())
}
"#;

const MODULE: &str = r"//! Describe the resource in a sentence.

pub mod form;
pub mod page;
";

const FORM: &str = r#"//! The form of `/ADDRESS`.

use serde::Deserialize;

use crate::http::{
    app_error::Refusal,
    form_request::Post,
    routes::{Form, Go, form},
};

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/ADDRESS", save)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    text: String,
}

/// Describe what is saved.
async fn save(post: Post) -> Result<Go, Refusal> {
    let Typed { text: _ } = post.read::<Typed>()?;
    // Save it through `post.records`; an error of the store becomes a refusal.
    Ok(Go::to("/ADDRESS"))
}
"#;

const TEST: &str = r#"//! The page `/ADDRESS` and its form.

use axum::http::StatusCode;

use crate::support::Desk;

pub const ROUTES: &[&str] = &["/ADDRESS"];

#[tokio::test]
async fn the_page_is_shown_to_a_counsellor_and_to_no_stranger() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = desk.get("/ADDRESS").await?;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<h1>TITLE</h1>"), "{}", page.body);
    let stranger = desk.stranger("/ADDRESS").await?;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    assert!(!stranger.body.contains("TITLE"));
    Ok(())
}

#[tokio::test]
async fn the_form_refuses_strangers_and_unknown_fields() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let fields = [("text", "x")];
    assert_eq!(desk.post("/ADDRESS", &fields).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.post_as("/ADDRESS", &fields, None).await?.status, StatusCode::UNAUTHORIZED);
    let unknown = [("text", "x"), ("role", "owner")];
    assert_eq!(desk.post("/ADDRESS", &unknown).await?.status, StatusCode::BAD_REQUEST);
    Ok(())
}
"#;

/// Lines to add: the file, a text that is in it today and shows the place, and the line.
const LINES: [(&str, &str, &str); 7] = [
    ("app/src/lib.rs", "pub mod versions;", "#[cfg(feature = \"ssr\")] pub mod MODULE;"),
    ("app/src/shell.rs", "    today::page::TodayPage,", "MODULE::page::TYPEPage,"),
    (
        "app/src/shell.rs",
        "<Routes fallback=NotFoundPage>",
        "<Route path=path!(\"/ADDRESS\") view=TYPEPage ssr=SsrMode::Async />",
    ),
    ("app/src/routes.rs", "        account::routes(),", "crate::MODULE::form::forms(),"),
    ("tests/routes/main.rs", "mod account;", "mod MODULE;"),
    ("tests/routes/coverage.rs", "        account::ROUTES,", "crate::MODULE::ROUTES,"),
    ("tests/routes/desk.rs", "const ROOMS: &[&str] = &[", "\"/ADDRESS\","),
];

/// The files of the page at `/name`.
///
/// # Errors
/// When the name cannot be used.
pub(super) fn stub(name: &str) -> Result<Stub> {
    checked(name)?;
    let words = Words::of(name);
    let module = &words.module;
    let files = [
        (format!("app/src/{module}/mod.rs"), MODULE),
        (format!("app/src/{module}/page.rs"), PAGE),
        (format!("app/src/{module}/form.rs"), FORM),
        (format!("tests/routes/{module}.rs"), TEST),
    ];
    let files = files.map(|(path, text)| (path, words.put_into(text)));
    Ok(Stub { files: files.into(), next: words.lines_to_add() })
}

/// The name in the spellings of its places.
struct Words<'a> {
    address: &'a str,
    module: String,
    type_name: String,
    title: String,
}

impl<'a> Words<'a> {
    fn of(name: &'a str) -> Self {
        let title = capital(&name.replace('-', " "));
        let type_name = name.split('-').map(capital).collect();
        Self { address: name, module: name.replace('-', "_"), type_name, title }
    }

    fn put_into(&self, text: &str) -> String {
        text.replace("ADDRESS", self.address)
            .replace("MODULE", &self.module)
            .replace("TYPE", &self.type_name)
            .replace("TITLE", &self.title)
    }

    fn lines_to_add(&self) -> String {
        let line = |(file, place, line): (&str, &str, &str)| {
            format!("\n    {file}, at `{}`:\n        {}\n", place.trim(), self.put_into(line))
        };
        format!(
            "\nAdd these lines, each next to the existing ones:\n{}\n\
             Then run `cargo fmt` and `cargo test -p tests --test routes`. CONTRIBUTING.md lists what else a page needs.",
            LINES.map(line).concat()
        )
    }
}

/// The text with a capital letter at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn a_page_has_a_document_a_form_and_a_test_of_its_address() -> Result<()> {
        let stub = stub("waiting-list")?;
        let paths: Vec<&str> = stub.files.iter().map(|(path, _)| path.as_str()).collect();
        let expected = [
            "app/src/waiting_list/mod.rs",
            "app/src/waiting_list/page.rs",
            "app/src/waiting_list/form.rs",
            "tests/routes/waiting_list.rs",
        ];
        assert_eq!(paths, expected);
        assert!(stub.files[1].1.contains("pub fn WaitingListPage()") && stub.files[1].1.contains("\"Waiting list\""));
        assert!(stub.files[2].1.contains("form(\"/waiting-list\", save)"));
        assert!(stub.files[3].1.contains("&[\"/waiting-list\"]"));
        assert!(stub.next.contains("path!(\"/waiting-list\") view=WaitingListPage"));
        for (path, text) in &stub.files {
            assert!(!["ADDRESS", "MODULE", "TYPE", "TITLE"].iter().any(|word| text.contains(word)), "{path}");
        }
        Ok(())
    }

    /// Fails when a file moves or changes, so that the stub and its lines move with it.
    #[test]
    fn each_line_to_add_has_its_place_in_the_tree() -> Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (file, place, _) in LINES {
            assert!(fs::read_to_string(root.join(file))?.contains(place), "{file} does not hold “{place}”");
        }
        Ok(())
    }
}
