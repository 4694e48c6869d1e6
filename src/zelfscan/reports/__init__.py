"""From the domain to text and tables. Writes nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zelfscan import lazily

if TYPE_CHECKING:
    from zelfscan.reports.catalog_report import catalog_json, catalog_text, sheet_pdf
    from zelfscan.reports.comparison import comparison_report, matching_sentences, shift_words
    from zelfscan.reports.conversation import (
        OUTCOME_WORDS,
        agreement_facts,
        agreement_words,
        outcome_words,
        talk_report,
    )
    from zelfscan.reports.division import (
        HOLDING_WORDS,
        division_csv,
        division_sentences,
    )
    from zelfscan.reports.document import Block, Document, Heading, Paragraph
    from zelfscan.reports.exchange import (
        exchange_document,
        exchange_words,
        group_words,
        hidden_exchange_sentence,
        members_words,
        names,
        programme_chapter,
        programme_document,
        unmatched_words,
        willing_sentence,
    )
    from zelfscan.reports.forms import (
        CALENDAR,
        MARKDOWN,
        PDF,
        PICTURE_ENDINGS,
        REPORT_ENDINGS,
        SVG,
        no_pdf,
        written,
    )
    from zelfscan.reports.forms.csv import CsvKind, group_csv, raw_csv, scores_csv, subgroups_csv, wide_csv, wishes_csv
    from zelfscan.reports.forms.ics import agenda_ics
    from zelfscan.reports.forms.json import group_json, progress_json
    from zelfscan.reports.forms.pdf import typesetter
    from zelfscan.reports.forms.spss import is_intact_syntax, spss_syntax
    from zelfscan.reports.forms.svg import figure_svgs
    from zelfscan.reports.forms.text import block_lines, document_text
    from zelfscan.reports.forms.xlsx import group_xlsx
    from zelfscan.reports.group import group_report, subgroups_chapter
    from zelfscan.reports.group_advice import NEED, advice_chapter, board_sheet
    from zelfscan.reports.group_wishes import (
        ambition_chapter,
        ambition_sentence,
        materials_chapter,
        support_chapter,
        support_words,
    )
    from zelfscan.reports.leader import leader_report
    from zelfscan.reports.leader_sentences import (
        OFFERS,
        first_needs_sentence,
        insight_sentences,
        largest_needs,
        occasion_words,
        offered_texts,
        progress_sentences,
        scan_sentences,
        standing_words,
    )
    from zelfscan.reports.palette import FILLS, css_variables
    from zelfscan.reports.round_report import (
        Bar,
        DoubleScan,
        Figure,
        FilesRead,
        Namesakes,
        Rejected,
        RoundReport,
        Skipped,
        bar_segments,
        bars,
        figures_of,
        report_of,
        segment_text,
    )
    from zelfscan.reports.sentences import (
        discrepancy_words,
        figure_sentences,
        files_sentence,
        followed_sentence,
        group_topics,
        high_shares,
        median_words,
        needs_sentence,
        no_topics_sentence,
        order_sentence,
        quarter_sentence,
        short_words,
        unranked,
        withheld_sentence,
    )
    from zelfscan.reports.sheet import HTML, is_intact_sheet, sheet_html

__getattr__, __all__ = lazily(
    __name__,
    {
        "catalog_report": "catalog_json catalog_text sheet_pdf",
        "comparison": "comparison_report matching_sentences shift_words",
        "document": "Block Document Heading Paragraph",
        "exchange": "exchange_document exchange_words group_words hidden_exchange_sentence members_words names "
        "programme_chapter programme_document unmatched_words willing_sentence",
        "forms.csv": "CsvKind group_csv raw_csv scores_csv subgroups_csv wide_csv wishes_csv",
        "forms.spss": "is_intact_syntax spss_syntax",
        "forms.svg": "figure_svgs",
        "forms.json": "group_json progress_json",
        "forms": "CALENDAR MARKDOWN PDF PICTURE_ENDINGS REPORT_ENDINGS SVG no_pdf written",
        "forms.pdf": "typesetter",
        "forms.text": "block_lines document_text",
        "forms.xlsx": "group_xlsx",
        "group": "group_report subgroups_chapter",
        "group_advice": "NEED advice_chapter board_sheet",
        "group_wishes": "ambition_chapter ambition_sentence materials_chapter support_chapter support_words",
        "leader": "leader_report",
        "palette": "FILLS css_variables",
        "sheet": "HTML is_intact_sheet sheet_html",
        "round_report": (
            "Bar DoubleScan Figure FilesRead Namesakes Rejected RoundReport Skipped bar_segments bars figures_of "
            "report_of segment_text"
        ),
        "leader_sentences": "OFFERS first_needs_sentence insight_sentences largest_needs occasion_words offered_texts "
        "progress_sentences scan_sentences standing_words",
        "sentences": (
            "discrepancy_words figure_sentences files_sentence "
            "followed_sentence group_topics high_shares median_words needs_sentence no_topics_sentence order_sentence "
            "quarter_sentence short_words unranked withheld_sentence"
        ),
        "conversation": "OUTCOME_WORDS agreement_facts agreement_words outcome_words talk_report",
        "forms.ics": "agenda_ics",
        "division": "HOLDING_WORDS division_csv division_sentences",
    },
)
