// Where decisions are kept: in the browser, best effort; in a file that is downloaded; or by the server of this page.
const server = document.querySelector('meta[name="claimcheck-review"]');
const STORE = `claimcheck:${data.result}`;
const revisions = new Map();

const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* no storage on this page */ } };
const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };

const keepLocally = () => {
  const entries = changed().map((id) => ({ ...record(id), saved: same(current.get(id), kept.get(id)) }));
  store(STORE, JSON.stringify(entries));
};

/** Take up what an earlier visit decided. */
const restore = () => {
  let entries = [];
  try { entries = JSON.parse(stored(STORE) ?? "[]"); } catch { /* damaged: begin anew */ }
  for (const { saved, ...decision } of Array.isArray(entries) ? entries : []) {
    if (!places.has(decision.id)) continue;
    const value = decision.verdict ? decision : undefined;
    put(decision.id, value);
    if (saved) keptAs(decision.id, value);
  }
};

const keptAs = (id, decision) => (decision ? kept.set(id, decision) : kept.delete(id));

const keep = (id) => {
  if (server) send(id);
  else keepLocally();
};

const download = () => {
  const decisions = changed().map(record);
  const text = `${JSON.stringify({ schema_version: 1, decisions }, null, 2)}\n`;
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "claimcheck-decisions.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  for (const id of changed()) keptAs(id, current.get(id));
  keepLocally();
  showState();
  say(`${count(decisions.length, "decision")} downloaded.`);
};

/** The server's answer about one conflict: taken over unless this page has something newer to send. */
const takeOver = (decision) => {
  const { id, revision } = decision;
  if (!places.has(id)) return;
  const { revision: _, ...bare } = decision;
  const value = bare.verdict ? bare : undefined;
  if (revision !== undefined) revisions.set(id, revision);
  if (same(value, kept.get(id))) return;
  keptAs(id, value);
  put(id, value);
  showDecision(places.get(id), true);
};

const ask = async (method, body) => {
  const headers = { "X-Claimcheck-Token": server.dataset.token ?? "", ...(body ? { "Content-Type": "application/json" } : {}) };
  return fetch(server.content, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
};

let sending = Promise.resolve();
/** Send one decision after the other, each as it then stands. */
const send = (id) => {
  sending = sending.then(async () => {
    if (same(current.get(id), kept.get(id))) return;
    const sent = current.get(id);
    try {
      const answer = await ask("POST", { ...record(id), revision: revisions.get(id) ?? null });
      const body = await answer.json().catch(() => ({}));
      if (answer.status === 409) {
        takeOver(body.decision ?? body);
        say("Another tab decided this conflict meanwhile; its decision is shown.");
      } else if (answer.ok) {
        keptAs(id, sent);
        const revision = body.revision ?? body.decision?.revision;
        if (revision !== undefined) revisions.set(id, revision);
      } else say(`The server did not take the decision: ${body.error ?? answer.status}`);
    } catch {
      say("The server cannot be reached; decisions are kept on this page and sent again.");
    }
    showState();
  });
};

/** Bring in what other tabs decided, and send again what the server has not got. */
const poll = async () => {
  try {
    const answer = await ask("GET");
    if (!answer.ok) return;
    const waiting = new Set(unsaved());
    const { decisions = [] } = await answer.json();
    decisions.filter((decision) => !waiting.has(decision.id)).forEach(takeOver);
    const there = new Set(decisions.filter((decision) => decision.verdict).map((decision) => decision.id));
    [...kept.keys()].filter((id) => !there.has(id) && !waiting.has(id)).forEach((id) => takeOver({ id, verdict: null }));
    waiting.forEach(send);
    showState();
  } catch { /* the next poll tries again */ }
};

const showState = () => {
  const waiting = unsaved().length;
  byId("unsaved").textContent = waiting ? `${waiting.toLocaleString("en")} unsaved` : current.size ? "all saved" : "";
  byId("unsaved").classList.toggle("waiting", waiting > 0);
  byId("download").disabled = changed().length === 0;
  byId("undo").disabled = steps.length === 0;
  byId("decided").textContent = `· ${current.size.toLocaleString("en")} decided`;
};

const startSaving = () => {
  if (server) {
    poll();
    setInterval(() => { if (!document.hidden) poll(); }, 4000);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) poll(); });
  } else restore();
  window.addEventListener("beforeunload", (event) => { if (unsaved().length) event.preventDefault(); });
  byId("download").addEventListener("click", download);
  byId("undo").addEventListener("click", undoLast);
};
