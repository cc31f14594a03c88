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
