// All state stands in the address: `#c-ID?level=error&text=...`, a place and the filters.
const address = () => {
  const [place, query = ""] = location.hash.slice(1).split("?", 2);
  let name = place;
  try { name = decodeURIComponent(place); } catch { /* not encoded: taken as it is */ }
  return { place: name, query: new URLSearchParams(query) };
};

const addressOf = (place, query) => {
  const text = query.toString();
  return `#${encodeURIComponent(place)}${text ? `?${text}` : ""}`;
};

/** Say where we are, without another entry in the history. */
const setAddress = (place, query) => {
  const next = addressOf(place, query);
  if (next !== location.hash) history.replaceState(null, "", next);
};
