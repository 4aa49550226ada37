"use strict";
// Shared by the other files: words, announcements, posting. Everything works without any of this.
const page = {
  words: document.getElementById("words")?.dataset ?? {},
  all: (selector, root = document) => [...root.querySelectorAll(selector)],
  typing: (element) => !!element?.closest("input, textarea, select, [contenteditable]"),
  say(text, alarm = false) {
    const region = document.getElementById(alarm ? "alarm" : "said");
    if (region) region.textContent = text;
  },
  token: () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "",
  // From the row itself, so that two rows never wait for each other.
  post: (url, values, row, target) =>
    htmx.ajax("POST", url, target ? { source: row, values, target, swap: "outerHTML" } : { source: row, values, swap: "none" }),
  // Where focus goes when what had it is gone: the same in the row, else the row, else the next one, else the heading.
  land(row, control = ".row-text") {
    if (document.activeElement && document.activeElement !== document.body) return;
    const link = row?.isConnected ? (row.querySelector(control) ?? row.querySelector(".row-text")) : null;
    const place = link ?? page.rows?.()[0]?.querySelector("a") ?? document.querySelector("h1");
    if (place?.matches("h1")) place.tabIndex = -1;
    place?.focus({ preventScroll: true });
  },
  // What went wrong with something that has no field to say it beside.
  warn(text) {
    const said = document.createElement("div");
    said.className = "toast is-bad";
    said.dataset.toast = "";
    said.textContent = text;
    document.getElementById("toasts")?.replaceChildren(said);
    page.say(text, true);
    leave(said);
  },
};

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] ||= page.token();
});

// A toast stays ten seconds, or while somebody is in it.
const leave = (toast) => {
  const go = () => (toast.matches(":hover, :focus-within") ? setTimeout(go, 2000) : toast.remove());
  setTimeout(go, 10000);
};
let within = false;
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  within = event.target.id === "toasts" && event.target.contains(document.activeElement);
});
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const toast = document.querySelector("#toasts [data-toast]");
  if (!toast || event.detail.target?.id !== "toasts") return;
  page.say(toast.firstChild.textContent.trim());
  leave(toast);
  if (within) page.land();
});

// Pop-overs close on Escape and on a press elsewhere; focus returns to what opened them.
const POPS = ".tool[open], .row-menu[open], .chip-why[open], .chip[open]";
const shut = (pop) => {
  const inside = pop.contains(document.activeElement);
  pop.open = false;
  if (inside) pop.querySelector("summary").focus();
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") page.all(POPS).forEach(shut);
});
document.addEventListener("click", (event) => {
  for (const pop of page.all(POPS)) if (!pop.contains(event.target)) pop.open = false;
});
document.addEventListener("htmx:afterRequest", (event) => {
  const menu = event.target.closest?.(".row-menu[open]");
  if (menu && event.detail.requestConfig.verb === "post") shut(menu);
});

// Folds that remember whether they were open, on this device only, by pair and not by content.
for (const fold of page.all("details[data-remember]")) {
  const key = `fold:${fold.dataset.remember}`;
  const was = sessionStorage.getItem(key);
  if (was) fold.open = was === "open";
  fold.addEventListener("toggle", () => sessionStorage.setItem(key, fold.open ? "open" : "shut"));
}

// A field waits for words where it stands; what is above it is read first.
const first = document.querySelector("[data-focus]");
first?.focus({ preventScroll: first.matches("textarea") });

// Nothing private comes back with the back button after signing out.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
