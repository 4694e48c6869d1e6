"""The pages of the group view to talk about: topics, exchange, the earlier round, and the files behind it all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from zelfscan.domain import CohortComparison, Moves, ScaleName, Shift, Suppressed, Withheld
from zelfscan.dutch import code_in_words, enumerate_nl, number_nl, plural
from zelfscan.reports import (
    Block,
    FilesRead,
    Heading,
    Paragraph,
    RoundReport,
    block_lines,
    exchange_words,
    files_sentence,
    followed_sentence,
    group_topics,
    group_words,
    hidden_exchange_sentence,
    matching_sentences,
    members_words,
    no_topics_sentence,
    programme_chapter,
    shift_words,
    unmatched_words,
    willing_sentence,
)
from zelfscan.safe_text import one_line, shown_path
from zelfscan.tui.group.page_tabs import Tab
from zelfscan.tui.group.pages import GROUP, READABLE, Page
from zelfscan.tui.widgets.lines import BULLET, EMPTY_LINE, MARK, Line, TableRow, bullets, line, table_lines, wrapped
from zelfscan.tui.widgets.topics import agenda_lines, topic_lines

_SIGNS = "Het aantal gaat vóór ↑ (omhoog), = (gelijk) of ↓ (omlaag)."


class ChapterPage(Page):
    """A chapter of the report to read: its heading and first sentence above, and the rest as text that scrolls."""

    shape = "-text"
    has_text = True

    def __init__(self, report: RoundReport, tab: Tab, chapter: Sequence[Block]) -> None:
        super().__init__(report, tab)
        title, *blocks = chapter
        self._title = title.text if isinstance(title, Heading) else ""
        first = blocks[0] if blocks else None
        self._told = first.text if isinstance(first, Paragraph) else ""
        self._rest = tuple(blocks[1:] if self._told else blocks)

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        return [
            *wrapped(self._title, width, style="title"),
            *wrapped(self._told, min(width, READABLE)),
            EMPTY_LINE,
        ]

    def text(self, key: str, width: int) -> list[Line]:
        return chapter_lines(self._rest, min(width, READABLE))


def chapter_lines(blocks: Iterable[Block], width: int) -> list[Line]:
    """Blocks of the report as lines, with their headings lit."""
    lines: list[Line] = []
    for block in blocks:
        match block:
            case Heading():
                lines += [*([EMPTY_LINE] if lines else []), *wrapped(block.text, width, style="heading")]
            case Paragraph(small=True):
                lines += [EMPTY_LINE, *wrapped(block.text, width, style="muted")]
            case _:
                lines += map(line, block_lines(block, width))
    return lines


class TopicsPage(Page):
    """The conversation topics that fit the biggest needs of the group."""

    has_text = True

    def __init__(self, report: RoundReport) -> None:
        super().__init__(report, Tab("o", "Onderwerpen", GROUP))
        self._found = {item.topic.id: item for item in group_topics(report)}
        self.keys = tuple(self._found)
        self.shape = "-agenda" if self._found else "-text"

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        text = no_topics_sentence(self.catalog, self.report.cohort)
        if self._found:
            first = next(iter(self._found.values()))
            about = enumerate_nl(f"{number} {self.catalog.competency(number).label}" for number in first.leading)
            because = f", want het gaat over {about}" if about else ""
            text = f"Begin met {first.topic.title}{because}. Gelijke nummers passen even goed."
        return [
            *wrapped("Onderwerpen die passen bij de grootste behoeften", width, style="title"),
            *wrapped(text, width),
            EMPTY_LINE,
        ]

    def entries(self, width: int, height: int) -> list[Line]:
        return agenda_lines(self.catalog, tuple(self._found.values()), width)

    def text(self, key: str, width: int) -> list[Line]:
        found = self._found.get(key)
        if found is None:
            return []
        return topic_lines(self.catalog, found.topic, found.reasons, min(width, READABLE))


class ExchangePage(Page):
    """Who seeks and who offers, and who could meet whom."""

    shape = "-text"
    has_text = True

    def __init__(self, report: RoundReport) -> None:
        super().__init__(report, Tab("u", "Uitwisseling", GROUP))

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        told = wrapped(willing_sentence(self.report), width)
        return [*wrapped("Uitwisseling", width, style="title"), *told, EMPTY_LINE]

    def text(self, key: str, width: int) -> list[Line]:
        report, width = self.report, min(width, READABLE)
        if not report.leaders:
            return []
        lines = [line("Voorstel voor gesprekken als critical friend", "heading")]
        for number, group in enumerate(report.proposal.groups, start=1):
            lines += wrapped(members_words(group), width, first=f"{number:>3} ", first_style="rank", style="chosen")
            lines += wrapped(group_words(group, self.catalog), width, first="    ")
        if not report.proposal.groups:
            lines.append(line("    geen", "muted"))
        for sentence in unmatched_words(report.proposal):
            lines += wrapped(sentence, width, first="    ", style="muted")
        lines += wrapped(hidden_exchange_sentence(report.exchange_hidden), width, first="    ", style="muted")
        lines += [EMPTY_LINE, line("Wie zoekt en wie biedt", "heading")]
        needs = [item for item in report.exchanges if item.seekers]
        for item in needs:
            label = self.catalog.competency(item.number).label
            lines += wrapped(label, width, first=f"{item.number:>3} ", first_style="rank", style="chosen")
            lines += wrapped(exchange_words(item), width, first="    ")
        if not needs:
            lines.append(line("    geen behoefte", "muted"))
        shared = [leader for leader in report.leaders if one_line(leader.contact)]
        if shared:
            lines += [EMPTY_LINE, line("Wat zij met de groep delen", "heading")]
            said = (f"{code_in_words(leader.code, len(leader.code))}: {leader.contact}" for leader in shared)
            lines += bullets(said, width)
        return [*lines, EMPTY_LINE, *chapter_lines(programme_chapter(report), width)]


class ProgressPage(Page):
    """What moved since an earlier round, over the leaders who took part in both."""

    shape = "-list"
    about_items = True

    def __init__(self, report: RoundReport, comparison: CohortComparison) -> None:
        super().__init__(report, Tab("v", "Voortgang", GROUP))
        self._comparison = comparison
        self._items = {str(item.number): item for item in comparison.items}
        self.keys = tuple(self._items)

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        # The list has the mark before its entries.
        heading = self._table(width - len(MARK))[0]
        return [
            *wrapped("De vorige ronde en deze", width, style="title"),
            *wrapped(" ".join([*matching_sentences(self.catalog, self._comparison), _SIGNS]), min(width, READABLE)),
            *([EMPTY_LINE] if airy else []),
            Line(((" " * len(MARK), ""), *heading.parts)),
        ]

    def entries(self, width: int, height: int) -> list[Line]:
        return self._table(width)[1:]

    def detail(self, key: str, width: int) -> list[Line]:
        return self.statement(int(key), width, "; ".join(shift_words(self.catalog, self._items[key])))

    def _table(self, width: int) -> list[Line]:
        rows = [
            TableRow(
                str(item.number),
                f"{item.number:>2}",
                self.catalog.competency(item.number).label,
                (*(_moves(item.on(scale)) for scale in ScaleName), _score(item.discrepancy)),
            )
            for item in self._comparison.items
        ]
        return table_lines(
            "",
            "competentie",
            (self.catalog.importance.name, self.catalog.attainment.name, "rds toen → nu"),
            rows,
            width,
        )


def _moves(moves: Moves | Suppressed | Withheld) -> str:
    if isinstance(moves, Suppressed):
        return "te weinig"
    if isinstance(moves, Withheld):
        return "niet getoond"
    return f"{moves.up}↑ {moves.same}= {moves.down}↓"


def _score(score: Shift | Suppressed | Withheld) -> str:
    if isinstance(score, Suppressed):
        return "te weinig"
    if isinstance(score, Withheld):
        return "niet getoond"
    return f"{number_nl(score.rds_then)} → {number_nl(score.rds_now)}"


class FilesPage(Page):
    """What was read, and what was left out and why."""

    shape = "-text"
    has_text = True

    def __init__(self, report: RoundReport) -> None:
        super().__init__(report, Tab("b", "Bestanden", GROUP))

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        files = self.report.files
        lines = [*wrapped("Bestanden", width, style="title"), *wrapped(files_sentence(files), width), EMPTY_LINE]
        if not files.valid:
            lines += [*wrapped(_nothing_to_show(files), width, style="chosen"), EMPTY_LINE]
        return lines

    def text(self, key: str, width: int) -> list[Line]:
        files, width = self.report.files, min(width, READABLE)
        few = plural(self.report.cohort.minimum, "antwoord", "antwoorden")
        listed = partial(bullets, width=width)
        sections: tuple[tuple[str, Iterable[Line]], ...] = (
            (
                "Afgewezen",
                [
                    piece
                    for name, problems in files.rejected
                    for piece in (
                        *wrapped(shown_path(name), width, first=BULLET, style="chosen"),
                        *(row for problem in problems for row in wrapped(problem, width, first="  ")),
                    )
                ],
            ),
            (
                "Dubbel gevonden, één keer geteld",
                listed(
                    f"{_names(item.names)}: daarvan telt {shown_path(item.used)}"
                    + ("; de code verschilt" if item.other_code else "")
                    + ("; de inhoud verschilt" if item.differs else "")
                    for item in files.doubles
                ),
            ),
            ("Zelfde code, en toch andere scans: elk telt mee", listed(_names(item.names) for item in files.namesakes)),
            ("Overgeslagen", listed(f"{shown_path(item.name)}: {item.why}" for item in files.skipped)),
            ("Verzonnen, niet meegeteld", listed(map(shown_path, files.examples))),
            ("Rondes in één telling", listed(rounds) if len(rounds := self.report.rounds.names) > 1 else []),
            ("Concepten", wrapped(_drafts_words(files), width) if files.drafts else []),
            (
                "Wat getoond wordt",
                wrapped(
                    f"Bij minder dan {few} op een vraag tonen we daar niets van. Een vraag zonder antwoord telt "
                    f"nergens mee. n is het aantal {self.catalog.who.many} dat antwoord gaf. "
                    + followed_sentence(self.catalog, self.report.cohort),
                    width,
                ),
            ),
        )
        lines: list[Line] = []
        for heading, body in sections:
            found = list(body)
            if found:
                lines += [*([EMPTY_LINE] if lines else []), line(heading, "heading"), *found]
        return lines


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(shown_path, names))


def _drafts_words(files: FilesRead) -> str:
    found = plural(files.drafts, "scan is nog niet afgerond", "scans zijn nog niet afgerond")
    return f"{found}. Een concept telt alleen mee met de optie --concepten."


def _nothing_to_show(files: FilesRead) -> str:
    if not files.read:
        return "Hier staan geen resultaten. Kies een map met resultaten van zelfscan; die eindigen op .toml."
    if files.drafts:
        return "Er is nog geen afgeronde scan om te tonen. Laat iedereen de scan eerst afronden en bewaren."
    return "Geen van deze bestanden kan worden gelezen als resultaat van zelfscan. Hieronder staat waarom."
