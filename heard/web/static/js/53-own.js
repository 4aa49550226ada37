// A row of one's own that was moved keeps the focus where it now stands, once the page has gone there.
addEventListener("load", () => {
  const row = document.getElementById(location.hash.slice(1));
  if (row?.matches(".row[id^='h-']")) row.querySelector(".row-text").focus();
});
