// A sign of progress for whatever takes longer than a moment: pages on their way, and forms.
let sign;
const settle = () => {
  clearTimeout(sign);
  delete document.documentElement.dataset.busy;
};
const leaving = (event) => {
  const link = event.type === "click" ? event.target.closest?.("a[href]") : undefined;
  const stays =
    event.type === "click" &&
    (!link || link.origin !== location.origin || link.target || link.hasAttribute("download") || /\.(pdf|html)$/.test(link.pathname) ||
      (link.hash && link.pathname === location.pathname) || event.ctrlKey || event.metaKey || event.shiftKey);
  const elsewhere = event.type === "submit" && event.target.target;
  if (event.defaultPrevented || stays || elsewhere) return;
  clearTimeout(sign);
  sign = setTimeout(() => (document.documentElement.dataset.busy = ""), 300);
};
addEventListener("click", leaving);
addEventListener("submit", leaving);
addEventListener("pageshow", settle);


// Chromium changes a number under the wheel, and the page does not scroll. A field that is read-only for a moment does neither.
addEventListener(
  "wheel",
  ({ target }) => {
    if (!target.matches?.("input[type=number]") || target.readOnly) return;
    target.readOnly = true;
    setTimeout(() => (target.readOnly = false));
  },
  { capture: true, passive: true },
);

// The fields of a form whose state is the address say what the address says, after Back too.
addEventListener("pageshow", ({ persisted }) => {
  const [way] = performance.getEntriesByType("navigation");
  if (!persisted && way?.type === "navigate") return;
  for (const form of document.querySelectorAll("main form[method=get]"))
    if (!form.closest("[data-island]")) form.reset();
});

// Small controls: a password that is shown, a text that is copied, a page that is printed, a form that sends itself.
addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-shows], [data-copies], [data-prints]");
  if (!button) return;
  const { shows, copies } = button.dataset;
  if (shows) {
    const field = document.getElementById(shows);
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", shown);
  } else if (copies) {
    // This old way also works without TLS, as from a machine in the practice.
    document.getElementById(copies).select();
    const copied = document.execCommand("copy");
    button.nextElementSibling.textContent = copied ? "Copied" : "Select the text and copy it yourself.";
  } else print();
});

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


// A search that narrows as one types: its page is asked for once more, and its parts take the place of those that are there.
// The address follows, so that going back, reloading and sharing show the same. Whoever has gone on to a result stays at it.
for (const form of document.querySelectorAll("form[data-live]")) {
  const wanted = () => {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    return form.getAttribute("action") + (asked.size ? `?${asked}` : "");
  };
  let latest = wanted();
  const narrow = async () => {
    const address = wanted();
    // A field says “change” too when it is left, after everything in it was asked for.
    if (address === latest) return;
    latest = address;
    const answer = await request(address);
    const html = answer?.ok ? await answer.text() : undefined;
    if (address !== latest) return;
    if (html === undefined) {
      latest = undefined;
      return;
    }
    history.replaceState(null, "", address);
    const fresh = new DOMParser().parseFromString(html, "text/html");
    for (const part of document.querySelectorAll("[data-live-part]")) {
      const next = fresh.querySelector(`[data-live-part=${part.dataset.livePart}]`);
      const at = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
      part.hidden = next.hidden;
      part.replaceChildren(...next.childNodes);
      if (at) part.querySelector(`a[href="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
    }
  };
  let wait;
  for (const event of ["input", "change"])
    form.addEventListener(event, () => {
      clearTimeout(wait);
      wait = setTimeout(narrow, 40);
    });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
}
