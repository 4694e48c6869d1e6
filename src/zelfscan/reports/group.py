"""A group's report: the round in figures, for the group, its board and whoever studies it.

The same figures as every other form of the round, under the same rule: nothing is told over fewer answers than the
minimum. It names no leader: who can learn from whom is a document of its own, `exchange`. The parts of the
round, its schools or other groups, stand side by side in a chapter.
"""

from __future__ import annotations

from collections.abc import Iterator

from zelfscan.domain import (
    LONGEST_LINE,
    CohortComparison,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    ScaleName,
    Subgroup,
    Suppressed,
)
from zelfscan.dutch import enumerate_nl, number_nl, period_nl, plural, rank_marks
from zelfscan.reports.comparison import progress
from zelfscan.reports.document import (
    BarPair,
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    NewPage,
    Pair,
    Paragraph,
    RankedItem,
    Ranking,
    StackedBar,
    Table,
)
from zelfscan.reports.group_advice import advice_chapter, quadrant
from zelfscan.reports.group_wishes import ambition_chapter, materials_chapter, support_chapter
from zelfscan.reports.round_report import METHODS, Figure, RoundReport, definitions, figures_of
from zelfscan.reports.sentences import (
    caution_sentence,
    figure_sentences,
    files_sentence,
    followed_sentence,
    group_topics,
    needs_sentence,
    no_topics_sentence,
    ranking_rule,
    small_parts_sentence,
    topic_words,
    unranked,
    withheld_sentence,
)
from zelfscan.safe_text import clipped

_TITLE_ROOM = 60
"""The characters of the rounds' names that a title shows; all of them stand among the facts."""
SCORE_HEADS = ("rds", "verschil", "mwds", "lager", "gelijk", "hoger", "n")
MEAN_HEADS = ("verschil", "mwds")
NOT_TOLD = "–"
"""In place of a figure that would give somebody away."""


def group_report(report: RoundReport, comparison: CohortComparison | None = None) -> Document:
    """Everything that may be told of one round, in reading order.

    With `comparison` also what moved since an earlier round.
    """
    blocks = (
        Facts(tuple(_facts(report))),
        *_how_to_read(report),
        *advice_chapter(report),
        NewPage(),
        *ambition_chapter(report),
        *materials_chapter(report),
        *_figures(report),
        NewPage(),
        *quadrant(report),
        NewPage(),
        *_ranking(report),
        *_delegated(report),
        *support_chapter(report),
        *topics(report),
        *subgroups_chapter(report),
        *(() if comparison is None else progress(report.catalog, comparison)),
        NewPage(),
        *method(report),
    )
    rounds = clipped(enumerate_nl(report.rounds.names), _TITLE_ROOM)
    subtitle = f"Rapport over {rounds}" if rounds else "Rapport over de groep"
    last = report.rounds.last
    footer = f"Zelfscan · groepsbeeld{f' · {rounds}' if rounds else ''}"
    return Document(f"Groepsbeeld {report.catalog.title}", subtitle, footer, last.date() if last else None, blocks)


def _facts(report: RoundReport) -> Iterator[Pair]:
    rounds = report.rounds
    if rounds.names:
        yield ("Ronde" if len(rounds.names) == 1 else "Rondes"), enumerate_nl(rounds.names)
    if rounds.first and rounds.last:
        yield "Ingevuld", period_nl(rounds.first, rounds.last)
    yield report.catalog.who.many.capitalize(), str(report.cohort.size)
    yield f"Van wie alleen {report.catalog.importance.name}", str(rounds.importance_only)
    yield "Minimum", f"{plural(report.cohort.minimum, 'antwoord', 'antwoorden')} per cijfer"
    if report.names_leaders:
        yield "Willen uitwisselen", str(len(report.leaders))
    yield "Bestanden", files_sentence(report.files)


def _how_to_read(report: RoundReport) -> Iterator[Block]:
    minimum = plural(report.cohort.minimum, "antwoord", "antwoorden")
    importance, attainment = report.catalog.importance, report.catalog.attainment
    yield Paragraph(
        f"{report.catalog.who.many.capitalize()} beoordeelden zichzelf op competenties voor {report.catalog.title}: "
        f"hoe {importance.said} is elk, en in hoeverre {attainment.said}? Dit rapport laat "
        f"zien wat de groep van {importance.name} vindt, waar de groep is, en waar die van elkaar kan leren."
    )
    yield Paragraph(
        f"Bij minder dan {minimum} op een vraag staat er niets over die vraag. Een vraag zonder antwoord telt nergens "
        f"mee. n is het aantal {report.catalog.who.many} dat antwoord gaf.",
        small=True,
    )


