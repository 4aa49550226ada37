// Adding: the words leave the field at once and stand in the list, pale, until they are kept.
{
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.target;
    if (!form.matches("[data-add], [data-capture]")) return;
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form, event.detail.triggeringEvent?.submitter));
    if (!values.text?.trim()) return form.querySelector("[name=text]").focus();
    // An id of its own, so that sending twice makes one row.
    values.client_id = crypto.randomUUID?.() ?? "";
    empty(form);
    send(form, values, stand(form, values.text));
  });

  function empty(form) {
    const audience = form.elements.audience?.value;
    form.querySelector("button[name=as]")?.remove();
    form.reset();
    // Who reads the next one stays as chosen: never wider by itself.
    if (audience) form.elements.audience.value = audience;
    page.right(form);
    const text = form.querySelector("[name=text]");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  }

  function stand(form, words) {
    const list = document.querySelector(form.getAttribute("hx-target"));
    const line = document.createElement(list.matches("ul, ol") ? "li" : "p");
    line.className = `${list.matches(".rows") ? "row " : ""}is-saving`;
    line.dataset.sending = "";
    const said = document.createElement("span");
    said.className = "row-body";
    said.dir = "auto";
    said.textContent = words;
    const state = document.createElement("span");
    state.className = "save-state";
    state.textContent = page.words.saving;
    line.append(said, state);
    list.insertAdjacentElement(form.getAttribute("hx-swap") === "afterbegin" ? "afterbegin" : "beforeend", line);
    return line;
  }

  async function send(form, values, line) {
    const answered = (event) => finished(form, values, line, event.detail);
    line.addEventListener("htmx:afterRequest", answered, { once: true });
    await htmx.ajax("POST", form.action, { source: line, target: line, swap: "outerHTML", values }).catch(() => {});
  }

  function finished(form, values, line, { successful, xhr }) {
    if (successful) return page.say(page.words.added);
    const refused = xhr.status === 422;
    const reason = refused ? xhr.responseText : page.words.lost;
    page.say(reason, true);
    const text = form.isConnected ? form.querySelector("[name=text]") : null;
    if (text && !text.value.trim()) {
      line.remove();
      return back(form, values, refused ? xhr.getResponseHeader("X-Field") : "text", reason);
    }
    line.className = line.className.replace("is-saving", "is-failed");
    line.querySelector(".save-state").textContent = reason;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button-quiet";
    again.textContent = page.words.again;
    line.append(again);
    again.addEventListener("click", () => {
      again.remove();
      line.className = line.className.replace("is-failed", "is-saving");
      line.querySelector(".save-state").textContent = page.words.saving;
      send(form, values, line);
    });
  }

  // Nothing typed since: the words go back to where they can be changed.
  function back(form, values, field, reason) {
    for (const [name, value] of Object.entries(values)) {
      const known = form.elements[name];
      if (known && "value" in known && known.type !== "hidden") known.value = value;
    }
    form.querySelector("[name=text]").dispatchEvent(new Event("input", { bubbles: true }));
    page.wrong(form, field, reason);
  }
}
