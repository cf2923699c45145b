"use strict";
// Filters only: the page is complete without this. Text of documents is read, never written.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const cards = Array.from(document.querySelectorAll("article.card"), (element) => ({
    element,
    level: element.dataset.level,
    rule: element.dataset.rule,
    metric: element.dataset.metric,
    documents: element.dataset.documents.split(" "),
    text: null,
  }));

  const holds = (card, words) => {
    if (words.length === 0) return true;
    card.text ??= card.element.textContent.toLowerCase();
    return words.every((word) => card.text.includes(word));
  };

  const apply = () => {
    const wanted = new FormData(form);
    const levels = wanted.getAll("level");
    const words = wanted.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      const fits =
        levels.includes(card.level) &&
        [card.rule, ""].includes(wanted.get("rule")) &&
        [card.metric, ""].includes(wanted.get("metric")) &&
        (wanted.get("document") === "" || card.documents.includes(wanted.get("document"))) &&
        holds(card, words);
      card.element.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = `${count} of ${cards.length} shown`;
    none.hidden = count > 0;
  };

  // A link must lead to its card, also when a filter hides it, and to its table, also when it is closed.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.matches("article.card") && target.hidden) form.reset();
    if (target.matches("details")) target.open = true;
    target.scrollIntoView();
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  apply();
  if (location.hash) reveal();
})();
