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

// Small controls: a password that is shown, a text that is copied, a page that is printed.
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
