// Reads and fills in a form. An empty field is missing, and ticked boxes of one name are lines.
const lines = (text) => text.replace(/\r\n/g, "\n");
// The value of a control: the one on screen, or the one that the server has sent.
const valueOf = (control, sent) => {
  if (isBox(control)) return (sent ? control.defaultChecked : control.checked) ? control.value : "";
  if (!sent) return control.value;
  const { options, defaultValue } = control;
  return options ? (([...options].find((option) => option.defaultSelected) ?? options[0])?.value ?? "") : defaultValue;
};
const filled = (form, sent) => {
  const values = {};
  for (const control of controlsOf(form)) {
    const value = lines(valueOf(control, sent));
    if (value) values[control.name] = values[control.name] ? `${values[control.name]}\n${value}` : value;
  }
  return values;
};

const write = (control, value) => {
  // These say what they hold only when one is done with them.
  if (control === document.activeElement && /^(number|date|time)$/.test(control.type)) return;
  const was = control.value;
  control.value = value;
  if (control.type !== "textarea") return;
  // By itself a browser puts the caret at the end; it belongs behind the change.
  let same = 0;
  while (same < Math.min(was.length, value.length) && was.at(-1 - same) === value.at(-1 - same)) same++;
  control.selectionStart = control.selectionEnd = value.length - same;
};
// Fills in the form; controls that say the same already are left alone.
const fill = (form, wanted) => {
  for (const control of controlsOf(form)) {
    const value = wanted[control.name] ?? "";
    // “Not asked” is the button with an empty value.
    if (isBox(control)) control.checked = control.value ? value.split("\n").includes(control.value) : !value;
    else if (lines(control.value) !== value) write(control, value);
  }
};

// Browsers let so much outlive the page.
const OUTLIVES = 60_000;
// Sends the fields to the address of a form, as its button would, those that have become empty too, and asks for an answer in
// JSON.
const sendFields = (request, [address, button], seen, base, fields) => {
  const values = Object.fromEntries(Object.keys({ ...base, ...fields }).map((name) => [name, fields[name] ?? ""]));
  const body = new URLSearchParams({ ...values, ...button, seen });
  return request(address, { method: "POST", headers: { accept: "application/json" }, body, keepalive: `${body}`.length < OUTLIVES });
};