def _figures(report: RoundReport) -> Iterator[Block]:
    importance, attainment = report.catalog.importance, report.catalog.attainment
    yield Heading(1, f"{importance.name.capitalize()} en {attainment.name}, per gebied")
    for figure in figures_of(report.catalog, report.cohort):
        yield _bars(report, figure)


def _bars(report: RoundReport, figure: Figure) -> Bars:
    catalog = report.catalog
    return Bars(
        f"Figuur {figure.number}. {figure.title}",
        figure_sentences(catalog, figure.items, report.cohort.minimum),
        (catalog.importance.name, catalog.attainment.name),
        (catalog.importance.levels, catalog.attainment.levels),
        tuple(
            BarPair(item.number, catalog.competency(item.number).label, _bar(item.importance), _bar(item.attainment))
            for item in figure.items
        ),
    )


def _bar(figures: Distribution | Suppressed) -> StackedBar:
    return StackedBar(figures.n, None if isinstance(figures, Suppressed) else figures.percentages)


def _ranking(report: RoundReport) -> Iterator[Block]:
    yield Heading(1, "Waar is de behoefte het grootst?")
    yield Paragraph(needs_sentence(report.catalog, report.cohort))
    yield Paragraph(ranking_rule(report.catalog), small=True)
    if caution := caution_sentence(report.catalog, report.cohort):
        yield Paragraph(caution)
    ranked = report.cohort.by_rank()
    with_means = any(isinstance(item.discrepancy, Discrepancy) and item.discrepancy.mean is not None for item in ranked)
    marks = rank_marks([item.rank for item in ranked if item.rank is not None])
    rows = tuple(
        RankedItem(
            mark,
            item.number,
            _label(report, item),
            scores.rds,
            (
                _high(item.importance),
                number_nl(scores.rds, 1),
                *(_mean(score) for score in (scores.mean, scores.mwds) if with_means),
                *(str(count) for count in (scores.lower, scores.equal, scores.higher, scores.n)),
            ),
        )
        for mark, item in zip(marks, ranked, strict=True)
        if isinstance(scores := item.discrepancy, Discrepancy)
    )
    heads = [head for head in SCORE_HEADS if with_means or head not in MEAN_HEADS]
    if rows:
        yield Ranking(("rang", "competentie", report.catalog.importance.name, *heads), rows)
        high = report.catalog.importance
        many = report.catalog.who.many
        yield Paragraph(f"{high.name}: het deel van de {many} dat een van de twee hoogste niveaus koos.", small=True)
    for told in (withheld_sentence(report.catalog, report.cohort), followed_sentence(report.catalog, report.cohort)):
        if told:
            yield Paragraph(told, small=True)
    for reason, items in unranked(report.cohort):
        yield Paragraph(f"{reason}: {enumerate_nl(item.number for item in items)}.", small=True)


def _delegated(report: RoundReport) -> Iterator[Block]:
    yield Heading(1, "Belegd bij iemand anders")
    found = [item for item in report.cohort.figures if item.delegated]
    if found:
        yield Table(
            ("nr", "competentie", report.catalog.who.many),
            tuple((str(item.number), _label(report, item), str(item.delegated)) for item in found),
            wide=(1,),
        )
    else:
        yield Paragraph("Geen enkele competentie is bij iemand anders belegd.")
    hidden = [item.number for item in report.cohort.figures if isinstance(item.importance, Suppressed)]
    if hidden:
        yield Paragraph(f"Niet getoond, want te weinig antwoorden: {enumerate_nl(hidden)}.", small=True)


def _mean(score: float | None) -> str:
    return NOT_TOLD if score is None else number_nl(score, 2)


def _high(figures: Distribution | Suppressed) -> str:
    return "" if isinstance(figures, Suppressed) else f"{figures.high_percentage}%"


def _label(report: RoundReport, item: CompetencyFigures) -> str:
    return report.catalog.competency(item.number).label


def topics(report: RoundReport) -> Iterator[Block]:
    """The topics that fit what the group needs, as an agenda."""
    yield Heading(1, "Onderwerpen voor het gesprek")
    found = group_topics(report)
    if not found:
        yield Paragraph(no_topics_sentence(report.catalog, report.cohort))
        return
    yield Paragraph(
        "Deze onderwerpen passen het best bij wat de groep nodig heeft. Bedoeld als agenda voor het gesprek met "
        f"{report.catalog.talk_with}."
    )
    marks = rank_marks([item.rank for item in found])
    yield Table(
        ("plaats", "onderwerp", "hoofdvraag", "door nummer"),
        tuple(
            (
                mark,
                f"{item.topic.id} {item.topic.title}",
                report.catalog.main_question_of(item.topic).question,
                topic_words(item),
            )
            for mark, item in zip(marks, found, strict=True)
        ),
        wide=(1, 2),
    )


