//! The document around every page, and the routes of the pages.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    account::{
        activity::page::ActivityPage,
        archive::page::ArchivePage,
        devices::page::DevicesPage,
        hidden::HiddenPage,
        keys::page::KeysPage,
        letterhead::page::LetterheadPage,
        locked::LockedPage,
        recover::RecoverPage,
        recovery_key::RecoveryKeyPage,
        second_factor::{code_page::CodePage, page::SecondFactorPage},
        settings::page::SettingsPage,
        sign_in::SignInPage,
        welcome::{JoinPage, WelcomePage},
    },
    browser::{library_context, render::Preloaded},
    couples::{
        delete::DeletePage,
        edit::{EditPage, NewPage},
        overview::OverviewPage,
        page::CouplesPage,
        sessions::SessionsPage,
    },
    custom_library::{
        exercise::page::{NewOwnExercisePage, OwnExercisePage},
        gate::page::{NewOwnGatePage, OwnGatePage},
        numbers::page::NumbersPage,
        page::MinePage,
    },
    gates::{gate::GatePage, page::GatesPage},
    handouts::page::HandoutPage,
    http::visitor::{RecoverySheet, Visitor, account_mark},
    interview::page::InterviewPage,
    layout::{DemoBar, DoneNote, SharedBand, Sidebar, SkipLink, assets::Assets, not_found::NotFoundPage},
    letters::page::LettersPage,
    library::{
        challenge::ChallengePage, challenges::ChallengesPage, exercise::ExercisePage, leaflet::LeafletPage,
        page::LibraryPage, rules::RulesPage, sources::SourcesPage,
    },
    notes::page::NotesPage,
    other_partners::page::OtherPartnersPage,
    plan_editor::page::PlanPage,
    plan_reuse::{duplicate::DuplicatePage, record_text::RecordTextPage, save_as::SaveAsPage},
    plans::{book_page::BookPage, delete::DeletePlanPage, page::PlansPage},
    programme::page::ProgrammePage,
    search::page::SearchPage,
    session_record::{note::NotePage, page::RecordPage},
    shared_screen::leave_first::LeaveFirstPage,
    situation::page::SituationPage,
    templates::{apply::page::ApplyPage, detail::TemplatePage, import::page::ImportPage, page::TemplatesPage},
    today::page::TodayPage,
    versions::{plan::PlanVersionsPage, situation::SituationVersionsPage},
};

/// The document around every page. Expects [`Assets`] in the context.
pub fn document() -> AnyView {
    let assets = use_context::<Assets>().unwrap_or_default();
    provide_context(Preloaded::default());
    let (session, account) = session();
    // The browser starts islands by itself; without this the server would number the whole page for hydration.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=assets.at("/pkg/reweave.css") />
                <script
                    id="wake"
                    type="module"
                    nonce=use_nonce()
                    data-version=assets.version.clone()
                    data-library=library_context::address()
                    data-session=session
                    data-account=account
                    src=assets.at("/pkg/reweave.js")
                ></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
    .into_any()
}

/// Returns the kind of session that the page needs, as the start script names it, and the account. A page with a
/// recovery key is hidden just like one about a couple.
fn session() -> (&'static str, Option<String>) {
    match use_context::<Visitor>() {
        Some(Visitor::Counsellor(records)) => ("open", Some(account_mark(&records.account().login))),
        Some(Visitor::Locked(_)) => ("locked", None),
        _ => use_context::<RecoverySheet>().map_or(("none", None), |sheet| ("open", Some(account_mark(&sheet.login)))),
    }
}

