//! The document around every page, and the way from a path to a page.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    pages::{
        ApplyPage, ArchivePage, ChallengePage, ChallengesPage, CouplesPage, DeletePage, DuplicatePage, EditPage,
        ExercisePage, GatePage, GatesPage, HandoutPage, HiddenPage, ImportPage, InterviewPage, LibraryPage, LockedPage,
        MinePage, NewOwnExercisePage, NewOwnGatePage, NewPage, NotFoundPage, NotesPage, NumbersPage, OverviewPage,
        OwnExercisePage, OwnGatePage, PlanPage, PlanVersionsPage, PlansPage, ProgrammePage, RecordTextPage,
        RecoverPage, RecoveryKeyPage, RulesPage, SaveAsPage, SearchPage, SessionsPage, SettingsPage, SignInPage,
        SituationPage, SituationVersionsPage, SourcesPage, TemplatePage, TemplatesPage, TodayPage, WelcomePage,
    },
    parts::{DemoBar, Rail},
    shelf,
};

/// Where the browser finds what belongs to this build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// Changes whenever the script, the module or the style sheet changes, so that they may be kept for a year.
    pub version: String,
}

impl Assets {
    fn at(&self, path: &str) -> String {
        format!("{path}?v={}", self.version)
    }
}

/// The document around every page. Expects [`Assets`] in the context.
pub fn document() -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_default();
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
                <MetaTags />
            </head>
            <body>
                <App />
                <script
                    id="wake"
                    type="module"
                    nonce=use_nonce()
                    data-version=assets.version
                    data-library=shelf::address()
                    inner_html=include_str!("start.js")
                ></script>
            </body>
        </html>
    }
}

/// All pages. Each is rendered whole before it is sent, so that it is complete without WebAssembly.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <a class="skip" href="#main">"Skip to the content"</a>
            <DemoBar />
            <div class="shell">
                <Rail />
                <main id="main" class="page" tabindex="-1">
                    <Routes fallback=NotFoundPage>
                        <Route path=path!("/today") view=TodayPage ssr=SsrMode::Async />
                        <Route path=path!("/couples") view=CouplesPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/new") view=NewPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple") view=OverviewPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/edit") view=EditPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/delete") view=DeletePage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/sessions") view=SessionsPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/programme") view=ProgrammePage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/notes") view=NotesPage ssr=SsrMode::Async />
                        <Route path=path!("/plans") view=PlansPage ssr=SsrMode::Async />
                        <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/handout") view=HandoutPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/template") view=SaveAsPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/duplicate") view=DuplicatePage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/record-text") view=RecordTextPage ssr=SsrMode::Async />
                        <Route path=path!("/templates") view=TemplatesPage ssr=SsrMode::Async />
                        <Route path=path!("/templates/import") view=ImportPage ssr=SsrMode::Async />
                        <Route path=path!("/templates/:template") view=TemplatePage ssr=SsrMode::Async />
                        <Route path=path!("/templates/:template/apply") view=ApplyPage ssr=SsrMode::Async />
                        <Route path=path!("/welcome") view=WelcomePage ssr=SsrMode::Async />
                        <Route path=path!("/recovery-key") view=RecoveryKeyPage ssr=SsrMode::Async />
                        <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                        <Route path=path!("/recover") view=RecoverPage ssr=SsrMode::Async />
                        <Route path=path!("/locked") view=LockedPage ssr=SsrMode::Async />
                        <Route path=path!("/settings/archive") view=ArchivePage ssr=SsrMode::Async />
                        <Route path=path!("/settings") view=SettingsPage ssr=SsrMode::Async />
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
                        <Route path=path!("/plans/:plan") view=PlanPage ssr=SsrMode::Async />
                        <Route path=path!("/plans/:plan/versions") view=PlanVersionsPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/situation/versions") view=SituationVersionsPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/situation") view=SituationPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/interview/:partner") view=InterviewPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/gates") view=GatesPage ssr=SsrMode::Async />
                        <Route path=path!("/couples/:couple/gates/:gate") view=GatePage ssr=SsrMode::Async />
                    </Routes>
                </main>
            </div>
        </Router>
    }
}