def method(report: RoundReport) -> Iterator[Block]:
    """How the figures came about, what the minimum protects, the questions and the sources."""
    yield Heading(1, "Methode en bronnen")
    yield Paragraph(
        "Alle antwoorden zijn zelfbeoordelingen op twee ordinale schalen van vier niveaus, zonder midden. Niet "
        "beantwoord is geen niveau en telt nergens in mee. rds gebruikt alleen de volgorde van de niveaus en gaat "
        "daarom voor; verschil en mwds rekenen met afstanden en staan erbij omdat veel onderzoek ze gebruikt."
    )
    yield Bullets(tuple(f"{term}: {meaning[:1].lower()}{meaning[1:]}" for term, meaning in definitions(report.catalog)))
    yield Heading(2, "Wat het minimum beschermt, en wat niet")
    yield Paragraph(
        "Een cijfer over te weinig antwoorden staat er niet, en er wordt ook geen rang, kwart of zin van gemaakt. Het "
        "minimum maakt niemand onzichtbaar: waar iedereen hetzelfde koos, zegt een verdeling wat elk koos, en wie zich "
        "opgaf voor uitwisseling is in de groep te herkennen. Deel dit rapport dus met wie het toekomt."
    )
    yield Paragraph(
        f"Van wie maar op een van de twee vragen antwoordde, is {report.catalog.attainment.measure} nooit uit deze "
        f"cijfers af te leiden, tenzij iedereen hetzelfde koos. Voor {report.catalog.importance.measure} geldt dat "
        "alleen als het rapport met --streng is gemaakt."
    )
    yield Heading(2, "De vragen")
    catalog = report.catalog
    for scale in (catalog.importance, catalog.attainment):
        levels = ", ".join(f"{place} {words}" for place, words in enumerate(scale.levels, start=1))
        yield Paragraph(f"{scale.name.capitalize()}: {scale.question} ({levels})")
    yield Table(
        ("nr", "stelling"), tuple((str(item.number), item.statement) for item in catalog.competencies), wide=(1,)
    )
    yield Heading(2, "Bronnen")
    instrument = sorted((*METHODS, *catalog.literature), key=str.casefold)
    yield Bullets(tuple(dict.fromkeys((*instrument, *(topic_set.source for topic_set in catalog.topic_sets)))))


def subgroups_chapter(report: RoundReport) -> Iterator[Block]:
    """A table per part with shares and `rds`, and how many are in parts too small to tell of; nothing without parts."""
    found = report.subgroups
    if found is None:
        return
    who = report.catalog.who
    yield NewPage()
    yield Heading(1, "Deelgroepen")
    yield Paragraph(
        f"Elke deelgroep heeft ten minste {who.counted(report.cohort.minimum)}. Een cijfer staat er alleen als ook wat "
        f"overblijft geen {who.one} verraadt: {NOT_TOLD} is niet getoond. Er is geen rangorde van groepen.",
        small=True,
    )
    for group in found.told:
        yield Heading(2, f"{clipped(group.name, LONGEST_LINE) or 'Zonder groep'} ({who.counted(group.size)})")
        yield _table(report, group)
    if not found.told:
        yield Paragraph("Geen enkele deelgroep is groot genoeg.")
    if found.small:
        yield Paragraph(small_parts_sentence(report.catalog, found), small=True)


def _table(report: RoundReport, group: Subgroup) -> Table:
    catalog = report.catalog
    return Table(
        ("nr", "competentie", *(f"{catalog.scale(scale).name} hoog" for scale in ScaleName), "lager", "rds"),
        tuple(
            (
                str(item.number),
                catalog.competency(item.number).label,
                *(_high_of_n(item.on(scale)) for scale in ScaleName),
                *_scores(item.discrepancy),
            )
            for item in group.figures
        ),
        wide=(1,),
        dense=True,
    )


def _high_of_n(figures: Distribution | Suppressed) -> str:
    return NOT_TOLD if isinstance(figures, Suppressed) else f"{figures.high_percentage}% (n={figures.n})"


def _scores(figures: Discrepancy | Suppressed) -> tuple[str, str]:
    if isinstance(figures, Suppressed):
        return NOT_TOLD, NOT_TOLD
    return f"{figures.lower} van {figures.n}", number_nl(figures.rds)
