// A pivot by keys: a digit for what becomes of it, a digit for why, then the field that it asks for.
{
  const form = document.querySelector("[data-pivot]");
  const chosen = (name) => form.querySelector(`[name=${name}]:checked`);
  const digit = (name, key) => form.querySelector(`[name=${name}][data-digit="${CSS.escape(key)}"]`);
  const shown = (selector) => page.all(selector, form).find((field) => field.checkVisibility());
  const asked = () => shown("#until, #emphasis, #rethink, #kept") ?? form.querySelector("#note");

  function choose(key) {
    const next = chosen("choice") ? digit("reason", key) : digit("choice", key);
    if (!next) return false;
    next.click();
    if (next.name === "reason" || next.value === "keep") asked().focus();
    else next.focus();
    return true;
  }

  form?.ownerDocument.addEventListener("keydown", (event) => {
    if (!document.body.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target;
    if (field.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    if (choose(event.key)) event.preventDefault();
  });
}
// In the list, `v` changes the objective in focus, or the first; `u` says how it is going.
{
  const here = () => document.activeElement?.closest?.("[data-objective]");
  document.addEventListener("keydown", (event) => {
    if (!document.body.hasAttribute("data-keys") || page.typing(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = here() ?? document.querySelector("[data-objective]:has([data-pivot-link])");
    if (event.key === "v") row?.querySelector("[data-pivot-link]")?.click();
    const fold = event.key === "u" && row?.querySelector("details.fold");
    if (!fold) return;
    event.preventDefault();
    fold.open = true;
    fold.querySelector("[name=line]").focus();
  });
}
