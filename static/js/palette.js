// The palette (Ctrl or Cmd and K): pages, what can be done here, claims seen before, and everything that has a name.
(() => {
  "use strict";
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("ul");
  const status = dialog.querySelector("[role=status]");
  const SEEN = "claimtrack.seen";
  const KEPT = 6;
  let waiting = 0;
  let asked = null;

  // Names and pages of claims seen before stay on this device, and go when somebody signs out.
  const seen = () => JSON.parse(sessionStorage.getItem(SEEN) || "[]");
  if (/^\/claims\/\d+\/$/.test(location.pathname)) {
    const here = { url: location.pathname, label: document.querySelector("h1").textContent.trim() };
    const others = seen().filter(({ url }) => url !== here.url);
    sessionStorage.setItem(SEEN, JSON.stringify([here, ...others].slice(0, KEPT)));
  }

  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const nameOf = (element) => {
    const copy = element.cloneNode(true);
    for (const kbd of copy.querySelectorAll("kbd, [aria-hidden]")) kbd.remove();
    return element.getAttribute("aria-label") || copy.textContent.trim();
  };

  function actions() {
    const current = document.querySelector(".card.current") || document.querySelector("main");
    const elements = [...current.querySelectorAll("[data-key]"), ...document.querySelectorAll(".told [data-key]")];
    return elements.filter((e) => e.matches("a, button, summary") && e.getClientRects().length).map((element) => ({ kind: dialog.dataset.action, label: nameOf(element), element }));
  }

  function known() {
    const pages = [...document.querySelectorAll("[data-go], .menu-list a")].map((link) => ({ kind: dialog.dataset.page, label: nameOf(link), url: link.href }));
    return [...actions(), ...pages, ...seen().map((claim) => ({ kind: dialog.dataset.recent, ...claim }))];
  }

  function option({ kind, label, url, element }) {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    if (url) item.dataset.url = url;
    item.press = element && (() => element.click());
    const what = Object.assign(document.createElement("span"), { className: "quiet", textContent: kind });
    item.append(what, " ", Object.assign(document.createElement("bdi"), { textContent: label }));
    return item;
  }

  const options = () => [...list.children];
  function point(item) {
    for (const other of options()) other.setAttribute("aria-selected", String(other === item));
    if (!item) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function show(items) {
    list.replaceChildren(...items);
    items.forEach((item, i) => { item.id = `palette-${i}`; });
    status.className = "sr";
    status.textContent = items.length ? "" : dialog.dataset.none;
    point(items[0]);
  }

  async function ask(words) {
    if (asked) asked.abort();
    asked = new AbortController();
    const mine = known().filter(({ label }) => plain(label).includes(plain(words))).map(option);
    show(mine);
    if (words.length < 2) return;
    try {
      const response = await fetch(`${dialog.dataset.find}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
      if (!response.ok || response.redirected) return fail();
      const box = document.createElement("ul");
      box.innerHTML = await response.text();
      show([...mine, ...box.children]);
    } catch (error) {
      if (error.name !== "AbortError") fail();
    }
  }

  const fail = () => Object.assign(status, { className: "small quiet", textContent: dialog.dataset.failed });

  function go(item) {
    if (!item) return;
    dialog.close();
    if (item.press) item.press();
    else location.assign(item.dataset.url);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (dialog.open) return dialog.close();
    field.value = "";
    ask("");
    dialog.showModal();
    field.focus();
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(field.value.trim()), 120);
  });
  field.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
    if (event.key === "Enter") go(all[at]);
    else if (event.key === "ArrowDown") point(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") point(all[(at - 1 + all.length) % all.length]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
  for (const form of document.querySelectorAll('form[action*="/sign-out/"]')) {
    form.addEventListener("submit", () => sessionStorage.removeItem(SEEN));
  }
})();
