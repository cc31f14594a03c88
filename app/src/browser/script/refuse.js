// The reason beside a field that is refused, linked for screen readers.
const refuse = (form, faults) => {
  for (const field of form.querySelectorAll("[data-refused]")) {
    const { described = "" } = field.dataset;
    document.getElementById(`${field.name}-refused`)?.remove();
    if (described) field.setAttribute("aria-describedby", described);
    else field.removeAttribute("aria-describedby");
    field.removeAttribute("aria-invalid");
    delete field.dataset.refused;
  }
  for (const { field: name, text } of faults) {
    const [field] = form.querySelectorAll(`[name="${CSS.escape(name)}"]:is(input, textarea, select)`);
    if (!field || "refused" in field.dataset) continue;
    const reason = Object.assign(document.createElement("p"), { className: "fault", id: `${name}-refused`, textContent: text, role: "alert" });
    field.after(reason);
    const described = field.getAttribute("aria-describedby") ?? "";
    Object.assign(field.dataset, { refused: "", described });
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${described} ${reason.id}`.trim());
  }
};
