// The screen: Esc twice hides it at once, nobody there locks it, and a server that does not answer is said.
const screen = document.querySelector("[data-screen]");
if (screen) {
  const idle = screen.dataset.idle * 1000;
  const shared = "shared" in screen.dataset;
  const cover = screen.querySelector("dialog");
  const [blank] = cover.children;
  const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("reweave") : undefined;
  const touch = { here: Date.now(), told: Date.now(), server: Date.now() };
  let covered = false;
  let escaped = 0;
  let asked = Date.now();
  let title;
  const hide = (hides) => {
    if (hides === covered) return;
    covered = hides;
    blank.hidden = !hides;
    // The tab gives nothing away either.
    if (hides) title = document.title;
    document.title = hides ? "Blank page" : title;
    if (hides) cover.showModal();
    else cover.close();
  };
  // A browser may close a dialog by itself; a cover then comes back.
  cover.addEventListener("close", () => covered && cover.showModal());
  cover.addEventListener("cancel", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const word = event.target.closest("[data-do=hide], [data-do=uncover]")?.dataset.do;
    if (!word) return;
    event.preventDefault();
    hide(word === "hide");
  });
  screen.addEventListener("keydown", (event) => covered && event.key === "Escape" && event.preventDefault());
  // Somebody is there. Other windows hear it, but not at every key.
  const touched = () => {
    touch.here = Date.now();
    if (touch.here - touch.told < 10_000) return;
    touch.told = touch.here;
    others?.postMessage("awake");
  };
  // Keys that an input method takes are heard by nobody; what they write is.
  for (const event of ["keydown", "pointerdown", "wheel", "input"]) addEventListener(event, touched, { passive: true });
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || covered) return;
    const twice = Date.now() - escaped < 700;
    escaped = twice ? 0 : Date.now();
    if (twice) hide(true);
  });
  others?.addEventListener("message", ({ data }) => {
    if (data === "awake") touch.here = Date.now();
    // The couple looks at another window now.
    else if (data === "shared" && !shared) hide(true);
  });
  if (shared) others?.postMessage("shared");
  const place = screen.querySelector(".offline");
  const reached = async () => {
    // This is no visit: it keeps no session awake.
    const answer = await request("/healthz", { cache: "no-store" });
    place.textContent = answer?.ok ? "" : "No connection to Reweave. Your text is kept here.";
  };
  addEventListener("offline", () => (asked = 0));
  // Timers are throttled in the background, so the clock decides and not the number of calls.
  setInterval(() => {
    const now = Date.now();
    if (over) return;
    if (now - touch.here >= idle) return lock();
    // Somebody who reads asks nothing of the server, and is there all the same. Where the server has locked by itself, asking
    // is what ends this page as well.
    if (!covered && now - touch.server > idle / 3 && touch.here > touch.server) {
      touch.server = now;
      leaveUnlessOpen();
    }
    if (place.textContent || now - asked > 30_000) {
      asked = now;
      reached();
    }
  }, 5_000);
}
