// A key that an input method takes is no command. This listener comes before all others, those of the islands too, so none of
// them needs to know about compositions. Safari ends a composition before the key that ended it, and marks that key with 229.
addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
  },
  true,
);

// The letter of a shortcut: the one on the key, or the one at its place on a Latin keyboard where the layout has no Latin
// letters. AZERTY and Dvorak keep their own.
const letter = ({ key, code }) => {
  const elsewhere = /^[\p{L}\p{M}]/u.test(key) && !/^\p{Script=Latin}/u.test(key);
  return (elsewhere && code.startsWith("Key") ? code.at(-1) : key).toLowerCase();
};

// A field that text is typed into.
const types = (at) => at.matches?.("input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  const { key, target, shiftKey } = event;
  const command = (event.ctrlKey || event.metaKey) && !event.altKey ? letter(event) : "";
  if (command === "k" && !shiftKey && find) {
    event.preventDefault();
    look();
  }
  if (document.querySelector("dialog[open]")) return;
  // Taking back works wherever the focus is, except in fields whose text is no step of the page: those are the browser's.
  const step = { z: shiftKey ? "redo" : "undo", y: "redo" }[command];
  const button = step && (!types(target) || target.closest("[data-steps]")) && document.querySelector(`[data-do=${step}]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || types(target)) return;
  // A list with boxes to tick: from row to row, ticking one or all.
  const row = target.closest?.("[data-keys] li");
  const next = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[key];
  const boxes = row && letter(event) === "x" ? [...row.parentElement.querySelectorAll("input[type=checkbox]")] : [];
  const own = row?.querySelector("input[type=checkbox]");
  if (next) next.querySelector("a").focus();
  else if (boxes.length) {
    const ticked = !own.checked;
    for (const box of shiftKey ? boxes : [own]) box.checked = ticked;
  } else return;
  event.preventDefault();
});
