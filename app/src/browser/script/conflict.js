// A form that saves itself meets what another window has saved or typed, or what the server says of it: loaded where that happens.
// Joins the values here, which began with these, with those that are stored. Nothing is sent before somebody has chosen.
export const meet = (save, began, here) => {
  const { seen, fields } = save.stale;
  const { joined, clashes } = join(began, here, fields);
  if (!same(joined, save.now())) save.show(joined);
  save.shown = joined;
  if (clashes.length) {
    save.began = began;
    save.keep();
    return save.say("stale", save.words.stale);
  }
  Object.assign(save, { seen, saved: fields, stale: undefined });
  save.settled();
};

// A draft that somebody has looked at comes beside what is here.
export const adopt = (save, { base, fields, seen }) => {
  const { joined, clashes } = join(base, fields, save.shown);
  const meets = clashes.length && seen !== save.seen && !same(fields, save.shown) && !save.flying && !save.stale;
  save.show(joined);
  if (!meets) return save.typed(joined);
  Object.assign(save, { shown: joined, began: base, stale: { seen: save.seen, fields: save.saved } });
  save.keep();
  save.say("stale", save.words.stale);
};

const choose = (save, values) => {
  if (!save.stale) return save.typed(values);
  const { seen, fields } = save.stale;
  Object.assign(save, { seen, saved: fields, shown: values, stale: undefined });
  save.settled();
  if (!same(save.shown, save.saved)) save.wait(0);
};

const clashes = ({ form, stale, began, whole, now }) => {
  if (!stale) return [];
  if (whole) return differing(now(), stale.fields).filter((name) => controlsOf(form, name).length);
  return join(began, now(), stale.fields).clashes;
};

export const paint = (save) => {
  const { form, words, panel, offers, faults, holds, stale, now } = save;
  compare({ form, words, panel, clashes: clashes(save), offers, stored: stale?.fields, now: now() });
  refuse(form, faults);
  if (!holds.length) return;
  const made = panel.piece("holds", { title: words.holds[holds.length > 1 ? 1 : 0] });
  const item = made.querySelector("li");
  const items = holds.map(([href, textContent]) => {
    const one = item.cloneNode(true);
    Object.assign(one.firstElementChild, { href, textContent });
    return one;
  });
  item.replaceWith(...items);
  panel.show("holds", [made]);
};

// A button of the panel was pressed.
export const press = async (save, deed, name) => {
  const offer = save.offers.find((one) => one.name === name);
  if (deed === "take" && save.stale) {
    save.show(taking(save.now(), name, save.stale.fields));
    save.typed(save.now());
    if (!clashes(save).length) choose(save, save.now());
  } else if (deed === "mine") choose(save, save.now());
  else if (deed === "theirs" && save.stale) {
    save.show(save.stale.fields);
    choose(save, save.stale.fields);
  } else if (offer) {
    save.offers = save.offers.filter((one) => one !== offer);
    if (deed === "adopt") adopt(save, offer.draft);
    if (deed === "discard" || same(save.shown, save.saved) || (await save.keep())) localStorage.removeItem(name);
  }
  paint(save);
};
