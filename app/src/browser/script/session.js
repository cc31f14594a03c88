// The session of this page. Everything on a page works without these scripts; with them, some of it moves at once.
const { version, library, session, account } = document.getElementById("wake").dataset;

// The end of a session: locked or signed out, in this window, in another one, or by the server. Nothing about anybody stays
// in the page then. What was typed is kept sealed, and is back once somebody has signed in again.
const windows = "BroadcastChannel" in globalThis ? new BroadcastChannel("reweave-session") : undefined;
const SAID = "reweave-session";
const say = (word) => {
  windows?.postMessage(word);
  try {
    // Windows without channels hear that something was put here; nothing of it stays.
    localStorage.setItem(SAID, word);
    localStorage.removeItem(SAID);
  } catch {}
};
let over = false;
const empty = (words = "") => {
  if (!over) dispatchEvent(new Event("pagehide"));
  over = true;
  document.title = "Reweave";
  document.body.textContent = words;
  document.body.style.removeProperty("display");
};
const leave = () => location.replace(`/locked?next=${encodeURIComponent(location.pathname + location.search)}`);
// Asks the server; nothing where it does not answer within fifteen seconds. Every script asks in this way.
const request = (address, options) => fetch(address, { signal: AbortSignal.timeout(15e3), ...options }).catch(() => {});
// Text becomes markup nowhere else: the policy of the pages refuses it. It is a page or a piece of one from this server, or an
// island's, which render what was typed as text.
const markup = globalThis.trustedTypes?.createPolicy("reweave", { createHTML: (text) => text }) ?? { createHTML: (text) => text };
// Loads a script that only some pages need, or only some moments.
const load = (name) => import(`${location.origin}/pkg/${name}.js?v=${version}`);
// Whose session this browser has; nothing where the server does not answer.
const asked = async () => {
  const answer = await request("/api/session", { method: "POST" });
  if (answer?.ok) return answer.text();
  return answer?.status === 401 ? "" : undefined;
};
const leaveUnlessOpen = async () => {
  const now = await asked();
  if (now && now === account && !over) return true;
  if (now !== undefined || over) {
    empty();
    leave();
  }
};
const lock = async () => {
  empty();
  say("over");
  const done = await request("/lock", { method: "POST", redirect: "manual", keepalive: true, body: new URLSearchParams() });
  if (done) leave();
  else empty("Locked. No connection to Reweave; reload this page when it is back.");
};
const hear = (word) => {
  if (session === "open") {
    if (word === "over" && !over) {
      empty("Locked.");
      // The window that ends the session says so when it is done; one that was closed says nothing.
      setTimeout(leave, 3000);
    } else if (word !== "over" && word !== `open ${account}`) leaveUnlessOpen();
  } else if (word.startsWith("open") && /^\/(locked|sign-in)$/.test(location.pathname)) location.reload();
};
windows?.addEventListener("message", (event) => hear(event.data));
addEventListener("storage", (event) => event.key === SAID && event.newValue && hear(event.newValue));
addEventListener("submit", (event) => {
  const action = event.target.getAttribute("action");
  if (action === "/sign-out") say("over");
  if (action !== "/lock") return;
  event.preventDefault();
  lock();
});
// The server has said that nobody is signed in. Where a draft could not be kept, what was typed is nowhere else.
addEventListener("reweave-over", () => {
  if (over || !dispatchEvent(new Event("beforeunload", { cancelable: true }))) return;
  empty();
  leave();
});
// A page that comes back from the browser's memory is blank until the server has said that it may be shown: the session may
// have ended meanwhile, or the couple may be looking at this screen.
addEventListener("pagehide", () => session === "open" && document.body.style.setProperty("display", "none", "important"));
addEventListener("pageshow", (event) => event.persisted && location.reload());
say(session === "open" ? `open ${account}` : session);

// The server has said that exactly this draft is stored, so it goes; those of other windows stay.
const stored = /(?:^|; )reweave-stored=([\w-]+)/.exec(document.cookie)?.[1];
if (stored) {
  document.cookie = "reweave-stored=; Path=/; Max-Age=0; SameSite=Strict";
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("draft:") && name.endsWith(`:${stored}`)) localStorage.removeItem(name);
  } catch {
    // A browser without storage keeps no drafts.
  }
}
