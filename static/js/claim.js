// The page of a claim: words selected in what was seen go into the quotation.
"use strict";
(() => {
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
