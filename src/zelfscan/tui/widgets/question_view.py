"""What is asked now, drawn as one piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from textual.reactive import reactive

from zelfscan.safe_text import one_line
from zelfscan.tui.widgets.painted_lines import PaintedLines, Part

MAX_WIDTH = 100
AMBITION_LINES = 2
REMARK_LINES = 1


@dataclass(frozen=True, slots=True)
class Question:
    """Everything around the two scales: the item, how far the leader is, and what was said beside the levels."""

    number: int
    total: int
    to_do: int
    area: str
    statement: str
    ambition: str
    remarks: tuple[str, ...] = ()


class QuestionView(PaintedLines):
    """Paints a question. One widget of a fixed size: the next question costs a repaint, and no new layout."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "question-view--done",
        "question-view--to-do",
        "question-view--item",
        "question-view--area",
        "question-view--statement",
        "question-view--quiet",
        "question-view--remark",
    }

    question: reactive[Question | None] = reactive[Question | None](None, repaint=False)

    def watch_question(self) -> None:
        self.repaint()

    def lines(self) -> Iterator[Sequence[Part]]:
        question = self.question
        if question is None:
            return
        room = self.content_size.width
        width = max(20, min(MAX_WIDTH, room))
        yield self._progress(question, room)
        yield ()
        yield (
            (f"{question.number} van {question.total}", "question-view--item"),
            ("  ", ""),
            (question.area, "question-view--area"),
        )
        yield ()
        yield from _styled(wrap(question.statement, width), "statement")
        yield ()
        yield from _styled(_clipped(f"Uw ambitie: {question.ambition}", width, AMBITION_LINES), "quiet")
        for remark in question.remarks:
            yield from _styled(_clipped(remark, width, REMARK_LINES), "remark")

    def _progress(self, question: Question, width: int) -> Sequence[Part]:
        label = f"nog {question.to_do}" if question.to_do else "alles ingevuld"
        room = max(0, width - len(label) - 2)
        done = room * (question.total - question.to_do) // question.total
        return (
            ("━" * done, "question-view--done"),
            ("─" * (room - done), "question-view--to-do"),
            ("  ", ""),
            (label, "question-view--quiet"),
        )


def _styled(lines: list[str], name: str) -> Iterator[Sequence[Part]]:
    for line in lines:
        yield ((line, f"question-view--{name}"),)


def _clipped(text: str, width: int, most: int) -> list[str]:
    """At most so many lines; what does not fit ends in an ellipsis."""
    lines = wrap(one_line(text), width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while cell_len(last) > width - 2:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()} …"]
