// Unsaved drafts of other pages in this browser: listed, and sent without opening their pages.
// A draft younger than this is left to its own window, which saves sooner.
const LEAVE_ALONE = 4000;
export const start = async (place, given, { request }) => {
  const cipher = await cipherOf(given);
  const card = place.querySelector("template").content.firstElementChild.cloneNode(true);
  const list = card.querySelector("ul");
  const item = list.firstElementChild;
  const saved = item.lastElementChild;
  item.remove();
  saved.remove();
  const send = async ({ name, record, text, draft, row }) => {
    if (localStorage[name] !== text) {
      // Its window is open, or it is stored.
      row.remove();
      return list.children.length || card.remove();
    }
    const { sends, seen, fields, base } = draft;
    let answer;
    if (draft.island) answer = await request("/drafts/save", { method: "POST", body: new URLSearchParams({ record, sealed: text }) });
    else if (sends && base) answer = await sendFields(request, sends, seen, base, fields);
    // The page it was typed on may have saved it as it was left, and not heard of it.
    const stored = answer?.status === 409 && (await answer.json().catch(() => {}))?.fields;
    if (!answer?.ok && !(stored && same(stored, fields))) return;
    remove(name);
    row.append(saved.cloneNode(true));
  };
  for (const name of named("draft:")) {
    const [, record] = /^draft:(.*):[^:]*$/s.exec(name) ?? [];
    const text = localStorage[name];
    const draft = record && text && (await cipher.open(record, text, request));
    if (!draft) continue;
    const row = item.cloneNode(true);
    Object.assign(row.firstElementChild, { href: draft.address, textContent: draft.about || draft.address });
    list.append(row);
    setTimeout(send, LEAVE_ALONE, { name, record, text, draft, row });
  }
  if (list.children.length) place.append(card);
};
