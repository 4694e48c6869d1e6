"""The JSON of the command line, as text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import plain_catalog
from round_strategies import rounds
from zelfscan.cli.json_text import indented
from zelfscan.domain import Scan
from zelfscan.reports import FilesRead, group_json
from zelfscan.reports.round_report import round_report

odd = st.sampled_from(("", "%s %", "},\n {", "[", "\\", "\x00\x1b\x7f", "\ud800", "\u2028", "😀", '"'))
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | odd
keys = st.text(max_size=3) | odd
alike = st.lists(keys, max_size=3, unique=True).flatmap(
    lambda names: st.lists(st.fixed_dictionaries({name: plain | st.lists(plain, max_size=3) for name in names}))
)
anything = st.recursive(
    plain | alike,
    lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=2).map(tuple) | st.dictionaries(keys, inner),
    max_leaves=20,
)


def by_the_library(data: Any) -> str:
    """What the standard library writes."""
    return json.dumps(data, ensure_ascii=False, indent=1)


@given(anything)
def test_the_text_is_that_of_the_library(data: Any) -> None:
    """Guards every sign, for any data at all: alike or mixed, empty, and texts that look like JSON themselves."""
    assert indented(data) == by_the_library(data)


@given(rounds())
def test_a_round_is_written_as_the_library_does(scans: list[Scan]) -> None:
    """Guards the file that scripts get, groups and reasons included."""
    shown = group_json(round_report(plain_catalog(), scans, FilesRead(len(scans), len(scans))))
    assert indented(shown) == by_the_library(shown)


def test_what_json_does_not_know_is_refused() -> None:
    """Guards that data of an unknown kind never goes out as something else."""
    for data in ({1}, [{"a": b""}], object()):
        with pytest.raises(TypeError):
            indented(data)
