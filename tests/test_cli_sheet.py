"""`zelfscan blad`: the questionnaire as a file, and which names and options go together."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Here, content
from zelfscan.storage import Key


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


def test_without_a_name_it_is_a_page_here(run: Here) -> None:
    """Guards the usual name, and that making it again replaces our own page only."""
    path = Path("vragenlijst.html")
    assert run("blad") == (0, "", "De vragenlijst staat in vragenlijst.html\n")
    first = path.read_bytes()
    assert run("blad", "--ronde", "najaar-2026").status == 0
    second = path.read_bytes()
    assert first != second
    path.write_bytes(second.replace(b"</main>", b"<p>van mij</p></main>"))
    status, _, err = run("blad")
    assert (status, b"van mij" in path.read_bytes()) == (1, True)
    assert "niet geschreven" in err
    assert run("blad", "--overschrijf").status == 0
    assert path.read_bytes() == first


def test_a_form_for_paper(run: Here) -> None:
    """Guards the ending .pdf, and the round on it."""
    assert run("blad", "-o", "papier.pdf", "--ronde", "najaar-2026").status == 0
    assert Path("papier.pdf").read_bytes().startswith(b"%PDF-")


def test_a_sealed_page(run: Here, tmp_path: Path) -> None:
    """Guards that recipients are given as themselves or as their file, may be repeated, and are checked first."""
    one, other = Key.new(), Key.new()
    file = tmp_path / "r.ontvanger"
    file.write_text(f"{other.recipient}\n", encoding="utf-8")
    words = ("blad", "--ronde", "r", "--ontvanger", one.recipient, "--ontvanger", file)
    assert run(*words).status == 0
    page = Path("vragenlijst.html").read_text(encoding="utf-8")
    assert f'"recipients":["{one.recipient}","{other.recipient}"]' in page
    assert "Encrypter" in page
    status, out, err = run("blad", "-o", "x.html", "--ronde", "r", "--ontvanger", f"{one.recipient[:-1]}")
    assert (status, out, Path("x.html").exists()) == (1, "", False)
    assert "tikfout" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-o", "vragenlijst.docx"], "moet eindigen op .html of .pdf"),
        (["-o", "x.toml"], "zo heet een resultaat"),
        (["--ontvanger", "age1x"], "--ontvanger hoort bij een ronde"),
        (["-o", "x.pdf", "--ronde", "r", "--ontvanger", "age1x"], "papier wordt niet verzegeld"),
    ],
)
def test_wrong_use(run: Here, words: list[str], told: str) -> None:
    """Guards status 2 with a word on what does not go together, and that nothing is written."""
    status, out, err = run("blad", *words)
    assert (status, out) == (2, "")
    assert told in err
    assert content(Path()) == {}
