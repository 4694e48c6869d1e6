"""Makes the example reports in this folder: the real reports of a made-up scan and a made-up round.

Run it in the checkout after a report changed: `make voorbeelden`. It only writes here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from zelfscan.reports import FilesRead, group_report, leader_report
from zelfscan.reports.document import Document
from zelfscan.reports.forms.markdown import markdown
from zelfscan.reports.forms.pdf import page_pictures, pdf
from zelfscan.reports.forms.svg import quadrant_svg
from zelfscan.reports.round_report import round_report
from zelfscan.storage import catalog_folder
from zelfscan.storage.catalog_reader import read_catalog

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from voorbeeld import made_up_round, told_scan  # noqa: E402

DOTS = 70
"""Per inch, in the pictures of the pages."""


def write(name: str, document: Document, pages: Sequence[int]) -> None:
    """Write a report in every form, and some of its pages as pictures."""
    (HERE / f"{name}.pdf").write_bytes(pdf(document))
    (HERE / f"{name}.md").write_text(markdown(document), encoding="utf-8")
    (HERE / f"{name}.svg").write_text(quadrant_svg(document), encoding="utf-8")
    pictures = page_pictures(document, DOTS)
    for page in pages:
        (HERE / f"{name}-{page}.png").write_bytes(pictures[page - 1])


def main() -> None:
    """Make everything."""
    catalog = read_catalog(catalog_folder())
    scans = made_up_round()
    write("leider", leader_report(catalog, told_scan()), (1, 2, 5))
    write(
        "groep",
        group_report(round_report(catalog, scans, FilesRead(len(scans), len(scans), made_up=True))),
        (1, 2, 5, 6),
    )


if __name__ == "__main__":
    main()
