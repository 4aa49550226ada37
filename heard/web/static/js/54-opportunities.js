// Openings by keys: `i` says interested, in the row in focus or the first; `r` raises a match.
{
  const near = (selector) => page.here()?.querySelector(selector) ?? document.querySelector(`main ${selector}`);
  document.addEventListener("keydown", (event) => {
    if (!document.body.hasAttribute("data-keys") || page.typing(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const fold = event.key === "i" && near("[data-interest]");
    if (fold) {
      event.preventDefault();
      fold.open = true;
      fold.querySelector("[name=line]").focus();
    }
    if (event.key === "r") near("[data-raise]")?.click();
  });
}
