"""The list that says in which group each leader is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zelfscan.errors import ZelfscanError
from zelfscan.storage import read_groups


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("g.csv", "code;groep\nSL-01;noord\n\nsl-02 ; zuid\n"),
        ("g.csv", "\ufeffSL-01,noord\nSL-02,zuid"),
        ("g.txt", "SL-01\tnoord\nSL-02\tzuid\nSL-01\tnoord\n"),
        ("g.toml", '[groepen]\n"SL-01" = "noord"\n"SL-02" = "zuid"\n'),
    ],
)
def test_every_form_says_the_same(tmp_path: Path, name: str, text: str) -> None:
    """Guards semicolons, commas, tabs and TOML, with and without heads, and that capitals play no part."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_groups(path) == {"sl-01": "noord", "sl-02": "zuid"}


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("g.csv", b"SL-01;noord\nSL-01;zuid\n", "twee groepen"),
        ("g.csv", b"SL-01\n", "regel 1"),
        ("g.csv", b"", "geen code"),
        ("g.csv", b"\xff\xfe", "UTF-8"),
        ("g.toml", b"[groepen]\n1 = 2\n", "aanhalingstekens"),
        ("g.toml", b"x", "TOML"),
        ("g.toml", b"[andere]\n", "[groepen]"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    """Guards that a wrong list is refused with the reason, and that a list that is not there is told."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ZelfscanError, match="g\\.") as caught:
        read_groups(path)
    assert why in str(caught.value)
    with pytest.raises(ZelfscanError):
        read_groups(tmp_path / "weg.csv")


def test_a_list_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    """Guards that a list as Excel saves it, one that is not there and one that is no file each say what to do now."""
    path = tmp_path / "g.csv"
    path.write_bytes("SL-01;n\u00f6ord\n".encode("cp1252"))
    with pytest.raises(ZelfscanError, match="sla het bestand op als UTF-8") as caught:
        read_groups(path)
    assert "CSV UTF-8" in caught.value.hint
    for absent in (tmp_path / "weg.csv", tmp_path):
        with pytest.raises(ZelfscanError) as caught:
            read_groups(absent)
        assert "naam en de plek" in caught.value.hint


def test_a_pipe_is_no_list(tmp_path: Path) -> None:
    """Guards that a pipe with a name is refused, and not waited for until somebody writes in it."""
    pipe = tmp_path / "g.csv"
    # Windows has no pipes with a name.
    getattr(os, "mkfifo", os.mkdir)(pipe)
    with pytest.raises(ZelfscanError, match=r"geen gewoon bestand|een map"):
        read_groups(pipe)
