// The list of cards, a page at a time: 5,000 conflicts cost no more than 50.
const PER_PAGE = 50;
const board = byId("cards");
let shown = [];
let page = 0;

/** Filter anew and show the first page, or the page of a conflict. */
const refresh = (at = null) => {
  const found = sift();
  shown = found.shown;
  showTallies(found.tallies);
  byId("shown").textContent = `${shown.length.toLocaleString("en")} of ${conflicts.length.toLocaleString("en")} shown`;
  byId("none").hidden = shown.length > 0;
  const index = at === null ? -1 : shown.indexOf(at);
  turnTo(index < 0 ? 0 : Math.floor(index / PER_PAGE));
  document.querySelector('.bar [data-tab="conflicts"]').href = addressOf("conflicts", asked());
  showState();
};

const pages = () => Math.max(Math.ceil(shown.length / PER_PAGE), 1);

const turnTo = (number) => {
  page = Math.min(Math.max(number, 0), pages() - 1);
  lay(shown.slice(page * PER_PAGE, (page + 1) * PER_PAGE));
  byId("pager").hidden = pages() === 1;
  byId("page").textContent = `page ${page + 1} of ${pages()}`;
  byId("pager").querySelector('[data-step="-1"]').disabled = page === 0;
  byId("pager").querySelector('[data-step="1"]').disabled = page === pages() - 1;
};

const lay = (some) => {
  board.replaceChildren(...some.map((place) => {
    const card = cardOf(place);
    if (!card.querySelector(".triage")) card.querySelector("footer").before(panelOf(place));
    return card;
  }));
};

/** The conflict that has the focus, else the one of the address, else none. */
const here = () => {
  const card = document.activeElement?.closest?.("article.card");
  return card ? places.get(card.id.slice(2)) ?? null : null;
};

/** Show a conflict and put the focus on it; filters that hide it give way. */
const goTo = (place) => {
  if (!shown.includes(place)) {
    fill(new URLSearchParams());
    refresh(place);
  } else if (Math.floor(shown.indexOf(place) / PER_PAGE) !== page) turnTo(Math.floor(shown.indexOf(place) / PER_PAGE));
  const card = cardOf(place);
  setAddress(card.id, asked());
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "start" });
};

/** Turn the page by hand: the address says which. */
const leaf = (by) => {
  turnTo(page + by);
  const query = asked();
  if (page > 0) query.set("page", page + 1);
  setAddress("conflicts", query);
  byId("head").scrollIntoView({ block: "start" });
};

const step = (by) => {
  const at = here();
  const index = at === null ? (by > 0 ? page * PER_PAGE - 1 : page * PER_PAGE + 1) : shown.indexOf(at);
  const next = shown[index + by];
  if (next === undefined) say(by > 0 ? "This is the last conflict." : "This is the first conflict.");
  else goTo(next);
};

/** After a verdict: the next conflict of the list that has none. */
const goOn = (place) => {
  const rest = shown.slice(shown.indexOf(place) + 1);
  const next = rest.find((other) => !isDecided(conflicts[other].id));
  if (next !== undefined) goTo(next);
  else cardOf(place).focus();
};

const printAll = () => { lay(shown); };
