// Refresh: when the page is looked at again, rows that changed are replaced. A row that somebody
// is in, or has unsaved words in, is left as it is and gets a line that says it changed.
{
  const typed = (field) => field.value !== field.defaultValue;
  // After one's own act a row may change under the focus, which then goes to the new one.
  let own = false;
  const held = (node) => node.contains(document.activeElement) && !(own && !page.typing(document.activeElement));
  const busy = (node) =>
    !node.id || held(node) || page.all("textarea, input[type=text]", node).some(typed) ||
    !!node.querySelector(".row-inside > *, details[open]");
  const seen = (row) => `${row.querySelector(".row-text")?.textContent} ${row.matches(".is-covered")}`;

  let under_way = null;
  page.refresh = () => (under_way ??= fetched().finally(() => (under_way = own = null)));

  async function fetched() {
    const where = document.querySelector("[data-refresh]");
    if (!where) return;
    const answer = await fetch(where.dataset.refresh, { headers: { "X-Refresh": "1" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    reconcile(new DOMParser().parseFromString(await answer.text(), "text/html"));
  }

  function reconcile(fresh) {
    const focused = document.activeElement;
    const row = focused?.closest(".row")?.id;
    const control = [".grip", "summary", ".row-circle button"].find((one) => focused?.matches(one));
    const lists = page.all("[data-sync]").filter((list) => fresh.getElementById(list.id));
    // By id over all lists: a row may have gone to the other section.
    const known = new Map(lists.flatMap((list) => [...list.children]).map((child) => [child.id, child]));
    for (const list of lists) {
      const rows = [...fresh.getElementById(list.id).children].map((child) => chosen(known.get(child.id), child));
      for (const old of list.children) if (busy(old) && !fresh.getElementById(old.id)) rows.push(old);
      arrange(list, rows);
    }
    if (focused !== document.activeElement) {
      if (focused.isConnected) focused.focus({ preventScroll: true });
      page.land(document.getElementById(row), control);
    }
  }

  function chosen(old, child) {
    if (old && !busy(old)) {
      if (old.dataset.version === child.dataset.version && old.textContent === child.textContent) return old;
    } else if (old) {
      if (old.dataset.version !== child.dataset.version && seen(old) !== seen(child)) tell(old, child);
      else old.dataset.version = child.dataset.version ?? "";
      return old;
    }
    const node = document.importNode(child, true);
    if (!old) node.classList.add("is-new");
    return node;
  }

  // Only what is out of place is moved, so that a field with the caret in it stays untouched.
  function arrange(list, rows) {
    for (const old of [...list.children]) if (!rows.includes(old)) old.remove();
    rows.forEach((row, index) => {
      if (list.children[index] === row) return;
      const was = row.isConnected;
      list.insertBefore(row, list.children[index] ?? null);
      if (!was) htmx.process(row);
    });
  }

  function tell(old, child) {
    old.querySelector("[data-changed]")?.remove();
    const line = document.createElement("p");
    line.className = "row-aside";
    line.dataset.changed = "";
    const show = document.createElement("button");
    show.type = "button";
    show.className = "button button-quiet";
    show.textContent = page.words.show;
    show.addEventListener("click", () => {
      const node = document.importNode(child, true);
      old.replaceWith(node);
      htmx.process(node);
      page.land(node);
    });
    line.append(page.words.changed, " ", show);
    (old.querySelector(".row-body") ?? old).append(line);
  }

  document.body.addEventListener("page-changed", () => {
    own = true;
    page.refresh();
  });
  window.addEventListener("focus", () => page.refresh());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && page.refresh());
}
