// The panel of a form says what became of its text. The server has written its pieces as templates; places show copies of them.
const openPanel = (panel) => {
  const piece = (name, texts = {}) => {
    const made = panel.querySelector(`template[data-piece=${name}]`).content.firstElementChild.cloneNode(true);
    for (const [at, text] of Object.entries(texts)) made.querySelector(`[data-at=${at}]`).textContent = text;
    return made;
  };
  // Shows these in a place of the panel. Where they say the same, nothing is announced again; where the control that had the
  // keyboard goes, the next one gets it.
  const show = (name, made) => {
    const place = panel.querySelector(`[data-place=${name}]`);
    if (made.map((one) => one.outerHTML).join("") === place.innerHTML) return;
    const controls = () => [...panel.querySelectorAll("a, button")];
    const at = place.contains(document.activeElement) ? controls().indexOf(document.activeElement) : -1;
    place.replaceChildren(...made);
    if (at >= 0) (controls()[at] ?? controls().at(-1))?.focus();
  };
  return {
    piece,
    show,
    say: (text, discards) => {
      if (!text) return;
      const note = piece("said", { text });
      if (!discards) note.querySelector("button").remove();
      show("said", [note]);
    },
    // The word of a pressed button of the panel, and what it is about.
    pressed: ({ target }) => {
      const button = target.closest?.("button[data-do]");
      return button && panel.contains(button) ? /^([\w-]+):?(.*)$/s.exec(button.dataset.do).slice(1) : [];
    },
  };
};
