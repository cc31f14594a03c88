//! Watches over an open screen: keys, touches, time, the other windows, the server.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{
    ev,
    leptos_dom::helpers::{set_interval, window_event_listener},
    prelude::*,
    task::spawn_local,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent, js_sys::Date};

use super::{Cover, State, ask};
use crate::{
    calls::{Problem, lock, whose_session},
    live::whenever,
};

/// Other windows: the session was locked.
const LOCKED: &str = "locked";
/// Other windows: a session is open.
pub const OPEN: &str = "open";
/// Other windows: somebody is there.
const AWAKE: &str = "awake";

/// How often time and server are looked at, in milliseconds.
const LOOK_EVERY: u64 = 5_000;
/// How long a server that answered is left alone, in milliseconds.
const ASK_EVERY: f64 = 30_000.0;
/// Two strokes of Esc within this many milliseconds are one wish.
const TWICE: f64 = 700.0;

/// What is remembered between events; times in milliseconds since 1970.
struct Memory {
    touched: Cell<f64>,
    told: Cell<f64>,
    visited: Cell<f64>,
    asked: Cell<f64>,
    escaped: Cell<f64>,
}

/// Starts watching. `idle` is in milliseconds.
pub fn start(screen: State, login: String, idle: f64) {
    let now = Date::now();
    let memory = Rc::new(Memory {
        touched: Cell::new(now),
        told: Cell::new(now),
        visited: Cell::new(now),
        asked: Cell::new(now),
        escaped: Cell::new(0.0),
    });
    follow_cover(screen);
    follow_hands(screen, &memory);
    follow_windows(screen, login, &memory);
    follow_time(screen, memory, idle);
    tell(OPEN);
}

/// Shows the cover, and hides what the page is called, so that the tab gives nothing away either.
fn follow_cover(screen: State) {
    let title = Cell::new(None);
    whenever(Box::new(move || {
        let covered = screen.cover.get() != Cover::Off;
        screen.show();
        match title.take() {
            None if covered => {
                title.set(Some(document().title()));
                document().set_title(NEUTRAL);
            }
            Some(shown) if !covered => document().set_title(&shown),
            as_it_was => title.set(as_it_was),
        }
    }));
}

/// What the tab is called while the page is covered.
const NEUTRAL: &str = "Blank page";

/// Esc twice hides the screen; every touch says that somebody is there.
fn follow_hands(screen: State, memory: &Rc<Memory>) {
    let keys = Rc::clone(memory);
    window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && screen.cover.get_untracked() == Cover::Off {
            let now = Date::now();
            if now - keys.escaped.replace(now) < TWICE {
                keys.escaped.set(0.0);
                screen.cover.set(Cover::Blank);
            }
        }
        keys.touch();
    });
    let pointer = Rc::clone(memory);
    window_event_listener(ev::pointerdown, move |_| pointer.touch());
    let wheel = Rc::clone(memory);
    window_event_listener(ev::wheel, move |_| wheel.touch());
    let online = Rc::clone(memory);
    window_event_listener(ev::offline, move |_| online.asked.set(0.0));
}

impl Memory {
    /// Somebody is there. Other windows hear it, but not at every key.
    fn touch(&self) {
        let now = Date::now();
        self.touched.set(now);
        if now - self.told.get() > 10_000.0 {
            self.told.set(now);
            tell(AWAKE);
        }
    }
}

/// Locks when nobody is there, keeps the session awake while somebody reads, and notices when the server is gone.
fn follow_time(screen: State, memory: Rc<Memory>, idle: f64) {
    let look = move || {
        let (now, cover) = (Date::now(), screen.cover.get_untracked());
        if now - memory.touched.get() >= idle && matches!(cover, Cover::Off | Cover::Blank) {
            return screen.lock();
        }
        // Somebody who reads asks nothing of the server, and is there all the same.
        if cover == Cover::Off && now - memory.visited.get() > idle / 3.0 && memory.touched.get() > memory.visited.get()
        {
            memory.visited.set(now);
            spawn_local(visit(screen));
        }
        if !screen.reached.get_untracked() || now - memory.asked.get() > ASK_EVERY {
            memory.asked.set(now);
            spawn_local(async move { screen.reached.set(ask::answers().await) });
        }
    };
    // Windows of old computers sleep and wake: the clock decides, not the number of calls.
    set_interval(look, Duration::from_millis(LOOK_EVERY));
}

/// Tells the server that somebody is there; covers the page where the server has locked by itself.
async fn visit(screen: State) {
    if whose_session().await == Err(Problem::SignedOut) {
        screen.cover.set(Cover::Locked);
    }
}

/// What is done in one window is done in all.
fn follow_windows(screen: State, login: String, memory: &Rc<Memory>) {
    let memory = Rc::clone(memory);
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match event.data().as_string().as_deref() {
            Some(LOCKED) => screen.cover.set(Cover::Locked),
            Some(AWAKE) => memory.touched.set(Date::now()),
            Some(OPEN) if matches!(screen.cover.get_untracked(), Cover::Locked | Cover::Ended) => {
                let login = login.clone();
                spawn_local(async move {
                    // Somebody else's session takes no cover away.
                    if whose_session().await.is_ok_and(|session| session.login == login) {
                        screen.problem.set("");
                        screen.cover.set(Cover::Off);
                    }
                });
            }
            _ => {}
        }
    });
    // A browser without channels has windows that do not hear of each other; the server locks them all the same.
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        // Both live as long as the page.
        std::mem::forget(channel);
        hear.forget();
    }
}

const CHANNEL: &str = "reweave";

/// Tells the other windows.
pub fn tell(word: &str) {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        // A message that cannot be sent is one that nobody can hear.
        let _ = channel.post_message(&JsValue::from_str(word));
        channel.close();
    }
}

/// Locks the session on the server and in the other windows. Where the server does not answer it locks by itself, soon.
pub fn lock_everywhere() {
    tell(LOCKED);
    spawn_local(async {
        let _ = lock().await;
    });
}
