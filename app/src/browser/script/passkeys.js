// Passkeys, on the pages that ask for one: the answer of the authenticator goes into a field, and the form is sent as any other.
const BASE64 = { "+": "-", "/": "_", "=": "" };
const toText = (buffer) => (buffer ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/[+/=]/g, (sign) => BASE64[sign]) : "");
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const descriptors = (known) => known.map(({ id, transports }) => ({ type: "public-key", id: toBytes(id), transports }));
// The same for all accounts and all servers: what comes back differs for each passkey, and no other site can ask for it.
const prf = { eval: { first: new TextEncoder().encode("reweave data key") } };
const secretOf = (credential) => credential.getClientExtensionResults().prf?.results?.first;

const ask = ({ challenge, rpId, known }) =>
  navigator.credentials.get({
    publicKey: { challenge: toBytes(challenge), rpId, allowCredentials: descriptors(known), userVerification: "required", timeout: 3e5, extensions: { prf } },
  });
const use = async (options) => {
  const answer = await ask(options);
  const { clientDataJSON, authenticatorData, signature, userHandle } = answer.response;
  return [answer.rawId, clientDataJSON, authenticatorData, signature, userHandle, secretOf(answer)].map(toText).join(".");
};
const make = async ({ challenge, rpId, user, known, kinds }) => {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(challenge),
      rp: { id: rpId, name: "Reweave" },
      user: { id: toBytes(user.id), name: user.name, displayName: user.name },
      pubKeyCredParams: kinds.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      excludeCredentials: descriptors(known),
      timeout: 3e5,
      extensions: { prf },
    },
  });
  let secret = secretOf(made);
  // Many authenticators say that they have a secret, and give it only when the passkey is used.
  if (!secret && made.getClientExtensionResults().prf?.enabled) {
    const transports = made.response.getTransports?.() ?? [];
    const again = { challenge: toText(crypto.getRandomValues(new Uint8Array(32))), rpId, known: [{ id: toText(made.rawId), transports }] };
    secret = await ask(again).then(secretOf, () => {});
  }
  const { clientDataJSON } = made.response;
  return [toText(clientDataJSON), toText(made.response.getAuthenticatorData()), made.response.getTransports?.().join() ?? "", toText(secret)].join(".");
};

const REASONS = {
  NotAllowedError: "Cancelled, or it took too long. Try again, or use another way.",
  InvalidStateError: "This device already has a passkey for this account.",
};
const works = isSecureContext && "PublicKeyCredential" in globalThis;
for (const other of document.querySelectorAll("[data-without-passkeys]")) other.hidden = works;
for (const place of document.querySelectorAll("[data-passkey]")) {
  place.hidden = !works;
  const button = place.querySelector("button[type=button]");
  const said = place.querySelector("[role=status]");
  const { passkey, options, fills, sends } = place.dataset;
  button.addEventListener("click", async () => {
    const form = place.closest("form");
    button.disabled = true;
    said.textContent = "";
    try {
      form.elements[fills].value = await (passkey === "make" ? make : use)(JSON.parse(options));
      const code = form.querySelector("input.code");
      if (code) {
        code.required = false;
        code.value = "";
        code.closest(".field").hidden = true;
      }
      if (sends !== undefined) return form.requestSubmit();
      button.hidden = true;
      said.textContent = "Confirmed with your passkey. Now go on.";
    } catch (error) {
      said.textContent = REASONS[error.name] ?? "This did not work on this device. Use another way.";
      button.disabled = false;
    }
  });
}
