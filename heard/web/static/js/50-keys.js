// Single keys, never while somebody types, and off where the person turned them off.
{
  const PLACES = { h: "/", c: "/with", m: "/me", o: "/objectives", f: "/feedback", v: "/feedback/give", p: "/opportunities" };
  const click = (selector, root = document) => root.querySelector(selector)?.click();
  const palette = document.getElementById("palette");

  const onRow = {
    x: (row) => click(".row-circle button", row),
    c: () => page.step(1),
    d: (row) => page.post(`${row.dataset.item}/state`, { state: "let_go" }, row, row),
    e: (row) => location.assign(row.dataset.item),
    p: (row) => location.assign(row.dataset.item),
    "!": (row) => capture(row, "! "),
    "=": (row) => capture(row, "= "),
  };

  function capture(row, mark) {
    const field = row.querySelector("[data-capture] textarea");
    if (field) return begin(field, mark);
    const inside = row.querySelector(".row-inside");
    inside.addEventListener("htmx:afterSettle", () => begin(inside.querySelector("[data-capture] textarea"), mark), { once: true });
    click("[data-open]", row);
  }
  function begin(field, mark) {
    if (!field) return;
    field.value = mark + field.value;
    field.focus();
    field.setSelectionRange(mark.length, mark.length);
  }

  function add() {
    const field = document.querySelector("[data-key-focus=a], #add textarea");
    if (field) return field.focus();
    const tool = document.querySelector("[data-quick-add]");
    if (!tool) return;
    tool.open = true;
    tool.querySelector("textarea").focus();
  }

  function find() {
    const field = document.querySelector("[data-key-focus='/']");
    if (field?.checkVisibility()) field.focus();
    else location.assign("/search");
  }

  // *Talk about this* of whatever the focus is in.
  function talk() {
    const fold = document.activeElement.closest("main :has([data-talk])")?.querySelector("[data-talk]");
    if (!fold) return false;
    fold.open = true;
    fold.querySelector("textarea").focus();
    return true;
  }

  let going = 0;
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && palette) {
      event.preventDefault();
      if (!palette.open) palette.showModal();
      return palette.querySelector("input").focus();
    }
    const chooses = event.key === "t" && event.target.matches?.("[type=radio]");
    if ((page.typing(event.target) && !chooses) || event.ctrlKey || event.metaKey || event.isComposing) return;
    const row = page.row();
    if (event.altKey) {
      const where = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "other", ArrowRight: "other" }[event.key];
      if (where && row && event.target.closest(".row[data-item]")) {
        event.preventDefault();
        page.move(row, where);
      }
      const own = event.target.closest(".row:not([data-item])")?.querySelector(`.row-menu [name=where][value=${where}]`);
      if (own) {
        event.preventDefault();
        own.click();
      }
      return;
    }
    if (!document.body.hasAttribute("data-keys") || document.querySelector("dialog[open]")) return;
    const place = Date.now() - going < 1500 ? PLACES[event.key] : null;
    going = event.key === "g" ? Date.now() : 0;
    if (place) location.assign(place);
    if (place || run(event.key, row)) event.preventDefault();
  });

  // What a row says of itself: pressed where one stands, or where there is only one such row.
  function ownKey(key) {
    const marked = page.all(`[data-row-key="${CSS.escape(key)}"]`);
    const here = page.here();
    const one = here ? marked.find((each) => here.contains(each)) : marked.length === 1 && marked[0];
    if (!one) return false;
    one.click();
    if (one.matches("summary")) one.parentElement.querySelector("textarea")?.focus();
    return true;
  }

  function run(key, row) {
    if (key === "a") return add(), true;
    if (key === "?") return location.assign("/help/keys"), true;
    if (key === "/") return find(), true;
    if (key === "[" || key === "]") return page.tab(key === "]" ? 1 : -1), true;
    if (key === "t") return talk();
    const inRow = !!page.here();
    if (key === "j" || (key === "ArrowDown" && inRow)) return page.step(1), true;
    if (key === "k" || (key === "ArrowUp" && inRow)) return page.step(-1), true;
    const marked = page.all(`[data-key="${CSS.escape(key)}"]`).filter((one) => !one.closest(".row"));
    if (marked.length && key !== "x") return marked.at(-1).click(), true;
    if (ownKey(key)) return true;
    if (onRow[key] && row) return onRow[key](row), true;
    return false;
  }

  // Arrows walk through what the palette found.
  palette?.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const stops = [palette.querySelector("input"), ...page.all("a", palette)];
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + by))].focus();
  });
  palette?.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
  document.querySelector("[data-quick-add]")?.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.querySelector("textarea").focus();
  });
}
