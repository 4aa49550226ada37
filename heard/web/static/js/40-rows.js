// Rows: open in place, move by handle or keys.
{
  const text = (row) => row?.querySelector(".row-text, a");
  // The items of a pair's page; elsewhere the people, or whatever is listed.
  page.rows = () => {
    for (const kind of ["#lists .row[data-item]", "main .row-person", "main li:has(a)"]) {
      const found = page.all(kind);
      if (found.length) return found;
    }
    return [];
  };
  page.here = () => document.activeElement?.closest?.(".row, main li:has(a)");
  page.row = () => {
    const here = page.here()?.closest(".row[data-item]");
    return here ?? document.querySelector(".row.is-current") ?? document.querySelector("#lists .row[data-item]");
  };
  page.step = (by) => {
    const all = page.rows();
    const here = all.indexOf(page.here());
    const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? 0 : here + by))];
    text(next)?.focus();
    next?.scrollIntoView({ block: "nearest" });
    if (next) current(next);
  };

  // While they talk, the current item moves along and brings the field with it.
  const talking = () => !!document.querySelector("[data-key=w]");
  const unwritten = (inside) => page.all("textarea", inside).every((field) => !field.value);
  function current(row) {
    if (!talking() || row.matches(".is-current, .is-covered") || !row.dataset.item) return;
    for (const old of page.all(".row.is-current")) {
      const inside = old.querySelector(".row-inside");
      old.classList.remove("is-current");
      if (inside && unwritten(inside)) inside.replaceChildren();
    }
    row.classList.add("is-current");
    const inside = row.querySelector(".row-inside");
    if (!inside.firstElementChild) htmx.ajax("GET", row.dataset.item, { source: inside, target: inside, swap: "innerHTML" });
  }

  // A second press on an open row closes it again; the current one keeps its field and goes there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const inside = document.querySelector(link.getAttribute("hx-target"));
    if (!inside?.firstElementChild) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (link.closest(".is-current")) inside.querySelector("textarea")?.focus();
    else inside.replaceChildren();
  }, true);
  // What arrives second, after somebody may have begun to write in the first, is left out.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, elt } = event.detail;
    if (!target?.matches?.(".row-inside")) return;
    if (target.firstElementChild) event.detail.shouldSwap = false;
    if (elt.matches("[data-open]")) setTimeout(() => target.querySelector("textarea")?.focus());
  });

  // After a row is swapped, focus stays on it; a covered one passes it on while they talk.
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = event.detail.elt;
    if (!row.matches?.(".row") || document.activeElement !== document.body) return;
    page.land(row);
    if (talking() && row.matches(".is-covered")) page.step(1);
  });

  page.move = (row, where) => {
    if (where === "other" && row.matches(".is-private")) return;
    const list = row.parentElement;
    const kin = [...list.children];
    const at = kin.indexOf(row);
    if (where === "up" && at > 0) list.insertBefore(row, kin[at - 1]);
    if (where === "down" && at < kin.length - 1) list.insertBefore(kin[at + 1], row);
    place(row, { where });
  };
  async function place(row, values) {
    text(row).focus({ preventScroll: true });
    await page.post(`${row.dataset.item}/position`, values, row);
    await page.refresh();
    const now = document.getElementById(row.id);
    const kin = [...(now?.parentElement.children ?? [])];
    if (now) page.say(page.words.moved.replace("{place}", kin.indexOf(now) + 1).replace("{all}", kin.length));
  }

  // Dragging by the handle, with any pointer; the menu and the keys do the same.
  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(".grip")?.closest(".row");
    if (!row || event.button) return;
    event.preventDefault();
    const list = row.parentElement;
    const start = row.nextElementSibling;
    const heard = new AbortController();
    row.classList.add("is-moving");
    // On the document: a row that is moved loses whatever pointer it had captured.
    const on = (name, act) => document.addEventListener(name, act, { signal: heard.signal });
    const end = (keep) => {
      heard.abort();
      row.classList.remove("is-moving");
      if (!keep) return list.insertBefore(row, start);
      if (row.nextElementSibling === start) return;
      let next = row.nextElementSibling;
      while (next && !next.matches("[data-item]:not(.is-covered)")) next = next.nextElementSibling;
      place(row, { where: next ? `before:${next.id.slice(2)}` : "bottom" });
    };
    on("pointermove", (move) => {
      const over = [...list.children].find((one) => one !== row && move.clientY < middle(one));
      if (over !== row.nextElementSibling) list.insertBefore(row, over ?? null);
    });
    on("pointerup", () => end(true));
    on("pointercancel", () => end(false));
    on("keydown", (key) => key.key === "Escape" && end(false));
  });
  const middle = (row) => {
    const box = row.getBoundingClientRect();
    return box.top + box.height / 2;
  };
}
