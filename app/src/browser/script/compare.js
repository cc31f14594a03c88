// What two windows have typed, side by side: loaded where there is any of it.
const wordsOf = (element) => element.textContent.trim().replace(/\s+/g, " ");
const labelOf = ([control], name, words) => {
  // A draft of before a hold has fields that the page does not show now.
  if (!control) return words.gone;
  const group = control.closest("[role=radiogroup]");
  if (group) return group.getAttribute("aria-label") ?? name;
  const legend = control.closest("fieldset")?.querySelector("legend");
  const label = control.type === "radio" ? legend : (control.labels?.[0] ?? legend);
  return label ? wordsOf(label) : (control.getAttribute("aria-label") ?? name);
};
const inWords = (controls, value) => {
  const word = (one) => {
    for (const control of controls) {
      const known = isBox(control)
        ? control.value === one && control.closest("label")
        : [...(control.options ?? [])].find((option) => option.value === one);
      if (known) return wordsOf(known);
    }
    return one;
  };
  return controls.some(isBox) ? value.split("\n").map(word).join(", ") : word(value);
};

export const compare = ({ form, words, panel, clashes, offers, stored, now }) => {
  const { piece, show } = panel;
  const list = (into, names, there) => {
    const item = into.querySelector("li");
    const items = names.map((name) => {
      const controls = controlsOf(form, name);
      const made = item.cloneNode(true);
      made.querySelector("[data-at=label]").textContent = labelOf(controls, name, words);
      made.querySelector("[data-at=value]").textContent = inWords(controls, there[name] ?? "") || words.empty;
      const button = made.querySelector("button");
      if (button) button.dataset.do = `take:${name}`;
      return made;
    });
    item.replaceWith(...items);
    return into;
  };
  show("clashes", clashes.length ? [list(piece("clashes"), clashes, stored)] : []);
  const offered = offers.map(({ name, draft }) => {
    const made = piece("offer");
    for (const button of made.querySelectorAll("button")) button.dataset.do += `:${name}`;
    return made.querySelector("li") ? list(made, differing(now, draft.fields), draft.fields) : made;
  });
  show("offers", offered);
};
