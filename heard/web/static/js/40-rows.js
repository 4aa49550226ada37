// Rows: open in place, walked by keys.
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
  const unwritten = (inside) => page.all("textarea", inside).every((field) => field.value === field.defaultValue);
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
    const { target, requestConfig } = event.detail;
    if (!target?.matches?.(".row-inside")) return;
    if (target.firstElementChild) event.detail.shouldSwap = false;
    if (requestConfig.elt.matches("[data-open]")) setTimeout(() => target.querySelector("textarea")?.focus());
  });

  // After a row is swapped, focus stays on it; a covered one passes it on while they talk.
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = event.detail.elt;
    if (!row.matches?.(".row, .raise") || document.activeElement !== document.body) return;
    if (row.matches(".raise")) row.querySelector("summary, button")?.focus();
    page.land(row);
    if (talking() && row.matches(".is-covered")) page.step(1);
  });
}
