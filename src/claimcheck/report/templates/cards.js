// The card of a conflict. The first stand in the page; this makes the others, as card.html.j2 does: change both.
const FROM_CONTEXT = "not said beside the number: taken from a heading, a caption or the document";

const pairs = (items, name) =>
  make("dl", { class: name }, items.map(([term, value, marks = 0]) => {
    const said = make("dd", {}, value);
    if (marks & 2) said.append(" ", make("span", { class: "inferred", title: FROM_CONTEXT }, "from context"));
    return make("div", marks & 1 ? { class: "differs" } : {}, make("dt", {}, term), " ", said);
  }));

const evidence = (item) => {
  const [before, quote, after] = item.text;
  const name = data.documents[item.document]?.name ?? "";
  const cite = make("cite", {}, item.href ? make("a", { href: item.href }, name) : name);
  return make("figure", {},
    make("blockquote", {}, make("bdi", {}, before, make("mark", {}, quote), after)),
    make("figcaption", {}, cite, (item.where ?? []).map((place) => [" ", make("span", {}, place)]).flat()),
    item.facts ? pairs(item.facts, "facts") : null,
    item.crop ? make("p", { class: "crop" }, make("a", { href: item.crop }, "The page as printed, number boxed")) : null);
};

const side = (item, number) =>
  make("section", { class: `side side-${number % 6}` },
    make("h4", {},
      make("span", { class: "letter", "aria-hidden": "true" }, letter(number)), " ",
      make("span", { class: "sr" }, `Side ${letter(number)}: `), make("span", {}, item.display)),
    item.supported ? make("p", { class: "supported" }, `Supported: ${item.supported}`) : null,
    (item.evidence ?? []).map(evidence));

const SINCE = { same: "same as before", new: "new since", changed: "changed since" };

const kicker = (conflict) => {
  const shape = make("span", { class: "shape", "aria-hidden": "true" });
  const line = make("p", { class: "kicker" },
    make("span", { class: `level ${conflict.level}` }, shape, conflict.level), " ",
    make("span", { class: "rule" }, `${conflict.rule} ${data.rules[conflict.rule][0]}`));
  if (conflict.since) line.append(" ", make("span", { class: `state ${conflict.since}` }, SINCE[conflict.since]));
  if (conflict.status !== "new") line.append(" ", make("span", { class: `state ${conflict.status}` }, conflict.status));
  line.append(" ", make("a", { class: "permalink", href: `#c-${conflict.id}`, "aria-label": "Link to this conflict" }, "#"));
  return line;
};

const plotted = (facts) =>
  make("p", { class: "plotted" }, facts.map((place, index) => [
    make("a", { href: `#f-${place}` }, facts.length === 1 ? "All values of this fact" : `All values of fact ${index + 1}`), " ",
  ]).flat());

const makeCard = (conflict) => {
  const { id, facts = [] } = conflict;
  const summary = data.rules[conflict.rule][1];
  return make("article", { class: `card ${conflict.level}`, id: `c-${id}`, tabindex: "-1", "aria-labelledby": `t-${id}` },
    make("header", {}, kicker(conflict), make("h3", { id: `t-${id}` }, conflict.title), pairs(conflict.key ?? [], "key")),
    make("p", { class: "explanation" }, conflict.explanation ?? ""),
    conflict.earlier ? make("p", { class: "earlier" }, make("b", {}, conflict.status === "expired" ? "Decision that ran out:" : "Decided"), ` ${conflict.earlier}`) : null,
    make("div", { class: "sides" }, (conflict.sides ?? []).map(side)),
    make("footer", {},
      pairs(conflict.meta, "meta"),
      facts.length ? plotted(facts) : null,
      summary ? make("p", { class: "about" }, `${conflict.rule}: ${summary}`) : null),
    make("p", { class: "signoff", "aria-hidden": "true" }, SIGNOFF[0], make("br"), SIGNOFF[1]));
};

const SIGNOFF = [
  "Verdict: wrong in ____ · both valid · extraction error · not a claim · needs source",
  "Right value: ____________ Signed: ____________ Date: ____________",
];

/** The cards by the place of their conflict: those of the page first, the others when they are asked for. */
const cards = new Map();
const cardOf = (place) => {
  if (!cards.has(place)) cards.set(place, makeCard(conflicts[place]));
  return cards.get(place);
};
