// Fields: Enter sends, a mistake is said beside its field, and no word is ever cleared by one.
{
  const lines = (text) => text.split("\n").filter((line) => line.trim()).length;

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches?.("textarea[data-enter]") || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (field.value.trim()) field.form.requestSubmit();
    }
    if (event.key === "Escape") field.blur();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest?.("form") ?? document;
    (form.matches?.("[data-ctrl-enter]") ? form : document.querySelector("[data-ctrl-enter]"))?.requestSubmit();
  });

  // Several lines at once: as so many items, or as one.
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.matches("#add") || event.target.name !== "text") return;
    const count = lines(event.target.value);
    const button = form.querySelector("button:not([name])");
    button.dataset.plain ||= button.textContent;
    button.textContent = count > 1 ? page.words.lines.replace("%s", count) : button.dataset.plain;
    let one = form.querySelector("button[name=as]");
    if (count > 1 && !one) {
      one = button.cloneNode();
      Object.assign(one, { name: "as", value: "one", textContent: page.words.one });
      button.before(one);
    } else if (count < 2) one?.remove();
  });

  // Each add carries an id of its own, so that sending twice makes one row.
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.target;
    if (!form.matches?.("[data-add]")) return;
    form.dataset.sending ||= crypto.randomUUID?.() ?? "";
    if (form.dataset.sending) event.detail.parameters.set("client_id", form.dataset.sending);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target;
    if (!form.matches?.("form") || !event.detail.successful) return;
    clear(form);
    delete form.dataset.sending;
    if (!form.matches("[data-add], [data-capture]")) return;
    form.querySelector("button[name=as]")?.remove();
    const text = form.querySelector("textarea[name=text]");
    form.reset();
    text?.dispatchEvent(new Event("input", { bubbles: true }));
    text?.focus();
    page.say(page.words.added);
  });

  document.addEventListener("htmx:responseError", (event) => {
    const { xhr, elt } = event.detail;
    const form = elt.closest?.("form");
    if (xhr.status === 422 && form) return wrong(form, xhr.getResponseHeader("X-Field"), xhr.responseText);
    if (xhr.status === 409) return conflict(event);
    if (form) wrong(form, "text", page.words.lost);
    page.say(page.words.lost, true);
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.detail.elt.closest?.("form");
    if (form) wrong(form, "text", page.words.lost);
    page.say(page.words.lost, true);
  });

  function wrong(form, name, message) {
    clear(form);
    const field = form.querySelector(`[name="${CSS.escape(name ?? "text")}"]`) ?? form.querySelector("textarea, input:not([type=hidden])");
    const said = document.createElement("p");
    said.className = "field-error";
    said.id = `wrong-${Date.now()}`;
    said.textContent = message;
    if (!field) return form.append(said);
    field.after(said);
    field.setAttribute("aria-invalid", "true");
    field.dataset.described ??= field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-describedby", `${said.id} ${field.dataset.described}`.trim());
    field.focus();
  }

  function clear(form) {
    for (const said of page.all(".field-error", form)) said.remove();
    for (const field of page.all("[aria-invalid]", form)) {
      field.removeAttribute("aria-invalid");
      if (field.dataset.described) field.setAttribute("aria-describedby", field.dataset.described);
      else field.removeAttribute("aria-describedby");
    }
  }

  // Two versions: the answer shows both, in place of the form, and keeping both comes first.
  function conflict(event) {
    const holder = event.detail.elt.closest("form") ?? event.detail.elt;
    const shown = document.createElement("div");
    shown.innerHTML = event.detail.xhr.responseText;
    holder.replaceWith(shown);
    htmx.process(shown);
    shown.querySelector("[tabindex]")?.focus();
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 409) event.detail.shouldSwap = false;
  });
}
