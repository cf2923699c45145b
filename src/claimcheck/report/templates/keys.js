// Keys: every action is also a button, and the keys can be switched off.
const help = byId("help");
const keysOn = byId("keys-on");
const writing = (target) => target.matches?.("input:not([type=checkbox], [type=radio]), select, textarea");
const tab = () => document.querySelector(".bar nav a[aria-current]")?.dataset.tab;

const inCard = (action) => () => {
  const at = here() ?? shown[page * PER_PAGE];
  if (at !== undefined) action(at, panelOf(at));
};
const press = (key) => inCard((_, panel) => panel.querySelector(`[data-key="${key}"]`)?.click());
const field = (name) => inCard((_, panel) => panel.elements[name].focus());

const KEYS = {
  conflicts: {
    j: () => step(1), k: () => step(-1), e: field("value"), r: field("reason"),
    "[": () => leaf(-1), "]": () => leaf(1),
    ...Object.fromEntries(["1", "2", "3", "4", "5", "6"].map((key) => [key, press(key)])),
  },
  documents: { n: () => stepNumber(1), p: () => stepNumber(-1) },
  facts: {},
};
const ANYWHERE = {
  u: undoLast,
  s: () => byId("download").click(),
  "?": () => help.showModal(),
  "/": () => { if (tab() !== "conflicts") location.hash = "conflicts"; form.elements.text.focus(); },
};

const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape" && writing(event.target)) {
    const card = event.target.closest("article.card");
    if (card) card.focus();
    else event.target.blur();
    return;
  }
  if (!keysOn.checked || writing(event.target)) return;
  const action = KEYS[tab()]?.[event.key] ?? ANYWHERE[event.key];
  if (!action) return;
  event.preventDefault();
  action();
};

const startKeys = () => {
  keysOn.checked = stored("claimcheck:keys") !== "off";
  keysOn.addEventListener("change", () => store("claimcheck:keys", keysOn.checked ? "on" : "off"));
  document.addEventListener("keydown", onKey);
  byId("open-help").addEventListener("click", () => help.showModal());
  byId("close-help").addEventListener("click", () => help.close());
};
