// The panel under each card: verdict, reason, right value. One key or one click decides and goes on.
const VERDICTS = {
  "wrong-in": "wrong in", "both-valid": "both valid", "extraction-error": "extraction error",
  "not-a-claim": "not a claim", "needs-source": "needs source",
};
const panels = new Map();

const documentsOf = (item) => [...new Set((item?.evidence ?? []).map((part) => part.document))]
  .filter((place) => data.documents[place]);

const verdictButton = (number) => {
  const key = number < 2 ? String(number + 1) : "";
  const attributes = { type: "button", "data-verdict": "wrong-in", "data-side": number, "aria-pressed": "false" };
  if (key) Object.assign(attributes, { "data-key": key, "aria-keyshortcuts": key });
  return make("button", attributes, key ? make("kbd", {}, key) : null, key ? " " : null, `Wrong in ${letter(number)}`);
};

/** The panel of a conflict, made when its card is first looked at. */
const panelOf = (place) => {
  if (panels.has(place)) return panels.get(place);
  const conflict = conflicts[place];
  const panel = byId("triage-template").content.firstElementChild.cloneNode(true);
  const verdicts = panel.querySelector(".verdicts");
  const sides = (conflict.sides ?? []).map((item, number) => (documentsOf(item).length ? number : -1)).filter((n) => n >= 0);
  verdicts.prepend(...sides.map(verdictButton));
  panel.addEventListener("submit", (event) => event.preventDefault());
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) cardOf(place).focus();
  });
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.verdict) judge(place, button);
    else if (button?.classList.contains("withdraw")) withdraw(place);
  });
  panel.addEventListener("change", () => amend(place));
  panels.set(place, panel);
  showDecision(place);
  return panel;
};

const fieldsOf = (panel) => ({
  reason: panel.elements.reason.value.trim(),
  value: panel.elements.value.value.trim(),
  expires: panel.elements.expires.value,
});

/** Record a verdict and go on to the next conflict. */
const judge = (place, button) => {
  const conflict = conflicts[place];
  const { verdict, side: number } = button.dataset;
  const candidates = number === undefined ? [] : documentsOf(conflict.sides[Number(number)]);
  const document = candidates.length ? data.documents[candidates[0]].path : null;
  decide(conflict.id, decisionOn(conflict, { verdict, document, ...fieldsOf(panelOf(place)) }));
  if (number !== undefined) sidesJudged.set(conflict.id, Number(number));
  settled(place, `${button.textContent.replace(/^\d\s*/, "")}.`);
  goOn(place);
};

/** The side that was called wrong, where its document is on several sides. */
const sidesJudged = new Map();

/** A reason or a value given after the verdict belongs to it. */
const amend = (place) => {
  const conflict = conflicts[place];
  const decision = current.get(conflict.id);
  if (!decision) return;
  const panel = panelOf(place);
  const document = panel.elements.document.value || decision.document;
  const next = decisionOn(conflict, { verdict: decision.verdict, document, ...fieldsOf(panel) });
  if (same({ ...next, on: decision.on, by: decision.by }, decision)) return;
  decide(conflict.id, next);
  settled(place, "Changed.");
};

const withdraw = (place) => {
  decide(conflicts[place].id, null);
  settled(place, "Withdrawn.");
  cardOf(place).focus();
};

const undoLast = () => {
  const id = undo();
  if (id === null) return say("Nothing to undo.");
  const place = places.get(id);
  if (place === undefined) return undefined;
  showDecision(place, true);
  settled(place, "Undone.");
  return goTo(place);
};

/** After a decision: kept, shown, said. */
const settled = (place, what) => {
  showDecision(place);
  keep(conflicts[place].id);
  showState();
  showTallies(sift().tallies);
  say(`${what} ${count(current.size, "conflict")} of ${conflicts.length.toLocaleString("en")} decided.`);
};

const sideOf = (conflict, decision) => {
  const of = (number) => documentsOf(conflict.sides?.[number]).some((place) => data.documents[place].path === decision.document);
  const judged = sidesJudged.get(conflict.id);
  return judged !== undefined && of(judged) ? judged : (conflict.sides ?? []).findIndex((_, number) => of(number));
};

/** Draw the decision of a conflict on its card and panel; `whole` also in the fields, which a person may be writing in. */
const showDecision = (place, whole = false) => {
  const panel = panels.get(place);
  if (!panel) return;
  const conflict = conflicts[place];
  const decision = current.get(conflict.id);
  const number = decision?.verdict === "wrong-in" ? sideOf(conflict, decision) : -1;
  for (const button of panel.querySelectorAll("[data-verdict]")) {
    const on = decision?.verdict === button.dataset.verdict && (button.dataset.side === undefined || Number(button.dataset.side) === number);
    button.setAttribute("aria-pressed", String(on));
  }
  const { reason, value, expires } = panel.elements;
  if (whole || !reason.dataset.drawn) {
    reason.value = decision && decision.reason !== NO_REASON ? visible(decision.reason) : "";
    value.value = visible(decision?.value ?? "");
    expires.value = decision?.expires ?? "";
    reason.dataset.drawn = "yes";
  }
  showDocuments(panel, number < 0 ? [] : documentsOf(conflict.sides[number]), decision?.document);
  panel.querySelector(".said").textContent = decision ? sentenceOf(decision) : "";
  panel.querySelector(".withdraw").hidden = !decision;
  cardOf(place).classList.toggle("decided", Boolean(decision));
};

const showDocuments = (panel, candidates, chosen) => {
  const { document: select } = panel.elements;
  select.closest("label").hidden = candidates.length < 2;
  select.replaceChildren(...candidates.map((place) => make("option", { value: data.documents[place].path }, data.documents[place].name)));
  select.value = chosen ?? "";
};

const sentenceOf = (decision) => {
  const name = data.documents.find((item) => item.path === decision.document)?.name ?? decision.document;
  const verdict = VERDICTS[decision.verdict] + (name ? ` ${name}` : "");
  const signed = (decision.by ? ` by ${decision.by}` : "") + (decision.on ? ` on ${decision.on}` : "");
  return visible(`Decided: ${verdict}${signed}: ${decision.reason}`);
};
