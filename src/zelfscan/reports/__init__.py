"""From the domain to text and tables. Writes nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zelfscan.face import lazily

if TYPE_CHECKING:
    from zelfscan.reports.catalog_report import catalog_json, catalog_text
    from zelfscan.reports.exchange_text import exchange_words, group_words, names
    from zelfscan.reports.figures import FILLS, Bar, Figure, bar_segments, bars, figures_of, segment_text
    from zelfscan.reports.forms.csv import CsvKind, group_csv, raw_csv, spss_syntax
    from zelfscan.reports.forms.json import group_json, progress_json
    from zelfscan.reports.forms.progress_text import (
        comparison_text,
        matching_sentences,
        rounds_text,
        shift_words,
        summary_sentence,
    )
    from zelfscan.reports.forms.text import discrepancy_words, files_sentence, group_text, group_topics, high_shares
    from zelfscan.reports.forms.xlsx import group_xlsx
    from zelfscan.reports.paper.forms import MARKDOWN, PDF, need_form, no_pdf, written
    from zelfscan.reports.paper.group import group_report
    from zelfscan.reports.paper.leader import leader_report
    from zelfscan.reports.paper.quadrant_svg import quadrant_svg
    from zelfscan.reports.round_report import Double, FilesRead, Rejected, RoundReport, report_of
    from zelfscan.reports.sentences import figure_sentences

__all__ = [
    "FILLS",
    "MARKDOWN",
    "PDF",
    "Bar",
    "CsvKind",
    "Double",
    "Figure",
    "FilesRead",
    "Rejected",
    "RoundReport",
    "bar_segments",
    "bars",
    "catalog_json",
    "catalog_text",
    "comparison_text",
    "discrepancy_words",
    "exchange_words",
    "figure_sentences",
    "figures_of",
    "files_sentence",
    "group_csv",
    "group_json",
    "group_report",
    "group_text",
    "group_topics",
    "group_words",
    "group_xlsx",
    "high_shares",
    "leader_report",
    "matching_sentences",
    "names",
    "need_form",
    "no_pdf",
    "progress_json",
    "quadrant_svg",
    "raw_csv",
    "report_of",
    "rounds_text",
    "segment_text",
    "shift_words",
    "spss_syntax",
    "summary_sentence",
    "written",
]

__getattr__ = lazily(
    __name__,
    {
        "catalog_report": "catalog_json catalog_text",
        "exchange_text": "exchange_words group_words names",
        "figures": "Bar FILLS Figure bar_segments bars figures_of segment_text",
        "forms.csv": "CsvKind group_csv raw_csv spss_syntax",
        "forms.json": "group_json progress_json",
        "forms.progress_text": "comparison_text matching_sentences rounds_text shift_words summary_sentence",
        "forms.text": "discrepancy_words files_sentence group_text group_topics high_shares",
        "forms.xlsx": "group_xlsx",
        "paper.forms": "MARKDOWN PDF need_form no_pdf written",
        "paper.group": "group_report",
        "paper.leader": "leader_report",
        "paper.quadrant_svg": "quadrant_svg",
        "round_report": "Double FilesRead Rejected RoundReport report_of",
        "sentences": "figure_sentences",
    },
)
