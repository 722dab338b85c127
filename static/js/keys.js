// Single keys: an element with data-key="v" is pressed by v, the one in the current card first. Silent inside fields.
(() => {
  "use strict";
  const STORE = "claimtrack.keys";
  const dialog = document.getElementById("keys");
  const toggle = document.getElementById("keys-on");
  const isOn = () => localStorage.getItem(STORE) !== "off";
  let afterG = 0;

  const inField = (target) =>
    target.isContentEditable || target.closest("textarea, select, input:not([type=checkbox], [type=radio])");
  const visible = (element) => element.getClientRects().length > 0;

  function find(key) {
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const current = document.querySelector(".card.current, .card:target");
    const near = current && current.querySelector(selector);
    const elsewhere = [...document.querySelectorAll(selector)].filter((e) => !e.closest(".card"));
    const last = elsewhere.find((e) => e.closest(".told")); // what was just done is undone first
    return last || near || elsewhere.reverse().find((e) => visible(e) || e.dataset.open);
  }

  function press(element) {
    if (inField(element)) {
      element.focus();
      element.select();
    } else {
      const form = element.closest(".link-form");
      if (!form || !form.open) element.click();  // what stands open already is not folded away
      readyToType(element.closest(".asks, .link-form"));  // at once: the toggle event comes after keys that are typed fast
      if (form) form.scrollIntoView({ block: form.offsetHeight < innerHeight - 80 ? "nearest" : "start" });
    }
  }

  // What asks for a reason is opened ready to type, and left by Escape.
  function readyToType(asks) {
    const field = asks && asks.open && asks.querySelector("select, input:not([type=hidden])");
    if (field) field.focus();
  }
  document.addEventListener("toggle", (event) => readyToType(event.target.closest(".asks")), true);
  document.addEventListener("keydown", (event) => {
    const asks = event.key === "Escape" && event.target.closest(".asks[open]");
    if (!asks) return;
    asks.open = false;
    asks.querySelector("summary").focus();
    event.stopImmediatePropagation();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (inField(event.target) || !isOn() || document.querySelector("dialog[open]")) return;
    const go = afterG && event.timeStamp - afterG < 1500;
    afterG = event.key === "g" && !go ? event.timeStamp : 0;
    const element = go ? document.querySelector(`[data-go="${CSS.escape(event.key)}"]`) : afterG ? null : find(event.key);
    if (element) {
      event.preventDefault();
      press(element);
    }
  });

  // In a list j and k go from line to line; Enter opens the one that has the focus.
  function walkLines(step) {
    const links = [...document.querySelectorAll(".walk-lines .line-what a")];
    const at = links.findIndex((link) => link.closest("li").contains(document.activeElement));
    const next = links[at === -1 ? (step > 0 ? 0 : links.length - 1) : at + step];
    if (next) next.focus();
    return links.length > 0;
  }
  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (inField(event.target) || !isOn() || document.querySelector("dialog[open]")) return;
    if (walkLines(step)) event.preventDefault();
  });

  for (const button of document.querySelectorAll('[data-open="keys"]')) {
    button.hidden = false;
    button.addEventListener("click", () => { dialog.showModal(); dialog.scrollTop = 0; });
  }
  if (toggle) {
    toggle.checked = isOn();
    toggle.addEventListener("change", () => localStorage.setItem(STORE, toggle.checked ? "on" : "off"));
  }
  // On a phone the menu scrolls: where one is stands in view.
  const here = document.querySelector(".nav [aria-current]");
  const menu = here && here.closest("nav");
  if (menu) menu.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - menu.clientWidth / 2;

  // A folded form that the address points to opens.
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  open();
  addEventListener("hashchange", open);
})();
