// Fields that suggest while one types: a combobox (role, aria-controls, data-suggest) and its list, which the server
// sends as options with data-value and data-id. And forms that open in place: Escape or "Cancel" closes them.
(() => {
  "use strict";
  // Ctrl or Cmd with Enter sends the form that one types in: by the button that says so, else by its main one.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    const form = event.target.closest && event.target.closest("main form");
    if (!form) return;
    const sending = [...form.querySelectorAll("button:not([type=button])")];
    const button = form.querySelector("[data-ctrl-enter]") || form.querySelector("button.primary") || sending.pop();
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  let waiting = 0;
  let asked = null;

  const combo = (target) => target.closest && target.closest("[data-suggest]");
  const list = (field) => document.getElementById(field.getAttribute("aria-controls"));
  const options = (field) => [...list(field).querySelectorAll("[role=option]")];
  const active = (field) => document.getElementById(field.getAttribute("aria-activedescendant"));
  const isOpen = (field) => field.getAttribute("aria-expanded") === "true";
  // The id of what was chosen goes into the hidden field named after the text's, where there is one: speaker_id.
  const chosen = (field) => {
    const scope = field.closest("[data-row]") || field.form;
    return scope.querySelector(`[name="${field.name}_id"]`);
  };

  function show(field, open) {
    if (!field.isConnected) return; // the answer came after its form had gone
    list(field).hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    field.removeAttribute("aria-activedescendant");
  }

  function point(field, option) {
    for (const other of options(field)) other.setAttribute("aria-selected", String(other === option));
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function take(field, option) {
    field.value = option.dataset.value;
    if (chosen(field)) chosen(field).value = option.dataset.id;
    show(field, false);
  }

  async function ask(field) {
    if (asked) asked.abort();
    asked = new AbortController();
    const address = `${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`;
    try {
      const response = await fetch(address, { signal: asked.signal });
      const found = await response.text();
      if (!response.ok || response.redirected || !field.isConnected) return show(field, false);
      const box = list(field);
      box.innerHTML = found;
      options(field).forEach((option, i) => { option.id = `${box.id}_${i}`; });
      const told = box.querySelector(".sr");
      box.parentElement.querySelector("[role=status]").textContent = told ? told.textContent : "";
      if (told) told.remove();
      show(field, document.activeElement === field && box.childElementCount > 0);
    } catch (error) {
      if (error.name !== "AbortError") show(field, false);
    }
  }

  function step(field, by) {
    const all = options(field);
    const at = all.indexOf(active(field));
    if (all.length) point(field, all[(at === -1 && by < 0 ? all.length - 1 : at + by + all.length) % all.length]);
  }

  // What was typed as a date is read back before it is sent.
  async function readBack(field) {
    const told = field.closest(".field").querySelector(".read");
    const address = `${field.parentElement.dataset.read}?q=${encodeURIComponent(field.value)}`;
    const value = field.value;
    const response = await fetch(address).catch(() => null);
    if (field.value === value) told.textContent = response && response.ok && !response.redirected ? (await response.text()).trim() : "";
  }

  document.addEventListener("input", (event) => {
    const field = combo(event.target);
    if (event.target.closest("[data-read]")) {
      clearTimeout(waiting);
      waiting = setTimeout(() => readBack(event.target), 200);
    }
    if (!field) return;
    if (chosen(field)) chosen(field).value = "";
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(field), 150);
  });

  document.addEventListener("keydown", (event) => {
    const field = combo(event.target);
    if (!field || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen(field)) step(field, event.key === "ArrowDown" ? 1 : -1);
      else ask(field);
    } else if (event.key === "Enter" && isOpen(field) && active(field)) {
      event.preventDefault();
      take(field, active(field));
    } else if (event.key === "Escape" && isOpen(field)) {
      event.stopImmediatePropagation();
      show(field, false);
    }
  }, true);

  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest(".combo [role=option]");
    if (!option) return;
    event.preventDefault();
    take(option.closest(".combo").querySelector("[role=combobox]"), option);
  });
  document.addEventListener("focusout", (event) => {
    const field = combo(event.target);
    clearTimeout(waiting);
    if (field && isOpen(field)) show(field, false);
  });

  // A form that has opened, or come back with what is wrong, is ready to type in.
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = event.target.matches(".in-place") && event.target;
    const first = place && (place.querySelector(".conflict") || place.querySelector("[aria-invalid=true]")
      || place.querySelector("input:not([type=hidden])"));
    if (first) first.focus();
  });

  function close(form) {
    const place = form && form.closest(".in-place");
    if (!place) return false;
    const opener = document.querySelector(`[hx-target="#${place.id}"][data-key]`);
    place.replaceChildren();
    if (opener) opener.focus();
    return true;
  }
  document.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-cancel]");
    if (cancel && close(cancel.closest("form"))) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && close(event.target.closest(".correction"))) event.stopImmediatePropagation();
  }, true);
})();
