// Words about who somebody is: a quiet line under the field while they stand there. Nothing is sent.
{
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const spoken = (text) => ` ${(fold(text).match(/\p{L}+/gu) ?? []).join(" ")} `;

  document.addEventListener("input", (event) => {
    const held = event.target.closest?.("[data-nature]");
    if (!held || !event.target.matches("textarea")) return;
    const words = spoken(event.target.value);
    const about = held.dataset.nature.split("|").some((word) => word && words.includes(` ${word} `));
    event.target.parentElement.querySelector(".nature-hint > span").hidden = !about;
  });
}
