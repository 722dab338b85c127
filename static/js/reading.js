// The reading view: marks and cards follow each other; j and k walk (keys.js presses the buttons).
(() => {
  "use strict";
  const text = document.querySelector(".reading .text");
  if (!text) return;
  const cards = () => [...document.querySelectorAll(".cards .card")];
  const marksOf = (id) => document.querySelectorAll(`.text [data-claim="${id}"]`);
  const at = document.getElementById("at");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = still ? "auto" : "smooth";
  const phone = matchMedia("(max-width: 760px)");
  let current = null;
  const states = new Map(cards().map((card) => [card.id, card.dataset.state]));

  // On a phone the sheet covers the lower part of the text.
  function inView(mark) {
    const box = mark.getBoundingClientRect();
    return box.top > 72 && box.bottom < innerHeight * (phone.matches ? 0.36 : 0.9);
  }

  function choose(id, { text = true, card = true } = {}) {
    const chosen = document.getElementById(`claim-${id}`);
    if (!chosen) return;
    for (const old of document.querySelectorAll(".card.current, .text .on")) old.classList.remove("current", "on");
    current = id;
    chosen.classList.add("current");
    for (const mark of marksOf(id)) mark.classList.add("on");
    at.textContent = chosen.dataset.number;
    history.replaceState(null, "", `#claim-${id}`);
    if (card && !phone.matches) chosen.scrollIntoView({ block: "nearest", behavior });
    const first = marksOf(id)[0];
    if (text && first && !inView(first)) first.scrollIntoView({ block: phone.matches ? "start" : "center", behavior });
  }

  function walk(step) {
    const all = cards();
    const index = all.findIndex((card) => card.dataset.claim === current);
    const next = all[index === -1 ? (step > 0 ? 0 : all.length - 1) : index + step];
    if (!next) return leave(step, index !== -1);
    choose(next.dataset.claim);
    next.focus({ preventScroll: true });
    return true;
  }

  // The last claim of this part of a long text: its next part has the focus, and the same key once more goes there. So
  // what was just decided can still be undone. After the last part the next of the queue.
  function leave(step, walked) {
    const part = document.querySelector(`.pages a[rel=${step > 0 ? "next" : "prev"}]`);
    if (part && part === document.activeElement) location.assign(`${part.href}#${step > 0 ? "first" : "last"}`);
    const end = part || (step > 0 && walked && document.querySelector(".cards-end button"));
    if (end) end.focus();
    return Boolean(end);
  }

  text.addEventListener("click", (event) => {
    const number = event.target.closest(".mark-number");
    const mark = event.target.closest("mark");
    if (number) {
      event.preventDefault();
      choose(number.dataset.claim, { text: false });
      document.getElementById(`claim-${number.dataset.claim}`).focus({ preventScroll: true });
    } else if (mark && getSelection().isCollapsed) {
      choose(mark.dataset.claim, { text: false });
    }
  });
  document.querySelector(".cards").addEventListener("click", (event) => {
    const step = event.target.closest("[data-walk]");
    const card = event.target.closest(".card");
    if (step) walk(Number(step.dataset.walk));
    else if (event.target.closest(".card-close")) {
      event.preventDefault();
      close();
    }
    else if (event.target.closest(".card-number")) {
      event.preventDefault();
      choose(card.dataset.claim, { card: false });
    } else if (card && !event.target.closest("a, button, input")) choose(card.dataset.claim, { card: false });
  });
  document.querySelector(".cards").addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card && card.dataset.claim !== current) choose(card.dataset.claim, { card: false });
  });
  function close() {
    for (const old of document.querySelectorAll(".card.current, .text .on")) old.classList.remove("current", "on");
    const number = current && document.querySelector(`.mark-number[data-claim="${current}"]`);
    current = null;
    at.textContent = "–";
    if (number) number.focus({ preventScroll: true });
    location.replace("#none");
    history.replaceState(null, "", location.pathname + location.search);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current) close();
  });

  // A decision came back: the marks follow the card, the next claim is shown after accepting or rejecting. Only once
  // it has settled: before that, htmx puts classes of its own choice on the new card.
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.target.closest && event.target.closest(".card");
    if (!fresh || fresh.querySelector(".correction")) return;  // or a form has opened in it
    for (const mark of marksOf(fresh.dataset.claim)) {
      mark.className = mark.className.replace(/state-\w+/, `state-${fresh.dataset.state}`);
    }
    choose(fresh.dataset.claim, { text: false });
    const was = states.get(fresh.id);
    states.set(fresh.id, fresh.dataset.state);
    const conflict = fresh.querySelector(".conflict"); // nothing was stored: no going on before it is read
    if (conflict) conflict.focus();
    else if (fresh.dataset.state === "new" || fresh.dataset.state === was || !walk(1)) fresh.focus({ preventScroll: true });
  });

  const toolbar = document.querySelector(".walk");
  if (toolbar) toolbar.hidden = false;
  const wanted = /^#claim-(\d+)$/.exec(location.hash);
  if (wanted) choose(wanted[1]);
  if (location.hash === "#first") walk(1);
  if (location.hash === "#last") walk(-1);
})();
