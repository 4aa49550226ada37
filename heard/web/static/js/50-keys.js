// Single keys, never while somebody types, and off where the person turned them off.
{
  const click = (selector, root = document) => root.querySelector(selector)?.click();
  const palette = document.getElementById("palette");

  const onRow = {
    x: (row) => click(".row-circle button", row),
    c: () => page.step(1),
    d: (row) => page.post(`${row.dataset.item}/state`, { state: "let_go" }, row),
    e: (row) => location.assign(row.dataset.item),
    p: (row) => location.assign(row.dataset.item),
    "!": (row) => capture(row, "! "),
    "=": (row) => capture(row, "= "),
  };

  function capture(row, mark) {
    const field = row.querySelector("[data-capture] textarea");
    if (field) return begin(field, mark);
    document.addEventListener("htmx:afterSwap", () => begin(row.querySelector("[data-capture] textarea"), mark), { once: true });
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

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && palette) {
      event.preventDefault();
      palette.showModal();
      return palette.querySelector("input").focus();
    }
    if (page.typing(event.target) || event.ctrlKey || event.metaKey) return;
    const row = page.row?.();
    if (event.altKey) {
      const where = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "other", ArrowRight: "other" }[event.key];
      if (where && row && event.target.closest(".row[data-item]")) {
        event.preventDefault();
        page.move(row, where);
      }
      return;
    }
    if (!document.body.hasAttribute("data-keys") || document.querySelector("dialog[open]")) return;
    if (run(event.key, row)) event.preventDefault();
  });

  function run(key, row) {
    if (key === "a") return add(), true;
    if (key === "?") return location.assign("/help/keys"), true;
    if (key === "/") return document.querySelector("[data-key-focus='/']")?.focus(), true;
    if (key === "j" || (key === "ArrowDown" && row?.contains(document.activeElement))) return page.step(1), true;
    if (key === "k" || (key === "ArrowUp" && row?.contains(document.activeElement))) return page.step(-1), true;
    const marked = document.querySelector(`[data-key="${CSS.escape(key)}"]:not(.row [data-key])`);
    if (marked && key !== "x") return marked.click(), true;
    if (onRow[key] && row) return onRow[key](row), true;
    return false;
  }

  document.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
  document.querySelector("[data-quick-add]")?.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.querySelector("textarea").focus();
  });
}
