// A form that sends itself a moment after a change. A link to what the form decides waits until it was sent, and the page
// that follows is shown where this one was, with the same control in focus.
const SENT = "sent-form";
let due;
addEventListener("change", ({ target }) => {
  const form = target.closest("[data-sends]")?.closest("form");
  // A tick for words that are still to be typed waits for them.
  const words = target.closest(".own-words")?.querySelector("textarea");
  if (!form || (words && words !== target && !words.value.trim())) return;
  clearTimeout(due);
  due = setTimeout(() => {
    const { id, name = "", value = "", type } = document.activeElement;
    const control = type === "checkbox" || type === "radio" ? `[name="${name}"][value="${value}"]` : id && `#${CSS.escape(id)}`;
    try {
      sessionStorage.setItem(SENT, JSON.stringify([location.pathname, scrollY, control]));
    } catch {}
    form.requestSubmit();
  }, 300);
});
// One change at a time: what is changed while the page leaves would be lost.
addEventListener("submit", ({ target, defaultPrevented }) => {
  clearTimeout(due);
  if (!defaultPrevented && target.querySelector("[data-sends]")) target.inert = true;
});
addEventListener("pageshow", () => {
  due = undefined;
  for (const form of document.querySelectorAll("form[inert]")) form.inert = false;
});
addEventListener(
  "click",
  (event) => {
    if (due && event.target.closest?.("[data-follows]")) event.preventDefault();
  },
  true,
);
try {
  const [from, at, control] = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  // A page that says what is wrong begins with it.
  if (from === location.pathname && !document.querySelector("main [aria-invalid=true], main [role=alert]:not(:empty)")) {
    const place = control && document.querySelector(control);
    const folded = place?.closest("details");
    if (folded) folded.open = true;
    scrollTo(0, at);
    place?.focus({ preventScroll: true });
  }
} catch {}

// The number of characters left in a field that is printed.
addEventListener("input", ({ target }) => {
  const left = document.querySelector(`[data-left-of="${target.id}"]`);
  if (!target.id || !left) return;
  const { most } = left.dataset;
  const over = [...target.value].length - most;
  left.textContent = over > 0 ? `${over} characters too many: ${most} at most` : `${-over} of ${most} characters left`;
});
