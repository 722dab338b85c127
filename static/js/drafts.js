// What is typed into longer text fields is kept until its form is accepted: for this tab, this person, this form, this
// field. Why in sessionStorage: docs/decisions/0021. Signing out in any tab forgets it in all.
(() => {
  "use strict";
  const line = document.getElementById("draft-line");
  const START = "claimtrack.draft ";
  const SENT = "claimtrack.sent";
  const SIGNED_OUT = "claimtrack.signed-out";
  const { person } = document.body.dataset;
  const mine = `${START}${person} `;
  const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith(START));
  const forget = (keys) => { for (const key of keys) sessionStorage.removeItem(key); };
  if (!line || !person) return;

  const fieldsOf = (root) => [...root.querySelectorAll("main form[method=post] textarea:not([readonly], [data-draft=no])")];
  const keyOf = (field) => `${mine}${new URL(field.form.getAttribute("action") || "", location).pathname} ${field.name}`;
  const draftOf = (field) => JSON.parse(sessionStorage.getItem(keyOf(field)));
  const address = () => location.href.split("#")[0];
  const known = new WeakSet();  // fields whose draft was looked for

  function keep(field) {
    const key = keyOf(field);
    if (field.value === field.defaultValue) return forget([key]);
    const draft = { value: field.value, from: field.defaultValue, at: Date.now() };
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      forget([key]);  // too long for the browser: an older half of it would mislead
    }
  }

  function put(field, value) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The line that says so; where the text under the draft has changed since, the person chooses.
  function tell(field, draft) {
    const told = line.content.firstElementChild.cloneNode(true);
    const part = (name) => told.querySelector(`[data-draft-${name}]`);
    const format = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
    part("at").textContent = new Intl.DateTimeFormat(document.documentElement.lang, format).format(draft.at);
    told.id = `draft-of-${field.id}`;
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${told.id}`.trim());
    const done = () => { told.remove(); field.focus(); };
    part("drop").addEventListener("click", () => { put(field, field.defaultValue); forget([keyOf(field)]); done(); });
    part("take").addEventListener("click", () => { put(field, draft.value); done(); });
    part("take").hidden = part("changed").hidden = field.value === draft.value;
    field.after(told);
  }

  function bringBack() {
    for (const field of fieldsOf(document).filter((one) => !known.has(one))) {
      const draft = draftOf(field);
      known.add(field);
      if (!draft || draft.value === field.defaultValue) continue;
      if (!field.value || field.value === draft.from) field.value = draft.value;
      tell(field, draft);
      const folded = field.closest("details:not(.asks)");
      if (folded) folded.open = true;
    }
  }

  // Accepted is what led on to another page: the way from here, over a redirection, without a stop at signing in.
  function accepted() {
    const sent = JSON.parse(sessionStorage.getItem(SENT));
    const [way] = performance.getEntriesByType("navigation");
    sessionStorage.removeItem(SENT);
    if (sent && way.redirectCount && way.type !== "back_forward" && document.referrer === sent.from) forget(sent.keys);
  }

  document.addEventListener("input", (event) => {
    if (fieldsOf(document).includes(event.target)) keep(event.target);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches('[action*="/sign-out/"]')) {
      forget(drafts());
      localStorage.setItem(SIGNED_OUT, Date.now());
    }
    const keys = fieldsOf(document).filter((field) => field.form === event.target).map(keyOf);
    if (keys.length) sessionStorage.setItem(SENT, JSON.stringify({ from: address(), keys }));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, verb } = event.detail.requestConfig;
    if (verb !== "get" && event.detail.xhr.status < 400 && elt.matches("form")) {
      forget(fieldsOf(document).filter((field) => field.form === elt).map(keyOf));
    }
  });
  addEventListener("storage", (event) => { if (event.key === SIGNED_OUT) forget(drafts()); });

  forget(drafts().filter((key) => !key.startsWith(mine)));
  accepted();
  bringBack();
  document.addEventListener("htmx:afterSettle", bringBack);
})();
