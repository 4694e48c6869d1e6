"""The sheet in a headless browser: until it stands there, and the work of an answer. Needs Chromium with its driver."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

from cijfers import Figure, figure, ms
from gemeen import HERE, Plan, program, run_alone

PART = "sheet"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LOADED = "return performance.getEntriesByType('navigation')[0].loadEventEnd / 1000"
# Asking for a height makes the browser lay out what the answer changed; waiting for a frame would measure the screen.
ANSWERS = """
const names = new Set([...document.querySelectorAll("input[type=radio]")].map((each) => each.name));
return [...names].map((name) => {
  const choices = document.querySelectorAll(`input[type=radio][name="${name}"]`);
  const began = performance.now();
  choices[choices.length - 2].click();
  document.body.offsetHeight;
  return (performance.now() - began) / 1000;
});
"""


def measure(plan: Plan) -> list[Figure]:
    """A new browser in each round; nothing where there is none, and a word about that."""
    if not shutil.which("chromedriver") or not any(map(shutil.which, BROWSERS)):
        print("skipped, for there is no Chromium with its driver", end=" ", file=sys.stderr)
        return []
    sys.path.append(str(HERE.parent / "browser"))
    from chromium import Browser

    page = plan.home / "vragenlijst.html"
    silent = subprocess.DEVNULL
    subprocess.run([program(), "blad", "-o", page], env=plan.environ, check=True, stdout=silent, stderr=silent)
    loaded: list[float] = []
    answers: list[list[float]] = []
    for _ in range(plan.rounds(5)):
        with Browser(plan.home) as browser:
            browser.open(page)
            loaded.append(float(browser.run(LOADED)))
            answers.append(list(map(float, browser.run(ANSWERS))))
    count = f"{len(answers[0])} questions; the browser counts in steps of 0.1 ms"
    return [
        figure(PART, "until it is loaded", [1000 * each for each in loaded], unit="ms", scale=_size(page)),
        figure(PART, "an answer, median", [1000 * median(each) for each in answers], unit="ms", scale=count),
        figure(PART, "an answer, slowest", [1000 * max(each) for each in answers], unit="ms",
               scale=f"median of the rounds {ms(median(map(max, answers)))}"),
    ]  # fmt: skip


def _size(page: Path) -> str:
    return f"{page.stat().st_size / 1000:.0f} kB"


if __name__ == "__main__":
    run_alone(__doc__, measure)
