// Which conflicts are shown. The form is the state; it is written to the address and read from it.
const form = byId("filters");
const FIELDS = ["level", "status", "since", "decided", "rule", "metric", "document", "with", "text"];
const boxes = (name) => [...form.querySelectorAll(`[name="${name}"][type="checkbox"]`)];

/** What the form asks for, as it stands in the address: nothing for a filter that lets all through. */
const asked = () => {
  const query = new URLSearchParams();
  for (const name of FIELDS) {
    const checks = boxes(name);
    if (checks.length > 0) {
      const on = checks.filter((box) => box.checked);
      if (on.length < checks.length) query.set(name, on.map((box) => box.value).join(" "));
    } else if (form.elements[name]?.value) query.set(name, form.elements[name].value);
  }
  return query;
};

const fill = (query) => {
  for (const name of FIELDS) {
    const wanted = query.get(name);
    const checks = boxes(name);
    const chosen = wanted?.split(" ") ?? [];
    for (const box of checks) box.checked = wanted === null || chosen.includes(box.value);
    if (checks.length === 0 && form.elements[name]) form.elements[name].value = wanted ?? "";
  }
};

/** The tests of the form, by name: each says whether it lets a conflict through. */
const tests = () => {
  const query = asked();
  const found = [];
  const among = (name) => {
    const wanted = query.get(name)?.split(" ");
    if (wanted) found.push([name, (conflict) => wanted.includes(conflict[name])]);
  };
  ["level", "status", "since"].forEach(among);
  for (const name of ["rule", "metric"]) {
    const wanted = query.get(name);
    if (wanted) found.push([name, (conflict) => conflict[name] === wanted]);
  }
  const first = query.get("document");
  if (first) found.push(["document", (conflict) => (conflict.documents ?? []).includes(Number(first))]);
  const other = query.get("with");
  if (other === "itself") found.push(["with", (conflict) => conflict.documents?.length === 1]);
  else if (other) found.push(["with", (conflict) => (conflict.documents ?? []).includes(Number(other))]);
  const decided = query.get("decided");
  if (decided) found.push(["decided", (conflict) => isDecided(conflict.id) === (decided === "yes")]);
  const words = (query.get("text") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) found.push(["text", (_, place) => words.every((word) => haystack(place).includes(word))]);
  return found;
};

/** The values by which a facet counts a conflict. */
const FACETS = {
  level: (conflict) => [conflict.level],
  status: (conflict) => [conflict.status],
  since: (conflict) => [conflict.since],
  decided: (conflict) => ["", isDecided(conflict.id) ? "yes" : "no"],
  rule: (conflict) => [conflict.rule],
  metric: (conflict) => [conflict.metric],
  document: (conflict) => conflict.documents ?? [],
};

/** Places of the conflicts shown; and for each facet, how many each of its values has under all other filters. */
const sift = () => {
  const all = tests();
  const shown = [];
  const tallies = new Map();
  const add = (facet, conflict) => {
    for (const value of FACETS[facet](conflict)) {
      const key = `${facet}=${value}`;
      tallies.set(key, (tallies.get(key) ?? 0) + 1);
    }
  };
  conflicts.forEach((conflict, place) => {
    let refused = null;
    for (const [name, test] of all) {
      if (test(conflict, place)) continue;
      if (refused !== null) return;
      refused = name;
    }
    if (refused === null) {
      shown.push(place);
      for (const facet of Object.keys(FACETS)) add(facet, conflict);
    } else if (FACETS[refused]) add(refused, conflict);
  });
  return { shown, tallies };
};

const showTallies = (tallies) => {
  const number = (key) => (tallies.get(key) ?? 0).toLocaleString("en");
  for (const span of form.querySelectorAll("[data-tally]")) span.textContent = number(span.dataset.tally);
  for (const name of ["rule", "metric", "document"]) {
    for (const option of form.elements[name].options) {
      option.dataset.name ??= option.textContent;
      if (option.value) option.textContent = `${option.dataset.name} (${number(`${name}=${option.value}`)})`;
    }
  }
};
