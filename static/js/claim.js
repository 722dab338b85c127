// The page of a claim: words selected in what was seen go into the quotation.
(() => {
  "use strict";
  const show = () => { for (const button of document.querySelectorAll("[data-quote]")) button.hidden = false; };
  show();
  document.addEventListener("htmx:afterSettle", show);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-quote]");
    if (!button) return;
    const seen = document.getElementById(button.dataset.quote);
    const quote = button.closest("form").querySelector("[name=quote]");
    const words = seen.value.slice(seen.selectionStart, seen.selectionEnd).trim();
    if (words) quote.value = quote.value.trim() ? `${quote.value.trim()}\n[…]\n${words}` : words;
    quote.focus();
  });
})();

// Whoever writes @ and letters is offered people: arrows choose, Enter or Tab takes, Escape leaves.
(() => {
  "use strict";
  let waiting = 0;
  let asked = null;
  const place = (field) => field.closest(".mentioning");
  const list = (field) => place(field).querySelector("[role=listbox]");
  const options = (field) => [...list(field).querySelectorAll("[role=option]")];
  const isField = (target) => target.matches && target.matches(".mentioning textarea");

  function typed(field) {
    const before = field.value.slice(0, field.selectionStart);
    const found = before.match(/(?:^|[^\w@.+-])@([\w.+-]*)$/u);
    return found ? found[1] : null;
  }

  function close(field) {
    list(field).hidden = true;
    field.removeAttribute("aria-activedescendant");
  }

  function point(field, option) {
    for (const other of options(field)) other.setAttribute("aria-selected", String(other === option));
    field.setAttribute("aria-activedescendant", option.id);
  }

  function take(field, option) {
    const end = field.selectionStart;
    const start = end - typed(field).length;
    field.setRangeText(`${option.dataset.value} `, start, end, "end");
    close(field);
  }

  async function ask(field) {
    const words = typed(field);
    if (words === null) return close(field);
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const address = `${place(field).dataset.people}?q=${encodeURIComponent(words)}`;
      const response = await fetch(address, { signal: asked.signal });
      if (!response.ok || response.redirected || typed(field) === null) return close(field);
      const box = list(field);
      box.innerHTML = await response.text();
      options(field).forEach((option, i) => { option.id = `${box.id}_${i}`; });
      const told = box.querySelector(".sr");
      place(field).querySelector("[role=status]").textContent = told ? told.textContent : "";
      if (told) told.remove();
      box.hidden = document.activeElement !== field || !options(field).length;
      if (!box.hidden) point(field, options(field)[0]);
    } catch (error) {
      if (error.name !== "AbortError") close(field);
    }
  }

  for (const field of document.querySelectorAll(".mentioning textarea")) {
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list(field).id);
  }
  document.addEventListener("input", (event) => {
    if (!isField(event.target)) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(event.target), 120);
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!isField(field) || list(field).hidden || event.isComposing) return;
    const all = options(field);
    const at = all.findIndex((option) => option.id === field.getAttribute("aria-activedescendant"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      point(field, all[(at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
    } else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) {
      take(field, all[at]);
    } else if (event.key === "Escape") {
      close(field);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest(".mentioning [role=option]");
    if (!option) return;
    event.preventDefault();
    take(option.closest(".mentioning").querySelector("textarea"), option);
  });
  document.addEventListener("focusout", (event) => { if (isField(event.target)) close(event.target); });
})();
