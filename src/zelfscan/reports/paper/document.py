"""A report on paper: blocks in reading order.

The order and the words are decided once, where the document is made; every way to write a document gives each block its
own form and leaves none out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zelfscan.reports.paper.blocks import Bullets, Facts, Heading, NewPage, Paragraph, Quote, Table, WritingSpace
from zelfscan.reports.paper.group_blocks import Bars, Ranking, ShareQuadrant
from zelfscan.reports.paper.leader_blocks import Key, LevelRows, Point, Quadrant, Ratings, Topic, VisionField

Block = (
    Heading
    | Paragraph
    | Quote
    | Facts
    | Bullets
    | NewPage
    | VisionField
    | Quadrant
    | LevelRows
    | Key
    | Point
    | Topic
    | WritingSpace
    | Ratings
    | Bars
    | ShareQuadrant
    | Ranking
    | Table
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `made` is the day that its data stems from, so that the same data gives the same report."""

    title: str
    subtitle: str
    footer: str
    made: date | None
    blocks: tuple[Block, ...]
