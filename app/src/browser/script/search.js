// The search over any page opens with Ctrl K, or the link in the rail; its script is loaded when it is first asked for. Nothing
// opens above the cover of a hidden or locked screen.
const find = document.getElementById("find");
const look = async () => {
  if (document.querySelector("dialog[open]")) return;
  find.showModal();
  find.querySelector("input").select();
  (await load("find")).start(find, request, markup);
};
addEventListener("click", (event) => {
  if (!find || !event.target.closest?.(".rail a[href='/search']") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  look();
});
