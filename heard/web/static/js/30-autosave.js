// Autosave: 800 ms after the last key and on leaving the field; its state in words beside it.
{
  const REST = 800;
  const timers = new WeakMap();

  const state = (form, text, bad = false) => {
    const shown = form.querySelector("[data-save-state]");
    if (!shown) return;
    shown.textContent = text;
    shown.classList.toggle("is-bad", bad);
    if (bad) page.say(text, true);
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form) return;
    form.dataset.unsaved = "1";
    state(form, page.words.saving);
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => save(form), REST));
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (form?.dataset.unsaved) save(form);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const form of page.all("form[data-unsaved]")) keep(form);
  });

  function save(form) {
    clearTimeout(timers.get(form));
    if (!form.dataset.unsaved) return;
    delete form.dataset.unsaved;
    htmx.trigger(form, "autosave");
  }

  // The page is going: a request that outlives it.
  function keep(form) {
    delete form.dataset.unsaved;
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, headers: { "HX-Request": "true" } });
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-autosave]")) return;
    const { xhr, successful } = event.detail;
    if (!successful) return state(form, page.words.lost, true);
    const version = xhr.getResponseHeader("X-Version");
    if (version) form.elements.version.value = version;
    if (!form.dataset.unsaved) state(form, page.words.saved);
  });
}
