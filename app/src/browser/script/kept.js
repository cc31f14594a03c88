// A form that is saved when it is sent: its content is a draft until the server says that exactly this is stored.
export const start = async (place, given, { request, load }) => {
  const { reply, words } = given;
  const form = place.closest("form");
  const panel = openPanel(place);
  // A page that says what was refused begins with the first field that is wrong.
  if (reply) form.querySelector("[aria-invalid=true]")?.focus();
  const drafts = await openDrafts(given, request);
  // The values when typing began, as far as this page knows.
  let base = filled(form, true);
  // What a draft has and the page does not show now.
  let aside = {};
  let offers = [];
  const now = () => ({ ...aside, ...filled(form) });
  const show = (values) => {
    fill(form, values);
    aside = Object.fromEntries(Object.entries(values).filter(([name]) => !controlsOf(form, name).length));
  };
  const keep = async () => {
    if (!reply && same(now(), base)) {
      drafts.forget();
      return true;
    }
    const kept = await drafts.keep({ fields: now(), base });
    if (!kept) panel.say(words.keepsNone);
    return kept;
  };
  let clashes = [];
  let compared;
  const say = async () => {
    if (!compared && !clashes.length && !offers.length) return;
    compared ??= load("compare");
    (await compared).compare({ form, words, panel, clashes, offers, stored: base, now: now() });
  };
  // Puts a draft of this tab, or one that was chosen, into the form.
  const putBack = async ({ name, draft }) => {
    const [before, met] = [now(), join(draft.base, draft.fields, now())];
    show(met.joined);
    if (reply && draft.base) base = draft.base;
    clashes = reply ? [] : met.clashes;
    // A page that says what was refused shows the text that was sent; only more than that is back.
    if (!reply || !same(now(), before)) panel.say(words.back, true);
    say();
    if (await keep()) remove(name);
  };

  for (const event of ["input", "change"]) form.addEventListener(event, keep);
  // A form is sent once the server has answered: without an answer, the browser would leave the page for one of its own.
  let [answers, asks] = [false, false];
  const ask = async (button) => {
    asks = true;
    keep();
    const answer = await request("/api/session", { method: "POST" });
    asks = false;
    if (!answer || answer.status === 401) {
      panel.say(answer ? words.signedOut : words.away);
      return place.scrollIntoView({ block: "nearest" });
    }
    answers = true;
    form.requestSubmit(button);
    answers = false;
  };
  // The server names the draft that it has stored. What is typed later is another one.
  form.addEventListener("submit", (event) => {
    if (!answers) {
      event.preventDefault();
      if (!asks) ask(event.submitter);
      return;
    }
    keep();
    let field = form.querySelector("input[name=kept-draft]");
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "kept-draft" });
      form.append(field);
    }
    field.value = drafts.renew();
  });
  form.addEventListener("click", (event) => {
    const [deed, name] = panel.pressed(event);
    const offer = offers.find((one) => one.name === name);
    if (deed === "drop") {
      show(base);
      drafts.forget();
      clashes = [];
      panel.say(words.discarded);
    } else if (deed === "take") {
      show(taking(now(), name, base));
      keep();
      clashes = clashes.filter((one) => one !== name);
    } else if (deed === "mine") clashes = [];
    else if (offer) {
      offers = offers.filter((one) => one !== offer);
      if (deed === "adopt") putBack(offer);
      else remove(name);
    } else return;
    say();
  });

  let back = false;
  for (const found of await drafts.find()) {
    // The server has exactly this.
    if (!reply && same(found.draft.fields, base)) remove(found.name);
    else if (found.own && !back) {
      back = true;
      putBack(found);
    } else offers.push(found);
  }
  say();
};
