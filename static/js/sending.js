// What was sent and did not arrive is told: what happened, what is safe, what to do (templates/_troubles.html).
// And a page left open while somebody signed in in another tab goes on with what that tab was given.
(() => {
  "use strict";
  const told = document.getElementById("told");
  const troubles = document.getElementById("troubles");
  if (!told || !troubles) return;
  const cookie = () => (/(?:^|; )csrftoken=([^;]*)/.exec(document.cookie) || [])[1];
  let known = cookie();
  let failed = null; // what did not get through, until it does

  function clear() {
    const old = told.querySelector(".trouble");
    if (old) old.remove();
    failed = null;
  }

  function show(what, again) {
    const wording = (name) => troubles.content.querySelector(`[data-trouble~="${name}"]`);
    const message = (wording(what) || wording("other")).cloneNode(true);
    const button = message.querySelector("[data-again]");
    if (button && again) button.addEventListener("click", again);
    else if (button) button.remove();
    clear();
    told.prepend(message);
  }

  // Takes the token of whoever is signed in now, if that is still the same person. Returns what is in the way.
  async function renew() {
    const response = await fetch(troubles.dataset.page).catch(() => null);
    if (!response) return "offline";
    if (!response.ok) return String(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.body.dataset.person) return "401";
    if (page.body.dataset.person !== document.body.dataset.person) return "person";
    const { value } = page.querySelector("[name=csrfmiddlewaretoken]");
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = value;
    known = cookie();
    return "";
  }

  async function renewAndSend(send) {
    const trouble = await renew();
    if (trouble) return show(trouble, () => renewAndSend(send));
    clear();
    send();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[method=post]") || form.matches("[hx-post]") || cookie() === known) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    renewAndSend(() => form.requestSubmit(event.submitter));
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    if (event.detail.verb === "get" || cookie() === known) return;
    event.preventDefault();
    renewAndSend(event.detail.issueRequest);
  });

  function fail(event, what) {
    const { elt, requestConfig } = event.detail;
    const button = requestConfig.triggeringEvent && requestConfig.triggeringEvent.submitter;
    const again = () => (elt.matches("form") && !button ? elt.requestSubmit() : (button || elt).click());
    if (elt.matches('[hx-trigger^="every"]')) show("progress");
    else show(what, elt.matches("form, a, button") && again);
    failed = elt;
  }
  document.addEventListener("htmx:responseError", (event) => fail(event, event.detail.xhr.status));
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => fail(event, "offline"));
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.shouldSwap && event.detail.requestConfig.elt === failed) clear();
  });
})();
