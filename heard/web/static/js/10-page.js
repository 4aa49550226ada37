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
  post: (url, values, target) =>
    htmx.ajax("POST", url, target ? { values, target, swap: "outerHTML" } : { values, swap: "none" }),
};

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] ||= page.token();
});

// A toast stays ten seconds, or while somebody is in it.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const toast = event.detail.target?.querySelector?.("[data-toast]");
  if (!toast) return;
  page.say(toast.firstChild.textContent);
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, 10000);
});

// Pop-overs close on Escape and on a press elsewhere; focus returns to what opened them.
const POPS = ".tool[open], .row-menu[open], .chip-why[open], .chip[open]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const pop of page.all(POPS)) {
    const inside = pop.contains(document.activeElement);
    pop.open = false;
    if (inside) pop.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const pop of page.all(POPS)) if (!pop.contains(event.target)) pop.open = false;
});

// Folds that remember whether they were open, on this device only, by pair and not by content.
for (const fold of page.all("details[data-remember]")) {
  const key = `fold:${fold.dataset.remember}`;
  if (sessionStorage.getItem(key) === "open") fold.open = true;
  fold.addEventListener("toggle", () => sessionStorage.setItem(key, fold.open ? "open" : "shut"));
}

document.querySelector("[data-focus]")?.focus();

// Nothing private comes back with the back button after signing out.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
