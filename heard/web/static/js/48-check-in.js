// A check-in by 1 to 5: the first question without a word, else the one that has the focus. Where
// the same keys add suggestions, only from inside it.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-check-in]");
  if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (form ? !event.target.matches("[type=radio]") : page.typing(event.target) || !document.body.hasAttribute("data-keys")) return;
  if (!form && document.querySelector("dialog[open], [data-key='1']")) return;
  const scales = page.all(".scale", form ?? document.querySelector("[data-check-in]") ?? event.target);
  const scale = scales.find((one) => !one.querySelector(":checked")) ?? event.target.closest?.(".scale");
  const word = scale?.querySelectorAll("input")[event.key - 1];
  if (!word) return;
  event.preventDefault();
  word.checked = true;
  word.focus();
});
