// Rows are moved by menu, by keys and by the handle; the server keeps the order.
{
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
    if (!row.contains(document.activeElement)) row.querySelector(".row-text").focus({ preventScroll: true });
    await page.post(`${row.dataset.item}/position`, values, row);
    await page.refresh();
    const now = document.getElementById(row.id);
    const kin = [...(now?.parentElement.children ?? [])];
    if (now) page.say(page.words.moved.replace("{place}", kin.indexOf(now) + 1).replace("{all}", kin.length));
  }

  // A row in hand, and how it is put down: where it is now, or back where it was.
  function lift(row) {
    const list = row.parentElement;
    const start = row.nextElementSibling;
    row.classList.add("is-moving");
    return (keep) => {
      row.classList.remove("is-moving");
      if (!keep) return list.insertBefore(row, start);
      let next = row.nextElementSibling;
      if (next === start) return;
      while (next && !next.matches("[data-item]:not(.is-covered)")) next = next.nextElementSibling;
      place(row, { where: next ? `before:${next.id.slice(2)}` : "bottom" });
    };
  }

  // Dragging by the handle, with any pointer; the menu and the keys do the same.
  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(".grip")?.closest(".row");
    if (!row || event.button) return;
    event.preventDefault();
    const list = row.parentElement;
    const heard = new AbortController();
    const put = lift(row);
    // On the document: a row that is moved loses whatever pointer it had captured.
    const on = (name, act) => document.addEventListener(name, act, { signal: heard.signal });
    const end = (keep) => {
      heard.abort();
      put(keep);
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

  // The handle by keys: Space lifts and drops, arrows move, Escape or leaving puts it back.
  let hand = null;
  const drop = (keep) => {
    const { grip, put } = hand;
    hand = null;
    grip.setAttribute("aria-pressed", "false");
    put(keep);
    if (!keep) page.say(page.words.back);
    return grip;
  };
  document.addEventListener("click", (event) => {
    const grip = event.target.closest(".grip");
    // What a pointer does with it is above.
    if (!grip || event.detail) return;
    if (hand) return drop(true).focus();
    hand = { grip, put: lift(grip.closest(".row")) };
    grip.setAttribute("aria-pressed", "true");
    page.say(page.words.lifted);
  });
  document.addEventListener("keydown", (event) => {
    if (!hand || !["ArrowUp", "ArrowDown", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === "Escape") return drop(false).focus();
    const held = hand;
    const row = held.grip.closest(".row");
    const over = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
    // A row that is moved loses the focus for a moment, and is not left by that.
    hand = null;
    if (over) row.parentElement.insertBefore(row, event.key === "ArrowUp" ? over : over.nextElementSibling);
    held.grip.focus();
    hand = held;
  });
  document.addEventListener("focusout", () => hand && drop(false));
}
