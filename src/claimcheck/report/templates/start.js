// Begin: take over what stands in the page, then follow the address.
const startList = () => {
  for (const card of document.querySelectorAll("article.card")) cards.set(places.get(card.id.slice(2)), card);
  const filter = () => { refresh(); setAddress("conflicts", asked()); };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  byId("clear-none").addEventListener("click", () => form.reset());
  byId("pager").addEventListener("click", (event) => {
    if (event.target.dataset.step) leaf(Number(event.target.dataset.step));
  });
  window.addEventListener("beforeprint", printAll);
  window.addEventListener("afterprint", () => turnTo(page));
  if (window.matchMedia("(max-width: 60rem)").matches) byId("facets").open = false;
  form.hidden = false;
  byId("head").hidden = false;
};

const startDesk = () => {
  byId("reviewer").value = stored("claimcheck:reviewer") ?? "";
  byId("reviewer").addEventListener("change", (event) => store("claimcheck:reviewer", event.target.value.trim()));
  byId("reasons").append(...data.reasons.map((reason) => make("option", { value: reason })));
  byId("desk").hidden = false;
};

const start = () => {
  startDocuments();
  startKeys();
  if (!form) {
    showView("conflicts");
    window.addEventListener("hashchange", () => {
      const target = byId(address().place);
      showView(target?.closest("[data-view]")?.dataset.view ?? "conflicts");
      if (target?.matches("details")) target.open = true;
    });
    return;
  }
  startDesk();
  startList();
  startSaving();
  follow();
  window.addEventListener("hashchange", follow);
  requestIdleCallback?.(() => conflicts.forEach((_, place) => haystack(place)));
};

start();
