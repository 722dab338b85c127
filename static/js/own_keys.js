// Keys of one's own, on this device: {"v": "f"} has f do what v does. All other scripts know the keys of the list alone.
(() => {
  "use strict";
  const STORE = "claimtrack.own-keys";
  const FIXED = "g+-0";  // see the list: what begins a way, and the map's
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  const listed = [...dialog.querySelectorAll("[data-own]")];
  const names = new Set(listed.map((kbd) => kbd.dataset.own));
  const status = dialog.querySelector("[role=status]");
  const change = dialog.querySelector("[data-own-change]");
  const reset = dialog.querySelector("[data-own-reset]");
  let own = JSON.parse(localStorage.getItem(STORE) || "{}");
  let went = -Infinity;

  const keyOf = (name) => own[name] || name;
  const nameOf = (key) => [...names].find((name) => keyOf(name) === key);
  const inField = (target) => target.isContentEditable || target.closest("textarea, select, input:not([type=checkbox], [type=radio])");

  // Before anything else sees a key: what is pressed becomes the key of the list that it stands for.
  addEventListener("keydown", (event) => {
    const plain = event.isTrusted && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || inField(event.target) || document.querySelector("dialog[open]")) return;
    const follows = event.timeStamp - went < 1500;
    went = event.key === "g" && !follows ? event.timeStamp : -Infinity;
    const name = nameOf(event.key);
    if (follows || name === event.key || (!name && !names.has(event.key))) return;
    event.stopImmediatePropagation();
    const stands = { key: name, bubbles: true, cancelable: true };
    if (name && !event.target.dispatchEvent(new KeyboardEvent("keydown", stands))) event.preventDefault();
  }, true);

  // Buttons and the list show the key that is pressed.
  function label() {
    for (const kbd of document.querySelectorAll("kbd")) {
      const name = kbd.dataset.own || kbd.textContent;
      if (!names.has(name) || kbd.closest("[data-fixed]")) continue;
      kbd.dataset.own = name;
      kbd.textContent = keyOf(name);
    }
    for (const hint of document.querySelectorAll(".words-hint")) {
      hint.dataset.said = hint.dataset.said || hint.textContent;
      hint.textContent = hint.dataset.said.replace(/(?<=· )[a-z](?= )/, keyOf);
    }
    for (const field of dialog.querySelectorAll(".own-key")) field.value = keyOf(field.name);
    reset.hidden = !Object.keys(own).length;
  }

  function keep(chosen) {
    own = chosen;
    localStorage.setItem(STORE, JSON.stringify(own));
    status.textContent = status.dataset.kept;
    label();
  }

  function take(field) {
    const key = field.value.trim().toLowerCase();
    const taken = key && (FIXED.includes(key) || ![undefined, field.name].includes(nameOf(key)));
    field.toggleAttribute("aria-invalid", Boolean(taken));
    if (taken) status.textContent = status.dataset.taken;
    else if (key) keep(Object.fromEntries(Object.entries({ ...own, [field.name]: key }).filter(([name, to]) => name !== to)));
  }

  function edit() {
    for (const kbd of listed) {
      const field = document.createElement("input");
      Object.assign(field, { name: kbd.dataset.own, className: "own-key", maxLength: 1, autocomplete: "off" });
      field.setAttribute("aria-label", `${kbd.dataset.own} : ${kbd.closest("tr").querySelector("td").textContent}`);
      field.addEventListener("focus", () => field.select());
      field.addEventListener("input", () => take(field));
      field.addEventListener("blur", () => { field.removeAttribute("aria-invalid"); field.value = keyOf(field.name); });
      kbd.hidden = true;
      kbd.after(field);
    }
    change.hidden = true;
    label();
    dialog.querySelector(".own-key").focus();
  }

  dialog.querySelector(".own-keys").hidden = false;
  change.addEventListener("click", edit);
  reset.addEventListener("click", () => keep({}));
  document.addEventListener("htmx:afterSettle", label);
  label();
})();
