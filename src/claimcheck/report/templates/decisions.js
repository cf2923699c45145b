// What was decided: by whom, when, why. Nothing here knows the page or where decisions are kept.
// A decision that ran out is shown on its card, but decides nothing.
const holding = data.decisions.filter(({ id }) => conflicts[places.get(id)].status !== "expired");
const earlier = new Map(holding.map((decision) => [decision.id, decision]));
const current = new Map(earlier);
const kept = new Map(earlier);
const steps = [];
const NO_REASON = "no reason given";

/** A decision as text, whatever the order in which its keys came. */
const plain = (value) => JSON.stringify(value ?? null, (_, part) =>
  (part && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part));
const same = (one, other) => plain(one) === plain(other);
const isDecided = (id) => current.has(id);
/** Ids whose decision is not yet kept anywhere but here. */
const unsaved = () => [...new Set([...current.keys(), ...kept.keys()])].filter((id) => !same(current.get(id), kept.get(id)));
/** Ids whose decision was made, changed or withdrawn on this page. */
const changed = () => [...new Set([...current.keys(), ...earlier.keys()])].filter((id) => !same(current.get(id), earlier.get(id)));

const today = () => {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
};

/** A decision about a conflict, signed and dated, with the documents it was made of. */
const decisionOn = (conflict, { verdict, document = null, reason, value, expires }) => ({
  id: conflict.id,
  verdict,
  reason: reason || NO_REASON,
  by: byId("reviewer").value.trim() || null,
  on: today(),
  expires: expires || null,
  document: verdict === "wrong-in" ? document : null,
  value: value || null,
  saw: Object.fromEntries((conflict.documents ?? []).map((place) => data.documents[place])
    .map(({ path, sha256 }) => [path, `sha256:${sha256}`])),
});

/** As a file or a server gets it: a withdrawn decision has no verdict. */
const record = (id) => current.get(id) ?? { id, verdict: null };

const put = (id, decision) => (decision ? current.set(id, decision) : current.delete(id));

/** Decide, change or withdraw; what was before can be undone. */
const decide = (id, decision) => {
  steps.push([id, current.get(id)]);
  put(id, decision);
};

/** Take the last step back; the id it was about, or null. */
const undo = () => {
  const last = steps.pop();
  if (!last) return null;
  put(...last);
  return last[0];
};
