"""The round as plain text: for pipes, for `--tekst`, and for whoever reads better without a screen full of colour."""

from __future__ import annotations

from zelfscan.domain import (
    Catalog,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    Quarter,
    Scale,
    ScaleName,
    Suggestion,
    Suppressed,
    suggest,
)
from zelfscan.dutch import enumerate_nl, number_nl, plural
from zelfscan.reports.exchange_text import exchange_lines
from zelfscan.reports.figures import FILLS, Figure, bar_text, bars, figures_of
from zelfscan.reports.layout import MIN_WIDTH, entry, finish, heading, paragraph
from zelfscan.reports.round_report import FilesRead, RoundReport
from zelfscan.reports.sentences import figure_sentences
from zelfscan.texts import QUARTER_NAMES, SCALE_NAMES

RANKING_RULE = (
    "Eerst telt rds: het aantal leiders bij wie de mate van toepassing hoger is dan het belang, min het aantal bij "
    "wie die lager is, per honderd leiders. Hoe lager, hoe meer behoefte. Daarna telt het gemiddelde verschil "
    "tussen belang en mate van toepassing. Gelijke competenties delen een plaats. mwds is het gemiddelde verschil "
    "maal het gemiddelde belang."
)
MAX_TOPIC_RANK = 5
MAX_REASONS = 5


def group_text(report: RoundReport, width: int = 80) -> str:
    """The whole report on a round, no line wider than `width` (at least `MIN_WIDTH`) but for a word that is wider."""
    width = max(width, MIN_WIDTH)
    lines = [
        *_opening(report, width),
        *(line for figure in figures_of(report.catalog, report.cohort) for line in _figure(report, figure, width)),
        *quadrant_lines(report, width),
        *ranking_lines(report, width),
        *_delegated(report, width),
        *_topics(report, width),
        *exchange_lines(report, width),
    ]
    return finish(lines)


def quadrant_lines(report: RoundReport, width: int) -> list[str]:
    """The group quadrant as a list by quarter."""
    lines = heading("Kwadrant van de groep", width)
    lines += paragraph(
        "Achter elke competentie staat welk deel van de leiders een van de twee hoogste niveaus koos. Een competentie "
        "staat hoog als ten minste de helft dat deed.",
        width,
    )
    for quarter in Quarter:
        lines += ["", f"{QUARTER_NAMES[quarter].capitalize()}"]
        found = [item for item in report.cohort.figures if item.quarter is quarter]
        for item in found:
            lines += entry(f"{item.number:>4}", f"{_label(report.catalog, item)}: {high_shares(item)}", width)
        if not found:
            lines.append("     geen")
    hidden = [item.number for item in report.cohort.figures if item.quarter is None]
    if hidden:
        lines += [
            "",
            *paragraph(f"Te weinig antwoorden (minder dan {report.cohort.minimum}): {enumerate_nl(hidden)}.", width),
        ]
    return lines


def high_shares(item: CompetencyFigures) -> str:
    """'belang 90% (n=10), aanwezig 38% (n=8)' for the scales that are not suppressed."""
    return ", ".join(
        f"{SCALE_NAMES[scale]} {figures.high_percentage}% (n={figures.n})"
        for scale in ScaleName
        if isinstance(figures := item.on(scale), Distribution)
    )


def ranking_lines(report: RoundReport, width: int) -> list[str]:
    """The ranking of needs, two lines per item: the item with its rank, and its scores."""
    lines = heading("Ranglijst: waar is de behoefte het grootst?", width)
    lines += paragraph(RANKING_RULE, width)
    lines.append("")
    for item in report.cohort.by_rank():
        lines += entry(f"{item.rank:>4}.", f"{item.number} {_label(report.catalog, item)}", width)
        if isinstance(item.discrepancy, Discrepancy):
            lines += paragraph(discrepancy_words(item.discrepancy), width, indent="      ")
    hidden = [item.number for item in report.cohort.figures if item.rank is None]
    if hidden:
        lines += paragraph(
            f"Zonder plaats, want minder dan {report.cohort.minimum} leiders gaven beide antwoorden: "
            f"{enumerate_nl(hidden)}.",
            width,
        )
    return lines


def discrepancy_words(figures: Discrepancy) -> str:
    """'rds -62,5; verschil 1,00; mwds 3,70; 5 van 8 lager, 3 gelijk, 0 hoger'."""
    return (
        f"rds {number_nl(figures.rds)}; verschil {number_nl(figures.mean, 2)}; mwds {number_nl(figures.mwds, 2)}; "
        f"{figures.lower} van {figures.n} lager, {figures.equal} gelijk, {figures.higher} hoger"
    )


