// Scripts of their own: what a page gives one, the key of drafts among it, is not to be found in the page afterwards.
for (const place of document.querySelectorAll("[data-script]")) {
  const { script, props = "{}" } = place.dataset;
  delete place.dataset.props;
  await (await load(script)).start?.(place, JSON.parse(props), { request, load, markup });
}

// Islands: parts of a page that move at once, with the very code of the server. A page loads the module of its own part.
const islands = [...document.querySelectorAll("[data-island]")];
if (islands.length) {
  const { part } = islands[0].dataset;
  // Islands that map and plan do it with the clinical library, which comes beside the module.
  const needed = fetch(library.replace("*", part));
  const module = await load(`reweave-${part}`);
  globalThis.reweave = markup;
  await module.default({ module_or_path: module.compiled });
  const shelf = await needed;
  module[`take_${part}`](new Uint8Array(await (shelf.ok ? shelf.arrayBuffer() : Promise.reject(shelf.status))));
  for (const island of islands) {
    // Something else may have changed what is in it, a translation for example. It then works as it does without scripts,
    // and the others start.
    try {
      module[island.dataset.island](island, island.dataset.props);
    } catch (error) {
      island.dataset.asleep = "";
      console.warn(island.dataset.island, error);
    }
    // An island has read what it was given, the key of drafts among it: that is not to be found in the page afterwards.
    delete island.dataset.props;
  }
}
// Browser tests wait for this, and styles show what only works with scripts.
document.documentElement.dataset.awake = "";
performance.mark("awake");
