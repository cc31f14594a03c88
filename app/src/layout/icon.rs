//! Icons beside words. They are never alone, so they are hidden from screen readers.

/// A line drawing of 24 by 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An eye that is shut.
    Hide,
    /// An open eye.
    Eye,
    /// A cog.
    Settings,
    /// A tick.
    Check,
    /// A clock.
    Clock,
    /// A flame: asks much of people.
    Flame,
    /// Books on a shelf.
    Library,
    /// A padlock.
    Lock,
    /// A ring with two bars: a safety hold is a pause.
    Pause,
    /// One person.
    Person,
    /// Two people, overlapping.
    People,
    /// A printed sheet.
    Sheet,
    /// A magnifier.
    Search,
    /// A sign with an exclamation mark.
    Warning,
    /// A question mark.
    Question,
    /// A cross.
    Cross,
    /// An arrow up.
    Up,
    /// An arrow down.
    Down,
    /// Six dots: a drag handle.
    Grip,
    /// An arrow back.
    Undo,
    /// An arrow forth.
    Redo,
    /// Two arrows that change places.
    Swap,
    /// A sheet of the calendar.
    Calendar,
    /// A plus sign.
    Plus,
    /// A printer.
    Printer,
    /// An arrow into a tray.
    Download,
    /// A pencil.
    Pencil,
    /// A box: archive.
    Archive,
    /// A sheet behind a sheet: reuse.
    Copy,
}

impl Icon {
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Hide => {
                "M4 4l16 16M9.5 9.8a3 3 0 0 0 4.3 4.3M6.6 6.9C4.4 8.2 3 10.2 2.5 12c1.3 3.6 5 6.5 9.5 6.5 1.6 0 3.1-.4 4.4-1M10 5.7c.7-.1 1.3-.2 2-.2 4.5 0 8.2 2.9 9.5 6.5-.4 1.2-1.1 2.3-2 3.2"
            }
            Self::Eye => {
                "M2.5 12c1.3-3.6 5-6.500 9.5-6.500s8.200 2.900 9.500 6.500c-1.300 3.600-5 6.500-9.500 6.500S3.800 15.600 2.500 12zM12 9.400a2.600 2.600 0 1 0 0 5.200 2.600 2.600 0 0 0 0-5.200"
            }
            Self::Settings => {
                "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.600l2.1 2.100M16.3 16.300l2.1 2.100M18.4 5.600l-2.1 2.100M7.7 16.300l-2.1 2.1"
            }
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3 2",
            Self::Flame => {
                "M12 3c1 4 5 5.5 5 10.5a5 5 0 0 1-10 0c0-2 1-3.5 2-4.5 0 1.5.8 2.5 1.8 2.5C12.5 10 11 6.5 12 3z"
            }
            Self::Library => "M5 4v16M9 4v16M13 5l5 15",
            Self::Lock => {
                "M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM8 11V8a4 4 0 0 1 8 0v3"
            }
            Self::Pause => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.8 8.500v7M14.2 8.500v7",
            Self::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M5 20c0-3.5 3-5.5 7-5.5s7 2 7 5.5",
            Self::People => "M9 7a5 5 0 1 0 0 10A5 5 0 0 0 9 7M15 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10",
            Self::Sheet => "M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3",
            Self::Search => "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M16 16l5 5",
            Self::Warning => "M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM12 8v5M12 16h.01",
            Self::Question => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01"
            }
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Up => "M12 19V5M6 11l6-6 6 6",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Grip => "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
            Self::Undo => "M4 9h10a6 6 0 0 1 0 12h-3M8 5L4 9l4 4",
            Self::Swap => "M5 9h13l-4-4M19 15H6l4 4",
            Self::Redo => "M20 9H10a6 6 0 0 0 0 12h3M16 5l4 4-4 4",
            Self::Calendar => "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Printer => "M7 9V4h10v5M7 18H4v-8h16v8h-3M7 14h10v6H7z",
            Self::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
            Self::Pencil => "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
            Self::Archive => "M4 4h16v5H4zM6 9v11h12V9M10 13h4",
            Self::Copy => "M9 8h11v13H9zM15 4H4v13h2",
        }
    }
}

/// Renders the icon, for rendered islands.
impl maud::Render for Icon {
    fn render(&self) -> maud::Markup {
        maud::html! {
            svg class="icon" viewBox="0 0 24 24" aria-hidden="true" { path d=(self.path()) {} }
        }
    }
}
