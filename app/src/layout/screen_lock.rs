//! “Hide screen”, “Lock”, and the cover that they use.
//!
//! The page’s script (`browser/script/screen.js`) hides the page at once, locks it when idle, and reports an
//! unreachable server. A hidden page stays unchanged below its cover; a locked one is cleared, and typed text is
//! restored from its encrypted draft once the password is entered. Without scripts “Hide screen” is a link to a blank
//! page, “Lock” a form, and the server locks idle sessions by itself.

use leptos::prelude::*;

use super::Icon;

/// The buttons, the cover, and the notice about an unreachable server.
#[component]
pub fn ScreenLock(
    /// Idle time after which the session is locked, in seconds.
    idle: u32,
    /// True on the shared screen, which covers the other windows of this browser.
    shared: bool,
) -> impl IntoView {
    view! {
        <div class="live" data-screen="" data-idle=idle.to_string() data-shared=shared.then_some("")>
            <a class="button" data-kind="quiet" href="/hidden" title="Esc twice does the same" data-do="hide">
                {Icon::Hide.view()}
                <span>"Hide"<span class="more">" screen"</span></span>
            </a>
            <form method="post" action="/lock" data-do="lock">
                <button class="button" data-kind="quiet">{Icon::Lock.view()} <span>"Lock"</span></button>
            </form>
            <p class="offline" role="status"></p>
            // A modal dialog: the browser itself keeps everything below out of reach.
            <dialog class="cover" aria-label="The screen is covered" closedby="none">
                <button type="button" class="blank" hidden data-do="uncover">
                    <span class="unseen">"Hidden. Press Enter or click to continue."</span>
                </button>
            </dialog>
        </div>
    }
}