def group_topics(report: RoundReport) -> tuple[Suggestion, ...]:
    """The topics that fit the group's needs best: those ranked up to `MAX_TOPIC_RANK`, ties included."""
    found = suggest(report.catalog, report.cohort.topic_weights())
    return tuple(item for item in found if item.rank <= MAX_TOPIC_RANK)


def topic_words(suggestion: Suggestion) -> str:
    """'vooral door 7, 17 en 2': the items with the largest share in a topic, at most `MAX_REASONS`."""
    reasons = suggestion.competencies
    word = "vooral door" if len(reasons) > MAX_REASONS else "door"
    return f"{word} {enumerate_nl(reasons[:MAX_REASONS])}"


def files_sentence(files: FilesRead) -> str:
    """What was read, counted and left out."""
    left_out = [
        words
        for count, words in (
            (len(files.rejected), plural(len(files.rejected), "bestand afgewezen", "bestanden afgewezen")),
            (len(files.doubles), plural(len(files.doubles), "scan dubbel gevonden", "scans dubbel gevonden")),
            (files.drafts, plural(files.drafts, "concept gevonden", "concepten gevonden")),
        )
        if count
    ]
    counted = f"{plural(files.read, 'bestand', 'bestanden')} gelezen, {plural(files.valid, 'scan', 'scans')} meegeteld"
    return f"{'; '.join([counted, *left_out])}."


def _opening(report: RoundReport, width: int) -> list[str]:
    return [
        *heading("Groepsbeeld", width),
        *paragraph(files_sentence(report.files), width),
        *paragraph(
            f"Bij minder dan {plural(report.cohort.minimum, 'antwoord', 'antwoorden')} op een vraag tonen we daar "
            "niets van. Een vraag zonder antwoord telt nergens mee. n is het aantal leiders dat antwoord gaf.",
            width,
        ),
    ]


def _figure(report: RoundReport, figure: Figure, width: int) -> list[str]:
    lines = heading(f"Figuur {figure.number}. {figure.title}", width)
    for sentence in figure_sentences(report.catalog, figure.items, report.cohort.minimum):
        lines += paragraph(sentence, width)
    lines += ["", *_legend("belang", report.catalog.importance, width)]
    lines += _legend("aanwezig", report.catalog.attainment, width)
    drawn = bars(report.catalog, figure)
    counts = max((len(f"n={bar.n}") for bar in drawn), default=0)
    for bar in drawn:
        if bar.scale is ScaleName.IMPORTANCE:
            lines += ["", *entry(f"{bar.number:>2}", bar.label, width)]
        name = f"   {SCALE_NAMES[bar.scale]:<8} "
        body = "te weinig antwoorden"
        if bar.percentages is not None:
            body = bar_text(bar.percentages, width - len(name) - counts - 1)
        lines.append(f"{name}{body} n={bar.n}")
    return lines


def _legend(name: str, scale: Scale, width: int) -> list[str]:
    # Hard spaces keep a fill and its word together where the line breaks.
    words = [
        f"{fill} {word}".replace(" ", "\N{NO-BREAK SPACE}") for fill, word in zip(FILLS, scale.levels, strict=True)
    ]
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in entry(f"{name + ':':<9}", "  ".join(words), width)]


def _delegated(report: RoundReport, width: int) -> list[str]:
    lines = heading("Belegd bij iemand anders", width)
    found = [item for item in report.cohort.figures if item.delegated]
    for item in found:
        who = plural(item.delegated or 0, "leider", "leiders")
        lines += entry(f"{item.number:>4}", f"{_label(report.catalog, item)}: bij {who}", width)
    if not found:
        lines += paragraph("Geen enkele competentie is bij iemand anders belegd.", width)
    hidden = [item.number for item in report.cohort.figures if isinstance(item.importance, Suppressed)]
    if hidden:
        lines += paragraph(f"Niet getoond, want te weinig antwoorden: {enumerate_nl(hidden)}.", width)
    return lines


def _topics(report: RoundReport, width: int) -> list[str]:
    lines = heading("Onderwerpen die passen bij de grootste behoeften", width)
    found = group_topics(report)
    if not found:
        return [*lines, *paragraph("Er is geen behoefte waar een onderwerp bij past.", width)]
    lines += paragraph("Bedoeld als agenda voor het gesprek met het bestuur en het team.", width)
    for item in found:
        lines += entry(f"{item.rank:>4}.", f"{item.topic.title} ({topic_words(item)})", width)
    return lines


def _label(catalog: Catalog, item: CompetencyFigures) -> str:
    return catalog.competency(item.number).label
