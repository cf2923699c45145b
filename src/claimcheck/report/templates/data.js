// The data of the page: what the report found, as page/island.py wrote it.
const data = JSON.parse(byId("claimcheck-data").textContent);
const conflicts = data.conflicts;
const places = new Map(conflicts.map((conflict, place) => [conflict.id, place]));

/** Everything of a conflict that can be searched, in lower case. */
const haystacks = [];
const haystack = (place) => {
  if (haystacks[place] === undefined) {
    const { id, rule, title, key = [], explanation, sides = [], meta = [] } = conflicts[place];
    const said = sides.map((side) => [side.display, (side.evidence ?? []).map((item) => [
      data.documents[item.document]?.name, item.text, item.where, item.facts])]);
    haystacks[place] = [id, rule, data.rules[rule][0], title, key, explanation, said, meta].flat(9).join(" ").toLowerCase();
  }
  return haystacks[place];
};

const letter = (number) => (number < 26 ? String.fromCharCode(65 + number) : String(number + 1));
