//! A screen in one of its states, and what is done on the way to it.

/// A screen in one of its states.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// The screen and its state, as in the name of its picture.
    pub name: &'static str,
    /// Its address; `{heron}` stands for an id that was met on the way, and nothing for staying where one is.
    pub(super) at: &'static str,
    pub(super) acts: &'static [Act],
    /// The element to scroll into view; empty for the top of the page.
    pub(super) show: &'static str,
    /// True if the console may show errors, because of a refusal or an unreachable server.
    pub may_complain: bool,
}

/// Something done on the way to a screen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    /// Clicks; the page stays.
    Click(&'static str),
    /// Clicks, and waits for the page that follows.
    Leave(&'static str),
    /// Replaces what stands in a field.
    Fill(&'static str, &'static str),
    /// Types on, behind what stands in a field.
    Type(&'static str, &'static str),
    /// Chooses the option with this value.
    Choose(&'static str, &'static str),
    /// Runs a script.
    Run(&'static str),
    /// Waits until a script returns true.
    Until(&'static str),
    /// Remembers the id in the address under a name.
    Keep(&'static str),
    /// Remembers all couples in the list by their names, `{heron}`, and their plans by number, `{heron-3}`.
    Meet,
    /// Takes the key that the page shows into an authenticator app.
    Scan,
    /// Types the code that the app shows.
    Code,
    /// Types the code that the app shows next: each is good once, and this one already.
    NextCode,
    /// Ends the program, as a crash would.
    Kill,
}

/// A screen at an address.
pub(super) const fn at(name: &'static str, at: &'static str) -> Screen {
    Screen { name, at, acts: &[], show: "", may_complain: false }
}

/// A state of the page that is open.
pub(super) const fn here(name: &'static str, acts: &'static [Act]) -> Screen {
    at(name, "").after(acts)
}

impl Screen {
    pub(super) const fn after(self, acts: &'static [Act]) -> Self {
        Self { acts, ..self }
    }

    pub(super) const fn show(self, show: &'static str) -> Self {
        Self { show, ..self }
    }

    pub(super) const fn complains(self) -> Self {
        Self { may_complain: true, ..self }
    }
}
