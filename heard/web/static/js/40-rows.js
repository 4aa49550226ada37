// Rows: open in place, move by handle or keys, refresh when the page is looked at again.
{
  const rows = () => page.all("#lists .row[data-item]");
  const text = (row) => row?.querySelector(".row-text");
  page.row = () =>
    document.activeElement?.closest?.(".row[data-item]") ?? document.querySelector(".row.is-current") ?? rows()[0];
  page.step = (by) => {
    const all = rows();
    const here = all.indexOf(document.activeElement?.closest?.(".row[data-item]"));
    const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? 0 : here + by))];
    text(next)?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  // A second press on an open row closes it again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const inside = document.querySelector(link.getAttribute("hx-target"));
    if (!inside?.firstElementChild) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    inside.replaceChildren();
  }, true);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.matches?.(".row-inside")) event.target.querySelector("textarea")?.focus();
  });

  // After a row is swapped, focus stays on it, or goes to the next one.
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = event.detail.elt;
    if (row.matches?.(".row[data-item]") && document.activeElement === document.body)
      (row.isConnected ? text(row) : text(rows()[0]))?.focus({ preventScroll: true });
  });

  page.move = (row, where) => {
    const list = row.parentElement;
    const kin = [...list.children];
    const at = kin.indexOf(row);
    if (where === "up" && at > 0) list.insertBefore(row, kin[at - 1]);
    if (where === "down" && at < kin.length - 1) list.insertBefore(kin[at + 1], row);
    page.post(`${row.dataset.item}/position`, { where });
    tell(row);
  };
  function tell(row) {
    text(row)?.focus({ preventScroll: true });
    const kin = [...row.parentElement.children];
    page.say(page.words.moved.replace("%s", `${kin.indexOf(row) + 1}/${kin.length}`));
  }

  // Dragging by the handle, with any pointer; the menu and the keys do the same.
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    const row = grip?.closest(".row");
    if (!row) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    row.classList.add("is-moving");
    const start = row.nextElementSibling;
    const follow = (move) => {
      const over = [...row.parentElement.children].find((one) => one !== row && move.clientY < middle(one));
      row.parentElement.insertBefore(row, over ?? null);
    };
    const drop = () => {
      grip.removeEventListener("pointermove", follow);
      row.classList.remove("is-moving");
      const next = row.nextElementSibling;
      if (next === start) return;
      page.post(`${row.dataset.item}/position`, { where: next ? `before:${next.id.slice(2)}` : "bottom" });
      tell(row);
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("lostpointercapture", drop, { once: true });
  });
  const middle = (row) => {
    const box = row.getBoundingClientRect();
    return box.top + box.height / 2;
  };

  // Refresh: rows that changed are replaced, unless somebody is in them or has unsaved words there.
  const busy = (node) =>
    node.contains(document.activeElement) || page.all("textarea, input[type=text]", node).some((field) => field.value !== field.defaultValue) ||
    !!node.querySelector(".row-inside > *, details[open]");
  let refreshing = false;
  async function refresh() {
    const where = document.querySelector("[data-refresh]");
    if (!where || refreshing) return;
    refreshing = true;
    try {
      const answer = await fetch(where.dataset.refresh, { headers: { "X-Refresh": "1" } });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const list of page.all("[data-sync]")) {
        const other = fresh.getElementById(list.id);
        if (other) reconcile(list, other);
      }
    } finally {
      refreshing = false;
    }
  }
  function reconcile(list, other) {
    const known = new Map([...list.children].map((child) => [child.id, child]));
    const kept = [...other.children].map((child) => {
      const old = known.get(child.id);
      if (old && (busy(old) || old.dataset.version === child.dataset.version && old.textContent === child.textContent)) return old;
      const node = document.importNode(child, true);
      if (!old) node.classList.add("is-new");
      return node;
    });
    for (const old of list.children) if (busy(old) && !kept.includes(old)) kept.push(old);
    if (kept.length === list.children.length && kept.every((node, index) => node === list.children[index])) return;
    list.replaceChildren(...kept);
    htmx.process(list);
  }
  document.body.addEventListener("page-changed", refresh);
  window.addEventListener("focus", refresh);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
}
