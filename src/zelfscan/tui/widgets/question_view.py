"""What is asked now, drawn as one piece."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.safe_text import one_line

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


class QuestionView(Widget):
    """Draws a question. One widget of a fixed size: the next question costs a repaint, and no new layout."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "question-view--done",
        "question-view--to-do",
        "question-view--item",
        "question-view--area",
        "question-view--statement",
        "question-view--quiet",
        "question-view--remark",
    }

    question: reactive[Question | None] = reactive[Question | None](None)

    def render(self) -> Content:
        question = self.question
        if question is None:
            return Content()
        width = max(20, min(MAX_WIDTH, self.content_size.width))
        lines = [
            self._progress(question, self.content_size.width),
            Content(),
            Content.assemble(
                (f"{question.number} van {question.total}", self.get_visual_style("question-view--item")),
                "  ",
                (question.area, self.get_visual_style("question-view--area")),
            ),
            Content(),
            *self._styled(wrap(question.statement, width), "statement"),
            Content(),
            *self._styled(_clipped(f"Uw ambitie: {question.ambition}", width, AMBITION_LINES), "quiet"),
            *(
                line
                for remark in question.remarks
                for line in self._styled(_clipped(remark, width, REMARK_LINES), "remark")
            ),
        ]
        return Content("\n").join(lines)

    def _styled(self, lines: list[str], name: str) -> list[Content]:
        style = self.get_visual_style(f"question-view--{name}")
        return [Content.styled(line, style) for line in lines]

    def _progress(self, question: Question, width: int) -> Content:
        label = f"nog {question.to_do}" if question.to_do else "alles ingevuld"
        room = max(0, width - len(label) - 2)
        done = room * (question.total - question.to_do) // question.total
        return Content.assemble(
            ("━" * done, self.get_visual_style("question-view--done")),
            ("─" * (room - done), self.get_visual_style("question-view--to-do")),
            "  ",
            (label, self.get_visual_style("question-view--quiet")),
        )


def _clipped(text: str, width: int, most: int) -> list[str]:
    """At most so many lines; what does not fit ends in an ellipsis."""
    lines = wrap(one_line(text), width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while cell_len(last) > width - 2:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()} …"]
