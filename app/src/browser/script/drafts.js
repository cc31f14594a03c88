// Drafts of forms: what is typed is kept in the browser's storage, sealed, until the server has it. Every open page has its own
// name there, so that no window takes another's draft away.
const SEALED = "aes:";
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const random = (count) => hex(crypto.getRandomValues(new Uint8Array(count)));
const named = (start) => {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  } catch {
    // A browser without storage keeps no drafts.
    return [];
  }
};
const remove = (name) => {
  try {
    localStorage.removeItem(name);
  } catch {}
};

// Opens the cipher of an account's drafts. Without TLS, a browser has none on another machine than the server's.
const cipherOf = async ({ key, account }) => {
  const aes = await crypto.subtle?.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]);
  const about = (record, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${account}\0draft\0${record}`) });
  return {
    seal: async (record, draft) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(about(record, iv), aes, new TextEncoder().encode(JSON.stringify(draft)));
      return SEALED + hex(iv) + hex(new Uint8Array(sealed));
    },
    // Nothing for a draft of another account or record. The server opens those of islands and of earlier versions.
    open: async (record, text, request) => {
      if (!text.startsWith(SEALED)) {
        const answer = await request("/drafts/open", { method: "POST", body: new URLSearchParams({ record, sealed: text }) });
        return answer?.ok ? answer.json() : undefined;
      }
      const bytes = bytesOf(text.slice(SEALED.length));
      try {
        const plain = await crypto.subtle.decrypt(about(record, bytes.slice(0, 12)), aes, bytes.slice(12));
        return JSON.parse(new TextDecoder().decode(plain));
      } catch {}
    },
  };
};

// The id of this tab. Without session storage it is another one after each load: earlier text is then another window's.
const tabId = () => {
  let id = random(6);
  try {
    id = sessionStorage.tab ?? (sessionStorage.tab = id);
  } catch {}
  return id;
};

// The place of the drafts of one record, for this page.
const openDrafts = async (given, request) => {
  const { record, about, address } = given;
  const cipher = await cipherOf(given);
  const shared = `draft:${record}`;
  const tab = tabId();
  let id;
  let [turn, written] = [0, 0];
  // Goes on under a new id, and returns the one before, to tell the text that was sent from what is typed later.
  const renew = () => {
    const before = id;
    id = `${tab}-${String(Date.now()).padStart(12, "0")}${random(3)}`;
    return before;
  };
  renew();
  return {
    renew,
    // Begins to seal at once. What was sealed later is never replaced. False if the browser keeps nothing.
    keep: async (draft) => {
      const [mine, name] = [++turn, `${shared}:${id}`];
      try {
        const sealed = await cipher.seal(record, { ...draft, about, address });
        if (mine > written) localStorage.setItem(name, sealed);
        written = Math.max(mine, written);
        return true;
      } catch {
        return false;
      }
    },
    forget: () => {
      written = ++turn;
      remove(`${shared}:${id}`);
    },
    // The readable drafts of this record, the latest of this tab first. Nobody has seen those of other windows yet.
    find: async () => {
      const found = [];
      // Earlier versions kept one for all windows, without an id.
      for (const name of named(shared)) {
        if ((name !== shared && !name.startsWith(`${shared}:`)) || name === `${shared}:${id}`) continue;
        const draft = await cipher.open(record, localStorage[name] ?? "", request);
        if (draft?.fields) found.push({ name, draft, own: name.startsWith(`${shared}:${tab}-`) });
      }
      return found.sort((one, other) => other.own - one.own || (one.name < other.name ? 1 : -1));
    },
  };
};