/// All pages. Each is rendered completely before it is sent, so that it works without WebAssembly.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <SkipLink />
            <DemoBar />
            <div class="shell">
                <SharedBand />
                <main id="main" class="page" tabindex="-1">
                    <DoneNote />
                    <Routes fallback=NotFoundPage>
                        <Route path=path!("/today") view=TodayPage ssr=SsrMode::Async />
                        <Route path=path!("/couples") view=CouplesPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/new") view=NewPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple") view=OverviewPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/edit") view=EditPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/delete") view=DeletePage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/sessions") view=SessionsPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/programme") view=ProgrammePage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/letters") view=LettersPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/notes") view=NotesPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/other-partners") view=OtherPartnersPage ssr=SsrMode::Async />
                        <Route path=path!("/plans") view=PlansPage ssr=SsrMode::Async />
                        <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/new") view=BookPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/delete") view=DeletePlanPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/record") view=RecordPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/note") view=NotePage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/handout") view=HandoutPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/template") view=SaveAsPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/duplicate") view=DuplicatePage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/record-text") view=RecordTextPage ssr=SsrMode::Async />
                        <Route path=path!("/templates") view=TemplatesPage ssr=SsrMode::Async />
                        <Route path=path!("/templates/import") view=ImportPage ssr=SsrMode::Async />
                        <Route path=path!("/templates/:template") view=TemplatePage ssr=SsrMode::Async />
                        <Route path=path!("/templates/:template/apply") view=ApplyPage ssr=SsrMode::Async />
                        <Route path=path!("/welcome") view=WelcomePage ssr=SsrMode::Async />
                        <Route path=path!("/join") view=JoinPage ssr=SsrMode::Async />
                        <Route path=path!("/recovery-key") view=RecoveryKeyPage ssr=SsrMode::Async />
                        <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                        <Route path=path!("/sign-in/code") view=CodePage ssr=SsrMode::Async />
                        <Route path=path!("/recover") view=RecoverPage ssr=SsrMode::Async />
                        <Route path=path!("/locked") view=LockedPage ssr=SsrMode::Async />
                        <Route path=path!("/settings/archive") view=ArchivePage ssr=SsrMode::Async />
                        <Route path=path!("/settings/devices") view=DevicesPage ssr=SsrMode::Async />
                        <Route path=path!("/settings/keys") view=KeysPage ssr=SsrMode::Async />
                        <Route path=path!("/settings/second-factor") view=SecondFactorPage ssr=SsrMode::Async />
                        <Route path=path!("/settings/activity") view=ActivityPage ssr=SsrMode::Async />
                        <Route path=path!("/settings") view=SettingsPage ssr=SsrMode::Async />
                        <Route path=path!("/settings/letterhead") view=LetterheadPage ssr=SsrMode::Async />
                        <Route path=path!("/shared-screen") view=LeaveFirstPage ssr=SsrMode::Async />
                        <Route path=path!("/hidden") view=HiddenPage ssr=SsrMode::Async />
                        <Route path=path!("/my-library") view=MinePage ssr=SsrMode::Async />
                        <Route path=path!("/my-library/numbers") view=NumbersPage ssr=SsrMode::Async />
                        <Route path=path!("/my-library/exercises/new") view=NewOwnExercisePage ssr=SsrMode::Async />
                        <Route path=path!("/my-library/exercises/:thing") view=OwnExercisePage ssr=SsrMode::Async />
                        <Route path=path!("/my-library/gates/new") view=NewOwnGatePage ssr=SsrMode::Async />
                        <Route path=path!("/my-library/gates/:thing") view=OwnGatePage ssr=SsrMode::Async />
                        <Route path=path!("/library") view=LibraryPage ssr=SsrMode::Async />
                        <Route path=path!("/library/challenges") view=ChallengesPage ssr=SsrMode::Async />
                        <Route path=path!("/library/challenges/:id") view=ChallengePage ssr=SsrMode::Async />
                        <Route path=path!("/library/rules") view=RulesPage ssr=SsrMode::Async />
                        <Route path=path!("/library/sources") view=SourcesPage ssr=SsrMode::Async />
                        <Route path=path!("/library/:id") view=ExercisePage ssr=SsrMode::Async />
                        <Route path=path!("/library/:id/leaflet") view=LeafletPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan") view=PlanPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/versions") view=PlanVersionsPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/situation/versions") view=SituationVersionsPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/situation") view=SituationPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/interview/:partner") view=InterviewPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/gates") view=GatesPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/gates/:gate") view=GatePage ssr=SsrMode::Async />
                    </Routes>
                </main>
                <Sidebar />
            </div>
        </Router>
    }
}

#[cfg(test)]
mod tests {
    /// A server that accepts a connection and never answers would otherwise leave a page waiting for ever.
    #[test]
    fn scripts_ask_the_server_in_one_place_with_a_time_limit() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/browser/script");
        let mut places = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let script = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            places.extend(
                script.lines().filter(|line| line.contains("fetch(")).map(|line| (name.clone(), line.to_owned())),
            );
        }
        places.sort();
        let names: Vec<&str> = places.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            ["islands.js", "session.js"],
            "use `request`; only a part of the page itself is loaded without it"
        );
        assert!(places[1].1.contains("AbortSignal.timeout("), "{}", places[1].1);
    }
}
