// A search that narrows as one types: its page is asked for once more, and its parts take the place of those that are there.
// The address follows, so that going back, reloading and sharing show the same. Whoever has gone on to a result stays at it.
export const start = (form, given, { request, markup }) => {
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
    const fresh = new DOMParser().parseFromString(markup.createHTML(html), "text/html");
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
};
