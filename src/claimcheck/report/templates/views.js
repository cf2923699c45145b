// One view at a time: conflicts, facts, documents. The address says which.
const sections = [...document.querySelectorAll("[data-view]")];
const links = [...document.querySelectorAll(".bar nav a")];

const showView = (name) => {
  for (const section of sections) section.hidden = section.dataset.view !== name;
  for (const link of links) {
    if (link.dataset.tab === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
};

/** Go where the address says: a conflict, a fact, a document or a whole view. */
const follow = () => {
  const { place, query } = address();
  const conflict = place.startsWith("c-") ? places.get(place.slice(2)) : undefined;
  if (conflict !== undefined) {
    showView("conflicts");
    fill(query);
    refresh(conflict);
    goTo(conflict);
    return;
  }
  const target = byId(place);
  showView(target?.closest("[data-view]")?.dataset.view ?? "conflicts");
  if (place === "conflicts" || !target) {
    fill(query);
    refresh();
    if (Number(query.get("page")) > 1) turnTo(Number(query.get("page")) - 1);
  }
  if (!target) return;
  if (target.matches("details")) target.open = true;
  target.scrollIntoView({ block: "start" });
  if (target.matches("[tabindex]")) target.focus({ preventScroll: true });
};

// Documents: what a number was read as.
const reading = byId("reading");
let number = null;

const read = (mark) => {
  number?.classList.remove("here");
  number = mark;
  mark.classList.add("here");
  const kind = mark.tagName === "I" ? "skipped" : "read as";
  reading.replaceChildren(make("b", {}, mark.textContent), ` ${kind}: ${mark.title}`);
  if (mark.tagName === "A") reading.append(" ", make("a", { href: mark.getAttribute("href") }, "Its conflict"));
  reading.hidden = false;
};

const stepNumber = (by) => {
  const kind = byId("marks").querySelector(":checked").value;
  const wanted = { all: "b, i, a", claims: "b, a", skipped: "i" }[kind];
  const open = [...document.querySelectorAll("details.document[open] .text")];
  const marks = open.flatMap((text) => [...text.querySelectorAll(wanted)]);
  const next = marks[number && marks.includes(number) ? marks.indexOf(number) + by : by > 0 ? 0 : marks.length - 1];
  if (!next) return say(marks.length ? "No further number." : "Open a document first.");
  read(next);
  return next.scrollIntoView({ block: "center" });
};

const startDocuments = () => {
  byId("marks").hidden = false;
  byId("marks").addEventListener("change", (event) => { byId("documents").dataset.marks = event.target.value; });
  byId("documents").addEventListener("click", (event) => {
    const mark = event.target.closest(".text b, .text i, .text a");
    if (!mark) return;
    event.preventDefault();
    read(mark);
  });
};
