// Wakes the islands. Everything on a page works without this script; with it, some of it moves at once.
const { version, library } = document.getElementById("wake").dataset;

// An island wakes before the islands inside it, and the children that the server rendered for an island are told so
// that they find the context they stand in.
async function wake(node, islands, told) {
  if (node.localName === "leptos-island") {
    told.at(-1)?.();
    await islands[node.dataset.component]?.(node);
  }
  const children = node.localName === "leptos-children";
  if (children) told.push(node.$$on_hydrate);
  for (const child of node.children) await wake(child, islands, told);
  if (children) told.pop();
}

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
    (!link || link.origin !== location.origin || link.target || link.hasAttribute("download") || /\.pdf$/.test(link.pathname) ||
      (link.hash && link.pathname === location.pathname) || event.ctrlKey || event.metaKey || event.shiftKey);
  const elsewhere = event.type === "submit" && event.target.target;
  if (event.defaultPrevented || stays || elsewhere) return;
  clearTimeout(sign);
  sign = setTimeout(() => (document.documentElement.dataset.busy = ""), 300);
};
addEventListener("click", leaving);
addEventListener("submit", leaving);
addEventListener("pageshow", settle);

// The search over any page: Ctrl K, the link in the rail, or "/" where no search of its own stands on the page. What was
// found is a piece of a page from our own server. Nothing opens above the cover of a hidden or locked screen.
const find = document.getElementById("find");
const types = (at) => at.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
let look = () => {};
if (find) {
  const field = find.querySelector("input");
  const place = find.querySelector(".results");
  let turn = 0;
  let latest;
  const ask = async () => {
    const mine = ++turn;
    const answer = await fetch(`/search/found?q=${encodeURIComponent(field.value)}`).catch(() => undefined);
    const html = answer?.ok && !answer.redirected ? await answer.text() : undefined;
    if (mine !== turn) return;
    if (html !== undefined) place.innerHTML = html;
    else place.textContent = answer ? "You are signed out. Sign in again to search." : "The server does not answer. Try again in a moment.";
  };
  look = () => {
    if (document.querySelector("dialog[open]")) return;
    find.showModal();
    field.select();
    latest = ask();
  };
  field.addEventListener("input", () => (latest = ask()));
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
  for (const link of document.querySelectorAll(".rail a[href='/search']"))
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      look();
    });
}
addEventListener("keydown", (event) => {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key.toLowerCase() === "k" && find) {
    event.preventDefault();
    look();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || types(target) || document.querySelector("dialog[open]")) return;
  // A list with boxes to tick: from row to row, ticking one or all.
  const row = target.closest?.("[data-keys] li");
  const next = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[key];
  const boxes = row && key.toLowerCase() === "x" ? [...row.parentElement.querySelectorAll("input[type=checkbox]")] : [];
  const own = row?.querySelector("input[type=checkbox]");
  if (next) next.querySelector("a").focus();
  else if (boxes.length) {
    const ticked = !own.checked;
    for (const box of event.shiftKey ? boxes : [own]) box.checked = ticked;
  } else if (key === "/") {
    const here = document.querySelector("main form[role=search] :is(input:not([type=hidden]), select)");
    if (here) here.focus();
    else look();
  } else return;
  event.preventDefault();
});

if (document.querySelector("leptos-island")) {
  // Islands that map and plan do it with the clinical library, which comes beside the module.
  const needed = document.querySelector("[data-part]")?.dataset.part;
  const shelf =
    needed &&
    fetch(library.replace("*", needed)).then((answer) =>
      answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status),
    );
  const part = needed ?? "pages";
  const islands = await import(`/pkg/reweave-${part}.js?v=${version}`);
  await islands.default({ module_or_path: `/pkg/reweave-${part}.wasm?v=${version}` });
  if (needed) islands[`take_${needed}`](new Uint8Array(await shelf));
  islands.hydrate();
  await wake(document.body, islands, []);
  // Browser tests wait for this, and styles show what only works awake.
  document.documentElement.dataset.awake = "";
  performance.mark("awake");
}
