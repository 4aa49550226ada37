// Autosave: 800 ms after the last key and on leaving the field; its state in words beside it.
{
  const REST = 800;
  const timers = new WeakMap();

  const state = (form, text, bad = false) => {
    const shown = form.querySelector("[data-save-state]");
    if (!shown) return;
    shown.textContent = text;
    shown.classList.toggle("is-bad", bad);
    if (!bad) return;
    page.say(text, true);
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button-quiet";
    again.textContent = page.words.again;
    again.addEventListener("click", () => save(form));
    shown.append(" ", again);
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
    // Its own button sends everything anyway.
    if (form && !form.contains(event.relatedTarget)) save(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-autosave]")) return;
    clearTimeout(timers.get(event.target));
    delete event.target.dataset.unsaved;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const form of page.all("form[data-unsaved]")) keep(form);
  });
  window.addEventListener("online", () => page.all("form[data-unsaved]").forEach(save));

  function save(form) {
    clearTimeout(timers.get(form));
    if (!form.dataset.unsaved || !form.isConnected) return;
    delete form.dataset.unsaved;
    state(form, page.words.saving);
    htmx.trigger(form, "autosave");
  }

  // The page may be going: a request that outlives it, and tells the version if it was not.
  async function keep(form) {
    clearTimeout(timers.get(form));
    delete form.dataset.unsaved;
    const sent = { method: "POST", body: new FormData(form), keepalive: true, headers: { "HX-Request": "true" } };
    const answer = await fetch(form.action, sent).catch(() => null);
    done(form, answer?.ok, answer?.headers.get("X-Version"));
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-autosave]")) return;
    done(form, event.detail.successful, event.detail.xhr.getResponseHeader("X-Version"));
  });

  function done(form, kept, version) {
    if (!kept) {
      form.dataset.unsaved = "1";
      return state(form, page.words.lost, true);
    }
    if (version) form.elements.version.value = version;
    if (!form.dataset.unsaved) state(form, page.words.saved);
  }
}
