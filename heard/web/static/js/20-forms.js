// Fields: Enter sends, a mistake is said beside its field, and no word is ever cleared by one.
{
  const lines = (text) => text.split("\n").filter((line) => line.trim()).length;

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches?.("textarea") || event.isComposing) return;
    if (event.key === "Enter" && field.matches("[data-enter]") && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (field.value.trim()) field.form.requestSubmit();
    }
    if (event.key === "Escape") {
      const row = field.closest(".row")?.querySelector(".row-text");
      const next = row ?? document.querySelector("[data-leads] [type=radio]");
      if (next) next.focus();
      else field.blur();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest?.("form[data-ctrl-enter]") ?? document.querySelector("form[data-ctrl-enter]");
    const main = form?.querySelector(".button-main");
    if (form) form.requestSubmit(main?.type === "submit" ? main : undefined);
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
      // After the usual one: Enter presses the first button of a form.
      button.after(one);
    } else if (count < 2) one?.remove();
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.matches?.("form") && event.detail.successful) page.right(event.target);
  });

  document.addEventListener("htmx:responseError", (event) => {
    const { xhr, elt } = event.detail;
    if (xhr.status === 409) return conflict(event);
    if (elt.matches("[data-sending]")) return;
    const text = [401, 422].includes(xhr.status) ? xhr.responseText : page.words.lost;
    const form = elt.closest("form");
    if (form?.querySelector("textarea, input:not([type=hidden])")) page.wrong(form, xhr.getResponseHeader("X-Field"), text);
    else page.warn(text);
  });
  document.addEventListener("htmx:sendError", (event) => {
    const elt = event.detail.elt;
    if (elt.matches("[data-sending], [data-autosave]")) return;
    const form = elt.closest("form");
    if (!form?.querySelector("textarea, input:not([type=hidden])")) return page.warn(page.words.lost);
    page.wrong(form, "text", page.words.lost);
    page.say(page.words.lost, true);
  });

  page.wrong = (form, name, message) => {
    page.right(form);
    const field = form.querySelector(`[name="${CSS.escape(name || "text")}"]:not([type=hidden])`) ?? form.querySelector("textarea, input:not([type=hidden])");
    const said = document.createElement("p");
    said.className = "field-error";
    said.id = `wrong-${Date.now()}`;
    said.textContent = message;
    if (!field) return form.append(said);
    (field.closest("fieldset:has(.scale)") ?? field).after(said);
    field.setAttribute("aria-invalid", "true");
    field.dataset.described ??= field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-describedby", `${said.id} ${field.dataset.described}`.trim());
    // What saves by itself never pulls anybody back.
    if (form.matches("[data-autosave]")) return page.say(message, true);
    const fold = field.closest("details:not([open])");
    if (fold) fold.open = true;
    field.focus();
  };

  page.right = (form) => {
    for (const said of page.all(".field-error", form)) said.remove();
    for (const field of page.all("[aria-invalid]", form)) {
      field.removeAttribute("aria-invalid");
      if (field.dataset.described) field.setAttribute("aria-describedby", field.dataset.described);
      else field.removeAttribute("aria-describedby");
    }
  };

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

  // Where the browser is, where nobody has said yet.
  const zone = document.querySelector("[data-own-zone] select[name=timezone]");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && page.all("option", zone).some((option) => option.value === own)) zone.value = own;
}
