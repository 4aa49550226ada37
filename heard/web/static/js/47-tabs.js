// Tabs beside the page: each panel loads when it is first opened, and the choice is remembered.
{
  const tabs = page.all("[data-tab]");
  const key = `tab:${document.querySelector("[data-pair]")?.dataset.pair}`;
  const show = (chosen) => {
    for (const tab of tabs) {
      if (tab === chosen) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      const panel = document.getElementById(tab.dataset.tab);
      panel.hidden = tab !== chosen;
      if (tab === chosen && !panel.firstElementChild) htmx.ajax("GET", tab.href, { source: panel, target: panel, swap: "innerHTML" });
    }
    sessionStorage.setItem(key, chosen.dataset.tab);
  };
  // `[` and `]` walk through them; on a phone those that are not there are passed over.
  page.tab = (by) => {
    const there = tabs.filter((tab) => tab.checkVisibility());
    const next = there[there.findIndex((tab) => tab.hasAttribute("aria-current")) + by];
    if (!next) return;
    show(next);
    next.focus();
  };
  for (const tab of tabs) {
    tab.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(tab);
    });
    if (sessionStorage.getItem(key) === tab.dataset.tab && tab.checkVisibility()) show(tab);
  }
}
