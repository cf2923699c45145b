"""The report of many conflicts in headless Chromium: its size, when the first card is there, how long filters take.

    python benchmarks/report_page.py [CONFLICTS]     (5,000 by default)

Times are this machine's, medians of five; each is also printed as a ratio to how long the browser takes to make and lay
out a plain list of as many paragraphs.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FIRST_CARD = """() => new Promise((done) => {
  const look = () => {
    const card = document.querySelector("article.card .triage");
    if (card && card.getBoundingClientRect().height > 0) requestAnimationFrame(() => done(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""
FILTER = """([name, value]) => new Promise((done) => {
  const form = document.getElementById("filters");
  const begin = performance.now();
  form.elements[name].value = value;
  form.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.offsetHeight;
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
})"""
YARDSTICK = """(number) => {
  const begin = performance.now();
  const list = document.createElement("div");
  for (let index = 0; index < number; index += 1) {
    const line = document.createElement("p");
    line.textContent = `paragraph ${index}`;
    list.append(line);
  }
  document.body.append(list);
  document.body.offsetHeight;
  list.remove();
  return performance.now() - begin;
}"""
FILTERS = [("text", "study 42"), ("text", ""), ("rule", "S101"), ("rule", ""), ("document", "7"), ("document", "")]
ROUNDS = 5


def main() -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright
    from tests.unit.report.many import many
    from tests.unit.report.sample import PAGES

    from claimcheck.report import as_html

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("chromium is not installed")
    result = many(number)
    begin = time.process_time()
    text = as_html.render(result, PAGES)
    print(
        f"{number:,} conflicts: {len(text.encode()) / 1e6:.2f} MB, rendered in {time.process_time() - begin:.2f} CPU s"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "report.html")
        path.write_text(text, "utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        firsts, filters, plain = [], {step: [] for step in FILTERS}, []
        for _ in range(ROUNDS):
            page = browser.new_page()
            page.goto(path.as_uri(), wait_until="commit")
            firsts.append(page.evaluate(FIRST_CARD))
            page.wait_for_timeout(500)
            plain.append(page.evaluate(YARDSTICK, number))
            for step in FILTERS:
                filters[step].append(page.evaluate(FILTER, list(step)))
            page.close()
        browser.close()
    yard = statistics.median(plain)
    print(f"a plain list of {number:,} paragraphs: {yard:.0f} ms")
    _line("first card, ready for a verdict", firsts, yard)
    for (name, value), times in filters.items():
        _line(f"filter {name} = {value or 'all'!r}", times, yard)


def _line(what: str, times: list[float], yard: float) -> None:
    middle = statistics.median(times)
    print(f"{what}: {middle:.0f} ms (worst {max(times):.0f}), {middle / yard:.1f} times the plain list")


if __name__ == "__main__":
    main()
