// The search over any page. What was found is a piece of a page from our own server.
let ask;
const listen = (find, request, markup) => {
  const field = find.querySelector("input");
  const place = find.querySelector(".results");
  let turn = 0;
  let latest;
  const look = async () => {
    const mine = ++turn;
    const answer = await request("/search/found", { method: "POST", body: new URLSearchParams({ q: field.value }) });
    const html = answer?.ok && !answer.redirected ? await answer.text() : undefined;
    if (mine !== turn) return;
    if (html !== undefined) place.innerHTML = markup.createHTML(html);
    else if (answer?.status === 401) dispatchEvent(new Event("reweave-over"));
    else place.textContent = "No connection to Reweave. Try again in a moment.";
  };
  ask = () => (latest = look());
  field.addEventListener("input", ask);
  find.querySelector("button").addEventListener("click", () => find.close());
  find.addEventListener("close", () => ((place.textContent = ""), (field.value = ""), turn++));
  find.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await latest;
    place.querySelector(".hit")?.click();
  });
  find.addEventListener("keydown", (event) => {
    const stops = [field, ...place.querySelectorAll("a, button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = stops.indexOf(document.activeElement);
    // By itself a browser would only empty the field, and need a second Esc.
    if (event.key === "Escape") {
      event.preventDefault();
      find.close();
    } else if (step && at >= 0) {
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    } else if (at > 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
  });
};
export const start = (find, request, markup) => {
  if (!ask) listen(find, request, markup);
  ask();
};
