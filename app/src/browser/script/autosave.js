// A form about people that is saved while it is filled in: sent in the background to its own address, as its button would send
// it. At most one save is on its way, and each names the revision that the one before made.
const PAUSE = 400;
// So many changes in a row wait for a pause in typing.
const PATIENCE = 12;
const TRIES = [1000, 2000, 4000, 8000, 15000];
const SIGN_IN = 5000;
// A hash of values, the same after a reload: if what is stored has that of an unconfirmed save, it came from here.
const markOf = (values) => {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (const letter of JSON.stringify(Object.entries(values).sort())) {
    one = Math.imul(one ^ letter.codePointAt(), 0x01000193);
    other = Math.imul(other ^ letter.codePointAt(), 0x85ebca6b);
  }
  return `${one}${other}`;
};

export const start = async (place, given, { request, load }) => {
  const { words, met, reply } = given;
  const form = place.closest("form");
  const panel = openPanel(place);
  const drafts = await openDrafts(given, request);
  const mark = panel.piece("mark");
  place.prepend(mark);
  // What a draft or another window has and this page does not show.
  let aside = {};
  let [timer, leaving, passing] = [];
  let [turn, postponed, tries] = [0, 0, 0];
  // Marks of saves without an answer: the server may have one of them.
  let unsure = [];
  let state = "saved";
  let setToNo = [];
  let keeps = true;
  const address = new URL(form.getAttribute("action") ?? "", location).pathname;
  const saver = form.querySelector(".until-awake");
  const sends = [address, saver?.name ? { [saver.name]: saver.value } : {}];

  // What is said. A state that waits has its next try planned.
  const say = (next, text) => {
    state = next;
    mark.dataset.state = next === "saved" || next === "saving" ? next : "kept";
    const said = mark.firstElementChild;
    if (said.textContent !== text) said.textContent = text;
    mark.lastElementChild.hidden = text !== words[401];
    paint();
    goOn();
  };
  const show = (values) => {
    fill(form, values);
    aside = Object.fromEntries(Object.entries(values).filter(([name]) => !controlsOf(form, name).length));
    count(form, words);
  };
  const keep = async () => {
    const { seen, shown, saved, flying } = save;
    const sent = flying ? [...unsure, markOf(flying)] : unsure;
    keeps = await drafts.keep({ seen, sent, fields: shown, base: saved, sends });
    if (!keeps) panel.say(words.keepsNone);
    return keeps;
  };
  const wait = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(woke, milliseconds);
  };
  const unsaved = () => !same(save.shown, save.saved);
  const settled = (at) => {
    if (unsaved()) {
      keep();
      wait(PAUSE);
      return say("saving", words.saving);
    }
    drafts.forget();
    say("saved", at ? `${words.saved} ${at}` : words.first);
  };
  // The text on screen has changed.
  const typed = (values) => {
    if (same(values, save.shown)) return;
    save.shown = values;
    if (save.flying || save.stale) return keep();
    if (!unsaved() && !unsure.length) {
      postponed = 0;
      return settled();
    }
    keep();
    // The next try takes what is on screen then.
    if (state === "away") return;
    if (++postponed <= PATIENCE) wait(PAUSE);
    say("saving", words.saving);
  };
  const now = () => ({ ...aside, ...filled(form) });
  const begun = given.stored ?? filled(form, true);
  // `stale` is what another window has saved, until somebody has chosen.
  const save = { form, panel, words, whole: given.whole, seen: given.seen, saved: begun, shown: begun };
  Object.assign(save, { offers: [], faults: [], holds: [], now, show, keep, say, settled, typed, wait });

  let others;
  const conflict = () => (others ??= load("conflict").catch(() => (others = undefined)));
  const paint = async () => {
    if (others || save.stale || save.offers.length || save.faults.length || save.holds.length) (await conflict())?.paint(save);
  };
  // Meets what is stored now. Where its answer to an earlier save was lost, that came from here.
  const meet = async (stored, began, here) => {
    save.stale = stored;
    (await conflict()).meet(save, began, here);
  };

  // A timer has ended, the browser is online again, or the page is left.
  const woke = () => {
    if (save.flying || save.stale || (!unsaved() && !unsure.length)) return;
    [postponed, save.flying] = [0, save.shown];
    keep();
    send(++turn);
    if (state !== "away") say("saving", words.saving);
  };
  const send = async (mine) => {
    const sent = save.flying;
    const answer = await sendFields(request, sends, save.seen, save.saved, sent);
    const said = await answer?.json().catch(() => {});
    if (mine !== turn) return;
    save.flying = undefined;
    save.faults = said?.faults ?? [];
    const { seen, fields } = said ?? {};
    const own = fields && (unsure.includes(markOf(fields)) || same(fields, save.shown));
    if (seen && (answer.ok || own)) {
      Object.assign(save, { seen, saved: fields ?? sent });
      [unsure, tries] = [[], 0];
      save.holds.push(...(said.holds ?? []));
      settled(said.at);
    } else if (fields) {
      unsure = [];
      meet({ seen, fields }, save.saved, save.shown).catch(() => {
        save.stale = undefined;
        failed(0, said, sent);
      });
    } else failed(answer?.status ?? 0, said, sent);
  };
  const failed = (status, said, sent) => {
    if (status === 401) setTimeout(() => dispatchEvent(new Event("reweave-over")));
    // Nobody answers, or somebody between here and the server does.
    const away = !status || (status > 501 && status !== 507);
    if (away) unsure = [...unsure.filter((one) => one !== markOf(sent)), markOf(sent)].slice(-64);
    const waits = away || status === 507 ? TRIES[Math.min(tries++, 4)] : (status === 401 || status === 403) && SIGN_IN;
    keep();
    if (waits) wait(waits);
    say(waits ? "away" : "refused", words[status] ?? (away ? words[0] : `${words.refused} ${said?.said ?? words.broken}`));
  };

  // Links and buttons wait for a save that is on its way, and go on after it. One that fails leaves its draft: other pages open
  // all the same, and a sheet, which would differ from the screen, does not.
  const isSheet = ({ pathname }) => /(\.pdf|\.txt|\/handout|\/record-text)$/.test(pathname);
  const leaveBy = (way) => {
    if (state === "saved" || passing) return true;
    leaving = way;
    woke();
  };
  const goOn = () => {
    if (state === "saving" || !leaving) return;
    const way = leaving;
    leaving = undefined;
    if (state !== "saved" && (!way.href || isSheet(way))) return;
    passing = true;
    way.click();
    passing = false;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented) return;
    const stays = link.origin !== location.origin || (link.pathname === location.pathname && link.hash) || link.target;
    const beside = event.ctrlKey || event.metaKey || event.shiftKey;
    if ((isSheet(link) || (!stays && !beside && state === "saving")) && !leaveBy(link)) event.preventDefault();
  });
  for (const event of ["online", "pagehide", "visibilitychange"]) addEventListener(event, woke);
  addEventListener("beforeunload", (event) => unsaved() && !keeps && event.preventDefault());

  const changed = () => {
    typed(now());
    count(form, words);
  };
  for (const event of ["input", "change"]) form.addEventListener(event, changed);
  form.addEventListener("submit", (event) => {
    const by = event.submitter;
    if (!by || by.value === "save" || by === saver) {
      event.preventDefault();
      woke();
    } else if (!leaveBy(by) && state === "saving") event.preventDefault();
    // It goes on from what this page has saved.
    else form.querySelector("input[name=seen]").value = save.seen;
  });
  form.addEventListener("click", async (event) => {
    const part = event.target.closest?.("button[name=do][value^='no:']")?.value.slice(3);
    const [deed, name] = panel.pressed(event);
    if (part) {
      event.preventDefault();
      setToNo = noToTheRest(document.getElementById(part));
    } else if (deed === "ask-again") {
      // One that was answered otherwise since then stays.
      const kept = Object.entries(now()).filter(([name, value]) => value !== "no" || !setToNo.includes(name));
      show(Object.fromEntries(kept));
      setToNo = [];
    } else return deed && (await conflict()).press(save, deed, name);
    panel.show("no", setToNo.length ? [panel.piece("no", { text: counted(words.setToNo, setToNo.length) })] : []);
    changed();
  });

  // What was typed before this script was there counts as well, unless the page answers a form that was refused.
  const first = now();
  if (!reply) typed(first);
  let back;
  for (const found of await drafts.find()) {
    // The server has exactly this.
    if (same(found.draft.fields, save.saved)) remove(found.name);
    else if (found.own && !back) back = found;
    else save.offers.push(found);
  }
  const { seen, sent, base, fields } = back?.draft ?? {};
  if (back && unsaved()) (await conflict()).adopt(save, back.draft);
  else if (back && (seen === save.seen || sent?.includes(markOf(save.saved)))) {
    // It goes on where it was.
    unsure = sent ?? [];
    show(fields);
    typed(fields);
    wait(0);
  } else if (back) await meet({ seen: save.seen, fields: save.saved }, base, fields);
  // Where two windows have met, nothing is sent before somebody has looked.
  else if (reply && met) await meet({ seen: save.seen, fields: save.saved }, met.base, first);
  else if (reply) typed(first);
  if (back && (!unsaved() || (await keep()))) remove(back.name);
  if (back && unsaved() && !reply) panel.say(words.back);
  paint();
  count(form, words);
};
