// The questions of an interview: the number that is open, and the rest of a part answered with no.
const questionsOf = (part) => {
  const questions = {};
  for (const { name, value, checked } of part.querySelectorAll("input[type=radio]")) questions[name] ||= checked && value !== "";
  return questions;
};
const openOf = (part) => Object.entries(questionsOf(part)).flatMap(([name, answered]) => (answered ? [] : [name]));
const counted = ([none, one, more], count) => (count > 1 ? more.replace("#", count) : count ? one : none);
const count = (form, words) => {
  let total = 0;
  const parts = [];
  for (const part of form.querySelectorAll("section[data-asks]")) {
    const open = openOf(part).length;
    const must = part.dataset.asks === "must";
    part.querySelector("[data-open]").textContent = counted(must ? words.toAsk : words.notAsked, open);
    if (!must || !open) continue;
    total += open;
    parts.push(part.querySelector("h2").textContent);
  }
  const missing = document.getElementById("missing");
  if (!missing) return;
  missing.hidden = !total;
  missing.textContent = counted(words.missing, total).replace("@", parts.join("; "));
};
// Answers no to the open questions of a part, and returns their names.
const noToTheRest = (part) => {
  const open = openOf(part);
  for (const button of part.querySelectorAll("input[type=radio][value=no]")) if (open.includes(button.name)) button.checked = true;
  return open;
};
