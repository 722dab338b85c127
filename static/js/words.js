// Choosing words in the text, by mouse or word by word on the keyboard: to add a claim, or to put a claim's words right.
// Offsets are code points into the article's content: each block says where it starts (data-at).
(() => {
  "use strict";
  const text = document.querySelector(".text");
  const bar = document.getElementById("words-bar");
  if (!bar) return;
  const part = (name) => bar.querySelector(`[data-words="${name}"]`);
  const WORD = /[^\s«»“”„"‹›]+/gu;
  const EDGES = /^[.,;:!?…()[\]–—-]+|[.,;:!?…()[\]–—-]+$/gu;
  const points = (string) => [...string].length;
  let known = null; // the words of this page of text, found when first needed
  let chosen = null; // {from, to, range, claim}: indexes of words; claim where the words of one are put right

  function blocksOf() {
    return [...text.querySelectorAll("[data-at]")].map((block) => {
      const nodes = [];
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let string = "";
      while (walker.nextNode()) {
        if (walker.currentNode.parentElement.closest(".mark-number")) continue;
        nodes.push({ node: walker.currentNode, at: string.length });
        string += walker.currentNode.data;
      }
      return { block, nodes, string, at: Number(block.dataset.at) };
    });
  }

  function words() {
    if (known) return known;
    known = [];
    for (const block of blocksOf()) {
      let offset = block.at;
      let done = 0;
      for (const match of block.string.matchAll(WORD)) {
        const left = match[0].length - match[0].replace(/^[.,;:!?…()[\]–—-]+/u, "").length;
        const bare = match[0].replace(EDGES, "");
        if (!bare) continue;
        const a = match.index + left;
        offset += points(block.string.slice(done, a));
        const start = offset;
        offset += points(bare);
        done = a + bare.length;
        known.push({ block, a, b: done, start, end: offset, bare });
      }
    }
    return known;
  }

  function boundary({ nodes }, index, end) {
    const found = nodes.findLast(({ at }) => (end ? at < index : at <= index)) || nodes[0];
    return [found.node, index - found.at];
  }

  function rangeOf(from, to) {
    const range = document.createRange();
    range.setStart(...boundary(from.block, from.a, false));
    range.setEnd(...boundary(to.block, to.b, true));
    return range;
  }

  // The words that a selection made with the mouse touches, as indexes; null where it is none of this text.
  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    const touched = words().map((word, index) => ({ index, range: rangeOf(word, word) })).filter(
      (word) =>
        word.range.compareBoundaryPoints(Range.START_TO_END, range) > 0 && // its end is after the selection's start
        word.range.compareBoundaryPoints(Range.END_TO_START, range) < 0,
    );
    return touched.length ? { from: touched[0].index, to: touched.at(-1).index } : null;
  }

  const card = () => document.querySelector(".card.current");
  const firstWith = (test) => Math.max(0, words().findIndex(test));

  function atClaim(current) {
    const spans = JSON.parse(current.dataset.spans);
    const inside = (word) => word.end > spans[0][0] && word.start < spans.at(-1)[1];
    return { from: firstWith(inside), to: words().findLastIndex(inside) };
  }

  // Where the cursor starts: after the claim that is open, else at the first word in view.
  function startWord() {
    const current = card();
    const seen = (word) => rangeOf(word, word).getBoundingClientRect().top > 72;
    const index = current ? Math.min(atClaim(current).to + 1, words().length - 1) : firstWith(seen);
    return Math.max(0, index);
  }

  function show() {
    const { from, to, range, claim } = chosen;
    const [first, last] = [words()[from], words()[to]];
    const marked = rangeOf(first, last);
    getSelection().setBaseAndExtent(marked.startContainer, marked.startOffset, marked.endContainer, marked.endOffset);
    for (const hint of bar.querySelectorAll(".words-hint")) hint.hidden = hint.dataset.hint !== (range ? "range" : "cursor");
    const all = words().slice(from, to + 1).map((word) => word.bare);
    const told = all.length > 14 ? [...all.slice(0, 7), "…", ...all.slice(-6)] : all;
    bar.querySelector(".words-now").textContent = told.join(" ");
    part("keep").hidden = part("keep-accept").hidden = !claim;
    part("add").hidden = Boolean(claim);
    bar.hidden = false;
    const box = marked.getBoundingClientRect();
    if (box.top < 80 || box.bottom > innerHeight - 160) {
      const edge = chosen.moved === "to" ? last : first;
      rangeOf(edge, edge).startContainer.parentElement.scrollIntoView({ block: "center" });
    }
    number(claim);
  }

  function number(claim) {
    part("keep").querySelector(".number").textContent = claim ? claim.dataset.number : "";
  }

  function choose(found, options) {
    chosen = { ...found, ...options };
    show();
  }

  function leave() {
    chosen = null;
    bar.hidden = true;
    getSelection().removeAllRanges();
  }

  // The word above or below: on the next line, nearest to where this one begins.
  function lineAway(index, down) {
    const box = (i) => rangeOf(words()[i], words()[i]).getBoundingClientRect();
    const here = box(index);
    let best = null;
    for (let i = index + (down ? 1 : -1); i >= 0 && i < words().length; i += down ? 1 : -1) {
      const there = box(i);
      const away = down ? there.top - here.top : here.top - there.top;
      if (away < here.height / 2) continue;
      if (best && Math.abs(there.top - best.top) > here.height / 2) break;
      if (!best || Math.abs(there.left - here.left) < Math.abs(best.left - here.left)) {
        best = { i, top: there.top, left: there.left };
      }
    }
    return best ? best.i : index;
  }

  function move(key, shift) {
    if (shift) chosen.range = true;
    const edge = shift ? "to" : "from";
    const last = words().length - 1;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const target = step ? chosen[edge] + step : lineAway(chosen[edge], key === "ArrowDown");
    chosen[edge] = Math.min(last, Math.max(0, target));
    chosen.moved = edge;
    if (!chosen.range) chosen.to = chosen.from;
    else if (chosen.from > chosen.to) chosen[edge === "to" ? "from" : "to"] = chosen[edge];
    show();
  }

  // What lay between the parts of a claim stays out of it.
  function spans({ from, to, claim }) {
    const [start, end] = [words()[from].start, words()[to].end];
    const old = claim ? JSON.parse(claim.dataset.spans) : [];
    const found = [];
    let at = start;
    for (let i = 1; i < old.length; i += 1) {
      const [gap, after] = [old[i - 1][1], old[i][0]];
      if (gap > at && after < end) {
        found.push([at, gap]);
        at = after;
      }
    }
    return [...found, [at, end]].map((span) => span.join("-")).join(",");
  }

  function keep(accept) {
    const { claim } = chosen;
    const form = document.createElement("form");
    form.method = "post";
    form.action = claim.querySelector('[data-words="fix"]').href;
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const fields = { csrfmiddlewaretoken: token, at: spans(chosen), version: claim.dataset.version };
    fields.revision = text.dataset.revision;
    if (accept) fields.accept = "1";
    for (const [name, value] of Object.entries(fields)) {
      const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form.append(input);
    }
    document.body.append(form);
    form.requestSubmit();
  }

  function add() {
    const at = spans({ ...chosen, claim: null });
    leave();
    htmx.ajax("GET", `${bar.dataset.add}?at=${at}`, { target: "#adding", swap: "innerHTML" }).then(() => {
      const field = document.querySelector("#adding [name=speaker]");
      document.getElementById("adding").scrollIntoView({ block: "nearest" });
      if (field) field.focus();
    });
  }

  function act(what, element) {
    const found = chosen || selected();
    if (what === "leave") leave();
    else if (what === "keep" || what === "keep-accept") {
      if (!chosen) chosen = { ...found, claim: card() };
      if (chosen.claim) keep(what === "keep-accept");
    } else if (what === "add" && found && (!chosen || chosen.claim === null)) {
      chosen = { ...found, claim: null };
      add();
    } else if (what === "add") {
      const start = startWord();
      choose({ from: start, to: start }, { range: false, claim: null });
    } else if (what === "fix") {
      const claim = element.closest(".card") || card();
      const mine = selected();
      choose(mine || atClaim(claim), { range: true, claim });
    }
  }

  document.addEventListener("click", (event) => {
    const element = event.target.closest("[data-words]");
    if (!element) return;
    event.preventDefault();
    act(element.dataset.words, element);
  });
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays

  const inField = (target) => target.closest("textarea, select, input");
  const KEYS = { Enter: () => act(chosen.claim ? "keep" : "add"), Escape: leave, n: () => act("add") };
  KEYS.v = () => chosen.claim && keep(true);
  document.addEventListener(
    "keydown",
    (event) => {
      if (!chosen || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
      if (event.key.startsWith("Arrow")) move(event.key, event.shiftKey);
      else if (KEYS[event.key] && !event.target.closest(".words-bar button")) KEYS[event.key]();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  // Words chosen with the mouse offer the same.
  document.addEventListener("mouseup", (event) => {
    if (event.target.closest(".words-bar")) return;
    setTimeout(() => {
      const found = selected();
      if (!found) {
        if (!event.target.closest("[data-words]")) {
          chosen = null;
          bar.hidden = true;
        }
        return;
      }
      chosen = null;
      const current = card();
      for (const hint of bar.querySelectorAll(".words-hint")) hint.hidden = true;
      bar.querySelector(".words-now").textContent = "";
      part("add").hidden = false;
      part("keep").hidden = !current;
      part("keep-accept").hidden = true;
      number(current);
      bar.hidden = false;
    });
  });

  document.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-leave]");
    if (!cancel || !cancel.closest("#adding")) return;
    event.preventDefault();
    document.getElementById("adding").replaceChildren();
  });
})();
