// Choosing lines of a list: i takes the one that has the focus, a the whole page; the buttons say how many.
(() => {
  "use strict";
  const bar = document.getElementById("bulk");
  if (!bar) return;
  const boxes = [...document.querySelectorAll("input[name=claim][form=bulk]")];
  const all = document.getElementById("bulk-all");
  const page = document.getElementById("bulk-page");
  const said = document.getElementById("bulk-said");
  document.getElementById("bulk-page-label").hidden = false;
  bar.classList.add("live"); // with scripts, the buttons appear once something is chosen

  function tell() {
    const chosen = boxes.filter((box) => box.checked).length;
    const count = all.checked ? all.dataset.count : String(chosen);
    for (const place of bar.querySelectorAll(".bulk-count")) place.textContent = all.checked || chosen ? ` (${count})` : "";
    for (const button of bar.querySelectorAll("button[name=action]")) button.disabled = !all.checked && !chosen;
    page.checked = chosen > 0 && chosen === boxes.length;
    page.indeterminate = chosen > 0 && chosen < boxes.length;
    said.textContent = all.checked || chosen ? `${said.dataset.words} ${count}` : "";
    bar.classList.toggle("used", all.checked || chosen > 0);
  }
  page.addEventListener("change", () => {
    for (const box of boxes) box.checked = page.checked;
    tell();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[name=claim][form=bulk], #bulk-all")) tell();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "i" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (localStorage.getItem("claimtrack.keys") === "off") return;
    const line = event.target.closest(".line");
    const box = line && line.querySelector("input[name=claim][form=bulk]");
    if (!box || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    event.preventDefault();
    box.click();
  });
  addEventListener("pageshow", tell); // the browser may have kept what was ticked
  tell();
})();
