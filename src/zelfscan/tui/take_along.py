"""A report of a saved scan, written beside its result."""

from __future__ import annotations

from pathlib import Path

from zelfscan.domain import Catalog, Scan
from zelfscan.errors import ZelfscanError
from zelfscan.safe_text import shown_path
from zelfscan.storage import reason, report_path, write_atomically


def make_report(catalog: Catalog, scan: Scan, result: Path, suffix: str) -> Path:
    """Write the report in the form of `suffix`, over an older one; its file. Raises ZelfscanError when that fails."""
    # Here and not above: the app starts without what only a report needs.
    from zelfscan.reports import leader_report, written

    path = report_path(result, suffix)
    data = written(leader_report(catalog, scan), suffix)
    try:
        write_atomically(path, data)
    except OSError as error:
        raise ZelfscanError(
            f"{shown_path(path.name)} kon niet worden geschreven: {reason(error)}.",
            "Uw resultaat is wel bewaard. Staat het rapport nog open? Sluit het en probeer opnieuw.",
        ) from error
    return path
